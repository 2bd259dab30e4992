import { concat, cut, DataFrame, factorize, getDummies, qcut, Series, toDatetime, toNumeric, type Cell, type DType } from "@framepool/frame";
import { columnFromValues, columnOf, columnsOf, seriesOf, typeOf } from "@framepool/frame/internal";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { arbitraryColumns } from "./support/arbitrary-columns.js";
import { cellsOf, DTYPES, inPieces } from "./support/random-columns.js";

const isMissing = (cell: Cell): boolean => cell === null || Number.isNaN(cell);

/** Cells of any type, as a Series of several vectors, and as it gives them back. */
function anySeries(test: (series: Series<Cell>, cells: Cell[], dtype: DType) => void): void {
  fc.assert(
    fc.property(fc.constantFrom(...DTYPES), fc.array(fc.nat()), fc.gen(), (dtype, cuts, g) => {
      const series = seriesOf<Cell>(inPieces("x", g(cellsOf, dtype), dtype, cuts));
      test(series, series.toList(), dtype);
    }),
    { numRuns: 200 },
  );
}

describe("missing cells", () => {
  it("are null and NaN, of every type and in all pieces", () => {
    anySeries((series, cells) => {
      expect(series.isna().toList()).toEqual(cells.map(isMissing));
      expect(series.notna().toList()).toEqual(cells.map((cell) => !isMissing(cell)));
      expect(series.dropna().toList()).toEqual(cells.filter((cell) => !isMissing(cell)));
      expect(series.dropna().dtype).toBe(series.dtype);
    });
  });

  it("are filled from before, from after, by a value, and by another Series", () => {
    anySeries((series, cells, dtype) => {
      let last: Cell = null;
      const forward = cells.map((cell) => (isMissing(cell) ? last : (last = cell)));
      expect(series.ffill().toList()).toEqual(forward);
      const value = cells.find((cell) => !isMissing(cell));
      if (value === undefined) return;
      expect(series.fillna(value).toList()).toEqual(cells.map((cell) => (isMissing(cell) ? value : cell)));
      expect(series.fillna(value).dtype).toBe(dtype);
      expect(series.fillna(series.bfill()).toList()).toEqual(series.bfill().toList());
    });
  });

  it("are found in every Arrow type, also those that are passed through", () => {
    fc.assert(fc.property(arbitraryColumns(), (columns) => {
      for (const column of columns) {
        const flags = seriesOf<Cell>(column).isna().toList();
        expect(flags.length).toBe(column.length);
        for (let row = 0; row < column.length; row++) if (column.isNull(row)) expect(flags[row]).toBe(true);
        expect(seriesOf(column).dropna().length).toBe(flags.filter((flag) => !flag).length);
      }
    }), { numRuns: 100 });
  });

  it("share the memory where there is nothing to do", () => {
    const whole = new DataFrame({ a: [1, 2], b: ["x", null] });
    expect(columnsOf(whole.fillna({ a: 0 }))[0]).toBe(columnsOf(whole)[0]);
    expect(columnsOf(whole.ffill())[0]).toBe(columnsOf(whole)[0]);
    expect(columnOf(new Series([1]).fillna(null as never)).vectors[0]!.nullCount).toBe(0);
  });

  it("keep the type where it holds the value, and widen it else", () => {
    const small = new Series([1, null], { dtype: "int8" });
    expect([small.fillna(5).dtype, small.fillna(500).dtype, small.fillna(0.5).dtype, small.fillna(2 ** 40).dtype]).toEqual(["int8", "int32", "float64", "int64"]);
    expect(new Series(["a", null], { dtype: "category" }).fillna("b").dtype).toBe("category");
    expect(new Series<number | null>([null, null]).fillna(1).toList()).toEqual([1, 1]);
    expect(new Series([2n ** 60n, null]).fillna(7).toList()).toEqual([2n ** 60n, 7n]);
  });

  it("are not filled with another kind of value: the error names column, type and value", () => {
    expect(() => new Series([1, null], { name: "Age" }).fillna("?" as never)).toThrow('fillna: column "Age" is int32 and cannot hold "?" (string)');
    expect(() => new Series([new Date(0), null], { name: "at" }).fillna(0 as never)).toThrow('column "at" is timestamp and cannot hold 0');
    const days = new Series([new Date("2021-01-05"), null], { name: "day", dtype: "date" });
    const noon = new Date("2021-01-05T12:00Z");
    const refused = 'column "day" is date and cannot hold 2021-01-05T12:00:00.000Z (timestamp)';
    for (const verb of [() => days.fillna(noon), () => days.mask(days.notna(), noon), () => days.where(days.isna(), noon), () => days.shift(1, { fillValue: noon }), () => new DataFrame({ day: days }).fillna(noon)]) expect(verb).toThrow(refused);
    expect(() => new Series([new Date(0), new Date(86_400_000)], { name: "day", dtype: "date" }).replace(new Date(0), noon)).toThrow('column "day" is date and cannot hold');
    expect(days.replace(new Date("2021-01-05"), noon).toList()).toEqual([noon, null]);
    expect(() => days.fillna(new Date("2021-01-06")).replace([new Date("2021-01-05"), new Date("2021-01-06")], [noon, new Date(0)])).toThrow('what comes into column "day" is of several kinds');
    expect([days.fillna(new Date("2021-01-06")).dtype, days.fillna(new Date(NaN)).dtype, days.astype("timestamp").fillna(noon).at(1)]).toEqual(["date", "date", noon]);
    expect(() => new DataFrame({ Name: ["a", null] }).fillna(0)).toThrow('column "Name" is string');
    expect(() => new Series([1, null]).fillna(new Series([1]))).toThrow("2 rows");
  });

  it("of rows are counted in the columns that are named", () => {
    const df = new DataFrame({ a: [1, null], __proto__x: [null, null] });
    expect(df.dropna({ how: "all" }).numRows).toBe(1);
    expect(new DataFrame({}).dropna().numRows).toBe(0);
    const empty = new DataFrame({ a: [], b: [] });
    expect([empty.dropna({ axis: 1, how: "all" }).columns, empty.dropna({ axis: 1 }).columns]).toEqual([[], ["a", "b"]]);
    expect(new DataFrame({ a: [] as number[] }).dropna().columns).toEqual(["a"]);
    expect(() => df.dropna({ how: "any", thresh: 1 })).toThrow("how or thresh");
    expect(() => df.dropna({ how: "some" as never })).toThrow('how is "any" or "all", not "some"');
    expect(() => df.dropna({ subset: "aa" as never })).toThrow('did you mean "a"');
  });
});

