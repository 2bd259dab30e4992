import { DataFrame, Series } from "@framepool/frame";
import { parallel, type Pipeline } from "@framepool/parallel";
import { describe, expect, it } from "vitest";
import { differences } from "./support/frames.js";
import { EFFORT, Seeded } from "./support/seeded.js";

// So many rows are several parts for whoever says nothing of parts, and light steps over them are done where they lie: what
// small frames and `partitions` do not try.

const ROWS = 250_000;

function manyRows(seed: number): DataFrame {
  const random = new Seeded(seed);
  const cells = <T>(cell: () => T, missing = 0.05): (T | null)[] => Array.from({ length: ROWS }, () => (random.next() < missing ? null : cell()));
  return new DataFrame({
    k: new Series(cells(() => random.pick(["a", "b", "ç", ""]))),
    name: new Series(cells(() => `${random.pick(["Mr", "Mrs", "Éva"])}. ${String(random.below(90_000))}`)),
    x: new Series(cells(() => random.next() * 100 - 50)),
    n: new Series(cells(() => random.below(1000), 0), { dtype: "int32" }),
    when: new Series(cells(() => new Date(1.5e12 + random.below(1e9) * 1000), 0.01)),
    c: new Series(cells(() => random.pick(["u", "v", "w"])), { dtype: "category" }),
  }) as DataFrame;
}

type Rows = DataFrame & Pipeline;
type Step = (rows: Rows) => unknown;

const side = new DataFrame({ k: ["a", "b", null, "d"], weight: [1, 2.5, 3, null] });

/** Steps behind which the columns are there still. */
const STEPS: Readonly<Record<string, Step>> = {
  "arithmetic": (rows) => rows.assign({ x: rows.col("x").mul(3).add(1) as never }),
  "fillna": (rows) => rows.fillna({ x: 0.5, k: "none" }),
  "dropna": (rows) => rows.dropna({ subset: ["x"] }),
  "lower case": (rows) => rows.assign({ name: rows.col("name").str.lower() as never }),
  "the hour": (rows) => rows.assign({ hour: rows.col("when").dt.hour() as never }),
  "shift": (rows) => rows.assign({ x: rows.col("x").shift(1) as never }),
  "shift back, far": (rows) => rows.assign({ name: rows.col("name").shift(-3000) as never }),
  "diff": (rows) => rows.assign({ d: rows.col("n").diff() as never }),
  "pctChange": (rows) => rows.assign({ p: rows.col("x").pctChange() as never }),
  "ffill": (rows) => rows.assign({ x: rows.col("x").ffill() as never, k: rows.col("k").bfill({ limit: 1 }) as never }),
  "cumsum": (rows) => rows.assign({ s: rows.col("x").cumsum() as never, m: rows.col("x").cummax() as never }),
  "shift of what light steps made": (rows) => rows.assign({ y: rows.col("x").mul(2).shift(2).add(1) as never }),
  "windows": (rows) => rows.assign({ r: rows.col("x").rolling(10).mean() as never, q: rows.col("x").rolling(5, { center: true, minPeriods: 1 }).max() as never }),
  "spreads": (rows) => rows.assign({ r: rows.col("x").rolling(7).std() as never }),
  "expanding": (rows) => rows.assign({ r: rows.col("x").expanding(3).sum() as never }),
  "ranks": (rows) => rows.assign({ r: rows.col("x").rank() as never }),
  "ewm": (rows) => rows.assign({ e: rows.col("x").ewm({ alpha: 0.5 }).mean() as never }),
  "means of groups": (rows) => rows.assign({ g: rows.groupby("k").col("x").transform("mean") as never }),
  "sums within groups": (rows) => rows.assign({ g: rows.groupby("k").col("x").cumsum() as never }),
  "a join": (rows) => rows.merge(side as DataFrame, { on: "k", how: "left" }).drop(["weight"]),
  "dummies": (rows) => rows.assign({ c2: rows.col("c") as never }).getDummies(["c2"]),
  "a sort": (rows) => rows.sortValues(["n", "name"]),
  "distinct": (rows) => rows.dropDuplicates({ subset: ["name", "k"] }),
  "a filter": (rows) => rows.filter((row: { n: number }) => row.n % 3 !== 0),
  "a part's function": (rows) => rows.assign({ z: (part: DataFrame) => part.col("n").add(1) } as never),
  "head": (rows) => rows.head(200_000),
};

const ENDS: Readonly<Record<string, Step>> = {
  "all": (rows) => rows,
  "a column": (rows) => rows.col("x").shift(1),
  "windows of a column": (rows) => rows.col("x").rolling(3).sum(),
  "cells so far": (rows) => rows.col("n").cumsum(),
  "a frame's shift": (rows) => rows.select(["x", "n", "name"]).shift(1),
  "a frame's sums": (rows) => rows.select(["x", "n"]).cumsum(),
  "groups": (rows) => rows.groupby(["k", "c"]).agg({ x: ["mean", "median", "max"], n: "sum" }),
  "counts": (rows) => rows.valueCounts({ subset: ["name"] }),
  "words": (rows) => rows.col("name").str.split(),
  "the last": (rows) => rows.tail(5),
};

async function bothOf(steps: readonly Step[], frame: DataFrame): Promise<string[]> {
  const all = (rows: unknown): unknown => steps.reduce((made, step) => step(made as Rows), rows);
  const here = all(frame) as DataFrame;
  return differences((await (all(parallel(frame, { workers: 2 })) as Pipeline).collect()) as DataFrame, here);
}

describe("pipelines over rows of several parts, with nothing said of parts", () => {
  const frame = manyRows(1);

  it.each(Object.keys(STEPS))("are those of the frame: %s, then a function of a row", async (name) => {
    expect(await bothOf([STEPS[name]!, (rows) => rows.drop(["when", "k"]), STEPS["a filter"]!], frame)).toEqual([]);
  });

  it.each(Object.keys(ENDS))("are those of the frame: %s", async (name) => {
    expect(await bothOf([ENDS[name]!], frame)).toEqual([]);
  });

  const random = new Seeded(Number(process.env["SEED"] ?? Date.now() % 1e6));
  it.each(Array.from({ length: 6 * EFFORT }, () => [...new Set(Array.from({ length: 1 + random.below(4) }, () => random.pick(Object.keys(STEPS)))), random.pick(Object.keys(ENDS))]).map((names) => [names.join(", "), names] as const))("are those of the frame, one after the other: %s", async (_all, names) => {
    expect(await bothOf([...names.slice(0, -1).map((name) => STEPS[name]!), ENDS[names.at(-1)!]!], frame)).toEqual([]);
  });
});
