import { deepStrictEqual } from "node:assert/strict";
import { inspect } from "node:util";
import { DataFrame } from "@framepool/frame";
import { takeFault } from "@framepool/frame/internal";
import { describe, expect, it } from "vitest";

const frame = () => new DataFrame({ Name: ["Ada", null, "Bo"], Age: [36, 5, null], "a column": [1.5, 2.5, 3.5] });

/** Rows as functions get them: the first are lazy, and after enough were spread the rest are not. */
function rowsGiven(df: DataFrame): Record<string, unknown>[] {
  const rows: Record<string, unknown>[] = [];
  df.filter((row: Record<string, unknown>) => rows.push(row) > 0);
  return rows;
}

describe("a row given to a function", () => {
  it("behaves as a plain object", () => {
    const [row] = rowsGiven(frame());
    const plain = { Name: "Ada", Age: 36, "a column": 1.5 };
    expect(row).toEqual(plain);
    expect({ ...row }).toStrictEqual(plain);
    expect(Object.keys(row!)).toEqual(["Name", "Age", "a column"]);
    expect(Object.entries(row!)).toEqual(Object.entries(plain));
    expect(JSON.stringify(row)).toBe(JSON.stringify(plain));
    expect(inspect(row)).toBe(inspect(plain));
    expect("Name" in row!).toBe(true);
    expect("toString" in row!).toBe(true);
    expect("Nmae" in row!).toBe(false);
    expect(Object.hasOwn(row!, "Age")).toBe(true);
    expect(row!.hasOwnProperty("Nmae")).toBe(false);
    expect(Object.getPrototypeOf(row)).toBe(Object.prototype);
    expect(String(row)).toBe("[object Object]");
    const { Name, ...rest } = row!;
    expect([Name, rest]).toEqual(["Ada", { Age: 36, "a column": 1.5 }]);
    const names: string[] = [];
    for (const name in row) names.push(name);
    expect(names).toEqual(["Name", "Age", "a column"]);
  });

  it("can be kept, and is the caller's to write to", () => {
    const df = frame();
    const rows = rowsGiven(df);
    expect(rows.map((row) => row.Name)).toEqual(["Ada", null, "Bo"]);
    const row = rows[0]!;
    row.Name = "changed";
    row.more = 1;
    delete row.Age;
    expect(row).toEqual({ Name: "changed", "a column": 1.5, more: 1 });
    expect(row.Age).toBeUndefined();
    expect("Age" in row).toBe(false);
    expect(df.row(0)).toEqual({ Name: "Ada", Age: 36, "a column": 1.5 });
  });

  it("stays the same when functions turn out to want every column", () => {
    const df = new DataFrame({ a: Array.from({ length: 200 }, (_, i) => i), b: Array.from({ length: 200 }, (_, i) => `x${String(i)}`) });
    expect(df.apply((row) => ({ ...row, c: row.a + 1 })).toRows()).toEqual(df.toRows().map((row) => ({ ...row, c: (row.a as number) + 1 })));
    const kinds = new Set<string>();
    df.apply((row: Record<string, unknown>) => {
      kinds.add(Object.keys(row).join());
      row.a = -1; // both kinds may be written to
      return row.a as number;
    });
    expect([...kinds]).toEqual(["a,b"]);
  });

  it("is a plain object to who keeps it, each of many", () => {
    const df = new DataFrame({ a: Array.from({ length: 200 }, (_, i) => i), b: Array.from({ length: 200 }, (_, i) => `x${String(i)}`) });
    const uses: ((row: Record<string, unknown>) => unknown)[] = [(row) => ({ ...row }), (row) => row.a, (row) => Object.freeze(Object.values(row))];
    for (const use of uses) {
      const [applied, filtered]: Record<string, unknown>[][] = [[], []];
      df.apply((row: Record<string, unknown>) => applied!.push(row) + Number(use(row) === null));
      df.filter((row: Record<string, unknown>) => filtered!.push(row) > 0 && use(row) !== null);
      for (const rows of [applied!, filtered!]) {
        const expected: Record<string, unknown>[] = df.toRows();
        deepStrictEqual(rows, expected);
        for (const row of rows) expect([Object.getPrototypeOf(row), row.Nmae, row["__proto__"], "toString" in row]).toEqual([Object.prototype, undefined, Object.prototype, true]);
      }
    }
  });

  it("is one also where the function throws, and stays what the function makes of it", () => {
    class Person { greet() { return "hello"; } }
    const df = new DataFrame({ a: Array.from({ length: 200 }, (_, i) => i) });
    const rows: Record<string, unknown>[] = [];
    const made = () => df.apply((row: Record<string, unknown>) => {
      rows.push(row);
      if ((Object.values(row)[0] as number) === 50) Object.freeze(row);
      if (row.a === 60) Object.setPrototypeOf(row, Person.prototype);
      if (row.a === 70) throw new Error("no");
      return 1;
    });
    expect(made).toThrow("no");
    deepStrictEqual(rows[70], { a: 70 });
    expect(rows[60]).toBeInstanceOf(Person);
    expect(rows[50]).toEqual({ a: 50 });
  });

  it("has columns of any name as its own properties", () => {
    const names = ["__proto__", "constructor", "toString", "hasOwnProperty", "", "0", "then"];
    const df = new DataFrame(Object.fromEntries(names.map((name, i) => [name, [i]])));
    const sorted = ["0", "__proto__", "constructor", "toString", "hasOwnProperty", "", "then"];
    for (const row of [rowsGiven(df)[0]!, df.row(0) as Record<string, unknown>, df.toRows()[0] as Record<string, unknown>, [...df][0] as Record<string, unknown>]) {
      expect(Object.keys(row)).toEqual(sorted);
      expect(names.map((name) => row[name])).toEqual([0, 1, 2, 3, 4, 5, 6]);
      expect(Object.getPrototypeOf(row)).toBe(Object.prototype);
    }
  });
});

