// The guide has a line for every verb: one that nobody can look up is not there.
import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import * as framepool from "framepool";

const { DataFrame, parallel, Series } = framepool;
const [here, onAllCores] = readFileSync(new URL("pandas.md", import.meta.url), "utf8").split("## On all cores") as [string, string];

/** What classes are made with, and sibling packages call: no user does. */
const INNER = new Set(["constructor", "made", "with", "column", "frame", "pipelineOf", "reduce", "values", "verb", "step", "stepAtRun", "stepsTo"]);

/** The methods and getters of an object's class, and of those it is made of. */
function methodsOf(object: object): string[] {
  const names = new Set<string>();
  for (let proto: unknown = Object.getPrototypeOf(object); proto !== null && proto !== Object.prototype; proto = Object.getPrototypeOf(proto)) {
    for (const name of Object.getOwnPropertyNames(proto)) if (!INNER.has(name)) names.add(name);
  }
  return [...names].sort();
}

/** The names that stand in code of a table's rows: what users of pandas write on the left, ours on the right. */
function namesIn(text: string): Set<string> {
  const rows = text.split("\n").filter((line) => /^\| *[^ |-].*\|.*`.*\|$/.test(line));
  return new Set(rows.flatMap((row) => [...row.matchAll(/`[^`]+`/g)].flatMap(([piece]) => piece.match(/\w+/g) ?? [])));
}

const missingFrom = (text: string, names: readonly string[]): string[] => {
  const there = namesIn(text);
  return names.filter((name) => !there.has(name));
};

const df = new DataFrame({ k: ["a", "b"], n: [1, 2], at: [new Date(0), new Date(1)] });
const groups = df.groupby("k");
const pipe = parallel(df);

describe("the guide for users of pandas", () => {
  it.each([
    ["DataFrame", df], ["Series", new Series(["x"])], ["str", new Series(["x"]).str], ["dt", df.col("at").dt], ["GroupBy", groups], ["GroupByColumn", groups.col("n")],
    ["Windows", df.col("n").rolling(2)], ["ExponentialWindows", df.col("n").ewm({ com: 1 })],
  ])("has every verb of %s", (_, object) => expect(missingFrom(here, methodsOf(object))).toEqual([]));

  it.each([
    ["Pipeline", pipe], ["PipelineColumn", pipe.col("n")], ["PipelineGroupBy", pipe.groupby("k")], ["PipelineGroupByColumn", pipe.groupby("k").col("n")],
    ["PipelineWindows", pipe.col("n").rolling(2)], ["WholeWindows", pipe.rolling(2)], ["WholeExponentialWindows", pipe.ewm({ com: 1 })],
    ["ExpandingWindows", pipe.col("n").expanding()], ["PipelineText", pipe.col("k").str], ["PipelineTime", pipe.col("at").dt], ["PipelineResampled", pipe.resample("1D", { on: "at" })],
  ])("has every verb of %s, on all cores", (_, object) => expect(missingFrom(onAllCores, methodsOf(object))).toEqual([]));

  it("says of every verb that has no parallel form what to do instead", () => {
    const bins = df.resample("1D", { on: "at" });
    const parallelBins = pipe.resample("1D", { on: "at" });
    const pairs: [object, object][] = [
      [df, pipe], [df.col("n"), pipe.col("n")], [groups, pipe.groupby("k")], [groups.col("n"), pipe.groupby("k").col("n")],
      [df.col("k").str, pipe.col("k").str], [df.col("at").dt, pipe.col("at").dt], [bins, parallelBins], [bins.col("n"), parallelBins.col("n")],
    ];
    const without = pairs.flatMap(([here, there]) => methodsOf(here).filter((name) => !methodsOf(there).includes(name)));
    expect(without.length).toBeGreaterThan(40);
    expect(missingFrom(onAllCores.split("no parallel form.")[1]!, [...new Set(without)])).toEqual([]);
  });

  it("has every function and transformer of the dataframe", () => {
    const names = ["arraySplit", "concat", "crosstab", "cut", "factorize", "getDummies", "qcut", "toDatetime", "toNumeric", "trainTestSplit", "transformerFromJSON"];
    const transformers = Object.keys(framepool).filter((name) => /(Scaler|Encoder|Imputer|Discretizer|Transformer)$/.test(name));
    expect(transformers.length).toBeGreaterThan(8);
    expect(missingFrom(here, [...names, ...transformers])).toEqual([]);
  });

  it("names no verb that there is not", () => {
    const there = new Set([...[df, new Series(["x"]), new Series(["x"]).str, df.col("at").dt, groups, groups.col("n"), df.col("n").rolling(2)].flatMap(methodsOf), ...Object.keys(framepool)]);
    const ours = [...here.matchAll(/^\|[^|]*(?:\\\|[^|]*)*\|([^\n]*)\|$/gm)].map(([, column]) => column!).join("\n");
    const called = [...ours.matchAll(/\b(?:df|s|a|b|fare|part|group)\.(\w+)\(/g)].map(([, name]) => name!);
    expect(called.length).toBeGreaterThan(150);
    expect([...new Set(called)].filter((name) => !there.has(name))).toEqual([]);
  });
});
