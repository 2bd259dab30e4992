import { runInNewContext } from "node:vm";
import { A_TASK, errorMessage, errorName, errorStack, isByName, isError, isThenable, kindOf, markKind, ofKind, ParallelError } from "@framepool/errors";
import { describe, expect, it } from "vitest";

class Query { then(): void { throw new Error("nobody asked"); } }

describe("an object that is meant by the names of its properties", () => {
  it("is plain, without a prototype, of a class, or the namespace of a module, of whatever realm", async () => {
    class Options { get how(): string { return "any"; } }
    const module: unknown = await import("node:vm").then((namespace) => namespace);
    for (const value of [{}, { a: 1 }, Object.create(null), new Options(), module, runInNewContext("({ a: 1 })")]) expect(isByName(value)).toBe(true);
  });

  it("may have a property `then`, also a function, where it is its own", () => {
    for (const value of [{ then: 1 }, { then: null }, { then: () => 1 }, Object.assign(Object.create(null), { then: () => 1 })]) expect([isByName(value), isThenable(value)]).toEqual([true, false]);
  });

  it("is none that keeps what it has elsewhere", () => {
    const others = [
      null, undefined, 7, "a", Symbol("a"), () => 1, [], new Map(), new Set(), new WeakMap(), new WeakSet(), new Date(0), /a/, new Error("a"), new Uint8Array(1), new ArrayBuffer(1), new AbortController().signal, new URL("file:///a"), (function* () { yield 1; })(),
      Promise.resolve(1), new Query(), runInNewContext("Promise.resolve(1)"), { [Symbol.iterator]: () => [][Symbol.iterator]() },
    ];
    for (const value of others) expect(isByName(value)).toBe(false);
    for (const value of [Promise.resolve(1), new Query(), runInNewContext("Promise.resolve(1)")]) expect(isThenable(value)).toBe(true);
  });

  it("is none of ours, whose kind is known", () => {
    class Ours {}
    markKind(Ours, "an Ours");
    class Derived extends Ours {}
    const task = ofKind({ fn: 1 }, A_TASK);
    for (const value of [new Ours(), new Derived(), task]) expect(isByName(value)).toBe(false);
    expect([new Ours(), new Derived(), task, {}, null, "a"].map(kindOf)).toEqual(["an Ours", "an Ours", "a task", undefined, undefined, undefined]);
    expect(Object.keys(task)).toEqual(["fn"]);
  });
});

describe("errors whose properties throw when they are read", () => {
  const hostile = new Error("x");
  for (const key of ["stack", "message", "name", "code"]) Object.defineProperty(hostile, key, { get() { throw new Error("nested"); } });
  const proxy = new Proxy({}, { has() { throw new Error("trap"); }, getPrototypeOf() { throw new Error("trap"); } });

  it("are told, and are none of the family", () => {
    expect([errorMessage(hostile), errorName(hostile), errorStack(hostile)]).toEqual(["its message cannot be read", "Error", undefined]);
    const range = new RangeError("too far");
    expect([errorMessage(range), errorName(range), errorStack(range)]).toEqual(["too far", "RangeError", range.stack]);
    for (const value of [hostile, proxy]) expect(value instanceof ParallelError).toBe(false);
    expect([isError(hostile), isError(proxy)]).toEqual([true, false]);
  });
});
