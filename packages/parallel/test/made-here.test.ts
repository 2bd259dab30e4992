import { AbortError, FrameError } from "@framepool/errors";
import { DataFrame, Series, StandardScaler } from "@framepool/frame";
import { parallel, type Pipeline, type PipelineOptions, type Progress } from "@framepool/parallel";
import { Pool } from "@framepool/pool";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { anyFrame, differences } from "./support/frames.js";

const side = new DataFrame({ text: ["a", "b", null, "é"], size: [1, 2, 3, null] });

/** Steps of ours that take no longer than sending rows: what each is of a frame, and of a pipeline over it. */
const STEPS: Readonly<Record<string, (rows: DataFrame) => unknown>> = {
  "a select": (rows) => rows.select(["text", "int"]).rename({ int: "number" }),
  arithmetic: (rows) => rows.select(["int"]).mul(2).add(1),
  "a comparison": (rows) => rows.col("int").gt(0),
  fillna: (rows) => rows.fillna({ int: 0, text: "none" }),
  dropna: (rows) => rows.dropna({ subset: ["int"] }),
  isna: (rows) => rows.isna(),
  "lower case": (rows) => rows.col("text").str.lower(),
  stripped: (rows) => rows.col("text").str.strip("a"),
  replaced: (rows) => rows.col("text").str.replace("a", "b"),
  "parts of texts": (rows) => rows.col("text").str.split("a"),
  "a column beside": (rows) => rows.assign({ length: rows.col("text").str.len() as never, one: 1 }),
  "cells before": (rows) => rows.select(["int", "text"]).shift(1),
  "filled up": (rows) => rows.col("float").ffill(),
  "cells so far": (rows) => rows.col("int").mul(2).cumsum(),
  "windows": (rows) => rows.col("int").rolling(3, { minPeriods: 1 }).mean(),
  "columns of cells around": (rows) => rows.assign({ before: rows.col("text").str.lower().shift(1) as never, sofar: rows.col("int").cummax().add(1) as never, mean: rows.col("float").rolling(2).max().fillna(0) as never }),
  "a join": (rows) => rows.merge(side as DataFrame, { on: "text", how: "left" }),
  dummies: (rows) => rows.getDummies(["text"]),
  "groups of few": (rows) => rows.groupby("text", { dropna: false }).agg({ int: ["mean", "max"] }),
  counts: (rows) => rows.valueCounts({ subset: ["text"], dropna: false }),
  "distinct rows": (rows) => rows.fillna({ int: 0 }).dropDuplicates({ subset: ["text", "int"] }),
  "two reductions": (rows) => rows.groupby("text").agg({ int: "sum" }).fillna(0).dropDuplicates({ subset: ["int"] }),
};

const workersOf = (report: { readonly perWorker: readonly { readonly name: string }[] }): string[] => report.perWorker.map(({ name }) => name);

