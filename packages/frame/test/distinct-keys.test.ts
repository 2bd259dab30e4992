import { DataFrame, Series } from "@framepool/frame";
import { Column, columnOf, seriesOf, Storage, Vector } from "@framepool/frame/internal";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { below, seeded } from "./support/random.js";

// The table of distinct keys against a Map: every way of numbering, grouping, joining and sorting by texts or 64-bit numbers goes through it.

/** Codes in order of first appearance, -1 for null. */
function codesByMap(cells: readonly unknown[]): number[] {
  const known = new Map<unknown, number>();
  return cells.map((cell) => {
    if (cell === null) return -1;
    if (!known.has(cell)) known.set(cell, known.size);
    return known.get(cell)!;
  });
}

const codesOf = (series: Series): number[] => series.factorize()[0].toList() as number[];

/** A column of text with 64-bit offsets that begins within its storage. */
function large(texts: readonly (string | null)[]): Series {
  const { storage } = columnOf(new Series(["before", ...texts], { dtype: "string" })).vectors[0]!;
  const offsets = BigInt64Array.from(storage.offsets as Int32Array, BigInt);
  return seriesOf(Column.of("x", new Vector(new Storage({ kind: "utf8", large: true }, storage.length, { offsets, data: storage.data, validity: storage.validity })).slice(1, storage.length)));
}

describe("texts", () => {
  /** Texts of which many begin and end alike, of every length around 8 and some much longer than a block of bytes. */
  const text = fc.oneof(
    { weight: 6, arbitrary: fc.string({ unit: fc.constantFrom("a", "b", "\0", "é"), maxLength: 20 }) },
    { weight: 3, arbitrary: fc.nat(40).map((n) => `${"same ".repeat(4)}${String(n)}${" same".repeat(3)}`) },
    { weight: 1, arbitrary: fc.tuple(fc.nat(3), fc.constantFrom(65_535, 65_536, 70_000)).map(([n, length]) => `${"x".repeat(length)}${String(n)}`) },
    { weight: 1, arbitrary: fc.constant(null) },
  );

  it("have the codes of a Map, whatever their lengths and their offsets", () => {
    fc.assert(fc.property(fc.array(text, { maxLength: 60 }), (texts) => {
      expect(codesOf(new Series(texts, { dtype: "string" }))).toEqual(codesByMap(texts));
      expect(codesOf(large(texts))).toEqual(codesByMap(texts));
    }));
  });

  it("are found among those of another frame", () => {
    fc.assert(fc.property(fc.array(text, { maxLength: 40 }), fc.array(text, { maxLength: 40 }), (left, right) => {
      const distinct = [...new Set(right)];
      const joined = new DataFrame({ k: new Series(left, { dtype: "string" }) }).merge(new DataFrame({ k: new Series(distinct, { dtype: "string" }), v: distinct.map((_, i) => i) }), { on: "k", how: "left" });
      expect(joined.col("v").toList()).toEqual(left.map((key) => (distinct.includes(key) ? distinct.indexOf(key) : null)));
    }));
  });

  it.each([700, 3000, 150_000])("that are all new let the table grow: %i of them", (rows) => {
    const texts = Array.from({ length: rows }, (_, row) => (row % 3 === 0 ? `t${String(row)}` : `a longer text ${String(row * 7919)}`));
    const twice = new Series([...texts, ...texts], { name: "x" });
    const codes = twice.factorize()[0].toList();
    expect(codes.length).toBe(2 * rows);
    let wrong = 0;
    for (let row = 0; row < 2 * rows; row++) if (codes[row] !== row % rows) wrong++;
    expect(wrong).toBe(0);
    const sorted = twice.sortValues().toList() as string[];
    const expected = [...texts, ...texts].sort();
    expect(sorted.findIndex((cell, row) => cell !== expected[row])).toBe(-1);
  });

  it("of many tables at a time are kept apart", () => {
    const random = seeded(7);
    const columns = Object.fromEntries(Array.from({ length: 6 }, (_, k) => [`c${String(k)}`, Array.from({ length: 500 }, () => `${String(k % 2)}${String(below(random, 300))}`)]));
    const frame = new DataFrame(columns);
    const keys = Object.keys(columns);
    const firstRows = new Map<string, number>();
    for (let row = 0; row < 500; row++) firstRows.set(keys.map((key) => columns[key]![row]!).join("|"), row);
    // Joining on six text columns has six tables, and five of pairs, at once; what was joined before leaves nothing behind.
    for (let turn = 0; turn < 20; turn++) expect(frame.merge(frame.dropDuplicates(), { on: keys, how: "inner" }).numRows).toBe(500);
    expect(frame.dropDuplicates().numRows).toBe(firstRows.size);
  });
});

describe("64-bit numbers", () => {
  const number = fc.oneof(fc.double(), fc.constantFrom(0, -0, NaN, 1.5, -1.5, 2 ** 53, Infinity), fc.nat(50).map((n) => n + 0.25));

  it("have the codes of a Map; 0 and -0 are one, and NaN is missing", () => {
    fc.assert(fc.property(fc.array(number, { maxLength: 200 }), (numbers) => {
      // A fraction and a far number: no table of integers.
      const cells = [0.5, 1e300, ...numbers];
      expect(codesOf(new Series(Float64Array.from(cells)))).toEqual(codesByMap(cells.map((cell) => (Number.isNaN(cell) ? null : cell + 0))));
    }));
  });

  it("as integers beyond 2^53", () => {
    fc.assert(fc.property(fc.array(fc.option(fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n })), { maxLength: 100 }), (cells) => {
      const doubled = [...cells, 2n ** 60n, ...cells];
      expect(codesOf(new Series(doubled, { dtype: "int64" }))).toEqual(codesByMap(doubled));
    }));
  });

  it("that differ in few bits, low or high, are told apart by the hundred thousand", () => {
    for (const scale of [0.5, 2 ** -30, 2 ** 70, 1.000_000_1]) {
      const cells = Float64Array.from({ length: 200_000 }, (_, row) => (row % 100_000) * scale + scale / 3);
      const codes = new Series(cells).factorize()[0].toList();
      let wrong = 0;
      for (let row = 0; row < codes.length; row++) if (codes[row] !== row % 100_000) wrong++;
      expect(wrong).toBe(0);
    }
  });
});
