import { describe, expect, it } from "vitest";
import { AbortError, FrameError } from "@framepool/errors";
import { DataFrame } from "@framepool/frame";
import { parallel, scanRows, type Pipeline, type Progress } from "@framepool/parallel";
import { differences } from "./support/frames.js";

const ROWS = 20_000;
const numbers = Array.from({ length: ROWS }, (_, row) => (row * 7919) % 19_997);
/** Nearly all keys are different; some are missing, a few there twice. */
const df = new DataFrame({
  ticket: numbers.map((number, row) => (row % 1000 === 3 ? null : `ticket ${String(number)}`)),
  number: numbers,
  fare: numbers.map((number, row) => (row % 7 === 0 ? null : number / 8)),
  name: numbers.map((number) => `name ${String(number % 5)}`),
});
const ways = [{ backend: "inline" }, { backend: "threads", workers: 2 }, { backend: "threads", workers: 3, partitions: 7 }] as const;

describe("rows in memory whose keys are nearly all different", () => {
  it.each(ways)("are reduced as the frame reduces them, %o", async (way) => {
    const pipe = parallel(df, way) as Pipeline;
    const specs = { fare: ["mean", "median", "std", "nunique"], name: ["first", "last", "max", "min"], number: "sum" } as const;
    for (const options of [{}, { sort: false }, { dropna: false }]) {
      expect(differences(await pipe.groupby("ticket", options).agg(specs).collect(), df.groupby("ticket", options).agg(specs))).toEqual([]);
      expect(differences(await pipe.groupby(["number", "name"], options).agg({ fare: "max" }).collect(), df.groupby(["number", "name"], options).agg({ fare: "max" }))).toEqual([]);
    }
    for (const dropna of [true, false]) {
      expect(differences(await pipe.col("ticket").valueCounts({ dropna }).collect(), df.col("ticket").valueCounts({ dropna }))).toEqual([]);
      expect(differences(await pipe.valueCounts({ dropna, subset: ["ticket", "number"] }).collect(), df.valueCounts({ dropna, subset: ["ticket", "number"] }))).toEqual([]);
    }
    for (const keep of ["first", "last", false] as const) {
      expect(differences(await pipe.dropDuplicates({ subset: "ticket", keep }).collect(), df.dropDuplicates({ subset: "ticket", keep }))).toEqual([]);
      expect(differences(await pipe.dropDuplicates({ keep }).collect(), df.dropDuplicates({ keep }))).toEqual([]);
    }
  });

  it("are as they were where they came another way, and behind a select and a head", async () => {
    const counts = (pipe: Pipeline) => pipe.rename({ ticket: "t" }).head(15_000).select(["t", "fare"]).groupby("t").agg({ fare: "sum" }).collect();
    const here = await counts(parallel(df, { backend: "inline" }) as Pipeline);
    expect(differences(here, await counts(scanRows(df.toRows(), { backend: "inline" }) as unknown as Pipeline))).toEqual([]);
    expect(here.numRows).toBeGreaterThan(14_000);
  });

  it("are one part of the report, and of the progress, and do not travel", async () => {
    const told: Progress[] = [];
    const { frame, report } = await parallel(df, { backend: "threads", workers: 2, onProgress: (progress) => told.push(progress) }).select(["ticket", "fare"]).groupby("ticket").agg({ fare: "mean" }).run();
    expect(report.rows).toBe(ROWS);
    expect(report.columns).toEqual([{ name: "ticket", type: "string" }, { name: "fare", type: "float64" }]);
    expect(report.partitions).toMatchObject([{ stage: 0, partition: 0, firstRow: 0, rows: ROWS, worker: "main" }]);
    expect(report.perWorker).toMatchObject([{ name: "main", partitions: 1 }]);
    expect(told).toMatchObject([{ stage: 0, rows: ROWS, totalRows: ROWS, partitions: 1, bytes: report.bytes, totalBytes: report.bytes }]);
    expect(frame.numRows).toBeGreaterThan(19_000);
  });

  it("say in which part what is wrong with them was found, as few rows do", async () => {
    const failed = (rows: DataFrame) => parallel(rows, { backend: "inline", partitions: 4 }).filter((row) => row.fare !== -1).groupby("ticket" as never).agg({ name: "mean" } as never).collect().catch((error: unknown) => error);
    for (const rows of [df, df.head(8)] as DataFrame[]) {
      const error = await parallel(rows, { backend: "inline" }).groupby("ticket").agg({ name: "mean" }).collect().catch((thrown: unknown) => thrown);
      expect(error).toBeInstanceOf(FrameError);
      expect(error).toMatchObject({ op: "groupby.agg", column: "name", row: null, partition: 0 });
      expect(await failed(rows)).toMatchObject({ partition: 0, message: (error as Error).message });
    }
  });

  it("are told of before", async () => {
    const steps = async (pipe: Pipeline): Promise<string[]> => String(await pipe.explain()).split("\n").filter((line) => line.startsWith("step "));
    const pipe = parallel(df, { backend: "threads", workers: 2 }) as Pipeline;
    expect(await steps(pipe.groupby("ticket").agg({ fare: "mean" }).sortValues("fare"))).toEqual([
      'step 1      groupby(["ticket"]).agg({ "fare": mean of "fare" }): all rows at once, here: they are in memory, and nearly all of their keys differ',
      expect.stringContaining("sortValues"),
    ]);
    expect(await steps(pipe.groupby("name").agg({ fare: "mean" }))).toEqual([expect.stringContaining("a partial of each part")]);
  });

  it("go to workers for a function of the user's, and where the keys are few", async () => {
    const largest = { init: () => -1, add: (best: number, fare: number | null) => Math.max(best, fare ?? -1), merge: (a: number, b: number) => Math.max(a, b), finish: (best: number) => best };
    const own = await parallel(df, { backend: "threads", workers: 2 }).groupby("ticket").agg({ fare: largest }).run();
    expect(own.report.perWorker.map(({ name }) => name)).not.toContain("main");
    const few = await parallel(df, { backend: "threads", workers: 2 }).groupby("name").agg({ fare: "sum" }).run();
    expect(few.report.perWorker.map(({ name }) => name)).not.toContain("main");
    const behind = await parallel(df, { backend: "threads", workers: 2 }).filter((row) => row.number >= 0).groupby("ticket").agg({ fare: "sum" }).run();
    expect(behind.report.perWorker.map(({ name }) => name)).not.toContain("main");
  });

  it("keep the numbers of rows that stay, where a step may have to name one", async () => {
    const failing = (row: { number: number }): number => {
      if (row.number === 9999) throw new Error("it is that one");
      return row.number;
    };
    const error: unknown = await parallel(df, { workers: 2 }).dropDuplicates({ subset: "ticket" }).apply(failing).collect().catch((reason: unknown) => reason);
    expect(error).toMatchObject({ globalRow: numbers.indexOf(9999) });
    const { report } = await parallel(df, { workers: 2 }).dropDuplicates({ subset: "ticket" }).run();
    expect(report.perWorker).toMatchObject([{ name: "main" }]);
    expect(report.phases.idle).toBeLessThan(report.ms);
  });

  it("are not taken to differ where they come round in large circles", async () => {
    const panel = new DataFrame({ ticker: Array.from({ length: 60_000 }, (_, row) => row % 6007), value: Array.from({ length: 60_000 }, (_, row) => row) });
    const pipe = parallel(panel, { backend: "threads", workers: 2 });
    const { frame, report } = await pipe.groupby("ticker").agg({ value: "sum" }).run();
    expect(report.perWorker.map(({ name }) => name)).not.toContain("main");
    expect(differences(frame, panel.groupby("ticker").agg({ value: "sum" }))).toEqual([]);
  });

  it("say what is wrong as those of a pass do", async () => {
    const signal = AbortSignal.abort(new Error("enough"));
    await expect(parallel(df, { signal }).groupby("ticket").agg({ fare: "mean" }).collect()).rejects.toThrow(AbortError);
    await expect((parallel(df) as Pipeline).groupby("tickets").agg({ fare: "mean" }).collect()).rejects.toThrow(FrameError);
    const error: unknown = await (parallel(df) as Pipeline).groupby("ticket").agg({ name: "mean" }).collect().catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(FrameError);
    expect(error).toMatchObject({ op: "groupby.agg", column: "name" });
  });
});

