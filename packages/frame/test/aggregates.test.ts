import { isDeepStrictEqual } from "node:util";
import { DataFrame, Series, type AggregateName, type Cell, type DType } from "@framepool/frame";
import { aggregateNamed, COLUMNS, columnsOf, concatColumns, custom, finishGroups, frameOf, groupby, joinGroups, partialGroups, seriesOf, wholeGroup, type Column } from "@framepool/frame/internal";
import { FrameError } from "@framepool/errors";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { cellsOf, CELLS, DTYPES, inPieces } from "./support/random-columns.js";
import { logical, sameColumn } from "./support/same-column.js";

const NAMES: readonly AggregateName[] = ["count", "size", "sum", "mean", "median", "std", "var", "min", "max", "prod", "skew", "kurt", "mode", "nunique", "first", "last"];
const ANY_TYPE: readonly AggregateName[] = ["count", "size", "min", "max", "mode", "nunique", "first", "last"];
const TIMES: readonly DType[] = ["date", "timestamp", "duration"];

/** Whether an aggregate is of columns of a type. */
function takes(name: AggregateName, dtype: DType): boolean {
  if (ANY_TYPE.includes(name)) return true;
  if (dtype === "string" || dtype === "category") return false;
  if (dtype === "duration" && name === "sum") return true;
  return !TIMES.includes(dtype) || ["mean", "median", "std"].includes(name);
}

const doubles = fc.oneof(fc.double(), fc.double({ min: -1e6, max: 1e6, noNaN: true }), fc.constantFrom(0.1, 0.2, 1e300, -1e300, 1e-300, 5e-324, 2 ** 53, 1e16, -1e16, 1.7e308, -1.7e308));

describe("aggregates in parts", () => {
  it.each(NAMES)("%s of parts that are merged is that of the whole, bit for bit", (name) => {
    fc.assert(fc.property(fc.constantFrom(...DTYPES.filter((dtype) => takes(name, dtype))), fc.gen(), fc.array(fc.nat(60), { maxLength: 4 }), (dtype, g, cuts) => {
      const cells = g(() => (dtype === "float64" ? fc.array(fc.option(doubles, { freq: 5 }), { maxLength: 40 }) : cellsOf(dtype)));
      const keys = cells.map(() => g(() => fc.constantFrom("a", "b", "c", null)));
      const table = frameOf([inPieces("k", keys, "string", cuts), inPieces("x", cells, dtype, cuts)], cells.length) as DataFrame;
      const wanted = (part: DataFrame) => [{ name: "x", column: columnsOf(part)[1]!, type: columnsOf(part)[1]!.type, aggregate: aggregateNamed(name) }];
      const ends = [0, ...cuts.map((cut) => cut % (cells.length + 1)).sort((a, b) => a - b), cells.length];
      const parts = ends.slice(1).map((end, i) => table.slice(ends[i], end));
      const joined = joinGroups(parts.map((part) => partialGroups(groupby(part, "k", { sort: false }), wanted(part))), wanted(table));
      const merged = finishGroups(joined, wanted(table), { sort: true });
      const whole = table.groupby("k").agg({ x: name }) as DataFrame;
      expect(merged.numRows).toBe(whole.numRows);
      const [key, value] = merged[COLUMNS];
      expect(sameColumn(key!, columnsOf(whole)[0]!)).toBe(true);
      expect(logical(value!)).toEqual(logical(columnsOf(whole)[1]!));
    }), { numRuns: 60 });
  });

  it.each(NAMES)("%s of parts that are one group each, merged, is that of the whole, bit for bit", (name) => {
    fc.assert(fc.property(fc.constantFrom(...DTYPES.filter((dtype) => takes(name, dtype))), fc.gen(), fc.array(fc.nat(60), { maxLength: 4 }), (dtype, g, cuts) => {
      const cells = g(() => (dtype === "float64" ? fc.array(fc.option(doubles, { freq: 5 }), { maxLength: 40 }) : cellsOf(dtype)));
      const table = frameOf([inPieces("x", cells, dtype, cuts)], cells.length) as DataFrame;
      const wanted = (part: DataFrame) => [{ name: "x", column: columnsOf(part)[0]!, type: columnsOf(part)[0]!.type, aggregate: aggregateNamed(name) }];
      const ends = [0, ...cuts.map((cut) => cut % (cells.length + 1)).sort((a, b) => a - b), cells.length];
      const parts = ends.slice(1).map((end, i) => table.slice(ends[i], end));
      const merged = finishGroups(joinGroups(parts.map((part) => partialGroups(wholeGroup(part), wanted(part))), wanted(table)), wanted(table), {});
      const aggregate = aggregateNamed(name);
      const state = aggregate.init(1, columnsOf(table)[0]!.type);
      aggregate.add(state, columnsOf(table)[0]!, new Int32Array(cells.length));
      expect(logical(merged[COLUMNS][0]!)).toEqual(logical(aggregate.finish(state, "x")));
    }), { numRuns: 60 });
  });

  it.each(["sum", "mean", "var", "std", "skew", "kurt", "prod", "median", "mode", "nunique", "count"] as const)("%s does not depend on the order of the cells", (name) => {
    fc.assert(fc.property(fc.array(fc.option(doubles, { freq: 8 }), { maxLength: 60 }), fc.infiniteStream(fc.nat()), (cells, places) => {
      const shuffled = [...cells];
      for (let i = shuffled.length - 1; i > 0; i--) {
        const j = (places.next().value as number) % (i + 1);
        [shuffled[i], shuffled[j]] = [shuffled[j]!, shuffled[i]!];
      }
      const of = (values: readonly (number | null)[]): Cell => new DataFrame({ k: values.map(() => 1), x: new Series(values, { dtype: "float64" }) }).groupby("k").agg({ x: name }).toRows()[0]?.x as Cell;
      expect(isDeepStrictEqual(of(shuffled), of(cells))).toBe(true);
    }));
  });
});

