import { AbortError, ArgumentError, TaskError, TimeoutError, WorkerExitError } from "@framepool/errors";
import { moduleTask, Pool, task, type Settled } from "@framepool/pool";
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, describe, expect, expectTypeOf, it } from "vitest";
import { caught, poolOn, range } from "./support/open.js";

const folder = mkdtempSync(join(tmpdir(), "framepool-limits-"));
afterAll(() => rmSync(folder, { recursive: true }));
let files = 0;

/** Notes each of its calls as a file: how often was it called, whatever became of the worker? */
const noting = (name: string) => {
  const path = join(folder, `${name}-${files++}`);
  writeFileSync(path, "");
  return { path, calls: () => readdirSync(folder).filter((file) => join(folder, file).startsWith(`${path}.`)).length };
};

describe.each(["threads", "processes"] as const)("a timeout for each item, on %s", (backend) => {
  it("ends the item, names it, and leaves the rest of its chunk their results", async () => {
    const pool = poolOn(backend);
    const outcomes = await pool.map((n: number) => { if (n === 2) for (;;); return n * 10; }, range(6), { chunksize: 6, timeout: 300, settled: true });
    expect(outcomes.map(({ value, error }) => value ?? (error as Error).name)).toEqual([0, 10, "TimeoutError", 30, 40, 50]);
    expect(outcomes[2]!.error).toBeInstanceOf(TimeoutError);
    expect(outcomes[2]!.error).toMatchObject({ timeout: 300, index: 2 });
  });

  it("is each item's own: what waits behind others does not run out of it", async () => {
    const pool = poolOn(backend, { processes: 1 });
    const nap = async (ms: number) => new Promise<number>((resolve) => setTimeout(resolve, ms, ms));
    expect(await pool.map(nap, range(12).map(() => 80), { timeout: 400 })).toEqual(range(12).map(() => 80));
  });

  it("frees the worker at once: its place is taken by another", async () => {
    const pool = poolOn(backend, { processes: 1 });
    await pool.apply(() => 1);
    const name = pool.workers[0]!.name;
    const begin = performance.now();
    expect(await caught(pool.apply(() => { for (;;); }, [], { timeout: 100 }))).toBeInstanceOf(TimeoutError);
    expect(performance.now() - begin).toBeLessThan(1000);
    expect(await pool.apply(() => "next")).toBe("next");
    expect(pool.workers).toHaveLength(1);
    expect(pool.workers[0]!.name).not.toBe(name);
  });

  it("begins when the function is there: loading a slow module is not the item's time", async () => {
    const pool = poolOn(backend, { processes: 1 });
    const file = join(folder, `slow-${backend}.mjs`);
    writeFileSync(file, "await new Promise((resolve) => setTimeout(resolve, 500));\nexport const work = (n) => n + 1;\n");
    expect(await pool.map(moduleTask<(n: number) => number>(file, "work"), [1], { timeout: 200 })).toEqual([2]);
  });

  it.each(["knows", "has not seen"])("runs while a loop that an earlier item left in a timer holds the worker, which is replaced: a function that it %s", async (what) => {
    const pool = poolOn(backend, { processes: 1 });
    const next = () => "next";
    if (what === "knows") await pool.apply(next);
    await pool.apply(() => void setTimeout(() => { for (;;); }, 20));
    await sleep(150);
    const begin = performance.now();
    expect(await caught(pool.apply(next, [], { timeout: 300 }))).toBeInstanceOf(TimeoutError);
    expect(performance.now() - begin).toBeLessThan(3000);
    expect(await pool.apply(next, [], { timeout: 5000 })).toBe("next");
  });

  it("stands at the item's place in imap, and the iteration goes on", async () => {
    const pool = poolOn(backend);
    const it = pool.imap((n: number) => { if (n === 1) for (;;); return n; }, range(3), { timeout: 200 });
    expect(await it.next()).toEqual({ done: false, value: 0 });
    expect(await caught(it.next())).toBeInstanceOf(TimeoutError);
    expect(await it.next()).toEqual({ done: false, value: 2 });
    expect((await it.next()).done).toBe(true);
  });

  it("tells the function by its signal, which has a moment to put things in order", async () => {
    const pool = poolOn(backend, { processes: 1 });
    const note = noting("order");
    const fn = moduleTask<(path: string) => Promise<void>>(new URL("fixtures/tidy.mjs", import.meta.url), "tidy");
    expect(await caught(pool.apply(fn, [note.path], { timeout: 100 }))).toBeInstanceOf(TimeoutError);
    await expect.poll(note.calls).toBe(1);
  });
});