describe("shift", () => {
  it("moves cells of every type, and fills what comes in", () => {
    anySeries((series, cells) => {
      for (const n of [0, 1, -2, 100]) expect(series.shift(n).toList()).toEqual(cells.map((_, i) => cells[i - n] ?? null));
    });
    expect(new Series(["a", "b"], { dtype: "category" }).shift(1, { fillValue: "z" }).toList()).toEqual(["z", "a"]);
    expect(() => new Series([1]).shift(0.5)).toThrow("whole number");
    expect(() => new Series([1]).shift(1, { fillValue: "x" as never })).toThrow("shift: ");
  });

  it("leaves integers integers in diff, and never wraps", () => {
    expect(new Series([250, 5, null, 7], { dtype: "uint8" }).diff().toList()).toEqual([null, -245, null, null]);
    expect(new Series([2n ** 62n, -(2n ** 62n)]).diff().toList()).toEqual([null, -(2n ** 63n)]);
    // @ts-expect-error text has no difference
    expect(() => new Series(["a", "b"]).diff()).toThrow("cannot be computed with");
  });
});

describe("astype", () => {
  it("to text and back gives the same cells, of every type that has both ways", () => {
    anySeries((series, cells, dtype) => {
      if (dtype === "duration") return;
      const back = series.astype("string").astype(dtype);
      expect(back.dtype).toBe(dtype);
      expect(back.toList()).toEqual(cells.map((cell) => (isMissing(cell) ? null : cell)));
    });
  });

  it("throws where a value does not fit, naming row and value, and wraps nothing", () => {
    const fails = (cells: Cell[], from: DType | undefined, to: DType, message: string) => expect(() => new Series(cells, { name: "x", ...(from === undefined ? {} : { dtype: from }) }).astype(to)).toThrow(message);
    fails([1, 300], undefined, "uint8", 'astype: column "x" (int32), row 1: 300 is no uint8: it does not fit in 8 bits');
    fails([1, -1], undefined, "uint64", "row 1: -1 is no uint64");
    fails([2 ** 63], undefined, "int64", "does not fit in 64 bits");
    fails([-129.9], "float64", "int8", "row 0");
    fails([1, Infinity], "float64", "int32", "row 1: Infinity is no int32: it is not finite");
    fails([1e300], "float64", "float32", "too large");
    fails(["1", "x"], undefined, "int32", 'row 1: "x" is no int32');
    fails(["1.5"], undefined, "int32", '"1.5" is no int32');
    fails([""], undefined, "float64", '"" is no float64');
    fails(["99999999999999999999"], undefined, "int64", "does not fit");
    fails(["yes"], undefined, "bool", '"yes" is no bool: True, False, 1 and 0 are');
    fails(["2021-02-30"], undefined, "timestamp", '"2021-02-30" is no timestamp');
    fails([true], undefined, "timestamp", "is bool, which cannot be made timestamp");
    fails([[1]], undefined, "string", "is list");
  });

  it("keeps 64 bits exact where no number is asked for", () => {
    const wide = new Series([2n ** 62n + 1n, null, -5n]);
    expect(wide.astype("string").toList()).toEqual(["4611686018427387905", null, "-5"]);
    expect(columnOf(new Series(["4611686018427387905"]).astype("int64")).vectors[0]!.storage.data![0]).toBe(4611686018427387905n);
    expect(columnOf(new Series(["18446744073709551615"]).astype("uint64")).vectors[0]!.storage.data![0]).toBe(18446744073709551615n);
    expect(wide.astype("float64").at(0)).toBe(2 ** 62);
  });

  it("makes NaN missing where a type has none, and keeps it among floats", () => {
    const floats = new Series([1.9, NaN, null, -1.9]);
    expect(floats.astype("int8").toList()).toEqual([1, null, null, -1]);
    expect(floats.astype("bool").toList()).toEqual([true, null, null, true]);
    expect(floats.astype("string").toList()).toEqual(["1.9", null, null, "-1.9"]);
    expect(floats.astype("float32").toList()).toEqual([Math.fround(1.9), NaN, null, Math.fround(-1.9)]);
  });

  it("reads numbers as ms where times are meant, and keeps finer digits of times", () => {
    const ns = seriesOf<Date | null>(columnFromValues("at", [1_600_000_000_123_456_789n, null, -1n], { kind: "timestamp", unit: "ns", timezone: null }));
    expect(ns.astype("string").toList()).toEqual(["2020-09-13 12:26:40.123456789", null, "1969-12-31 23:59:59.999999999"]);
    expect(columnOf(ns.astype("string").astype("timestamp")).vectors[0]!.storage.data![2]).toBe(-1n);
    expect(ns.astype("date").astype("string").toList()).toEqual(["2020-09-13", null, "1969-12-31"]);
    expect(new Series([86_400_000]).astype("date").astype("string").toList()).toEqual(["1970-01-02"]);
    expect(new Series([90_061_001]).astype("duration").astype("string").toList()).toEqual(["1 days 01:01:01.001000"]);
    expect(new Series([new Date(5)]).astype("int64").toList()).toEqual([5]);
  });

  it("to category sorts the values, and a category reads as its text", () => {
    const made = new Series(["b", "a", null, "b"]).astype("category");
    expect([...columnFromValues("", [...columnOf(made).vectors[0]!.storage.dictionary!.storage.offsets!])].length).toBe(3);
    expect(made.toList()).toEqual(["b", "a", null, "b"]);
    expect(new Series([2, 10, 1]).astype("category").toList()).toEqual(["2", "10", "1"]);
    expect(new Series(["1", "2"], { dtype: "category" }).astype("int8").toList()).toEqual([1, 2]);
  });

  it("leaves a column as it is with errors: ignore, and refuses other words", () => {
    const df = new DataFrame({ a: ["1", "x"], b: ["1", "2"] });
    expect(df.astype("int32", { errors: "ignore" }).dtypes).toEqual({ a: "string", b: "int32" });
    expect(() => df.astype("int32", { errors: "coerce" as never })).toThrow('errors is "raise" or "ignore", not "coerce"');
    expect(() => df.astype({ c: "int32" } as never)).toThrow('no column "c"');
    expect(() => df.astype("integer" as never)).toThrow("no column type");
  });
});

