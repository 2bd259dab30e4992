import { DataFrame, Series } from "@framepool/frame";
import { seriesOf, takeFault } from "@framepool/frame/internal";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { inPieces } from "./support/random-columns.js";

const cells = fc.array(fc.option(fc.oneof(fc.integer({ min: -1000, max: 1000 }), fc.double({ noNaN: true, noDefaultInfinity: true, min: -1e9, max: 1e9 })), { freq: 4 }), { maxLength: 30 });

/** The numbers of each row's window, by definition. */
function windowsOf(values: readonly (number | null)[], n: number, ahead: number): number[][] {
  return values.map((_, row) => values.slice(Math.max(0, row + 1 + ahead - n), Math.max(0, row + 1 + ahead)).filter((value) => value !== null) as number[]);
}

describe("windows", () => {
  it("hold what their definition says, in pieces", () => {
    fc.assert(fc.property(cells, fc.array(fc.nat()), fc.integer({ min: 1, max: 8 }), fc.boolean(), (values, cuts, n, center) => {
      const series = seriesOf<number | null>(inPieces("x", values, "float64", cuts));
      const held = windowsOf(values, n, center ? Math.floor((n - 1) / 2) : 0);
      const rolled = series.rolling(n, { minPeriods: 1, center });
      const each = (of: (numbers: number[]) => number): (number | null)[] => held.map((numbers) => (numbers.length === 0 ? null : of(numbers)));
      const plus = (list: (number | null)[]): (number | null)[] => list.map((value) => (value === null ? null : value + 0));
      expect(plus(rolled.min().toList())).toEqual(each((numbers) => Math.min(...numbers) + 0));
      expect(plus(rolled.max().toList())).toEqual(each((numbers) => Math.max(...numbers) + 0));
      expect(rolled.count().toList()).toEqual(held.map(({ length }, row) => (center && row + 1 + Math.floor((n - 1) / 2) - n >= values.length ? null : length)));
      expect(plus(rolled.median().toList())).toEqual(each((numbers) => {
        const rising = [...numbers].sort((a, b) => a - b);
        const middle = (rising.length - 1) / 2;
        const [low, high] = [rising[Math.floor(middle)]!, rising[Math.ceil(middle)]!];
        return (middle % 1 === 0 ? low : high - (high - low) * 0.5) + 0;
      }));
      expect(rolled.apply((window) => window.dropna().toList().reduce((sum, value) => sum + value, 0)).toList()).toEqual(each((numbers) => numbers.reduce((sum, value) => sum + value, 0)));
    }), { numRuns: 150 });
  });

  it("that are sums so far of numbers of all sizes are those of all rows up to each", () => {
    const sizes = fc.double({ noNaN: true, noDefaultInfinity: true });
    const shapes = fc.oneof(fc.array(sizes, { maxLength: 40 }), fc.array(fc.oneof(sizes, fc.constantFrom(-0, 0, 1e308, -1e308, Infinity, -Infinity, 5e-324, 2 ** 970)), { maxLength: 40 }));
    fc.assert(fc.property(shapes, fc.integer({ min: 1, max: 3 }), (values, groups) => {
      const series = new Series(values, { dtype: "float64" });
      const plain = (sums: readonly (number | null)[]): number[] => sums.map((sum) => (sum ?? NaN) + 0); // of zeros either one
      const sumOf = (cells: number[]): number => new Series(cells, { dtype: "float64" }).sum();
      expect(plain(series.cumsum().toList())).toEqual(plain(values.map((_, row) => sumOf(values.slice(0, row + 1)))));
      const inGroups = new DataFrame({ k: values.map((_, row) => row % groups), x: series }).groupby("k").col("x").cumsum();
      expect(plain(inGroups.toList())).toEqual(plain(values.map((_, row) => sumOf(values.filter((__, other) => other <= row && other % groups === row % groups)))));
    }), { numRuns: 200 });
  });

  it("of many rows have the quantiles of their definition, whatever order the rows come in", () => {
    const [length, n] = [700, 300];
    let state = 1;
    const next = (): number => (state = (state * 48271) % 2147483647);
    const orders: Readonly<Record<string, (row: number) => number | null>> = {
      rising: (row) => row, falling: (row) => -row, "from both ends": (row) => (row % 2 === 0 ? row : -row), alike: () => 7,
      "in no order, of zeros of both signs and with gaps": () => [0, -0, null, 1.5, next() / 1e9 - 1][next() % 5]!,
    };
    for (const [name, cellOf] of Object.entries(orders)) {
      const values = Array.from({ length }, (_, row) => cellOf(row));
      const series = new Series(values, { dtype: "float64" });
      for (const [rows, windows] of [[n, series.rolling(n, { minPeriods: 1 })], [length, series.expanding()]] as const) {
        const expected = windowsOf(values, rows, 0).map((numbers) => {
          const rising = numbers.reverse().sort((a, b) => a - b); // stable: of equal ones the last row is the first
          return rising.length === 0 ? null : rising[Math.floor((rising.length - 1) * 0.3)]!;
        });
        expect(windows.quantile(0.3, { interpolation: "lower" }).toList(), name).toEqual(expected);
      }
    }
  });

  it("that leave each other have their own quantiles: nothing is left of those before", () => {
    const values = Array.from({ length: 900 }, (_, row) => (row * 7919) % 900);
    const closed = new Series(values).rolling(300, { closed: "left", minPeriods: 1 }).median().toList();
    expect(closed).toEqual(new Series(values).rolling(300, { minPeriods: 1 }).median().shift().toList());
    const few = new Series([1, -0, 0, 2, 0, -0, 1]).rolling(2).quantile(0, { interpolation: "lower" }).toList();
    expect(few).toEqual([null, -0, 0, 0, 0, -0, -0]);
  });

  it("from the first row on have medians in a time that grows as the rows do, or little more", () => {
    // Each value was moved aside in all those before it: sixteen times the rows took two hundred times the time.
    const timeOf = (length: number): number => {
      const series = new Series(Array.from({ length }, (_, row) => (row % 2 === 0 ? row : -row)), { dtype: "float64" });
      return Math.min(...Array.from({ length: 3 }, () => {
        const start = performance.now();
        series.expanding().median();
        return performance.now() - start;
      }));
    };
    timeOf(20_000);
    expect(timeOf(640_000) / timeOf(40_000)).toBeLessThan(80);
  });

  it("give a value that does not depend on the rows before them, bit for bit", () => {
    fc.assert(fc.property(fc.array(fc.double({ noNaN: true, noDefaultInfinity: true, min: -1e15, max: 1e15 }), { minLength: 1, maxLength: 30 }), fc.integer({ min: 1, max: 6 }), (values, n) => {
      const row = values.length - 1;
      const alone = new Series(values.slice(Math.max(0, row - n + 1)), { dtype: "float64" });
      const whole = new Series(values, { dtype: "float64" });
      for (const name of ["sum", "mean", "var", "std", "skew", "kurt"] as const) {
        expect(whole.rolling(n, { minPeriods: 1 })[name]().at(-1)).toBe(alone.rolling(n, { minPeriods: 1 })[name]().at(-1));
      }
    }), { numRuns: 200 });
  });

  it("have the skewness and kurtosis of a Series of their numbers, bit for bit, whatever else the column has", () => {
    const cell = fc.oneof(fc.double({ noNaN: true, noDefaultInfinity: true }), fc.integer({ min: -9, max: 9 }), fc.double({ noNaN: true, min: 1e9, max: 1e9 + 1 }), fc.constantFrom(0, -0, 5e-324, 1e308, 0.1));
    fc.assert(fc.property(fc.array(cell, { maxLength: 25 }), fc.integer({ min: 3, max: 9 }), (values, n) => {
      const series = new Series(values, { dtype: "float64" });
      for (const name of ["skew", "kurt"] as const) {
        const flat = name === "skew" ? 0 : -3;
        const rolled = series.rolling(n)[name]().toList();
        for (let row = n - 1; row < values.length; row++) {
          const own = new Series(values.slice(row - n + 1, row + 1), { dtype: "float64" });
          const isFlat = own.min() === own.max();
          // pandas gives none of next to no spread.
          if (n >= (name === "skew" ? 3 : 4) && (isFlat || own.var({ ddof: 0 })! > 1e-13)) expect(rolled[row]).toBe(isFlat ? flat : own[name]());
        }
      }
    }), { numRuns: 300 });
  });

  it("have the sum, mean, var and std of a Series of their numbers, bit for bit, over however many decades", () => {
    const decades = fc.integer({ min: 0, max: 150 });
    fc.assert(fc.property(fc.array(fc.tuple(fc.integer({ min: -(2 ** 50), max: 2 ** 50 }), fc.double({ min: 0, max: 1, noNaN: true })), { minLength: 2, maxLength: 80 }), decades, (rows, wide) => {
      const series = new Series(rows.map(([digits, size]) => digits * 10 ** Math.round((size - 0.5) * wide)), { dtype: "float64" });
      for (const name of ["sum", "mean", "var", "std"] as const) {
        expect(series.rolling(rows.length)[name]().at(-1)).toBe(series[name]());
        expect(series.expanding()[name]().at(-1)).toBe(series[name]());
      }
    }), { numRuns: 300 });
    const wide = new Series(Array.from({ length: 60 }, (_, i) => (1 + ((i * 7) % 11) / 10) * 2 ** (-900 + 30 * i)));
    expect(wide.expanding().sum().at(-1)).toBe(wide.sum());
  });

  it("of all rows so far take time that grows with the rows", () => {
    const values = new Series(Float64Array.from({ length: 20_000 }, (_, i) => Math.sin(i) * 10 ** (i % 5)));
    const began = performance.now();
    expect(values.expanding().kurt().at(-1)).toBe(values.kurt());
    expect(values.rolling(5000).skew().at(-1)).toBe(values.tail(5000).skew());
    expect(performance.now() - began).toBeLessThan(10_000); // a minute and more, when each window was gone through
  });

  it("are the same whether their sums stay in few floats or not", () => {
    const cell = fc.oneof(fc.integer({ min: -1000, max: 1000 }), fc.integer({ min: -5000, max: 5000 }).map((cents) => cents / 100), fc.constantFrom(0.1, 0.1, -0, 1e9, 1e9 + 1, NaN), fc.double({ noDefaultInfinity: true, min: -10, max: 10 }));
    fc.assert(fc.property(fc.array(cell, { minLength: 1, maxLength: 60 }), fc.integer({ min: 3, max: 9 }), fc.nat({ max: 2 }), (values, n, ddof) => {
      // What comes behind them takes more floats than are kept, so that all windows are added up the other way.
      const others = new Series([...values, 2 ** 450, 2 ** -200, 2 ** -500], { dtype: "float64" });
      const series = new Series(values, { dtype: "float64" });
      for (const windows of [(of: Series<number>) => of.rolling(n, { minPeriods: 1 }), (of: Series<number>) => of.expanding()]) {
        for (const name of ["sum", "mean", "var", "std"] as const) {
          const made = name === "var" || name === "std" ? windows(series)[name]({ ddof }) : windows(series)[name]();
          const expected = name === "var" || name === "std" ? windows(others)[name]({ ddof }) : windows(others)[name]();
          expect(made.toList()).toEqual(expected.toList().slice(0, -3));
        }
      }
    }), { numRuns: 150 });
  });

  it("sum to -0 where there is nothing else, whatever the rows before them", () => {
    const x = new Series([1, -0, -0, -0, null, -0, 2 ** 450, 2 ** -200, 2 ** -500], { dtype: "float64" });
    for (const series of [x, x.slice(0, 6)]) {
      for (const sums of [series.rolling(3, { minPeriods: 1 }).sum(), series.rolling(3, { minPeriods: 1 }).mean().mul(new Series([1, 2, 3, 3, 2, 2, 2, 2, 3].slice(0, series.length)))]) expect(sums.toList().slice(0, 6)).toEqual([1, 1, 1, -0, -0, -0]);
      expect(series.rolling(2, { minPeriods: 0 }).sum().toList().slice(0, 6)).toEqual([1, 1, -0, -0, -0, -0]);
    }
    expect(new Series([-0, 0, -0, -0]).rolling(2).sum().toList()).toEqual([null, 0, 0, -0]);
  });

  it("sum exactly what large numbers would hide, and come back from an overflow", () => {
    const hidden = new Series([1e16, 1, -1e16, 0.1]);
    expect(hidden.rolling(3).sum().toList()).toEqual([null, null, 1, -9999999999999998.9]);
    expect(new Series([1e308, 1e308, 1, 2]).rolling(2).sum().toList()).toEqual([null, Infinity, 1e308, 3]);
    expect(new Series([0.1, 0.1, 0.1]).rolling(3).var().at(2)).toBe(0);
    expect(new Series([1e160, 1e160 + 1e145, 1, 3]).rolling(2).var().toList()).toEqual([null, new Series([1e160, 1e160 + 1e145]).var(), Infinity, 2]);
    expect(new Series([1e9, 1e9 + 1, 1e9 + 2]).rolling(3).var().at(2)).toBe(1);
  });

  it("call functions with missing cells for infinite ones, as pandas does", () => {
    const seen: unknown[] = [];
    const longest = new Series([1, Infinity, null, -Infinity, 3, 4]).rolling(2, { minPeriods: 1 }).apply((window) => {
      seen.push(window.toList());
      return window.max();
    });
    expect(longest.toList()).toEqual([1, 1, null, null, 3, 4]);
    expect(seen).toEqual([[1], [1, null], [null, 3], [3, 4]]);
    expect(new Series([1, Infinity, 2]).expanding(2).apply((window) => window.length).toList()).toEqual([null, null, 3]);
  });

  it("take integers, bools and columns that are only missing, and refuse text by name", () => {
    expect(new Series([true, false, true]).rolling(2).sum().toList()).toEqual([null, 1, 1]);
    expect(new Series([2n ** 60n, 1n]).rolling(2).max().dtype).toBe("float64");
    expect(new Series<number | null>([null, null]).rolling(1).sum().toList()).toEqual([null, null]);
    // @ts-expect-error points in time have no sum
    expect(() => new Series(["a"], { name: "Name" }).rolling(1).sum()).toThrow('sum needs numbers; column "Name" is string');
    expect(() => new DataFrame({ a: [1], b: ["x"] }).rolling(1).mean()).toThrow('column "b"');
  });

  it("give a function a Series with null at missing places, once for each window that has enough numbers", () => {
    const seen: unknown[] = [];
    const result = new Series([1, null, 3], { name: "x" }).rolling(2, { minPeriods: 1 }).apply((window) => {
      seen.push(window.toList());
      return window.length;
    });
    expect(seen).toEqual([[1], [1, null], [null, 3]]);
    expect(result.toList()).toEqual([1, 2, 2]);
    const failed = new RangeError("no");
    let caught: unknown;
    try {
      new Series([1, 2, 3]).rolling(2).apply((window) => {
        if (window.at(0) === 2) throw failed;
        return 0;
      });
    } catch (error) {
      caught = error;
    }
    expect(caught).toBe(failed);
    expect(takeFault(caught)).toMatchObject({ row: 2 });
    expect(() => new Series([1]).rolling(1).apply((async () => Promise.resolve(1)) as never)).toThrow("mapPartitions");
    expect(() => new Series([1]).rolling(1).apply((() => "x") as never)).toThrow('must return a number, not "x"');
  });

  it("refuse sizes and weights that cannot be", () => {
    expect(() => new Series([1]).rolling(1.5)).toThrow("whole number of rows");
    expect(() => new Series([1]).rolling(2, { minPeriods: 3 })).toThrow("more than the 2 rows");
    expect(() => new Series([1]).rolling(2, { closed: "all" as never })).toThrow('closed is "right"');
    expect(() => new Series([1]).ewm({})).toThrow("one of com, span, halflife and alpha");
    expect(() => new Series([1]).ewm({ alpha: 1.5 })).toThrow("alpha is a number above 0");
    expect(() => new Series([1]).rolling(1).quantile(2)).toThrow("from 0 to 1");
  });
});

