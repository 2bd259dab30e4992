import { seriesOf } from "@framepool/frame/internal";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { inPieces } from "./support/random-columns.js";

const bools = fc.array(fc.option(fc.boolean(), { freq: 3 }), { maxLength: 40 });

describe("verbs that look at bits and bytes of a whole column", () => {
  it("any, all and count see what their rows say, wherever slices and vectors begin", () => {
    fc.assert(fc.property(bools, fc.array(fc.nat()), fc.nat({ max: 20 }), (cells, cuts, from) => {
      const held = cells.slice(from);
      const series = seriesOf<boolean | null>(inPieces("x", cells, "bool", cuts)).slice(from);
      expect([series.any(), series.all(), series.count()]).toEqual([held.includes(true), !held.includes(false), held.filter((cell) => cell !== null).length]);
    }));
  });

  it("shift and diff put cells where they belong, wherever slices begin", () => {
    fc.assert(fc.property(fc.array(fc.option(fc.integer({ min: -9, max: 9 })), { maxLength: 30 }), fc.nat({ max: 12 }), fc.integer({ min: -35, max: 35 }), (cells, from, periods) => {
      const held = cells.slice(from);
      const series = seriesOf<number | null>(inPieces("x", cells, "int32", [])).slice(from);
      const before = held.map((_, row) => held[row - periods] ?? null);
      expect(series.shift(periods).toList()).toEqual(before);
      expect(series.diff(periods).toList()).toEqual(held.map((cell, row) => (cell === null || before[row] === null ? null : cell - before[row]!)));
    }));
  });
});
