import { AbortError, ArgumentError, CaptureError, ParallelError, SerializationError, StateError, TaskError, TimeoutError, WorkerExitError, WorkerMemoryError } from "@framepool/errors";
import { type BackendKind, move, moduleTask, Pool, task } from "@framepool/pool";
import { setTimeout as sleep } from "node:timers/promises";
import { describe, expect, expectTypeOf, it } from "vitest";
import { caught, poolOn } from "./support/open.js";


describe.each(["inline", "threads", "processes"] as const)("Pool on %s", (backend) => {
  it("maps in order, in chunks of any size", async () => {
    const pool = poolOn(backend);
    const items = Array.from({ length: 50 }, (_, i) => i);
    for (const chunksize of [undefined, 1, 7, 50, 1000]) {
      expect(await pool.map((n: number) => n * n, items, chunksize === undefined ? {} : { chunksize })).toEqual(items.map((n) => n * n));
    }
  });

  it("maps nothing to nothing, and starts no worker for it", async () => {
    const pool = poolOn(backend);
    expect(await pool.map((n: number) => n, [])).toEqual([]);
    expect(pool.workers).toEqual([]);
  });

  it("takes any iterable, and awaits functions that are async", async () => {
    const pool = poolOn(backend);
    expect(await pool.map(async (n: number) => n + 1, new Set([1, 2]))).toEqual([2, 3]);
    expect(await pool.map((c: string) => c.toUpperCase(), "abc")).toEqual(["A", "B", "C"]);
    expect(await pool.map(([key, value]: [string, number]) => key + value, new Map([["a", 1]]))).toEqual(["a1"]);
  });

  it("gives each function one argument in map, and spreads in starmap", async () => {
    const pool = poolOn(backend);
    expect(await pool.map((...args: unknown[]) => args.length, [[1, 2], [3]])).toEqual([1, 1]);
    expect(await pool.starmap((...args: number[]) => args, [[1, 2], [], [3]])).toEqual([[1, 2], [], [3]]);
    expect(await pool.starmap((base: number, exponent: number) => base ** exponent, [[2, 3], [3, 2]])).toEqual([8, 9]);
  });

  it("applies a function once", async () => {
    const pool = poolOn(backend);
    expect(await pool.apply((a: number, b: number) => a - b, [5, 3])).toBe(2);
    expect(await pool.apply(() => "nothing given")).toBe("nothing given");
    expect(await pool.apply((list: number[]) => list.length, [[1, 2, 3]])).toBe(3);
  });

  it("gives undefined, null, NaN, -0, bigints, dates, maps and typed arrays as they are", async () => {
    const pool = poolOn(backend);
    const items = [undefined, null, NaN, -0, 12n, new Date(7), new Map([[1, new Set([2])]]), new Float64Array([1.5]), { a: [1, { b: undefined }] }];
    expect(await pool.map((item: unknown) => item, items)).toEqual(items);
  });

  it("gives many numbers of one chunk as they are, whatever stands among them, and an error at its place", async () => {
    const pool = poolOn(backend);
    const odd = [NaN, -0, 0, Infinity, -Infinity, Number.MAX_SAFE_INTEGER + 2, 5e-324, 1.5];
    const numbers = Array.from({ length: 100 }, (_, i) => odd[i % odd.length]! * (i < 50 ? 1 : 2));
    const mixed = [...numbers, null, "text", 7n, undefined];
    for (const items of [numbers, mixed]) {
      const out = await pool.map((value: unknown) => value, items, { chunksize: 200 });
      expect(out.length).toBe(items.length);
      out.forEach((value, i) => expect(Object.is(value, items[i])).toBe(true));
    }
    const settled = await pool.map((n: number) => { if (n === 40) throw new RangeError("forty"); return n; }, Array.from({ length: 60 }, (_, i) => i), { chunksize: 60, settled: true });
    expect(settled.map(({ value }, i) => (value === i ? "" : i)).join("")).toBe("40");
  });

  it("takes captured values and module tasks", async () => {
    const pool = poolOn(backend);
    const table = new Map([["a", 1]]);
    expect(await pool.map(task({ table, scale: 10 }, (key: string, { table, scale }) => (table.get(key) ?? 0) * scale), ["a", "b"])).toEqual([10, 0]);
    const [place] = await pool.map(moduleTask<(n: number) => { worker: string }>(new URL("fixtures/context.mjs", import.meta.url), "context"), [1]);
    expect(place!.worker).toMatch(/PoolWorker-\d+$/);
  });

  it("takes captured values of any size", async () => {
    const pool = poolOn(backend);
    const big = new Float64Array(100_000).fill(2);
    const total = task({ big }, (n: number, { big }) => big.reduce((sum, each) => sum + each, n));
    expect(await pool.map(total, [1, 2])).toEqual([200_001, 200_002]);
  });

  it("moves what is marked so, both ways", async () => {
    const pool = poolOn(backend);
    const bytes = new Uint8Array(1000).fill(1);
    const [back] = await pool.map((given: Uint8Array) => given.map((n) => n + 1), [move(bytes)]);
    expect(back!.every((n) => n === 2)).toBe(true);
    if (backend !== "processes") expect(bytes.length).toBe(0);
  });

  it("throws the error of the lowest item, when all others have run", async () => {
    const pool = poolOn(backend);
    const error = await caught(
      pool.map(
        async (n: number) => {
          if (n === 2) await new Promise((resolve) => setTimeout(resolve, 100));
          if (n === 2 || n === 7) throw Object.assign(new RangeError(`bad ${n}`), { n });
          return n;
        },
        [0, 1, 2, 3, 4, 5, 6, 7, 8],
        { chunksize: 3 },
      ),
    );
    expect(error).toBeInstanceOf(TaskError);
    expect(error).toMatchObject({ op: "map", index: 2, attempt: 1, partition: null, cause: { name: "RangeError", n: 2 } });
    expect(error.worker).toMatch(/PoolWorker/);
    expect(error.message).toMatch(/item 2.*RangeError: bad 2/);
    expect((error.cause as Error).stack).toMatch(/bad 2[^]*pool\.test\.ts/);
    expect(await pool.map((n: number) => n, [1])).toEqual([1]);
  });

  it("names the place of an argument that cannot be sent; the other items run", async () => {
    const pool = poolOn(backend);
    const it = pool.imap((item: unknown) => typeof item, [1, { deep: [() => 1] }, "x"], { chunksize: 3 });
    expect(await it.next()).toEqual({ done: false, value: "number" });
    const error = await caught(it.next());
    expect(error).toBeInstanceOf(SerializationError);
    expect(error).toMatchObject({ index: 1, path: "item.deep[0]", direction: "to worker" });
    expect(await it.next()).toEqual({ done: false, value: "string" });
    expect(await caught(pool.map((n: unknown) => n, [1, Symbol("s")]))).toMatchObject({ index: 1 });
    expect(await caught(pool.apply((n: unknown) => n, [() => 1]))).toMatchObject({ index: null, path: "args[0]" });
  });

  it("names the item whose result cannot be sent; the worker survives", async () => {
    const pool = poolOn(backend, { processes: 1 });
    const error = await caught(pool.map((n: number) => (n === 1 ? { fn: () => n } : n), [0, 1, 2]));
    expect(error).toBeInstanceOf(SerializationError);
    expect(error).toMatchObject({ index: 1, path: "result.fn", direction: "from worker" });
    const [name] = pool.workers.map((worker) => worker.name);
    await pool.map((n: number) => n, [1]);
    expect(pool.workers.map((worker) => worker.name)).toEqual([name]);
  });

  it.each([
    ["undefined", () => { throw undefined; }],
    ["a string", () => { throw "text"; }],
    ["a proxy that throws", () => { throw new Proxy({}, { get() { throw new Error("trap"); }, getPrototypeOf() { throw new Error("trap"); } }); }],
    ["a rejection with null", () => Promise.reject(null)],
    ["an error whose properties cannot be sent", () => { throw Object.assign(new Error("odd"), { fn: () => 1, self: globalThis }); }],
    ["an error with a getter that throws", () => { throw Object.defineProperty(new Error("odd"), "bad", { enumerable: true, get() { throw new Error("get"); } }); }],
  ])("turns what nobody should throw into a TaskError: %s", async (_, fn) => {
    const pool = poolOn(backend);
    expect(await caught(pool.apply(fn as () => unknown))).toBeInstanceOf(TaskError);
    expect(await pool.apply(() => "on")).toBe("on");
  });

  it("refuses a function that cannot travel before anything starts", async () => {
    const pool = poolOn(backend);
    const outside = new Date();
    expect(await caught(pool.map((n: number) => outside.getTime() + n, [1]))).toBeInstanceOf(CaptureError);
    expect(() => pool.imap((n: number) => outside.getTime() + n, [1])).toThrow(CaptureError);
    expect(pool.workers).toEqual([]);
  });

  it("counts chunks, not items, for maxtasksperchild", async () => {
    const who = moduleTask<(n: number) => { worker: string }>(new URL("fixtures/context.mjs", import.meta.url), "context");
    const names = async (chunksize: number) => new Set((await poolOn(backend, { processes: 1, maxtasksperchild: 1 }).map(who, [0, 1, 2, 3, 4, 5], { chunksize })).map(({ worker }) => worker)).size;
    expect(await names(1)).toBe(6);
    expect(await names(3)).toBe(2);
  });

  it("runs the initializer with its arguments", async () => {
    const pool = poolOn(backend, { initializer: (a: number, b: number) => { (globalThis as { sum?: number }).sum = a + b; }, initargs: [2, 3] });
    expect(await pool.apply(() => (globalThis as { sum?: number }).sum)).toBe(5);
  });

  it("has an AsyncResult that can be asked, waited for, and read again", async () => {
    const pool = poolOn(backend);
    const result = pool.applyAsync((ms: number) => new Promise<string>((resolve) => setTimeout(resolve, ms, "late")), [150]);
    expect(result.ready()).toBe(false);
    expect(() => result.successful()).toThrow(StateError);
    const timeout = await caught(result.get(20));
    expect(timeout).toBeInstanceOf(TimeoutError);
    expect(timeout.timeout).toBe(20);
    await result.wait(1);
    expect(result.ready()).toBe(false);
    await result.wait();
    expect(result.ready() && result.successful()).toBe(true);
    expect([await result, await result.get(), await result.get(1)]).toEqual(["late", "late", "late"]);
    const failing = pool.applyAsync(() => { throw new RangeError("x"); });
    await failing.wait();
    expect(failing.successful()).toBe(false);
    expect(await caught(failing.get())).toBeInstanceOf(TaskError);
  });

  it("closes, joins, and takes nothing more", async () => {
    const pool = poolOn(backend);
    await expect(pool.join()).rejects.toBeInstanceOf(StateError);
    const before = pool.map((n: number) => n, [1, 2, 3]);
    // What was submitted at the call is done; `map` submits at once.
    pool.close();
    pool.close();
    await expect(pool.map((n: number) => n, [1])).rejects.toBeInstanceOf(StateError);
    expect(() => pool.imap((n: number) => n, [1])).toThrow(StateError);
    expect(() => pool.applyAsync(() => 1)).toThrow(StateError);
    await pool.join();
    expect(await before).toEqual([1, 2, 3]);
    expect(pool.workers).toEqual([]);
  });

  it("is terminated at the end of its block, as Python's with does", async () => {
    let pending: Promise<unknown>;
    {
      await using pool = new Pool({ processes: 1, backend });
      pending = caught(pool.apply(() => new Promise(() => setInterval(() => 0, 1000).unref())));
      await sleep(20);
    }
    expect(await pending).toBeInstanceOf(AbortError);
  });
});

