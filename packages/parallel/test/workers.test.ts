import { execFile } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { pathToFileURL } from "node:url";
import { promisify } from "node:util";
import * as fc from "fast-check";
import { afterAll, describe, expect, it } from "vitest";
import { AbortError, ArgumentError, InitializerError, StateError, TimeoutError, WorkerExitError } from "@framepool/errors";
import { DataFrame } from "@framepool/frame";
import { parallel, type PipelineOptions, scanCsv } from "@framepool/parallel";
import { Pool, task, type Shipped } from "@framepool/pool";
import { within } from "./support/within.js";
import { runs } from "../../../scripts/runs.mjs";

const folder = mkdtempSync(join(tmpdir(), "framepool-workers-"));
afterAll(() => rmSync(folder, { recursive: true }));

const frame = new DataFrame({ n: Array.from({ length: 12 }, (_, i) => i) });
const numbers = Array.from(frame.col("n"));
/** The names of the workers that did the parts: every part waits a little, so that all workers have one. */
const names = task({}, async (part: DataFrame, _captures: object, { worker }) => {
  await new Promise((resolve) => setTimeout(resolve, 30));
  return part.assign({ worker });
});
type PartTask = Shipped<[DataFrame], DataFrame | Promise<DataFrame>>;
async function workersOf(options: PipelineOptions, fn: PartTask = names): Promise<Set<unknown>> {
  const parts = options.partitions === undefined ? { partitionRows: 3 } : {};
  return new Set((await parallel(frame as DataFrame, { workers: 2, ...parts, ...options }).mapPartitions(fn).collect()).col("worker"));
}
const double = (part: DataFrame) => part.assign({ twice: part.col("n").mul(2) });

describe("workers that a run leaves", () => {
  it("serve the next run, if that wants as many with the same limits", async () => {
    const first = await workersOf({});
    expect(first.size).toBe(2);
    expect(await workersOf({})).toEqual(first);
    const three = await workersOf({ workers: 3 });
    expect([...three].filter((name) => first.has(name))).toEqual([]);
    const limited = await workersOf({ workers: 3, resourceLimits: { maxOldGenerationSizeMb: 100 } });
    expect([...limited].filter((name) => three.has(name))).toEqual([]);
  });

  it("are not shared by runs at one time", async () => {
    await workersOf({});
    const [one, other] = await Promise.all([workersOf({}), workersOf({})]);
    expect([...one].filter((name) => other.has(name))).toEqual([]);
  });

  it("end after a second without work", async () => {
    const first = await workersOf({});
    await sleep(1300);
    const next = await workersOf({});
    expect([...next].filter((name) => first.has(name))).toEqual([]);
  });

  it("have forgotten the functions and what they captured: a function that is changed is another", async () => {
    const add = (by: number) => parallel(frame, { workers: 2, partitionRows: 3 }).mapPartitions(task({ by }, (part: DataFrame, { by: more }) => part.assign({ n: part.col("n").add(more) }))).collect();
    for (const by of [1, 2, 3]) expect([...(await add(by)).col("n")]).toEqual(numbers.map((n) => n + by));
  });

  it.each<[string, PartTask]>([
    ["a timer", task({}, (part: DataFrame, _: object, { worker }) => { setInterval(() => undefined, 1000); return part.assign({ worker }); })],
    ["an open handle", task({}, async (part: DataFrame, _: object, { worker }) => { (await import("node:net")).createServer().listen(0); return part.assign({ worker }); })],
    ["a loop that begins later and never ends", task({}, (part: DataFrame, _: object, { worker }) => { setTimeout(() => { for (;;); }, 1); return part.assign({ worker }); })],
    ["an error that comes later", task({}, (part: DataFrame, _: object, { worker }) => { setTimeout(() => { throw new Error("late"); }, 1); return part.assign({ worker }); })],
    ["a promise that is rejected later", task({}, (part: DataFrame, _: object, { worker }) => { setTimeout(() => void Promise.reject(new Error("late")), 20); return part.assign({ worker }); })],
  ])("are used no more where a function has left %s in them, and the next run has its answer", async (_what, fn) => {
    const left = await workersOf({ partitions: 1 }, fn);
    const next = await within(5000, workersOf({}));
    expect([...next].filter((name) => left.has(name))).toEqual([]);
  });

  it("end where a function leaves a rejection that nobody handles, and the run with them", async () => {
    const leaves = task({}, (part: DataFrame) => { void Promise.resolve().then(() => { throw new Error("lost"); }); return part; });
    await expect(parallel(frame, { workers: 2, partitions: 1 }).mapPartitions(leaves).collect()).rejects.toMatchObject({ code: "ERR_FRAMEPOOL_WORKER_EXIT", message: expect.stringContaining("Error: lost") as string });
  });

  it("are none where it failed, or was cancelled", async () => {
    const first = await workersOf({});
    await expect(parallel(frame, { workers: 2 }).mapPartitions(() => { throw new RangeError("no"); }).collect()).rejects.toThrow("no");
    const next = await workersOf({});
    expect([...next].filter((name) => first.has(name))).toEqual([]);
    await expect(parallel(frame, { workers: 2, signal: AbortSignal.timeout(100) }).mapPartitions(() => { for (;;); }).collect()).rejects.toThrow(AbortError);
    expect([...(await workersOf({}))].filter((name) => next.has(name))).toEqual([]);
  });

  it("do not hold the process, which has printed all that they did", async () => {
    const script = join(folder, "ends.mjs");
    const framepool = pathToFileURL(createRequire(import.meta.url).resolve("@framepool/parallel")).href;
    const frames = pathToFileURL(createRequire(import.meta.url).resolve("@framepool/frame")).href;
    writeFileSync(script, `
      import { parallel } from ${JSON.stringify(framepool)};
      import { DataFrame } from ${JSON.stringify(frames)};
      const df = new DataFrame({ n: [1, 2, 3, 4] });
      await parallel(df, { workers: 2, partitions: 2 }).mapPartitions((part) => { console.log("x".repeat(100_000)); return part; }).collect();
      const ended = process.hrtime.bigint();
      process.on("exit", () => console.error(Number(process.hrtime.bigint() - ended) / 1e6));
    `);
    const { stdout, stderr } = await promisify(execFile)(process.execPath, [script], { maxBuffer: 1e7 });
    expect(stdout.match(/x/g)).toHaveLength(200_000);
    expect(Number(stderr)).toBeLessThan(900);
  });
});

