import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterAll, describe, expect, it } from "vitest";
import { ArgumentError, CaptureError, FrameError, TaskError } from "@framepool/errors";
import { DataFrame, type Series } from "@framepool/frame";
import { parallel, scanCsv, scanRows, type Pipeline, type PipelineOptions } from "@framepool/parallel";
import { task } from "@framepool/pool";
import { anyFrame, differences } from "./support/frames.js";
import { overBoth } from "./support/over-both.js";
import { anyGroups, anyWay } from "./support/ways.js";
import { runs } from "../../../scripts/runs.mjs";

const folder = mkdtempSync(join(tmpdir(), "framepool-whole-verbs-"));
afterAll(() => rmSync(folder, { recursive: true }));

type Verbs = DataFrame;
/** Verbs as calls on a frame, a Series, or a pipeline of one: they have the same names. */
type Call = (target: Verbs) => unknown;
const collected = (made: unknown): Promise<DataFrame | Series> => (made as Pipeline).collect();

/** Of every column, whatever its type. */
const ANY: Readonly<Record<string, Call>> = {
  "shift(2)": (df) => df.shift(2), "shift(-1)": (df) => df.shift(-1), "shift(0)": (df) => df.shift(0), "shift(9)": (df) => df.shift(9), "ffill()": (df) => df.ffill(), "bfill()": (df) => df.bfill(), "ffill({ limit: 2 })": (df) => df.ffill({ limit: 2 }), "bfill({ limit: 1 })": (df) => df.bfill({ limit: 1 }),
  "cummax()": (df) => df.cummax(), "cummin()": (df) => df.cummin(), "rank()": (df) => df.rank(), "rank({ method: min, naOption: top })": (df) => df.rank({ method: "min", naOption: "top", ascending: false }),
};
/** Of numbers. */
const OF_NUMBERS: Readonly<Record<string, Call>> = {
  "shift(1, { fillValue: 0.5 })": (df) => df.shift(1, { fillValue: 0.5 }), "diff()": (df) => df.diff(), "diff(-2)": (df) => df.diff(-2), "pctChange()": (df) => df.pctChange(), "pctChange(-1)": (df) => df.pctChange(-1), "pctChange(0)": (df) => df.pctChange(0), "pctChange(2, { fillMethod: null })": (df) => df.pctChange(2, { fillMethod: null }),
  "cumsum()": (df) => df.cumsum(), "clip(-2, 2).cumprod()": (df) => df.clip(-2, 2).cumprod(), "interpolate()": (df) => df.interpolate(), "expanding().mean()": (df) => df.expanding().mean(), "expanding(3).quantile(0.3)": (df) => df.expanding(3).quantile(0.3), "expanding().quantile(0.6, { interpolation: higher })": (df) => df.expanding().quantile(0.6, { interpolation: "higher" }), "ewm({ com: 1 }).std()": (df) => df.ewm({ com: 1 }).std(), "ewm({ alpha: 0.3 }).mean()": (df) => df.ewm({ alpha: 0.3, adjust: false }).mean(),
  "rolling(2).quantile(0.6, { interpolation: midpoint })": (df) => df.rolling(2).quantile(0.6, { interpolation: "midpoint" }), "rolling(3).mean()": (df) => df.rolling(3, { minPeriods: 1 }).mean(),
};

