import { DataFrame, Series, type Cell } from "@framepool/frame";
import { seriesOf } from "@framepool/frame/internal";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { seeded } from "./support/random.js";
import { inPieces } from "./support/random-columns.js";

// Kernels that change their way with the number of rows or of values: each against the obvious slow way, over some thousands.

const ROWS = 3000;

/** Rows of a seed: `make` is given random numbers from 0 to 1. */
const rowsOf = <T>(seed: number, make: (random: () => number, row: number) => T): T[] => {
  const random = seeded(seed);
  return Array.from({ length: ROWS }, (_, row) => make(random, row));
};

/** Numbers whose upper halves are alike in runs of some length, short, long, or of all rows. */
const numbers: Record<string, (random: () => number) => number | null> = {
  "floats, few of them alike": (random) => random() * 1000 - 500,
  "floats with gaps, zeros of both signs and infinities": (random) => [0, -0, NaN, null, Infinity, -Infinity, 5e-324, -5e-324, random(), -random()][Math.floor(random() * 10)]!,
  "floats that differ in their last bits": (random) => 1 + Math.floor(random() * 1000) * 2 ** -52,
  "floats of which some differ in their last bits": (random) => (random() < 0.1 ? 1 + Math.floor(random() * 100) * 2 ** -52 : random()),
  "times in a year": (random) => 1.6e12 + Math.floor(random() * 3.2e10),
  "integers of 53 bits": (random) => Math.floor((random() - 0.5) * 2 ** 53),
  "decimals of up to six places": (random) => Number((random() * 200 - 100).toFixed(Math.floor(random() * 7))),
  "decimals beyond 31 bits": (random) => Math.round(random() * 1e12 - 5e11) / 100,
  "decimals with gaps and -0": (random) => [null, NaN, -0, 0, 1.25, -1.25, Math.round(random() * 1000) / 100][Math.floor(random() * 7)]!,
  "decimals, and infinities": (random) => [Infinity, -Infinity, Math.round(random() * 1000) / 100][Math.floor(random() * 3)]!,
  "few values": (random) => Math.floor(random() * 5) / 10,
};

describe("sorting many rows", () => {
  it.each(Object.keys(numbers))("is what a stable sort by comparison gives: %s", (which) => {
    fc.assert(fc.property(fc.nat(), fc.boolean(), fc.constantFrom("first", "last"), (seed, ascending, naPosition) => {
      const x = rowsOf(seed, numbers[which]!);
      const rows = x.map((_, row) => row);
      const gone = rows.filter((row) => x[row] === null || Number.isNaN(x[row]));
      const there = rows.filter((row) => !gone.includes(row)).sort((a, b) => (x[a] === x[b] ? 0 : x[a]! < x[b]! === ascending ? -1 : 1));
      const sorted = new DataFrame({ x: new Series(x, { dtype: "float64" }), rows }).sortValues("x", { ascending, naPosition });
      expect(sorted.col("rows").toList()).toEqual(naPosition === "first" ? [...gone, ...there] : [...there, ...gone]);
    }), { numRuns: 8 });
  });

  it("keeps the order of a column that was sorted by before", () => {
    const [a, b] = [rowsOf(1, (random) => Math.floor(random() * 4)), rowsOf(2, (random) => random())];
    const sorted = new DataFrame({ a, b }).sortValues(["a", "b"]).toRows();
    expect(sorted).toEqual(a.map((_, row) => ({ a: a[row]!, b: b[row]! })).sort((x, y) => x.a - y.a || x.b - y.b));
  });
});

describe("telling many texts apart", () => {
  /** Texts whose beginnings and ends are alike, of every length around those at which cells are looked at in another way. */
  const text = (random: () => number): string | null => {
    const length = Math.floor(random() * 14);
    const middle = Array.from({ length }, () => "ab\u0000é"[Math.floor(random() * 4)]!).join("");
    return random() < 0.05 ? null : random() < 0.3 ? `same${middle}ends` : middle;
  };

  it("finds those of a Map, in its order", () => {
    fc.assert(fc.property(fc.nat(), (seed) => {
      const cells = rowsOf(seed, text);
      const counts = new Map<Cell, number>();
      for (const cell of cells) if (cell !== null) counts.set(cell, (counts.get(cell) ?? 0) + 1);
      const found = new Series(cells, { name: "x" }).valueCounts({ sort: false });
      expect(found.col("x").toList()).toEqual([...counts.keys()]);
      expect(found.col("count").toList()).toEqual([...counts.values()]);
    }), { numRuns: 10 });
  });
});