describe("a run on an open pool", () => {
  it("has its workers, gives the same, and leaves it open", async () => {
    await using pool = new Pool(2);
    const out = await parallel(frame, { pool, partitions: 4 }).mapPartitions(double).run();
    expect([...out.frame.col("twice")]).toEqual(numbers.map((n) => 2 * n));
    expect(out.report).toMatchObject({ backend: "threads", workers: 2, reason: "those of the pool that was given" });
    const used = await workersOf({ pool, workers: undefined });
    expect(pool.workers.map(({ name }) => name)).toEqual(expect.arrayContaining([...used]));
    expect(await pool.map((n: number) => n + 1, [1, 2])).toEqual([2, 3]);
  });

  it("goes on beside its calls, and behind its close()", async () => {
    const pool = new Pool(2);
    const run = parallel(frame, { pool, partitionRows: 2 }).mapPartitions(async (part) => {
      await new Promise((resolve) => setTimeout(resolve, 50));
      return part;
    }).collect();
    const call = pool.map((n: number) => n * n, [1, 2, 3]);
    await sleep(20);
    pool.close();
    expect(await call).toEqual([1, 4, 9]);
    expect([...(await run).col("n")]).toEqual(numbers);
    await within(5000, pool.join());
  });

  it("in line, where the pool is", async () => {
    await using pool = new Pool({ backend: "inline" });
    const { frame: out, report } = await parallel(frame, { pool, partitions: 3 }).mapPartitions(double).run();
    expect([...out.col("twice")]).toEqual(numbers.map((n) => 2 * n));
    expect(report.backend).toBe("inline");
    await expect(parallel(frame, { pool, timeout: 50 }).mapPartitions(double).collect()).rejects.toThrow("cannot keep a timeout");
  });

  it.each<[string, () => void, new (...args: never[]) => Error]>([
    ["throws", () => { throw new RangeError("no"); }, Error],
    ["exits", () => process.exit(3), WorkerExitError],
    ["never answers", () => { for (;;); }, TimeoutError],
  ])("whose function %s ends, and the pool goes on", async (_what, die, errorClass) => {
    await using pool = new Pool(2);
    const run = parallel(frame, { pool, partitionRows: 2, timeout: 500 }).mapPartitions(task({ die }, (part: DataFrame, { die: end }) => {
      if (part.at(0, "n") === 4) end();
      return part;
    })).collect();
    await within(10_000, expect(run).rejects.toThrow(errorClass));
    expect(await within(5000, pool.map((n: number) => n + 1, [1, 2]))).toEqual([2, 3]);
    expect(pool.workers.length).toBeLessThanOrEqual(2);
  });

  it("that is cancelled, or has its rows early, leaves no work behind in it", async () => {
    await using pool = new Pool(2);
    const slow = (part: DataFrame) => {
      if (part.at(0, "n") as number >= 6) for (;;);
      return part;
    };
    await expect(parallel(frame, { pool, partitionRows: 3, signal: AbortSignal.timeout(300) }).mapPartitions(slow).collect()).rejects.toThrow(AbortError);
    expect(await within(5000, pool.map((n: number) => n + 1, [1, 2]))).toEqual([2, 3]);
    expect([...(await within(5000, parallel(frame, { pool, partitionRows: 3 }).mapPartitions(slow).head(4).collect())).col("n")]).toEqual([0, 1, 2, 3]);
    expect(await within(5000, pool.map((n: number) => n + 1, [1, 2]))).toEqual([2, 3]);
  });

  it("ends with it", async () => {
    const pool = new Pool(2);
    const run = parallel(frame, { pool, partitionRows: 3 }).mapPartitions(() => { for (;;); }).collect();
    const failed = expect(run).rejects.toThrow(AbortError);
    await sleep(200);
    await pool.terminate();
    await within(5000, failed);
    await expect(parallel(frame, { pool }).mapPartitions(double).collect()).rejects.toThrow(StateError);
  });

  it("whose output cannot be opened has taken nothing of the pool", async () => {
    const pool = new Pool(2);
    await expect(parallel(frame, { pool }).mapPartitions(double).toCsv(join(folder, "nowhere", "out.csv"))).rejects.toThrow("nowhere");
    pool.close();
    await within(5000, pool.join());
  });

  it("is refused what the pool decides, and anything that is no pool for it", async () => {
    await using pool = new Pool(2);
    for (const option of [{ workers: 2 }, { backend: "threads" }, { resourceLimits: {} }, { initializer: () => undefined }, { concurrency: 2 }] as const) {
      expect(() => parallel(frame, { pool, ...option })).toThrow(ArgumentError);
    }
    expect(() => parallel(frame, { pool: { map: () => undefined } as never })).toThrow("pool is a Pool of framepool");
    expect(() => parallel(frame, { pool: new Pool({ backend: "processes" }) })).toThrow("processes see no memory of ours");
  });
});

