import { concat, DataFrame, Series } from "@framepool/frame";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { NUMBERS, randomFrom } from "./support/numbers.js";

describe("skew and kurt", () => {
  it.each(Object.entries(NUMBERS))("of many cells have the bits that few cells at a time come to: %s", (_name, make) => {
    fc.assert(fc.property(fc.integer(), fc.constantFrom(1023, 1024, 1025, 5000, 8192, 8193, 20_000), fc.constantFrom(0, 0.1), (seed, rows, missing) => {
      const next = randomFrom(seed);
      const x = Array.from({ length: rows }, () => (next() < missing ? null : make(next(), next())));
      const frame = new DataFrame({ k: x.map(() => 0), x }, { dtype: { k: "int8", x: "float64" } });
      // Sums of more groups than one are added cell by cell.
      const apart = concat([frame, new DataFrame({ k: [1], x: [null] }, { dtype: { k: "int8", x: "float64" } })]);
      for (const name of ["skew", "kurt"] as const) {
        expect(frame.col("x")[name]()).toBe(apart.groupby("k").agg({ x: name }).col("x").toList()[0]);
        // Rows whose key is missing belong to no group.
        const gaps = frame.assign({ k: frame.col("k").mask(frame.col("x").lt(0)) });
        const cut = new DataFrame({ x: x.filter((cell) => !(cell !== null && cell < 0)) }, { dtype: "float64" });
        const grouped = gaps.groupby("k").agg({ x: name }).col("x").toList();
        expect(grouped[0] ?? null).toBe(cut.numRows === 0 ? null : (cut.col("x")[name]() as number | null));
      }
    }), { numRuns: 8 });
  });

  it("are, as var is, what integers say: its numerator is rounded once", () => {
    const cell = fc.integer({ min: -(2 ** 40), max: 2 ** 40 });
    fc.assert(fc.property(fc.array(fc.tuple(fc.integer({ min: 0, max: 3 }), fc.oneof(cell, cell.map((n) => 2 ** 40 + (n % 7)), fc.constant(5))), { maxLength: 60 }), (rows) => {
      const frame = new DataFrame({ k: rows.map(([k]) => k), x: rows.map(([, x]) => x) }, { dtype: { k: "int8", x: "float64" } });
      for (const { k, x } of frame.groupby("k").agg({ x: "var" }).toRows() as { k: number; x: number | null }[]) {
        const own = rows.filter(([key]) => key === k).map(([, value]) => BigInt(value));
        const n = BigInt(own.length);
        const [sum, squares] = [own.reduce((all, value) => all + value, 0n), own.reduce((all, value) => all + value * value, 0n)];
        expect(x).toBe(n < 2n ? null : Number(n * squares - sum * sum) / Number(n * (n - 1n)));
      }
    }));
  });

  it("take integers, bools and parts of columns", () => {
    const integers = Int32Array.from({ length: 5000 }, (_, i) => (i * 7919) % 1009);
    const column = new Series(integers);
    expect(column.kurt()).toBe(new Series(Float64Array.from(integers)).kurt());
    expect(column.slice(1000, 4000).skew()).toBe(new Series(integers.slice(1000, 4000)).skew());
    expect(concat([new DataFrame({ x: column.slice(0, 2500) }), new DataFrame({ x: column.slice(2500) })]).col("x").kurt()).toBe(column.kurt());
    const bools = Array.from(integers, (value) => value % 3 === 0);
    expect(new Series(bools).skew()).toBe(new Series(bools.map(Number)).skew());
  });
});
