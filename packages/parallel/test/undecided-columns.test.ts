import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { FrameError, SchemaMismatchError } from "@framepool/errors";
import { DataFrame } from "@framepool/frame";
import { parallel, scanRows, type Pipeline } from "@framepool/parallel";
import { differences } from "./support/frames.js";
import { poolOf } from "./support/pools.js";
import { anyGroups, anyWay } from "./support/ways.js";
import { runs } from "../../../scripts/runs.mjs";

// Which columns a part has cells of, and whether it has them at all, depends on where it is cut.
const made = (row: { key: string | null; int: number | null; float: number | null; text: string | null; when: Date | null }) => {
  if (row.int === null || row.int < -4) return { key: row.key };
  if (row.int < 0) return { key: row.key, text: null, number: null, never: null };
  return row.int < 4 ? { key: row.key, number: row.float, flag: row.int > 1, when: row.when } : { key: row.key, text: row.text, number: row.int, never: null };
};
const rows = (df: DataFrame): boolean => df.numRows > 0;

describe("columns that are missing throughout some parts", () => {
  it("are passed over by numericOnly as those of the frame, wherever it is cut", async () => {
    await fc.assert(
      fc.asyncProperty(anyGroups.filter(rows), anyWay, fc.constantFrom("sum" as const, "mean" as const, "median" as const, "min" as const, "max" as const, "prod" as const, "std" as const, "skew" as const, "first" as const, "last" as const), async (df, way, verb) => {
        const [pipe, frame] = [(parallel(df, way) as Pipeline).apply(made as never) as unknown as Pipeline, df.apply(made as never) as unknown as DataFrame];
        if (verb !== "first" && verb !== "last") expect(await pipe[verb]({ numericOnly: true })).toEqual(frame[verb]({ numericOnly: true }));
        expect(differences(await pipe.groupby("key")[verb]({ numericOnly: true }).collect(), frame.groupby("key")[verb]({ numericOnly: true }) as DataFrame)).toEqual([]);
      }),
      { numRuns: runs(60) },
    );
  });

  it("are aggregated like any other, counted with their rows, and given to aggregates of one's own cell by cell", async () => {
    const own = { init: () => [] as (string | null)[], add: (cells: (string | null)[], cell: unknown) => [...cells, cell === null ? null : typeof cell], merge: (a: (string | null)[], b: (string | null)[]) => [...a, ...b], finish: (cells: (string | null)[]) => cells.join() };
    await fc.assert(
      fc.asyncProperty(anyGroups.filter(rows), anyWay, fc.constantFrom("count", "size", "nunique", "first", "last", "min", own), async (df, way, aggfunc) => {
        const [pipe, frame] = [(parallel(df, way) as Pipeline).apply(made as never) as unknown as Pipeline, df.apply(made as never) as unknown as DataFrame];
        expect(differences(await pipe.groupby("key").agg(aggfunc as "count").collect(), frame.groupby("key").agg(aggfunc as "count") as DataFrame)).toEqual([]);
        const values = await pipe.agg(aggfunc as "count");
        expect(Object.keys(values)).toEqual(frame.columns);
        if (aggfunc === "size") expect(Object.values(values)).toEqual(frame.columns.map(() => df.numRows));
        if (aggfunc === "count") expect(values).toEqual(frame.count());
      }),
      { numRuns: runs(60) },
    );
  });

  it("are an error where other parts have text in one and numbers in another", async () => {
    const df = new DataFrame({ i: [0, 1, 2] });
    const mixed = parallel(df, { backend: "inline", partitions: 3 }).apply((row) => ({ a: row.i === 0 ? null : row.i === 1 ? 1 : "x" }));
    await expect(mixed.sum({ numericOnly: true })).rejects.toThrow(SchemaMismatchError);
  });
});

// A row has `x` or not by where it stands, and others name themselves.
const some = (row: { i: number; has: boolean; k: string }) => (row.has ? { k: row.k, x: row.i % 3 === 0 ? null : row.i, own: row.k } : { k: row.k });
const scattered = fc.array(fc.record({ i: fc.integer({ min: 0, max: 9 }), has: fc.boolean(), k: fc.constantFrom("a", "b") }), { minLength: 1, maxLength: 25 }).filter((all) => all.some(({ has }) => has));

