import { DataFrame, Series } from "@framepool/frame";
import { parallel, type Pipeline } from "@framepool/parallel";
import { describe, expect, it } from "vitest";
import { differences } from "./support/frames.js";

// More parts than are joined at a time, and more of what they were joined to than one; as many as are joined at a time, so that
// nothing is left beside the one that they were joined to, and one more or less.
const PARTS = [300, 63, 64, 65] as const;
const ROWS = 700;

const df = new DataFrame(
  {
    key: Array.from({ length: ROWS }, (_, i) => (i % 11 === 0 ? null : `k${String((i * i) % 17)}`)),
    n: Array.from({ length: ROWS }, (_, i) => (i % 7 === 0 ? null : (i * 7919) % 101)),
    x: Array.from({ length: ROWS }, (_, i) => (i % 5 === 0 ? null : ((i * 104729) % 1009) / 8)),
  },
  { dtype: { n: "int32" } },
);

const CALLS: Readonly<Record<string, (of: DataFrame) => DataFrame | Series | Promise<DataFrame | Series>>> = {
  "groupby.agg": (of) => of.groupby("key").agg({ x: ["median", "sum", "std", "first"], n: ["nunique", "mode", "max", "count"] }),
  "groupby.size": (of) => of.groupby(["key", "n"]).size(),
  valueCounts: (of) => of.valueCounts({ subset: ["key"] }),
  "col.valueCounts": (of) => of.col("n").valueCounts(),
  describe: (of) => of.describe({ include: "all", percentiles: [0.1, 0.25, 0.9] }),
  "dropDuplicates first": (of) => of.dropDuplicates({ subset: ["key"] }),
  "dropDuplicates last": (of) => of.dropDuplicates({ subset: ["key", "n"], keep: "last" }),
  "dropDuplicates none": (of) => of.dropDuplicates({ subset: ["key", "n"], keep: false }),
  mode: (of) => of.mode(),
  nlargest: (of) => of.nlargest(9, "x"),
  tail: (of) => of.tail(9),
  getDummies: (of) => of.getDummies(["key"]),
  "col.quantile": (of) => of.col("x").quantile([0, 0.3, 0.5, 1]),
  "col.unique": (of) => of.col("key").unique(),
};

describe("steps over more parts than are joined at once", () => {
  describe.each(PARTS)("%i", (partitions) => {
    it.each(Object.entries(CALLS))("%s", async (_, call) => {
      const made = await call(parallel(df, { backend: "inline", partitions }) as never);
      const got = made instanceof DataFrame || made instanceof Series ? made : await (made as unknown as Pipeline).collect();
      expect(differences(got as DataFrame, (await call(df)) as DataFrame)).toEqual([]);
    });
  });

  it.each([64, 4096])("groups of one key and of none, in exactly %i parts", async (partitions) => {
    for (const key of ["a", null]) {
      const frame = new DataFrame({ k: Array.from({ length: partitions }, () => key), v: Array.from({ length: partitions }, (_, i) => i) }, { dtype: { k: "string" } });
      const made = await parallel(frame, { backend: "inline", partitions }).groupby("k").agg({ v: "sum" }).collect();
      expect(made.toRows()).toEqual(key === null ? [] : [{ k: "a", v: (partitions * (partitions - 1)) / 2 }]);
      expect((await parallel(frame, { backend: "inline", partitions }).groupby("k", { dropna: false }).size().collect()).toRows()).toEqual([{ k: key, size: partitions }]);
    }
  });
});
