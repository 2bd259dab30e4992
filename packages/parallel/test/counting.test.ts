import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { ArgumentError, WorkerExitError } from "@framepool/errors";
import { DataFrame } from "@framepool/frame";
import { parallel, scanRows, type Pipeline } from "@framepool/parallel";
import { anyFrame, differences } from "./support/frames.js";
import { anyGroups, anyWay } from "./support/ways.js";
import { runs } from "../../../scripts/runs.mjs";

describe("valueCounts of a pipeline", () => {
  it("is that of the frame and of the Series, whatever workers, partitions and backend", async () => {
    await fc.assert(
      fc.asyncProperty(anyGroups, anyWay, fc.record({ sort: fc.boolean(), ascending: fc.boolean(), normalize: fc.boolean(), dropna: fc.boolean() }), async (df, way, options) => {
        const pipe = parallel(df, way) as Pipeline;
        const subset = ["label", "number"];
        expect(differences(await pipe.valueCounts({ ...options, subset }).collect(), df.valueCounts({ ...options, subset }))).toEqual([]);
        for (const name of ["key", "label", "number", "when"]) {
          expect(differences(await pipe.col(name).valueCounts(options).collect(), df.col(name).valueCounts(options))).toEqual([]);
        }
      }),
      { numRuns: runs(20) },
    );
  });

  it("is that of the frame where nearly all rows of a part are different, and travel as they are", async () => {
    const rows = 15_000;
    // Each text is in two parts, a few are twice in one, and some are missing.
    const text = Array.from({ length: rows }, (_, row) => (row % 500 === 7 ? null : `ticket ${String((row % 7500) - (row % 300 === 0 ? 1 : 0))}`));
    const df = new DataFrame({ text, number: text.map((_, row) => (row % 7000) / 8) });
    for (const way of [{ backend: "inline", partitions: 3 }, { backend: "threads", workers: 2, partitions: 3 }] as const) {
      const pipe = parallel(df, way);
      for (const dropna of [true, false]) {
        expect(differences(await pipe.col("text").valueCounts({ dropna }).collect(), df.col("text").valueCounts({ dropna }))).toEqual([]);
        expect(differences(await pipe.valueCounts({ dropna }).collect(), df.valueCounts({ dropna }))).toEqual([]);
      }
      expect(differences(await pipe.col("text").unique(), df.col("text").unique())).toEqual([]);
      expect(differences(await pipe.col("number").mode(), df.col("number").mode())).toEqual([]);
    }
  });

  it("counts parts whose types differ as what all of them are together", async () => {
    const df = new DataFrame({ k: [1, 2, 1, 2, 1] });
    const halves = (part: DataFrame) => (part.col("k").at(0) === 2 ? part.assign({ k: part.col("k").div(2) }) : part) as DataFrame<{ k: number }>;
    const out = parallel(df, { backend: "inline", partitions: 5 }).mapPartitions(halves);
    expect((await out.col("k").valueCounts().collect()).toRows()).toEqual([{ k: 1, count: 5 }]);
  });

  it("stands before other steps, and behind functions", async () => {
    const df = new DataFrame({ name: ["Ann", "Bo", "Al", null] });
    const first = (row: { name: string | null }) => ({ letter: row.name?.slice(0, 1) ?? null });
    const out = await parallel(df, { backend: "inline", partitions: 4 }).apply(first).valueCounts().head(1).collect();
    expect(out.toRows()).toEqual([{ letter: "A", count: 2 }]);
    await expect(parallel(df, { workers: 2, partitions: 2 }).mapPartitions(() => process.exit(3)).valueCounts().collect()).rejects.toThrow(WorkerExitError);
  });
});

describe("mode, unique, quantile, std and var of a column", () => {
  it("are those of the Series, whatever workers, partitions and backend", async () => {
    await fc.assert(
      fc.asyncProperty(anyGroups, anyWay, fc.double({ min: 0, max: 1, noNaN: true }), fc.constantFrom("linear" as const, "lower" as const, "nearest" as const), async (df, way, q, interpolation) => {
        const pipe = parallel(df, way) as Pipeline;
        for (const name of ["key", "number", "int", "when"]) {
          expect(differences(await pipe.col(name).mode(), df.col(name).mode())).toEqual([]);
          expect(differences(await pipe.col(name).unique(), df.col(name).unique())).toEqual([]);
          expect([await pipe.col(name).nunique(), await pipe.col(name).nunique({ dropna: false })]).toEqual([df.col(name).nunique(), df.col(name).nunique({ dropna: false })]);
        }
        const [column, series] = [pipe.col("float"), df.col("float")];
        expect(await column.quantile(q, { interpolation })).toBe(series.quantile(q, { interpolation }));
        expect([await column.std(), await column.std({ ddof: 0 }), await column.var(), await column.skew(), await column.count()]).toEqual([series.std(), series.std({ ddof: 0 }), series.var(), series.skew(), series.count()]);
      }),
      { numRuns: runs(15) },
    );
    expect(() => parallel(new DataFrame({ a: [1] })).col("a").quantile(2)).toThrow(ArgumentError);
  });
});

describe("describe of a pipeline", () => {
  it("is that of the frame, whatever workers, partitions and backend", async () => {
    await fc.assert(
      fc.asyncProperty(anyGroups, anyWay, async (df, way) => {
        const pipe = parallel(df, way) as Pipeline;
        expect(differences(await pipe.describe().collect(), df.describe())).toEqual([]);
        expect(differences(await pipe.describe({ include: "all", percentiles: [0.1, 0.999] }).collect(), df.describe({ include: "all", percentiles: [0.1, 0.999] }))).toEqual([]);
        expect(differences(await pipe.select(["key", "label"]).describe().collect(), df.select(["key", "label"]).describe())).toEqual([]);
      }),
      { numRuns: runs(20) },
    );
    await fc.assert(fc.asyncProperty(anyFrame, anyWay, async (df, way) => {
      expect(differences(await (parallel(df, way) as Pipeline).drop(["list"]).describe().collect(), df.drop(["list"]).describe())).toEqual([]);
      expect(differences(await (parallel(df, way) as Pipeline).describe({ include: "all" }).collect(), df.describe({ include: "all" }))).toEqual([]);
    }), { numRuns: runs(10) });
  });

  it("takes batches that know their types one by one", async () => {
    const rows = [{ a: null, t: null }, { a: 1, t: "x" }, { a: 2.5, t: "x" }];
    const whole = DataFrame.fromRows<{ a: number | null; t: string | null }>(rows);
    const pipe = scanRows(rows as { a: number | null; t: string | null }[], { backend: "inline", partitionRows: 1 });
    expect(differences(await pipe.describe({ include: "all" }).collect(), whole.describe({ include: "all" }))).toEqual([]);
  });
});