describe("merging many rows", () => {
  const slow = (left: readonly (number | null)[], right: readonly (number | null)[], keep: boolean) =>
    left.flatMap((key, row) => {
      const found = right.flatMap((other, place) => (other === key ? [place] : []));
      return found.length > 0 ? found.map((place) => [row, place]) : keep ? [[row, null]] : [];
    });

  it.each(["left", "inner", "right"] as const)("pairs them as two loops do, whether keys of a side are there once or more often: %s", (how) => {
    for (const times of [1, 2]) {
      const k = Array.from({ length: 600 }, (_, i) => (i % 50 === 7 ? null : (i * 7919) % 400));
      const other = Array.from({ length: 300 }, (_, i) => (i === 5 ? null : (Math.floor(i / times) * 3) % 1009));
      const [left, right] = [new DataFrame({ k, row: k.map((_, i) => i) }), new DataFrame({ k: other, place: other.map((_, i) => i) })];
      const pairs = how === "right" ? slow(other, k, true).map(([place, row]) => [row, place]) : slow(k, other, how === "left");
      expect(left.merge(right, { on: "k", how }).toRows().map(({ row, place }) => [row, place])).toEqual(pairs);
    }
  });
});

const keysOf: Record<string, (random: () => number) => Cell> = {
  "integers that lie close together": (random) => (random() < 0.02 ? null : Math.floor(random() * 2000) - 500),
  "integers that lie far apart": (random) => (random() < 0.02 ? null : (Math.floor(random() * 2000) - 1000) * 1_000_003),
  "64-bit integers": (random) => BigInt(Math.floor(random() * 2000) - 1000) * 2n ** 52n,
  "floats with zeros of both signs": (random) => [0, -0, NaN, null, Infinity][Math.floor(random() * 60)] ?? Math.floor(random() * 2000) / 8,
  "short texts": (random) => (random() < 0.02 ? null : "T".repeat(Math.floor(random() * 3)) + String(Math.floor(random() * 1500))),
  "long texts with one beginning and one end": (random) => `same beginning ${String(Math.floor(random() * 2000))} same end`,
};

/** Equal keys as one text: missing ones are equal, and so are the zeros. */
const textOf = (key: Cell): string => (key === null || Number.isNaN(key) ? "missing" : String(key));

describe("merging by many keys", () => {
  const hows = fc.constantFrom("left", "inner", "right", "outer", "semi", "anti");

  it.each(Object.keys(keysOf))("pairs rows as a Map does, by one key or by three: %s", (which) => {
    fc.assert(fc.property(fc.nat(), hows, fc.boolean(), (seed, how, several) => {
      const [a, b] = [rowsOf(seed, keysOf[which]!), rowsOf(seed + 1, keysOf[which]!).slice(0, 1000)];
      const others = (cells: Cell[]): { one: number[]; two: string[] } => ({ one: cells.map((_, row) => row % 3), two: cells.map((_, row) => `t${String(row % 2)}`) });
      const frame = (k: Cell[]) => new DataFrame({ k, ...others(k), row: k.map((_, row) => row) });
      const on = several ? ["k", "one", "two"] : ["k"];
      const keyAt = (cells: Cell[], row: number): string => textOf(cells[row]!) + (several ? `|${String(row % 6)}` : "");
      const rowsByKey = new Map<string, number[]>();
      for (const row of b.keys()) rowsByKey.set(keyAt(b, row), [...(rowsByKey.get(keyAt(b, row)) ?? []), row]);
      const pairs: [number | null, number | null][] = [...a.keys()].flatMap((row) => (rowsByKey.get(keyAt(a, row)) ?? []).map((other): [number, number] => [row, other]));
      const [matched, partners] = [new Set(pairs.map(([row]) => row)), new Set(pairs.map(([, other]) => other))];
      if (how === "semi" || how === "anti") {
        const made = frame(a).merge(frame(b).select(on as ["k"]), { on: on as ["k"], how });
        expect(made.col("row").toList()).toEqual([...a.keys()].filter((row) => matched.has(row) === (how === "semi")));
        return;
      }
      if (how === "left" || how === "outer") for (const row of a.keys()) if (!matched.has(row)) pairs.push([row, null]);
      if (how === "right" || how === "outer") for (const row of b.keys()) if (!partners.has(row)) pairs.push([null, row]);
      const place = ([row, other]: readonly [number | null, number | null]): number => (how === "right" ? other! * 10_000 + (row ?? 0) : (row ?? 10_000) * 10_000 + (other ?? 0));
      const made = frame(a).merge(frame(b), { on: on as ["k"], how }).toColumns() as unknown as Record<"row_x" | "row_y", (number | null)[]>;
      const found = made.row_x.map((row, i): [number | null, number | null] => [row, made.row_y[i]!]);
      const order = (all: [number | null, number | null][]): [number | null, number | null][] => [...all].sort((x, y) => place(x) - place(y));
      expect(how === "outer" ? order(found) : found).toEqual(order(pairs));
    }), { numRuns: 6 });
  });
});

