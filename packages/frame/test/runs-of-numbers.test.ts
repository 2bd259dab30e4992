import { concat, DataFrame, Series } from "@framepool/frame";
import { aggregateNamed, columnFromValues, seriesOf, variance } from "@framepool/frame/internal";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { NUMBERS, randomFrom } from "./support/numbers.js";
import { inPieces } from "./support/random-columns.js";

/** So many more groups that cells are added one by one, each of a missing cell. */
function withEmptyGroups(frame: DataFrame<{ k: number | null; x: number | null }>): DataFrame {
  const count = Math.ceil(frame.numRows / 32);
  const empty = { k: Array.from({ length: count }, (_, i) => 100 + i), x: new Array<null>(count).fill(null) };
  return concat([frame, new DataFrame(empty, { dtype: { k: "int32", x: "float64" } })]);
}

/** A finite number in units of 2^-1074. */
function unitsOf(x: number): bigint {
  const bits = new BigUint64Array(Float64Array.of(x).buffer)[0]!;
  const exponent = (bits >> 52n) & 0x7ffn;
  const fraction = bits & 0xf_ffff_ffff_ffffn;
  const size = exponent === 0n ? fraction : (fraction | (1n << 52n)) << (exponent - 1n);
  return bits >> 63n === 1n ? -size : size;
}

const unitsOfAll = (parts: Iterable<number>): bigint => [...parts].reduce((sum, part) => sum + unitsOf(part), 0n);

/** What the sums of a group are kept as: floats, what these do not hold, and integers. */
interface Sums {
  readonly high: Float64Array;
  readonly low: Float64Array;
  readonly rest: ReadonlyMap<number, readonly number[]>;
  readonly huge: ReadonlyMap<number, bigint>;
}

/** How many there are, floats of the sum, and of that of squares; what these do not hold, by the place behind them; and integers. */
interface Powers {
  readonly cells: Float64Array;
  readonly rest: ReadonlyMap<number, readonly number[]>;
  readonly units: ReadonlyMap<number, readonly bigint[]>;
}

/** Numbers whose pieces lie far from each other, or where floats end. */
const FAR_APART: Readonly<Record<string, (a: number, b: number) => number>> = {
  "of 26 sizes": (a, b) => (1 + a) * 2 ** -Math.floor(b * 26),
  "of 60 sizes": (a, b) => (a - 0.5) * 2 ** -Math.floor(b * 60),
  "large ones, and small ones between them": (a, b) => (b < 0.5 ? Math.floor(a * 100) * 2 ** 60 : a),
  "below 2^-160": (a) => a * 2 ** -160,
  "below 2^-190": (a) => a * 2 ** -190,
  "below 2^-530": (a) => a * 2 ** -530,
  "below 2^195": (a) => a * 2 ** 195,
  "below 2^300": (a) => a * 2 ** 300,
  "below 2^972": (a) => a * 2 ** 972,
};