describe("toNumeric and toDatetime", () => {
  it("name the row of what cannot be read, or make it missing", () => {
    expect(() => toNumeric(["1", "two"])).toThrow('row 1: "two" is no number; { errors: "coerce" }');
    expect(() => toDatetime(["2021-03-04", "soon"])).toThrow('row 1: "soon" is no date or time');
    expect(() => new Series(["2021-03-04 00:00:00.123456789", "0001-01-01"], { name: "at" }).toDatetime()).toThrow('toDatetime: column "at", row 1: "0001-01-01" does not fit in 64 bits of ns, which the digits of another cell need (ns reach from 1677 to 2262)');
    expect(() => toDatetime([1e300])).toThrow(/row 0: 1e\+300 does not fit in 64 bits of ms$/);
    expect(() => toDatetime(["2021"], { format: "%d" })).toThrow('does not match the format "%d"');
    expect(() => toDatetime(["2021"], { format: "%Q" })).toThrow("has %Q; the directives are");
    expect(() => toDatetime([1], { unit: "weeks" as never })).toThrow('unit is "ns", "us", "ms", "s", "m", "h" or "D", not "weeks"');
    expect(() => toNumeric(new Series([new Date(0)]) as never)).toThrow("is timestamp");
    expect(toDatetime(["2021-03-04", "soon", null], { errors: "coerce" }).toList()).toEqual([new Date("2021-03-04"), null, null]);
  });

  it("keep every digit: integers to 64 bits, times to nanoseconds", () => {
    expect(toNumeric(["9007199254740993"]).dtype).toBe("int64");
    expect(toNumeric(["18446744073709551615"]).astype("string").toList()).toEqual(["18446744073709551615"]);
    expect(toNumeric(["99999999999999999999"]).toList()).toEqual([1e20]);
    expect(toDatetime(["2021-03-04 05:06:07.123456789"]).astype("string").toList()).toEqual(["2021-03-04 05:06:07.123456789"]);
    const ns = seriesOf<number>(columnFromValues("", [1_600_000_000_123_456_789n, -1n], typeOf("int64")));
    expect(toDatetime(ns, { unit: "ns" }).astype("string").toList()).toEqual(["2020-09-13 12:26:40.123456789", "1969-12-31 23:59:59.999999999"]);
  });

  it("go by each cell alone, so that parts give what the whole gives", () => {
    const cells = ["03/04/2021", "2021-03-04", "13/04/2021"];
    const parts = cells.map((cell) => toDatetime([cell], { errors: "coerce" }).at(0));
    expect(toDatetime(cells, { errors: "coerce" }).toList()).toEqual(parts);
    expect(parts[2]).toBeNull();
  });
});

