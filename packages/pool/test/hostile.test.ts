import fc from "fast-check";
import { afterEach, describe, expect, it } from "vitest";
import { TaskError } from "@framepool/errors";
import { Pool, Process } from "@framepool/pool";
import { decode, encode } from "@framepool/pool/internal";

let pool: Pool | null = null;
afterEach(() => pool?.terminate());

// Functions travel as source, so each says all it needs.
const posts = async (x: number) => {
  const { parentPort } = await import("node:worker_threads");
  for (const junk of [1, null, "x", { type: "reply" }, [1, 2], { taskId: 5, result: 1 }, new Map()]) parentPort?.postMessage(junk);
  return x;
};
const sends = (x: number) => {
  for (const junk of [1, "x", { type: "reply" }, [1, 2], [0, [7], null, 1], { type: "failed", id: 0 }, { type: "ready" }, { type: "up" }, { type: "crash" }, []]) process.send?.(junk);
  return x;
};
const closesPort = async (x: number) => {
  (await import("node:worker_threads")).parentPort?.close();
  return x;
};
const pollutes = (x: number) => {
  (Object.prototype as { polluted?: string }).polluted = "yes";
  return x;
};

describe.each(["threads", "processes"] as const)("on %s, a function that", (backend) => {
  it.each([["posts junk to its parent", posts], ["sends junk to its parent", sends], ["closes the port of its parent", closesPort], ["writes to Object.prototype", pollutes]])("%s gets no further: its value arrives, and that of the next", async (_what, fn) => {
    pool = new Pool({ processes: 1, backend });
    expect(await pool.map(fn as (x: number) => number, [1, 2, 3])).toEqual([1, 2, 3]);
    expect(await pool.map((x: number) => x * 2, [1, 2])).toEqual([2, 4]);
    expect(({} as { polluted?: string }).polluted).toBeUndefined();
  });
});

const throwsHostile = (x: number) => {
  const error = new Error("x");
  for (const key of ["stack", "message", "name", "code", "cause"]) Object.defineProperty(error, key, { get() { throw new Error("nested"); } });
  if (x === 1) throw error;
  return x;
};

describe.each(["inline", "threads", "processes"] as const)("on %s, an error whose properties throw when they are read", (backend) => {
  it("arrives as one of the family, and says at which item", async () => {
    pool = new Pool({ processes: 1, backend });
    const error: unknown = await pool.map(throwsHostile, [0, 1]).then(() => null, (reason: unknown) => reason);
    expect(error).toBeInstanceOf(TaskError);
    expect(error).toMatchObject({ op: "map", index: 1 });
    expect(await pool.map(throwsHostile, [0, 2])).toEqual([0, 2]);
  });
});

it("an error of a Process whose properties throw when they are read is one of the family", async () => {
  const child = new Process({ target: throwsHostile, args: [1] });
  child.start();
  expect(await child.result().then(() => null, (reason: unknown) => reason)).toBeInstanceOf(TaskError);
});

describe("a Process that sends junk to its parent", () => {
  it("still gives what its target returned", async () => {
    const child = new Process({ target: sends, args: [7] });
    child.start();
    expect(await child.result()).toBe(7);
    expect(child.exitcode).toBe(0);
  });
});

describe("values on the wire", () => {
  const key = fc.oneof(fc.string(), fc.constantFrom("__proto__", "constructor", "toJSON", "then", "__framepool", "type"));
  const { value: anyValue } = fc.letrec((tie) => ({
    value: fc.oneof({ maxDepth: 4 }, fc.jsonValue(), fc.double(), fc.bigInt(), fc.constantFrom(undefined, new Date(Number.NaN), -0), fc.array(tie("value"), { maxLength: 4 }), fc.array(fc.tuple(key, tie("value")), { maxLength: 4 }).map((entries) => Object.fromEntries(entries))),
  }));

  it("are what they were, whatever their keys are called, and change no prototype", async () => {
    await fc.assert(
      fc.asyncProperty(anyValue, async (sent) => {
        const { value: data } = encode(sent, { path: "value", direction: "to worker" });
        expect(await decode(structuredClone(data))).toEqual(sent);
        expect(Object.keys(Object.prototype)).toEqual([]);
      }),
      { numRuns: 300 },
    );
  });
});