describe("columns that some parts do not have at all", () => {
  it("are aggregated by name as those of all rows, wherever they are cut", async () => {
    await fc.assert(
      fc.asyncProperty(scattered, anyWay, async (all, way) => {
        const frame = DataFrame.fromRows(all as never) as unknown as DataFrame;
        const [pipe, whole] = [(parallel(frame, way) as Pipeline).apply(some as never) as unknown as Pipeline, frame.apply(some as never) as unknown as DataFrame];
        expect(await pipe.agg({ x: "sum", own: "nunique", k: "count" })).toEqual({ x: whole.col("x").sum(), own: whole.col("own").nunique(), k: whole.numRows });
        expect(differences(await pipe.groupby("k").agg({ x: ["median", "size"], own: "first" }).collect(), whole.groupby("k").agg({ x: ["median", "size"], own: "first" }) as DataFrame)).toEqual([]);
        expect(differences(await pipe.groupby("x").size().collect(), whole.groupby("x").size() as DataFrame)).toEqual([]);
        expect(differences(await pipe.groupby("x", { dropna: false }).agg("count").collect(), whole.groupby("x", { dropna: false }).agg("count") as DataFrame)).toEqual([]);
        expect(differences(await pipe.groupby("own").agg({ x: (series) => series.length }).collect(), whole.groupby("own").agg({ x: (series) => series.length }) as DataFrame)).toEqual([]);
        const [column, series] = [pipe.col("x"), whole.col("x")];
        expect(await column.sum()).toBe(series.sum());
        expect(await column.fillna(1 as never).mean()).toBe(series.fillna(1).mean());
        expect(await column.agg(((values: { length: number }) => values.length) as never)).toBe(series.length);
        expect(differences(await column.quantile([0, 0.5]), series.quantile([0, 0.5]))).toEqual([]);
        expect(differences(await column.unique(), series.unique())).toEqual([]);
        expect(differences(await column.valueCounts().collect(), series.valueCounts() as never)).toEqual([]);
        expect(differences(await pipe.valueCounts({ subset: ["own", "x"] as never }).collect(), whole.valueCounts({ subset: ["own", "x"] }) as never)).toEqual([]);
        expect((await pipe.nlargest(3, "x").collect()).toRows()).toEqual(whole.nlargest(3, "x").toRows());
        expect((await pipe.dropDuplicates({ subset: ["x"] as never }).collect()).toRows()).toEqual(whole.dropDuplicates({ subset: ["x"] }).toRows());
        expect((await pipe.getDummies(["own"] as never).collect()).toColumns()).toEqual(whole.getDummies(["own"]).toColumns());
        expect((await pipe.select(["x"] as never).sortValues("x" as never).collect()).toColumns()).toEqual(whole.select(["x"]).sortValues("x").toColumns());
      }),
      { numRuns: runs(40) },
    );
  });

  it("stand in order of appearance, as in all rows together, also where a step has asked a part for one that it lacks", async () => {
    const own = (row: { i: number }) => (row.i === 0 ? { k: "p", a: 1 } : row.i === 1 ? { k: "q", b: 2, x: 3 } : { x: 1, k: "p", c: 1 });
    const frame = new DataFrame({ i: [0, 1, 2] }) as unknown as DataFrame;
    const whole = frame.apply(own as never) as unknown as DataFrame;
    for (const partitions of [1, 2, 3]) {
      const pipe = (parallel(frame, { backend: "inline", partitions }) as Pipeline).apply(own as never) as unknown as Pipeline;
      expect(differences((await pipe.dropDuplicates({ subset: ["x"] as never }).collect()) as DataFrame, whole.dropDuplicates({ subset: ["x"] }))).toEqual([]);
      expect(differences((await pipe.nlargest(2, "x").collect()) as DataFrame, whole.nlargest(2, "x"))).toEqual([]);
      // Where they are named they stand as named.
      expect(differences((await pipe.select(["x", "k"] as never).dropDuplicates().collect()) as DataFrame, whole.select(["x", "k"]).dropDuplicates())).toEqual([]);
      expect(differences((await pipe.nsmallest(3, ["x", "k"] as never).collect()) as DataFrame, whole.nsmallest(3, ["x", "k"]))).toEqual([]);
    }
  });

  it("may come from rows that lack keys", async () => {
    const rows = function* () {
      yield { k: "a" };
      yield { k: "b", x: 2 };
      yield { k: "a", x: 3 };
    };
    expect(await scanRows(rows(), { partitionRows: 1 }).agg({ x: "sum" } as never)).toEqual({ x: 5 });
    expect((await (scanRows(rows(), { partitionRows: 1 }) as unknown as Pipeline).groupby("x").size().collect()).toRows()).toEqual([{ x: 2, size: 1 }, { x: 3, size: 1 }]);
  });

  it.each([1, 2, 5])("are one error where no part has them, with %i partitions", async (partitions) => {
    const df = new DataFrame({ i: [0, 1, 2, 3, 4] });
    const pipe = parallel(df, { backend: "inline", partitions }).apply((row) => (row.i === 3 ? { k: 1, fare: row.i } : { k: 1 })) as unknown as Pipeline;
    const said = { name: "FrameError", message: 'no column "fares"; did you mean "fare"?' };
    await expect(pipe.agg({ fares: "sum" } as never)).rejects.toMatchObject(said);
    await expect(pipe.groupby("k").agg({ fares: "sum" } as never).collect()).rejects.toMatchObject(said);
    await expect(pipe.groupby("fares").agg("sum").collect()).rejects.toMatchObject(said);
    await expect(pipe.col("fares").sum()).rejects.toMatchObject(said);
    await expect(pipe.groupby("fares").agg({ k: (series) => series.length }).collect()).rejects.toMatchObject(said);
    await expect(pipe.nlargest(1, "fares").collect()).rejects.toMatchObject(said);
  });
});