describe("an initializer", () => {
  const begin = (place: Int32Array, by: number) => {
    Atomics.add(place, 0, by);
    (globalThis as { begun?: number }).begun = by;
  };

  it("runs once in each worker, before its first partition, with initargs; its workers are the run's own", async () => {
    const count = new Int32Array(new SharedArrayBuffer(4));
    const options = { workers: 2, partitionRows: 2, initializer: begin, initargs: [count, 5] };
    const { frame: out, report } = await parallel(frame, options).mapPartitions(async (part) => {
      await new Promise((resolve) => setTimeout(resolve, 20));
      return part.assign({ begun: (globalThis as { begun?: number }).begun ?? -1 });
    }).run();
    expect(new Set(out.col("begun"))).toEqual(new Set([5]));
    expect(count[0]).toBe(10);
    expect(report.workers).toBe(2);
    expect(new Set((await parallel(frame, { workers: 2 }).mapPartitions((part) => part.assign({ begun: (globalThis as { begun?: number }).begun ?? -1 })).collect()).col("begun"))).toEqual(new Set([-1]));
  });

  it("means threads by itself", async () => {
    const { report } = await parallel(frame, { initializer: () => undefined }).mapPartitions(double).run();
    expect(report).toMatchObject({ backend: "threads", reason: "there is an initializer, which is for workers" });
  });

  it.each<[string, () => unknown]>([
    ["throws", () => { throw new RangeError("not today"); }],
    ["exits", () => process.exit(7)],
  ])("that %s ends the run with an error that says so", async (_what, initializer) => {
    const error = await within(10_000, parallel(frame, { workers: 2, initializer }).mapPartitions(double).collect().then(() => null, (thrown: unknown) => thrown));
    expect(error).toBeInstanceOf(InitializerError);
  });

  it("that never ends is ended by the signal", async () => {
    const run = parallel(frame, { workers: 2, initializer: () => new Promise(() => setInterval(() => undefined, 1000)), signal: AbortSignal.timeout(300) }).mapPartitions(double).collect();
    await within(10_000, expect(run).rejects.toThrow(AbortError));
  });
});

