import { Series, type Cell, type DType } from "@framepool/frame";
import { seriesOf } from "@framepool/frame/internal";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { cellsOf, inPieces } from "./support/random-columns.js";

const INTS: DType[] = ["int8", "int16", "int32", "int64", "uint8", "uint16", "uint32", "uint64"];
const OPS = ["add", "sub", "mul", "floordiv", "mod", "pow"] as const;
type Op = (typeof OPS)[number];

describe("clip", () => {
  it("takes its bounds in any order, as pandas does", () => {
    for (const [lower, upper] of [[3, 1], [1, 3]] as const) expect(new Series([0, 2, 5, null]).clip(lower, upper).toList()).toEqual([1, 2, 3, null]);
    expect(new Series([5n]).clip(3n, 1).toList()).toEqual(new Series([5n]).clip(1, 3n).toList());
  });
});

describe("integers", () => {
  it("have exact results whatever their types, sizes, gaps and pieces, and stay integers where 64 bits hold them", () => {
    fc.assert(
      fc.property(fc.constantFrom(...OPS), fc.constantFrom(...INTS), fc.constantFrom(...INTS), fc.array(fc.nat()), fc.array(fc.nat()), fc.gen(), (op, left, right, cuts, others, g) => {
        const a = g(cellsOf, left, { maxLength: 20 });
        const b = g(cellsOf, right, { minLength: a.length, maxLength: a.length }).map((cell) => (op === "pow" && cell !== null ? Math.abs(Number(cell)) % 7 : cell));
        const result = calculate(op, seriesOf(inPieces("a", a, left, cuts)), seriesOf(inPieces("b", b, right, others)));
        const exact = a.map((x, i) => (x === null || b[i] === null ? null : expected(op, BigInt(Number(x)), BigInt(Number(b[i])))));
        expectExactly(result, exact);
      }),
      { numRuns: 400 },
    );
  });

  it("have exact results beside a scalar", () => {
    fc.assert(
      fc.property(fc.constantFrom(...OPS), fc.constantFrom(...INTS), fc.integer(), fc.gen(), (op, dtype, scalar, g) => {
        const a = g(cellsOf, dtype, { maxLength: 20 });
        const b = op === "pow" ? Math.abs(scalar) % 7 : scalar;
        const result = calculate(op, new Series(a, { dtype }), b);
        expectExactly(result, a.map((x) => (x === null ? null : expected(op, BigInt(Number(x)), BigInt(b)))));
      }),
      { numRuns: 300 },
    );
  });

  it("of 32 bits without a gap are int32 as long as every result is one, at either end of what there is", () => {
    const near = fc.oneof(fc.integer({ min: -9, max: 9 }), fc.integer({ min: 2 ** 31 - 9, max: 2 ** 31 - 1 }), fc.integer({ min: -(2 ** 31), max: -(2 ** 31) + 9 }));
    fc.assert(
      fc.property(fc.constantFrom("add" as const, "sub" as const), fc.array(fc.tuple(near, near), { minLength: 1, maxLength: 4 }), near, fc.nat({ max: 3 }), (op, pairs, scalar, skipped) => {
        const of = (side: 0 | 1) => new Series([...new Array<number>(skipped).fill(2 ** 31 - 1), ...pairs.map((pair) => pair[side])], { dtype: "int32" }).slice(skipped);
        const exact = (right: (i: number) => number) => pairs.map(([x], i) => (op === "add" ? x + right(i) : x - right(i)));
        for (const [result, values] of [[of(0)[op](of(1)), exact((i) => pairs[i]![1])], [of(0)[op](scalar), exact(() => scalar)]] as const) {
          expect(result.toList()).toEqual(values);
          expect(result.dtype).toBe(values.every((value) => (value | 0) === value) ? "int32" : "int64");
        }
      }),
      { numRuns: 300 },
    );
    expect(new Series([1, 2]).add(0.5).toList()).toEqual([1.5, 2.5]);
    expect(new Series([1]).sub(-0).dtype).toBe("float64");
  });

  it("keep the wider type of both, and take a wider one where a result does not fit", () => {
    const types = (values: number[], dtype: DType, by: number) => new Series(values, { dtype }).mul(by).dtype;
    expect([types([100], "int8", 1), types([100], "int8", 2), types([2 ** 30], "int32", 4), types([200], "uint8", -1), types([2 ** 52], "int64", 2 ** 20)]).toEqual(["int8", "int32", "int64", "int32", "float64"]);
    expect(new Series([1], { dtype: "int16" }).add(new Series([1], { dtype: "uint16" })).dtype).toBe("int32");
    expect(new Series([1], { dtype: "int64" }).add(1).dtype).toBe("int64");
    expect(new Series([-(2 ** 31)]).neg().toList()).toEqual([2 ** 31]);
    expect(new Series([-128], { dtype: "int8" }).abs().toList()).toEqual([128]);
  });

  it("beyond 2^53 are computed with all their digits", () => {
    const wide = new Series([2n ** 62n, -(2n ** 62n) - 1n, null]);
    expect(wide.add(1n).toList()).toEqual([2n ** 62n + 1n, -(2n ** 62n), null]);
    expect(wide.sub(wide).toList()).toEqual([0n, 0n, null]);
    expect(wide.floordiv(3n).toList()).toEqual([1537228672809129301n, -1537228672809129302n, null]);
    expect(wide.mod(10n).toList()).toEqual([4n, 5n, null]);
    expect(wide.round(-2).toList()).toEqual([4611686018427387900n, -4611686018427387900n, null]);
    expect(wide.mul(4).dtype).toBe("float64");
    expect(new Series([2n ** 64n - 1n]).sub(1).toList()).toEqual([2n ** 64n - 2n]);
    expect(new Series([9], { dtype: "int64" }).pow(19).dtype).toBe("int64");
    expect(new Series([10]).pow(400).toList()).toEqual([Infinity]);
    expect(new Series([3]).pow(39).eq(3n ** 39n).toList()).toEqual([true]);
  });

  it("of a negative power or by a zero divisor make the whole column float64", () => {
    expect(new Series([2, 4]).pow(-1).toList()).toEqual([0.5, 0.25]);
    expect(new Series([1, 2]).floordiv(new Series([0, 2])).dtype).toBe("float64");
    expect(new Series([2n ** 60n, 7n]).floordiv(new Series([0, 2])).toList()).toEqual([Infinity, 3]);
    expect(new Series([2n ** 60n, 7n]).mod(new Series([7, 0])).toList()).toEqual([1, NaN]);
  });

  it("are rounded once, so that a result does not depend on the rows beside it", () => {
    const alone = new Series([3]).pow(new Series([39]));
    const beside = new Series([3, 2]).pow(new Series([39, -1]));
    expect(beside.at(0)).toBe(Number(3n ** 39n));
    expect(alone.eq(beside.slice(0, 1)).toList()).toEqual([false]); // float64 has not all digits
    expect(() => alone.at(0)).toThrow("4052555153018976267 is beyond 2^53");
    expect(new Series([0, 1]).floordiv(new Series([-3, 0])).toList()).toEqual([0, Infinity]); // not -0
  });

  it("of which a missing one holds anything do not decide the type", () => {
    const data = new Float64Array([1, NaN, 3]);
    expect(new Series([1, null, 3]).add(new Series(data).map((x) => (Number.isNaN(x) ? null : x))).dtype).toBe("int32");
    expect(new Series([1, null]).floordiv(new Series([1, 0])).toList()).toEqual([1, null]);
    expect(new Series([1, null]).floordiv(new Series([1, 0])).dtype).toBe("int32");
  });
});

