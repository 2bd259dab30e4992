import { createRequire } from "node:module";
import { Script } from "node:vm";
import { Pool } from "@framepool/pool";
import { afterAll, describe, expect, it } from "vitest";

type Work = (n: number) => unknown;
const written = createRequire(import.meta.url)("./fixtures/written/as-babel.cjs") as Readonly<Record<string, Work>>;
const file = new URL("./fixtures/written/as-babel.cjs", import.meta.url);
const pool = new Pool(1);
afterAll(() => pool.terminate());

describe("what a compiler wrote into the function's file", () => {
  it.each([["imports", "_interopRequireWildcard"], ["spreads", "_object_spread"]])("stays behind, and the error says what to do: %s", async (name, helper) => {
    await expect(pool.map(written[name]!, [1])).rejects.toMatchObject({ variable: helper, message: expect.stringContaining("Babel and SWC write such helpers into a file: let it compile to what Node runs as it is (ES2022), or put the function into a module:\n  moduleTask(") as string });
  });

  it("is not taken for what the user wrote, and the other way round", async () => {
    await expect(pool.map(written["refused"]!, [1])).rejects.toThrow(/^map cannot send its function to a worker: it uses shift \(as-babel\.cjs:\d+\) and _unlike \(as-babel\.cjs:\d+\)/);
    await expect(pool.map(written["own"]!, [1])).rejects.toThrow(/it uses _get \(as-babel\.cjs:\d+\), which a worker does not have\. Give it as a capture/);
    await expect(pool.map(written["above"]!, [1])).rejects.toThrow(/it uses _this \(as-babel\.cjs:\d+\), which a worker does not have/);
  });
});

it("what a compiler made of an async function, with the code elsewhere, is called that", async () => {
  await expect(pool.map(written["wrapper"]!, [1])).rejects.toThrow("map cannot send work to a worker: it is what a compiler made of an async function, whose code stands elsewhere. Let it compile to ES2017 or later");
});

/** A function of a script as a test runner runs it: under a file's name, with a map back to it, and perhaps in a realm of its own. */
function compiled(code: string, map: object, run: (script: Script) => unknown): Work {
  const inline = Buffer.from(JSON.stringify(map)).toString("base64");
  return run(new Script(`${code}\n//# sourceMappingURL=data:application/json;base64,${inline}`, { filename: file.pathname })) as Work;
}

it("a name is that of the file, and its line, where the script has its map inside", async () => {
  // What runs has `_values` in line 3, column 21; line 35 by the map.
  const map = { version: 3, sources: [file.href], names: [], mappings: ";;qBAkC2B" };
  const work = compiled("(() => { const _values = 1;\nreturn (\n(n) => {   return n +_values.shift(n); }) })()", map, (script) => script.runInThisContext());
  await expect(pool.map(work, [1])).rejects.toMatchObject({ variable: "_values", line: 35, file: file.href });
});