describe.each(["threads", "processes"] as const)("retries, on %s", (backend) => {
  it("run again what lost its worker, and nothing else", async () => {
    const pool = poolOn(backend);
    const note = noting("lost");
    const fn = task({ path: note.path }, async (n: number, { path }) => {
      const { appendFileSync, existsSync } = await import("node:fs");
      const again = existsSync(`${path}.${n}`);
      appendFileSync(`${path}.${n}`, "x");
      if (n === 1 && !again) process.exit(1);
      return n;
    });
    expect(await pool.map(fn, range(3), { chunksize: 1, retries: 1 })).toEqual([0, 1, 2]);
    const error = await caught(pool.map((n: number) => { throw new RangeError(`no ${n}`); }, [1], { retries: 5 }));
    expect(error).toMatchObject({ name: "TaskError", attempt: 1 });
  });

  it("end with what the last try came to", async () => {
    const pool = poolOn(backend, { processes: 1 });
    const note = noting("tries");
    const fn = task({ path: note.path }, async (n: number, { path }) => {
      const { mkdtempSync } = await import("node:fs");
      mkdtempSync(`${path}.`);
      process.exit(n);
    });
    expect(await caught(pool.apply(fn, [3], { retries: 2 }))).toMatchObject({ name: "WorkerExitError", exitCode: 3 });
    expect(note.calls()).toBe(3);
  });
});

describe("retries", () => {
  it("are of any failure where that is wanted, each item by itself, with a pause", async () => {
    const pool = poolOn("threads");
    const note = noting("any");
    const fn = task({ path: note.path }, async (n: number, { path }) => {
      const { mkdtempSync, readdirSync } = await import("node:fs");
      const { basename, dirname } = await import("node:path");
      mkdtempSync(`${path}.${n}-`);
      const tries = readdirSync(dirname(path)).filter((file) => file.startsWith(`${basename(path)}.${n}-`)).length;
      if (n === 2 && tries < 3) throw new RangeError("not yet");
      return tries;
    });
    const pauses: number[] = [];
    const backoff = (attempt: number) => (pauses.push(attempt), 10);
    expect(await pool.map(fn, range(4), { chunksize: 4, retries: { times: 5, on: "any", backoff } })).toEqual([1, 1, 3, 1]);
    expect(pauses).toEqual([1, 2]);
    const never = await caught(pool.map((n: number) => { throw new RangeError(`no ${n}`); }, [7], { retries: { times: 2, on: (error) => error instanceof TaskError } }));
    expect(never).toMatchObject({ name: "TaskError", index: 0, attempt: 3 });
  });

  it("wait no longer than the pool lives, and go on after close", async () => {
    const fail = () => { throw new RangeError("no"); };
    const ended = poolOn("threads", { processes: 1 });
    const waiting = caught(ended.apply(fail, [], { retries: { times: 1, on: "any", backoff: 60_000 } }));
    await sleep(300);
    await ended.terminate();
    expect(await waiting).toBeInstanceOf(AbortError);
    const closed = poolOn("threads", { processes: 1 });
    const again = caught(closed.apply(fail, [], { retries: { times: 2, on: "any", backoff: 20 } }));
    closed.close();
    await closed.join();
    expect(await again).toMatchObject({ name: "TaskError", attempt: 3 });
  });

  it("are not of a call that was cancelled", async () => {
    const pool = poolOn("threads", { processes: 1 });
    const result = pool.applyAsync(() => { throw new RangeError("no"); }, [], { retries: { times: 9, on: "any", backoff: 60_000 } });
    await sleep(200);
    expect(result.cancel()).toBe(true);
    expect(await caught(result)).toBeInstanceOf(AbortError);
    pool.close();
    await pool.join();
  });
});