describe("replace", () => {
  it("changes whole cells of every type, and decides the type by what is there then", () => {
    anySeries((series, cells) => {
      const [old, other] = cells.filter((cell) => !isMissing(cell));
      if (old === undefined || other === undefined) return;
      const same = (a: Cell, b: Cell): boolean => (a instanceof Date ? a.getTime() === (b as Date | null)?.getTime() : a === b);
      expect(series.replace(old, other).toList()).toEqual(cells.map((cell) => (same(cell, old) ? other : cell)));
      expect(series.replace(old, null).isna().toList()).toEqual(cells.map((cell) => isMissing(cell) || same(cell, old)));
    });
  });

  it("swaps values at once, not one after the other", () => {
    expect(new Series(["a", "b"]).replace(["a", "b"], ["b", "a"]).toList()).toEqual(["b", "a"]);
    expect(new Series([1, 2]).replace(new Map([[1, 2], [2, 1]])).toList()).toEqual([2, 1]);
  });

  it("fills missing cells where null or NaN is replaced", () => {
    expect(new Series([1.5, NaN, null]).replace(null, 0).toList()).toEqual([1.5, 0, 0]);
    expect(new Series([1.5, NaN, null]).replace(NaN, 0).toList()).toEqual([1.5, 0, 0]);
    expect(new Series<string | null>([null, null]).replace(null, "x").toList()).toEqual(["x", "x"]);
  });

  it("does not mix kinds: text stays beside numbers only where nothing else is left", () => {
    expect(new Series(["a", null]).replace({ a: 1 }).toList()).toEqual([1, null]);
    expect(() => new Series(["a", "b"], { name: "x" }).replace({ a: 1 })).toThrow('replace: column "x" is string and cannot hold');
    expect(new Series(["a", "b"], { dtype: "category" }).replace({ a: "c" }).toList()).toEqual(["c", "b"]);
    expect(new Series([1, 2]).replace("1" as never, 5).toList()).toEqual([1, 2]);
    expect(() => new Series([1]).replace([1, 2], [1])).toThrow("2 values are to be replaced by 1");
    expect(() => new Series([1]).replace(1 as never)).toThrow("say what comes in place");
  });

  it("in frames goes through all columns, or those that are named", () => {
    const df = new DataFrame({ a: [1, 2], b: ["1", "2"] });
    expect(df.replace(1, 9).toColumns()).toEqual({ a: [9, 2], b: ["1", "2"] });
    expect(new DataFrame({ a: [1], l: [[1]] }).replace(1, 2).toColumns()).toEqual({ a: [2], l: [[1]] });
    expect(df.replace({ b: { "1": "x" } }).toColumns()).toEqual({ a: [1, 2], b: ["x", "2"] });
    expect(() => df.replace({ "1": "x" })).toThrow('column "a" is int32 and cannot hold');
  });
});

