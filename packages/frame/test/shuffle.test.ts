import { concat, DataFrame, Series } from "@framepool/frame";
import { describe, expect, it } from "vitest";

const ROWS = 2 ** 22 + 77;
/** Has no divisor in common with the rows. */
const STEP = 1_000_003;

/** What a column holds, told by the row and its key. */
const cells = {
  key: (_: number, key: number) => key,
  float: (row: number, key: number) => key + row / 2 ** 23,
  small: (row: number) => row % 251,
  gaps: (row: number) => (row % 5 === 0 ? null : row),
  text: (row: number) => (row % 7 === 0 ? null : "é".repeat(row % 3) + String(row % 99_991)),
};
type Name = keyof typeof cells;

describe("all rows of millions in another order", () => {
  it("are what they were, of every kind of column", () => {
    const key = new Int32Array(ROWS);
    const rowOf = new Int32Array(ROWS);
    for (let row = 0; row < ROWS; row++) {
      key[row] = (row * STEP) % ROWS;
      rowOf[key[row]!] = row;
    }
    const listOf = <T>(cell: (row: number, key: number) => T): T[] => {
      const list = new Array<T>(ROWS);
      for (let row = 0; row < ROWS; row++) list[row] = cell(row, key[row]!);
      return list;
    };
    const df = new DataFrame({
      key: new Series<number>(key),
      float: new Series<number>(Float64Array.from(listOf(cells.float))),
      small: new Series<number>(Uint8Array.from(listOf(cells.small)), { dtype: "uint8" }),
      gaps: new Series<number | null>(listOf(cells.gaps), { dtype: "int32" }),
      text: new Series<string | null>(listOf(cells.text), { dtype: "string" }),
    });
    // Of several vectors, and in no order that a sort could know.
    const pieces = concat([df.slice(0, 1_000_001), df.slice(1_000_001, ROWS)]) as typeof df;
    const sampled = pieces.sample({ frac: 1, seed: 3 });
    expect(sampled.shape).toEqual([ROWS, 5]);
    const keys = Int32Array.from(sampled.col("key").toList());
    const isThere = new Uint8Array(ROWS);
    for (const each of keys) isThere[each] = 1;
    expect(isThere.indexOf(0)).toBe(-1);
    for (const name of Object.keys(cells) as Name[]) {
      const cell: (row: number, key: number) => unknown = cells[name];
      expect(sampled.col(name).toList().findIndex((found, place) => found !== cell(rowOf[keys[place]!]!, keys[place]!)), name).toBe(-1);
    }
    expect(keys.every((each, place) => each === key[place])).toBe(false);
  }, 120_000);
});