describe("steps of ours over rows in memory", () => {
  it.each(Object.keys(STEPS))("are those of the frame, here and by workers: %s", async (name) => {
    await fc.assert(fc.asyncProperty(anyFrame, fc.integer({ min: 1, max: 5 }), async (frame, partitions) => {
      const rows = frame as DataFrame;
      const step = (of: unknown) => STEPS[name]!(of as DataFrame) as DataFrame & Pipeline;
      const expected = step(rows);
      const { frame: here, report } = await step(parallel(rows, { workers: 2 })).run();
      expect(differences(here, expected)).toEqual([]);
      expect(workersOf(report)).toEqual(["main"]);
      expect(differences(await step(parallel(rows, { backend: "inline", partitions })).collect(), expected)).toEqual([]);
    }), { numRuns: 30 });
  });

  const df = new DataFrame({ k: ["a", "b", "a", null], x: [1, 2, null, 4], y: [0.5, 1.5, 2.5, 3.5] });

  it("are values, too, and what a transformer learns", async () => {
    const pipe = parallel(df, { workers: 3 });
    expect([await pipe.col("x").mean(), await pipe.col("y").median(), await pipe.col("k").nunique(), await pipe.sum({ numericOnly: true })]).toEqual([df.col("x").mean(), df.col("y").median(), 2, df.sum({ numericOnly: true })]);
    expect((await new StandardScaler({ columns: ["y"] }).fit(pipe)).toJSON()).toEqual(new StandardScaler({ columns: ["y"] }).fit(df).toJSON());
  });

  it.each([{ workers: 4 }, { backend: "threads", workers: 2 }, { workers: 2, partitions: 3 }, { workers: 2, transport: "share" }, { workers: 2, timeout: 60_000 }, { workers: 2, memoryLimit: "4GiB" }] as PipelineOptions[])("travel where they are many, or where it is said how they are to: %o", async (options) => {
    const columns = (rows: DataFrame): DataFrame => rows.assign({ z: rows.col("y").mul(2).shift(1) as never }) as DataFrame;
    for (const step of [(rows: DataFrame) => rows.fillna({ x: 0 }), (rows: DataFrame) => rows.shift(1), columns]) {
      const { frame, report } = await (step(parallel(df, options) as never) as unknown as Pipeline).run();
      expect(workersOf(report)).not.toContain("main");
      expect(differences(frame as DataFrame, step(df as DataFrame))).toEqual([]);
    }
  });

  it("leave the parts as they are for a function behind them, whoever does them", async () => {
    const rows = new DataFrame({ x: new Series(Float64Array.from({ length: 400_000 }, (_, i) => i)), y: new Series(Float64Array.from({ length: 400_000 }, (_, i) => -i)) });
    const lengths = async (workers: number, step: (rows: Pipeline) => Pipeline): Promise<unknown> => (await step(parallel(rows, { workers }) as never).mapPartitions((part: DataFrame) => part.head(1).assign({ rows: part.numRows })).collect()).toColumns();
    const shifted = (pipe: Pipeline): Pipeline => pipe.assign({ z: pipe.col("x").shift(1) as never, w: pipe.col("y").cumsum() as never }) as never;
    for (const step of [shifted, (pipe: Pipeline) => pipe.shift(1), (pipe: Pipeline) => shifted(shifted(pipe)).diff()]) expect(await lengths(2, step)).toEqual(await lengths(4, step));
  });

  it("travel to the workers of a pool", async () => {
    await using pool = new Pool(2);
    expect(workersOf((await parallel(df, { pool }).fillna({ x: 0 }).run()).report)).not.toContain("main");
  });

  it("travel behind a function of the user's, and with what takes longer", async () => {
    for (const pipe of [parallel(df, { workers: 2 }).filter((row) => row.y > 0).fillna({ x: 0 }), parallel(df, { workers: 2 }).col("k").str.extract(/(a)/, { expand: false }), parallel(df, { workers: 2 }).assign({ z: (part) => part.col("y") })]) {
      expect(workersOf((await pipe.run()).report)).not.toContain("main");
    }
  });

  it("are one part of the report, and of the progress", async () => {
    const told: Progress[] = [];
    const { report } = await parallel(df, { workers: 2, onProgress: (progress) => told.push(progress) }).select(["x", "y"]).fillna(0).run();
    expect(report).toMatchObject({ rows: 4, columns: [{ name: "x", type: "int32" }, { name: "y", type: "float64" }], partitions: [{ stage: 0, partition: 0, firstRow: 0, rows: 4, worker: "main" }] });
    expect(told).toMatchObject([{ stage: 0, rows: 4, totalRows: 4, partitions: 1 }]);
  });

  it("are told of before", async () => {
    const told = async (pipe: { explain(): Promise<unknown> }): Promise<string> => String(await pipe.explain());
    const here = "all rows at once, here: they are in memory, and sending them to so few workers takes longer than the steps";
    expect(await told(parallel(df, { workers: 2 }).fillna({ x: 0 }))).toContain(`output      collect: ${here}`);
    expect(await told(parallel(df, { workers: 2 }).fillna({ x: 0 }).groupby("k").agg({ x: "sum" }))).toContain(`groupby(["k"]).agg({ "x": sum of "x" }): ${here}`);
    for (const steps of Object.values(STEPS)) {
      const text = await told(steps(parallel(new DataFrame({ text: ["a", null], int: [1, 2], float: [0.5, 1] }), { workers: 2 }) as never) as Pipeline);
      expect(text).toContain("all rows at once, here");
      expect(text).not.toMatch(/a partial of each part/);
    }
    const spread = parallel(df, { workers: 2 });
    const picked = spread.dropDuplicates({ subset: "k" }).shift(1);
    expect(await told(picked)).not.toContain(here);
    expect(workersOf((await picked.run()).report)).not.toContain("main");
    expect(await told(spread.assign({ s: spread.col("y").rolling(2).std({ ddof: 0 }) }))).toMatch(/assign\(\{ "s": col\("y"\)\.rolling\(2\)\.std\(\{ ddof: 0 \}\) \}\): all rows at once, here: the column in memory\n(.*\n)*output      collect: parts in memory/);
    for (const pipe of [parallel(df, { workers: 4 }).fillna({ x: 0 }), parallel(df, { workers: 4 }).shift(1), parallel(df, { workers: 2 }).col("k").map((cell) => cell)]) expect(await told(pipe)).not.toContain(here);
  });

  it("fail as they do by workers, and end where they are cancelled", async () => {
    const failing = (options: PipelineOptions) => parallel(df, options).assign({ z: 1 }).groupby("z" as never).agg({ k: "mean" } as never).collect().catch((error: unknown) => error);
    const [here, sent] = [await failing({ workers: 2 }), await failing({ backend: "threads", workers: 2 })] as FrameError[];
    expect(here).toBeInstanceOf(FrameError);
    expect([here!.message, here!.op, here!.column]).toEqual([sent!.message, sent!.op, sent!.column]);
    await expect(parallel(df, { workers: 2, signal: AbortSignal.abort(new Error("enough")) }).fillna({ x: 0 }).collect()).rejects.toThrow(AbortError);
    const stop = new AbortController();
    await expect(parallel(df, { workers: 2, signal: stop.signal, onProgress: () => { stop.abort(); } }).fillna({ x: 0 }).collect()).rejects.toThrow(AbortError);
  });

  it("end in time where a timer cancels them, though they keep this thread busy", async () => {
    const rows = new DataFrame({ x: new Series(Float64Array.from({ length: 200_000 }, (_, i) => i % 97)) });
    let pipe = parallel(rows, { workers: 2, signal: AbortSignal.timeout(30) }) as never as Pipeline;
    for (let i = 0; i < 200; i++) pipe = pipe.assign({ x: pipe.col("x").rolling(50, { minPeriods: 1 }).max() as never }) as never;
    await expect(pipe.collect()).rejects.toThrow(AbortError);
    pipe = parallel(rows, { workers: 2, signal: AbortSignal.timeout(30) }) as never as Pipeline;
    for (let i = 0; i < 400; i++) pipe = pipe.mul(1.5);
    await expect(pipe.collect()).rejects.toThrow(AbortError);
  });

  it("leave the places of rows to be told behind them", async () => {
    const failing = (row: { y: number }): number => {
      if (row.y > 3) throw new Error("it is that one");
      return row.y;
    };
    const rows = new DataFrame({ k: [1, 1, 2, 3], y: [0, 0, 1, 4] });
    await expect(parallel(rows, { workers: 2 }).dropDuplicates({ subset: "k" }).apply(failing).collect()).rejects.toMatchObject({ globalRow: 3 });
    await expect(parallel(rows, { workers: 2 }).fillna(0).dropna().apply(failing).collect()).rejects.toMatchObject({ globalRow: 3 });
  });
});
