import { DataFrame, Series, type Cell } from "@framepool/frame";
import { BINARY, bitmapBytes, Column, columnOf, concatColumns, seriesOf, setBit, Storage, Vector } from "@framepool/frame/internal";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { below, one, seeded, type Random } from "./support/random.js";

// Rows beyond a block of what is looked at together, and beyond those from which on kernels are used, against the obvious slow way.

const ROWS = 20_000;

/** The same cells as a column of several vectors, some of which begin within others. */
function inPieces(column: Column, random: Random): Column {
  const cuts = [0, ...Array.from({ length: 3 }, () => below(random, column.length + 1)), column.length].sort((a, b) => a - b);
  return concatColumns(column.name, cuts.slice(1).map((end, k) => column.slice(cuts[k]!, end)));
}

/** Cells of which some are missing, though their bytes are there. */
function withHidden(texts: readonly string[], isThere: readonly boolean[], dtype: "string" | "binary"): Column {
  const { storage } = columnOf(new Series(texts)).vectors[0]!;
  const validity = new Uint8Array(bitmapBytes(texts.length));
  for (const [row, there] of isThere.entries()) if (there) setBit(validity, row);
  return Column.of("x", new Vector(new Storage(dtype === "string" ? storage.type : BINARY, storage.length, { offsets: storage.offsets, data: storage.data, validity })));
}

describe("counting many texts", () => {
  /** Texts by row: few short ones, some of them alike but for zeros, long ones, ever new ones, and all of these one after the other. */
  const kinds: Record<string, (random: Random, row: number) => string> = {
    "few and short": (random) => one(random, ["S", "C", "Q"]),
    "empty, of every length up to nine, and zeros": (random) => one(random, ["", "\0", "\0\0", "a", "a\0", "ab", "abc", "abcd", "abcdefgh", "abcdefg\0", "abcdefghi"]),
    "few, some of them long": (random) => one(random, ["male", "female", "a long text that has no place", "another"]),
    "a hundred": (random) => `t${String(below(random, 100))}`,
    "few, and seldom a new one": (random, row) => (random() < 0.01 ? `n${String(row)}` : one(random, ["x", "y"])),
    "few, and later ever new ones": (random, row) => (row > 9000 ? `n${String(below(random, 5000))}` : one(random, ["x", "y"])),
    "each for a while": (_, row) => `t${String(row >> 9)}`,
    "so long that a block of them is no longer looked at together": (random) => one(random, ["z".repeat(40), "y".repeat(50), "x"]),
    "ever new ones": (_, row) => `n${String(row)}`,
  };

  it.each(Object.keys(kinds))("finds those of a Map, in its order: %s", (which) => {
    fc.assert(fc.property(fc.nat(), fc.constantFrom(0, 0.01, 0.4), fc.constantFrom("string", "binary"), (seed, gaps, dtype) => {
      const random = seeded(seed);
      const texts = Array.from({ length: ROWS }, (_, row) => kinds[which]!(random, row));
      const isThere = texts.map(() => random() >= gaps);
      const counts = new Map<string, number>();
      for (const [row, text] of texts.entries()) if (isThere[row]) counts.set(text, (counts.get(text) ?? 0) + 1);
      const found = seriesOf(inPieces(withHidden(texts, isThere, dtype), random)).valueCounts({ sort: false });
      expect(found.col("x").toList().map(String)).toEqual([...counts.keys()].map((text) => String(dtype === "string" ? text : new Uint8Array(Buffer.from(text)))));
      expect(found.col("count").toList()).toEqual([...counts.values()]);
      // Twice: nothing is left of what was counted before.
      expect(new Series(["x", "y", null, "x"], { name: "x" }).valueCounts().toRows()).toEqual([{ x: "x", count: 2 }, { x: "y", count: 1 }]);
    }), { numRuns: 4 });
  });
});

const median = (cells: readonly number[]): number | null => {
  const sorted = Float64Array.from(cells).sort();
  const middle = sorted.length >> 1;
  return sorted.length === 0 ? null : sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
};

