import { Series, type Cell } from "@framepool/frame";
import { columnFromValues, seriesOf } from "@framepool/frame/internal";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { cellsOf, DTYPES, inPieces } from "./support/random-columns.js";

/** What a cell is compared by: missing ones are one value, and so are 0 and -0. */
const keyOf = (cell: Cell): unknown => (cell === null || Number.isNaN(cell) ? null : cell instanceof Date ? cell.getTime() : typeof cell === "number" ? cell + 0 : cell);

describe("isin", () => {
  it("says for each row whether its cell is there, of every type, in all pieces, of few values and of many", () => {
    fc.assert(
      fc.property(fc.constantFrom(...DTYPES), fc.array(fc.nat()), fc.array(fc.nat()), fc.boolean(), fc.gen(), (dtype, cuts, picks, withOthers, g) => {
        const series = seriesOf<Cell>(inPieces("x", g(cellsOf, dtype), dtype, cuts));
        const cells = series.toList();
        const sought = [...picks.map((at) => cells[at % (cells.length + 1)] ?? null), ...(withOthers ? g(cellsOf, dtype, { minLength: 25 }) : [])];
        // float32 rounds what is in a cell, and not what is sought; a duration is sought as a number.
        const keys = new Set(sought.map(keyOf));
        expect(series.isin(sought).toList()).toEqual(cells.map((cell) => keys.has(keyOf(cell))));
      }),
      { numRuns: 400 },
    );
  });

  it("goes by the text of integers beyond 2^53, in any part of the rows", () => {
    const small = Array.from({ length: 9000 }, (_, i) => BigInt(i));
    const wide = new Series([...small, 2n ** 53n + 1n, 2n ** 62n, null]);
    const rowsOf = (values: (number | bigint | null)[]): number[] => wide.isin(values).toList().flatMap((flag, row) => (flag ? [row] : []));
    expect(rowsOf([5, 7n, 2n ** 53n + 1n, 2 ** 53, 2n ** 62n, null])).toEqual([5, 7, 9000, 9001, 9002]);
    expect(rowsOf([2 ** 62])).toEqual([]);
    expect(new Series([2 ** 60, 1e21, 0.1, Infinity]).isin([2n ** 60n, 10n ** 21n, 0.1, Infinity]).toList()).toEqual([false, false, true, true]);
  });

  it("finds texts by their bytes, and no half of a character", () => {
    const texts = new Series(["", "é", "e\u0301", "\ufffd", null, "\u0000"]);
    for (const more of [[], Array.from({ length: 20 }, (_, i) => `none ${String(i)}`)]) {
      expect(texts.isin(["", "é", ...more]).toList()).toEqual([true, true, false, false, false, false]);
      expect(texts.isin(["\ud800", "\u0000", null, ...more]).toList()).toEqual([false, false, false, false, true, true]);
      expect(texts.isin(["\ufffd", ...more]).toList()).toEqual([false, false, false, true, false, false]);
    }
    for (const cells of [texts, texts.astype("category")]) for (const text of ["\ud800", "\udc00x", "\ufffd", "é", ""]) {
      const flags = cells.isin([text]).toList();
      expect([cells.eq(text).toList(), cells.ne(text).toList()]).toEqual([flags, flags.map((flag) => !flag)]);
      expect(cells.le(text).toList()).toEqual(cells.lt(text).toList().map((less, row) => less || flags[row]));
      expect(cells.ge(text).toList()).toEqual(cells.gt(text).toList().map((more, row) => more || flags[row]));
    }
    expect([texts.lt("\udfff").toList(), texts.gt("\ud800").toList()]).toEqual([[true, true, true, false, false, true], [false, false, false, true, false, false]]);
    expect(seriesOf(columnFromValues("x", ["a", null, "bc"], { kind: "utf8", large: true })).isin(["bc", null]).toList()).toEqual([false, true, true]);
  });

  it("tells short texts apart from those that begin like them, have zeros behind, or lie at the very end", () => {
    const pool = ["", "\0", "a", "a\0", "abcd", "abcde", "abcd\0\0\0\0", "abcdefg", "abcdefg\0", "abcdefgh", "abcdefghi", "é", "日本", "日本語", "male", "female"];
    const cells = fc.array(fc.option(fc.constantFrom(...pool)), { minLength: 1, maxLength: 40 });
    fc.assert(
      fc.property(cells, fc.constantFrom(...pool), fc.array(fc.nat()), (texts, sought, cuts) => {
        const series = seriesOf<Cell>(inPieces("x", texts, "string", cuts));
        expect(series.eq(sought).toList()).toEqual(texts.map((text) => text === sought));
        expect(series.tail(3).isin([sought]).toList()).toEqual(texts.slice(-3).map((text) => text === sought));
      }),
      { numRuns: 400 },
    );
  });
});