type Made = { readonly call: (of: Pipeline | DataFrame) => { collect?(): Promise<DataFrame> } };
const call = (verb: string, ...args: readonly unknown[]): Made => ({ call: (of) => (of as unknown as Record<string, (...given: readonly unknown[]) => { collect?(): Promise<DataFrame> }>)[verb]!(...args) });

describe("missing cells of columns that only some parts have", () => {
  const keyed = DataFrame.fromRows([{ i: 1, has: false }, { i: 2, has: true }, { i: 3, has: true }]);
  const pipeOf = (partitions: number, backend: "inline" | "threads") => (parallel(keyed, { ...(backend === "inline" ? { backend } : { pool: poolOf(2) }), partitions }) as Pipeline).apply(((row: { i: number; has: boolean }) => (row.has ? { i: row.i, x: row.i } : { i: row.i })) as never) as unknown as Pipeline;
  const makes: Readonly<Record<string, Made>> = {
    isna: call("isna"), notna: call("notna"), "fillna of all": call("fillna", 0), "fillna by name": call("fillna", { x: 0 }), dropna: call("dropna"), eq: call("eq", 2), ne: call("ne", 2), lt: call("lt", 2), isin: call("isin", [2]), "replace null": call("replace", null, 7), "replace a list": call("replace", [1, null], [5, 7]), applymap: call("applymap", (x: number | null) => x ?? -1),
  };
  const passes: Readonly<Record<string, Made>> = { "fillna of another": call("fillna", { i: 0 }), "dropna with how": call("dropna", { how: "all" }), "dropna with thresh": call("dropna", { thresh: 1 }), "replace a value": call("replace", 2, 7), add: call("add", 1), round: call("round"), "dropna of a subset": call("dropna", { subset: ["i"] }) };

  it.each(Object.entries(makes))("are those of all rows together, or an error: %s", async (name, { call: made }) => {
    const whole = made(keyed.apply(((row: { i: number; has: boolean }) => (row.has ? { i: row.i, x: row.i } : { i: row.i })) as never) as unknown as DataFrame) as unknown as DataFrame;
    expect(((await made(pipeOf(1, "inline")).collect!()) as DataFrame).toColumns()).toEqual(whole.toColumns());
    for (const [partitions, backend] of [[3, "inline"], [3, "threads"]] as const) {
      await expect(made(pipeOf(partitions, backend)).collect!()).rejects.toThrow(/only some parts have a column "x".*all keys for every row/);
      const counted = (made(pipeOf(partitions, backend)) as unknown as Pipeline).agg({ i: "count" });
      // A column that is named is filled where it lacks, too, as long as nobody is shown all columns.
      if (name === "fillna by name") expect(await counted).toEqual({ i: 3 });
      else await expect(counted).rejects.toThrow(FrameError);
    }
  });

  it.each(Object.entries(passes))("are not looked at: %s", async (_, { call: made }) => {
    const one = ((await made(pipeOf(1, "inline")).collect!()) as DataFrame).toColumns();
    for (const [partitions, backend] of [[2, "inline"], [3, "threads"]] as const) expect(((await made(pipeOf(partitions, backend)).collect!()) as DataFrame).toColumns()).toEqual(one);
  });

  it("are no matter where the parts have rows of one kind, or are without rows", async () => {
    const pipe = pipeOf(3, "inline").filter(((row: { x?: number }) => row.x !== undefined) as never);
    expect(((await (pipe as Pipeline).isna().collect()) as DataFrame).toColumns()).toEqual({ i: [false, false], x: [false, false] });
  });

  it("are not looked for in parts that no head wants, however many workers there are", async () => {
    const df = new DataFrame({ i: Array.from({ length: 4000 }, (_, i) => i) });
    for (const way of [{ backend: "inline" as const }, { pool: poolOf(1) }, { pool: poolOf(3) }]) {
      const pipe = parallel(df, { ...way, partitions: 8 }).apply((row) => (row.i < 500 ? { a: row.i } : { a: row.i, b: 1 })) as unknown as Pipeline;
      for (let run = 0; run < 3; run++) {
        expect((await pipe.fillna(0).head(2).collect()).toRows()).toEqual([{ a: 0 }, { a: 1 }]);
        await expect(pipe.select(["b"]).head(2).agg({ b: "sum" })).rejects.toThrow('no column "b"');
        await expect(pipe.fillna(0).head(501).collect()).rejects.toThrow('only some parts have a column "b"');
      }
    }
  });
});
