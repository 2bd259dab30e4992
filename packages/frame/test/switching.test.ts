// What those write first who come from pandas: look-ups in frames, names by a function, columns by type, numbers as
// labels, counts of categories, and keywords that are called otherwise here.
import { ArgumentError, FrameError } from "@framepool/errors";
import { concat, cut, DataFrame, qcut, Series } from "@framepool/frame";
import { describe, expect, it } from "vitest";

describe("map with a frame of two columns", () => {
  const ports = new Series(["S", "C", null, "S"], { name: "Port" });

  it("looks up the first and gives the second, as pandas does by labels", () => {
    expect(ports.map(ports.valueCounts()).toList()).toEqual([2, 1, null, 2]);
    expect(ports.map(ports.valueCounts({ dropna: false })).toList()).toEqual([2, 1, 1, 2]);
    expect(ports.map(ports.valueCounts()).name).toBe("Port");
    const at = new Series([new Date(0), new Date(5)]);
    expect(at.map(new DataFrame({ at: [new Date(5)], x: ["five"] })).toList()).toEqual([null, "five"]);
    expect(new Series([1, 2, 3]).map(concat([new DataFrame({ k: [1], v: ["a"] }), new DataFrame({ k: [3], v: ["c"] })])).toList()).toEqual(["a", null, "c"]);
    expect(ports.map(ports.valueCounts().head(0)).isna().all()).toBe(true);
  });

  it("says what cannot be looked up in", () => {
    expect(() => ports.map(new DataFrame({ a: [1], b: [2], c: [3] }))).toThrow(new ArgumentError("map: a frame that is looked up in has two columns, what is looked up and what becomes of it, not 3"));
    expect(() => ports.map(new DataFrame({ k: ["S", "S"], v: [1, 2] }))).toThrow(new FrameError('map: column "k" has a value in two rows, and which of them counts is not said: dropDuplicates({ subset: "k" }) keeps the first', { column: "k" }));
    expect(() => ports.map(new DataFrame({ k: [new Date(1), new Date(1)], v: [1, 2] }))).toThrow("in two rows");
    expect(() => ports.map(ports as never)).toThrow("map: a Series has no labels to look up");
  });
});

describe("columns by name and by type", () => {
  const df = new DataFrame({ Name: ["Ann"], Age: [22], Fare: [7.25], Alone: [true], Port: ["S"], Born: [new Date(0)] }, { dtype: { Port: "category" } });

  it("rename takes a function of the name", () => {
    expect(df.rename((name) => name.toLowerCase()).columns).toEqual(["name", "age", "fare", "alone", "port", "born"]);
    expect(df.rename((name) => `p_${name}`).at(0, "p_Age")).toBe(22);
    expect(() => df.rename(() => "x")).toThrow(FrameError);
    expect(() => df.rename((() => 1) as never)).toThrow('rename: a function gave 1 for "Name", and names are text');
  });

  it("selectDtypes keeps columns of some types, in order", () => {
    expect(df.selectDtypes({ include: "number" }).columns).toEqual(["Age", "Fare"]);
    expect(df.selectDtypes({ include: ["string", "category"] }).columns).toEqual(["Name", "Port"]);
    expect(df.selectDtypes({ exclude: ["number", "datetime"] }).columns).toEqual(["Name", "Alone", "Port"]);
    expect(df.selectDtypes({ include: "number", exclude: "float64" }).columns).toEqual(["Age"]);
    expect(df.selectDtypes({ include: "duration" }).shape).toEqual([1, 0]);
    expect(df.head(0).selectDtypes({ include: "bool" }).columns).toEqual(["Alone"]);
  });

  it("names what a type of pandas is called here", () => {
    expect(() => df.selectDtypes({ include: "object" as never })).toThrow(new ArgumentError('no column type "object"; what pandas calls so is string'));
    expect(() => df.col("Age").astype("int" as never)).toThrow('no column type "int"; what pandas calls so is int64');
    expect(() => df.selectDtypes({} as never)).toThrow('selectDtypes: options are { include: "number" }, { exclude: "number" } or both, not an object');
    expect(() => df.selectDtypes({ include: 7 as never })).toThrow("selectDtypes: include is a type or a list of them, not 7");
  });
});

describe("bins and categories", () => {
  it("take numbers for labels, as text that becomes numbers again", () => {
    const grades = qcut([1, 2, 3, 4], 2, { labels: [2, 1] });
    expect(grades.toList()).toEqual(["2", "2", "1", "1"]);
    expect(grades.astype("int32").toList()).toEqual([2, 2, 1, 1]);
    expect(() => cut([1, 2], 2, { labels: [1, null] as never })).toThrow("cut: a label is a text or a number, not null");
    expect(() => cut([1, 2], 2, { labels: [1, "1"] })).toThrow("two labels are the same");
  });

  it("are counted with those that no row has, in their order", () => {
    const bins = concat([new DataFrame({ a: cut([50, 3], [0, 5, 10, 20, 100]) }), new DataFrame({ a: cut([7, 60, null], [0, 5, 10, 20, 100]) })]).col("a");
    expect(bins.valueCounts().toRows()).toEqual([{ a: "(20, 100]", count: 2 }, { a: "(0, 5]", count: 1 }, { a: "(5, 10]", count: 1 }, { a: "(10, 20]", count: 0 }]);
    expect(bins.valueCounts({ sort: false, dropna: false }).col("count").toList()).toEqual([1, 1, 0, 2, 1]);
    expect(new Series(["b", "a", "b"], { dtype: "category" }).valueCounts({ sort: false }).toColumns()).toEqual({ value: ["a", "b"], count: [1, 2] });
    expect(bins.slice(0, 0).valueCounts().col("count").sum()).toBe(0);
  });
});