describe.each(["inline", "threads", "processes"] as const)("a signal, on %s", (backend) => {
  it("ends a call before it starts, while it waits and while it runs, and nothing of it runs afterwards", async () => {
    const pool = poolOn(backend, { processes: 1 });
    const stop = new AbortController();
    const note = noting("abort");
    const slow = task({ path: note.path }, async (n: number, { path }) => {
      const { mkdtempSync } = await import("node:fs");
      mkdtempSync(`${path}.`);
      await new Promise((resolve) => setTimeout(resolve, 200));
      return n;
    });
    const running = caught(pool.map(slow, range(50), { chunksize: 1, signal: stop.signal }));
    await expect.poll(note.calls, { timeout: 5000 }).toBeGreaterThan(0);
    stop.abort(new Error("enough"));
    expect(await running).toMatchObject({ name: "AbortError", message: "map was cancelled by its signal", cause: { message: "enough" } });
    const before = note.calls();
    expect(await caught(pool.map(slow, [1], { signal: stop.signal }))).toBeInstanceOf(AbortError);
    expect(await pool.apply(() => "free")).toBe("free");
    expect(note.calls()).toBe(before);
  });

  it("leaves other calls of the pool alone", async () => {
    const pool = poolOn(backend, { processes: 1 });
    const stop = new AbortController();
    const others = pool.map((n: number) => n, range(20), { chunksize: 1 });
    const doomed = caught(pool.map((n: number) => n, range(20), { chunksize: 1, signal: stop.signal }));
    const later = pool.map((n: number) => n * 2, range(20), { chunksize: 1 });
    stop.abort();
    expect(await doomed).toBeInstanceOf(AbortError);
    expect([await others, await later]).toEqual([range(20), range(20).map((n) => n * 2)]);
  });

  it("ends an imap: what is under way says so, and nothing comes behind it", async () => {
    const pool = poolOn(backend, { processes: 1 });
    const stop = new AbortController();
    const it = pool.imap((n: number) => (n === 0 ? n : new Promise(() => setInterval(() => 0, 1000).unref())), range(1000), { signal: stop.signal });
    expect(await it.next()).toEqual({ done: false, value: 0 });
    const next = caught(it.next());
    stop.abort();
    expect(await next).toBeInstanceOf(AbortError);
    for (let ended = false; !ended; ) ended = await it.next().then(({ done }) => done === true, (error: unknown) => (expect(error).toBeInstanceOf(AbortError), false));
  });
});

it("one signal may be given to many calls: that is no leak, and Node warns of none", async () => {
  const pool = poolOn("inline");
  const warned: string[] = [];
  const listener = ({ name }: Error) => warned.push(name);
  process.on("warning", listener);
  const { signal } = new AbortController();
  expect(await Promise.all(range(30).map((n) => pool.apply((i: number) => i, [n], { signal })))).toEqual(range(30));
  await sleep(10);
  process.off("warning", listener);
  expect(warned).toEqual([]);
});

it.each(["threads", "processes"] as const)("what is thrown between two calls, when no call would tell, is a warning: %s", async (backend) => {
  const pool = new Pool({ processes: 1, backend });
  const warned = new Promise<Error>((resolve) => process.once("warning", resolve));
  expect(await pool.apply((ms: number) => (setTimeout(() => { throw new RangeError("later"); }, ms), 1), [200])).toBe(1);
  expect(await warned).toMatchObject({ code: "FRAMEPOOL_LOST_ERROR", message: expect.stringContaining("ended by an error that nobody caught (RangeError: later) between two calls") as string });
  expect(await pool.apply((n: number) => n, [2])).toBe(2);
  await pool.terminate();
});

it("what ends each worker before it begins is a warning once, and then the call's error", async () => {
  const pool = new Pool({ processes: 1, initializer: () => void Promise.reject(new RangeError("at once")) });
  const warned: Error[] = [];
  const listener = (warning: Error): unknown => warned.push(warning);
  process.on("warning", listener);
  await expect(pool.apply((n: number) => n, [1])).rejects.toThrow(WorkerExitError);
  await new Promise((resolve) => setTimeout(resolve, 50));
  process.off("warning", listener);
  expect(warned.length).toBeLessThanOrEqual(1);
  await pool.terminate();
});

describe("a call that is cancelled", () => {
  it("says so once, and not when it has ended", async () => {
    const pool = poolOn("threads", { processes: 1 });
    const endless = pool.mapAsync(() => { for (;;); }, [1, 2]);
    await sleep(100);
    expect(endless.ready()).toBe(false);
    expect(endless.cancel()).toBe(true);
    expect(await caught(endless)).toMatchObject({ name: "AbortError", message: "the call was cancelled" });
    expect([endless.cancel(), endless.ready(), endless.successful()]).toEqual([false, true, false]);
    const done = pool.applyAsync(() => 7);
    expect(await done).toBe(7);
    expect(done.cancel()).toBe(false);
  });

  it("fires ctx.signal in line, where nothing can be killed", async () => {
    const pool = poolOn("inline", { processes: 1 });
    const fn = moduleTask<(path: string) => Promise<void>>(new URL("fixtures/tidy.mjs", import.meta.url), "tidy");
    const note = noting("inline");
    const result = pool.applyAsync(fn, [note.path]);
    await sleep(100);
    result.cancel();
    expect(await caught(result)).toBeInstanceOf(AbortError);
    await expect.poll(note.calls).toBe(1);
    expect(await pool.apply(() => "on")).toBe("on");
  });
});