describe("describe", () => {
  it("keeps quantiles apart whose names are one, as pandas names them", () => {
    const table = new DataFrame({ x: Array.from({ length: 1_000_001 }, (_, i) => i) }).describe({ percentiles: [0.500001] });
    expect(table.col("statistic").toList()).toEqual(["count", "mean", "std", "min", "50%", "50%", "max"]);
    expect(table.col("x").toList().slice(4)).toEqual([500_000, 500_001, 1_000_000]);
  });
});

describe("exact sums", () => {
  it("are the nearest number to the sum of the cells", () => {
    fc.assert(fc.property(fc.array(doubles.filter((x) => Number.isFinite(x)), { maxLength: 40 }), (cells) => {
      const exact = cells.reduce((sum, x) => sum + units(x), 0n);
      const sum = new Series(cells, { dtype: "float64" }).sum();
      if (!Number.isFinite(sum)) {
        expect(exact < 0n ? -exact : exact).toBeGreaterThan(units(Number.MAX_VALUE));
        return;
      }
      const off = distance(exact, units(sum));
      for (const near of [below(sum), above(sum)]) if (Number.isFinite(near)) expect(off <= distance(exact, units(near))).toBe(true);
    }), { numRuns: 300 });
  });

  it("do not overflow on the way, and are infinite only where a cell is or the sum is too large", () => {
    expect(new Series([1e308, 1e308, -1e308]).sum()).toBe(1e308);
    expect(new Series([1.7e308, 1.7e308]).sum()).toBe(Infinity);
    expect(new Series([1.7e308, 1.7e308]).mean()).toBe(1.7e308);
    expect(new Series([Infinity, 1]).sum()).toBe(Infinity);
    expect(new Series([Infinity, -Infinity]).sum()).toBeNaN();
    expect(new Series([1, 1e100, 1, -1e100]).sum()).toBe(2);
    expect(new Series([1e308, 5e-324, -1e308]).sum()).toBe(5e-324);
    expect(new Series([1e16, 1, 1e-16, -1e16]).sum()).toBe(1);
  });

  it("of integers never wrap", () => {
    expect(new DataFrame({ k: ["a", "a"], x: new Series([2 ** 53 - 1, 2 ** 53 - 1]) }).groupby("k").sum().dtypes).toEqual({ k: "string", x: "int64" });
    expect(new Series([2n ** 62n, 2n ** 62n, -1n]).sum()).toBe(2n ** 63n - 1n);
    expect(new DataFrame({ k: [1, 1], x: [2n ** 62n, 2n ** 62n] }).groupby("k").sum().dtypes).toEqual({ k: "int32", x: "float64" });
    expect(new Series([2n ** 63n, 2n ** 63n - 1n]).sum()).toBe(2n ** 64n - 1n);
    expect(new Series([127, 127], { dtype: "int8" }).sum()).toBe(254);
    expect(new Series([2 ** 53 - 1, 2], { dtype: "int64" }).sum()).toBe(2 ** 53);
    // One of the cells is read as a cell is, and not rounded to what is none of them.
    const ids = new Series([2n ** 53n + 1n, 2n ** 53n + 3n], { dtype: "int64", name: "id" });
    const beyond = 'column "id" (int64): 9007199254740995 is beyond 2^53';
    for (const read of [() => ids.max(), () => ids.agg("last"), () => new DataFrame({ id: ids }).max(), () => new DataFrame({ id: ids }).agg({ id: "max" })]) expect(read).toThrow(beyond);
    expect(ids.median()).toBe(2 ** 53 + 2);
    expect(() => ids.astype("int32")).toThrow("9007199254740993n is no int32");
    expect(new Series([3, 5]).prod()).toBe(15);
    expect(new Series([3n ** 30n, 3n]).prod()).toBe(3n ** 31n);
    expect(new Series([2n ** 40n, 2n ** 40n]).prod()).toBe(2 ** 80);
  });

  it("make variances without cancellation", () => {
    expect(new Series([1e9, 1e9 + 1, 1e9 + 2]).var()).toBe(1);
    expect(new Series([0.1, 0.1, 0.1]).var()).toBe(0);
    expect(new Series([1e15 + 1, 1e15 + 2, 1e15 + 4]).std()).toBe(Math.sqrt(7 / 3));
    expect(new Series([1e-200, 3e-200]).std()).toBe(0);
    expect(new Series([1e150, 3e150]).std()! / 1e150).toBeCloseTo(Math.SQRT2, 12);
    expect(new Series([1, Infinity]).var()).toBeNaN();
  });
});

