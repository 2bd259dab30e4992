import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { ArgumentError, CaptureError, TaskError, WorkerExitError } from "@framepool/errors";
import { DataFrame, Series, type GroupByColumn } from "@framepool/frame";
import { parallel, type Pipeline } from "@framepool/parallel";
import { task } from "@framepool/pool";
import { differences } from "./support/frames.js";
import { overBoth } from "./support/over-both.js";
import { anyGroups, anyWay } from "./support/ways.js";
import { runs } from "../../../scripts/runs.mjs";

// These travel to workers, so each names only its arguments.
const span = (series: Series<number | null>) => (series.count() === 0 ? null : series.max()! - series.min()!);
const longest = (series: Series<string | null>) => series.toList().reduce<string | null>((most, text) => ((text?.length ?? 0) > (most?.length ?? -1) ? text : most), null);
const share = (series: Series<number | null>) => series.div(series.abs().sum() + 1);
const joined = { init: () => "", add: (all: string, text: string | null) => all + (text ?? "?"), merge: (a: string, b: string) => a + b, finish: (all: string) => `${all}.` };
const keysOf = fc.constantFrom<string | string[]>("key", "label", "number", ["label", "key"]);
const anyOptions = fc.record({ sort: fc.boolean(), dropna: fc.boolean(), observed: fc.boolean() });

describe("groupby().agg of a pipeline with functions of a group's Series", () => {
  it("is that of the frame, beside names and aggregates in parts, whatever keys, workers, partitions, backend and source", async () => {
    await fc.assert(
      fc.asyncProperty(anyGroups, anyWay, keysOf, anyOptions, async (df, way, keys, options) => {
        for (const [pipe, frame] of await overBoth(df, way)) {
          const specs = { int: [span, "sum", "count", "nunique"], text: joined, word: { column: "text", aggfunc: longest }, float: "mean" };
          expect(differences(await pipe.groupby(keys, options).agg(specs as never).collect(), frame.groupby(keys, options).agg(specs as never))).toEqual([]);
        }
      }),
      { numRuns: runs(20) },
    );
  });

  it("goes for every column that is no key, is named as its function, and takes captures", async () => {
    const df = new DataFrame({ k: ["a", "b", "a"], x: [1, 2, 4], y: [5, null, 7] });
    const groups = parallel(df, { workers: 2, partitions: 3 }).groupby("k");
    expect(differences(await groups.agg([span, "max"]).collect(), df.groupby("k").agg([span, "max"]) as DataFrame)).toEqual([]);
    expect(differences(await groups.agg((series) => series.length).collect(), df.groupby("k").agg((series) => series.length))).toEqual([]);
    const scaled = task({ factor: 10 }, function scaled(series: Series<number>, { factor }) { return series.sum() * factor; });
    expect((await groups.agg({ x: [scaled] }).collect()).toRows()).toEqual([{ k: "a", x_scaled: 50 }, { k: "b", x_scaled: 20 }]);
  });

  it("calls the function once for each group that has rows, and not here", async () => {
    const df = new DataFrame({ k: new Series(["a", "b", "a"], { dtype: "category" }), x: [1, 2, 4] }).filter((row) => row.k === "a");
    const calls = await parallel(df, { workers: 2, partitions: 2 }).groupby("k").agg({ x: workerKind() }).collect();
    expect(calls.toRows()).toEqual([{ k: "a", x: "ThreadPoolWorker" }, { k: "b", x: null }]);
  });

  it("of all rows, agg and col().agg, calls it with the whole column", async () => {
    const df = new DataFrame({ x: [1, 2, 4], t: ["u", null, "w"] });
    const pipe = parallel(df, { workers: 2, partitions: 3 });
    expect(await pipe.agg({ x: (series) => series.toList().join("-"), t: "count" })).toEqual({ x: "1-2-4", t: 2 });
    expect(await pipe.col("x").map((x) => x * 2).agg((series: Series) => series.length)).toBe(3);
    expect(await parallel(df.head(0), { backend: "inline" }).agg({ x: (series) => series.length, t: "count" })).toEqual({ x: null, t: 0 });
  });

  it("says what is wrong, and ends when a worker dies", async () => {
    const df = new DataFrame({ k: ["a", "b"], n: [1, 2] });
    const pipe = parallel(df, { workers: 2, partitions: 2 });
    expect(() => pipe.groupby("k").agg({ n: () => df.numRows })).toThrow(CaptureError);
    expect(() => pipe.groupby("k").agg({ n: 7 } as never)).toThrow(ArgumentError);
    expect(() => pipe.groupby("k").agg({ n: [(series) => series.length, (series) => series.length + 1] })).toThrow('groupby.agg: several functions of column "n" have no name');
    expect(() => pipe.groupby("k").col("n").agg([(series) => series.length, (series) => series.length + 1])).toThrow('two columns would be named "custom"');
    const [mixed, numbers] = [new DataFrame({ k: ["a", "b", "a"], n: [1, 2, 4], t: ["x", "y", "z"] }), { numericOnly: true }];
    const means = parallel(mixed, { workers: 2, partitions: 2 }).groupby("k");
    expect(differences(await means.mean(numbers).collect(), mixed.groupby("k").mean(numbers))).toEqual([]);
    expect(differences(await means.quantile(0.25, numbers).collect(), mixed.groupby("k").quantile(0.25, numbers))).toEqual([]);
    expect(differences(await means.std(numbers).collect(), mixed.groupby("k").std(numbers))).toEqual([]);
    await expect(pipe.groupby("k").agg({ n: () => { throw new RangeError("no"); } }).collect()).rejects.toSatisfy((error) => error instanceof TaskError && error.op === "groupby.agg" && error.cause instanceof RangeError);
    await expect(pipe.groupby("k").agg({ n: () => process.exit(3) }).collect()).rejects.toThrow(WorkerExitError);
    const lines = String(await pipe.groupby("k").agg({ n: [span, "max"] }).explain()).split("\n");
    expect(lines.find((line) => line.includes(".agg("))).toBe('step 1      groupby(["k"]).agg({ "n_span": span of "n", "n_max": max of "n" }): all rows at once, here: the keys and the columns, twice: as they came and by group, in memory');
  });
});

