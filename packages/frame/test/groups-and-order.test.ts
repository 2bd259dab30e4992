import { concat, crosstab, DataFrame, Series, type Cell, type DType } from "@framepool/frame";
import { columnsOf, concatColumns, frameOf, seriesOf, takeFault } from "@framepool/frame/internal";
import { ArgumentError, FrameError, SchemaMismatchError } from "@framepool/errors";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { CELLS, cellsOf, DTYPES, inPieces } from "./support/random-columns.js";

/** Few values, so that there are equal ones, some of them missing. */
const repeated = (dtype: DType) => fc.array(CELLS[dtype], { minLength: 1, maxLength: 5 }).chain((some) => fc.array(fc.option(fc.constantFrom(...some), { freq: 5 }), { maxLength: 40 }));

const bytes = new TextEncoder();

function compare(a: Cell, b: Cell): number {
  if (typeof a === "string" && typeof b === "string") return Buffer.compare(bytes.encode(a), bytes.encode(b));
  const [x, y] = [Number(a), Number(b)];
  return x < y ? -1 : x > y ? 1 : 0;
}

const isGone = (cell: Cell): boolean => cell === null || Number.isNaN(cell);
const keyOf = (cell: Cell): string => (isGone(cell) ? "gone" : cell instanceof Date ? `d${String(cell.getTime())}` : typeof cell === "number" ? `n${String(cell + 0)}` : `${typeof cell}${String(cell)}`);

describe("sortValues", () => {
  it("sorts as a stable sort by comparison does, every type", () => {
    fc.assert(fc.property(fc.constantFrom(...DTYPES), fc.gen(), fc.array(fc.nat(60), { maxLength: 3 }), fc.boolean(), fc.constantFrom("first", "last"), (dtype, g, cuts, ascending, naPosition) => {
      const cells = g(() => fc.oneof(repeated(dtype), cellsOf(dtype)));
      const rows = cells.map((cell, row) => ({ cell, row }));
      const sign = ascending ? 1 : -1;
      const there = rows.filter(({ cell }) => !isGone(cell)).sort((a, b) => compare(a.cell, b.cell) * sign);
      const gone = rows.filter(({ cell }) => isGone(cell));
      const table = frameOf([inPieces("x", cells, dtype, cuts), inPieces("row", rows.map(({ row }) => row), "int32", [])], cells.length) as DataFrame;
      const sorted = table.sortValues("x", { ascending, naPosition });
      expect(sorted.col("row").toList()).toEqual((naPosition === "first" ? [...gone, ...there] : [...there, ...gone]).map(({ row }) => row));
    }));
  });

  it("sorts many rows: radix passes, long common beginnings, texts that end in zeros", () => {
    const texts = Array.from({ length: 3000 }, (_, i) => `the same beginning of all ${"ab\u0000".repeat(i % 4)}${String((i * 7919) % 500)}`);
    const odd = ["", "\u0000", "\u0000\u0000", "a", "a\u0000", "12345678", "123456789", "1234567", "é", "\u{1F600}"];
    for (const cells of [texts, Array.from({ length: 900 }, (_, i) => odd[(i * 31) % odd.length]!), Array.from({ length: 900 }, (_, i) => `12345678${odd[i % odd.length]!}`)]) {
      expect(new Series(cells).sortValues().toList()).toEqual([...cells].sort(compare));
    }
    const numbers = Array.from({ length: 5000 }, (_, i) => Math.sin(i) * 10 ** (i % 40));
    expect(new Series(numbers).sortValues({ ascending: false }).toList()).toEqual([...numbers].sort((a, b) => b - a));
  });

  it("sorts 64-bit integers by all their digits, and 0 and -0 as one", () => {
    expect(new Series([2n ** 63n - 1n, 2n ** 63n - 2n, -(2n ** 63n)]).sortValues().toList()).toEqual([-(2n ** 63n), 2n ** 63n - 2n, 2n ** 63n - 1n]);
    expect(new Series([2n ** 64n - 1n, 1n, 2n ** 64n - 2n]).sortValues().toList()).toEqual([1n, 2n ** 64n - 2n, 2n ** 64n - 1n]);
    expect(new Series([0, -0, -1]).sortValues().toList()).toEqual([-1, 0, -0]);
    expect(new Series([-0, 0, Infinity, -Infinity]).sortValues({ ascending: false }).toList()).toEqual([Infinity, -0, 0, -Infinity]);
  });

  it("keeps a frame as it is where it is in order: views", () => {
    const df = new DataFrame({ a: [1, 2, 3], b: ["x", "y", "z"] });
    expect(columnsOf(df.sortValues("a"))[1]!.vectors[0]!.storage).toBe(columnsOf(df)[1]!.vectors[0]!.storage);
    expect(df.sortValues([]).toRows()).toEqual(df.toRows());
  });

  it("says what it does not take", () => {
    const df = new DataFrame({ Age: [1], Tags: [["a"]] }) as DataFrame;
    expect(() => df.sortValues("Agee")).toThrow('no column "Agee"; did you mean "Age"?');
    expect(() => df.sortValues("Tags")).toThrow('sortValues: column "Tags" (list) has no order');
    expect(() => df.sortValues(["Age"], { ascending: [true, false] })).toThrow(new ArgumentError("sortValues: ascending has 2 values for 1 columns"));
    expect(() => df.sortValues("Age", { naPosition: "top" as never })).toThrow('naPosition is "first" or "last", not "top"');
  });
});

