import { DataFrame, Series } from "@framepool/frame";
import { describe, expect, it } from "vitest";

describe("corr", () => {
  it("is the same bit for bit of numbers of any size, whose squares no float may hold", () => {
    const [x, y] = [[1.5, -2, 4, 4.25, 0], [3, 1, 2, -7.5, 1]];
    const expected = new Series(x).corr(new Series(y));
    expect(expected).toBeCloseTo(-0.458916851963317, 14);
    for (const a of [-1072, -600, -538, -300, 300, 538, 600, 1021]) for (const b of [-1070, 0, 1020]) {
      const scaled = new DataFrame({ x: x.map((value) => value * 2 ** a), y: y.map((value) => value * 2 ** b) });
      expect([a, b, scaled.col("x").corr(scaled.col("y")), scaled.corr().col("y").toList()]).toEqual([a, b, expected, [expected, 1]]);
    }
  });

  it("is not defined where all values are equal, whatever their mean is rounded to, or one is infinite", () => {
    for (let rows = 1; rows < 60; rows++) {
      const other = new Series(Array.from({ length: rows }, (_, row) => row * row));
      for (const value of [0.1, 0.7, 123.456, 1e-320, 1e308, -0, Infinity]) expect(new Series(Array.from({ length: rows }, () => value)).corr(other)).toBeNull();
    }
    expect(new Series([1, Infinity, 2]).corr(new Series([1, 2, 3]))).toBeNull();
  });
});