describe("reductions", () => {
  it("of several vectors are those of one", () => {
    fc.assert(fc.property(fc.constantFrom(...DTYPES), fc.gen(), fc.array(fc.nat(60), { maxLength: 4 }), (dtype, g, cuts) => {
      const cells = g(() => cellsOf(dtype, { minLength: 1 }));
      const [whole, pieces] = [inPieces("x", cells, dtype, []), inPieces("x", cells, dtype, cuts)];
      for (const name of NAMES.filter((each) => takes(each, dtype) && each !== "mode")) {
        const of = (column: Column): Column => columnsOf(frameOf([inPieces("k", cells.map(() => 1), "int8", []), column], cells.length).groupby("k").agg({ x: name }))[1]!;
        expect(logical(of(pieces))).toEqual(logical(of(whole)));
      }
    }));
  });

  it("of text go by code points, of ordered categories by their order", () => {
    expect(new Series(["\u{1F600}", "\uFFFD"]).min()).toBe("\uFFFD");
    expect(new Series(["b", "a", null], { dtype: "category" }).min()).toBe("a");
  });

  it("name the column and the type that they are not of", () => {
    // @ts-expect-error text has no mean
    expect(() => new Series(["a"], { name: "Name" }).mean()).toThrow(new FrameError('mean: column "Name" is string; only numbers and times have one; of a frame, { numericOnly: true } leaves such columns out', { column: "Name" }));
    // @ts-expect-error points in time have no sum
    expect(() => new Series([new Date(0)], { name: "At" }).sum()).toThrow('sum: column "At" is timestamp; points in time have no sum');
    // @ts-expect-error points in time have no variance
    expect(() => new Series([new Date(0)], { name: "At" }).var()).toThrow('var: column "At" is timestamp; only numbers have one');
    expect(() => new Series([[1]], { name: "Tags" }).nunique()).toThrow('nunique: the values of column "Tags" (list) are not compared; use text, numbers, bools or times');
    expect(() => new Series([1]).quantile(1.5)).toThrow("quantile: q is from 0 to 1, not 1.5");
  });

  it("of times are times", () => {
    const at = new Series([new Date(0), null, new Date(10)]);
    expect([at.min(), at.mean(), at.median()]).toEqual([new Date(0), new Date(5), new Date(5)]);
    expect(at.quantile([0, 1]).dtype).toBe("timestamp");
    expect(at.std()).toBe(7);
    expect(new Series([5, 7], { dtype: "duration" }).sum()).toBe(12);
    expect(new Series([new Date("2021-03-04"), new Date("2021-03-05")], { dtype: "date" }).mean()).toEqual(new Date("2021-03-04T12:00Z"));
  });

  it("of a column without a value, or of type null, are 0, 1 or null", () => {
    for (const empty of [new Series([null, null]), new Series([] as number[]), new Series([NaN])]) {
      expect([empty.count(), empty.sum(), empty.prod(), empty.mean(), empty.median(), empty.std(), empty.min(), empty.skew(), empty.nunique(), empty.mode().length]).toEqual([0, 0, 1, null, null, null, null, null, 0, 0]);
    }
  });

  it("give quantiles as a sort does", () => {
    fc.assert(fc.property(fc.array(fc.double({ noNaN: true, min: -1e9, max: 1e9 }), { minLength: 1, maxLength: 300 }), fc.double({ min: 0, max: 1, noNaN: true }), (cells, q) => {
      const sorted = Float64Array.from(cells).sort();
      expect(new Series(cells, { dtype: "float64" }).quantile(q, { interpolation: "lower" })).toBe(sorted[Math.floor(q * (cells.length - 1))]! + 0);
      const middle = cells.length >> 1;
      expect(new Series(cells, { dtype: "float64" }).median()).toBe((cells.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2) + 0);
    }));
  });

  it("take several quantiles of a typed array as those of a list", () => {
    expect(new Series([1, 2, 5]).quantile(Float64Array.of(0, 0.5, 1) as never)).toEqual(new Series([1, 2, 5]).quantile([0, 0.5, 1]));
  });

  it("give NaN between two infinite cells, and at one of them that cell", () => {
    const ends = (cells: number[], q: number) => new Series(cells, { dtype: "float64" }).quantile(q);
    expect([ends([Infinity, Infinity], 0.5), ends([-Infinity, -Infinity, 3], 0.25), ends([-Infinity, Infinity], 0.5)]).toEqual([NaN, NaN, NaN]);
    expect([ends([Infinity, Infinity], 1), ends([-Infinity, -Infinity, 3], 0.5), ends([1, Infinity], 0), ends([1, Infinity], 0.25)]).toEqual([Infinity, -Infinity, 1, Infinity]);
    expect(new Series([Infinity, Infinity]).median()).toBe(Infinity);
  });

  it("give 0, never -0, as a quantile", () => {
    expect(new Series([-0, -0, 0]).median()).toBe(0);
    expect(new Series([-4e-323, 3.5e-323], { dtype: "float64" }).median()).toBe(0);
  });

  it("take a long column of equal, rising or falling values without slowing down", () => {
    const rows = 200_000;
    for (const cell of [() => 1, (i: number) => i, (i: number) => -i, (i: number) => i % 2]) {
      const column = new Series(Float64Array.from({ length: rows }, (_, i) => cell(i)) as never);
      const started = performance.now();
      column.median();
      expect(performance.now() - started).toBeLessThan(2000);
    }
  });
});

