import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { DataFrame } from "@framepool/frame";
import { parallel, parallelDataFrame, scanRows, type Pipeline, type PipelineOptions } from "@framepool/parallel";
import { runs } from "../../../scripts/runs.mjs";

const people = new DataFrame({ Name: ["Ann", "Bo", null], Age: [1, 2, 3] }) as unknown as DataFrame;
const WAYS: readonly PipelineOptions[] = [{ backend: "inline", partitionRows: 1 }, { backend: "inline", partitionRows: 50 }, { workers: 2, partitionRows: 1 }];
const sparse = (): { a: number; b: number }[] => [{ a: 1 }, { a: 2, b: 5 }, { a: 3 }] as never;
const failed = async (run: Promise<unknown>): Promise<unknown> => run.then(() => null, (error: unknown) => error);

describe("a name that no column has, of a row in a pipeline", () => {
  it("is an error with the row, whatever the parts", async () => {
    for (const way of WAYS) {
      const error = await failed(parallel(people, way).filter((row) => row.Nmae === "Bo").collect());
      expect(error).toMatchObject({ code: "ERR_FRAMEPOOL_TASK", op: "filter", globalRow: 0, row: { Name: "Ann", Age: 1 }, cause: { code: "ERR_FRAMEPOOL_FRAME", message: 'no column "Nmae"; did you mean "Name"?' } });
      expect(await failed(parallel(people, way).apply((row) => ({ ...row, old: row.Age === 3 ? row.age : 0 })).collect())).toMatchObject({ op: "apply", globalRow: 2 });
    }
  });

  it("is missing where other parts have it", async () => {
    for (const way of WAYS) {
      expect((await scanRows(sparse(), way).filter((row) => (row.b ?? 0) > 3).collect()).toRows()).toEqual([{ a: 2, b: 5 }]);
      expect((await scanRows(sparse(), way).mapPartitions(async (part) => { await null; return part.filter((row) => (row.b ?? 0) > 3); }).collect()).toRows()).toEqual([{ a: 2, b: 5 }]);
      expect(await scanRows(sparse(), way).assign({ c: (part) => part.apply((row) => row.b ?? 0) }).agg({ c: "sum" })).toEqual({ c: 5 });
      const made = (parallel(people, way) as Pipeline).apply((row) => (row.Age > 1 ? { x: 1 } : { y: 2 })) as unknown as Pipeline;
      expect((await made.apply((row) => (row.x ?? 0) + 10 * (row.y ?? 0)).collect()).toList()).toEqual([20, 1, 1]);
    }
  });

  it("is missing where no part has it, but others might", async () => {
    expect((await scanRows(sparse(), { backend: "inline", partitionRows: 1 }).mapPartitions((part) => (part.columns.includes("b") ? part.assign({ c: (d) => d.col("b").mul(2) }) : part).filter((row) => ((row as unknown as { c: number }).c ?? 0) > 3)).collect()).numRows).toBe(1);
    expect((await scanRows([{ a: 1 }, { a: 2 }, { a: 3, b: 5 }] as { a: number; b: number }[], { backend: "inline", partitionRows: 1 }).head(2).filter((row) => (row.b ?? 0) === 0).collect()).numRows).toBe(2);
  });

  it("is no error where the run stops before all rows were read", async () => {
    expect((await scanRows(sparse(), { backend: "inline", partitionRows: 1 }).filter((row) => ((row as unknown as { z: number }).z ?? 1) > 0).head(1).collect()).toRows()).toEqual([{ a: 1, b: null }].map(({ a }) => ({ a })));
  });

  it("is an error or none as in the frame, however rows are cut", async () => {
    const df = new DataFrame({ n: Array.from({ length: 60 }, (_, i) => i), t: Array.from({ length: 60 }, () => "x") }) as unknown as DataFrame;
    const functions: ((row: Record<string, unknown>) => object | null)[] = [
      (row) => (row.n === 45 ? { ...row, z: row.tt } : { ...row, z: 0 }),
      (row) => ("tt" in row ? null : { ...row }),
      (row) => ({ z: row.n === 59 ? row.tt : Object.keys(row).length }),
    ];
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 60 }), fc.constantFrom(...functions), async (partitionRows, fn) => {
        const isSerial = await failed(Promise.resolve().then(() => df.apply(fn as never)));
        const isParallel = await failed((parallel(df, { backend: "inline", partitionRows }) as Pipeline).apply(fn as never).collect());
        expect(isParallel === null).toBe(isSerial === null);
      }),
      { numRuns: runs(60) },
    );
  });
});

describe("errors of parallelDataFrame", () => {
  it("name what was called", async () => {
    const frame = people;
    expect(await failed(parallelDataFrame(frame, (data) => data.assign({ n: data.col("Name").map((name) => (name as string).length) }), 2))).toMatchObject({ op: "parallelDataFrame", globalRow: 2, message: expect.stringMatching(/^parallelDataFrame of .* failed at row 2/) as string });
    expect(await failed(parallelDataFrame(frame, (() => undefined) as never, 2))).toMatchObject({ message: expect.stringContaining("the function of parallelDataFrame gave nothing") as string });
    expect(await failed(parallelDataFrame(frame, (() => ({})) as never, 2))).toMatchObject({ message: expect.stringContaining("gave an object") as string });
    expect(await failed(parallelDataFrame(frame, undefined as never))).toMatchObject({ message: "parallelDataFrame needs a function, task(…) or moduleTask(…), not undefined" });
    expect(await failed(parallelDataFrame(frame, (data) => data, { onError: "skip" }))).toMatchObject({ message: expect.stringContaining("and parallelDataFrame gives its function a whole partition") as string });
    expect(await failed(parallelDataFrame(frame, (data) => data, { numCores: 4 } as never))).toMatchObject({ message: expect.stringContaining('parallelDataFrame: no option "numCores"; did you mean workers?') as string });
    expect(await failed(parallelDataFrame(frame, ((data: DataFrame) => data).bind(null), 2))).toMatchObject({ message: expect.stringMatching(/^parallelDataFrame cannot send its function to a worker: it is bound/) as string });
  });
});
