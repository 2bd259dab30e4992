import { concat, DataFrame, Series } from "@framepool/frame";
import { columnsOf, frameOf } from "@framepool/frame/internal";
import { ArgumentError, FrameError } from "@framepool/errors";
import fc from "fast-check";
import { describe, expect, it } from "vitest";

describe("making a frame", () => {
  it("takes arrays, typed arrays, Series and another frame", () => {
    const df = new DataFrame({ a: [1, null], b: new Series(["x", "y"], { name: "other" }), c: Float64Array.of(1, 2) as never });
    expect(df.toColumns()).toEqual({ a: [1, null], b: ["x", "y"], c: [1, 2] });
    expect(df.dtypes).toEqual({ a: "int32", b: "string", c: "float64" });
    expect(columnsOf(new DataFrame(df))[0]).toBe(columnsOf(df)[0]);
  });

  it("takes one dtype for all, or one for some", () => {
    expect(new DataFrame({ a: [1], b: [2] }, { dtype: "int8" }).dtypes).toEqual({ a: "int8", b: "int8" });
    expect(new DataFrame({ a: [1], b: [2] }, { dtype: { b: "float32" } }).dtypes).toEqual({ a: "int32", b: "float32" });
    expect(new DataFrame({ a: [2 ** 40] }, { int64: "bigint" }).row(0)).toEqual({ a: 2n ** 40n });
    expect(new DataFrame({ a: new Series([1, 2]) }, { dtype: "float64" }).dtypes).toEqual({ a: "float64" });
    expect(() => new DataFrame({ Name: ["x"] }, { dtype: { Nmae: "string" } })).toThrow('no column "Nmae"; did you mean "Name"?');
    expect(() => new DataFrame({ a: ["x"] }, { dtype: "int8" })).toThrow('column "a", row 0: "x" is no int8');
  });

  it("names column and both lengths where they differ", () => {
    expect(() => new DataFrame({ a: [1, 2], b: [1] })).toThrow(new FrameError('column "b" has 1 value, the frame has 2 rows', { column: "b" }));
    expect(() => new DataFrame({ a: [1, 2] }).assign({ c: [1, 2, 3] })).toThrow('column "c" has 3 values, the frame has 2 rows');
    expect(() => new DataFrame({ a: 5 as never })).toThrow('column "a": give an array or a Series, not 5');
  });

  it("is made of columns by name, or rows in an array, and says so of anything else", () => {
    for (const [given, text] of [[undefined, "undefined"], [5, "5"], [[{ a: 1 }], "an array"], [null, "null"]] as const) {
      expect(() => new DataFrame(given as never)).toThrow(new ArgumentError(`new DataFrame takes columns by name, { a: [1, 2] }, not ${text}; rows are taken by DataFrame.fromRows([{ a: 1 }, { a: 2 }])`));
    }
    expect(() => DataFrame.fromRows({ a: 1 } as never)).toThrow(new ArgumentError("fromRows takes an array of objects, [{ a: 1 }, { a: 2 }], not an object (Object)"));
    for (const given of [undefined, null, 5, "abc"]) expect(() => new Series(given as never)).toThrow(ArgumentError);
  });

  it("takes rows, and fills what some lack", () => {
    const df = DataFrame.fromRows([{ a: 1, b: undefined }, { c: "x", a: 2 }, {}]);
    expect(df.toColumns()).toEqual({ a: [1, 2, null], b: [null, null, null], c: [null, "x", null] });
    expect(DataFrame.fromRows([{ a: 1 }, {}], { dtype: { a: "float64" } }).toColumns()).toEqual({ a: [1, null] });
    expect(DataFrame.fromRows([{}, {}]).shape).toEqual([2, 0]);
    expect(DataFrame.fromRows([]).shape).toEqual([0, 0]);
    expect(() => DataFrame.fromRows([[1] as never])).toThrow("row 0 is no object");
  });

  it("may have no columns, and rows all the same", () => {
    expect(new DataFrame({}).shape).toEqual([0, 0]);
    const bare = new DataFrame({ a: [1, 2, 3] }).drop("a");
    expect(bare.shape).toEqual([3, 0]);
    expect(bare.head(2).shape).toEqual([2, 0]);
    expect(bare.toRows()).toEqual([{}, {}, {}]);
    expect(concat([bare, bare]).shape).toEqual([6, 0]);
    expect(bare.assign({ x: 1 }).toColumns()).toEqual({ x: [1, 1, 1] });
    expect(new DataFrame({}).assign({ x: [1, 2] }).shape).toEqual([2, 1]);
    expect(frameOf([], 4).filter(() => true).shape).toEqual([4, 0]);
  });
});