describe("an aggregate of one's own", () => {
  const joined = { init: (): string[] => [], add: (all: string[], value: string | null) => [...all, value ?? "-"], merge: (a: string[], b: string[]) => [...a, ...b], finish: (all: string[]) => all.join("") };

  it("sees every cell of its group, in order, null where one is missing", () => {
    expect(new DataFrame({ k: ["a", "b", "a"], x: ["p", null, "q"] }).groupby("k").agg({ x: joined }).toColumns()).toEqual({ k: ["a", "b"], x: ["pq", "-"] });
  });

  it("that gives no state is told that a return is missing, and one that has none yet is not", () => {
    const df = new DataFrame({ k: ["a", "b"], x: [1, 2] });
    const sum = { init: () => 0, add: (s: number, x: number) => { s += x; }, merge: (a: number, b: number) => { a += b; }, finish: (s: number) => s };
    const said = (part: string) => `${part} of { init, add, merge, finish } gave nothing (is a \`return\` missing?); it must give the state`;
    for (const call of [() => df.col("x").agg(sum as never), () => df.groupby("k").agg({ x: sum } as never), () => df.groupby("k").col("x").transform(sum as never)]) {
      expect(call).toThrow(FrameError);
      expect(call).toThrow(said("add"));
    }
    const merged = custom({ ...sum, add: (s: number) => s } as never);
    expect(() => { merged.merge(merged.init(1, { kind: "null" }), merged.init(1, { kind: "null" }), Int32Array.of(0)); }).toThrow(said("merge"));
    const waiting = { ...sum, add: (s: number, x: number) => Promise.resolve(s + x) };
    expect(() => df.groupby("k").agg({ x: waiting } as never)).toThrow("add of { init, add, merge, finish }: the function returned a promise; it must not be async");
    expect(() => df.col("x").agg({ ...waiting, init: () => Promise.resolve(0) } as never)).toThrow("init of { init, add, merge, finish }: the function returned a promise");
    const last = { init: () => undefined, add: (s: number | undefined, x: number) => (x > 1 ? x : s), merge: (_: unknown, b: unknown) => b, finish: (s: number | undefined) => s ?? null };
    expect((df.groupby("k").agg({ x: last } as never) as DataFrame).col("x").toList()).toEqual([null, 2]);
  });

  it("is merged in the order of its rows", () => {
    const aggregate = custom(joined as never);
    const [a, b] = [aggregate.init(1, { kind: "null" }), aggregate.init(2, { kind: "null" })];
    aggregate.add(a, columnsOf(new DataFrame({ x: ["p"] }))[0]!, Int32Array.of(0));
    aggregate.add(b, columnsOf(new DataFrame({ x: ["q", "r"] }))[0]!, Int32Array.of(1, 0));
    const whole = aggregate.init(2, { kind: "null" });
    aggregate.merge(whole, a, Int32Array.of(1));
    aggregate.merge(whole, b, Int32Array.of(0, 1));
    expect(seriesOf(aggregate.finish(whole, "x")).toList()).toEqual(["r", "pq"]);
  });
});

