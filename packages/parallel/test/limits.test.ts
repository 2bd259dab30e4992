import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { AbortError, ArgumentError, ParallelError, TimeoutError, WorkerExitError, WorkerMemoryError } from "@framepool/errors";
import { DataFrame } from "@framepool/frame";
import { parallel, scanCsv, scanRows } from "@framepool/parallel";
import { task } from "@framepool/pool";
import { within } from "./support/within.js";

const folder = mkdtempSync(join(tmpdir(), "framepool-limits-"));
afterAll(() => rmSync(folder, { recursive: true }));

const frame = new DataFrame({ n: Array.from({ length: 12 }, (_, i) => i) });
const caught = async (run: Promise<unknown>): Promise<ParallelError> => {
  const error = await run.then(() => null, (thrown: unknown) => thrown);
  if (!(error instanceof ParallelError)) throw error ?? new Error("nothing was thrown");
  return error;
};
/** A flag that all threads see: how often something was done. */
const counter = () => new Int32Array(new SharedArrayBuffer(4));

describe("timeout", () => {
  const endless = (part: DataFrame) => {
    if (part.at(0, "n") === 6) for (;;);
    return part;
  };

  it("ends a partition that takes too long, names it, and keeps what was done elsewhere", async () => {
    const error = await within(10_000, caught(parallel(frame, { workers: 2, partitionRows: 3, timeout: 500 }).mapPartitions(endless).collect()));
    expect(error).toBeInstanceOf(TimeoutError);
    expect(error).toMatchObject({ timeout: 500, partition: 2, firstRow: 6, rows: 3, attempt: 1 });
    expect(error.message).toMatch(/^partition 2 \(rows 6 to 8, \d+ bytes\) did not end within 500 ms; its worker is replaced$/);
    expect([...(error.partial!.frame as DataFrame).col("n")]).toEqual([0, 1, 2, 3, 4, 5]);
  });

  it("a function that never answers, which waits, is ended too", async () => {
    const never = async (part: DataFrame) => {
      if (part.at(0, "n") === 0) await new Promise(() => setInterval(() => undefined, 1000));
      return part;
    };
    await within(10_000, expect(parallel(frame, { workers: 2, partitionRows: 3, timeout: 300 }).mapPartitions(never).collect()).rejects.toThrow(TimeoutError));
  });

  it('goes on without it with onError "collect": its rows are set aside', async () => {
    const { frame: out, rejects, report } = await within(15_000, parallel(frame, { workers: 2, partitionRows: 3, timeout: 500, onError: "collect" }).mapPartitions(endless).run());
    expect([...out.col("n")]).toEqual([0, 1, 2, 3, 4, 5, 9, 10, 11]);
    expect(rejects!.toRows().map((row) => [row["n"], row["error_class"], row["error_row"]])).toEqual([[6, "TimeoutError", 6], [7, "TimeoutError", 7], [8, "TimeoutError", 8]]);
    expect(report.errors).toMatchObject({ count: 1, rowsAside: 3 });
  });

  it("goes on in a file, too, behind which other parts wait", async () => {
    const path = join(folder, "slow.csv");
    writeFileSync(path, `n\n${Array.from({ length: 200 }, (_, i) => String(i)).join("\n")}\n`);
    const slow = (part: DataFrame) => {
      for (const n of part.col("n")) if (n === 50) for (;;);
      return part;
    };
    const { frame: out, rejects } = await within(15_000, scanCsv(path, { workers: 2, partitionBytes: 100, timeout: 500, onError: "collect", dtype: { n: "int32" } }).mapPartitions(slow).run());
    expect([...rejects!.col("n")]).toContain(50);
    expect(out.numRows + rejects!.numRows).toBe(200);
  });

  it("is refused in line, means threads by itself, and must be a time", async () => {
    await expect(parallel(frame, { backend: "inline", timeout: 100 }).mapPartitions((part) => part).collect()).rejects.toThrow('backend "inline" cannot keep a timeout');
    expect((await parallel(frame, { timeout: 30_000 }).mapPartitions((part) => part).run()).report).toMatchObject({ backend: "threads", reason: "timeout can be kept by threads only" });
    expect(() => parallel(frame, { timeout: 0 })).toThrow(ArgumentError);
  });
});

