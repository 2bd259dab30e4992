import { createRequire } from "node:module";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { execFile } from "node:child_process";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { promisify } from "node:util";
import { moduleTask, perWorker, Pool, task } from "@framepool/pool";
import { loadTask, registerExports, shipTask, type TaskContext } from "@framepool/pool/internal";
import { afterAll, describe, expect, it } from "vitest";

const require = createRequire(import.meta.url);
const fixture = require("./fixtures/untransformed.cjs") as Record<string, (...args: never[]) => unknown>;
const modules = new URL("./fixtures/modules/", import.meta.url);
const folder = mkdtempSync(fileURLToPath(new URL("../.tmp-load-", import.meta.url)));
const pool = new Pool(2);
afterAll(async () => {
  await pool.terminate();
  rmSync(folder, { recursive: true, force: true });
});

const CONTEXT: TaskContext = { random: () => 0.5, partition: null, firstRow: null, worker: "w", signal: new AbortController().signal };

async function called(fn: Parameters<typeof shipTask>[0], ...args: unknown[]): Promise<unknown> {
  const loaded = await loadTask(structuredClone(shipTask(fn, { op: "map", file: import.meta.url })));
  return loaded.bind(CONTEXT)(...args);
}

describe("a loaded function", () => {
  it("gets its arguments and nothing else", async () => {
    expect(await called((...args: unknown[]) => args, 1, 2)).toEqual([1, 2]);
  });

  it("gets its captures and the context behind its arguments", async () => {
    const made = task({ limit: 3 }, (...args: unknown[]) => args);
    expect(await called(made, 1)).toEqual([1, { limit: 3 }, CONTEXT]);
    expect(await called(made, 1, 2)).toEqual([1, 2, { limit: 3 }, CONTEXT]);
  });

  it.each([
    ["a method", "method", [2], 4],
    ["a method with a computed name", "a computed name", [2], 6],
    ["a function that calls itself", "recursive", [4], 24],
    ["a function with a `this` of its own inside", "innerThis", [2], 4],
    ["a function that shadows names", "shadowed", [1], 2],
    ["a function that asks for a type", "asksType", [7], 7],
  ])("may be %s", async (_what, name, args, result) => {
    expect(await called(fixture[name]!, ...args)).toEqual(result);
  });

  it("keeps its name", async () => {
    const loaded = await loadTask(shipTask(fixture["a computed name"]!, { op: "map", file: null }));
    expect(loaded.name).toBe("a computed name");
    expect((loaded.bind(CONTEXT) as { name: string }).name).toBe("a computed name");
  });

  it("is strict or sloppy, as it was written", async () => {
    expect(await called(fixture["method"]!, 1)).toBe(2);
    const sloppy = new Function("n", "with ({ n: n + 1 }) return n") as (n: number) => number;
    expect(await called(sloppy, 1)).toBe(2);
  });

  it("names the user's file and line in the stack of what it throws", async () => {
    const throwing = shipTask(fixture["throws"]!, { op: "map", file: new URL("./fixtures/untransformed.cjs", import.meta.url).href });
    const loaded = await loadTask(throwing);
    const line = (require("node:fs") as typeof import("node:fs")).readFileSync(fileURLToPath(new URL("./fixtures/untransformed.cjs", import.meta.url)), "utf8").split("\n").findIndex((text) => text.includes("too far")) + 1;
    expect(() => loaded.bind(CONTEXT)()).toThrow(expect.objectContaining({ stack: expect.stringContaining(`untransformed.cjs:${line}:11)`) }));
  });

  it("that was written in another file than the call says so in the stack", async () => {
    const captured = task({ throws: fixture["throws"]! }, (_n: number, { throws }) => (throws as () => never)());
    await expect(called(captured, 1)).rejects.toMatchObject({ stack: expect.stringContaining("load.test.ts?function=throws:2:11)") });
  });
});