describe("numbers that are added up in runs", () => {
  it.each(Object.entries({ ...NUMBERS, ...FAR_APART }))("lose nothing: %s", (_name, make) => {
    fc.assert(fc.property(fc.integer(), fc.constantFrom(4096, 9001), (seed, rows) => {
      const next = randomFrom(seed);
      const x = Float64Array.from({ length: rows }, () => make(next(), next())).filter(Number.isFinite);
      const column = columnFromValues("x", x, "float64");
      const sums = aggregateNamed("sum").init(1, column.type) as { readonly sums: Sums };
      aggregateNamed("sum").addWhole!(sums, column);
      const { high, low, rest, huge } = sums.sums;
      expect(unitsOfAll([...high, ...low, ...(rest.get(0) ?? [])]) + ((huge.get(0) ?? 0n) << (918n + 1074n))).toBe(unitsOfAll(x));
      for (const add of ["add", "addWhole"] as const) {
        const state = variance().init(1, column.type) as { readonly powers: Powers };
        variance()[add]!(state as never, column, new Int32Array(x.length));
        const { cells, rest: more, units } = state.powers;
        const [own = 0n, ownSquares = 0n] = units.get(0) ?? [];
        expect([cells[0], unitsOfAll([...cells.subarray(1, 3), ...(more.get(3) ?? [])]) + own]).toEqual([x.length, unitsOfAll(x)]);
        expect((unitsOfAll([...cells.subarray(3, 7), ...(more.get(7) ?? [])]) << 1074n) + ownSquares).toBe([...x].reduce((sum, value) => sum + unitsOf(value) ** 2n, 0n));
      }
    }), { numRuns: 3 });
  });

  it.each(Object.entries(NUMBERS))("come to what they do one by one, of a whole column and of few groups: %s", (_name, make) => {
    fc.assert(fc.property(fc.integer(), fc.constantFrom(4095, 4096, 4097, 8193, 20_000), fc.constantFrom(0, 0.1, 1), (seed, rows, missing) => {
      const next = randomFrom(seed);
      const x = Array.from({ length: rows }, () => (next() < missing ? null : make(next(), next())));
      const k = x.map(() => (next() < 0.1 ? null : Math.floor(next() * 3)));
      const dtype = { k: "int32", x: "float64" } as const;
      const frame = new DataFrame({ k, x }, { dtype });
      const one = withEmptyGroups(new DataFrame({ k: x.map(() => 0), x }, { dtype }));
      const [few, alone] = [frame.groupby("k"), withEmptyGroups(frame).groupby("k")];
      for (const name of ["sum", "mean", "var", "std", "min", "max"] as const) {
        expect(frame.col("x")[name]()).toBe(one.groupby("k").agg({ x: name }).col("x").toList()[0]);
        const found = few.agg({ x: name }).col("x").toList();
        expect(found).toEqual(alone.agg({ x: name }).col("x").toList().slice(0, found.length));
      }
    }), { numRuns: 6 });
  });

  it("are read from pieces of columns, and from integers, times and bools", () => {
    fc.assert(fc.property(fc.integer(), fc.array(fc.nat({ max: 9000 }), { maxLength: 3 }), fc.constantFrom("int8", "int32", "uint32", "int64", "float32", "float64", "bool"), fc.nat({ max: 20 }), (seed, cuts, dtype, from) => {
      const next = randomFrom(seed);
      const cells = Array.from({ length: 9000 }, () => (next() < 0.1 ? null : dtype === "bool" ? next() < 0.5 : Math.floor(next() * 100)));
      const series = seriesOf<number | null>(inPieces("x", cells, dtype, cuts)).slice(from);
      const held = new Series(cells.slice(from).map((cell) => (cell === null ? null : Number(cell))), { dtype: "float64" });
      for (const name of ["sum", "mean", "var", "std", "min", "max"] as const) expect(Number(series[name]())).toBe(held[name]());
    }), { numRuns: 30 });
    const days = new Series(Array.from({ length: 5000 }, (_, i) => new Date(Date.UTC(2020, 0, 1 + (i % 31)))));
    expect([days.min(), days.max(), days.mean()]).toEqual([new Date(Date.UTC(2020, 0, 1)), new Date(Date.UTC(2020, 0, 31)), new Date(days.toList().reduce((sum, day) => sum + day.getTime(), 0) / 5000)]);
  });

  it("keep integers beyond 2^53 exact", () => {
    const x = Array.from({ length: 5000 }, (_, i) => 2n ** 60n + BigInt(i));
    const series = new Series(x);
    expect([series.sum(), series.min(), series.max()]).toEqual([x.reduce((sum, value) => sum + value, 0n) > 2n ** 63n ? Number(x.reduce((sum, value) => sum + value, 0n)) : x.reduce((sum, value) => sum + value, 0n), x[0], x[4999]]);
  });

  it.each([1, 3, 1000, 8191, 8192, 8193])("of %i groups of as many rows as runs need have each their own", (groups) => {
    const rows = Math.max(4096, 64 * groups);
    const k = Int32Array.from({ length: rows }, (_, i) => i % groups);
    const x = Float64Array.from({ length: rows }, (_, i) => 100 + Math.floor(i / groups) / 7);
    const frame = new DataFrame({ k: new Series(k), x: new Series(x) });
    const found = frame.groupby("k").agg({ x: "std" }).col("x").toList();
    const alone = new Map<number, number | null>();
    for (const [group, std] of found.entries()) {
      const count = Math.ceil((rows - group) / groups);
      if (!alone.has(count)) alone.set(count, new Series(Float64Array.from({ length: count }, (_, i) => 100 + i / 7)).std());
      if (std !== alone.get(count)) throw new Error(`group ${String(group)} of ${String(count)} rows has ${String(std)}, not ${String(alone.get(count))}`);
    }
    expect(found.length).toBe(groups);
  });

  it("the least and the greatest is the first of equal ones: 0 and -0, infinite ones, none", () => {
    const x = new Float64Array(5000).fill(7);
    x[4500] = -0;
    x[4600] = 0;
    expect(new Series(x).min()).toBe(-0);
    expect(new Series(x.map((value) => -value)).max()).toBe(0);
    expect(new Series(new Float64Array(5000).fill(Infinity)).min()).toBe(Infinity);
    expect(new Series(new Float64Array(5000).fill(NaN)).max()).toBe(null);
  });
});