describe("apply over rows", () => {
  it("makes a Series of cells, and a missing one of null and undefined", () => {
    const ages = frame().apply((row) => row.Age);
    expect([ages.name, ages.dtype, ages.toList()]).toEqual(["", "int32", [36, 5, null]]);
    expect(frame().apply((row) => (row.Name === null ? undefined : new Date(0))).toList()).toEqual([new Date(0), null, new Date(0)]);
    expect(frame().apply(() => null).toList()).toEqual([null, null, null]);
  });

  it("makes a DataFrame of objects: the union of their keys, in order of appearance", () => {
    const objects = [{ b: 1 }, null, { a: "x", b: undefined }];
    let i = 0;
    const made = frame().apply(() => objects[i++] as { a?: string; b?: number } | null);
    expect(made.toColumns()).toEqual({ b: [1, null, null], a: [null, null, "x"] });
    expect(frame().apply((row) => row).toRows()).toEqual(frame().toRows());
    expect(frame().apply(() => ({})).shape).toEqual([3, 0]);
  });

  it("is called once a row, in order", () => {
    const calls: unknown[][] = [];
    frame().apply((...given: unknown[]) => calls.push(given.map((row) => (row as { Name: string }).Name)));
    expect(calls).toEqual([["Ada"], [null], ["Bo"]]);
  });

  it("gives an empty Series where there are no rows", () => {
    expect(frame().head(0).apply(() => 1).toList()).toEqual([]);
  });

  it("names what cannot be", () => {
    expect(() => frame().apply((row) => (row.Age === 5 ? { a: 1 } : 1) as number)).toThrow("apply: row 1 gave an object where rows before it gave cells");
    expect(() => frame().apply((row) => ({ x: row.Age === 5 ? "five" : 1 }))).toThrow('column "x", row 1: "five" after numbers');
    expect(() => frame().apply((async () => 1) as never)).toThrow("mapPartitions");
    expect(() => frame().apply("mean" as never)).toThrow("apply takes a function");
  });

  it("throws what the function throws, and remembers the row", () => {
    const failure = new RangeError("no");
    const fail = (row: { Name: string | null }) => {
      if (row.Name === "Bo") throw failure;
      return true;
    };
    for (const run of [() => frame().apply(fail), () => frame().filter(fail)]) {
      expect(run).toThrow(failure);
      expect(takeFault(failure)).toMatchObject({ row: 2 });
    }
  });

  it("remembers the outer row where calls are nested", () => {
    const failure = new Error("inner");
    const inner = new DataFrame({ x: [1, 2, 3] });
    expect(() => frame().apply((row) => (row.Age === 5 ? inner.col("x").map((x) => { if (x === 3) throw failure; return x; }).length : 0))).toThrow(failure);
    expect(takeFault(failure)).toMatchObject({ row: 1 });
  });
});

describe("apply over columns", () => {
  it("makes a DataFrame of Series, and an object of values", () => {
    const df = new DataFrame({ a: [1, 2], b: [3, 4] });
    expect(df.apply((series) => series.mul(2), { axis: 0 }).toColumns()).toEqual({ a: [2, 4], b: [6, 8] });
    expect(df.apply((series) => series.head(1), { axis: 0 }).shape).toEqual([1, 2]);
    expect(df.apply((series) => series.name, { axis: 0 })).toEqual({ a: "a", b: "b" });
    expect(() => df.apply((series) => (series.name === "a" ? series : 1), { axis: 0 })).toThrow("a Series for some columns and a value for others");
  });
});
