import { Series, type Cell, type DType } from "@framepool/frame";
import { columnFromValues, seriesOf } from "@framepool/frame/internal";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { cellsOf, inPieces } from "./support/random-columns.js";

const OPS = ["eq", "ne", "lt", "le", "gt", "ge"] as const;

describe("comparisons", () => {
  it("agree with the cells, whatever types, gaps and pieces", () => {
    const pairs: [DType, DType][] = [["int8", "float64"], ["int64", "uint32"], ["float32", "float64"], ["bool", "int16"], ["string", "string"], ["category", "string"], ["date", "timestamp"], ["timestamp", "timestamp"], ["duration", "duration"]];
    fc.assert(
      fc.property(fc.constantFrom(...OPS), fc.constantFrom(...pairs), fc.array(fc.nat()), fc.gen(), (op, [left, right], cuts, g) => {
        const a = g(cellsOf, left, { maxLength: 20 });
        const b = g(cellsOf, right, { minLength: a.length, maxLength: a.length });
        const [x, y] = [seriesOf<Cell>(inPieces("a", a, left, cuts)), seriesOf<Cell>(inPieces("b", b, right, [2, 5]))];
        const expected = a.map((_, i) => holds(op, x.at(i), y.at(i)));
        expect(x[op](y).toList()).toEqual(expected);
        if (a.length === 0) return;
        // As in pandas, one number is of the column's type, where that is a float: the least doubles are 0 then.
        const one = y.at(0);
        const own = left === "float32" && typeof one === "number" ? Math.fround(one) : one;
        expect(x[op](one).toList()).toEqual(a.map((_, i) => holds(op, x.at(i), own)));
      }),
      { numRuns: 300 },
    );
  });

  it("of float32 with a number are those with the float32 next to it, as in pandas", () => {
    const short = new Series([0, 0.1], { dtype: "float32" });
    expect([short.eq(-5e-324).toList(), short.eq(0.1).toList(), short.lt(5e-324).toList()]).toEqual([[true, false], [false, true], [false, false]]);
    expect([short.eq(new Series([-5e-324, 0.1])).toList(), new Series([0]).eq(-5e-324).toList()]).toEqual([[false, false], [false]]);
  });

  it("are exact beyond 2^53, beside floats too", () => {
    const wide = new Series([2n ** 53n + 1n, null, -(2n ** 62n)]);
    expect(wide.eq(2 ** 53).toList()).toEqual([false, false, false]);
    expect(wide.gt(2 ** 53).toList()).toEqual([true, false, false]);
    expect(wide.eq(2n ** 53n + 1n).toList()).toEqual([true, false, false]);
    expect(wide.lt(new Series([NaN, 0, 0.5])).toList()).toEqual([false, false, true]);
    expect(wide.ne(new Series([NaN, 0, -(2 ** 62)])).toList()).toEqual([true, true, false]);
  });

  it("of times of two units lose no digit", () => {
    const ns = seriesOf(columnFromValues("at", [1n, 1_600_000_000_000_000_000n, 1_600_000_000_000_000_001n], { kind: "timestamp", unit: "ns", timezone: null }));
    const ms = new Date(1_600_000_000_000);
    expect(ns.gt(ms).toList()).toEqual([false, false, true]);
    expect(ns.eq(new Series([ms, ms, ms])).toList()).toEqual([false, true, false]);
    expect(new Series([ms, ms, ms]).lt(ns).toList()).toEqual([false, false, true]);
  });

  it("with nothing are false, and ne is true", () => {
    for (const op of OPS) {
      expect(new Series([1, null])[op](null).toList()).toEqual([op === "ne", op === "ne"]);
      expect(new Series([null, null])[op](1).toList()).toEqual([op === "ne", op === "ne"]);
      expect(new Series(["x", null])[op](new Series([null, null])).toList()).toEqual([op === "ne", op === "ne"]);
    }
  });

  it("between values of two kinds are false, and have no order", () => {
    // @ts-expect-error a number is no text
    expect(new Series(["1", "x"]).eq(1).toList()).toEqual([false, false]);
    // @ts-expect-error a number is no time
    expect(new Series([new Date(1)]).ne(1).toList()).toEqual([true]);
    // @ts-expect-error a number is no text
    expect(() => new Series(["1"], { name: "Name" }).lt(1)).toThrow('lt: column "Name" (string) cannot be compared with 1');
    // @ts-expect-error text is no time
    expect(() => new Series([new Date(1)], { name: "At" }).gt("2020-01-01")).toThrow('gt: column "At" (timestamp) cannot be compared with "2020-01-01"; a time is a Date: new Date("2020-01-01")');
    expect(() => new Series([1, 2]).eq(new Series([1]))).toThrow("2 rows");
    expect(() => new Series([[1]]).eq(new Series([[1]]))).toThrow("cannot be compared");
  });
});

