import { DataFrame, OrdinalEncoder, Series, StandardScaler, toNumeric } from "@framepool/frame";
import { seriesOf } from "@framepool/frame/internal";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { inPieces } from "./support/random-columns.js";

const cuts = fc.array(fc.nat());
const close = fc.oneof(fc.double(), fc.double({ min: -20, max: 20 }), fc.integer({ min: -40, max: 40 }).map((n) => n / 2), fc.constantFrom(0, -0, 0.49999999999999994, -0.49999999999999994, 2 ** 52 + 0.5, 2 ** 53, 1e300));

/** A half to the even neighbour, as it is said. */
function rounded(x: number, decimals: number): number {
  const scale = 10 ** Math.abs(decimals);
  const scaled = decimals < 0 ? x / scale : x * scale;
  const tie = Math.abs(scaled % 1) === 0.5;
  const whole = tie ? 2 * Math.round(scaled / 2) : Math.round(scaled);
  return Number.isFinite(scaled) ? (decimals < 0 ? whole * scale : whole / scale) : x;
}

describe("round", () => {
  it("takes a half to the even neighbour, and keeps -0, for any number of decimals", () => {
    fc.assert(fc.property(fc.array(fc.option(close), { maxLength: 30 }), cuts, fc.integer({ min: -4, max: 320 }), (cells, at, decimals) => {
      const series = seriesOf<number | null>(inPieces("x", cells, "float64", at));
      expect(series.round(decimals).toList()).toEqual(cells.map((cell) => (cell === null ? null : rounded(cell, decimals))));
    }), { numRuns: 500 });
  });
});

/** As Python writes a float. */
function written(value: number): string {
  if (!Number.isFinite(value)) return value > 0 ? "inf" : "-inf";
  const size = Math.abs(value);
  if (size !== 0 && (size < 1e-4 || size >= 1e16)) return value.toExponential().replace(/e([+-])(\d)$/, "e$10$2");
  const text = Object.is(value, -0) ? "-0" : String(value);
  return text.includes(".") ? text : `${text}.0`;
}

describe("texts of floats", () => {
  it("have the shortest digits that are read as the float, few of them and many", () => {
    const decimal = fc.tuple(fc.integer({ min: -1e9, max: 1e9 }), fc.integer({ min: 0, max: 9 })).map(([n, places]) => n / 10 ** places);
    const edges = fc.constantFrom(0.1 + 0.2, 1e-4, 99999.5, 2147483647.5, 2147483648, 2147483647, 0.00010000000000000002, 1e15, 1e16, 5e-324, 123456789.012345, 1e9 + 1e-6);
    fc.assert(fc.property(fc.array(fc.option(fc.oneof(close, decimal, edges, fc.constantFrom(NaN, Infinity, -Infinity))), { maxLength: 40 }), cuts, (cells, at) => {
      const texts = seriesOf<number | null>(inPieces("x", cells, "float64", at)).astype("string");
      expect(texts.toList()).toEqual(cells.map((cell) => (cell === null || Number.isNaN(cell) ? null : written(cell))));
    }), { numRuns: 500 });
  });
});

describe("toNumeric", () => {
  const text = fc.oneof(
    fc.stringMatching(/^-?\d{1,9}(\.\d{1,7})?$/),
    fc.stringMatching(/^-?\d{0,17}\.?\d{0,4}$/).filter((written) => /\d/.test(written)),
    fc.constantFrom("", "-0", "-0.0", "0.1", "007", "1.", ".5", "+3", " 4 ", "1e3", "nan", "inf", "9007199254740993"),
  );

  it("reads each text as JavaScript reads it, plain decimals and others", () => {
    fc.assert(fc.property(fc.array(fc.option(text), { maxLength: 12 }), cuts, (cells, at) => {
      const series = seriesOf<string | null>(inPieces("x", cells, "string", at));
      const numbers = cells.map((cell) => (cell === null || cell === "" || cell === "nan" ? null : cell === "inf" ? Infinity : Number(cell)));
      // A point, an exponent, or more digits than 64 bits hold anywhere makes floats, else integers have no -0.
      const read = toNumeric(series);
      expect(read.astype("float64").toList().map((cell) => (cell === null ? null : cell + 0))).toEqual(numbers.map((cell) => (cell === null ? null : cell + 0)));
      if (cells.some((cell) => cell !== null && /^-?\d+\.\d+$/.test(cell))) expect(read.dtype).toBe("float64");
    }), { numRuns: 500 });
  });

  it("keeps the sign of zero among floats, and the size of integers", () => {
    expect(toNumeric(new Series(["-0.0", "0.0", null, ""])).toList()).toEqual([-0, 0, null, null]);
    expect([toNumeric(new Series(["1", "-2", ""])).dtype, toNumeric(new Series(["1", "3000000000"])).dtype, toNumeric(new Series(["1", "2.5"])).dtype]).toEqual(["int32", "int64", "float64"]);
    expect(() => toNumeric(new Series(["1.5", "1.5.2"]))).toThrow('row 1: "1.5.2" is no number');
  });
});