describe("arguments of a Pool", () => {
  it.each([0, -1, 1.5, NaN, "2" as unknown as number])("processes must be a whole number of at least 1: %s", (processes) => {
    expect(() => new Pool({ processes })).toThrow(ArgumentError);
  });
  it("takes the number alone, or nothing at all", () => {
    // As Python's Pool takes them.
    expect(() => new (Pool as unknown as new (...args: unknown[]) => Pool)(2, () => 0)).toThrow(/new Pool takes one argument/);
    expect(() => new Pool(0)).toThrow(/processes must be a whole number of at least 1, not 0/);
    expect(new Pool().workers).toEqual([]);
    expect(() => new Pool("4" as unknown as number)).toThrow(ArgumentError);
  });
  it.each([0, -1, 1.5, "1" as unknown as number])("maxtasksperchild must be positive: %s", (maxtasksperchild) => {
    expect(() => new Pool({ maxtasksperchild })).toThrow(/maxtasksperchild/);
  });
  it("names the backends that there are", () => {
    expect(() => new Pool({ backend: "greenlets" as BackendKind })).toThrow(/"threads", "processes" or "inline", not "greenlets"/);
    expect(() => new Pool({ backend: "toString" as BackendKind })).toThrow(ArgumentError);
  });
  it("the initializer must be a function that can travel, its arguments too", () => {
    expect(() => new Pool({ initializer: 3 as unknown as () => void })).toThrow(ParallelError);
    expect(() => new Pool({ initializer: () => undefined, initargs: [() => 1] })).toThrow(SerializationError);
  });
  it.each([0, -3, 1.5, NaN])("chunksize and buffersize must be positive: %s", async (size) => {
    const pool = poolOn("inline");
    await expect(pool.map((n: number) => n, [1], { chunksize: size })).rejects.toBeInstanceOf(ArgumentError);
    await expect(pool.starmap((n: number) => n, [[1]], { chunksize: size })).rejects.toBeInstanceOf(ArgumentError);
    expect(() => pool.imap((n: number) => n, [1], { chunksize: size })).toThrow(/chunksize must be a whole number of at least 1/);
    expect(() => pool.imapUnordered((n: number) => n, [1], { buffersize: size })).toThrow(ArgumentError);
  });
  it("map and starmap want items, apply an array", async () => {
    const pool = poolOn("inline");
    await expect(pool.map((n: number) => n, 3 as unknown as number[])).rejects.toThrow(/map needs an iterable of items, not 3/);
    await expect(pool.map((n: number) => n, (async function* () { yield 1; })() as unknown as number[])).rejects.toThrow(/use imap/);
    await expect(pool.starmap((n: number) => n, [3] as unknown as [number][])).rejects.toThrow(/starmap: each item/);
    await expect(pool.apply((n: number) => n, 3 as unknown as [number])).rejects.toThrow(/array/);
    expect(() => pool.imap((n: number) => n, 3 as unknown as number[])).toThrow(ArgumentError);
  });
  it("passes on what the iterable throws", async () => {
    await expect(poolOn("inline").map((n: number) => n, (function* () { yield 1; throw new RangeError("input"); })())).rejects.toThrow(new RangeError("input"));
  });
  it("types follow the function", () => {
    const pool = poolOn("inline");
    expectTypeOf(pool.map).toBeFunction();
    expectTypeOf(pool.map(async (n: number) => String(n), [1])).toEqualTypeOf<Promise<string[]>>();
    expectTypeOf(pool.apply((a: number, b: string) => a + b.length, [1, "x"])).toEqualTypeOf<Promise<number>>();
  });
});

