import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { DataFrame } from "@framepool/frame";
import { moduleTask, perWorker, Pool, task, type Shippable } from "@framepool/pool";
import { shipTask } from "@framepool/pool/internal";
import { afterAll, describe, expect, it } from "vitest";
import type { CaptureError } from "@framepool/errors";

const require = createRequire(import.meta.url);
const path = fileURLToPath(new URL("./fixtures/untransformed.cjs", import.meta.url));
const fixture = require(path) as Record<string, (...args: never[]) => unknown>;
const lines = (require("node:fs") as typeof import("node:fs")).readFileSync(path, "utf8").split("\n");
const file = new URL("./fixtures/untransformed.cjs", import.meta.url).href;

function refusal(fn: unknown): CaptureError {
  try {
    shipTask(fn as Shippable, { op: "map", file });
  } catch (error) {
    return error as CaptureError;
  }
  throw new Error("it was shipped");
}

/** `untransformed.cjs:12`, by the text of the line. */
function at(text: string): string {
  return `untransformed.cjs:${lines.findIndex((line) => line.includes(text)) + 1}`;
}

describe("a function that cannot travel is refused before the run", () => {
  it("for a name that a worker does not have, with the text to paste", () => {
    expect(refusal(fixture["above"]).message).toBe(
      `map cannot send above to a worker: it uses limit (${at("above:")}), which a worker does not have. Give it as a capture:\n` +
        "  task({ limit }, (n, { limit }) => …)\n" +
        "or export above from its file:\n" +
        '  moduleTask(__filename, "above")',
    );
  });

  it("for all missing names at once", () => {
    expect(refusal(fixture["both"]).message).toContain(
      `it uses limit (${at("return sum > limit")}) and rate (${at("return sum > limit")}), which a worker does not have. Give them as captures:\n` +
        "  task({ limit, rate }, async (first, second, { limit, rate }) => …)",
    );
  });

  it("with the facts of the first missing name on the error", () => {
    const error = refusal(fixture["named"]);
    const line = lines.findIndex((text) => text.includes("return helper(n) > limit")) + 1;
    expect(error).toMatchObject({ code: "ERR_FRAMEPOOL_CAPTURE", variable: "helper", file, line });
  });

  it("with a plain word where the parameters are long or none", () => {
    expect(refusal(fixture["longParameters"]).message).toContain("task({ limit }, (part, { limit }) => …)");
    expect(refusal(fixture["noParameters"]).message).toContain("task({ limit }, (part, { limit }) => …)");
  });

  it("with the captures that it has already, beside those it lacks", () => {
    const made = task({ helper: (n: number) => n }, fixture["captured"] as (n: number, captures: object) => number);
    expect(refusal(made).message).toBe(
      `map cannot send captured to a worker: it uses limit (${at("captured:")}), which a worker does not have. Give it as a capture:\n` +
        "  task({ helper, limit }, (n, { helper, limit }) => …)",
    );
  });

  it("for a name that a captured function lacks", () => {
    const made = task({ helper: fixture["usesRate"]! }, function work(n: number, { helper }) {
      return (helper as (n: number) => number)(n);
    });
    expect(refusal(made).message).toBe(
      `map cannot send helper, a capture of work, to a worker: it uses rate (${at("const helper")}), which a worker does not have. ` +
        'Let helper take it as an argument, or put it into a module with all that it uses:\n  moduleTask(__filename, "work")',
    );
  });

  it("for a default value that is not there", () => {
    expect(refusal(fixture["defaults"]).message).toContain("task({ limit }, (n, { limit }) => { let most = limit; … })");
  });

  it("for parameters that calls leave out, in whose place the captures would come", () => {
    expect(refusal(fixture["severalDefaults"]).message).toContain("task({ limit }, async (n, { limit }) => { let { most } = { most: limit }, least = 0; … })");
    expect(refusal(fixture["defaultFirst"]).message).toContain("task({ limit }, (n = limit, { limit }) => …)");
    expect(refusal(fixture["rest"]).message).toContain("task({ limit }, (n, { limit }) => …)");
  });

  it("for calling itself by the name of a variable", () => {
    expect(refusal(fixture["countsDown"]).message).toBe(
      `map cannot send countsDown to a worker: it uses countsDown (${at("countsDown:")}), which a worker does not have. If countsDown is this function itself, write it as a declaration, which takes its name along:\n` +
        "  function countsDown(n) { … }\n" +
        "If it is another, give it to this one by another name: task({ inner: countsDown }, …)",
    );
  });

  it("for a name that looks like a coverage tool's, and is used in another way", () => {
    expect(refusal(fixture["usesMatrix"]).variable).toBe("cov_abc");
    expect(refusal(fixture["callsMatrix"]).variable).toBe("cov_abc");
  });

  it("for a name that only a browser has, and one that the script put on globalThis", () => {
    expect(refusal(fixture["browser"]).variable).toBe("document");
    Object.assign(globalThis, { polyfill: (n: number) => n });
    expect(refusal(fixture["polyfilled"]).variable).toBe("polyfill");
    Reflect.deleteProperty(globalThis, "polyfill");
  });

  it("for writing to a name outside", () => {
    expect(refusal(fixture["counts"]).message).toBe(
      `map cannot send counts to a worker: it assigns to calls (${at("calls += n")}), which stays behind in the main thread. Return the value instead, and combine the results`,
    );
    expect(refusal(fixture["increments"]).message).toContain(`it assigns to calls (${at("increments:")})`);
  });

  it("for `this`, also inside an arrow function", () => {
    expect(refusal(Reflect.get(fixture["Scale"]!.prototype as object, "scale")).message).toBe(
      `map cannot send scale to a worker: it uses this (${at("n * this.factor")}), which does not travel. Give what it needs of it as a capture:\n` +
        "  task({ limit: this.limit }, (part, { limit }) => …)",
    );
    expect(refusal(fixture["outerThis"]).message).toContain(`it uses this (${at("n + this.limit")})`);
  });

  it("for `super` and private names", () => {
    expect(refusal(Object.getOwnPropertyDescriptor(fixture["Scale"]!.prototype, "toString")?.value).message).toBe(
      `map cannot send toString to a worker: it uses super (${at("super.toString")}), which belongs to its class. Write it as a function that stands by itself`,
    );
    expect(refusal(Reflect.get(fixture["Scale"]!, "secret")).message).toBe(
      `map cannot send secret to a worker: it uses a private name (${at("scale.#factor")}), which only its class may use. Give the value as a capture:\n` +
        "  task({ secret: this.#secret }, (part, { secret }) => …)",
    );
  });

  it("for `arguments` of what is around an arrow function", () => {
    expect(refusal(fixture["readsArguments"]).message).toBe(`map cannot send readsArguments to a worker: it uses arguments (${at("readsArguments:")}), which an arrow function has from around it. Name them: (...args) => …`);
  });

  it("for `require`", () => {
    expect(refusal(fixture["requires"]).message).toBe(
      `map cannot send requires to a worker: it uses require (${at("requires:")}), which a worker does not have. ` +
        'Import inside the function, const { x } = await import("x"), or put it into a module:\n  moduleTask(__filename, "requires")',
    );
    expect(refusal(fixture["where"]).message).toContain("task({ __filename }, (part, { __filename }) => …)");
  });

  it("for a name that is imported, with what lets every worker import it", () => {
    expect(refusal(fixture["imported"]).message).toBe(
      `map cannot send imported to a worker: it uses base (${at("imported(p)")}) and path (${at("imported(p)")}), which a worker does not have. Import them inside the function, where that may be async:\n` +
        '  const { basename: base, default: path } = await import("node:path")\n' +
        "or once in every worker, as captures:\n" +
        '  task({ base: perWorker(async () => (await import("node:path")).basename), path: perWorker(async () => (await import("node:path")).default) }, (p, { base, path }) => …)\n' +
        'or export imported from its file:\n  moduleTask(__filename, "imported")',
    );
    expect(refusal(fixture["importedAndOwn"]).message).toContain('Give them as captures:\n  task({ base: perWorker(async () => (await import("node:path")).basename), limit }, (p, { base, limit }) => …)');
    expect(refusal((name: string) => readFileSync(name)).message).toContain('Import it inside the function, where that may be async:\n  const { readFileSync } = await import("node:fs")');
    expect(refusal((name: string) => new DataFrame({ name: [name] }).numRows).message).toContain("Give it as a capture:\n  task({ DataFrame }, (name, { DataFrame }) => …)");
  });

  it("for a module or a function of Node's, which cannot be captured", () => {
    const fs = require("node:fs") as typeof import("node:fs");
    const fn = (p: string): string => p;
    expect(refusal(task({ fs } as never, fn as never)).message).toBe('map cannot send fs, a capture of fn, to a worker: it is a module. Let every worker import it:\n  task({ fs: perWorker(async () => (await import("node:fs")).default) }, …)');
    expect(refusal(task({ last: basename }, fn as never)).message).toBe("map cannot send last, a capture of fn, to a worker: it is Node's own, and needs what is around it in node:path. Let every worker import it:\n" + '  task({ last: perWorker(async () => (await import("node:path")).basename) }, …)');
    expect(refusal(basename).message).toContain('Import it in a function:\n  async (value) => (await import("node:path")).basename(value)');
  });

  it("for names that are short, and not because their code is minified", () => {
    expect(refusal(fixture["short"]).message).toContain("Give it as a capture:\n  task({ k }, (x, { k }) => …)");
  });

  it("for being bound", () => {
    expect(refusal(fixture["method"]!.bind({})).message).toBe(
      "map cannot send method to a worker: it is bound to an object, which does not travel. Give what it needs as a capture:\n  task({ options }, (part, { options }) => …)",
    );
  });

  it("for being native", () => {
    expect(refusal(parseFloat).message).toBe("map cannot send parseFloat to a worker: it is built into Node and has no source. Wrap it:\n  (value) => parseFloat(value)");
    expect(refusal(Math.max).message).toBe("map cannot send max to a worker: it is built into Node and has no source. Wrap it:\n  (value) => Math.max(value)");
  });

  it("for being a generator, a class, an accessor or a proxy", () => {
    expect(refusal(fixture["generator"]).message).toBe("map cannot send generator to a worker: it is a generator, and an iterator cannot come back. Return an array:\n  (part) => [...]");
    expect(refusal(fixture["Scale"]).message).toBe("map cannot send Scale to a worker: it is a class. Make the object inside a function, and export both from a module for moduleTask:\n  (value) => new Scale(value)");
    const getter = Object.getOwnPropertyDescriptor(fixture["Scale"]!.prototype, "value")?.get;
    expect(refusal(getter).message).toBe("map cannot send get value to a worker: it is a getter and belongs to its object. Write it as a function");
    expect(refusal(new Proxy(fixture["above"]!, {})).message).toBe("map cannot send above to a worker: it is a Proxy. Send the function behind it");
  });

  it("for being no function at all", () => {
    expect(() => shipTask(3 as unknown as Shippable, { op: "map", file })).toThrow("map needs a function, task(…) or moduleTask(…), not 3");
    expect(() => shipTask({} as unknown as Shippable, { op: "map", file })).toThrow("map needs a function, task(…) or moduleTask(…), not an object");
  });
});