describe("arithmetic", () => {
  it("is missing in every row beside null, or beside a column that is all missing", () => {
    expect(new Series([1, 2]).add(null).toList()).toEqual([null, null]);
    expect(new Series([1, 2]).add(new Series([null, null])).toList()).toEqual([null, null]);
    expect(new Series([null, null]).mul(2).toList()).toEqual([null, null]);
  });

  it("counts bools as 0 and 1", () => {
    expect(new Series([true, false]).add(new Series([true, true])).toList()).toEqual([2, 1]);
    expect(new Series([1.5]).mul(true).toList()).toEqual([1.5]);
  });

  it("keeps float32 beside scalars and itself, and makes float64 of it beside larger integers", () => {
    const x = new Series([0.1], { dtype: "float32" });
    expect([x.add(1).dtype, x.mul(x).dtype, x.add(new Series([1], { dtype: "int16" })).dtype, x.add(new Series([1])).dtype]).toEqual(["float32", "float32", "float32", "float64"]);
    expect(x.add(1).toList()).toEqual([Math.fround(Math.fround(0.1) + 1)]);
  });

  it("has the name of its left side", () => {
    expect(new Series([1], { name: "a" }).add(new Series([1], { name: "b" })).name).toBe("a");
  });

  it("says what does not go together", () => {
    const age = new Series([1, 2], { name: "Age" });
    expect(() => age.add(new Series([1], { name: "Fare" }))).toThrow('add: column "Age" has 2 rows, "Fare" has 1 row');
    // @ts-expect-error a text is not added to a number
    expect(() => age.add(new Series(["x", "y"], { name: "Name" }))).toThrow('add: column "Age" (int32) and column "Name" (string) cannot be computed with');
    // @ts-expect-error a number is not added to a text
    expect(() => new Series(["x"], { name: "Name" }).add(1)).toThrow('(string) and 1 cannot be computed with; text is joined with text: .astype("string") makes text of the others');
    expect(() => (age as Series).sub([1, 2])).toThrow("and an array cannot be computed with; make it a Series first: new Series([…])");
    // @ts-expect-error nothing is taken from a text
    expect(() => new Series(["x"], { name: "Name" }).sub(1)).toThrow('sub: column "Name" (string) and 1 cannot be computed with');
    expect(() => age.round(0.5)).toThrow("round: decimals is a whole number, not 0.5");
  });

  it("runs over a million numbers in some milliseconds", () => {
    const x = new Series(Float64Array.from({ length: 1_000_000 }, (_, i) => i / 3));
    const begin = performance.now();
    x.mul(2).add(x);
    expect(performance.now() - begin).toBeLessThan(400);
  });
});

