import { InitializerError, ParallelError, SerializationError, StateError, TaskError, TimeoutError } from "@framepool/errors";
import { type BackendKind, moduleTask, Pool, type PoolOptions } from "@framepool/pool";
import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";

// The tests of Pool in CPython 3.11's Lib/test/_test_multiprocessing.py, by their names: the behaviour that each checks, in
// our own code. Where our rule is another one, it stands in docs/reference/deviations.md, and the test says so.

const sqr = (x: number) => x * x;
const slowSqr = async (x: number, wait: number) => {
  await new Promise((resolve) => setTimeout(resolve, wait));
  return x * x;
};
const mul = (x: number, y: number) => x * y;
const range = (n: number) => Array.from({ length: n }, (_, i) => i);
const whoami = moduleTask<(n: number) => { worker: string }>(new URL("fixtures/context.mjs", import.meta.url), "context");

/** Yields `total` numbers and throws in the place of number `when`. */
function* exceptionThrowingGenerator(total: number, when: number): Generator<number> {
  for (let i = 0; i < total; i++) {
    if (i === when) throw new SayWhenError(`when ${when}`);
    yield i;
  }
}
class SayWhenError extends Error {}
const caught = (work: () => PromiseLike<unknown>): Promise<Error & Record<string, unknown>> =>
  Promise.resolve()
    .then(work)
    .then((value) => expect.fail(`gave ${String(value)}`), (error: unknown) => error as Error & Record<string, unknown>);
async function all<T>(results: AsyncIterable<T>): Promise<T[]> {
  const values: T[] = [];
  for await (const value of results) values.push(value);
  return values;
}

