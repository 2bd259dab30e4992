// Reductions of rows (`axis: 1`), `any` and `all`, and `agg` of a whole frame: against the obvious slow way.
import { ArgumentError, FrameError, SchemaMismatchError } from "@framepool/errors";
import { concat, DataFrame, Series } from "@framepool/frame";
import fc from "fast-check";
import { describe, expect, it } from "vitest";

const cells = fc.array(fc.record({ a: fc.option(fc.integer({ min: -9, max: 9 })), b: fc.option(fc.double({ min: -1e6, max: 1e6, noNaN: true })), c: fc.option(fc.boolean()) }), { maxLength: 30 });
const DTYPE = { a: "int32", b: "float64", c: "bool" } as const;

/** The rows as a frame, in several vectors. */
function framed(rows: readonly { a: number | null; b: number | null; c: boolean | null }[]): DataFrame {
  const part = (own: typeof rows): DataFrame => new DataFrame({ a: own.map(({ a }) => a), b: own.map(({ b }) => b), c: own.map(({ c }) => c) }, { dtype: DTYPE }) as DataFrame;
  const cut = rows.length >> 1;
  return concat([part(rows.slice(0, cut)), part(rows.slice(cut))]) as DataFrame;
}

const there = (row: Readonly<Record<string, number | boolean | null>>): number[] => Object.values(row).flatMap((cell) => (cell === null ? [] : [Number(cell)]));

describe("a reduction with axis: 1", () => {
  it.each(["sum", "mean", "median", "std", "var", "min", "max", "prod", "any", "all"] as const)("%s is that of each row's cells as a Series", (verb) => {
    fc.assert(
      fc.property(cells, (rows) => {
        const made = framed(rows)[verb]({ axis: 1 }).toList() as unknown[];
        expect(made).toEqual(rows.map((row) => new Series(there(row), { dtype: "float64" })[verb]()));
      }),
      { numRuns: 30 },
    );
  });

  it("counts cells of any types, and takes quantiles, skewness and kurtosis", () => {
    const df = new DataFrame({ Name: ["Ann", null], Age: [22, null], At: [new Date(0), new Date(1)] });
    expect(df.count({ axis: 1 }).toList()).toEqual([3, 1]);
    const numbers = new DataFrame({ a: [1, 2], b: [2, 2], c: [3, 2], d: [10, 2] });
    expect(numbers.quantile(0.25, { axis: 1 }).toList()).toEqual([1.75, 2]);
    expect(numbers.skew({ axis: 1 }).at(1)).toBe(0);
    expect(numbers.kurt({ axis: 1 }).at(0)).toBeCloseTo(new Series([1, 2, 3, 10]).kurt()!, 12);
  });

  it("sums integers to int64, is of nothing without rows or columns, and has no name", () => {
    expect(new DataFrame({ a: [1], b: [2] }).sum({ axis: 1 }).dtype).toBe("int64");
    expect(new DataFrame({ a: [1, 2] }).head(0).sum({ axis: 1 }).length).toBe(0);
    expect(new DataFrame({ a: ["x", "y"] }).sum({ axis: 1, numericOnly: true }).toList()).toEqual([0, 0]);
    expect(new DataFrame({ a: [null, 1], b: [null, null] }).max({ axis: 1 }).toList()).toEqual([null, 1]);
    expect(new DataFrame({ a: ["b", "c"], b: ["a", null] }).min({ axis: 1 }).toList()).toEqual(["a", "c"]);
    expect(new DataFrame({ a: [1] }).isna().sum({ axis: 1 }).name).toBe("");
  });

  it("says which columns do not go together, and which axes there are", () => {
    const df = new DataFrame({ Age: [22], Name: ["Ann"] });
    expect(() => df.sum({ axis: 1 })).toThrow(new SchemaMismatchError('sum along rows: columns "Age" (int32) and "Name" (string) have no type in common; select those that go together, or give { numericOnly: true }', { column: "Name" }));
    expect(df.sum({ axis: 1, numericOnly: true }).toList()).toEqual([22]);
    expect(() => df.mean({ axis: "columns" } as never)).toThrow(new ArgumentError('mean: axis is 0 or 1, not "columns"'));
    expect(() => df.groupby("Name").sum({ axis: 1 } as never)).toThrow('sum has no option "axis"');
  });
});

describe("any and all", () => {
  it("are of bools and numbers, and pass over missing cells", () => {
    expect([new Series([0, null, 2]).any(), new Series([0, Number.NaN]).any(), new Series([1, null]).all(), new Series([1, 0]).all()]).toEqual([true, false, true, false]);
    expect([new Series<boolean>([], { dtype: "bool" }).any(), new Series<boolean>([], { dtype: "bool" }).all(), new Series([null]).any()]).toEqual([false, true, false]);
    expect(new Series([2n ** 60n], { int64: "bigint" }).any()).toBe(true);
    expect(new DataFrame({ a: [0, 0], b: [1, null] }).any()).toEqual({ a: false, b: true });
    // @ts-expect-error text is neither true nor false
    expect(() => new Series(["a"], { name: "Name" }).any()).toThrow(new FrameError('any: column "Name" is string; only bools and numbers are true or false', { column: "Name" }));
  });

  it("are aggregates of groups by name", () => {
    const df = new DataFrame({ k: ["a", "a", "b", "b"], x: [0, 3, 0, null] });
    expect(df.groupby("k").agg({ x: ["any", "all"] }).toRows()).toEqual([{ k: "a", x_any: true, x_all: false }, { k: "b", x_any: false, x_all: false }]);
    expect(df.groupby("k").col("x").transform("any").toList()).toEqual([true, true, false, false]);
  });
});

describe("agg of a whole frame or Series", () => {
  const df = new DataFrame({ Age: [20, null, 41], Port: ["S", "S", "C"] });

  it("gives one value for each aggregate by column name", () => {
    expect(df.agg({ Age: "median", Port: "mode" })).toEqual({ Age: 30.5, Port: "S" });
    expect(df.agg({ Age: ["min", "max"], n: { column: "Port", aggfunc: "count" } })).toEqual({ Age_min: 20, Age_max: 41, n: 3 });
    expect(df.agg(["count", "nunique"])).toEqual({ Age_count: 2, Age_nunique: 2, Port_count: 3, Port_nunique: 2 });
    const spans = df.agg({ Age: (age) => age.max() - age.min() });
    expect(spans).toEqual({ Age: 21 });
    expect(df.fillna(df.agg({ Age: "mean" })).col("Age").toList()).toEqual([20, 30.5, 41]);
    expect(df.head(0).agg({ Age: "sum", Port: "count" })).toEqual({ Age: 0, Port: 0 });
  });

  it("gives the value of a Series, or those of several by name", () => {
    expect(df.col("Age").agg("mean")).toBe(30.5);
    expect(df.col("Age").agg(["min", (age) => age.max() - age.min()])).toEqual({ min: 20, custom: 21 });
    expect(() => df.agg({ Age: "medain" } as never)).toThrow('no aggregate "medain"');
    expect(() => df.agg({ Agee: "mean" } as never)).toThrow('no column "Agee"; did you mean "Age"?');
  });
});