describe("rows in memory", () => {
  // 20,000 rows of 8 bytes; a million of them.
  const small = new DataFrame({ n: numbers });
  const large = new DataFrame({ n: Array.from({ length: 1_000_000 }, (_, row) => (row % 9) + 0.5) });
  const parts = async (run: Promise<{ report: { partitions: readonly unknown[] } }>): Promise<number> => (await run).report.partitions.length;

  it("are cut into parts that are worth sending, and for a function of the user's into sixteen at least", async () => {
    expect(await parts(parallel(small, { backend: "threads", workers: 2 }).fillna(0).run())).toBe(1);
    expect(await parts(parallel(small, { workers: 2 }).filter((row) => row.n >= 0).run())).toBe(16);
    expect(await parts(parallel(large, { backend: "threads", workers: 2 }).fillna(0).run())).toBe(3);
    expect(await parts(parallel(large, { workers: 5 }).fillna(0).run())).toBe(3);
    expect(await parts(parallel(large, { workers: 2 }).mapPartitions((part) => part).run())).toBe(16);
    expect(await parts(parallel(large, { workers: 2, partitions: 7 }).fillna(0).run())).toBe(7);
  });

  it("are cut for a function that is all that is done with them, too", async () => {
    const seen: number[] = [];
    const dear = { init: () => 0, add: (sum: number, cell: number | null) => sum + (cell ?? 0), merge: (a: number, b: number) => a + b, finish: (sum: number) => sum };
    await parallel(small, { workers: 2, onProgress: ({ partitions }) => seen.push(partitions) }).agg({ n: dear });
    expect(seen.at(-1)).toBe(16);
    await parallel(small, { workers: 2, onProgress: ({ partitions }) => seen.push(partitions) }).agg({ n: "sum" });
    expect(seen.at(-1)).toBe(1);
  });
});
