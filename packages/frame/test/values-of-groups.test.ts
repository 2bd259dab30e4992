import { DataFrame, Series, type Cell } from "@framepool/frame";
import { columnOf, concatColumns, seriesOf, type Column } from "@framepool/frame/internal";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { below, one, seeded, type Random } from "./support/random.js";

// Aggregates whose result is a value, or a count of values, against the obvious slow way: beyond a block of rows, with few groups and many.

const ROWS = 10_000;

/** The same cells as a column of several vectors. */
function inPieces(column: Column, random: Random): Column {
  const cuts = [0, ...Array.from({ length: 3 }, () => below(random, column.length + 1)), column.length].sort((a, b) => a - b);
  return concatColumns(column.name, cuts.slice(1).map((end, k) => column.slice(cuts[k]!, end)));
}

const kinds: Record<string, { readonly dtype: string; readonly make: (random: Random) => Cell }> = {
  "few floats, zeros of both signs": { dtype: "float64", make: (random) => one(random, [0.5, -0, 0, NaN, -3, Infinity]) },
  "many floats": { dtype: "float64", make: (random) => (random() - 0.5) * 2 ** below(random, 60) },
  "few integers": { dtype: "int8", make: (random) => below(random, 7) - 3 },
  "many integers": { dtype: "int32", make: (random) => below(random, 2 ** 31) - 2 ** 30 },
  "integers beyond 2^53": { dtype: "int64", make: (random) => 2n ** 60n + BigInt(below(random, 3000)) },
  bools: { dtype: "bool", make: (random) => random() < 0.5 },
  "few texts": { dtype: "string", make: (random) => one(random, ["S", "C", "Q", ""]) },
  "texts that begin alike": { dtype: "string", make: (random) => `common${one(random, ["", "\0", "\0\0", "a", "é", "😀", "￿"])}${String(below(random, 40))}` },
  "short texts, of zeros and none": { dtype: "string", make: (random) => one(random, ["", "\0", "\0\0", "a", "a\0", "abcdef", "abcdef\0", "abcde", "zzzzzzz", "zzzzzz"]) },
  "many texts": { dtype: "string", make: (random) => `T${String(below(random, 1e9))}` },
  categories: { dtype: "category", make: (random) => one(random, ["b", "a", "c"]) },
};

/** The order of numbers by value, of texts by code points. */
function compare(a: Cell, b: Cell): number {
  if (typeof a === "string" && typeof b === "string") return Buffer.compare(Buffer.from(a), Buffer.from(b));
  return a! < b! ? -1 : a! > b! ? 1 : 0;
}

const shown = (cell: Cell | undefined): Cell => (cell === undefined || cell === null ? null : typeof cell === "number" ? cell + 0 : cell);

function modeOf(cells: readonly Cell[]): Cell {
  const counts = new Map<Cell, number>();
  for (const cell of cells) counts.set(cell, (counts.get(cell) ?? 0) + 1);
  const most = Math.max(...counts.values());
  return shown([...counts].filter(([, count]) => count === most).map(([cell]) => cell).sort(compare)[0]);
}