describe("dummies", () => {
  it("are those of each row, however many rows and vectors there are, and wherever a value comes first", () => {
    const kinds = [["string", ["b", "", "é", "a long text", "c"]], ["int32", [7, -3, 70_000, 12, 0]], ["float64", [0.5, -1, 2, 1e9, 3]]] as const;
    fc.assert(fc.property(fc.constantFrom(...kinds), fc.array(fc.nat(), { maxLength: 3 }), fc.integer(), fc.boolean(), ([dtype, values], cuts, seed, dropFirst) => {
      const random = seeded(seed);
      // The last value is first there behind the blocks before.
      const cells = Array.from({ length: 20_000 }, (_, row) => [...values.slice(0, row < 17_000 ? 4 : 5), null][Math.floor(random() * (row < 17_000 ? 5 : 6))]!);
      const made = new DataFrame({ c: seriesOf(inPieces("c", cells, dtype, cuts)) }).getDummies(["c"], { dummyNa: true, dropFirst });
      const rising = [...values].sort((a, b) => (a < b ? -1 : 1));
      const kept = [...rising, null].slice(dropFirst ? 1 : 0);
      expect(made.shape).toEqual([cells.length, kept.length]);
      for (const [k, value] of kept.entries()) expect(made.col(made.columns[k]!).toList()).toEqual(cells.map((cell) => cell === value));
    }), { numRuns: 8 });
  });

  it("are those of each row, whether values are few enough for their bits to be made together or not", () => {
    fc.assert(fc.property(fc.integer({ min: 1, max: 24 }), fc.nat(100), fc.array(fc.nat(), { maxLength: 2 }), fc.integer(), (count, rows, cuts, seed) => {
      const random = seeded(seed);
      const cells = Array.from({ length: 8192 + rows }, () => (random() < 0.1 ? null : Math.floor(random() * count)));
      const made = new DataFrame({ c: seriesOf(inPieces("c", cells, "int16", cuts)) }).getDummies(["c"], { dummyNa: true });
      expect(made.columns).toEqual([...Array.from({ length: count }, (_, value) => `c_${String(value)}`), "c_nan"]);
      for (const [value, name] of made.columns.entries()) expect(made.col(name).toList()).toEqual(cells.map((cell) => (cell ?? count) === value));
    }), { numRuns: 12 });
  });

  it("are 1 where the value is, of every type that they may be", () => {
    const cells = Array.from({ length: 29 }, (_, i) => ["x", null, "é", ""][(i * 3) % 4]!);
    for (const dtype of ["bool", "int8", "uint16", "int64", "float64"] as const) {
      const made = new DataFrame({ c: cells }).getDummies(["c"], { dtype, dummyNa: true, dropFirst: true });
      expect(made.columns).toEqual(["c_x", "c_é", "c_nan"]);
      for (const [name, value] of [["c_x", "x"], ["c_é", "é"], ["c_nan", null]] as const) {
        expect(made.col(name).toList().map(Number)).toEqual(cells.map((cell) => Number(cell === value)));
      }
    }
  });
});
