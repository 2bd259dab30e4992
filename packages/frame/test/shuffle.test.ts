import { concat, DataFrame, Series } from "@framepool/frame";
import { describe, expect, it } from "vitest";

const ROWS = 2 ** 22 + 77;
/** Has no divisor in common with the rows. */
const STEP = 1_000_003;

describe("all rows of millions in another order", () => {
  it("are what they were, of every kind of column", () => {
    const key = Int32Array.from({ length: ROWS }, (_, row) => (row * STEP) % ROWS);
    const rowOf = new Int32Array(ROWS);
    key.forEach((place, row) => (rowOf[place] = row));
    const columns = {
      key: new Series<number>(key),
      float: new Series<number>(Float64Array.from(key, (place, row) => place + row / 2 ** 23)),
      small: new Series<number>(Array.from(key, (_, row) => row % 251), { dtype: "uint8" }),
      gaps: new Series<number | null>(Array.from(key, (_, row) => (row % 5 === 0 ? null : row)), { dtype: "int32" }),
      text: new Series<string | null>(Array.from(key, (_, row) => (row % 7 === 0 ? null : "é".repeat(row % 3) + String(row)))),
    };
    const df = new DataFrame(columns);
    const before = Object.keys(columns).map((name) => df.col(name as "key").toList());
    // Of several vectors, and in no order that a sort could know.
    const pieces = concat([df.slice(0, 1_000_001), df.slice(1_000_001, ROWS)]) as typeof df;
    const sampled = pieces.sample({ frac: 1, seed: 3 });
    const wrong: number[] = [];
    const keys = sampled.col("key").toList();
    for (const [k, name] of Object.keys(columns).entries()) {
      const behind = sampled.col(name as "key").toList();
      for (let place = 0; place < ROWS; place++) if (behind[place] !== before[k]![rowOf[keys[place]!]!]) wrong.push(place);
    }
    expect(wrong).toEqual([]);
    expect(sampled.shape).toEqual([ROWS, 5]);
    expect(Int32Array.from(keys).sort().every((place, i) => place === i)).toBe(true);
  });
});
