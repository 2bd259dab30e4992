import { ArgumentError, FrameError } from "@framepool/errors";
import { concat, DataFrame, LabelEncoder, Series, StandardScaler } from "@framepool/frame";
import { describe, expect, it } from "vitest";

const df = new DataFrame({ k: ["a", "b", "a"], v: [2, null, 1] });
const series = df.col("v");
/** What JavaScript passes, where no type stops it. */
const given = (value: unknown): never => value as never;
const promise = (value: unknown): never => given(Promise.resolve(value));
const thrown = (call: () => unknown): Error => {
  try {
    call();
  } catch (error) {
    return error as Error;
  }
  return expect.fail("threw nothing");
};

const FORGOTTEN: Readonly<Record<string, () => unknown>> = {
  "fillna of all": () => df.fillna(promise({ v: 1 })),
  "fillna of a column": () => df.fillna({ v: promise(1) }),
  "fillna of a column that is not there": () => df.fillna(given({ z: promise(1) })),
  "rename by name": () => df.rename({ v: promise("w") }),
  "replace by column": () => df.replace(given({ k: promise({ a: "z" }) })),
  "replace by value": () => df.replace(given({ a: promise("z") })),
  "replace in a Map": () => df.replace(given(new Map([["a", promise("z")]]))),
  "round by column": () => df.round(given({ z: promise(1) })),
  "isin by column": () => df.isin(given({ z: promise([1]) })),
  "astype by column": () => df.astype({ v: promise("string") }),
  "assign of a column": () => df.assign({ z: promise(1) }),
  "agg of a column": () => df.agg(given({ v: promise("sum") })),
  "agg of groups": () => df.groupby("k").agg(given({ v: promise("sum") })),
  "agg of a group's column": () => df.groupby("k").col("v").agg(promise("sum")),
  "the keys of groupby": () => df.groupby(promise("k")),
  "an aggfunc of pivotTable": () => df.pivotTable({ index: "k", values: "v", aggfunc: promise("sum") }),
  "an aggfunc of pivotTable by column": () => df.pivotTable({ index: "k", values: "v", aggfunc: { v: promise("sum") } }),
  "the options of pivotTable": () => df.pivotTable(promise({ index: "k" })),
  "the options of merge": () => df.merge(df, promise({ on: "k" })),
  "a key of merge": () => df.merge(df, { on: promise("k") }),
  "a column of new DataFrame": () => new DataFrame({ a: promise([1]) }),
  "the dtype of a column": () => new DataFrame({ a: [1] }, { dtype: { a: promise("int8") } }),
  "a row of fromRows": () => DataFrame.fromRows([promise({ a: 1 })]),
  "a frame of concat": () => concat([df, promise(df)]),
  "a cell": () => new Series([promise(1)]),
  "what a scaler learns of": () => new StandardScaler().fit(promise(df)),
  "what a scaler changes": () => new StandardScaler({ columns: ["v"] }).fit(df).transform(promise(df)),
  "what an encoder learns of": () => new LabelEncoder().fit(promise(["a"])),
};

describe("a promise whose await was forgotten", () => {
  it.each(Object.entries(FORGOTTEN))("is not passed over: %s", (_what, call) => {
    const error = thrown(call);
    expect(error instanceof ArgumentError || error instanceof FrameError).toBe(true);
    expect(error.message).toContain("a promise (is an `await` missing?)");
  });

  it("is told from a column of the name `then`", () => {
    const then = new DataFrame({ then: [1, 2], k: ["a", null] });
    expect(then.rename({ then: "now" }).columns).toEqual(["now", "k"]);
    expect(then.assign({ then: (part) => part.col("then").add(1) }).col("then").toList()).toEqual([2, 3]);
    expect(then.agg({ then: "sum" })).toEqual({ then: 3 });
    expect(DataFrame.fromRows([{ then: 1 }]).toRows()).toEqual([{ then: 1 }]);
  });
});

describe("an object that has no properties of its own", () => {
  it("is no table to look up in", () => {
    for (const by of [new Set([1]), new WeakMap(), /x/, new Date(0), new Error("x"), df.groupby("k"), new LabelEncoder(), series.rolling(2), promise({})]) {
      expect(() => series.map(given(by))).toThrow(/^map takes a function, a Map, an object or a frame of two columns, not /);
    }
    expect(series.map({ 2: "two" }).toList()).toEqual(["two", null, null]);
    expect(series.map(new Map([[2, "two"]])).toList()).toEqual(["two", null, null]);
    expect(series.map(given(Object.assign(Object.create(null), { 2: "two" }))).toList()).toEqual(["two", null, null]);
  });

  it("is no row, whatever class a row may be of", () => {
    for (const row of [new Map([["a", 1]]), new Set([1]), /x/, new Date(0), new Uint8Array(1), [1]]) expect(() => DataFrame.fromRows([given(row)])).toThrow(/^fromRows: row 0 is no object of cells, but /);
    class Row { a = 1; *[Symbol.iterator]() { yield this.a; } get [Symbol.toStringTag]() { return "Row"; } }
    expect(DataFrame.fromRows([given(new Row()), Object.assign(Object.create(null), { a: 2 })]).toColumns()).toEqual({ a: [1, 2] });
  });

  it("is no row that a function gives", () => {
    for (const result of [new Map([["a", 1]]), new Set([1]), /x/]) {
      expect(() => df.apply(() => given(result))).toThrow(FrameError);
      expect(() => df.groupby("k").apply(() => given(result))).toThrow(FrameError);
    }
  });

  it("is no options; those of a class are, and without a prototype", () => {
    for (const options of [new Map(), new Set(), /x/, new Date(0), series, df.groupby("k"), new StandardScaler(), new AbortController().signal]) expect(() => df.sortValues("v", given(options))).toThrow(/^sortValues takes options as an object, /);
    class Options { get ascending() { return false; } }
    expect(df.sortValues("v", new Options()).col("v").toList()).toEqual([2, 1, null]);
    expect(df.sortValues("v", Object.assign(Object.create(null), { ascending: false })).col("v").toList()).toEqual([2, 1, null]);
  });
});

describe("a function that gives nothing", () => {
  it("gives filter a missing answer, as an optional call does of a missing cell, and a missing cell elsewhere", () => {
    for (const nothing of [null, undefined]) {
      expect(df.filter(given(() => nothing)).numRows).toBe(0);
      expect(df.groupby("k").filter(given(() => nothing)).numRows).toBe(0);
    }
    expect(df.apply(() => undefined).toList()).toEqual([null, null, null]);
    expect(series.map(() => undefined).toList()).toEqual([null, null, null]);
  });
});

it("concat of frames that are no list says how they are given", () => {
  expect(() => concat(given(df), given(df))).toThrow(new ArgumentError("concat takes its frames in one list: concat([a, b])"));
});

it("getDummies refuses a prefix that names nothing", () => {
  for (const [prefix, what] of [[promise("p"), "a promise (is an `await` missing?)"], [/x/, "an object (RegExp)"], [new Map(), "an object (Map)"]] as const) {
    expect(() => df.getDummies(["k"], { prefix: given(prefix) })).toThrow(new ArgumentError(`getDummies: prefix is a text, a list of texts or an object of them by column name, not ${what}`));
  }
});
