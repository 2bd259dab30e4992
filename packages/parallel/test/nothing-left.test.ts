import { describe, expect, it } from "vitest";
import { ParallelError } from "@framepool/errors";
import { DataFrame } from "@framepool/frame";
import { parallel, type Pipeline, type RunResult } from "@framepool/parallel";

const df = new DataFrame({ a: [1, 2, 3], k: ["x", "y", "x"] });
type Rows = Pipeline<{ a: number; k: string }>;

describe.each([{ backend: "inline" }, { workers: 2 }] as const)("all partitions set aside, %j,", (way) => {
  const lost = (): Rows => parallel(df, { ...way, partitions: 2, onError: "collect" }).mapPartitions((): typeof df => { throw new Error("no"); }) as unknown as Rows;

  it.each<[string, (pipe: Rows) => { run(): Promise<RunResult<unknown>> }]>([
    ["groups of a function", (pipe) => pipe.groupby("k").apply((group) => group.numRows)],
    ["groups with aggregates", (pipe) => pipe.groupby("k").agg({ a: "mean" })],
    ["a transform", (pipe) => pipe.groupby("k").col("a").transform("mean")],
    ["a transform by a function", (pipe) => pipe.groupby("k").col("a").transform((ints) => ints)],
    ["windows", (pipe) => pipe.col("a").rolling(2).mean()],
    ["windows of a function, and a step on them", (pipe) => pipe.col("a").rolling(2).apply((window) => window.length).map((value) => value)],
    ["sorting, and steps that name columns", (pipe) => pipe.sortValues("a").select(["a"]).apply((row) => ({ b: row.a })).rename({ b: "c" })],
    ["a merge", (pipe) => pipe.merge(df, { on: "a" })],
    ["dummies", (pipe) => pipe.getDummies(["k"])],
    ["distinct rows", (pipe) => pipe.dropDuplicates()],
    ["the largest", (pipe) => pipe.nlargest(2, "a")],
    ["a description", (pipe) => pipe.describe()],
    ["counts", (pipe) => pipe.valueCounts({ subset: ["k"] })],
  ])("leave nothing to %s, and all rows in rejects", async (_what, then) => {
    const { frame, rejects } = await then(lost()).run();
    expect(frame instanceof DataFrame ? frame.numRows : [...(frame as Iterable<unknown>)].length).toBe(0);
    expect([...rejects!.col("error_row")]).toEqual([0, 1, 2]);
  });

  it("leave the other rows of a concat; an outer merge says what is missing", async () => {
    expect((await lost().concat([df]).collect()).toRows()).toEqual(df.toRows());
    await expect(lost().merge(df, { on: "a", how: "outer" }).collect()).rejects.toThrow(ParallelError);
  });
});

describe("a part without rows", () => {
  it("goes through one row function after another", async () => {
    const made = await parallel(df.head(0), { backend: "inline" }).apply((row) => ({ b: row.a })).apply((row) => ({ c: row.b })).collect();
    expect([...(made as Iterable<unknown>)]).toEqual([]);
    const some = await parallel(df, { workers: 2, partitionRows: 1 }).filter((row) => row.a > 2).apply((row) => ({ b: row.a })).apply((row) => ({ c: row.b })).collect();
    expect(some.toRows()).toEqual([{ c: 3 }]);
  });
});