describe("bools", () => {
  it("are counted, numbered, sorted and grouped as the integers 0 and 1 are, wherever slices and vectors begin", () => {
    const cell = fc.option(fc.boolean(), { freq: 4 });
    fc.assert(fc.property(fc.array(fc.tuple(cell, cell), { maxLength: 80 }), fc.array(fc.nat()), fc.nat({ max: 20 }), (rows, cuts, from) => {
      const frameOf = (dtype: "bool" | "int8"): DataFrame<{ a: number | null; b: number | null }> => {
        const column = (name: string, place: 0 | 1): Series<number | null> => seriesOf<number | null>(inPieces(name, rows.map((row) => (row[place] === null || dtype === "bool" ? row[place] : Number(row[place]))), dtype, cuts));
        return new DataFrame({ a: column("a", 0), b: column("b", 1) }).slice(from);
      };
      const [bools, integers] = [frameOf("bool"), frameOf("int8")];
      const asNumbers = (frame: DataFrame): unknown => frame.toRows().map((row) => Object.values(row).map((value) => (typeof value === "boolean" ? Number(value) : value)));
      const verbs: readonly ((frame: typeof bools) => DataFrame)[] = [
        (frame) => frame.col("a").valueCounts(),
        (frame) => frame.col("a").valueCounts({ dropna: false }),
        (frame) => new DataFrame({ a: frame.col("a").unique() }),
        (frame) => new DataFrame({ n: [frame.col("a").nunique(), frame.col("a").nunique({ dropna: false })] }),
        (frame) => frame.sortValues("a"),
        (frame) => frame.sortValues(["b", "a"], { ascending: [false, true], naPosition: "first" }),
        (frame) => frame.groupby(["a", "b"], { dropna: false }).size(),
        (frame) => frame.groupby("a").agg({ b: "count" }),
        (frame) => frame.dropDuplicates({ subset: ["a", "b"] }),
        (frame) => frame.merge(frame.dropDuplicates({ subset: ["a"] }), { on: "a", how: "outer" }),
        (frame) => new DataFrame({ r: frame.col("a").rank() }),
        (frame) => new DataFrame({ m: frame.col("a").mode() }),
      ];
      for (const verb of verbs) expect(asNumbers(verb(bools))).toEqual(asNumbers(verb(integers)));
    }));
  });
});