describe("keywords of pandas", () => {
  const df = new DataFrame({ k: ["a", "b"], x: [1, null] });

  it("that there are not say what there is", () => {
    expect(() => df.groupby("k", { asIndex: false } as never)).toThrow(new ArgumentError('groupby has no option "asIndex": keys are always columns of the result'));
    expect(() => concat([df, df], { ignore_index: true } as never)).toThrow('concat has no option "ignore_index": there is no index, and rows go by their order');
    expect(() => df.sample({ n: 1, randomState: 1 } as never)).toThrow('sample has no option "randomState": it is called seed here');
    expect(() => df.dropna({ inplace: true } as never)).toThrow("nothing is changed in place; take what the verb gives");
    expect(() => df.pivotTable({ index: "k", values: "x", aggfunc: ["sum", "middle"] as never })).toThrow('pivotTable: aggfunc: no aggregate "middle"');
  });

  it("that stand behind the arguments of verbs without options are not passed over", () => {
    const frame = df as unknown as Record<string, (...args: unknown[]) => unknown>;
    for (const [verb, ...args] of [["fillna", 0], ["drop", "x"], ["select", ["x"]], ["rename", { x: "y" }], ["replace", 1, 2]] as const) {
      expect(() => frame[verb]!(...args, { inplace: true })).toThrow(new ArgumentError(`${verb} has no option "inplace": nothing is changed in place; take what the verb gives`));
      expect(() => frame[verb]!(...args, { axis: 1 })).toThrow(`${verb} has no option "axis": there is no choice of axis here`);
      expect(() => frame[verb]!(...args, undefined)).not.toThrow();
    }
    const column = df.col("x") as unknown as Record<string, (...args: unknown[]) => unknown>;
    expect(() => column["fillna"]!(0, { inplace: true })).toThrow("nothing is changed in place");
    expect(() => column["replace"]!(1, 0, { inplace: true })).toThrow("nothing is changed in place");
    expect(() => frame["drop"]!("x", "k")).toThrow(new ArgumentError('drop takes nothing behind its arguments, and is given "k"; several names are a list'));
    expect(() => frame["select"]!(["x"], ["k"])).toThrow(ArgumentError);
    // @ts-expect-error there are no options
    expect(() => df.drop("x", { axis: 1 })).toThrow(ArgumentError);
  });

  it("and ways of pandas that mean something else here, say what to write", () => {
    expect(() => df.rename({ columns: { x: "y" } } as never)).toThrow("rename takes names by names, { old: \"new\" }, without pandas' columns=");
    expect(() => df.rename(["a"])).toThrow("rename: 1 name for 2 columns");
    expect(df.rename(["a", "b"]).columns).toEqual(["a", "b"]);
    expect(() => df.col("k").str.extract("(\\d)" as never)).toThrow("write a pattern as a RegExp, /…/");
    expect(() => df.groupby("k").agg({ x: [(x) => x.max(), (x) => x.min()] })).toThrow('agg: several functions of column "x" have no name');
    expect(() => df.selectDtypes({ include: ["int64", "string"] })).toThrow('selectDtypes: no column is int64, and "x" is int32; write "int" for those of any size');
    expect(df.selectDtypes({ include: ["int64", "int"] }).columns).toEqual(["x"]);
    expect(df.selectDtypes({ include: "float64" }).columns).toEqual([]);
    const times = new DataFrame({ at: [new Date("2020-01-01"), new Date("2020-01-04")], y: [3, 4] });
    for (const verb of ["eq", "ne"] as const) {
      expect(() => times.col("at")[verb]("2020-01-01" as never)).toThrow(`${verb}: column "at" (timestamp) cannot be compared with "2020-01-01"; a time is a Date: new Date("2020-01-01")`);
      // `new Date("1/4/2020")` is midnight of the machine's zone.
      expect(() => times.col("at")[verb]("1/4/2020" as never)).toThrow('new Date("2020-01-04")');
    }
    expect(() => times.col("at").isin(["2020-01-01 05:30" as never])).toThrow('isin: column "at" (timestamp) has no texts, and is given "2020-01-01 05:30"; a time is a Date: new Date("2020-01-01T05:30:00Z")');
    // Of a whole frame, text may be meant.
    expect(times.eq("2020-01-01").toColumns()).toEqual({ at: [false, false], y: [false, false] });
    expect(times.isin(["2020-01-01"]).toColumns()).toEqual({ at: [false, false], y: [false, false] });
    expect(times.col("at").eq("x" as never).toList()).toEqual([false, false]);
    expect(times.col("at").isin(["x" as never]).toList()).toEqual([false, false]);
    for (const verb of ["ffill", "bfill"] as const) {
      expect(() => times.resample("1D", { on: "at" })[verb]()).toThrow(`filled behind an aggregate, resample(…).first().${verb}()`);
      expect(() => times.resample("1D", { on: "at" }).col("y")[verb]()).toThrow(ArgumentError);
    }
    expect(times.resample("1D", { on: "at" }).select(["y"]).first().ffill().col("y").toList()).toEqual([3, 3, 3, 4]);
  });

  it("are no columns to be filled", () => {
    expect(() => df.fillna({ method: "ffill" } as never)).toThrow(new ArgumentError('fillna takes a value, or values by column name, and no column is called "method": write df.ffill() or df.bfill()'));
    expect(() => df.fillna({ value: 0 } as never)).toThrow("write df.fillna(value)");
    expect(new DataFrame({ value: [1, null] }).fillna({ value: 0 }).toColumns()).toEqual({ value: [1, 0] });
    expect(df.fillna({ x: 0, y: 1 } as never).at(1, "x")).toBe(0);
  });
});
