import { runInNewContext } from "node:vm";
import { transform } from "esbuild";
import { describe, expect, it } from "vitest";
import { exportsApart, withoutNamesThatStand } from "../lean.mjs";

/** What a module's text exports, once it is CommonJS. */
function run(text: string): Record<string, unknown> {
  const { rest, exports } = exportsApart(text);
  const module = { exports: {} };
  runInNewContext(`${withoutNamesThatStand(rest)}\n${exports}`, { module });
  return module.exports;
}

const named = async (source: string): Promise<string> => (await transform(source, { keepNames: true, format: "esm" })).code;

describe("a bundle without what esbuild writes for the odd case", () => {
  it("keeps the name of every function and class", async () => {
    const text = await named(`
      function declared() {}
      const arrow = () => 1;
      const list = { inside: () => () => 2, method() {} };
      class Plain { static made = 1; }
      const Given = class {};
      class Own { static copy() { return new Own(); } }
      function* steps() {}
      async function later() { const inner = async () => 1; return inner; }
      const all = [declared, arrow, list.inside, list.method, Plain, Given, Own, steps, later].map(({ name }) => name);
      export { all, Own };
    `);
    expect(text.match(/__name\(/g)!.length).toBeGreaterThan(8);
    const { all, Own } = run(text) as { all: string[]; Own: { copy(): object } };
    expect(all).toEqual(["declared", "arrow", "inside", "method", "Plain", "Given", "Own", "steps", "later"]);
    expect(Own.copy().constructor.name).toBe("Own");
  });

  it("leaves the call where a function was renamed", () => {
    const text = 'var __name = (fn, value) => Object.defineProperty(fn, "name", { value });\nfunction run2() {}\n__name(run2, "run");\nconst open2 = __name(() => 1, "open");\nexport {\n  open2 as open,\n  run2 as run\n};\n';
    const { run: renamed, open } = run(text) as Record<string, () => void>;
    expect([renamed!.name, open!.name]).toEqual(["run", "open"]);
    expect(withoutNamesThatStand(text)).toBe(text);
  });

  it("exports values by the names that others know, strings among them", () => {
    expect(run('const a = 1, b2 = 2, c = 3;\nexport {\n  a,\n  b2 as b,\n  c as "c/d"\n};\n')).toMatchObject({ a: 1, b: 2, "c/d": 3 });
    expect(Object.keys(run("0;\n"))).toEqual([]);
    const like = "\nexport {\n  b\n};\n";
    expect(run(`const like = \`${like}\`;\nexport {\n  like\n};\n`)).toMatchObject({ like });
  });
});