describe("a function that stands by itself is shipped", () => {
  it.each(["method", "a computed name", "recursive", "asksType", "globals", "innerThis", "shadowed", "covered"])("%s", (name) => {
    expect(shipTask(fixture[name]!, { op: "map", file })).toMatchObject({ body: { kind: "source" }, captures: null });
  });

  it("once, and keeps its id", () => {
    expect(shipTask(fixture["method"]!, { op: "map", file })).toBe(shipTask(fixture["method"]!, { op: "imap", file: null }));
  });

  it("a static method of a class too", () => {
    expect(shipTask(Reflect.get(fixture["Scale"]!, "plain") as Shippable, { op: "map", file }).name).toBe("plain");
  });

  it("but not where it asks for a type and then uses the value", () => {
    expect(refusal(fixture["asksAndUses"]).variable).toBe("limit");
  });

  it("nor where it asks for the type of what is there, and would not be in a worker", () => {
    expect(refusal(fixture["asksOnly"]).message).toContain(`it uses limit (${at("asksOnly:")}), which a worker does not have. Give it as a capture:\n  task({ limit }, (n, { limit }) => …)`);
  });
});

describe("what is advised can be pasted", () => {
  it("where a name is imported, and where a file is CommonJS", async () => {
    await using pool = new Pool({ processes: 1, backend: "inline" });
    const [base, path] = [perWorker(async () => (await import("node:path")).basename), perWorker(async () => (await import("node:path")).default)];
    expect(await pool.map(task({ base, path }, (p: string, { base, path }) => base(path.resolve(p))), ["/a/b"])).toEqual(["b"]);
    expect(await pool.map(async (p: string) => {
      const { basename: base, default: path } = await import("node:path");
      return base(path.resolve(p));
    }, ["/a/b"])).toEqual(["b"]);
    expect(await pool.map(moduleTask(file, "imported"), ["/a/b"])).toEqual(["b"]);
  });
});

