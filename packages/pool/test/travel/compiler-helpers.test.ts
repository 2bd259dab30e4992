import { runInThisContext } from "node:vm";
import { loadTask, shipTask, type TaskContext } from "@framepool/pool/internal";
import * as esbuild from "esbuild";
import ts from "typescript";
import { describe, expect, it } from "vitest";

/** Functions whose compiled forms need every helper; each must say the same compiled and sent as it says as written. */
const SOURCES: Readonly<Record<string, string>> = {
  "spread and rest of objects": `(n) => { const key = "b"; const { a, [key]: b, ...rest } = { a: n, b: 2, c: 3, [Symbol.for("s")]: 4 }; return { ...rest, ...null, b, n: Object.getOwnPropertySymbols(rest).length }; }`,
  "spread of arrays": `(n) => [...new Set([n, n, 2]), ...[3], Math.max(...[1, n])]`,
  "power": `(n) => { let x = n ** 2; x **= 2; return x; }`,
  "async arrow": `async (n) => { const wait = async (v) => { await null; return v * 2; }; return (await wait(n)) + (await wait(1)); }`,
  "async error": `async (n) => { try { await Promise.reject(new RangeError("no " + n)); } catch (error) { return error.message; } finally { n++; } }`,
  "async generator": `async (n) => { async function* make() { const sent = yield n; yield await Promise.resolve(sent); try { yield 3; } finally { await null; yield "last"; } } const it = make(); const all = [await it.next(), await it.next("x"), await it.next(), await it.return("end"), await it.next()]; return all; }`,
  "async generator that throws": `async (n) => { async function* make() { try { yield 1; } catch (error) { yield error.message; } throw new TypeError("end"); } const it = make(); const all = [await it.next(), await it.throw(new Error("in"))]; try { await it.next(); } catch (error) { all.push(error.name); } return all; }`,
  "delegation": `async (n) => { async function* inner() { const got = yield 1; yield got; return "r"; } async function* outer() { const r = yield* inner(); yield r; yield* [7, Promise.resolve(8)]; } const out = []; for await (const each of outer()) out.push(each); return out; }`,
  "leaving a delegation": `async (n) => { const log = []; async function* inner() { try { yield 1; yield 2; } finally { log.push("closed"); } } async function* outer() { yield* inner(); } for await (const each of outer()) { log.push(each); break; } return log; }`,
  "for await over promises": `async (n) => { const out = []; for await (const each of [Promise.resolve(n), 2]) out.push(each); return out; }`,
  "generator": `(n) => { function* numbers() { yield n; yield* [2, 3]; } return [...numbers()]; }`,
  "private members": `(n) => { class Box { #value = n; static #made = 0; #twice() { return this.#value * 2; } get #half() { return this.#value / 2; } set #half(v) { this.#value = v * 2; } static has(o) { return #value in o; } run() { this.#value++; this.#half = 4; Box.#made += 1; return [this.#value, this.#twice(), this.#half, Box.#made]; } } return [new Box().run(), Box.has({})]; }`,
  "private members of strangers": `(n) => { class Box { #value = n; read(o) { return o.#value; } } try { new Box().read({}); } catch (error) { return error instanceof TypeError; } }`,
  "class fields": `(n) => { class Base { kind = "base"; } class Sub extends Base { static count = 1; ["computed" + n] = n; kind = super.toString().length > 0 ? "sub" : ""; } return { ...new Sub(), count: Sub.count }; }`,
  "tagged template": `(n) => { const tag = (parts, ...values) => [parts.join("-"), parts.raw.join("-"), Object.isFrozen(parts), values]; const once = () => tag\`a\${n}\\n\`; return [once(), once()]; }`,
  "for of and destructuring": `(n) => { const out = []; for (const [key, value = n] of new Map([["a", undefined], ["b", 2]])) out.push(key + value); const [first, ...others] = out; return { first, others }; }`,
  "using": `(n) => { const log = []; { using a = { [Symbol.dispose]() { log.push("a"); } }; using b = { [Symbol.dispose]() { log.push("b"); } }; using none = null; log.push("body"); } return log; }`,
  "using that fails": `(n) => { try { using a = { [Symbol.dispose]() { throw new Error("dispose"); } }; throw new Error("body"); } catch (error) { return [error.name, error.error.message, error.suppressed.message]; } }`,
  "await using": `async (n) => { const log = []; { await using a = { async [Symbol.asyncDispose]() { await null; log.push("async"); } }; log.push("body"); } return log; }`,
  "optional chaining": `(n) => { const o = { a: { f() { return this.b; }, b: n } }; let z = null; z ??= 1; return [o.a?.f?.(), o.x?.y.z, z]; }`,
};

type Compile = (source: string) => string;
const COMPILERS: Readonly<Record<string, Compile>> = {
  ...Object.fromEntries(["es2022", "es2020", "es2017", "es2015"].map((target) => [`esbuild ${target}`, (source) => esbuild.transformSync(source, { target, keepNames: true }).code] as [string, Compile])),
  ...Object.fromEntries(
    (["ES2022", "ES2017", "ES2015", "ES5"] as const).map((target) => {
      const compilerOptions = { target: ts.ScriptTarget[target], module: ts.ModuleKind.None, downlevelIteration: true, ignoreDeprecations: "6.0" };
      return [`tsc ${target}`, (source) => ts.transpileModule(source, { compilerOptions }).outputText] as [string, Compile];
    }),
  ),
};

const CONTEXT: TaskContext = { random: Math.random, partition: null, firstRow: null, worker: "w", signal: new AbortController().signal };
type Sent = (n: number) => unknown;

/** The function as the compiled script has it, its helpers around it. */
function evaluate(code: string): Sent {
  return runInThisContext(`(() => {\n${code}\nreturn made;\n})()`) as Sent;
}

async function asWritten(source: string): Promise<unknown[]> {
  try {
    return [await evaluate(`const made = ${source};`)(3)];
  } catch (error) {
    if (error instanceof SyntaxError) return [];
    throw error;
  }
}

describe.each(Object.entries(COMPILERS))("%s", (_compiler, compile) => {
  it.each(Object.entries(SOURCES))("%s", async (_what, source) => {
    const compiled = evaluate(compile(`const made = ${source};`));
    // A compiler's own helpers are not always exact: as written is right as well, where this Node can run it.
    const right = [await compiled(3), ...(await asWritten(source))];
    const loaded = await loadTask(structuredClone(shipTask(compiled as never, { op: "map", file: null })));
    expect(right).toContainEqual(await loaded.bind(CONTEXT)(3));
    // Called again: what a compiler keeps outside of the function is there too.
    expect(right).toContainEqual(await loaded.bind(CONTEXT)(3));
  });
});

it("counters of older coverage tools, which are objects, are supplied as well", async () => {
  const counted = evaluate("const cov_2f = { s: { 0: 0 }, f: [0], b: { 1: [0, 0] } }; const made = (n) => { cov_2f.f[0]++; cov_2f.s[0]++; return n > 1 ? (cov_2f.b[1][0]++, n) : (cov_2f.b[1][1]++, 0); };");
  const loaded = await loadTask(shipTask(counted as never, { op: "map", file: null }));
  expect(loaded.bind(CONTEXT)(3)).toBe(3);
});