function calculate(op: Op, a: Series, b: Series | number): Series {
  const verbs: Record<Op, (other: Series | number) => Series> = a;
  return verbs[op](b);
}

/** The exact result; null by zero, where it is no integer. */
function expected(op: Op, a: bigint, b: bigint): bigint | "none" {
  switch (op) {
    case "add": return a + b;
    case "sub": return a - b;
    case "mul": return a * b;
    case "pow": return a ** b;
    case "mod": return b === 0n ? "none" : ((a % b) + b) % b;
    case "floordiv": return b === 0n ? "none" : (a - (((a % b) + b) % b)) / b;
  }
}

function expectExactly(result: Series, exact: (bigint | "none" | null)[]): void {
  const values = exact.filter((value) => value !== null);
  const integers = values.every((value) => value !== "none" && value >= -(2n ** 63n) && value < 2n ** 63n);
  if (integers) expect(result.dtype).toMatch(/int/);
  else if (result.dtype !== "uint64") expect(result.dtype).toBe("float64");
  for (const [i, value] of exact.entries()) {
    if (value === null) expect(at(result, i)).toBeNull();
    else if (value === "none") expect(Number.isFinite(at(result, i))).toBe(false);
    else if (Math.abs(Number(value)) > 2 ** 65) expect(Number(at(result, i)) / Number(value)).toBeCloseTo(1, 14); // a power: `**` may be off by a digit
    else if (result.dtype === "float64") expect(at(result, i)).toBe(Number(value)); // rounded once
    else expect(result.slice(i, i + 1).eq(value).toList()).toEqual([true]);
  }
}

function at(series: Series, i: number): Cell {
  return series.at(i) as Cell;
}