describe("retries", () => {
  /** Ends its worker the first `times` times it comes to row 6. */
  const dying = (tries: Int32Array, times: number, how: "exit" | "throw" = "exit") =>
    task({ tries, times, how }, (part: DataFrame, captures) => {
      if (part.at(0, "n") === 6 && Atomics.add(captures.tries, 0, 1) < captures.times) {
        if (captures.how === "exit") process.exit(7);
        throw new RangeError("not yet");
      }
      return part;
    });

  it("send a partition again whose worker was lost, and nothing else", async () => {
    const tries = counter();
    const { frame: out, report } = await parallel(frame, { workers: 2, partitionRows: 3, retries: 2 }).mapPartitions(dying(tries, 2)).run();
    expect([...out.col("n")]).toEqual([...frame.col("n")]);
    expect(tries[0]).toBe(3);
    expect(report.retries).toBe(2);
  });

  it("end with the last try's error", async () => {
    const tries = counter();
    const error = await caught(parallel(frame, { workers: 2, partitionRows: 3, retries: 1 }).mapPartitions(dying(tries, 9)).collect());
    expect(error).toBeInstanceOf(WorkerExitError);
    expect(error).toMatchObject({ exitCode: 7, partition: 2, firstRow: 6, rows: 3, attempt: 2 });
    expect(error.message).toContain("exited with code 7 while it ran partition 2 (rows 6 to 8");
    expect(tries[0]).toBe(2);
    expect(error.report!.retries).toBe(1);
  });

  it("are none of what the user's function throws, unless asked", async () => {
    const tries = counter();
    expect(await caught(parallel(frame, { workers: 2, partitionRows: 3, retries: 3 }).mapPartitions(dying(tries, 1, "throw")).collect())).toMatchObject({ code: "ERR_FRAMEPOOL_TASK", attempt: 1 });
    expect(tries[0]).toBe(1);
    const again = counter();
    const out = await parallel(frame, { workers: 2, partitionRows: 3, retries: { times: 1, on: "any" } }).mapPartitions(dying(again, 1, "throw")).collect();
    expect(out.numRows).toBe(12);
    const asked = counter();
    const failing = parallel(frame, { workers: 2, partitionRows: 3, retries: { times: 5, on: (error) => (error as { attempt: number }).attempt < 3 } }).mapPartitions(dying(asked, 9, "throw"));
    expect(await caught(failing.collect())).toMatchObject({ attempt: 3, partition: 2 });
  });

  it('come before a partition is set aside, with onError "collect"', async () => {
    const tries = counter();
    const { frame: out, rejects } = await parallel(frame, { workers: 2, partitionRows: 3, retries: { times: 2, on: "any" }, onError: "collect" }).mapPartitions(dying(tries, 2, "throw")).run();
    expect([out.numRows, rejects!.numRows, tries[0]]).toEqual([12, 0, 3]);
    const lost = counter();
    const second = await parallel(frame, { workers: 2, partitionRows: 3, retries: 1, onError: "collect" }).mapPartitions(dying(lost, 9)).run();
    expect([second.frame.numRows, lost[0]]).toEqual([9, 2]);
    expect([...second.rejects!.col("error_class")]).toEqual(["WorkerExitError", "WorkerExitError", "WorkerExitError"]);
  });

  it("wait as long as backoff says", async () => {
    const started = performance.now();
    await parallel(frame, { workers: 1, partitionRows: 6, retries: { times: 2, backoff: (attempt) => attempt * 150 } }).mapPartitions(dying(counter(), 2)).collect();
    expect(performance.now() - started).toBeGreaterThan(450);
  });

  it("of a part of a file come first: those behind it, which may fill all workers, wait for what it says", async () => {
    const path = join(folder, "retried.csv");
    const text = Array.from({ length: 300 }, (_, i) => `"${String(i)}",x`).join("\n");
    writeFileSync(path, `n,x\n${text}\n`);
    const flaky = task({ tries: counter() }, (part: DataFrame, { tries }) => {
      if (Atomics.add(tries, 0, 1) % 3 === 0) process.exit(1);
      return part;
    });
    for (const workers of [1, 2, 3]) {
      const target = join(folder, "retried-out.csv");
      await within(30_000, scanCsv(path, { workers, partitionBytes: 300, dtype: "string", retries: { times: 20, backoff: 20 } }).mapPartitions(flaky).toCsv(target));
      expect(readFileSync(target, "utf8")).toBe(readFileSync(path, "utf8"));
    }
  });

  it("in front of a head, for which the parts behind it wait", async () => {
    const out = await within(20_000, parallel(frame, { workers: 2, partitionRows: 1, retries: { times: 1, backoff: 100 } }).mapPartitions(dying(counter(), 1)).head(9).collect());
    expect([...out.col("n")]).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8]);
  });

  it.each([{ backend: "inline" }, { workers: 1 }, { workers: 3 }] as const)("of what a function throws, too, %j, also where the last one is set aside", async (way) => {
    const numbers = (out: DataFrame): unknown[] => [...out.col("n")];
    for (const onError of ["fail", "collect"] as const) {
      for (const backoff of [0, 20]) {
        const options = { ...way, partitionRows: 1, onError, retries: { times: 2, on: "any", backoff } } as const;
        const again = await within(20_000, parallel(frame, options).mapPartitions(dying(counter(), 2, "throw")).head(9).collect());
        expect(numbers(again)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8]);
      }
    }
    const { frame: out, rejects } = await within(20_000, parallel(frame, { ...way, partitionRows: 1, onError: "collect", retries: { times: 1, on: "any" } }).mapPartitions(dying(counter(), 9, "throw")).head(9).run());
    expect(numbers(out)).toEqual([0, 1, 2, 3, 4, 5, 7, 8, 9]);
    expect(numbers(rejects!)).toEqual([6]);
  });

  it("end at once when the run does: nobody waits for the next try", async () => {
    const signal = AbortSignal.timeout(800);
    const waiting = parallel(frame, { workers: 2, partitionRows: 3, retries: { times: 5, backoff: 60_000 }, signal }).mapPartitions(dying(counter(), 9));
    await within(6000, expect(waiting.collect()).rejects.toThrow(AbortError));
    const failing = task({ tries: counter() }, (part: DataFrame, { tries }) => {
      if (part.at(0, "n") === 6) process.exit(1);
      if (part.at(0, "n") === 0) {
        Atomics.wait(tries, 0, 0, 600);
        throw new Error("the first one");
      }
      return part;
    });
    await within(8000, expect(parallel(frame, { workers: 2, partitionRows: 3, retries: { times: 5, backoff: 60_000 } }).mapPartitions(failing).collect()).rejects.toThrow("the first one"));
  });

  it("must make sense", () => {
    expect(() => parallel(frame, { retries: -1 })).toThrow(ArgumentError);
    expect(() => parallel(frame, { retries: { times: 1, on: "always" as never } })).toThrow(ArgumentError);
  });
});