describe("sums so far", () => {
  it("are -0 while nothing but -0 has come, as in numpy, and in groups 0, as in pandas", () => {
    const sums: [cells: (number | null)[], sums: (number | null)[]][] = [
      [[-0, -0, 0, -0], [-0, -0, 0, 0]], [[-0, null, -0], [-0, null, 0]], [[null, -0], [null, 0]], [[-0, 1, -1, -0], [-0, 1, 0, 0]], [[0, -0], [0, 0]], [[-0], [-0]], [[-0, 1e300, 1, -1e300, -1], [-0, 1e300, 1e300, 1, 0]],
    ];
    for (const [cells, expected] of sums) for (const dtype of ["float64", "float32"] as const) {
      if (dtype === "float32" && cells.includes(1e300)) continue;
      const frame = new DataFrame({ k: cells.map(() => "a"), x: new Series(cells, { dtype }) });
      expect(frame.col("x").cumsum().toList()).toEqual(expected);
      expect(frame.select(["x"]).cumsum().col("x").toList()).toEqual(expected);
      const plain = expected.map((sum) => (sum === null ? null : sum + 0));
      expect(frame.groupby("k").col("x").cumsum().toList()).toEqual(plain);
      expect(frame.groupby("k").cumsum().col("x").toList()).toEqual(plain);
    }
  });
});