describe("captures", () => {
  it("are what they were when the task was first used, in every worker", async () => {
    const table = new Map([["a", 1]]);
    const made = task({ table }, (key: string, { table }) => table.get(key) ?? null);
    expect(await pool.map(made, ["a", "a"], { chunksize: 1 })).toEqual([1, 1]);
    table.set("a", 2);
    expect(await pool.map(made, ["a", "a"], { chunksize: 1 })).toEqual([1, 1]);
  });

  it("may be of any sendable type, large and shared", async () => {
    const shared = new Int32Array(new SharedArrayBuffer(8));
    const large = new Float64Array(20_000).fill(0.5);
    const made = task({ shared, large, when: new Date(5), pattern: /a+/g, error: new TypeError("x"), set: new Set([1n]) }, (n: number, c) => {
      Atomics.add(c.shared, 0, n);
      return [c.large.length, c.large[19_999], c.when.getTime(), c.pattern.source, c.error instanceof TypeError, c.set.has(1n)];
    });
    expect(await pool.map(made, [1, 2])).toEqual([1, 2].map(() => [20_000, 0.5, 5, "a+", true, true]));
    expect(shared[0]).toBe(3);
  });

  it("keep the identity of one object under two names", async () => {
    const one = { n: 1 };
    expect(await called(task({ a: one, b: { one } }, (_: number, { a, b }) => a === b.one), 0)).toBe(true);
  });

  it("may be functions, compiled once", async () => {
    const made = task({ twice: fixture["method"]! }, (n: number, { twice }) => [(twice as (n: number) => number)(n), twice]);
    const [first, second] = [(await called(made, 2)) as [number, unknown], (await called(made, 3)) as [number, unknown]];
    expect([first[0], second[0]]).toEqual([4, 6]);
    expect(first[1]).toBe(second[1]);
  });

  it("that a package exports are imported, not copied", async () => {
    const url = new URL("./good.mjs", modules).href;
    const namespace = (await import(/* @vite-ignore */ url)) as { double: (n: number) => number };
    registerExports(url, namespace);
    const made = shipTask(task({ double: namespace.double }, (n: number, { double }) => double(n)), { op: "map", file: null });
    expect(made.captures?.code).toEqual([{ name: "double", body: { kind: "module", url, name: "double", context: false, required: false } }]);
    expect(await pool.map(task({ double: namespace.double }, (n: number, { double }) => double(n)), [4])).toEqual([8]);
    expect(await pool.map(namespace.double, [4])).toEqual([8]);
  });

  it("that cannot be sent are refused with their path before the run", () => {
    class Client {}
    const made = task({ options: { retry: [new Client() as unknown as { readonly name: string }] } }, function work() {});
    expect(() => shipTask(made, { op: "map", file: null })).toThrow("map cannot send work to a worker: captures.options.retry[0] is an instance of Client: send plain data, and make the instance there");
  });

  it("may not be tasks", () => {
    const inner = task({}, (n: number) => n) as unknown as number;
    expect(() => shipTask(task({ inner }, (n: number) => n), { op: "map", file: null })).toThrow("map cannot send inner, a capture of <anonymous>, to a worker: it is a task. Capture its function, or make a step of it");
  });

  it("above a mebibyte raise one warning that names the largest", async () => {
    const warnings: Error[] = [];
    const note = (warning: Error) => warnings.push(warning);
    process.on("warning", note);
    const made = task({ small: "x", table: new Float64Array(150_000) }, function work() {});
    shipTask(made, { op: "map", file: null });
    shipTask(made, { op: "map", file: null });
    await new Promise(setImmediate);
    process.off("warning", note);
    expect(warnings.map(({ message }) => message)).toEqual([
      "map: the captures of work take 1.1 MiB, most of it table, and every worker gets a copy. Let each worker read it for itself, table: perWorker(() => …), or keep it in a SharedArrayBuffer",
    ]);
  });
});

