// What an imap reads is the user's own code, and it need not keep to the rules.
import { AbortError, ArgumentError, SerializationError } from "@framepool/errors";
import type { ResultIterator } from "@framepool/pool";
import { describe, expect, it } from "vitest";
import { poolOf } from "./support/open.js";

const f = (n: number): number => n;

/** What `next()` gives, errors at their places; the last is "end", or there were too many. */
async function drained(it: ResultIterator<unknown>): Promise<unknown[]> {
  const all: unknown[] = [];
  while (all.length < 20) {
    const { done, value } = await it.next().catch((error: unknown) => ({ done: false, value: error }));
    all.push(done === true ? "end" : value);
    if (done === true) break;
  }
  return all;
}

const sync = (iterator: unknown): Iterable<number> => ({ [Symbol.iterator]: () => iterator as Iterator<number> });
const later = (iterator: unknown): AsyncIterable<number> => ({ [Symbol.asyncIterator]: () => iterator as AsyncIterator<number> });

describe.each(["imap", "imapUnordered"] as const)("%s of an iterable", (method) => {
  it.each([
    ["whose [Symbol.iterator] throws", { [Symbol.iterator]: (): never => { throw new RangeError("not today"); } }],
    ["whose [Symbol.asyncIterator] throws", { [Symbol.asyncIterator]: (): never => { throw new RangeError("not today"); } }],
  ])("%s: that is told by next, as all that an iterable throws", async (_what, items) => {
    const pool = poolOf({ processes: 2, backend: "inline" });
    expect(await drained(pool[method](f, items))).toEqual([new RangeError("not today"), "end"]);
    expect(await pool.map(f, [1])).toEqual([1]);
    pool.close();
    await pool.join();
  });

  it.each([
    ["a number", sync({ next: () => 5 })],
    ["nothing", sync({ next: () => undefined })],
    ["a promise of nothing", later({ next: () => Promise.resolve() })],
  ])("whose next gives %s: it ends, and does not give undefined for ever", async (_what, items) => {
    const pool = poolOf({ processes: 1, backend: "inline" });
    const [error, end, ...more] = await drained(pool[method](f, items));
    expect(error).toBeInstanceOf(ArgumentError);
    expect((error as Error).message).toContain(`${method}: next() of its iterable gave`);
    expect([end, ...more]).toEqual(["end"]);
  });

  it("that has no next", async () => {
    const pool = poolOf({ processes: 1, backend: "inline" });
    expect(await drained(pool[method](f, sync({})))).toEqual([new TypeError("iterator.next is not a function"), "end"]);
  });

  it("whose done is no boolean: what counts is whether it is true, as in a loop", async () => {
    const pool = poolOf({ processes: 1, backend: "inline" });
    let n = 0;
    expect(await drained(pool[method](f, sync({ next: () => (n < 3 ? { done: 0, value: n++ } : { done: 1 }) })))).toEqual([0, 1, 2, "end"]);
  });
});

describe("join", () => {
  it.each(["threads", "processes", "inline"] as const)("leaves a turn to whoever stops it, where an imap on %s has input without an end", async (backend) => {
    const pool = poolOf({ processes: 1, backend });
    let read = 0;
    const it = pool.imap(f, (function* () {
      while (read < 1_000_000) yield read++;
    })());
    pool.close();
    setTimeout(() => void pool.terminate(), 300);
    await pool.join();
    // As fast as workers take it, and no faster.
    expect(read).toBeLessThan(500_000);
    // What was done until then is there.
    expect(await it.next()).toEqual({ done: false, value: 0 });
    await it.return();
  });

  it("leaves it also where nothing of that input can be sent", async () => {
    const pool = poolOf({ processes: 1 });
    let read = 0;
    const it = pool.imap((fn: () => number) => fn(), (function* () {
      while (read++ < 100_000) yield () => 1;
    })());
    pool.close();
    setTimeout(() => void pool.terminate(), 100);
    await pool.join();
    expect(read).toBeLessThan(100_000);
    expect(await it.next().catch((error: unknown) => error)).toBeInstanceOf(SerializationError);
    await it.return();
  });

  it("is told of by AbortError behind the results that there are", async () => {
    const pool = poolOf({ processes: 1, backend: "inline" });
    const it = pool.imap(async (n: number) => (n === 3 ? new Promise(() => undefined) : n), [0, 1, 2, 3, 4], { buffersize: 1 });
    pool.close();
    setTimeout(() => void pool.terminate(), 100);
    await pool.join();
    const [zero, one, two, three, rest] = await drained(it);
    expect([zero, one, two]).toEqual([0, 1, 2]);
    expect(three).toBeInstanceOf(AbortError);
    expect(rest).toBeInstanceOf(AbortError);
  });
});