describe.each(["threads", "processes"] as const)("a Pool whose workers die: %s", (backend) => {
  it("ends the item with WorkerExitError, naming it, and serves the next call", async () => {
    const pool = poolOn(backend);
    const error = await caught(pool.map((n: number) => { if (n === 2) process.exit(9); return n; }, [0, 1, 2, 3], { chunksize: 1 }));
    expect(error).toBeInstanceOf(WorkerExitError);
    expect(error).toMatchObject({ exitCode: 9, index: 2 });
    expect(await pool.map((n: number) => n, [1, 2])).toEqual([1, 2]);
  });

  it("ends it with WorkerMemoryError when the heap is exhausted", async () => {
    const pool = poolOn(backend, { resourceLimits: { maxOldGenerationSizeMb: 24 } });
    const error = await caught(pool.apply(() => { const all: unknown[] = []; for (;;) all.push([all.length]); }));
    expect(error).toBeInstanceOf(WorkerMemoryError);
    expect(error.message).toMatch(/maxOldGenerationSizeMb/);
    expect(await pool.apply(() => "on")).toBe("on");
  });

  it("ends it when a timer of the function throws, or a promise that nobody awaits rejects", async () => {
    const pool = poolOn(backend);
    const thrown = await caught(pool.apply(() => new Promise(() => setTimeout(() => { throw new RangeError("late"); }, 1))));
    expect(thrown).toMatchObject({ name: "WorkerExitError", exitCode: 1, cause: { name: "RangeError", message: "late" } });
    const rejected = await caught(pool.apply(() => new Promise(() => void Promise.reject(new TypeError("nobody")))));
    expect(rejected).toMatchObject({ name: "WorkerExitError", cause: { message: "nobody" } });
    expect(await pool.apply(() => "on")).toBe("on");
  });

  it("shows a dead worker's items in imap at their places", async () => {
    const pool = poolOn(backend);
    const it = pool.imap((n: number) => { if (n === 1) process.exit(1); return n; }, [0, 1, 2]);
    expect(await it.next()).toEqual({ done: false, value: 0 });
    expect(await caught(it.next())).toMatchObject({ name: "WorkerExitError", index: 1 });
    expect(await it.next()).toEqual({ done: false, value: 2 });
  });

  it("makes a pool in a worker serial, with a notice", async () => {
    const pool = poolOn(backend, { processes: 1 });
    const nested = moduleTask<(n: number) => { squares: number[]; warned: string[]; workers: number }>(new URL("fixtures/nested.mjs", import.meta.url), "nested");
    const { squares, warned, workers } = await pool.apply(nested, [3]);
    expect(squares).toEqual([0, 1, 4]);
    expect(warned).toEqual(["FRAMEPOOL_NESTED_POOL"]);
    expect(workers).toBe(1);
  });

  it("lets no Process start in a worker", async () => {
    const pool = poolOn(backend);
    const start = moduleTask<() => string>(new URL("fixtures/nested.mjs", import.meta.url), "startProcess");
    expect(await caught(pool.apply(start))).toMatchObject({ name: "TaskError", cause: { name: "StateError" } });
  });
});

describe("worker processes", () => {
  it("end their item when a signal kills them", async () => {
    const pool = poolOn("processes");
    const error = await caught(pool.map((n: number) => process.kill(process.pid, "SIGTERM") && new Promise(() => setInterval(() => n, 1000)), [0]));
    expect(error).toMatchObject({ name: "WorkerExitError", signal: "SIGTERM", exitCode: null, index: 0 });
  });
});

describe("twelve seconds of sleep on four workers", () => {
  it("take three, in order, by four workers", async () => {
    await using pool = new Pool(4);
    const begin = performance.now();
    const fn = moduleTask<(n: number) => Promise<[number, string]>>(new URL("fixtures/nested.mjs", import.meta.url), "sleepy");
    const results = await pool.map(fn, Array.from({ length: 12 }, (_, i) => i), { chunksize: 1 });
    const seconds = (performance.now() - begin) / 1000;
    expect(results.map(([n]) => n)).toEqual(Array.from({ length: 12 }, (_, i) => i * i));
    expect(new Set(results.map(([, worker]) => worker)).size).toBe(4);
    expect(seconds).toBeGreaterThan(0.3);
    expect(seconds).toBeLessThan(1.1);
  });
});