describe("perWorker values", () => {
  it("are made once in each worker, awaited, and shared by the tasks of that worker", async () => {
    const one = new Pool(1);
    const counter = perWorker(async () => {
      await Promise.resolve();
      const state = globalThis as { made?: number };
      state.made = (state.made ?? 0) + 1;
      return { made: state.made, close: () => undefined };
    });
    const first = task({ counter }, (n: number, { counter }) => [n, counter.made]);
    const second = task({ counter }, (n: number, { counter }) => [n, counter.made, typeof counter.close]);
    expect(await one.map(first, [1, 2], { chunksize: 1 })).toEqual([[1, 1], [2, 1]]);
    expect(await one.map(second, [3])).toEqual([[3, 1, "function"]]);
    await one.terminate();
  });

  it("may come from a module", async () => {
    const settings = perWorker(moduleTask<() => { unit: string }>(new URL("./good.mjs", modules), "settings"));
    expect(await pool.map(task({ settings }, (n: number, { settings }) => [n, settings.unit]), [1])).toEqual([[1, "cm"]]);
  });

  it("whose maker throws fail the call with its error", async () => {
    const client = perWorker((): number => {
      throw new RangeError("no socket");
    });
    await expect(pool.map(task({ client }, (n: number, { client }) => n + client), [1])).rejects.toThrow(/no socket/);
  });

  it("whose maker uses names of the script are refused before the run", () => {
    const client = perWorker(() => fixture);
    expect(() => shipTask(task({ client }, (n: number) => n), { op: "map", file: null })).toThrow(/^map: perWorker cannot send its function to a worker: it uses fixture/);
  });
});

