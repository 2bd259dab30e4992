// `any` and `all`, lists of aggregates, counts of categories, look-ups in frames and resampled columns: the frame's answers, whatever the parts.
import { DataFrame, type Series } from "@framepool/frame";
import { parallel, type Pipeline } from "@framepool/parallel";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { differences } from "./support/frames.js";
import { anyGroups, anyWay } from "./support/ways.js";
import { runs } from "../../../scripts/runs.mjs";

describe("a pipeline gives the frame's answers", () => {
  it("whether any or all cells are true, of each column and of one", async () => {
    await fc.assert(
      fc.asyncProperty(anyGroups, anyWay, async (df, way) => {
        const pipe = parallel(df, way) as Pipeline;
        expect(await pipe.any({ numericOnly: true })).toEqual(df.any({ numericOnly: true }));
        expect(await pipe.col("int").all()).toBe(df.col("int").all());
        expect(await pipe.isna().any()).toEqual(df.isna().any());
        expect(await pipe.col("int").agg(["any", "min", "median"])).toEqual(df.col("int").agg(["any", "min", "median"]));
        expect(differences((await pipe.groupby("key").agg({ number: ["any", "all"] }).collect()) as DataFrame, df.groupby("key").agg({ number: ["any", "all"] }) as DataFrame)).toEqual([]);
      }),
      { numRuns: runs(20) },
    );
  });

  it("how often each category is there, those that no row has too, in their order", async () => {
    await fc.assert(
      fc.asyncProperty(anyGroups, anyWay, fc.boolean(), fc.boolean(), fc.boolean(), async (df, way, sort, dropna, normalize) => {
        const options = { sort, dropna, normalize };
        expect(differences(await (parallel(df, way) as Pipeline).col("label").valueCounts(options).collect(), df.col("label").valueCounts(options) as DataFrame)).toEqual([]);
        const bins = [-9, -3, -2.5, 0, 100];
        expect(differences(await (parallel(df, way) as Pipeline).col("int").cut(bins).valueCounts(options).collect(), df.col("int").cut(bins).valueCounts(options) as DataFrame)).toEqual([]);
      }),
      { numRuns: runs(30) },
    );
  });

  it("what a frame of two columns has for each cell, and values of rows in assign", async () => {
    await fc.assert(
      fc.asyncProperty(anyGroups, anyWay, async (df, way) => {
        const pipe = parallel(df, way) as Pipeline;
        const counts = df.col("key").valueCounts({ dropna: false });
        expect(differences((await pipe.col("key").map(counts).collect()) as Series, df.col("key").map(counts))).toEqual([]);
        const summed = await pipe.assign({ total: (part) => part.select(["int", "float"]).sum({ axis: 1 }), there: (part) => part.select(["int", "key"]).count({ axis: 1 }) }).collect();
        expect(differences(summed, df.assign({ total: df.select(["int", "float"]).sum({ axis: 1 }), there: df.select(["int", "key"]).count({ axis: 1 }) }) as DataFrame)).toEqual([]);
      }),
      { numRuns: runs(20) },
    );
  });

  it("one column in groups of time", async () => {
    const df = new DataFrame({ at: [3, 1, 50, 27].map((hour) => new Date(hour * 3_600_000)), x: [1, 2, null, 4], y: ["a", "b", "c", "d"] });
    const ours = df.resample("1D", { on: "at" }).col("x");
    const theirs = parallel(df, { backend: "inline", partitions: 3 }).resample("1D", { on: "at" }).col("x");
    for (const verb of ["count", "sum", "mean", "median", "std", "var", "min", "max", "prod", "first", "last", "nunique", "quantile"] as const) {
      expect(differences(await theirs[verb]().collect(), ours[verb]()), verb).toEqual([]);
    }
    expect(differences(await theirs.agg(["min", "max"]).collect(), ours.agg(["min", "max"]))).toEqual([]);
    expect(differences(await theirs.agg("sum").collect(), ours.agg("sum"))).toEqual([]);
    expect(differences(await theirs.nunique({ dropna: false }).collect(), ours.nunique({ dropna: false }))).toEqual([]);
  });

  it("and says where values of rows are made", () => {
    const pipe = parallel(new DataFrame({ a: [1], b: [2] }), { backend: "inline" });
    for (const verb of ["sum", "count", "std", "quantile"] as const) {
      expect(() => (verb === "quantile" ? pipe.quantile(0.5, { axis: 1 } as never) : pipe[verb]({ axis: 1 } as never)), verb).toThrow(`pipe.assign({ name: (part) => part.select([...]).${verb}({ axis: 1 }) })`);
    }
  });
});
