import { AbortError, TaskError, TimeoutError } from "@framepool/errors";
import { Pool } from "@framepool/pool";
import fc from "fast-check";
import { setTimeout as sleep } from "node:timers/promises";
import { describe, expect, expectTypeOf, it } from "vitest";
import { poolOf } from "./support/open.js";


/** Everything that `next()` gives, errors at their places. */
async function drain(it: AsyncIterator<unknown>): Promise<unknown[]> {
  const all: unknown[] = [];
  for (;;) {
    try {
      const { done, value } = await it.next();
      if (done === true) return all;
      all.push(value);
    } catch (error) {
      all.push(error);
    }
  }
}
function* count(to: number, seen: number[] = []): Generator<number> {
  for (let i = 0; i < to; i++) {
    seen.push(i);
    yield i;
  }
}
async function* countLater(to: number): AsyncGenerator<number> {
  for (let i = 0; i < to; i++) {
    await sleep(1);
    yield i;
  }
}

describe.each(["inline", "threads", "processes"] as const)("imap on %s", (backend) => {
  it("gives results in order, for any chunksize, from sync and async input", async () => {
    const pool = poolOf({ processes: 2, backend });
    const expected = Array.from({ length: 11 }, (_, i) => i * 10);
    for (const chunksize of [1, 2, 5, 100]) {
      expect(await drain(pool.imap((n: number) => n * 10, count(11), { chunksize }))).toEqual(expected);
      expect(await drain(pool.imap((n: number) => n * 10, countLater(11), { chunksize }))).toEqual(expected);
      expect(new Set(await drain(pool.imapUnordered((n: number) => n * 10, count(11), { chunksize })))).toEqual(new Set(expected));
    }
    expect(await drain(pool.imap((n: number) => n, []))).toEqual([]);
    expect(await drain(pool.imapUnordered((n: number) => n, []))).toEqual([]);
  });

  it("is read by for await, which ends at the first error as usual", async () => {
    const pool = poolOf({ processes: 2, backend });
    const got: number[] = [];
    const loop = async () => {
      for await (const n of pool.imap((item: number) => { if (item === 2) throw new Error("two"); return item; }, count(10))) got.push(n);
    };
    await expect(loop()).rejects.toBeInstanceOf(TaskError);
    expect(got).toEqual([0, 1]);
  });

  it("has an error at its item's place, and the iteration goes on", async () => {
    const pool = poolOf({ processes: 2, backend });
    for (const chunksize of [1, 3, 4]) {
      const all = await drain(pool.imap((n: number) => { if (n % 3 === 2) throw new RangeError(`no ${n}`); return n; }, count(9), { chunksize }));
      expect(all.map((each) => (each instanceof TaskError ? `error ${String(each.index)}` : each))).toEqual([0, 1, "error 2", 3, 4, "error 5", 6, 7, "error 8"]);
    }
  });

  it("gives what came before an iterable that throws, then its own error, then nothing", async () => {
    const pool = poolOf({ processes: 2, backend });
    const failing = function* () {
      yield* [0, 1, 2, 3, 4];
      throw new RangeError("the input's own");
    };
    expect(await drain(pool.imap((n: number) => n, failing()))).toEqual([0, 1, 2, 3, 4, new RangeError("the input's own")]);
    // Whole chunks only: the one that was being filled is not run.
    expect(await drain(pool.imap((n: number) => n, failing(), { chunksize: 2 }))).toEqual([0, 1, 2, 3, new RangeError("the input's own")]);
    expect(await drain(pool.imapUnordered((n: number) => n, failing(), { chunksize: 5 }))).toEqual([0, 1, 2, 3, 4, new RangeError("the input's own")]);
  });

  it("ends with AbortError when the pool is terminated", async () => {
    const pool = poolOf({ processes: 1, backend });
    const it = pool.imap((n: number) => (n === 0 ? n : new Promise(() => setInterval(() => 0, 1000).unref())), [0, 1, 2]);
    expect(await it.next()).toEqual({ done: false, value: 0 });
    const rest = drain(it);
    await sleep(20);
    await pool.terminate();
    const all = await rest;
    expect(all.length).toBeGreaterThan(0);
    for (const each of all) expect(each).toBeInstanceOf(AbortError);
  });

  it("goes on after close, and join waits for what nobody takes", async () => {
    for (const take of [true, false]) {
      const pool = poolOf({ processes: 2, backend });
      const it = pool.imap((n: number) => n, countLater(20));
      pool.close();
      expect(() => pool.imap((n: number) => n, [1])).toThrow(/closed/);
      if (take) expect(await drain(it)).toHaveLength(20);
      await pool.join();
      expect(pool.workers).toEqual([]);
      if (!take) expect(await drain(it)).toHaveLength(20);
    }
  });
});