describe("groupby", () => {
  it("puts rows together as a Map of their keys does, every type", () => {
    fc.assert(fc.property(fc.constantFrom(...DTYPES), fc.constantFrom(...DTYPES), fc.gen(), fc.array(fc.nat(60), { maxLength: 3 }), fc.boolean(), (one, two, g, cuts, dropna) => {
      const a = g(() => repeated(one));
      const b = a.map(() => g(() => fc.option(CELLS[two], { freq: 3 })));
      const df = frameOf([inPieces("a", a, one, cuts), inPieces("b", b, two, cuts), inPieces("row", a.map((_, row) => row), "int32", [])], a.length) as DataFrame;
      const groups = new Map<string, number[]>();
      for (const [row, cell] of a.entries()) {
        if (dropna && (isGone(cell) || isGone(b[row]!))) continue;
        const key = JSON.stringify([keyOf(cell), keyOf(b[row]!)]);
        groups.set(key, [...(groups.get(key) ?? []), row]);
      }
      const made = df.groupby(["a", "b"], { sort: false, dropna, observed: true });
      expect([...made.groups().values()].map((rows) => [...rows])).toEqual([...groups.values()]);
      const sorted = df.groupby(["a", "b"], { dropna, observed: true }).col("row").agg((rows: Series) => rows.toList().join());
      expect(new Set(sorted.col("row").toList())).toEqual(new Set([...groups.values()].map((rows) => rows.join())));
      expect(sorted.select(["a", "b"]).toRows()).toEqual(sorted.select(["a", "b"]).sortValues(["a", "b"]).toRows());
    }));
  });

  it("never takes two keys for one", () => {
    const df = new DataFrame({ a: ["a-b", "a", "a", null], b: ["c", "b-c", null, "b-c"], x: [1, 2, 3, 4] });
    expect(df.groupby(["a", "b"], { dropna: false }).size().numRows).toBe(4);
    expect(df.groupby(["a", "b"]).sum().toRows()).toEqual([{ a: "a", b: "b-c", x: 2 }, { a: "a-b", b: "c", x: 1 }]);
  });

  it("hashes where keys are many: text, floats, wide integers, pairs", () => {
    const rows = 20_000;
    const df = new DataFrame({
      text: Array.from({ length: rows }, (_, i) => `T${String((i * 7919) % 9000)}`),
      float: Array.from({ length: rows }, (_, i) => ((i * 7919) % 9000) / 7),
      wide: Array.from({ length: rows }, (_, i) => 2n ** 60n + BigInt((i * 7919) % 9000)),
      far: Array.from({ length: rows }, (_, i) => ((i * 7919) % 9000) * 1e9),
      x: Array.from({ length: rows }, () => 1),
    });
    for (const keys of [["text"], ["float"], ["wide"], ["far"], ["text", "float"], ["float", "far", "wide"]] as const) {
      const made = df.groupby(keys).agg({ x: "sum" });
      expect(made.numRows).toBe(9000);
      expect(made.col("x").sum()).toBe(rows);
    }
  });

  it("aggregates in every form", () => {
    const df = new DataFrame({ Pclass: [1, 3, 3], Fare: [50, 7, 9], Name: ["Ann", "Bo", null] });
    const spread = { init: () => [Infinity, -Infinity], add: ([low, high]: number[], x: number) => [Math.min(low!, x), Math.max(high!, x)], merge: ([a, b]: number[], [c, d]: number[]) => [Math.min(a!, c!), Math.max(b!, d!)], finish: ([low, high]: number[]) => high! - low! };
    function range(fare: Series): number { return fare.max() - fare.min(); }
    const made = df.groupby("Pclass").agg({ Fare: ["mean", range], n: { column: "Name", aggfunc: "count" }, spread: { column: "Fare", aggfunc: spread } });
    expect(made.toColumns()).toEqual({ Pclass: [1, 3], Fare_mean: [50, 8], Fare_range: [0, 2], n: [1, 1], spread: [0, 2] });
    expect(df.groupby("Pclass").agg((series: Series) => series.length).toColumns()).toEqual({ Pclass: [1, 3], Fare: [1, 2], Name: [1, 2] });
    expect(df.groupby("Pclass").col("Fare").agg(["min", range]).columns).toEqual(["Pclass", "min", "range"]);
    expect(df.groupby("Pclass").agg({}).columns).toEqual(["Pclass"]);
  });

  it("says what an aggregate may be", () => {
    const df = new DataFrame({ k: [1], x: ["a"] }) as DataFrame;
    expect(() => df.groupby("k").agg("avg" as never)).toThrow(/^agg: column "x": no aggregate "avg"; there are count size sum mean/);
    expect(() => df.groupby("k").col("x").transform("rank" as never)).toThrow('transform: "rank" is no aggregate, but a method: groupby(…).col(…).rank()');
    expect(() => df.groupby("k").agg({ n: ["x", "count"] } as never)).toThrow(/^agg: column "n": no aggregate "x"; there are .*; one of another column is { column: "…", aggfunc: "…" }$/);
    expect(() => df.groupby("k").agg({ y: "sum" })).toThrow('no column "y"');
    expect(() => df.groupby("k").agg({ x: 5 as never })).toThrow('agg: "x" is given 5; give an aggregate, a list of them, or { column, aggfunc }');
    expect(() => df.groupby("k").mean()).toThrow(new FrameError('mean: column "x" is string; only numbers and times have one; of a frame, { numericOnly: true } leaves such columns out', { column: "x" }));
    expect(() => df.groupby("k").agg({ x: (series) => series as never })).toThrow("gave a Series; it must give one value a group");
    expect(() => df.groupby("k").agg({ x: (async () => 1) as never })).toThrow("agg: the function returned a promise");
    expect(() => df.groupby("k").agg({ k: "count" })).toThrow('two columns are named "k"; rename one first');
    const taken = (verb: string, name: string): string => `${verb} makes a column "${name}" beside yours of that name; rename yours first`;
    expect(() => new Series([1], { name: "count" }).valueCounts()).toThrow(taken("valueCounts", "count"));
    expect(() => new DataFrame({ proportion: [1] }).valueCounts({ normalize: true })).toThrow(taken("valueCounts", "proportion"));
    expect(() => new DataFrame({ statistic: [1] }).describe()).toThrow(taken("describe", "statistic"));
    expect(() => new DataFrame({ column: [1] }).corr()).toThrow(taken("corr", "column"));
    expect(() => new DataFrame({ size: [1] }).groupby("size").size()).toThrow(taken("size", "size"));
    expect(new Series([1], { name: "count" }).valueCounts({ normalize: true }).columns).toEqual(["count", "proportion"]);
    expect(() => df.groupby([])).toThrow("groupby: no keys were given");
    expect(() => df.groupby(["k", "k"])).toThrow('groupby: a key is named twice in "k", "k"');
    expect(() => new DataFrame({ k: [[1]] }).groupby("k")).toThrow('groupby: the values of column "k" (list) are not compared; use text, numbers, bools or times');
  });

  it("remembers the first row of the group where a function throws", () => {
    const df = new DataFrame({ k: ["a", "b", "a", "b"], x: [1, 2, 3, 4] });
    const boom = new Error("boom");
    const fail = (series: Series): number => { if (series.at(0) === 2) throw boom; return 0; };
    expect(() => df.groupby("k").agg({ x: fail })).toThrow(boom);
    expect(takeFault(boom)?.row).toBe(1);
    expect(() => df.groupby("k").apply((part) => fail(part.col("x")))).toThrow(boom);
    expect(takeFault(boom)?.row).toBe(1);
  });

  it("applies: cells, objects, frames, Series and nothing", () => {
    const df = new DataFrame({ k: ["b", "a", "b"], x: [1, 2, 3] });
    const groups = df.groupby("k");
    expect(groups.apply((part) => part.col("x").sum()).toColumns()).toEqual({ k: ["a", "b"], value: [2, 4] });
    expect(groups.apply((part) => ({ n: part.numRows, first: part.at(0, "x") })).toColumns()).toEqual({ k: ["a", "b"], n: [1, 2], first: [2, 1] });
    expect(groups.apply((part) => part.sortValues("x", { ascending: false })).toColumns()).toEqual({ k: ["a", "b", "b"], x: [2, 3, 1] });
    expect(groups.apply((part) => part.col("x").cumsum()).toColumns()).toEqual({ k: ["a", "b", "b"], x: [2, 1, 4] });
    expect(groups.apply((part) => (part.numRows > 1 ? part : null)).toColumns()).toEqual({ k: ["b", "b"], x: [1, 3] });
    expect(groups.apply((part) => (part.numRows > 1 ? 5 : null)).toColumns()).toEqual({ k: ["a", "b"], value: [null, 5] });
    expect(df.head(0).groupby("k").apply(() => 1).toColumns()).toEqual({ k: [], value: [] });
    expect(groups.apply((part) => part.drop(["k", "x"]).head(0)).toColumns()).toEqual({ k: [] });
    expect(() => groups.apply((part) => (part.numRows > 1 ? 5 : { a: 1 }) as never)).toThrow("apply: the function gave an object for some groups and a value for others");
    expect([...groups].map(([key, part]) => [key, part.col("x").toList()])).toEqual([["a", [2]], ["b", [1, 3]]]);
  });

  it("transforms in row order; rows of no group are missing", () => {
    const df = new DataFrame({ k: ["b", "a", "b", null], x: [1, 2, 3, 4] });
    const x = df.groupby("k").col("x");
    expect(x.transform("sum").toList()).toEqual([4, 2, 4, null]);
    expect(x.transform((part) => part.sub(part.min()!)).toList()).toEqual([0, 0, 2, null]);
    expect(x.transform((part) => part.toList().reverse()).toList()).toEqual([3, 2, 1, null]);
    expect(x.transform(() => "same").toList()).toEqual(["same", "same", "same", null]);
    expect(() => x.transform(() => [1, 2, 3])).toThrow("transform: the function gave 3 values for a group of 1 row");
    expect(df.head(0).groupby("k").col("x").transform("mean").length).toBe(0);
    expect(df.tail(1).groupby("k").col("x").transform((part) => part).toList()).toEqual([null]);
  });

  it("fills missing cells with what the whole or their group comes to", () => {
    const df = new DataFrame({ Title: ["Mr", "Mrs", "Mr", "Mrs", "Mr"], Age: [20, 31, null, null, 40], Port: ["S", null, "S", "C", "C"] });
    expect(df.fillna(df.median({ numericOnly: true })).col("Age").toList()).toEqual([20, 31, 31, 31, 40]);
    expect(df.fillna({ Port: df.col("Port").mode().at(0) }).col("Port").toList()).toEqual(["S", "C", "S", "C", "C"]);
    const ages = df.groupby("Title").col("Age");
    expect(df.fillna({ Age: ages.transform("median") }).col("Age").toList()).toEqual([20, 31, 30, 31, 40]);
    expect(ages.ffill({ limit: 1 }).toList()).toEqual([20, 31, 20, 31, 40]);
    expect(() => ages.bfill({ limit: 0 })).toThrow("bfill: limit is a whole number from 1, not 0");
    expect(df.assign({ Old: df.col("Age").qcut(2, { labels: ["young", "old"] }) }).groupby("Old").col("Age").max().toRows()).toEqual([{ Old: "young", Age: 31 }, { Old: "old", Age: 40 }]);
    expect(df.assign({ First: df.col("Title").str.get(0) }).valueCounts({ subset: ["First"] }).toRows()).toEqual([{ First: "M", count: 5 }]);
  });

  it("has a group for every category, or for those that are there", () => {
    const df = new DataFrame({ c: ["lo", "hi", "lo"], x: [1, 2, 3] }, { dtype: { c: "category" } }).head(1);
    expect(df.groupby("c").sum().toColumns()).toEqual({ c: ["hi", "lo"], x: [0, 1] });
    expect(df.groupby("c", { sort: false }).count().toColumns()).toEqual({ c: ["lo", "hi"], x: [1, 0] });
    expect(df.groupby("c").agg({ x: (x) => x.at(0) }).toColumns()).toEqual({ c: ["hi", "lo"], x: [null, 1] });
    expect(df.groupby("c", { observed: true }).mean().toColumns()).toEqual({ c: ["lo"], x: [1] });
  });

  it("of no rows gives no rows and keeps types", () => {
    const made = new DataFrame({ k: ["a"], x: [1.5], n: [1] }).head(0).groupby("k").agg({ x: ["mean", "max"], n: "sum" });
    expect(made.dtypes).toEqual({ k: "string", x_mean: "float64", x_max: "float64", n: "int64" });
    expect(made.numRows).toBe(0);
  });
});