describe("masks", () => {
  it("are missing where either side is", () => {
    const [a, b] = [new Series([true, true, false, null, null]), new Series([true, null, null, false, null])];
    expect(a.and(b).toList()).toEqual([true, null, null, null, null]);
    expect(a.or(b).toList()).toEqual([true, null, null, null, null]);
    expect(a.not().toList()).toEqual([false, false, true, null, null]);
    expect(a.and(true).toList()).toEqual([true, true, false, null, null]);
    expect(a.or(null).toList()).toEqual([null, null, null, null, null]);
  });

  it("go by eight rows at a time, wherever these begin", () => {
    const bools = fc.array(fc.option(fc.boolean()), { minLength: 40, maxLength: 60 });
    fc.assert(fc.property(bools, bools, fc.nat(9), fc.nat(9), fc.array(fc.nat()), (left, right, from, to, cuts) => {
      const [x, y] = [left.slice(from, from + 30), right.slice(to, to + 30)];
      const [a, b] = [new Series(left, { dtype: "bool" }).slice(from, from + 30), seriesOf(inPieces("b", right, "bool", cuts)).slice(to, to + 30) as Series<boolean | null>];
      const each = (combine: (l: boolean, r: boolean) => boolean): (boolean | null)[] => x.map((cell, i) => (cell === null || y[i] === null ? null : combine(cell, y[i]!)));
      expect(a.and(b).toList()).toEqual(each((l, r) => l && r));
      expect(a.or(b).toList()).toEqual(each((l, r) => l || r));
      expect(a.not().toList()).toEqual(x.map((cell) => (cell === null ? null : !cell)));
      expect(a.and(b).not().sum()).toBe(each((l, r) => l && r).filter((cell) => cell === false).length);
    }), { numRuns: 100 });
  });

  it("refuse what is no bool, by name", () => {
    // @ts-expect-error a number is no bool
    expect(() => new Series([1], { name: "Age" }).not()).toThrow('not: column "Age" is int32, not bool');
    expect(() => new Series([true]).and("x" as never)).toThrow("and takes a bool");
  });

  it("choose cells of any type, and unify the types of both sides", () => {
    const keep = new Series([true, false, null]);
    expect(new Series(["a", "b", "c"]).where(keep).toList()).toEqual(["a", null, null]);
    expect(new Series(["a", "b", "c"]).mask(keep, "z").toList()).toEqual(["z", "b", "c"]);
    expect(new Series([1, 2, 3], { dtype: "int8" }).where(keep, 0).dtype).toBe("int8");
    expect(new Series([1, 2, 3]).where(keep, 0.5).toList()).toEqual([1, 0.5, 0.5]);
    expect(new Series([1, 2, 3]).where(keep, new Series([7, 8, 9])).toList()).toEqual([1, 8, 9]);
    expect(new Series([new Date(0), new Date(1), null], { dtype: "timestamp" }).where(keep, new Date(5)).toList()).toEqual([new Date(0), new Date(5), new Date(5)]);
    expect(new Series([[1], [2, 3], []]).where(keep).toList()).toEqual([[1], null, null]);
    // @ts-expect-error a text is no number
    expect(() => new Series([1, 2, 3]).where(keep, "x")).toThrow("cannot hold \"x\" (string)");
    expect(() => new Series([1]).where(keep)).toThrow("where");
  });
});

describe("isin", () => {
  it("knows dates by their time, NaN as missing, and bigints as numbers", () => {
    expect(new Series([new Date(5), null]).isin([new Date(5), 5]).toList()).toEqual([true, false]);
    // @ts-expect-error a time is no number
    expect(new Series([5]).isin([new Date(5)]).toList()).toEqual([false]);
    expect(new Series([1, NaN, null]).isin([null]).toList()).toEqual([false, true, true]);
    expect(new Series([1n, 2n ** 60n]).isin([1, 2n ** 60n]).toList()).toEqual([true, true]);
    expect(new Series(["a"]).isin(new Set(["a", "b"])).toList()).toEqual([true]);
    expect(() => new Series(["a"]).isin("abc")).toThrow('for the one text "abc" use eq');
  });
});

function holds(op: (typeof OPS)[number], a: Cell, b: Cell): boolean {
  if (a === null || b === null) return op === "ne";
  const [x, y] = [plain(a), plain(b)];
  switch (op) {
    case "eq": return x === y;
    case "ne": return x !== y;
    case "lt": return x < y;
    case "le": return x <= y;
    case "gt": return x > y;
    case "ge": return x >= y;
  }
}

/** Text as its bytes in hexadecimal, whose order is that of code points; others as numbers. */
function plain(cell: Cell): string | number {
  return typeof cell === "string" ? Buffer.from(cell).toString("hex") : Number(cell);
}

describe("isin", () => {
  it("reads no cell as a number that it is not: 64 bits are compared as they are", () => {
    const wide = new Series([2n ** 53n + 1n, 2n ** 53n, null], { dtype: "int64" });
    expect(wide.isin([2 ** 53]).toList()).toEqual([false, true, false]);
    expect(wide.isin([2n ** 53n + 1n, null]).toList()).toEqual([true, false, true]);
  });

  it("takes bools for 0 and 1, and finds what is missing in columns of every type", () => {
    expect(new Series([true, false, null]).isin([1]).toList()).toEqual([true, false, false]);
    expect(new Series([0, 1, 2]).isin([true]).toList()).toEqual([false, true, false]);
    expect(new Series([[1], null]).isin([null, [1]]).toList()).toEqual([false, true]);
    expect(new Series([0, -0, NaN]).isin([0, NaN]).toList()).toEqual([true, true, true]);
  });
});