describe.each(["threads", "processes"] as const)("CPython's tests of Pool, on %s", (backend: BackendKind) => {
  let pool: Pool;
  beforeAll(() => {
    pool = new Pool({ processes: 4, backend });
  });
  afterAll(() => pool.terminate());
  const others: Pool[] = [];
  function poolOf(options: PoolOptions): Pool {
    const other = new Pool({ backend, ...options });
    others.push(other);
    return other;
  }
  afterEach(async () => {
    await Promise.all(others.splice(0).map((other) => other.terminate()));
  });

  it("test_apply", async () => {
    expect(await pool.apply(sqr, [5])).toBe(25);
    // There are no keyword arguments: an options object is an argument like any other.
    expect(await pool.apply((options: { x: number }) => options.x ** 2, [{ x: 3 }])).toBe(9);
  });

  it("test_map", async () => {
    expect(await pool.map(sqr, range(10))).toEqual(range(10).map(sqr));
    expect(await pool.map(sqr, range(100), { chunksize: 20 })).toEqual(range(100).map(sqr));
  });

  it("test_starmap", async () => {
    const tuples = range(10).map((i) => [i, 9 - i] as [number, number]);
    expect(await pool.starmap(mul, tuples)).toEqual(tuples.map(([x, y]) => x * y));
    const more = range(100).map((i) => [i, 99 - i] as [number, number]);
    expect(await pool.starmap(mul, more, { chunksize: 20 })).toEqual(more.map(([x, y]) => x * y));
  });

  it("test_starmap_async", async () => {
    const tuples = range(100).map((i) => [i, 99 - i] as [number, number]);
    expect(await pool.starmapAsync(mul, tuples).get()).toEqual(tuples.map(([x, y]) => x * y));
  });

  it("test_map_async", async () => {
    expect(await pool.mapAsync(sqr, range(10)).get()).toEqual(range(10).map(sqr));
  });

  it("test_map_async_callbacks", async () => {
    const calls: unknown[] = [];
    const record = { callback: (value: unknown) => calls.push(value), errorCallback: (error: unknown) => calls.push(error) };
    await pool.mapAsync((x: number) => x + 1, [1], record).wait();
    await sleep(0);
    expect(calls).toEqual([[2]]);
    await pool.mapAsync((x: unknown) => (x as { deep: { er: number } }).deep.er, ["a"], record).wait();
    await sleep(0);
    expect(calls).toHaveLength(2);
    expect(calls[1]).toMatchObject({ name: "TaskError", cause: { name: "TypeError" } });
    await pool.mapAsync((x: number) => { if (x > 0) throw new RangeError(`no ${x}`); return x; }, [0, 1, 2], { ...record, chunksize: 1 }).wait();
    await sleep(0);
    // Once a call, not once a failure.
    expect(calls).toHaveLength(3);
  });

  it("test_map_unplicklable", async () => {
    // An argument that cannot be sent fails the call and does not hang it.
    const error = await caught(() => pool.map((x: unknown) => x, [new (class Unpicklable {})(), ...range(10)]));
    expect(error).toBeInstanceOf(SerializationError);
    expect(error).toMatchObject({ index: 0, direction: "to worker" });
  });

  it("test_map_chunksize", async () => {
    expect(await pool.mapAsync(sqr, [], { chunksize: 1 }).get(5000)).toEqual([]);
    expect(() => pool.mapAsync(sqr, [1], { chunksize: 0 })).toThrow(/chunksize must be a whole number of at least 1, not 0/);
  });

  it("test_map_handle_iterable_exception", async () => {
    for (const when of [1, 0, 4]) await expect(caught(() => pool.map(sqr, exceptionThrowingGenerator(10, when)))).resolves.toBeInstanceOf(SayWhenError);
    class SpecialIterable implements Iterable<number> {
      [Symbol.iterator](): Iterator<number> {
        return this as unknown as Iterator<number>;
      }
      next(): never {
        throw new SayWhenError("next");
      }
    }
    expect(await caught(() => pool.map(sqr, new SpecialIterable()))).toBeInstanceOf(SayWhenError);
    expect(await pool.map(sqr, [3])).toEqual([9]);
  });

  it("test_async", async () => {
    const result = pool.applyAsync(slowSqr, [7, 100]);
    const begin = performance.now();
    expect(await result.get()).toBe(49);
    expect(performance.now() - begin).toBeLessThan(2000);
  });

  it("test_async_timeout", async () => {
    const result = pool.applyAsync(slowSqr, [6, 400]);
    const error = await caught(() => result.get(50));
    expect(error).toBeInstanceOf(TimeoutError);
    // The call goes on.
    expect(await result.get()).toBe(36);
  });

  it("test_imap", async () => {
    expect(await all(pool.imap(sqr, range(10)))).toEqual(range(10).map(sqr));
    const it = pool.imap(sqr, range(10));
    for (const i of range(10)) expect(await it.next()).toEqual({ done: false, value: i * i });
    expect(await it.next()).toEqual({ done: true, value: undefined });
    const chunked = pool.imap(sqr, range(1000), { chunksize: 100 });
    for (const i of range(1000)) expect((await chunked.next()).value).toBe(i * i);
    expect((await chunked.next()).done).toBe(true);
  });

  it("test_imap_handle_iterable_exception", async () => {
    for (const when of [0, 1]) expect(await caught(() => pool.imap(sqr, exceptionThrowingGenerator(1e4, when), { chunksize: when + 1 }).next())).toBeInstanceOf(SayWhenError);
    const it = pool.imap(sqr, exceptionThrowingGenerator(10, 3));
    for (const i of range(3)) expect((await it.next()).value).toBe(i * i);
    expect(await caught(() => it.next())).toBeInstanceOf(SayWhenError);
    // With a chunksize the whole chunks before it are delivered.
    const chunked = pool.imap(sqr, exceptionThrowingGenerator(20, 7), { chunksize: 2 });
    for (const i of range(6)) expect((await chunked.next()).value).toBe(i * i);
    expect(await caught(() => chunked.next())).toBeInstanceOf(SayWhenError);
  });

  it("test_imap_unordered", async () => {
    const sorted = (values: number[]) => values.sort((a, b) => a - b);
    expect(sorted(await all(pool.imapUnordered(sqr, range(10))))).toEqual(range(10).map(sqr));
    expect(sorted(await all(pool.imapUnordered(sqr, range(1000), { chunksize: 100 })))).toEqual(range(1000).map(sqr));
  });

  it("test_imap_unordered_handle_iterable_exception", async () => {
    const it = pool.imapUnordered(sqr, exceptionThrowingGenerator(10, 3));
    const expected = range(3).map(sqr);
    for (let left = 3; left > 0; left--) {
      const { value } = await it.next();
      expect(expected).toContain(value);
      expected.splice(expected.indexOf(value as number), 1);
    }
    expect(await caught(() => it.next())).toBeInstanceOf(SayWhenError);
  });

  it("test_make_pool", async () => {
    for (const processes of [0, -1]) expect(() => new Pool({ processes, backend })).toThrow(/number of processes must be a whole number of at least 1/);
    const three = poolOf({ processes: 3 });
    await three.starmap(slowSqr, range(3).map((i) => [i, 100] as [number, number]), { chunksize: 1 });
    expect(three.workers).toHaveLength(3);
    three.close();
    await three.join();
  });

  it("test_terminate", async () => {
    // Far more sleep than the test's time.
    const busy = poolOf({ processes: 2 });
    const result = busy.mapAsync((seconds: number) => new Promise((resolve) => setTimeout(resolve, seconds * 1000)), range(10_000).map(() => 10), { chunksize: 1 });
    await sleep(100);
    const begin = performance.now();
    await busy.terminate();
    await busy.join();
    expect(performance.now() - begin).toBeLessThan(2000);
    expect(await caught(() => result)).toMatchObject({ name: "AbortError" });
  });

  it("test_empty_iterable", async () => {
    const empty = poolOf({ processes: 1 });
    expect(await empty.map(sqr, [])).toEqual([]);
    expect(await all(empty.imap(sqr, []))).toEqual([]);
    expect(await all(empty.imapUnordered(sqr, []))).toEqual([]);
    expect(await empty.mapAsync(sqr, []).get()).toEqual([]);
    empty.close();
    await empty.join();
  });

  it("test_context", async () => {
    let left: Pool;
    {
      await using inside = new Pool({ processes: 2, backend });
      left = inside;
      expect(await inside.map(sqr, range(10))).toEqual(range(10).map(sqr));
      expect(await inside.mapAsync(sqr, range(10)).get()).toEqual(range(10).map(sqr));
    }
    expect(() => left.mapAsync(sqr, range(10))).toThrow(StateError);
  });

  it("test_traceback", async () => {
    const error = await caught(() => pool.apply(() => { throw new RangeError("some comment"); }));
    expect(error).toBeInstanceOf(TaskError);
    expect(error.cause).toBeInstanceOf(RangeError);
    // The cause has the worker's own stack: file and line of the function.
    expect((error.cause as Error).stack).toMatch(/some comment[^]*cpython-pool\.test\.ts/);
    // And it is the same for map.
    expect(((await caught(() => pool.map((x: number) => { throw new RangeError(`is ${x}`); }, [1]))).cause as Error).stack).toMatch(/cpython-pool\.test\.ts/);
  });

  it("test_wrapped_exception", async () => {
    // What is thrown has a pool's error around it once, and keeps the causes that it had.
    const error = await caught(() => pool.apply(() => { throw new RangeError("outer", { cause: new TypeError("inner") }); }));
    expect(error).toMatchObject({ name: "TaskError", cause: { name: "RangeError", message: "outer", cause: { name: "TypeError", message: "inner" } } });
  });

  it("test_map_no_failfast", async () => {
    // All other items end before the error is told.
    const begin = performance.now();
    const error = await caught(() =>
      pool.map(async (x: number) => {
        if (x === 0) throw new RangeError("at once");
        await new Promise((resolve) => setTimeout(resolve, 300));
        return x;
      }, range(4), { chunksize: 1 }),
    );
    expect(error).toMatchObject({ index: 0 });
    expect(performance.now() - begin).toBeGreaterThanOrEqual(290);
  });

  it("test_release_task_refs", async () => {
    // Items are not kept once they were sent and their results are back.
    const fixture = fileURLToPath(new URL("fixtures/release-refs.mjs", import.meta.url));
    const { stdout } = await promisify(execFile)(process.execPath, ["--expose-gc", fixture, backend]);
    expect(stdout.trim()).toBe("0 of 10 items are kept");
  });

  it("test_enter", async () => {
    // `await using` needs a running pool no more than any call does: one that was closed is ended, and takes no calls.
    const closed = new Pool({ processes: 1, backend });
    closed.close();
    {
      await using again = closed;
      await expect(again.map(sqr, [1])).rejects.toThrow(/not running/);
    }
    await closed.join();
  });

  it("test_resource_warning", async () => {
    const fixture = fileURLToPath(new URL("fixtures/unclosed.mjs", import.meta.url));
    const { stdout } = await promisify(execFile)(process.execPath, ["--expose-gc", fixture, backend]);
    // One of two pools was closed.
    expect(stdout.trim()).toBe("ResourceWarning FRAMEPOOL_UNCLOSED_POOL");
  });

  it("test_async_error_callback", async () => {
    const seen: unknown[] = [];
    const result = pool.applyAsync(() => { throw new RangeError("raised"); }, [], { errorCallback: (error) => seen.push(error) });
    expect(await caught(() => result.get())).toBeInstanceOf(TaskError);
    await sleep(0);
    expect(seen).toHaveLength(1);
    expect(seen[0]).toBeInstanceOf(TaskError);
  });

  it("test_unpickleable_result", async () => {
    const seen: unknown[] = [];
    // Twenty times: each fails its own call, and the worker lives on.
    for (let i = 0; i < 20; i++) {
      const result = pool.applyAsync(() => () => 1, [], { errorCallback: (error) => seen.push(error) });
      expect(await caught(() => result.get())).toBeInstanceOf(SerializationError);
    }
    await sleep(0);
    expect(seen).toHaveLength(20);
    expect(seen[0]).toMatchObject({ direction: "from worker", path: "result" });
  });

  it("test_pool_worker_lifetime", async () => {
    const short = poolOf({ processes: 3, maxtasksperchild: 10 });
    const first = new Set((await short.map(whoami, range(60), { chunksize: 1 })).map(({ worker }) => worker));
    // Sixty chunks at ten a worker.
    expect(first.size).toBeGreaterThanOrEqual(6);
    expect(await short.map(sqr, range(100))).toEqual(range(100).map(sqr));
    short.close();
    await short.join();
  });

  it("test_pool_worker_lifetime_early_close", async () => {
    const short = poolOf({ processes: 3, maxtasksperchild: 1 });
    const results = range(6).map((i) => short.applyAsync(slowSqr, [i, 100]));
    short.close();
    await short.join();
    expect(await Promise.all(results)).toEqual(range(6).map(sqr));
  });

  it("test_pool_maxtasksperchild_invalid", () => {
    for (const maxtasksperchild of [0, -1, 0.5, "12"]) expect(() => new Pool({ processes: 3, backend, maxtasksperchild: maxtasksperchild as number })).toThrow(/maxtasksperchild must be a whole number of at least 1/);
  });

  it("test_pool_initializer", async () => {
    expect(() => new Pool({ backend, initializer: 1 as never })).toThrow(ParallelError);
    const greeted = poolOf({ processes: 1, initializer: (n: number) => { (globalThis as { n?: number }).n = n; }, initargs: [7] });
    expect(await greeted.apply(() => (globalThis as { n?: number }).n)).toBe(7);
    const broken = poolOf({ processes: 1, initializer: () => { throw new Error("no"); } });
    expect(await caught(() => broken.apply(sqr, [1]))).toBeInstanceOf(InitializerError);
  });

  it("test_release_unused_processes", async () => {
    // Workers start with the calls, and no more of them than there are calls at a time.
    const lazy = poolOf({ processes: 8 });
    for (let i = 0; i < 3; i++) {
      expect(await lazy.apply(sqr, [i])).toBe(i * i);
      expect(lazy.workers).toHaveLength(1);
    }
  });
});
