import { DataFrame, Series, type Interpolation } from "@framepool/frame";
import fc from "fast-check";
import { describe, expect, it } from "vitest";

const INTERPOLATIONS: readonly Interpolation[] = ["linear", "lower", "higher", "midpoint", "nearest"];

/** Cells of very different spreads: few values often, all different, one far away, infinite ones, missing ones. */
const spreads = fc.constantFrom<(random: () => number) => number | null>(
  (random) => Math.floor(random() * 5),
  (random) => random() * 1000 - 500,
  (random) => (random() < 0.001 ? 1e300 : random()),
  (random) => (random() < 0.01 ? -Infinity : random()),
  (random) => (random() < 0.3 ? null : -0),
  (random) => (random() < 0.3 ? null : Math.round(random() * 80)),
  () => 7,
  (random) => (random() < 0.5 ? -1.7e308 : 1.7e308) * random(),
  (random) => random() * 1e-310,
);

function randoms(seed: number): () => number {
  let state = seed | 1;
  return () => ((state = Math.imul(state ^ (state >>> 15), state | 1) ^ (state + Math.imul(state ^ (state >>> 7), state | 61))), ((state ^ (state >>> 14)) >>> 0) / 2 ** 32);
}

/** The value between two in order, as numpy has it. */
function slowly(cells: readonly number[], q: number, interpolation: Interpolation): number | null {
  if (cells.length === 0) return null;
  const sorted = Float64Array.from(cells).sort();
  const at = q * (sorted.length - 1);
  const [below, part] = [Math.floor(at), at - Math.floor(at)];
  if (part === 0 || interpolation === "lower") return sorted[below]! + 0;
  const [low, high] = [sorted[below]!, sorted[below + 1]!];
  if (interpolation === "higher") return high + 0;
  if (interpolation === "nearest") return (part < 0.5 || (part === 0.5 && below % 2 === 0) ? low : high) + 0;
  if (interpolation === "midpoint") return (Number.isFinite(low + high) ? (low + high) / 2 : low / 2 + high / 2) + 0;
  if (low === high && Number.isFinite(low)) return low + 0;
  return (part >= 0.5 ? high - (high - low) * (1 - part) : low + (high - low) * part) + 0;
}

describe("quantiles of many cells", () => {
  it("are those of a sort, by each interpolation", () => {
    fc.assert(fc.property(spreads, fc.integer(), fc.integer({ min: 600, max: 3000 }), fc.double({ min: 0, max: 1, noNaN: true }), fc.constantFrom(...INTERPOLATIONS), (spread, seed, rows, q, interpolation) => {
      const random = randoms(seed);
      const cells = Array.from({ length: rows }, () => spread(random));
      const made = new Series(cells, { dtype: "float64" }).quantile(q, { interpolation });
      const expected = slowly(cells.filter((cell) => cell !== null), q, interpolation);
      expect(Object.is(made, expected) || (Number.isNaN(expected) && (made === null || Number.isNaN(made))), `${String(made)}, not ${String(expected)}`).toBe(true);
    }), { numRuns: 150 });
  });

  it("are those of a sort of each group, whatever its size, and rows of no group do not count", () => {
    fc.assert(fc.property(spreads, fc.integer(), fc.integer({ min: 600, max: 6000 }), (spread, seed, rows) => {
      const random = randoms(seed);
      const cells = Array.from({ length: rows }, () => spread(random));
      const keys = cells.map(() => (random() < 0.1 ? null : random() < 0.01 ? "seldom" : random() < 0.3 ? "b" : "a"));
      const made = new DataFrame({ key: keys, x: cells }, { dtype: { key: "string", x: "float64" } }).groupby("key").agg({ x: "median" });
      for (const { key, x } of made.toRows()) expect(x).toBe(slowly(cells.filter((cell, i): cell is number => keys[i] === key && cell !== null), 0.5, "midpoint"));
    }), { numRuns: 100 });
  });
});