describe("a module task", () => {
  const of = (file: string, name?: string) => moduleTask<(n: number) => unknown>(new URL(file, modules), name);

  it("is called with the context last", async () => {
    expect(await pool.map(of("good.mjs"), [1])).toEqual([[1, "function"]]);
  });

  it("may be CommonJS, compiled from ESM or TypeScript", async () => {
    expect(await pool.map(of("common.cjs", "work"), [1])).toEqual([2]);
    expect(await pool.map(of("common.cjs"), [1])).toEqual([0]);
    expect(await pool.map(of("typed.cts", "work"), [1])).toEqual([105]);
  });

  it("finds the TypeScript source where the compiled file is not there, and the other way round", async () => {
    expect(await pool.map(of("typed.cjs", "work"), [1])).toEqual([105]);
    expect(await pool.map(of("good.mts", "double"), [1])).toEqual([2]);
  });

  it.each([
    ["that is not there", "nowhere.mjs", "work", /^map cannot send "work" of .*nowhere\.mjs to a worker: there is no such file$/],
    ["with a syntax error", "broken.mjs", "work", /^"work" of .*broken\.mjs cannot be had: importing the module failed: SyntaxError: .*\n  .*broken\.mjs:\d+:\d+\n    .*\n *\^$/],
    ["that throws", "throws.mjs", "work", /^"work" of .*throws\.mjs cannot be had: importing the module failed: RangeError: no database$/],
    ["whose import is not there", "missing-import.mjs", "work", /^"work" of .*missing-import\.mjs cannot be had: importing the module failed: Error: Cannot find module .*not-there\.mjs.*\n  .*missing-import\.mjs:1:\d+\n    .*\n *\^$/],
    ["without that export", "good.mjs", "wrok", /^.*good\.mjs has no export "wrok"; it exports default, double, limit, list, settings$/],
    ["with an export that is no function", "good.mjs", "limit", /^moduleTask needs a function: "limit" of .*good\.mjs is a number$/],
    ["that starts a pool", "starts-pool.mjs", "work", /^file:.*starts-pool\.mjs starts a Pool while a worker imports it for its task; put it under `if \(isMainThread\)` or move the task's function to its own file$/],
  ])("of a module %s is a CaptureError", async (_what, file, name, message) => {
    await expect(pool.map(of(file, name), [1])).rejects.toMatchObject({ code: "ERR_FRAMEPOOL_CAPTURE", message: expect.stringMatching(message) });
  });

  it("takes a file URL, a URL or an absolute path", () => {
    expect(() => moduleTask("./work.js")).toThrow('moduleTask needs the module as a file URL or an absolute path, not "./work.js": use import.meta.url, __filename, or new URL("./work.js", import.meta.url)');
    expect(() => moduleTask("lodash", "chunk")).toThrow(/not "lodash"/);
    expect(() => moduleTask(import.meta.url, "")).toThrow("moduleTask needs an export's name");
  });

  it("of the running script ends with an error where it would wait for itself", async () => {
    const script = 'import { moduleTask, Pool } from "@framepool/pool";\nexport const own = (n) => n;\nconst pool = new Pool({ processes: 1, backend: "inline" });\nawait pool.map(moduleTask(import.meta.url, "own"), [1]).catch((error) => console.log(error.code, error.message));\nawait pool.terminate();\n';
    writeFileSync(join(folder, "self.mjs"), script);
    const { stdout } = await promisify(execFile)(process.execPath, ["self.mjs"], { cwd: folder });
    expect(stdout).toMatch(/^ERR_FRAMEPOOL_CAPTURE "own" of .*self\.mjs cannot be called in line: the module is still running, .*Move own to a file of its own, or ask for workers: \{ backend: "threads" \}\n$/);
  });
});

describe("a TypeScript script under tsx", () => {
  it("is named by file and line in what its functions throw, and in what cannot be sent", async () => {
    const script = [
      'import { Pool } from "@framepool/pool";',
      "interface Row {",
      "  readonly n: number;",
      "}",
      "const limit: number = 3;",
      "const pool = new Pool(1);",
      "const failure = async (call: () => Promise<unknown>): Promise<Error & { cause: Error; line: number }> => call().then(() => { throw new Error('it ended well'); }, (error: Error & { cause: Error; line: number }) => error);",
      'const thrown = await failure(() => pool.map((row: Row): never => { throw new RangeError(String(row.n)); }, [{ n: 1 }]));',
      'const named = await failure(() => pool.map(async function named(row: Row): Promise<never> { throw new RangeError(String(row.n)); }, [{ n: 1 }]));',
      "const refused = await failure(() =>",
      "  pool.map(",
      "    (row: Row): boolean =>",
      "      row.n > limit,",
      "    [{ n: 1 }],",
      "  ),",
      ");",
      "await pool.terminate();",
      "console.log(JSON.stringify([thrown.cause.stack.split('\\n')[1], named.cause.stack.split('\\n')[1], refused.variable, refused.line, refused.file]));",
    ].join("\n");
    writeFileSync(join(folder, "placed.mts"), script);
    const { stdout } = await promisify(execFile)(process.execPath, ["--import", "tsx", "placed.mts"], { cwd: folder });
    const file = pathToFileURL(join(folder, "placed.mts")).href;
    expect(JSON.parse(stdout)).toEqual([expect.stringContaining(`${file}:8:`), expect.stringContaining(`${file}:9:`), "limit", 13, file]);
  });
});

describe("an import inside a function", () => {
  it("resolves as from the file that made the call, relative or by package name, and prints no warning", async () => {
    writeFileSync(join(folder, "beside.mjs"), "export const value = 42;\n");
    writeFileSync(
      join(folder, "main.mjs"),
      'import { Pool } from "@framepool/pool";\nconst pool = new Pool(1);\nconsole.log(JSON.stringify(await pool.map(async (n) => [n, (await import("./beside.mjs")).value, typeof (await import("@framepool/pool")).task], [1])));\nawait pool.terminate();\n',
    );
    const { stdout, stderr } = await promisify(execFile)(process.execPath, ["main.mjs"], { cwd: folder });
    expect([stdout, stderr]).toEqual(['[[1,42,"function"]]\n', ""]);
  });
});