describe("merge", () => {
  it("pairs rows as two loops do, every type and side", () => {
    fc.assert(fc.property(fc.constantFrom(...DTYPES), fc.gen(), fc.array(fc.nat(60), { maxLength: 3 }), fc.constantFrom("inner", "left", "right", "outer", "semi", "anti"), (dtype, g, cuts, how) => {
      const some = g(() => fc.array(CELLS[dtype], { minLength: 1, maxLength: 6 }));
      const side = (): Cell[] => g(() => fc.array(fc.option(fc.constantFrom(...some), { freq: 5 }), { maxLength: 12 }));
      const [a, b] = [side(), side()];
      const rows = (cells: Cell[]): number[] => cells.map((_, row) => row);
      const left = frameOf([inPieces("k", a, dtype, cuts), inPieces("l", rows(a), "int32", [])], a.length) as DataFrame;
      const right = frameOf([inPieces("k", b, dtype, cuts), inPieces("r", rows(b), "int32", [])], b.length) as DataFrame;
      const equal = (i: number, j: number): boolean => keyOf(a[i]!) === keyOf(b[j]!);
      const made = left.merge(right, { on: "k", how: how as "inner" }) as DataFrame;
      if (how === "semi" || how === "anti") {
        expect(made.col("l").toList()).toEqual(rows(a).filter((i) => b.some((_, j) => equal(i, j)) === (how === "semi")));
        return;
      }
      const pairs: (readonly [number | null, number | null])[] = rows(a).flatMap((i) => rows(b).filter((j) => equal(i, j)).map((j) => [i, j] as const));
      if (how === "left" || how === "outer") for (const i of rows(a)) if (!b.some((_, j) => equal(i, j))) pairs.push([i, null]);
      if (how === "right" || how === "outer") for (const j of rows(b)) if (!a.some((_, i) => equal(i, j))) pairs.push([null, j]);
      const place = ([i, j]: readonly [number | null, number | null]): number => (how === "right" ? j! * 100 + (i ?? 0) : i! * 100 + (j ?? 0));
      const found = made.toRows().map((row) => [row.l, row.r] as [number | null, number | null]);
      if (how === "outer") expect(new Set(found.map(String))).toEqual(new Set(pairs.map(String)));
      else expect(found).toEqual(pairs.sort((x, y) => place(x) - place(y)));
      expect(made.toRows().map((row) => keyOf(row.k as Cell))).toEqual(found.map(([i, j]) => keyOf(i === null ? b[j!]! : a[i]!)));
    }));
  });

  it("keeps the side whose rows stay as views", () => {
    const left = new DataFrame({ id: [1, 2], name: ["a", "b"] });
    const made = left.merge(new DataFrame({ id: [2], x: [5] }), { how: "left" });
    expect(columnsOf(made)[1]!.vectors[0]!.storage).toBe(columnsOf(left)[1]!.vectors[0]!.storage);
    expect(made.toColumns()).toEqual({ id: [1, 2], name: ["a", "b"], x: [null, 5] });
  });

  it("joins numbers of several types by value, and a category with text", () => {
    const left = new DataFrame({ id: [1, 2, 300] });
    expect(left.merge(new DataFrame({ id: [2, 3], x: ["p", "q"] }, { dtype: { id: "uint8" } })).toRows()).toEqual([{ id: 2, x: "p" }]);
    expect(left.merge(new DataFrame({ id: [2.5, 300], x: ["p", "q"] })).toRows()).toEqual([{ id: 300, x: "q" }]);
    expect(new DataFrame({ k: ["a", "b"] }, { dtype: "category" }).merge(new DataFrame({ k: ["b"], x: [1] })).toRows()).toEqual([{ k: "b", x: 1 }]);
    expect(new DataFrame({ id: [2n ** 60n, 2n ** 60n + 1n] }).merge(new DataFrame({ id: [2n ** 60n + 1n], x: [1] })).toRows()).toEqual([{ id: 2n ** 60n + 1n, x: 1 }]);
  });

  it("checks what it is given", () => {
    const left = new DataFrame({ id: [1, 1], x: [1, 2] }) as DataFrame;
    const right = new DataFrame({ id: [1, 1], x: [3, 4] }) as DataFrame;
    expect(() => left.merge(right, { on: "id", validate: "1:m" })).toThrow('merge: the keys of the left side are not unique, as validate: "1:m" wants them: 1 is there again in row 1');
    expect(() => left.merge(right, { on: "id", validate: "m:1" })).toThrow("the keys of the right side are not unique");
    expect(left.merge(right, { on: "id", validate: "m:m" }).numRows).toBe(4);
    expect(() => left.merge(right, { on: "id", suffixes: [null, null] })).toThrow('merge: two columns would be named "x"; give suffixes that tell them apart');
    expect(() => left.merge(right, { on: "id", leftOn: "id", rightOn: "id" })).toThrow("merge takes on, or leftOn and rightOn, not both");
    expect(() => left.merge(right, { leftOn: ["id", "x"], rightOn: "id" })).toThrow("leftOn has 2 columns (id, x), rightOn 1 (id)");
    expect(() => left.merge(new DataFrame({ y: [1] }) as DataFrame)).toThrow("the frames have no column of one name; give leftOn and rightOn");
    expect(() => left.merge(right, { how: "cross", on: "id" })).toThrow('how: "cross" pairs every row with every row, and takes no keys');
    expect(() => left.merge(right, { how: "full" as never, on: "id" })).toThrow('not "full"');
    expect(() => left.merge(new DataFrame({ id: ["1"] }) as DataFrame, { on: "id" })).toThrow(SchemaMismatchError);
    const equal = new DataFrame({ k: new Series(new Int8Array(50_000) as never) }) as DataFrame;
    expect(() => equal.merge(equal, { on: "k" })).toThrow("merge: the result would have 2500000000 rows");
    expect(() => equal.merge(equal, { how: "cross" })).toThrow("merge: the result would have 2500000000 rows");
    expect(() => left.merge(right, { on: "idd" })).toThrow('no column "idd"; did you mean "id"?');
  });
});