describe("concurrency", () => {
  /** How many run at a time, at most. */
  const overlap = task({}, async (part: DataFrame) => {
    const shared = globalThis as { open?: number; most?: number };
    shared.open = (shared.open ?? 0) + 1;
    await new Promise((resolve) => setTimeout(resolve, 100));
    shared.most = Math.max(shared.most ?? 0, shared.open--);
    return part.assign({ most: shared.most });
  });
  const most = async (options: PipelineOptions) => Math.max(...((await parallel(frame, { partitionRows: 1, ...options }).mapPartitions(overlap).collect()).col("most") as Iterable<number>));

  it("is how many async calls are under way in a worker, 1 by default", async () => {
    expect(await most({ workers: 1 })).toBe(1);
    expect(await most({ workers: 1, concurrency: 4 })).toBe(4);
    expect(await most({ backend: "inline", concurrency: 3 })).toBe(3);
    expect(await most({ workers: 3, concurrency: 100 })).toBeGreaterThanOrEqual(4);
    expect(() => parallel(frame, { concurrency: 0 })).toThrow(ArgumentError);
  });

  it("changes no result, whatever is waited for", async () => {
    const path = join(folder, "wait.csv");
    writeFileSync(path, `n,text\n${numbers.map((n) => `${String(n)},"a ""${"é\n".repeat(n)}"""`).join("\n")}\n`);
    const wait = async (part: DataFrame) => {
      await new Promise((resolve) => setTimeout(resolve, Math.random() * 5));
      return part;
    };
    const serial = await scanCsv(path, { backend: "inline" }).collect();
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 3 }), fc.integer({ min: 1, max: 5 }), fc.integer({ min: 8, max: 200 }), fc.integer({ min: 0, max: 14 }), async (workers, concurrency, partitionBytes, rows) => {
        const out = await scanCsv(path, { workers, concurrency, partitionBytes }).mapPartitions(wait).head(rows).collect();
        expect(out.toRows()).toEqual(serial.head(rows).toRows());
      }),
      { numRuns: runs(25) },
    );
  });

  it("waits for no part of its own thread at one head of several, or where nothing more is wanted of a file", async () => {
    const path = join(folder, "heads.csv");
    writeFileSync(path, `n\n${Array.from({ length: 100 }, (_, i) => String(i)).join("\n")}\n`);
    const wait = async (part: DataFrame) => {
      await new Promise((resolve) => setTimeout(resolve, 5));
      return part;
    };
    const options = { workers: 1, concurrency: 3, partitionBytes: 40 };
    expect([...(await within(10_000, scanCsv(path, { ...options, nrows: 30 }).mapPartitions(wait).head(5).collect())).col("n")]).toEqual([0, 1, 2, 3, 4]);
    expect([...(await within(10_000, scanCsv(path, options).head(30).mapPartitions(wait).head(5).collect())).col("n")]).toEqual([0, 1, 2, 3, 4]);
    const even = parallel(frame as DataFrame, { workers: 2, concurrency: 2, partitionRows: 1 }).filter((row) => Number(row["n"]) % 2 === 0).head(4).mapPartitions(wait).head(3);
    expect([...(await within(10_000, even.collect())).col("n")]).toEqual([0, 2, 4]);
  });

  it("a part that is tried again and again has a worker, whatever waits for it in all others", async () => {
    const tries = new Int32Array(new SharedArrayBuffer(4));
    const fails = task({ tries }, async (part: DataFrame, { tries: count }) => {
      await new Promise((resolve) => setTimeout(resolve, 20));
      if (part.at(0, "n") === 0 && Atomics.add(count, 0, 1) < 3) throw new RangeError("not yet");
      return part;
    });
    const run = parallel(frame, { workers: 2, concurrency: 2, partitionRows: 1, retries: { times: 3, on: "any" } }).mapPartitions(fails).head(9).collect();
    expect([...(await within(10_000, run)).col("n")]).toEqual(numbers.slice(0, 9));
  });

  it("a call that never ends is ended by its timeout, and those beside it in its worker are not lost", async () => {
    const never = async (part: DataFrame) => {
      if (part.at(0, "n") === 4) await new Promise(() => setInterval(() => undefined, 1000));
      await new Promise((resolve) => setTimeout(resolve, 100));
      return part;
    };
    const { frame: out, rejects } = await within(10_000, parallel(frame, { workers: 1, concurrency: 4, partitionRows: 1, timeout: 800, onError: "collect" }).mapPartitions(never).run());
    expect([...rejects!.col("n")]).toEqual([4]);
    expect([...out.col("n")]).toEqual(numbers.filter((n) => n !== 4));
  });

  it("a call that blocks its worker ends all that are under way there by their timeouts", async () => {
    const blocks = async (part: DataFrame) => {
      await new Promise((resolve) => setTimeout(resolve, 50));
      if (part.at(0, "n") === 1) for (;;);
      return part;
    };
    const { frame: out, rejects } = await within(15_000, parallel(frame, { workers: 1, concurrency: 3, partitionRows: 1, timeout: 700, onError: "collect" }).mapPartitions(blocks).run());
    expect([...rejects!.col("n")]).toContain(1);
    expect([...out.col("n"), ...rejects!.col("n")].sort((a, b) => Number(a) - Number(b))).toEqual(numbers);
  });

  it("a worker that exits takes along what is under way in it, which is tried again where that is wanted", async () => {
    const tries = new Int32Array(new SharedArrayBuffer(4));
    const exits = task({ tries }, async (part: DataFrame, { tries: count }) => {
      await new Promise((resolve) => setTimeout(resolve, 50));
      if (part.at(0, "n") === 2 && Atomics.add(count, 0, 1) === 0) process.exit(1);
      return part;
    });
    await expect(parallel(frame, { workers: 1, concurrency: 3, partitionRows: 1 }).mapPartitions(exits).collect()).rejects.toThrow(WorkerExitError);
    tries[0] = 0;
    expect([...(await within(10_000, parallel(frame, { workers: 1, concurrency: 3, partitionRows: 1, retries: 2 }).mapPartitions(exits).collect())).col("n")]).toEqual(numbers);
  });

  it("a file, whose parts wait for one another, is read on also where a part is lost", async () => {
    const path = join(folder, "long.csv");
    writeFileSync(path, `n\n${Array.from({ length: 300 }, (_, i) => String(i)).join("\n")}\n`);
    const tries = new Int32Array(new SharedArrayBuffer(4));
    const exits = task({ tries }, async (part: DataFrame, { tries: count }) => {
      await new Promise((resolve) => setTimeout(resolve, 5));
      for (const n of part.col("n")) if (n === 50 && Atomics.add(count, 0, 1) === 0) process.exit(1);
      return part;
    });
    const out = await within(15_000, scanCsv(path, { workers: 2, concurrency: 3, partitionBytes: 100, retries: 2 }).mapPartitions(exits).head(250).collect());
    expect([...out.col("n")]).toEqual(Array.from({ length: 250 }, (_, i) => i));
  });
});