describe("categories", () => {
  it("number the values of every type in order of appearance, -1 for missing ones", () => {
    anySeries((series, cells) => {
      const seen: unknown[] = [];
      const key = (cell: Cell): unknown => (cell instanceof Date ? cell.getTime() : cell === 0 ? 0 : cell);
      const expected = cells.map((cell) => {
        if (isMissing(cell)) return -1;
        if (!seen.includes(key(cell))) seen.push(key(cell));
        return seen.indexOf(key(cell));
      });
      const [codes, uniques] = series.factorize();
      expect(codes.toList()).toEqual(expected);
      expect(uniques.toList().map(key)).toEqual(seen);
      const [sorted, rising] = series.factorize({ sort: true });
      expect(sorted.toList().map((code) => (code < 0 ? null : key(rising.at(code))))).toEqual(cells.map((cell) => (isMissing(cell) ? null : key(cell))));
    });
  });

  it("are told apart among many, text and numbers", () => {
    const cells = Array.from({ length: 20_000 }, (_, i) => (i * 7919) % 5003);
    expect(factorize(cells)[1].length).toBe(5003);
    expect(factorize(cells.map((n) => `n${String(n)}`))[1].length).toBe(5003);
    expect(factorize(cells.map((n) => n / 7))[1].length).toBe(5003);
    expect(factorize(cells.map((n) => BigInt(n) << 40n))[1].length).toBe(5003);
    expect(() => factorize([[1]])).toThrow("(list) are not compared");
  });

  it("make the same dummies of text and of a category in pieces with dictionaries of their own", () => {
    const parts = [["b", "a"], ["c", null], ["a", "a"]].map((cells) => new DataFrame({ x: cells }, { dtype: "category" }));
    const whole = concat(parts);
    const text = new DataFrame({ x: ["b", "a", "c", null, "a", "a"] });
    expect(whole.getDummies().toColumns()).toEqual(text.getDummies().toColumns());
    expect(whole.filter(whole.col("x").eq("a")).getDummies().columns).toEqual(["x_a", "x_b", "x_c"]);
    expect(text.filter(text.col("x").eq("a")).getDummies().columns).toEqual(["x_a"]);
  });

  it("have an order where cut made them, and keep the bins that are empty", () => {
    const bins = cut([5, 50, null], [0, 10, 20, 100], { labels: ["z", "m", "a"] });
    expect(getDummies(bins).columns).toEqual(["z", "m", "a"]);
    expect(bins.factorize({ sort: true })[1].toList()).toEqual(["z", "a"]);
    expect(bins.dtype).toBe("category");
    expect(bins.astype("string").toList()).toEqual(["z", "a", null]);
  });

  it("say what is wrong with dummies", () => {
    const df = new DataFrame({ a: ["x"], b: ["y"] });
    expect(() => df.getDummies(undefined, { prefix: ["p"] })).toThrow("1 prefixes for 2 columns");
    expect(() => df.getDummies(["a"], { prefix: { b: "p" } })).toThrow('prefix is an object without one for column "a"');
    expect(() => df.getDummies(["a"], { dtype: "string" })).toThrow("dtype is bool, an integer or a float");
    expect(() => new DataFrame({ a: ["x"], a_x: [1] }).getDummies()).toThrow('two columns are named "a_x"');
    expect(getDummies([] as string[]).shape).toEqual([0, 0]);
    expect(getDummies(["x", null], { dtype: "int64", dummyNa: true }).toColumns()).toEqual({ x: [1, 0], nan: [0, 1] });
  });
});

