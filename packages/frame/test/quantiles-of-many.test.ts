import { DataFrame, Series, type Interpolation } from "@framepool/frame";
import { columnFromValues, FLOAT64, frameOf, groupby, joinGroups, partialGroups, quantile, quantilesOfCells, STRING, wholeGroup, type Column, type QuantileCells } from "@framepool/frame/internal";
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

  it("are those of a sort where parts are put together that were put in order by themselves", () => {
    const wanted = { name: "x", type: FLOAT64, aggregate: quantile(0.5) };
    fc.assert(fc.property(fc.array(spreads, { minLength: 1, maxLength: 4 }), fc.integer(), fc.array(fc.nat(1500), { maxLength: 12 }), fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 1, maxLength: 4 }), fc.constantFrom(...INTERPOLATIONS), (kinds, seed, sizes, qs, interpolation) => {
      const random = randoms(seed);
      const parts = sizes.map((size, k) => Array.from({ length: size }, () => kinds[k % kinds.length]!(random)));
      const partials = parts.map((cells) => {
        const column = columnFromValues("x", cells, FLOAT64);
        return partialGroups(wholeGroup(frameOf([column], cells.length)), [{ ...wanted, column }]);
      });
      // Some are put together before the others, as those of many parts are.
      const all = partials.length < 3 ? partials : [joinGroups(partials.slice(0, 2), [wanted]), ...partials.slice(2)];
      if (all.length === 0) return;
      const made = quantilesOfCells(joinGroups(all, [wanted]).states[0] as QuantileCells, "x", qs, interpolation);
      const cells = parts.flat().filter((cell) => cell !== null);
      const sorted = cells.sort((a, b) => a - b || 0);
      for (const [k, q] of qs.entries()) {
        const expected = slowly(sorted, q, interpolation);
        const found = made.get(k);
        expect(Object.is(found, expected) || (Number.isNaN(expected) && (found === null || Number.isNaN(found))), `${String(found)}, not ${String(expected)}`).toBe(true);
      }
    }), { numRuns: 150 });
  });

  it("take each value once where many are equal, and no part's missing cells along", () => {
    const column = columnFromValues("x", Array.from({ length: 4000 }, (_, i) => (i % 4 === 0 ? null : (i % 7) / 2)), FLOAT64);
    const { states } = partialGroups(wholeGroup(frameOf([column], column.length)), [{ name: "x", column, aggregate: quantile(0.5) }]);
    const { parts, sorted } = states[0] as QuantileCells;
    expect(parts).toEqual([]);
    expect(sorted.map(({ values }) => [...values])).toEqual([[0, 0.5, 1, 1.5, 2, 2.5, 3]]);
    expect(sorted[0]!.ends!.at(-1)).toBe(3000);
    const rising = columnFromValues("x", Array.from({ length: 100_000 }, (_, i) => i * 1.5), FLOAT64);
    const [state] = partialGroups(wholeGroup(frameOf([rising], rising.length)), [{ name: "x", column: rising, aggregate: quantile(0.5) }]).states;
    expect((state as QuantileCells).sorted[0]!.ends).toBeNull();
  });

  it("are those of a sort of each group where parts are put together, whether their equal cells stand once or not", () => {
    const aggregate = quantile(0.25);
    fc.assert(fc.property(fc.array(spreads, { minLength: 1, maxLength: 3 }), fc.integer(), fc.array(fc.nat(6000), { minLength: 1, maxLength: 5 }), fc.integer({ min: 1, max: 4 }), (kinds, seed, sizes, groups) => {
      const random = randoms(seed);
      const parts = sizes.map((size, k) => Array.from({ length: size }, () => ({ key: random() < 0.1 ? null : String(Math.floor(random() * groups)), x: kinds[k % kinds.length]!(random) })));
      const column = (rows: (typeof parts)[number]): Column => columnFromValues("x", rows.map(({ x }) => x), FLOAT64);
      const partials = parts.map((rows) => partialGroups(groupby(frameOf([columnFromValues("key", rows.map(({ key }) => key), STRING)], rows.length), ["key"], {}), [{ name: "x", aggregate, column: column(rows) }]));
      const { keys, states } = joinGroups(partials, [{ name: "x", type: FLOAT64, aggregate }]);
      const made = aggregate.finish(states[0] as QuantileCells, "x");
      const all = parts.flat();
      for (const [group, key] of [...keys[0]!].entries()) expect(made.get(group)).toBe(slowly(all.filter((row) => row.key === key && row.x !== null).map(({ x }) => x!), 0.25, "linear"));
    }), { numRuns: 100 });
  });

  it("take each value of a group once where few are different", () => {
    const key = columnFromValues("key", Array.from({ length: 8000 }, (_, i) => (i % 10 === 0 ? null : i % 2 === 0 ? "a" : "b")), STRING);
    const tallies = (cells: (number | null)[]): QuantileCells["tallied"] => {
      const x = columnFromValues("x", cells, FLOAT64);
      const { parts, tallied } = partialGroups(groupby(frameOf([key, x], 8000), ["key"], {}), [{ name: "x", column: x, aggregate: quantile(0.5) }]).states[0] as QuantileCells;
      return parts.length === 0 ? tallied : [];
    };
    const halves = tallies(Array.from({ length: 8000 }, (_, i) => (i % 3 === 0 ? null : [-0, 0.5, 0, 1.5][i % 4]!)));
    expect(halves.map(({ values, codes }) => [...values].map((value, i) => `${"ab"[codes[i]!]!} ${String(value + 0)}`))).toEqual([["a 0", "b 0.5", "b 1.5"]]);
    expect(halves[0]!.times.reduce((sum, times) => sum + times, 0)).toBe(4800);
    // Integers by their places, more of them than a table would take.
    expect(tallies(Array.from({ length: 8000 }, (_, i) => (i % 2) * 100_000 + (i % 1500)))).toEqual([]);
    expect(tallies(Array.from({ length: 8000 }, (_, i) => i))).toEqual([]);
    expect(tallies(Array.from({ length: 8000 }, (_, i) => 7 + (i % 1500))).map(({ values }) => new Set(values).size)).toEqual([1500 - 150]);
    expect(tallies(Array.from({ length: 8000 }, (_, i) => i / 3))).toEqual([]);
  });

  it("are those of a group into which one comes that was a whole", () => {
    const aggregate = quantile(0.5);
    const column = columnFromValues("x", [5, 1, 1, null, 9, 1.5], FLOAT64);
    const [whole] = partialGroups(wholeGroup(frameOf([column], column.length)), [{ name: "x", column, aggregate }]).states;
    const state = aggregate.init(2, FLOAT64);
    aggregate.merge(state, whole as QuantileCells, Int32Array.of(1));
    aggregate.add(state, columnFromValues("x", [2, 4], FLOAT64), Int32Array.of(1, 0));
    expect([...aggregate.finish(state, "x")]).toEqual([4, 1.75]);
  });
});