describe("reshaping", () => {
  it("pivot names both rows where two have one place", () => {
    const df = new DataFrame({ a: [1, 1], b: ["x", "x"], v: [1, 2] });
    expect(() => df.pivot({ index: "a", columns: "b", values: "v" })).toThrow(new FrameError("pivot: rows 0 and 1 have the same keys (1; x); use pivotTable to aggregate them", { row: 1 }));
    expect(df.pivotTable({ index: "a", columns: "b", values: "v", aggfunc: "max" }).toColumns()).toEqual({ a: [1], x: [2] });
  });

  it("pivot, pivotTable and crosstab name keys by all their digits: times with their fractions, integers beyond 2^53", () => {
    const df = new DataFrame({ at: new Series([new Date(1.5e12 + 7), new Date(1.5e12 + 8), new Date(864e5)], { dtype: "timestamp" }), id: new Series([2n ** 53n, 2n ** 53n + 1n, -1n], { dtype: "int64" }), k: ["a", "b", "a"], v: [1, 2, 3] });
    const times = ["1970-01-02", "2017-07-14 02:40:00.007", "2017-07-14 02:40:00.008"];
    const numbers = ["-1", "9007199254740992", "9007199254740993"];
    expect(df.pivot({ index: "k", columns: "at", values: "v" }).columns).toEqual(["k", ...times]);
    expect(df.pivotTable({ index: "k", columns: ["id"], values: "v" }).columns).toEqual(["k", ...numbers]);
    expect(df.pivotTable({ index: "at", columns: "k", values: "v", margins: true }).col("at").toList()).toEqual([...times, "All"]);
    expect(crosstab(df.col("id"), df.col("k"), { normalize: "index", margins: true }).col("id").toList()).toEqual([...numbers, "All"]);
    expect(() => concat([df, df]).pivot({ index: "id", columns: "at", values: "v" })).toThrow("have the same keys (9007199254740992; 2017-07-14 02:40:00.007)");
  });

  it("pivot and pivotTable say what they need where it is not given", () => {
    const df = new DataFrame({ a: [1], b: ["x"], v: [3] }) as DataFrame;
    for (const given of [undefined, {}, { index: 1 }, { columns: "b" }]) {
      expect(() => df.pivot(given as never)).toThrow(ArgumentError);
      expect(() => df.pivotTable(given as never)).toThrow('name columns: pivotTable({ index: "Pclass", columns: "Sex", values: "Fare" })');
    }
    expect(() => df.pivot({ index: "a" } as never)).toThrow("pivot: columns is undefined");
    expect(() => df.pivotTable({ index: "a", values: null } as never)).toThrow("pivotTable: values is null");
  });

  it("pivotTable takes functions, and several aggregates", () => {
    const df = new DataFrame({ a: [1, 1, 2], b: ["x", "x", "y"], v: [1, 2, 3], w: [1, 1, 1] });
    expect(df.pivotTable({ index: "a", columns: "b", values: "v", aggfunc: (v: Series) => v.toList().join("+") }).toColumns()).toEqual({ a: [1, 2], x: ["1+2", null], y: [null, "3"] });
    expect(df.pivotTable({ index: "a", columns: "b", values: "v", aggfunc: (v) => v.at(0) }).toColumns()).toEqual({ a: [1, 2], x: [1, null], y: [null, 3] });
    expect(df.pivotTable({ index: "a", aggfunc: { v: "sum", w: "count" } }).toColumns()).toEqual({ a: [1, 2], v: [3, 3], w: [2, 1] });
    expect(df.head(0).pivotTable({ index: "a", columns: "b", values: "v" }).columns).toEqual(["a"]);
    expect(() => df.pivotTable({ index: "a", values: ["v", "w"], aggfunc: { v: "sum" } })).toThrow('pivotTable: aggfunc is an object without one for column "w"');
  });

  it("crosstab aggregates values, and takes variables of one name", () => {
    const sex = new Series(["f", "m", "f"], { name: "x" });
    expect(crosstab(sex, sex).toColumns()).toEqual({ x: ["f", "m"], f: [2, 0], m: [0, 1] });
    expect(crosstab(sex, new Series([1, 1, 3]), { values: new Series([10, 20, 30]), aggfunc: "mean" }).toColumns()).toEqual({ x: ["f", "m"], 1: [10, 20], 3: [30, null] });
    expect(() => crosstab(sex, new Series([1]))).toThrow('crosstab: "" has 1 row, the first has 3 rows');
    expect(() => crosstab(sex, sex, { aggfunc: "mean" })).toThrow("crosstab takes values and aggfunc together, or neither");
  });

  it("explode goes through several vectors, slices and lists of lists", () => {
    const lists = concatColumns("t", [columnsOf(new DataFrame({ t: [["z"], ["a", "b"], null] }).slice(1))[0]!, columnsOf(new DataFrame({ t: [[], ["c"]] as string[][] }))[0]!]);
    expect(seriesOf(lists).explode().toList()).toEqual(["a", "b", null, null, "c"]);
    expect(new DataFrame({ id: [1, 2], t: [[[1], [2, 3]], []] as number[][][] }).explode("t").toColumns()).toEqual({ id: [1, 1, 2], t: [[1], [2, 3], null] });
    expect(new DataFrame({ id: [1, 2] }).explode("id").toColumns()).toEqual({ id: [1, 2] });
    expect(() => new DataFrame({ a: [[1], [2]], b: [[1], [2, 3]] }).explode(["a", "b"])).toThrow('explode: the lists of column "b" are of other lengths than those of "a"');
  });

  it("melt unifies the types of its values", () => {
    expect(new DataFrame({ a: [1], b: [0.5] }).melt().toColumns()).toEqual({ variable: ["a", "b"], value: [1, 0.5] });
    expect(() => new DataFrame({ a: [1], b: ["x"] }).melt()).toThrow(SchemaMismatchError);
    expect(() => new DataFrame({ a: [1], b: [2], c: ["x"] }).melt()).toThrow('column "value": "c" is string, the columns before it are int32; make them one type first');
  });

  it("resample takes the rows of a bin in the order of their times, and gives them back as they stood", () => {
    const df = new DataFrame({ at: ["2021-03-04T09:00", "2021-03-05", "2021-03-04T07:00", null, "2021-03-04T08:00"].map((text) => (text === null ? null : new Date(`${text}${text.length > 10 ? "Z" : ""}`))), x: [3, 9, 1, 5, 2] });
    const days = df.resample("1D", { on: "at" });
    expect(days.agg({ x: ["first", "last"], list: { column: "x", aggfunc: (x) => x.toList().join() } }).row(0)).toEqual({ at: new Date("2021-03-04"), x_first: 1, x_last: 3, list: "1,2,3" });
    expect(days.col("x").cumsum().toList()).toEqual([6, 9, 1, null, 3]);
    expect(days.col("x").shift().toList()).toEqual([2, null, null, null, 1]);
    expect(days.col("x").rank({ method: "first" }).toList()).toEqual([3, 1, 1, null, 2]);
    expect(days.cumcount().toList()).toEqual([2, 0, 0, null, 1]);
    expect(days.col("x").transform((x) => x.sub(x.at(0))).toList()).toEqual([2, 0, 0, null, 1]);
    const fine = new DataFrame({ at: new Series(["2021-03-04T00:00:00.000002", "2021-03-04T00:00:00.000001"]).toDatetime(), x: [2, 1] });
    expect(fine.resample("1D", { on: "at" }).first().col("x").toList()).toEqual([1]);
  });

  it("resample counts finer digits, dates, and says what it does not take", () => {
    const ns = new Series([1_000_000_000_000_000_000n, 1_000_000_000_000_000_001n], { dtype: "timestamp" }) as Series;
    expect(new DataFrame({ at: new Series([new Date("2021-03-04"), new Date("2021-03-06")], { dtype: "date" }), x: [1, 2] }).resample("1D", { on: "at" }).size().col("size").toList()).toEqual([1, 0, 1]);
    expect(ns.length).toBe(2);
    const df = new DataFrame({ at: [new Date(0), null], x: [1, 2] }) as DataFrame;
    expect(df.resample("MS", { on: "at" }).sum().toColumns()).toEqual({ at: [new Date(0)], x: [1] });
    expect(df.slice(1).resample("1h", { on: "at" }).sum().numRows).toBe(0);
    expect(() => df.resample("1fortnight", { on: "at" })).toThrow('resample: no rule "1fortnight"; a rule is a number and one of ms s min h D W MS QS YS ME QE YE');
    expect(() => df.resample("1D", { on: "x" })).toThrow('resample: column "x" is int32; it must have dates or timestamps');
    expect(() => df.resample("ME", { on: "at", closed: "left" })).toThrow("closed and label go with rules of a fixed length");
    expect(() => new DataFrame({ at: [new Date(0), new Date(1e13)] }).resample("1ms", { on: "at" })).toThrow("the rule makes 10000000000001 bins; give a coarser one");
  });

  it("the column that tells where rows of a merge came from has pandas' order", () => {
    const both = new DataFrame({ k: [1, 2] }).merge(new DataFrame({ k: [2, 3] }), { on: "k", how: "outer", indicator: true });
    expect(both.getDummies(["_merge"]).columns).toEqual(["k", "_merge_left_only", "_merge_right_only", "_merge_both"]);
    expect(both.groupby("_merge").size().col("_merge").toList()).toEqual(["left_only", "right_only", "both"]);
    expect(both.sortValues("_merge").col("k").toList()).toEqual([1, 3, 2]);
  });
});