describe("cut and qcut", () => {
  it("put every number where a search through the edges puts it", () => {
    fc.assert(fc.property(fc.array(fc.option(fc.double({ min: -10, max: 10, noNaN: true }))), fc.uniqueArray(fc.integer({ min: -8, max: 8 }), { minLength: 2 }), fc.boolean(), fc.boolean(), (cells, bins, right, lowest) => {
      const edges = bins.sort((a, b) => a - b);
      const found = new Series(cells, { dtype: "float64" }).cut(edges, { labels: false, right, includeLowest: lowest }).toList();
      expect(found).toEqual(cells.map((cell) => {
        if (cell === null) return null;
        const bin = edges.findIndex((edge, i) => i + 1 < edges.length && (right ? cell > edge && cell <= edges[i + 1]! : cell >= edge && cell < edges[i + 1]!));
        return bin >= 0 ? bin : lowest && right && cell === edges[0] ? 0 : lowest && !right && cell === edges[0] ? 0 : null;
      }));
    }), { numRuns: 200 });
  });

  it("take edges and quantiles of a typed array as those of a list", () => {
    expect(cut([1, 5], Float64Array.of(0, 2, 9) as never).toList()).toEqual(["(0, 2]", "(2, 9]"]);
    expect(qcut([1, 2, 3], Float32Array.of(0, 0.5, 1) as never, { labels: ["low", "high"] }).toList()).toEqual(["low", "low", "high"]);
    expect(() => cut([1], BigInt64Array.of(0n, 1n) as never)).toThrow("cut: bins is a list of numbers, and 0n is none");
    expect(() => cut([1], new DataView(new ArrayBuffer(8)) as never)).toThrow("cut: bins is a number or a list of them");
  });

  it("refuse edges and labels that make no bins", () => {
    expect(() => cut([1], [3, 1])).toThrow("must rise");
    expect(() => cut([1], 0)).toThrow("whole number of bins");
    expect(() => cut([1, 2], [0, 1, 2], { labels: ["a"] })).toThrow("1 labels for 2 bins");
    expect(() => cut([1, 2], [0, 1, 2], { labels: ["a", "a"] })).toThrow("the same");
    expect(() => cut([null, null], 3)).toThrow("no values to make bins of");
    expect(() => cut([Infinity, 1], 3)).toThrow("infinite");
    expect(() => cut([1, 1, 1], [0, 1, 1])).toThrow("two edges of the bins are equal");
    expect(() => qcut([1, 1, 1, 1], 4)).toThrow('{ duplicates: "drop" }');
    expect(() => qcut([1], [0, 2])).toThrow("from 0 to 1");
    expect(() => cut(["a"] as never, 2)).toThrow("cut needs numbers");
    expect(cut([] as number[], [0, 1]).toList()).toEqual([]);
  });
});

describe("frames, element by element", () => {
  const df = new DataFrame({ a: [1, null], b: [4, 5] });

  it("go column by column with a frame of the same columns, in whatever order", () => {
    expect(df.sub(new DataFrame({ b: [1, 2], a: [1, 1] })).toColumns()).toEqual({ a: [0, null], b: [3, 3] });
    expect(df.mul(new Series([2, 3])).toColumns()).toEqual({ a: [2, null], b: [8, 15] });
    expect(df.isna().eq(true).toColumns()).toEqual({ a: [false, true], b: [false, false] });
  });

  it("refuse frames that do not go together", () => {
    expect(() => df.add(new DataFrame({ a: [1, 2] }))).toThrow('only one of the frames has a column "b"');
    expect(() => df.add(new DataFrame({ a: [1], b: [1] }))).toThrow("one frame has 2 rows, the other 1 row");
    expect(() => new DataFrame({ x: ["a"] }).mul(2)).toThrow('column "x" (string)');
  });
});