/** A function that gives the kind of worker it runs in. */
function workerKind() {
  return task({}, (_series: Series, _captures, ctx) => String(ctx.worker).replace(/-\d+$/, ""));
}

const AGGREGATES = ["count", "sum", "mean", "median", "min", "max", "prod", "skew", "kurt", "mode", "nunique", "first", "last"] as const;

describe("groupby().col() of a pipeline", () => {
  it("has the aggregates of the frame's, whatever workers, partitions, backend and source", async () => {
    await fc.assert(
      fc.asyncProperty(anyGroups, anyWay, keysOf, anyOptions, fc.constantFrom(...AGGREGATES), fc.double({ min: 0, max: 1, noNaN: true }), async (df, way, keys, options, name, q) => {
        for (const [pipe, frame] of await overBoth(df, way)) {
          const [there, here] = [pipe.groupby(keys, options).col("int"), frame.groupby(keys, options).col("int")];
          expect(differences(await there[name]().collect(), here[name]() as DataFrame)).toEqual([]);
          expect(differences(await there.agg([name, "size"]).collect(), here.agg([name, "size"]))).toEqual([]);
          expect(differences(await there.agg({ a: name, b: span }).collect(), here.agg({ a: name, b: span as never }))).toEqual([]);
          expect(differences(await pipe.groupby(keys, options).select(["float", "int"]).min().collect(), frame.groupby(keys, options).select(["float", "int"]).min())).toEqual([]);
          expect(differences(await there.quantile(q, { interpolation: "lower" }).collect(), here.quantile(q, { interpolation: "lower" }))).toEqual([]);
          expect(differences(await there.std({ ddof: 0 }).collect(), here.std({ ddof: 0 }))).toEqual([]);
          expect(differences(await there.nunique({ dropna: false }).collect(), here.nunique({ dropna: false }))).toEqual([]);
          expect(differences(await there.apply(span as never).collect(), here.apply(span as never))).toEqual([]);
        }
      }),
      { numRuns: runs(12) },
    );
  });

  it("of all columns too", async () => {
    await fc.assert(
      fc.asyncProperty(anyGroups, anyWay, anyOptions, async (df, way, options) => {
        const [there, here] = [(parallel(df, way) as Pipeline).select(["key", "int", "float"]).groupby("key", options), df.select(["key", "int", "float"]).groupby("key", options)];
        expect(differences(await there.quantile(0.3).collect(), here.quantile(0.3))).toEqual([]);
        expect(differences(await there.prod().collect(), here.prod())).toEqual([]);
        expect(differences(await there.var({ ddof: 2 }).collect(), here.var({ ddof: 2 }))).toEqual([]);
        expect(differences(await there.nunique({ dropna: false }).collect(), here.nunique({ dropna: false }))).toEqual([]);
      }),
      { numRuns: runs(8) },
    );
    expect(() => parallel(new DataFrame({ k: [1], x: [1] })).groupby("k").quantile(2)).toThrow(ArgumentError);
  });
});