describe.each(["inline", "threads", "processes"] as const)("failFast and settled, on %s", (backend) => {
  it("failFast ends at the first failure to arrive, and begins nothing more", async () => {
    const pool = poolOn(backend, { processes: 1 });
    const note = noting("fast");
    const fn = task({ path: note.path }, async (n: number, { path }) => {
      const { mkdtempSync } = await import("node:fs");
      mkdtempSync(`${path}.`);
      if (n >= 2) throw new RangeError(`no ${n}`);
      return n;
    });
    for (const chunksize of [1, 4]) {
      const before = note.calls();
      expect(await caught(pool.map(fn, range(200), { failFast: true, chunksize }))).toMatchObject({ name: "TaskError", index: 2 });
      await sleep(50);
      expect(note.calls() - before).toBeLessThan(200);
      // Within a chunk nothing is called behind the failure.
      if (chunksize === 4 && backend !== "inline") expect(note.calls() - before).toBeLessThan(12);
    }
    expect(await pool.map((n: number) => n, [1])).toEqual([1]);
  });

  it("settled gives every item's outcome, and throws for none", async () => {
    const pool = poolOn(backend);
    const outcomes = await pool.starmap((n: number, d: number) => { if (d === 0) throw new RangeError("by zero"); return n / d; }, [[4, 2], [1, 0], [9, 3]], { settled: true });
    expect(outcomes[0]).toEqual({ value: 2 });
    expect(outcomes[1]!.error).toMatchObject({ name: "TaskError", index: 1 });
    expect(outcomes[2]).toEqual({ value: 3 });
    expect(await pool.map(() => undefined, [1], { settled: true })).toEqual([{ value: undefined }]);
  });
});

describe("what settled gives", () => {
  it("has its type", () => {
    const pool = poolOn("inline");
    expectTypeOf(pool.map((n: number) => String(n), [1])).resolves.toEqualTypeOf<string[]>();
    expectTypeOf(pool.map(async (n: number) => n, [1], { settled: true })).resolves.items.toHaveProperty("value").toEqualTypeOf<number | undefined>();
    const lengthOf = (outcome: Settled<string>) => ("error" in outcome ? expectTypeOf(outcome.error).toBeUnknown() : expectTypeOf(outcome.value).toEqualTypeOf<string>());
    expectTypeOf(lengthOf).parameter(0).toEqualTypeOf<Settled<string>>();
    expectTypeOf(pool.mapAsync((n: number) => n, [1], { callback: (all) => { expectTypeOf(all).toEqualTypeOf<number[]>(); } }).get()).resolves.toEqualTypeOf<number[]>();
  });

  it("holds what was done when the call is cancelled or the pool ends", async () => {
    const pool = poolOn("threads", { processes: 1 });
    const stop = new AbortController();
    const pending = pool.map((n: number) => { if (n === 1) for (;;); return n; }, range(4), { chunksize: 1, settled: true, signal: stop.signal });
    setTimeout(() => stop.abort(), 400);
    expect((await pending).map(({ value, error }) => value ?? (error as Error).name)).toEqual([0, "AbortError", "AbortError", "AbortError"]);
  });
});

describe("limits that make no sense", () => {
  it("are refused at the call, before anything starts", async () => {
    const pool = poolOn("threads");
    const bad: [object, RegExp][] = [
      [{ timeout: 0 }, /the timeout of map must be a number of ms above 0, not 0/],
      [{ timeout: "5" }, /timeout of map/],
      [{ signal: {} }, /the signal of map must be an AbortSignal/],
      [{ retries: -1 }, /retries must be a whole number/],
      [{ retries: { times: 1, on: "some" } }, /on must be "lost", "any" or a function/],
      [{ retries: { times: 1, backoff: -1 } }, /backoff must be a number of ms/],
      [{ failFast: true, settled: true }, /choose one/],
      [{ chunksize: 0 }, /chunksize must be a whole number/],
    ];
    for (const [options, message] of bad) {
      const error = await caught(pool.map((n: number) => n, [1], options));
      expect(error).toBeInstanceOf(ArgumentError);
      expect(error.message).toMatch(message);
    }
    expect(pool.workers).toEqual([]);
  });

  it("are a timeout in line, where nothing can end a function", async () => {
    const pool = poolOn("inline");
    expect(await caught(pool.map((n: number) => n, [1], { timeout: 100 }))).toMatchObject({ name: "ArgumentError", message: expect.stringMatching(/cannot keep a timeout in line/) as string });
  });
});

it("a lost worker names the item that it had: exactly on threads, by its chunk on processes", async () => {
  const leave = (n: number) => { if (n === 5) process.exit(2); return n; };
  const exact = await caught(poolOn("threads").map(leave, range(8), { chunksize: 4 }));
  expect(exact).toBeInstanceOf(WorkerExitError);
  expect(exact).toMatchObject({ index: 5, exitCode: 2 });
  const rough = await caught(poolOn("processes").map(leave, range(8), { chunksize: 4 }));
  expect(rough).toMatchObject({ index: null, exitCode: 2 });
  expect(rough.message).toMatch(/\(one of the items 4 to 7\)/);
});