describe("nlargest", () => {
  it("is the head of all rows in order, whichever of equal ones are kept", () => {
    const cell = fc.option(fc.oneof(fc.integer({ min: -5, max: 5 }), fc.constantFrom(-0, NaN, Infinity, -Infinity, 0.5)), { freq: 6 });
    fc.assert(fc.property(fc.array(cell, { minLength: 16, maxLength: 200 }), cuts, fc.integer({ min: 1, max: 6 }), fc.constantFrom("first", "last", "all"), fc.boolean(), (cells, at, n, keep, isLeast) => {
      const series = seriesOf<number | null>(inPieces("x", cells, "float64", at));
      const df = new DataFrame({ x: series, row: cells.map((_, i) => i) });
      const made = isLeast ? df.nsmallest(n, "x", { keep }) : df.nlargest(n, "x", { keep });
      const value = (row: number): number => (cells[row] === null || Number.isNaN(cells[row]) ? -Infinity : (isLeast ? -1 : 1) * cells[row]!);
      const isThere = (row: number): number => (cells[row] === null || Number.isNaN(cells[row]) ? 0 : 1);
      const order = [...cells.keys()].sort((a, b) => isThere(b) - isThere(a) || (value(a) === value(b) ? 0 : value(b) - value(a)) || (keep === "last" && isThere(a) === 1 ? b - a : a - b));
      let count = Math.min(n, cells.length);
      if (keep === "all") while (count < order.length && isThere(order[count]!) === isThere(order[count - 1]!) && value(order[count]!) === value(order[count - 1]!)) count++;
      expect(made.col("row").toList()).toEqual(order.slice(0, count));
    }), { numRuns: 300 });
  });

  it("of as many rows as there are is all of them in order: equal ones as they come, as pandas has them, whatever is kept", () => {
    for (const keep of ["first", "last", "all"] as const) {
      for (const n of [3, 10]) expect(new DataFrame({ v: [2, 2, 1], row: [0, 1, 2] }).nlargest(n, "v", { keep }).col("row").toList()).toEqual([0, 1, 2]);
      expect(new Series([1, 2, 1]).nsmallest(5, { keep }).toList()).toEqual([1, 1, 2]);
    }
  });

  it("of many rows lets values go, and orders by further columns", () => {
    const many = 60_000;
    const df = new DataFrame({ a: Array.from({ length: many }, (_, i) => (i * 7919) % 9973), b: Array.from({ length: many }, (_, i) => `t${String(i % 3)}`), row: Array.from({ length: many }, (_, i) => i) });
    expect(df.nlargest(100, ["a", "b"]).col("row").toList()).toEqual(df.sortValues(["a", "b"], { ascending: false }).head(100).col("row").toList());
  });
});

describe("what is learned of numbers", () => {
  it("is the same whether missing ones are null or NaN, and in any pieces", () => {
    fc.assert(fc.property(fc.array(fc.option(fc.double({ noNaN: true, noDefaultInfinity: true, min: -1e6, max: 1e6 })), { minLength: 1, maxLength: 60 }), cuts, (cells, at) => {
      const scaled = (x: Series<number | null>): unknown => new StandardScaler().fitTransform(new DataFrame({ x })).toColumns();
      const whole = scaled(new Series<number | null>(cells, { dtype: "float64" }));
      expect(scaled(seriesOf(inPieces("x", cells, "float64", at)))).toEqual(whole);
      expect(scaled(seriesOf(inPieces("x", cells.map((cell) => cell ?? NaN), "float64", at)))).toEqual(whole);
    }), { numRuns: 200 });
  });

  it("is in codes of what is known, what is not and what is missing", () => {
    const encoder = new OrdinalEncoder({ handleUnknown: "useEncodedValue", unknownValue: -5, encodedMissingValue: 9 }).fit(new DataFrame({ x: ["b", "a"] }));
    expect(encoder.transform(new DataFrame({ x: ["a", null, "z", "b"] })).toColumns()).toEqual({ x: [0, 9, -5, 1] });
    const known = new OrdinalEncoder({ encodedMissingValue: 7 }).fit(new DataFrame({ x: ["b", null] }));
    expect(known.transform(new DataFrame({ x: ["b", null] })).toColumns()).toEqual({ x: [0, 7] });
    expect(new OrdinalEncoder().fitTransform(new DataFrame({ x: ["b", null] })).toColumns()).toEqual({ x: [0, null] });
  });
});
