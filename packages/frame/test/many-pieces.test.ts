import { concat, DataFrame } from "@framepool/frame";
import { describe, expect, it, vi } from "vitest";

/** A frame of so many pieces of two rows. */
function inPiecesOfTwo(pieces: number): DataFrame<{ x: number }> {
  return concat(Array.from({ length: pieces }, (_, k) => new DataFrame({ x: [2 * k, 2 * k + 1] })));
}

function timeOf(run: () => void): number {
  return Math.min(...Array.from({ length: 3 }, () => {
    const start = performance.now();
    run();
    return performance.now() - start;
  }));
}

describe("columns of many pieces", () => {
  it("are cut where they are asked to be", () => {
    const df = inPiecesOfTwo(5);
    for (let begin = 0; begin <= 10; begin++) {
      for (let end = begin; end <= 10; end++) {
        const part = df.slice(begin, end);
        expect(part.numRows).toBe(end - begin);
        expect(part.col("x").toList()).toEqual(Array.from({ length: end - begin }, (_, i) => begin + i));
      }
    }
  });

  it("are cut in a time that does not grow with their number", () => {
    // Every piece was looked at for each cut: a thousand times as many took a thousand times as long.
    const [few, many] = [inPiecesOfTwo(50), inPiecesOfTwo(50_000)];
    const cut = (df: DataFrame): void => {
      for (let i = 0; i < 2000; i++) df.slice((i * 37) % 90, ((i * 37) % 90) + 3);
    };
    const ends = (df: DataFrame): void => {
      for (let i = 0; i < 2000; i++) df.slice(-(i % 90) - 4, -(i % 90) - 1);
    };
    cut(few);
    ends(few);
    expect(timeOf(() => { cut(many); }) / timeOf(() => { cut(few); })).toBeLessThan(100);
    expect(timeOf(() => { ends(many); }) / timeOf(() => { ends(few); })).toBeLessThan(100);
  });

  it("are put before another frame without a look at the type of each", () => {
    // Integers had a new type each time, with which each piece's own was compared as JSON.
    const [many, one] = [inPiecesOfTwo(2000), inPiecesOfTwo(1)];
    const compared = vi.spyOn(JSON, "stringify");
    const both = concat([many, one]);
    const times = compared.mock.calls.length;
    compared.mockRestore();
    expect(times).toBeLessThan(20);
    expect([both.numRows, both.dtypes.x, both.at(4001, "x")]).toEqual([4002, "int32", 1]);
  });
});