describe("an imap that is cut off", () => {
  it("says so, and does not look as if it had come to its end", async () => {
    const pool = poolOf({ processes: 1, backend: "threads" });
    const waits = async function* () {
      yield 1;
      await new Promise(() => undefined);
    };
    const it = pool.imap((n: number) => n, waits());
    expect(await it.next()).toEqual({ done: false, value: 1 });
    const next = drain(it);
    await pool.terminate();
    expect(await next).toEqual([new AbortError("the pool was terminated")]);
  });

  it("says that the initializer failed, once a chunk that was under way, and ends", async () => {
    const pool = poolOf({ processes: 1, backend: "threads", initializer: () => { throw new RangeError("no"); } });
    const all = await drain(pool.imap((n: number) => n, count(1_000_000)));
    expect(all.length).toBeLessThan(5);
    for (const each of all) expect((each as Error).name).toBe("InitializerError");
    await pool.terminate();
  });

  it("lets join go when its loop is left", async () => {
    const pool = poolOf({ processes: 1, backend: "threads" });
    for await (const n of pool.imap((item: number) => item, count(1_000_000))) if (n === 3) break;
    pool.close();
    await pool.join();
  });
});

describe("imap reads its input as results are taken", () => {
  it("reads buffersize chunks ahead, twice the workers by default", async () => {
    const pool = poolOf({ processes: 2, backend: "inline" });
    for (const [options, ahead] of [[{}, 4], [{ buffersize: 2 }, 2], [{ buffersize: 2, chunksize: 3 }, 6]] as const) {
      for (const name of ["imap", "imapUnordered"] as const) {
        const seen: number[] = [];
        const it = pool[name]((n: number) => n, count(1000, seen), options);
        await sleep(30);
        expect(seen.length).toBe(ahead);
        for (let i = 0; i < 6; i++) await it.next();
        await sleep(30);
        const chunksize = "chunksize" in options ? options.chunksize : 1;
        expect(seen.length).toBe(ahead + Math.floor(6 / chunksize) * chunksize);
        await it.return();
      }
    }
  });

  it("takes input that never ends, and lets go of it when the loop is left", async () => {
    const pool = poolOf({ processes: 2, backend: "threads" });
    let closed = 0;
    const endless = function* () {
      try {
        for (let i = 0; ; i++) yield i;
      } finally {
        closed++;
      }
    };
    for await (const n of pool.imap((item: number) => item, endless())) if (n === 20) break;
    expect(closed).toBe(1);
    for await (const n of pool.imapUnordered((item: number) => item, endless(), { chunksize: 4 })) if (n === 20) break;
    expect(closed).toBe(2);
    expect(await pool.apply(() => "free")).toBe("free");
  });

  it("is left at once although its input never yields again", async () => {
    const pool = poolOf({ processes: 1, backend: "inline" });
    const stuck = async function* () {
      yield 1;
      await new Promise(() => undefined);
    };
    const it = pool.imap((item: number) => item, stuck());
    expect(await it.next()).toEqual({ done: false, value: 1 });
    expect(await it.return()).toEqual({ done: true, value: undefined });
  });

  it("gives the results that there are before its input ends", async () => {
    const pool = poolOf({ processes: 2, backend: "threads" });
    const slow = async function* () {
      yield 1;
      await sleep(300);
      yield 2;
    };
    const it = pool.imap((n: number) => n, slow());
    const begin = performance.now();
    expect(await it.next()).toEqual({ done: false, value: 1 });
    expect(performance.now() - begin).toBeLessThan(290);
    expect(await it.next()).toEqual({ done: false, value: 2 });
  });
});