describe("times that are stated", () => {
  it("a lost worker is noticed within 1 s", async () => {
    const at = new Float64Array(new SharedArrayBuffer(8));
    const exiting = task({ at }, (part: DataFrame, captures) => {
      captures.at[0] = Date.now();
      process.exit(3);
      return part;
    });
    await expect(parallel(frame, { workers: 1, partitions: 1 }).mapPartitions(exiting).collect()).rejects.toThrow(WorkerExitError);
    expect(Date.now() - at[0]!).toBeLessThan(1000);
  });

  it("an aborted run has ended within 5 s, whatever its workers do", async () => {
    const controller = new AbortController();
    const running = parallel(frame, { workers: 2, signal: controller.signal }).mapPartitions((part) => { for (;;) if (part.numRows < 0) return part; }).collect();
    setTimeout(() => controller.abort(), 300);
    await within(5300, expect(running).rejects.toThrow(AbortError));
  });

  it("a run whose signal has fired before it begins starts nothing", async () => {
    await within(1000, expect(parallel(frame, { workers: 2, signal: AbortSignal.abort("no") }).mapPartitions((part) => part).collect()).rejects.toThrow(AbortError));
  });
});

describe("memory", () => {
  const greedy = (part: DataFrame) => {
    if (part.at(0, "n") !== 6) return part;
    const all: object[] = [];
    for (let i = 0; ; i++) all.push({ i, text: `row ${String(i)}` });
  };

  it("a worker out of heap is an error that names the partition, its rows and bytes, and what to change", async () => {
    const error = await within(30_000, caught(parallel(frame, { workers: 2, partitionRows: 3, resourceLimits: { maxOldGenerationSizeMb: 24 } }).mapPartitions(greedy).collect()));
    expect(error).toBeInstanceOf(WorkerMemoryError);
    expect(error).toMatchObject({ partition: 2, firstRow: 6, rows: 3, bytes: expect.any(Number) });
    expect(error.message).toMatch(/ThreadPoolWorker-\d+ ran out of memory while it ran partition 2 \(rows 6 to 8, \d+ bytes\); cut the input into smaller parts, \{ partitionBytes/);
    expect(error.message).toContain("resourceLimits: { maxOldGenerationSizeMb }");
  });

  it('is set aside with onError "collect", and the run goes on', async () => {
    const { frame: out, rejects } = await within(30_000, parallel(frame, { workers: 2, partitionRows: 3, resourceLimits: { maxOldGenerationSizeMb: 24 }, onError: "collect" }).mapPartitions(greedy).run());
    expect([out.numRows, rejects!.numRows]).toEqual([9, 3]);
    expect([...rejects!.col("error_class")]).toEqual(["WorkerMemoryError", "WorkerMemoryError", "WorkerMemoryError"]);
  });

  it("memoryLimit bounds what is read ahead, down to one part, and gives the same result", async () => {
    let taken = 0;
    const rows = function* () {
      for (let n = 0; n < 400; n++) {
        taken = n + 1;
        yield { n, text: "x".repeat(1000) };
      }
    };
    const ahead: number[] = [];
    let written = 0;
    await scanRows(rows(), { workers: 2, partitionRows: 20, memoryLimit: "1MiB" }).forEachBatch(async (batch) => {
      await new Promise((done) => setTimeout(done, 5));
      ahead.push(taken - written);
      written += batch.numRows;
    });
    expect(written).toBe(400);
    // The part that is at work, and the one that waits to enter.
    expect(ahead.reduce((most, each) => (each > most ? each : most))).toBeLessThanOrEqual(40);
    const { report } = await parallel(frame, { memoryLimit: "2GiB" }).mapPartitions((part) => part).run();
    expect(report).toMatchObject({ backend: "threads", reason: "memoryLimit can be kept by threads only" });
  });

  it("memoryLimit bounds the heap of each worker", async () => {
    const heap = task({}, async (part: DataFrame) => {
      const { getHeapStatistics } = await import("node:v8");
      return part.assign({ limit: getHeapStatistics().heap_size_limit });
    });
    const out = await parallel(frame, { workers: 2, partitions: 2, memoryLimit: "300MiB" }).mapPartitions(heap).collect();
    // V8 adds its young generation, which is larger in newer ones; without a limit it is 2 GiB and more.
    for (const limit of out.col("limit")) expect(limit as number).toBeLessThan(400 * 1024 * 1024);
  });

  it("must be a size", () => {
    expect(() => parallel(frame, { memoryLimit: "much" })).toThrow('memoryLimit is "much"');
  });
});