describe("what a file imports a name as", () => {
  const folder = mkdtempSync(join(tmpdir(), "framepool-imports-"));
  // What lies there is left to Node by vitest, and so keeps its names.
  const packages = join(folder, "node_modules", "own");
  mkdirSync(packages, { recursive: true });
  afterAll(() => rmSync(folder, { recursive: true }));
  let files = 0;
  const adviceFor = async (text: string, name: string, extension = "mjs"): Promise<string> => {
    const own = join(packages, `${String(files++)}.${extension}`);
    writeFileSync(own, extension === "mjs" ? `const a = 1;\n${text}\nexport const fn = () => [a.b, ${name}];` : `${text}\nexports.fn = () => [${name}];`);
    return refusal(((await import(pathToFileURL(own).href)) as Record<string, unknown>)["fn"]).message;
  };

  it.each([
    ['import path from "node:path";', "path", 'async () => (await import("node:path")).default'],
    ['import * as path from "node:path";', "path", '() => import("node:path")'],
    ['import fs, { readFile as read } from "fs"', "read", 'async () => (await import("fs")).readFile'],
    ['import fs, { readFile as read } from "fs"', "fs", 'async () => (await import("fs")).default'],
    ['import {\n  join,\n  sep,\n} from "node:path";', "sep", 'async () => (await import("node:path")).sep'],
  ])("%s", async (text, name, load) => {
    expect(await adviceFor(text, name)).toContain(`task({ a, ${name}: perWorker(${load}) }, (part, { a, ${name} }) => …)`);
  });

  it.each([
    ["const { join: glue } = require('node:path');", "glue", 'async () => (await import("node:path")).join'],
    ['const os = require("os"), x = 1;', "os", 'async () => (await import("os")).default'],
  ])("%s", async (text, name, load) => {
    expect(await adviceFor(text, name, "cjs")).toContain(`task({ ${name}: perWorker(${load}) }, (part, { ${name} }) => …)`);
  });

  it.each(['import { join as glue } from "node:path"; const join = (a) => a;', 'import "node:path"; const join = 3;', '// import { join } from "node:path"\nconst join = 3;'])("nothing by %s", async (text) => {
    expect(await adviceFor(text, "join")).toContain("task({ a, join }, (part, { a, join }) => …)");
  });
});
