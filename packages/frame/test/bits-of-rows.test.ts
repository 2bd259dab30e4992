import { DataFrame, Series, type Cell, type DType } from "@framepool/frame";
import { columnsOf, seriesOf } from "@framepool/frame/internal";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { cellsOf, DTYPES, inPieces } from "./support/random-columns.js";

const isMissing = (cell: Cell): boolean => cell === null || Number.isNaN(cell);

/** Two Series of one type and length, cut into vectors in different ways, and flags of their rows, of which some are missing. */
function anyPair(test: (a: Series<Cell>, b: Series<Cell>, flags: Series<boolean | null>) => void): void {
  const cuts = fc.array(fc.nat());
  fc.assert(
    fc.property(fc.constantFrom(...DTYPES), fc.nat(70), cuts, cuts, cuts, fc.gen(), (dtype: DType, length, cutsA, cutsB, cutsFlags, g) => {
      const exactly = { minLength: length, maxLength: length };
      const made = (type: DType, at: readonly number[]): Series<Cell> => seriesOf<Cell>(inPieces("x", g(cellsOf, type, exactly), type, at));
      test(made(dtype, cutsA), made(dtype, cutsB), made("bool", cutsFlags) as Series<boolean | null>);
    }),
    { numRuns: 300 },
  );
}

describe("rows whose bits say which cell they get", () => {
  it("have that of the column or of the other, row by row, of every type and in all pieces", () => {
    anyPair((a, b, flags) => {
      const [own, others, set] = [a.toList(), b.toList(), flags.toList()];
      const scalar = others.find((cell) => cell !== null);
      expect(a.where(flags, b).toList()).toEqual(own.map((cell, i) => (set[i] === true ? cell : others[i])));
      expect(a.mask(flags, b).toList()).toEqual(own.map((cell, i) => (set[i] === true ? others[i] : cell)));
      expect(a.where(flags, null).toList()).toEqual(own.map((cell, i) => (set[i] === true ? cell : null)));
      expect(a.fillna(b).toList()).toEqual(own.map((cell, i) => (isMissing(cell) ? others[i] : cell)));
      expect(a.filter(flags).toList()).toEqual(own.filter((_, i) => set[i] === true));
      if (scalar !== undefined) expect(a.mask(flags, scalar).toList()).toEqual(own.map((cell, i) => (set[i] === true ? scalar : cell)));
    });
  });

  it("count as missing what is, where only some stay", () => {
    anyPair((a, b, flags) => {
      const made = a.where(flags, b);
      const { vectors } = columnsOf(new DataFrame({ made }))[0]!;
      expect(vectors.reduce((sum, { nullCount }) => sum + nullCount, 0)).toBe(made.toList().filter((cell) => cell === null).length);
    });
  });

  it("keep the bits of -0, of NaN beside null, and of integers beyond 2^53", () => {
    const floats = new Series<number | null>([-0, NaN, null, 0, 5]);
    expect(floats.fillna(-0).toList()).toEqual([-0, -0, -0, 0, 5]);
    expect(floats.where(new Series([true, true, true, false, false]), NaN).toList()).toEqual([-0, NaN, null, NaN, NaN]);
    expect(new Series([2n ** 62n + 1n, null]).fillna(2n ** 61n + 1n).toList()).toEqual([2n ** 62n + 1n, 2n ** 61n + 1n]);
  });

  it("are dropped by how many values they have", () => {
    anyPair((a, b, flags) => {
      const [own, others, set] = [a.toList(), b.toList(), flags.toList()];
      const df = new DataFrame({ a, b, flags, row: own.map((_, i) => i) });
      const valued = own.map((cell, i) => [cell, others[i]!, set[i]!, i].filter((each) => !isMissing(each)).length);
      const subset = own.map((cell, i) => [cell, others[i]!].filter((each) => !isMissing(each)).length);
      const rows = (values: readonly number[], needed: number): number[] => values.flatMap((count, i) => (count >= needed ? [i] : []));
      expect(df.dropna().col("row").toList()).toEqual(rows(valued, 4));
      expect(df.dropna({ thresh: 3 }).col("row").toList()).toEqual(rows(valued, 3));
      expect(df.dropna({ subset: ["a", "b"], how: "all" }).col("row").toList()).toEqual(rows(subset, 1));
      expect(df.dropna({ axis: 1, thresh: 2 }).columns.includes("a")).toBe(own.filter((cell) => !isMissing(cell)).length >= 2);
    });
  });
});