describe("names", () => {
  const odd = ["__proto__", "constructor", "shape", "", "a b", "toString"];
  const frame = () => new DataFrame(Object.fromEntries(odd.map((name, i) => [name, [i, null]])));

  it("are data, and never properties of a frame", () => {
    const df = frame();
    expect(df.shape).toEqual([2, 6]);
    expect(df.columns).toEqual(odd);
    expect(odd.map((name) => df.col(name).at(0) as number)).toEqual([0, 1, 2, 3, 4, 5]);
    expect(Object.entries(df.toColumns() as object).map(([name]) => name)).toEqual(odd);
    expect(Object.entries(df.dtypes as object)).toEqual(odd.map((name) => [name, "int32"]));
    expect(df.select(["__proto__", ""]).columns).toEqual(["__proto__", ""]);
    expect(df.drop(["constructor", "toString"]).columns).toEqual(["__proto__", "shape", "", "a b"]);
    expect(df.rename({ shape: "__proto__x", constructor: "c" }).columns).toEqual(["__proto__", "c", "__proto__x", "", "a b", "toString"]);
    expect(df.rename({}).columns).toEqual(odd);
    expect(concat([df, df]).columns).toEqual(odd);
    expect(df.assign(Object.fromEntries([["__proto__", 7]])).row(1)).toEqual(Object.fromEntries(odd.map((name, i) => [name, i === 0 ? 7 : null])));
    expect(new DataFrame(Object.fromEntries(Object.entries(df.toColumns() as Record<string, number[]>))).toRows()).toEqual(df.toRows());
  });

  it("that are not there are an error with the nearest one; rename passes over them", () => {
    const df = new DataFrame({ Name: ["x"], Age: [1] }) as DataFrame;
    for (const use of [() => df.col("Nmae"), () => df.select(["Nmae"]), () => df.drop("Nmae"), () => df.at(0, "Nmae")]) expect(use).toThrow('no column "Nmae"; did you mean "Name"?');
    expect(() => df.col("toString")).toThrow('no column "toString"; the columns are "Name", "Age"');
    expect(df.rename({ Nmae: "x" }).columns).toEqual(["Name", "Age"]);
  });

  it("are there once", () => {
    const df = new DataFrame({ a: [1], b: [2] });
    expect(() => df.rename({ a: "b" })).toThrow('two columns are named "b"');
    expect(() => df.select(["a", "a"])).toThrow('two columns are named "a"');
    expect(() => concat([df, df], { axis: 1 })).toThrow('two columns are named "a"');
  });
});

describe("verbs", () => {
  it("share the columns they do not change, and leave the frame as it was", () => {
    const df = new DataFrame({ a: [1, 2], b: ["x", "y"] });
    const before = df.toColumns();
    const [a, b] = columnsOf(df);
    expect(columnsOf(df.assign({ c: 1 })).slice(0, 2)).toEqual([a, b]);
    expect(columnsOf(df.select(["b"]))[0]).toBe(b);
    expect(columnsOf(df.rename({ a: "z" }))[0]!.vectors).toBe(a!.vectors);
    expect(columnsOf(df.slice(0, 1))[1]!.vectors[0]!.storage).toBe(b!.vectors[0]!.storage);
    expect(columnsOf(concat([df, df]))[1]!.vectors.map(({ storage }) => storage)).toEqual([b!.vectors[0]!.storage, b!.vectors[0]!.storage]);
    expect(columnsOf(df.filter(() => true))[0]).toBe(a);
    expect(df.toColumns()).toEqual(before);
  });

  it("keep the schema of an empty frame", () => {
    const empty = new DataFrame({ a: [1], b: ["x"], c: [new Date(0)], d: [[1]] }).head(0);
    const types = { a: "int32", b: "string", c: "timestamp", d: "list" };
    for (const df of [empty, empty.filter(() => true), empty.filter(empty.col("a").gt(0)), empty.slice(0, 0), concat([empty, empty]), empty.sample({ n: 0 }), empty.assign({}), empty.tail(3)]) {
      expect(df.dtypes).toEqual(types);
      expect(df.numRows).toBe(0);
    }
  });

  it("assign in order: a later function sees an earlier column", () => {
    const df = new DataFrame({ a: [1, 2] }).assign({ b: (d) => d.col("a").add(1), c: (d: DataFrame) => d.col("b").add(1), a: new Date(5), e: null, f: Uint8Array.of(1) });
    expect(df.columns).toEqual(["a", "b", "c", "e", "f"]);
    expect(df.row(1)).toEqual({ a: new Date(5), b: 3, c: 4, e: null, f: Uint8Array.of(1) });
  });

  it("assign refuses promises, objects and frames", () => {
    const df = new DataFrame({ a: [1] });
    expect(() => df.assign({ b: (async () => 1) as never })).toThrow("mapPartitions");
    expect(() => df.assign({ b: { x: 1 } as never })).toThrow('assign: column "b" is given an object');
    expect(() => df.assign({ b: (() => df) as never })).toThrow('assign: column "b" is given an object');
  });

  it("filter takes true, false and nothing", () => {
    const df = new DataFrame({ a: [1, 2, 3], b: [true, null, false] });
    expect(df.filter((row) => row.b as boolean).toColumns()).toEqual({ a: [1], b: [true] });
    expect(df.filter(df.col("b")).numRows).toBe(1);
    expect(() => df.filter((row) => row.a as never)).toThrow("must return true or false, not 1; compare the value");
    expect(() => df.filter((async () => true) as never)).toThrow("mapPartitions");
    expect(() => df.filter(new Series([true]))).toThrow("the mask has 1 value, there are 3 rows");
    expect(() => df.filter(df.col("a") as never)).toThrow('column "a" is int32, not bool');
    expect(() => df.filter([true, false, true] as never)).toThrow("filter takes a bool Series, or a function of the row");
  });

  it("filter, slice, head and tail agree with arrays", () => {
    fc.assert(
      fc.property(fc.array(fc.option(fc.string({ maxLength: 8 }))), fc.integer({ min: -30, max: 30 }), fc.integer({ min: -30, max: 30 }), fc.array(fc.nat()), (cells, begin, end, cuts) => {
        const pieces = cuts.map((cut) => cut % (cells.length + 1)).sort((a, b) => a - b);
        const parts = [0, ...pieces].map((from, k) => new DataFrame({ a: cells.slice(from, pieces[k] ?? cells.length) }, { dtype: "string" }));
        const df = concat(parts);
        expect(df.toColumns()).toEqual({ a: cells });
        expect(df.slice(begin, end).col("a").toList()).toEqual(cells.slice(begin, end));
        expect(df.filter((row) => row.a !== null && row.a > "c").col("a").toList()).toEqual(cells.filter((cell) => cell !== null && cell > "c"));
        expect(df.filter(df.col("a").ne("")).col("a").toList()).toEqual(cells.filter((cell) => cell !== ""));
      }),
    );
  });

  it("row, at and Series.at count from both ends, and know where they end", () => {
    const df = new DataFrame({ a: [1, 2, 3] });
    expect([df.row(0), df.row(-1), df.at(-3, "a"), df.col("a").at(2)]).toEqual([{ a: 1 }, { a: 3 }, 1, 3]);
    for (const use of [() => df.row(3), () => df.row(-4), () => df.at(0.5, "a"), () => df.col("a").at(3)]) expect(use).toThrow(/there is no row .*; there are 3 rows/);
  });
});