describe("verbs that look at the cells around a cell", () => {
  it.each(Object.entries({ ...ANY, ...OF_NUMBERS }))("%s is that of the frame and of the Series, whatever workers, partitions, backend and source", async (name, call) => {
    await fc.assert(
      fc.asyncProperty(anyGroups, anyWay, fc.nat(), async (df, way, which) => {
        for (const [pipe, frame] of await overBoth(df, way)) {
          const columns = name in ANY ? frame.columns : ["number", "int", "float"];
          expect(differences(await collected(call(pipe.select(columns) as never)), call(frame.select(columns)) as DataFrame)).toEqual([]);
          const column = columns[which % columns.length]!;
          expect(differences(await collected(call(pipe.col(column) as never)), call(frame.col(column) as never) as Series)).toEqual([]);
        }
      }),
      { numRuns: runs(8) },
    );
  });

  it("are those of the frame for columns of every kind", async () => {
    await fc.assert(
      fc.asyncProperty(anyFrame, anyWay, fc.constantFrom("shift(2)", "shift(-1)", "ffill()", "bfill({ limit: 1 })"), async (df, way, name) => {
        expect(differences(await collected(ANY[name]!(parallel(df, way) as never)), ANY[name]!(df) as DataFrame)).toEqual([]);
      }),
      { numRuns: runs(12) },
    );
  });

  it("see rows over partitions of which steps before have left little or nothing", async () => {
    const df = new DataFrame({ a: Array.from({ length: 40 }, (_, i) => (i % 3 === 0 ? null : i)), keep: Array.from({ length: 40 }, (_, i) => i % 13 === 0 || i > 37) });
    const kept = df.filter((row) => row.keep);
    for (const way of [{ backend: "inline", partitions: 40 }, { workers: 3, partitions: 20 }] as const) {
      const pipe = parallel(df, way).filter((row) => row.keep);
      for (const call of [ANY["shift(2)"]!, ANY["ffill()"]!, ANY["bfill()"]!, ANY["cummax()"]!]) expect(differences(await collected(call(pipe as never)), call(kept as never) as DataFrame)).toEqual([]);
    }
  });

  it("go on as steps, come behind rows that are read once, and call a function before them once a row", async () => {
    const rows = Array.from({ length: 7 }, (_, a) => ({ a }));
    expect((await scanRows(rows, { backend: "inline", partitionRows: 2 }).shift(1).filter((row) => row.a !== null).cumsum().collect()).toColumns()).toEqual({ a: [0, 1, 3, 6, 10, 15] });
    const calls = await parallel(new DataFrame(rows.reduce((all, { a }) => ({ a: [...all.a, a] }), { a: [] as number[] })), { backend: "inline", partitions: 3 })
      .col("a").map((a) => {
        const state = globalThis as { framepoolMapped?: number };
        state.framepoolMapped = (state.framepoolMapped ?? 0) + 1;
        return a * 2;
      }).diff().collect();
    expect(calls.toList()).toEqual([null, 2, 2, 2, 2, 2, 2]);
    expect((globalThis as { framepoolMapped?: number }).framepoolMapped).toBe(7);
  });

  it("begin with -0 whatever the parts", async () => {
    const df = new DataFrame({ k: ["a", "b", "a", "a", "b"], x: [-0, -0, -0, 0, -0] });
    for (const partitions of [1, 2, 5]) {
      const pipe = parallel(df, { backend: "inline", partitions });
      expect((await pipe.col("x").cumsum().collect()).toList()).toEqual([-0, -0, -0, 0, 0]);
      expect((await pipe.select(["x"]).filter(() => true).cumsum().collect()).toColumns()).toEqual({ x: [-0, -0, -0, 0, 0] });
      expect((await pipe.groupby("k").col("x").cumsum().collect()).toList()).toEqual([0, 0, 0, 0, 0]);
    }
  });

  it("read a file twice, part by part, and keep none of it", async () => {
    const path = join(folder, "in.csv");
    writeFileSync(path, `a,b\n${Array.from({ length: 3000 }, (_, i) => (i % 97 === 0 ? `${String(i)},x${String(i)}` : ",")).join("\n")}\n`);
    const options = { dtype: { a: "int32", b: "string" }, skipBlankLines: false } as const;
    const whole = await scanCsv(path, { ...options, backend: "inline" }).collect();
    for (const way of [{ backend: "inline", partitionBytes: 300 }, { workers: 3, partitionBytes: 900 }] as const) {
      const { frame, report } = await scanCsv(path, { ...options, ...way }).ffill().shift(1).run();
      expect(differences(frame as DataFrame, whole.ffill().shift(1) as DataFrame)).toEqual([]);
      expect(report.rows).toBe(3000);
      expect(new Set(report.partitions.map(({ stage }) => stage))).toEqual(new Set([0, 1, 2]));
    }
  });

  it("keep the rows of the input known to functions behind them, and are told by explain", async () => {
    const pipe = parallel(new DataFrame({ a: [1, null, 3, 4] }), { workers: 2, partitions: 4 });
    await expect(pipe.ffill().apply((row) => { if (row.a === 3) throw new RangeError("three"); return row.a; }).collect()).rejects.toSatisfy((error) => error instanceof TaskError && error.globalRow === 2);
    expect(String(await pipe.col("a").ewm({ span: 3 }).mean().explain())).toContain("ewm({ span: 3 }).mean(): all rows at once, here: these columns in memory");
    expect(String(await pipe.shift(2).explain())).toContain("shift(2): what it needs of all rows first, in a pass of its own");
    expect(String(await pipe.shift(5000).explain())).toContain("shift(5000): all rows at once, here: these columns in memory");
  });

  it("say at once what is wrong with their options, and when they run what is wrong with a column", async () => {
    const pipe = parallel(new DataFrame({ t: ["x", "y"], n: [1, 2] }), { backend: "inline" });
    expect(() => pipe.shift(1.5)).toThrow(ArgumentError);
    expect(() => pipe.col("n").rank({ method: "odd" as never })).toThrow(ArgumentError);
    expect(() => pipe.ewm({})).toThrow(ArgumentError);
    expect(() => pipe.ffill({ limit: 0 })).toThrow(ArgumentError);
    expect(() => pipe.expanding(-1).mean()).toThrow(ArgumentError);
    await expect(pipe.cumsum().collect()).rejects.toThrow(/column "t"/);
    // @ts-expect-error text has no difference
    await expect(pipe.col("t").diff().collect()).rejects.toThrow(FrameError);
  });
});