/** Each verb of the rows of groups, as a call on the groups of one column. */
const WITHIN: readonly ((groups: GroupByColumn<never, never, never>) => unknown)[] = [
  (groups) => groups.shift(2), (groups) => groups.shift(-1), (groups) => groups.shift(1, { fillValue: 7 } as never), (groups) => groups.diff(), (groups) => groups.ffill(), (groups) => groups.bfill({ limit: 1 }), (groups) => groups.rank({ method: "dense", ascending: false }),
  (groups) => groups.cumsum(), (groups) => groups.cumprod(), (groups) => groups.cummax(), (groups) => groups.cummin(), (groups) => groups.cumcount({ ascending: false }),
  (groups) => groups.transform("median"), (groups) => groups.transform(share as never), (groups) => groups.transform({ init: () => 0, add: (rows: number) => rows + 1, merge: (a: number, b: number) => a + b, finish: (rows: number) => rows }),
];

// They travel to workers, too.
const hasMany = (group: DataFrame) => group.numRows > 2;
const hasText = (group: DataFrame<{ text: string | null }>) => (group.numRows === 1 ? null : group.col("text").count() > 1);

describe("rows picked from the groups of a pipeline", () => {
  it("are those of the frame, whatever workers, partitions, backend and source", async () => {
    await fc.assert(
      fc.asyncProperty(anyGroups, anyWay, keysOf, anyOptions, fc.integer({ min: -3, max: 3 }), fc.constantFrom(hasMany, hasText), async (df, way, keys, options, n, fn) => {
        for (const [pipe, frame] of await overBoth(df, way)) {
          const [there, here] = [pipe.groupby(keys, options), frame.groupby(keys, options)];
          for (const verb of ["head", "tail", "nth"] as const) expect(differences(await there[verb](n).collect(), here[verb](n))).toEqual([]);
          expect(differences(await there.nth([n, 1]).collect(), here.nth([n, 1]))).toEqual([]);
          expect(differences(await there.filter(fn as never).collect(), here.filter(fn as never))).toEqual([]);
        }
      }),
      { numRuns: runs(20) },
    );
  });

  it("are those of no group neither, and go on as steps", async () => {
    const df = new DataFrame({ k: ["b", null, "a", "b"], x: [1, 2, 3, 4] });
    const groups = parallel(df, { workers: 2, partitions: 3 }).groupby("k");
    expect((await groups.tail(1).assign({ y: (part) => part.col("x").mul(2) }).collect()).toRows()).toEqual([{ k: "a", x: 3, y: 6 }, { k: "b", x: 4, y: 8 }]);
    expect((await groups.filter((group) => group.numRows > 1).col("x").sum())).toBe(5);
    expect((await groups.filter(task({ least: 3 }, (group: DataFrame<{ k: string | null; x: number }>, { least }) => group.col("x").min()! >= least)).collect()).toRows()).toEqual([{ k: "a", x: 3 }]);
    const lines = String(await groups.filter(hasMany).explain()).split("\n");
    expect(lines.find((line) => line.includes("filter"))).toBe("step 1      groupby.filter(hasMany): all rows at once, here: all rows, twice: as they came and by group in memory");
  });

  it("say what is wrong, and end when a worker dies", async () => {
    const df = new DataFrame({ k: ["a", "b"], n: [1, 2] });
    const groups = parallel(df, { workers: 2, partitions: 2 }).groupby("k");
    expect(() => groups.head("x" as never)).toThrow("groupby.head: n is a whole number");
    expect(() => groups.nth([1.5])).toThrow("groupby.nth: n is a whole number");
    expect(() => groups.filter(() => df.numRows > 1)).toThrow(CaptureError);
    await expect(groups.filter((() => 1) as never).collect()).rejects.toThrow("groupby.filter of <anonymous> failed at group k = 'a' (from partition 0 on): FrameError: groupby.filter: the function gave 1; it must give true or false for a group");
    await expect(groups.filter(() => process.exit(3)).collect()).rejects.toThrow(WorkerExitError);
  });
});