describe("next", () => {
  it("loses nothing by a timeout", async () => {
    const pool = poolOf({ processes: 1, backend: "threads" });
    const it = pool.imap((ms: number) => new Promise<number>((resolve) => setTimeout(resolve, ms, ms)), [250, 1]);
    await expect(it.next({ timeout: 10 })).rejects.toBeInstanceOf(TimeoutError);
    await expect(it.next({ timeout: 10 })).rejects.toMatchObject({ timeout: 10 });
    expect(await it.next()).toEqual({ done: false, value: 250 });
    expect(await it.next({ timeout: 10_000 })).toEqual({ done: false, value: 1 });
    expect(await it.next()).toEqual({ done: true, value: undefined });
    expect(await it.next()).toEqual({ done: true, value: undefined });
  });

  it("may be called many times at once", async () => {
    const pool = poolOf({ processes: 2, backend: "threads" });
    const it = pool.imap((n: number) => n, count(5));
    const results = await Promise.all(Array.from({ length: 7 }, () => it.next()));
    expect(results.map(({ value }) => value as unknown)).toEqual([0, 1, 2, 3, 4, undefined, undefined]);
  });

  it("ends those who wait when somebody returns", async () => {
    const pool = poolOf({ processes: 1, backend: "threads" });
    const it = pool.imap(() => new Promise(() => setInterval(() => 0, 1000)), [1]);
    const waiting = it.next();
    await it.return();
    expect(await waiting).toEqual({ done: true, value: undefined });
    expect(await it.next()).toEqual({ done: true, value: undefined });
  });
});

describe("imapUnordered", () => {
  it("gives the quick ones first", async () => {
    const pool = poolOf({ processes: 2, backend: "threads" });
    const it = pool.imapUnordered((ms: number) => new Promise<number>((resolve) => setTimeout(resolve, ms, ms)), [400, 1, 2]);
    expect(await drain(it)).toEqual([1, 2, 400]);
  });

  it("gives the type that the function gives", () => {
    const pool = poolOf({ processes: 1, backend: "inline" });
    expectTypeOf(pool.imapUnordered(async (n: number) => String(n), [1]).next()).resolves.toEqualTypeOf<IteratorResult<string>>();
  });
});

it("imap and map agree with a loop, whatever the sizes", async () => {
  const pool = poolOf({ processes: 3, backend: "inline" });
  await fc.assert(
    fc.asyncProperty(fc.array(fc.oneof(fc.integer(), fc.constant("bad"))), fc.integer({ min: 1, max: 9 }), fc.integer({ min: 1, max: 9 }), async (items, chunksize, buffersize) => {
      const work = (item: unknown) => {
        if (item === "bad") throw new RangeError("bad");
        return item;
      };
      const expected = items.map((item, i) => (item === "bad" ? { index: i } : item));
      const seen = (await drain(pool.imap(work, items, { chunksize, buffersize }))).map((each) => (each instanceof TaskError ? { index: each.index } : each));
      expect(seen).toEqual(expected);
      const first = items.indexOf("bad");
      const whole = pool.map(work, items, { chunksize });
      if (first === -1) expect(await whole).toEqual(items);
      else await expect(whole).rejects.toMatchObject({ index: first });
    }),
    { numRuns: 60 },
  );
});

describe("a time to wait for a result", () => {
  it("may be longer than any timer of Node, and must be a number", async () => {
    await using pool = new Pool({ processes: 1, backend: "inline" });
    const results = pool.imap(async (n: number) => {
      await new Promise((done) => setTimeout(done, 50));
      return n;
    }, [7]);
    expect(await results.next({ timeout: 2 ** 31 })).toEqual({ done: false, value: 7 });
    expect(() => results.next({ timeout: "5" as never })).toThrow("a timeout must be a number of ms");
  });
});