describe("the values of groups", () => {
  it.each(Object.keys(kinds))("are those of a Map, and the least, greatest, first, last and most frequent of them: %s", (kind) => {
    const { dtype, make } = kinds[kind]!;
    fc.assert(fc.property(fc.nat(), fc.constantFrom(1, 3, 400, 6000), fc.constantFrom(0, 0.3), fc.constantFrom(3, 400, ROWS), (seed, groups, gaps, rows) => {
      const random = seeded(seed);
      const keys = Array.from({ length: rows }, () => below(random, groups));
      const cells = Array.from({ length: rows }, () => (random() < gaps ? null : make(random)));
      const v = seriesOf(inPieces(columnOf(new Series(cells, { name: "v", dtype: dtype as "string", ...(dtype === "int64" ? { int64: "bigint" as const } : {}) })), random));
      const made = new DataFrame({ k: keys, v }).groupby("k", { sort: false }).agg({ v: ["nunique", "mode", "min", "max", "first", "last"] }).toColumns() as unknown as Record<string, Cell[]>;
      const there = new Map<number, Cell[]>();
      for (const [row, key] of keys.entries()) {
        const group = there.get(key) ?? [];
        there.set(key, group);
        if (cells[row] !== null && !Number.isNaN(cells[row])) group.push(cells[row]!);
      }
      const each = (of: (cells: readonly Cell[]) => Cell | undefined): Cell[] => [...there.values()].map((group) => shown(of(group)));
      const sorted = (group: readonly Cell[]): Cell[] => [...group].sort(compare);
      expect(made["k"]).toEqual([...there.keys()]);
      expect(made["v_nunique"]).toEqual(each((group) => new Set(group.map(shown)).size));
      expect(made["v_mode"]!.map(shown)).toEqual(each((group) => modeOf(group.map(shown))));
      expect(made["v_min"]!.map(shown)).toEqual(each((group) => sorted(group)[0]));
      expect(made["v_max"]!.map(shown)).toEqual(each((group) => sorted(group).at(-1)));
      expect(made["v_first"]!.map(shown)).toEqual(each((group) => group[0]));
      expect(made["v_last"]!.map(shown)).toEqual(each((group) => group.at(-1)));
    }), { numRuns: 12 });
  });

  it("are found in heaps where groups are large, and many numbers different", () => {
    fc.assert(fc.property(fc.nat(), fc.constantFrom(2, 5), fc.constantFrom(0, 0.3), (seed, groups, gaps) => {
      const random = seeded(seed);
      const keys = Array.from({ length: 60_000 }, (_, row) => (row < groups ? row : below(random, groups)));
      const cells = keys.map(() => (random() < gaps ? null : one(random, [-0, 0, NaN, -below(random, 20_000), below(random, 20_000) / 8])));
      const made = new DataFrame({ k: keys, v: new Series(cells, { dtype: "float64" }) }).groupby("k", { sort: false }).agg({ v: ["nunique", "mode"] }).toColumns() as unknown as Record<string, Cell[]>;
      const there = Array.from({ length: groups }, (_, key) => cells.filter((cell, row) => keys[row] === key && cell !== null && !Number.isNaN(cell)).map(shown));
      expect(made["v_nunique"]).toEqual(there.map((group) => new Set(group).size));
      expect(made["v_mode"]!.map(shown)).toEqual(there.map(modeOf));
    }), { numRuns: 8 });
  });

  it("keep the spelling of a zero that is the first of equal ones", () => {
    const df = new DataFrame({ k: ["a", "a", "b", "b"], v: [-0, 0, 0, -0] });
    for (const aggfunc of ["mode", "min", "max", "first"] as const) expect(df.groupby("k").agg({ v: aggfunc }).col("v").toList()).toEqual([-0, 0]);
  });

  it("have products of 100 bits, however far the numbers are from 1", () => {
    fc.assert(fc.property(fc.nat(), fc.constantFrom(2, 500, 1800), (seed, span) => {
      const random = seeded(seed);
      // Whole numbers of 20 bits by powers of two: what they make together is an integer and a power.
      const parts = Array.from({ length: 1 + below(random, 4) }, () => ({ whole: below(random, 2 ** 20) - 2 ** 19, power: Math.round((random() - 0.5) * span) }));
      const cells = parts.map(({ whole, power }) => whole * 2 ** power);
      const power = parts.reduce((sum, part) => sum + part.power, 0);
      const exact = Number(parts.reduce((product, { whole }) => product * BigInt(whole), 1n));
      const half = Math.trunc(power / 2);
      const expected = exact * 2 ** half * 2 ** (power - half);
      fc.pre(cells.every((cell, i) => cell / 2 ** parts[i]!.power === parts[i]!.whole) && (expected === 0 || Math.abs(expected) > 2 ** -1022));
      expect(new DataFrame({ k: cells.map(() => 1), v: new Series(cells, { dtype: "float64" }) }).groupby("k").agg({ v: "prod" }).col("v").toList().map(shown)).toEqual([shown(expected)]);
    }), { numRuns: 300 });
    const product = (cells: Cell[]): Cell => new Series(cells, { dtype: "float64" }).prod();
    expect(product([2 ** 600, 2 ** 600, 2 ** -1000])).toBe(2 ** 200);
    expect(product([Infinity, 2])).toBe(Infinity);
    expect(product([1e308, 1e308, -Infinity])).toBe(-Infinity);
    expect(product([0, 1e308, 1e308])).toBe(0);
    // A hair less than one and a half of the least number there is: rounded twice it would be two.
    expect(product([2 ** -924, (1.5 - 2 ** -40) * 2 ** -150])).toBe(2 ** -1074);
    expect(product([Infinity, 0, 2])).toBeNaN();
  });
});
