import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { SchemaMismatchError } from "@framepool/errors";
import { DataFrame } from "@framepool/frame";
import { parallel, type Pipeline } from "@framepool/parallel";
import { differences } from "./support/frames.js";
import { anyGroups, anyWay } from "./support/ways.js";

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
      fc.asyncProperty(anyGroups.filter(rows), anyWay, fc.constantFrom("sum" as const, "mean" as const, "median" as const, "min" as const, "max" as const, "prod" as const, "std" as const, "skew" as const), async (df, way, verb) => {
        const [pipe, frame] = [(parallel(df, way) as Pipeline).apply(made as never) as unknown as Pipeline, df.apply(made as never) as unknown as DataFrame];
        expect(await pipe[verb]({ numericOnly: true })).toEqual(frame[verb]({ numericOnly: true }));
        expect(differences(await pipe.groupby("key")[verb]({ numericOnly: true }).collect(), frame.groupby("key")[verb]({ numericOnly: true }) as DataFrame)).toEqual([]);
      }),
      { numRuns: 60 },
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
      { numRuns: 60 },
    );
  });

  it("are an error where other parts have text in one and numbers in another", async () => {
    const df = new DataFrame({ i: [0, 1, 2] });
    const mixed = parallel(df, { backend: "inline", partitions: 3 }).apply((row) => ({ a: row.i === 0 ? null : row.i === 1 ? 1 : "x" }));
    await expect(mixed.sum({ numericOnly: true })).rejects.toThrow(SchemaMismatchError);
  });
});