describe("other rows", () => {
  const SHAPES: Readonly<Record<string, Call>> = {
    "tail(3)": (df) => df.tail(3), "tail(0)": (df) => df.tail(0), "slice(2, -1)": (df) => df.slice(2, -1), "sample({ frac })": (df) => df.sample({ frac: 0.5, seed: 7 }), "melt()": (df) => df.select(["key", "int", "float"]).melt({ idVars: "key" }),
    "corr()": (df) => df.corr({ numericOnly: true }), "duplicated()": (df) => df.duplicated({ subset: ["key", "text"], keep: "last" }),
  };

  it.each(Object.entries(SHAPES))("%s are those of the frame, whatever workers, partitions, backend and source", async (_, call) => {
    await fc.assert(
      fc.asyncProperty(anyGroups, anyWay, async (df, way) => {
        for (const [pipe, frame] of await overBoth(df, way)) expect(differences(await collected(call(pipe as never)), call(frame) as DataFrame)).toEqual([]);
      }),
      { numRuns: runs(9) },
    );
  });

  it("pivoted, and counted from the end only by slice", async () => {
    const df = new DataFrame({ day: [1, 1, 2], kind: ["a", "b", "a"], t: [5, 6, 7] });
    expect(differences(await parallel(df, { backend: "inline", partitions: 3 }).pivot({ index: "day", columns: "kind", values: "t" }).collect(), df.pivot({ index: "day", columns: "kind", values: "t" }))).toEqual([]);
    const table = { index: "kind", columns: "day", values: "t", aggfunc: "sum", fillValue: 0 } as const;
    expect(differences(await parallel(df, { backend: "inline", partitions: 3 }).pivotTable(table).collect(), df.pivotTable(table))).toEqual([]);
    expect(() => parallel(df).tail(-1)).toThrow(ArgumentError);
    expect(() => parallel(df).duplicated({ keep: "second" as never })).toThrow(ArgumentError);
  });
});