describe("the groups of a pipeline, described", () => {
  it("are as those of the frame, whatever workers, partitions, backend and source", async () => {
    await fc.assert(
      fc.asyncProperty(anyGroups, anyWay, keysOf, anyOptions, fc.uniqueArray(fc.constantFrom(0, 0.1, 0.25, 0.9, 1)), async (df, way, keys, options, percentiles) => {
        for (const [pipe, frame] of await overBoth(df, way)) {
          const [there, here] = [pipe.groupby(keys, options), frame.groupby(keys, options)];
          expect(differences(await there.describe({ percentiles }).collect(), here.describe({ percentiles }))).toEqual([]);
          expect(differences(await there.col("float").describe().collect(), here.col("float").describe())).toEqual([]);
        }
      }),
      { numRuns: runs(12) },
    );
  });

  it("need a column of numbers", async () => {
    const df = new DataFrame({ k: ["a", "b"], t: ["u", "v"] });
    expect(() => df.groupby("k").describe()).toThrow("groupby.describe: no column is of numbers");
    await expect(parallel(df, { workers: 2 }).groupby("k").describe().collect()).rejects.toThrow("groupby.describe: no column is of numbers");
    expect(() => parallel(df).groupby("k").describe({ percentiles: [2] })).toThrow(ArgumentError);
  });
});

describe("the rows of groups of a pipeline", () => {
  it("are those of the frame, of one column and of all, whatever workers, partitions, backend and source", async () => {
    await fc.assert(
      fc.asyncProperty(anyGroups, anyWay, keysOf, anyOptions, fc.constantFrom(...WITHIN), async (df, way, keys, options, verb) => {
        for (const [pipe, frame] of await overBoth(df, way)) {
          const run = async (groups: unknown): Promise<DataFrame | Series> => (verb(groups as never) as Pipeline).collect();
          for (const name of ["int", "float"]) expect(differences(await run(pipe.groupby(keys, options).col(name)), verb(frame.groupby(keys, options).col(name) as never) as Series)).toEqual([]);
          const columns = [...new Set([...[keys].flat(), "int", "float"])];
          expect(differences(await run(pipe.select(columns).groupby(keys, options)), verb(frame.select(columns).groupby(keys, options) as never) as DataFrame)).toEqual([]);
          for (const ascending of [true, false]) expect(differences(await pipe.groupby(keys, options).ngroup({ ascending }).collect(), frame.groupby(keys, options).ngroup({ ascending }))).toEqual([]);
        }
      }),
      { numRuns: runs(30) },
    );
  });

  it("go on as steps, and are told by explain", async () => {
    const df = new DataFrame({ k: ["a", "b", "a"], x: [1, 2, 4], y: [5, null, 7] });
    const pipe = parallel(df, { workers: 2, partitions: 3 });
    expect((await pipe.groupby("k").transform("sum").filter((row) => row.x! > 2).collect()).toRows()).toEqual([{ x: 5, y: 12 }, { x: 5, y: 12 }]);
    expect((await pipe.groupby("k").col("x").shift().fillna(0).collect()).toList()).toEqual([0, 0, 1]);
    expect((await pipe.groupby("k").shift(1, { fillValue: 0 }).collect()).toRows()).toEqual([{ x: 0, y: 0 }, { x: 0, y: 0 }, { x: 1, y: 5 }]);
    expect(() => pipe.groupby("k").transform("middle" as never)).toThrow(ArgumentError);
    await expect(pipe.groupby("k").transform(() => { throw new RangeError("no"); }).collect()).rejects.toSatisfy((error) => error instanceof TaskError && error.op === "groupby.transform");
    expect(String(await pipe.groupby("k").col("x").shift(2).explain())).toContain('groupby(["k"]).col("x").shift(2): all rows at once, here: ');
    expect(String(await pipe.groupby("k").cumsum().explain())).toContain('groupby(["k"]).cumsum(): all rows at once, here: ');
  });
});