describe("concat", () => {
  it("names the column and the types that have nothing in common", () => {
    expect(() => concat([new DataFrame({ a: [1] }), new DataFrame({ a: ["x"] }) as DataFrame])).toThrow('column "a": part 1 is string, the parts before it are int32');
    expect(() => concat([])).toThrow("not an empty list");
    expect(() => concat([new DataFrame({ a: [1] }), new DataFrame({ b: [1, 2] })], { axis: 1 })).toThrow("frame 1 has 2 rows, the first has 1 row");
  });

  it("lets a column of nothing fit any type, and unifies the others", () => {
    expect(concat([new DataFrame({ a: [null] }) as DataFrame, new DataFrame({ a: [new Date(5)] })]).toColumns()).toEqual({ a: [null, new Date(5)] });
    expect(concat([new DataFrame({ a: [1] }), new DataFrame({ a: [2 ** 40] })]).dtypes).toEqual({ a: "int64" });
    expect(concat([new DataFrame({ a: [1] }), new DataFrame({ b: ["x"] })]).dtypes).toEqual({ a: "int32", b: "string" });
  });
});

describe("sample", () => {
  const df = new DataFrame({ a: Array.from({ length: 100 }, (_, i) => i) });

  it("draws the same rows for the same seed, on every machine", () => {
    expect(df.sample({ n: 8, seed: 42 }).col("a").toList()).toEqual([21, 42, 58, 48, 55, 34, 43, 40]);
    expect(df.sample({ n: 8, seed: 43 }).col("a").toList()).not.toEqual(df.sample({ n: 8, seed: 42 }).col("a").toList());
  });

  it("draws without replacement, any number of rows", () => {
    expect(new Set(df.sample({ frac: 1, seed: 1 }).col("a").toList()).size).toBe(100);
    expect([df.sample().numRows, df.sample({ frac: 0.25 }).numRows, df.sample({ n: 0 }).numRows]).toEqual([1, 25, 0]);
  });

  it("draws every row about as often", () => {
    const counts = new Array<number>(10).fill(0);
    for (let seed = 0; seed < 3000; seed++) for (const row of df.head(10).sample({ n: 3, seed }).col("a")) counts[row]!++;
    for (const count of counts) expect(Math.abs(count - 900)).toBeLessThan(120); // 900 ± 4.8 standard deviations
  });

  it("refuses what cannot be drawn", () => {
    expect(() => df.sample({ n: 101 })).toThrow("cannot draw 101 rows of 100 without replacement");
    expect(() => df.sample({ n: 1, frac: 0.5 })).toThrow("n or frac, not both");
    expect(() => df.sample({ frac: 2 })).toThrow("frac is from 0 to 1");
    expect(() => df.sample({ n: 1, seed: 0.5 })).toThrow("sample: seed is a whole number");
  });
});