describe("valueCounts and unique", () => {
  it("count as a Map does", () => {
    fc.assert(fc.property(fc.constantFrom(...DTYPES), fc.gen(), fc.array(fc.nat(60), { maxLength: 3 }), (dtype, g, cuts) => {
      const some = g(() => fc.array(CELLS[dtype], { minLength: 1, maxLength: 5 }));
      const cells = g(() => fc.array(fc.option(fc.constantFrom(...some), { freq: 6 }), { maxLength: 40 }));
      const series = seriesOf(inPieces("x", cells, dtype, cuts));
      const counts = new Map<unknown, number>();
      for (const cell of series) if (cell !== null && !Number.isNaN(cell)) counts.set(keyOf(cell), (counts.get(keyOf(cell)) ?? 0) + 1);
      const table = series.valueCounts();
      expect(new Map(table.toRows().map((row) => [keyOf(row.x as Cell), row.count]))).toEqual(counts);
      expect([...(table.col("count") as Series<number>)]).toEqual([...counts.values()].sort((a, b) => b - a));
      expect(series.nunique()).toBe(counts.size);
      expect(series.unique().length).toBe(counts.size + (cells.length > [...counts.values()].reduce((a, b) => a + b, 0) ? 1 : 0));
    }));
  });

  it("serve a category of several dictionaries", () => {
    const column = concatColumns("c", ["ab", "ba", "cb"].map((texts) => columnsOf(new DataFrame({ c: [...texts] }, { dtype: "category" }))[0]!));
    expect(seriesOf(column).valueCounts().toColumns()).toEqual({ c: ["b", "a", "c"], count: [3, 2, 1] });
    expect(seriesOf(column).sortValues().toList()).toEqual(["a", "a", "b", "b", "b", "c"]);
  });
});

function keyOf(cell: Cell): unknown {
  return cell instanceof Date ? cell.getTime() : cell === 0 ? 0 : cell;
}

/** A double in units of 2^-1074, by another way than the package's: by its hexadecimal digits. */
function units(x: number): bigint {
  const bits = new BigUint64Array(Float64Array.of(Math.abs(x)).buffer)[0]!;
  const exponent = bits >> 52n;
  const fraction = bits & ((1n << 52n) - 1n);
  const size = exponent === 0n ? fraction : (fraction + (1n << 52n)) << (exponent - 1n);
  return x < 0 ? -size : size;
}

function distance(a: bigint, b: bigint): bigint {
  return a > b ? a - b : b - a;
}

function above(x: number): number {
  if (x === 0) return 5e-324;
  const bits = new BigInt64Array(Float64Array.of(x).buffer);
  bits[0]! += x > 0 ? 1n : -1n;
  return new Float64Array(bits.buffer)[0]!;
}

function below(x: number): number {
  return -above(-x);
}