describe("where and mask of a pipeline", () => {
  it("are those of the frame and of the Series, whatever workers, partitions, backend and source", async () => {
    await fc.assert(
      fc.asyncProperty(anyGroups, anyWay, fc.constantFrom("where" as const, "mask" as const), async (df, way, verb) => {
        for (const [pipe, frame] of await overBoth(df, way)) {
          const names = ["number", "int", "float"];
          const [there, here] = [pipe.select(names), frame.select(names)];
          expect(differences(await there[verb]((part) => part.gt(0), 0.5).collect(), here[verb](here.gt(0), 0.5) as DataFrame)).toEqual([]);
          expect(differences(await there[verb]((part) => part.col("int").lt(3)).collect(), here[verb](here.col("int").lt(3)) as DataFrame)).toEqual([]);
          expect(differences(await pipe.col("text")[verb]((text: Series) => text.eq("u"), "-").collect(), frame.col("text")[verb](frame.col("text").eq("u"), "-"))).toEqual([]);
          expect(differences(await pipe.col("int").gt(0).or(false).and(true).collect(), frame.col("int").gt(0))).toEqual([]);
          expect(differences(await there.gt(0).not().or(null).collect(), here.gt(0).not().or(null) as DataFrame)).toEqual([]);
        }
      }),
      { numRuns: runs(10) },
    );
  });

  it("take captures, keep the rows of the input known, and say what is wrong", async () => {
    const df = new DataFrame({ a: [1, 2, 3], b: [4, 5, 6] });
    const pipe = parallel(df, { backend: "inline", partitions: 2 });
    const above = task({ least: 2 }, (part: DataFrame, { least }) => part.ge(least));
    expect((await pipe.where(above as never, 0).collect()).toColumns()).toEqual({ a: [0, 2, 3], b: [4, 5, 6] });
    expect(() => pipe.mask(() => df.gt(1))).toThrow(CaptureError);
    await expect(pipe.where((part) => part.gt(0), 0).apply((row) => { if (row.a === 3) throw new RangeError("three"); return row.a; }).collect()).rejects.toSatisfy((error) => error instanceof TaskError && error.globalRow === 2);
    await expect(pipe.where((() => true) as never).collect()).rejects.toThrow(/where: the function gave a boolean; it must give bools/);
    await expect(pipe.mask((part) => part.eq(part.max() as never) as never).collect()).rejects.toThrow(/max needs the whole column/);
  });
});

describe("values of every column", () => {
  const REDUCTIONS: Readonly<Record<string, Call>> = {
    sum: (df) => df.sum({ numericOnly: true }), mean: (df) => df.mean({ numericOnly: true }), median: (df) => df.median({ numericOnly: true }), std: (df) => df.std({ ddof: 0, numericOnly: true }), var: (df) => df.var({ numericOnly: true }), prod: (df) => df.prod({ numericOnly: true }), skew: (df) => df.skew({ numericOnly: true }), kurt: (df) => df.kurt({ numericOnly: true }), quantile: (df) => df.quantile(0.3, { interpolation: "higher", numericOnly: true }),
    min: (df) => df.min(), max: (df) => df.max(), count: (df) => df.count(), nunique: (df) => df.nunique(), "nunique of all": (df) => df.nunique({ dropna: false }),
  };

  it("are those of the frame, whatever workers, partitions, backend and source", async () => {
    await fc.assert(
      fc.asyncProperty(anyGroups, anyWay, fc.constantFrom(...Object.values(REDUCTIONS)), async (df, way, call) => {
        for (const [pipe, frame] of await overBoth(df, way)) expect(await call(pipe as never)).toEqual(call(frame));
      }),
      { numRuns: runs(40) },
    );
  });

  it("several quantiles of a column are those of the Series, in one pass over its cells", async () => {
    await fc.assert(
      fc.asyncProperty(anyGroups, anyWay, fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { maxLength: 4 }), fc.constantFrom("linear" as const, "lower" as const, "midpoint" as const), async (df, way, qs, interpolation) => {
        for (const [pipe, frame] of await overBoth(df, way)) {
          for (const name of ["int", "float", "number"]) expect(differences(await pipe.col(name).quantile(qs, { interpolation }), frame.col(name).quantile(qs, { interpolation }))).toEqual([]);
        }
        expect(differences(await (parallel(df, way) as Pipeline).col("when").quantile(qs), df.col("when").quantile(qs))).toEqual([]);
      }),
      { numRuns: runs(10) },
    );
    const way: PipelineOptions = { backend: "inline" };
    expect(() => parallel(new DataFrame({ a: [1] }), way).col("a").quantile([0.5, 2])).toThrow(ArgumentError);
  });
});
