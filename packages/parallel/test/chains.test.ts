import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { concat, DataFrame } from "@framepool/frame";
import { parallel } from "@framepool/parallel";
import { differences } from "./support/frames.js";
import { anyGroups, anyWay } from "./support/ways.js";
import { runs } from "../../../scripts/runs.mjs";

// Each verb has tests of its own; here they stand behind each other in any order, where a step finds what another left:
// parts without rows, rows in another order, categories in several dictionaries.
type Step = (of: DataFrame) => DataFrame;
const other = new DataFrame({ key: ["a", "é", null, "a"], int: [1, -2, null, 3] });

/** Pipelines have the verbs of frames by the same names, but for these. */
const stacked = (of: DataFrame, rows: DataFrame): DataFrame => (of instanceof DataFrame ? concat([of, rows]) : (of as { concat(others: readonly DataFrame[]): DataFrame }).concat([rows]));

/** Steps behind which the columns are there, with cells of the same kinds. */
const KEEPING: Readonly<Record<string, Step>> = {
  sorted: (of) => of.sortValues(["key", "number"], { ascending: [true, false], naPosition: "first" }),
  "sorted back": (of) => of.sortValues("int", { ascending: false }),
  filtered: (of) => of.filter((row) => row.int !== null && row.int > -5),
  "without some": (of) => of.dropna({ subset: ["text"] }),
  "once each": (of) => of.dropDuplicates({ subset: ["key", "label"], keep: "last" }),
  "first of all": (of) => of.slice(0, 17),
  "first few": (of) => of.head(11),
  "last of all": (of) => of.tail(9),
  "first of groups": (of) => of.groupby("label", { dropna: false }).head(3),
  largest: (of) => of.nlargest(12, "float"),
  summed: (of) => of.assign({ float: of.col("float").cumsum() }),
  shifted: (of) => of.assign({ text: of.col("text").shift(2), float: of.col("number").rolling(3, { minPeriods: 1 }).mean() }),
  ranked: (of) => of.assign({ number: of.col("text").rank({ method: "dense" }), float: of.groupby("key").col("number").transform("mean") }),
  lower: (of) => of.assign({ key: of.col("key").str.upper().str.lower(), int: of.col("int").mul(2).clip(-9, 9) }),
  filled: (of) => of.fillna({ text: "u", number: 0.5 }),
  "bfilled": (of) => of.assign({ label: of.col("label").bfill() }),
  "of others": (of) => of.merge(other, { on: "key", how: "semi" }),
  "of no others": (of) => of.merge(of.filter((row) => row.int !== null && row.int > 4), { on: ["key", "int"], how: "anti" }),
  "with more": (of) => of.merge(other, { on: "key", how: "left", suffixes: ["", "_r"] }).drop(["int_r"]),
  "twice some": (of) => stacked(of, new DataFrame({ key: ["z"], int: [7] })),
};

/** What ends a chain. */
const LAST: Readonly<Record<string, Step>> = {
  rows: (of) => of,
  aggregated: (of) => of.groupby(["key", "label"], { dropna: false }).agg({ number: ["mean", "std", "nunique"], int: "sum", when: ["min", "last"], text: "mode" }),
  sizes: (of) => of.groupby("text", { sort: false }).size(),
  counted: (of) => of.valueCounts({ subset: ["key", "number"], dropna: false }),
  described: (of) => of.describe(),
  joined: (of) => of.merge(other, { on: "key", how: "outer", indicator: true }),
  "joined with groups": (of) => of.merge(of.groupby("key").agg({ most: { column: "float", aggfunc: "max" } }), { on: "key" }),
  molten: (of) => of.melt({ idVars: ["key"], valueVars: ["float", "number"] }),
  pivoted: (of) => of.pivotTable({ index: "key", columns: "text", values: "int", aggfunc: "sum", margins: true }),
  spread: (of) => of.getDummies(["key", "text"]),
};

describe("chains of verbs", () => {
  it("give on a pipeline what they give on a frame, whatever workers and partitions", async () => {
    const names = fc.array(fc.constantFrom(...Object.keys(KEEPING)), { minLength: 1, maxLength: 6 });
    await fc.assert(
      fc.asyncProperty(anyGroups, names, fc.constantFrom(...Object.keys(LAST)), anyWay, async (df, chain, last, way) => {
        const through = (of: DataFrame): DataFrame => LAST[last]!(chain.reduce((before, name) => KEEPING[name]!(before), of));
        const made = (through(parallel(df, way) as unknown as DataFrame) as unknown as { collect(): Promise<DataFrame> }).collect();
        expect(differences(await made, through(df))).toEqual([]);
      }),
      { numRuns: runs(150) },
    );
  });
});