describe("groups of many rows", () => {
  const keys: Record<string, (random: Random) => Cell> = {
    int8: (random) => below(random, 5) - 3,
    int16: (random) => 100 * below(random, 3),
    uint32: (random) => 2 ** 32 - 1 - below(random, 4),
    int32: (random) => 1_000_000 * below(random, 3),
    string: (random) => one(random, ["a", "b", "", "a long text"]),
    float64: (random) => one(random, [0.5, -0, 0, NaN]),
    bool: (random) => random() < 0.5,
  };
  const values: Record<string, (random: Random) => Cell> = {
    float64: (random) => one(random, [-0, 1.5, below(random, 1000) / 4, NaN]),
    float32: (random) => below(random, 1000) / 4,
    int8: (random) => below(random, 256) - 128,
    bool: (random) => random() < 0.5,
    timestamp: (random) => 1.6e12 + below(random, 1e9),
  };
  const types = fc.constantFrom(...Object.keys(keys));

  it("are those of a Map, and have the counts, sums, means and medians of their cells, whatever the types and vectors", () => {
    fc.assert(fc.property(fc.nat(), types, types, types, fc.constantFrom(...Object.keys(values)), fc.constantFrom(0, 0.3), fc.boolean(), (seed, a, b, c, type, gaps, dropna) => {
      const random = seeded(seed);
      const column = (name: string, dtype: string, make: (random: Random) => Cell): Series => {
        const cells = Array.from({ length: ROWS }, () => (random() < gaps ? null : make(random)));
        return seriesOf(inPieces(columnOf(new Series(cells, { name, dtype: dtype as "int8" })), random)) as Series;
      };
      const [x, y, z, v] = [column("x", a, keys[a]!), column("y", b, keys[b]!), column("z", c, keys[c]!), column("v", type, values[type]!)];
      const lists = [x, y, z].map((key) => key.toList().map((cell) => (Number.isNaN(cell) ? null : cell)));
      const cells = v.toList().map((cell) => (cell === null || Number.isNaN(cell) ? null : Number(cell)));
      const groups = new Map<string, (number | null)[]>();
      for (const [row, cell] of cells.entries()) {
        const key = lists.map((list) => list[row]!);
        if (dropna && key.includes(null)) continue;
        const text = key.map((part) => (part === 0 ? "0" : String(part))).join("|");
        const group = groups.get(text) ?? [];
        group.push(cell);
        groups.set(text, group);
      }
      const made = new DataFrame({ x, y, z, v }).groupby(["x", "y", "z"], { sort: false, dropna }).agg({ size: { column: "v", aggfunc: "size" }, count: { column: "v", aggfunc: "count" }, mean: { column: "v", aggfunc: "mean" }, median: { column: "v", aggfunc: "median" } }).toColumns() as unknown as Record<string, Cell[]>;
      expect(made["x"]!.map((_, group) => ["x", "y", "z"].map((name) => { const cell = made[name]![group]!; return Number.isNaN(cell) ? "null" : cell === 0 ? "0" : String(cell); }).join("|"))).toEqual([...groups.keys()]);
      const there = [...groups.values()].map((group) => group.filter((cell) => cell !== null));
      expect(made["size"]).toEqual([...groups.values()].map((group) => group.length));
      expect(made["count"]).toEqual(there.map((group) => group.length));
      const shown = (cell: Cell): number | null => (cell === null ? null : Number(cell) + 0);
      const whole = (cell: number | null): number | null => (cell === null ? null : (type === "timestamp" ? Math.trunc(cell) : cell) + 0);
      // Quarters and milliseconds: their sums are exact in a double.
      expect(made["mean"]!.map(shown)).toEqual(there.map((group) => (group.length === 0 ? null : whole(group.reduce((sum, cell) => sum + cell, 0) / group.length))));
      expect(made["median"]!.map(shown)).toEqual(there.map((group) => whole(median(group))));
    }), { numRuns: 25 });
  });

  it("have exact sums of integers beyond 2^53, where only some blocks have such", () => {
    const cells = Array.from({ length: ROWS }, (_, row) => (row % 7 === 3 ? null : row > 19_000 ? 2n ** 54n + BigInt(row) : BigInt(row)));
    const made = new DataFrame({ k: cells.map((_, row) => row % 3), v: new Series(cells, { dtype: "int64" }) }).groupby("k").agg({ v: "sum" });
    const sums = [0, 1, 2].map((k) => cells.reduce<bigint>((sum, cell, row) => (row % 3 === k && cell !== null ? sum + cell : sum), 0n));
    expect([...columnOf(made.col("v")).vectors[0]!.storage.data!.subarray(0, 3)]).toEqual(sums);
  });

  it("have the spread of a part and another, whatever lies between", () => {
    const random = seeded(7);
    const cells = Array.from({ length: ROWS }, () => (random() < 0.2 ? null : random() < 0.001 ? 1e250 * random() : random() - 0.5));
    const df = new DataFrame({ k: cells.map((_, row) => row % 2), v: new Series(cells, { dtype: "float64" }) });
    const apart = new DataFrame({ k: new Series(Array.from(cells.keys(), (row) => (row < ROWS / 2 ? 0 : 1))), v: cells.filter((_, row) => row % 2 === 0).concat(cells.filter((_, row) => row % 2 === 1)) });
    for (const aggfunc of ["var", "std", "skew", "kurt"] as const) expect(df.groupby("k").agg({ v: aggfunc }).toRows()).toEqual(apart.groupby("k").agg({ v: aggfunc }).toRows());
  });

  it("have their spread where there are as many groups as sums of them are kept apart, some rows without a key or a cell", () => {
    const random = seeded(11);
    const [rows, groups] = [60_000, 18_000];
    const keys = Array.from({ length: rows }, () => (random() < 0.1 ? null : below(random, groups)));
    // Numbers of quarters, one group infinite, some far beyond others: their sums are exact as integers.
    const cells = keys.map((key) => (random() < 0.1 ? null : key === 5 ? Infinity : (below(random, 4000) - 2000) / 4 + (random() < 0.3 ? 2 ** 44 : 0)));
    const df = new DataFrame({ k: new Series(keys, { dtype: "int32" }), v: new Series(cells, { dtype: "float64" }) });
    const own = new Map<number, bigint[]>();
    for (const [row, key] of keys.entries()) {
      const cell = cells[row]!;
      if (key === null) continue;
      if (!own.has(key)) own.set(key, []);
      if (cell !== null && cell !== Infinity) own.get(key)!.push(BigInt(cell * 4));
    }
    const expected = (key: number): number | null => {
      const numbers = own.get(key)!;
      const n = BigInt(numbers.length);
      if (n < 2n) return null;
      const [sum, squares] = [numbers.reduce((a, b) => a + b, 0n), numbers.reduce((a, b) => a + b * b, 0n)];
      // What is divided is below 2^1024 and rounded once, as a quotient of two floats is.
      return Number(n * squares - sum * sum) / 16 / Number(n * (n - 1n));
    };
    // Twice, by memory that was used before.
    for (let turn = 0; turn < 2; turn++) {
      const { k, v } = df.groupby("k").agg({ v: "var" }).toColumns() as { k: number[]; v: (number | null)[] };
      expect(k).toEqual([...own.keys()].sort((a, b) => a - b));
      for (const [i, key] of k.entries()) if (key !== 5) expect([key, v[i]]).toEqual([key, expected(key)]);
    }
  });
});
