import { ArgumentError, FrameError } from "@framepool/errors";
import { concat, DataFrame } from "@framepool/frame";
import { fromDanfo, toDanfo } from "@framepool/danfo";
import * as current from "danfojs-node";
import * as earlier from "danfojs-node-1.1";
import fc from "fast-check";
import { describe, expect, it } from "vitest";

// Only public members are used: the same code on several versions.
const versions = [["1.2", current, "datetime"], ["1.1", earlier as unknown as typeof current, "string"]] as const;

describe.each(versions)("danfojs %s", (_, dfd, datetime) => {
  describe("fromDanfo", () => {
    it("gives a frame of the cells of every type, and leaves the danfojs frame alone", () => {
      const rows = [["Ann", 22, 7.25, true, new Date(0)], ["Bo", 38, 71.5, false, new Date(86_400_000)]];
      const df = new dfd.DataFrame(structuredClone(rows), { columns: ["Name", "Age", "Fare", "alone", "born"] });
      const frame = fromDanfo(df);
      expect(frame.dtypes).toEqual({ Name: "string", Age: "int32", Fare: "float64", alone: "bool", born: "timestamp" });
      expect(frame.toRows().map((row) => Object.values(row))).toEqual(rows);
      expect(df.values).toEqual(rows);
    });

    it("takes null, undefined, NaN and dates that are none for missing, wherever they stand", () => {
      const rows = [[null, undefined, Number.NaN, null], ["a", 1, true, new Date(5)], [undefined, Number.NaN, null, new Date(Number.NaN)]];
      const df = new dfd.DataFrame(rows as never, { columns: ["s", "n", "b", "d"], dtypes: ["string", "int32", "boolean", datetime] });
      expect(fromDanfo(df).toColumns()).toEqual({ s: [null, "a", null], n: [null, 1, null], b: [null, true, null], d: [null, new Date(5), null] });
    });

    it("decides types by all cells, where danfojs looks at the first ones", () => {
      const cells = [...Array.from({ length: 600 }, (_, i) => i), "A/5 21171"];
      const frame = fromDanfo(new dfd.DataFrame(cells.map((cell, i) => [cell, i < 600 ? i : 2 ** 40]), { columns: ["Ticket", "n"] }));
      expect(frame.dtypes).toEqual({ Ticket: "string", n: "int64" });
      expect([frame.at(0, "Ticket"), frame.at(600, "Ticket"), frame.at(600, "n")]).toEqual(["0", "A/5 21171", 2 ** 40]);
    });

    it("keeps text of digits as text, though danfojs calls it int32", () => {
      const df = new dfd.DataFrame([["007"], ["12"]], { columns: ["code"] });
      expect(df.dtypes).toEqual(["int32"]);
      expect(fromDanfo(df).toColumns()).toEqual({ code: ["007", "12"] });
    });

    it("makes text of what stands beside text", () => {
      const df = new dfd.DataFrame([["x"], [1.5], [true], [null]] as never, { columns: ["a"] });
      expect(fromDanfo(df).toColumns()).toEqual({ a: ["x", "1.5", "True", null] });
    });

    it("makes floats where danfojs says so, whole numbers too", () => {
      const df = new dfd.DataFrame([[1, 1], [2, 2]], { columns: ["f", "i"], dtypes: ["float32", "int32"] });
      expect(fromDanfo(df).dtypes).toEqual({ f: "float64", i: "int32" });
    });

    it("keeps the columns and types of a frame without rows", () => {
      const df = new dfd.DataFrame([], { columns: ["i", "f", "s", "b", "d"], dtypes: ["int32", "float32", "string", "boolean", datetime] });
      const frame = fromDanfo(df);
      expect(frame.shape).toEqual([0, 5]);
      expect(frame.dtypes).toEqual({ i: "int32", f: "float64", s: "string", b: "bool", d: datetime === "datetime" ? "timestamp" : "string" });
      expect(fromDanfo(new dfd.DataFrame()).shape).toEqual([0, 0]);
    });

    it("takes labels along as a first column where it is given a name", () => {
      const df = new dfd.DataFrame([[1], [2]], { columns: ["a"], index: ["x", "y"] });
      expect(fromDanfo(df).columns).toEqual(["a"]);
      expect(fromDanfo(df, { index: "id" }).toColumns()).toEqual({ id: ["x", "y"], a: [1, 2] });
      expect(() => fromDanfo(df, { index: "a" })).toThrow('the labels cannot be the column "a": there is one of that name');
    });

    it("reads the rows that a frame has, also after danfojs' concat wrote into its columns", () => {
      const a = new dfd.DataFrame({ a: [1, 2] });
      dfd.concat({ dfList: [a, new dfd.DataFrame({ a: [3] })], axis: 0 });
      expect(a.getColumnData).toEqual([[1, 2, 3]]);
      expect(fromDanfo(a).toColumns()).toEqual({ a: [1, 2] });
    });

    it("reads a column that was set to a Series", () => {
      const df = new dfd.DataFrame({ a: [1, 2], b: [3, 4] });
      Reflect.set(df, "a", new dfd.Series([10, 20]));
      expect(fromDanfo(df).toColumns()).toEqual({ a: [10, 20], b: [3, 4] });
    });

    it("reads a frame in low memory mode", () => {
      const df = new dfd.DataFrame([[1, "x"], [2, "y"]], { columns: ["a", "b"], config: { lowMemoryMode: true } });
      expect(fromDanfo(df).toColumns()).toEqual({ a: [1, 2], b: ["x", "y"] });
    });

    it("refuses what is no danfojs DataFrame, and one whose members are hidden", () => {
      for (const value of [null, 1, [], {}, new DataFrame({ a: [1] }), new dfd.Series([1, 2])]) expect(() => fromDanfo(value as never)).toThrow(ArgumentError);
      expect(() => fromDanfo(new dfd.DataFrame({ values: [1] }))).toThrow('the danfojs frame has a column "values", which hides the frame\'s own values');
      expect(() => fromDanfo(new dfd.DataFrame({ index: [1] }) as never, { index: "id" })).toThrow(FrameError);
    });

    it("names column and row of a cell of another kind, and a row that is not whole", () => {
      expect(() => fromDanfo(new dfd.DataFrame([[1], [new Date(0)]] as never, { columns: ["when"] }))).toThrow('column "when", row 1: 1970-01-01T00:00:00.000Z after numbers');
      expect(() => fromDanfo(new dfd.DataFrame([["x"], [{}]] as never, { columns: ["a"] }))).toThrow('column "a", row 1: an object (Object) is no string');
      const df = new dfd.DataFrame([[1, 2], [3, 4]], { columns: ["a", "b"] });
      (df.values as number[][])[1]!.pop();
      expect(() => fromDanfo(df)).toThrow("row 1 of the danfojs frame does not have 2 cells");
    });
  });

  describe("toDanfo", () => {
    it("gives cells of every type, and danfojs' word for it", () => {
      const frame = new DataFrame(
        { bool: [true, null], int32: [1, 2], uint8: [1, 255], int64: [1, 2 ** 40], gap: [1, null], float32: [0.5, null], float64: [2, Number.NaN], string: ["é😀", null], category: ["a", "a"], date: [new Date(0), null], timestamp: [new Date(1), new Date(2)], duration: [1500, null], none: [null, null] },
        { dtype: { uint8: "uint8", int64: "int64", float32: "float32", category: "category", date: "date", duration: "duration" } },
      );
      const df = toDanfo(frame as DataFrame, dfd);
      expect(Object.fromEntries(df.columns.map((name, k) => [name, df.dtypes[k]]))).toEqual({
        bool: "boolean", int32: "int32", uint8: "int32", int64: "float32", gap: "float32", float32: "float32", float64: "float32", string: "string", category: "string", date: datetime, timestamp: datetime, duration: "float32", none: "float32",
      });
      const NaN = Number.NaN;
      expect(df.values).toEqual([
        [true, 1, 1, 1, 1, 0.5, 2, "é😀", "a", new Date(0), new Date(1), 1500, NaN],
        [null, 2, 255, 2 ** 40, NaN, NaN, NaN, null, "a", null, new Date(2), NaN, NaN],
      ]);
    });

    it("gives a frame that danfojs computes with", () => {
      const df = toDanfo(new DataFrame({ Age: [22, null, 38], Sex: ["m", "f", "m"] }) as DataFrame, dfd);
      expect(df["Age"].mean()).toBe(30);
      expect(df["Age"].isNa().values).toEqual([false, true, false]);
      expect(df["Sex"].unique().values).toEqual(["m", "f"]);
    });

    it("takes columns of several vectors, slices among them", () => {
      const part = new DataFrame({ a: [1, 2, 3], b: ["x", null, "z"] });
      expect(toDanfo(concat([part.slice(1, 3), part.slice(0, 1)]), dfd).values).toEqual([[2, null], [3, "z"], [1, "x"]]);
    });

    it("keeps columns and types without rows, and rows without columns", () => {
      const empty = toDanfo(new DataFrame({ a: [1], b: ["x"] }).slice(0, 0) as DataFrame, dfd);
      expect([empty.shape, empty.columns, empty.dtypes, empty.values]).toEqual([[0, 2], ["a", "b"], ["int32", "string"], []]);
      expect(toDanfo(new DataFrame({ a: [1, 2] }).drop("a"), dfd).shape).toEqual([2, 0]);
      expect(toDanfo(new DataFrame({}) as DataFrame, dfd).shape).toEqual([0, 0]);
    });

    it("makes a column the labels where it is named", () => {
      const df = toDanfo(new DataFrame({ id: ["x", "y"], a: [1, 2] }), dfd, { index: "id" });
      expect([df.index, df.columns]).toEqual([["x", "y"], ["a"]]);
      expect(() => toDanfo(new DataFrame({ id: ["x", "x"] }), dfd, { index: "id" })).toThrow('column "id" cannot be the labels of rows: row 1 has "x" again');
      expect(() => toDanfo(new DataFrame({ id: [1, null] }), dfd, { index: "id" })).toThrow('column "id" cannot be the labels of rows: row 1 has no text and no number');
      expect(() => toDanfo(new DataFrame({ id: [1] }), dfd, { index: "Id" })).toThrow('no column "Id"; did you mean "id"?');
    });

    it("refuses a name that would hide what a danfojs frame needs, and takes any other", () => {
      for (const name of ["values", "columns", "index", "shape", "dtypes", "config", "$data"]) expect(() => toDanfo(new DataFrame({ [name]: [1] }) as DataFrame, dfd)).toThrow(`a danfojs frame with a column "${name}" loses its own ${name}`);
      for (const name of ["count", "constructor", "", "a b", "0"]) {
        const df = toDanfo(new DataFrame({ [name]: [1, 2] }) as DataFrame, dfd);
        expect(fromDanfo(df).toColumns()).toEqual({ [name]: [1, 2] });
      }
      const hostile = DataFrame.fromRows([JSON.parse('{ "__proto__": 1, "a": 2 }') as { a: number }]);
      expect(fromDanfo(toDanfo(hostile as DataFrame, dfd)).columns).toEqual(["__proto__", "a"]);
    });

    it("refuses an integer that a number cannot hold", () => {
      const frame = new DataFrame({ n: [1n, 2n ** 60n] });
      expect(() => toDanfo(frame as DataFrame, dfd)).toThrow('column "n", row 1: 1152921504606846976 is beyond 2^53');
      expect(toDanfo(frame.head(1) as DataFrame, dfd).values).toEqual([[1]]);
    });
  });

  it("gives the same cells there and back", () => {
    const cell = { int: fc.integer(), float: fc.double({ noNaN: true }), text: fc.string(), bool: fc.boolean(), time: fc.date({ noInvalidDate: true }) };
    const rows = fc.array(fc.record({ int: fc.option(cell.int), float: fc.option(cell.float), text: fc.option(cell.text), bool: fc.option(cell.bool), time: fc.option(cell.time) }), { maxLength: 30 });
    fc.assert(
      fc.property(rows, fc.nat(), (given, cut) => {
        const frame = new DataFrame(
          { int: given.map(({ int }) => int), float: given.map(({ float }) => float), text: given.map(({ text }) => text), bool: given.map(({ bool }) => bool), time: given.map(({ time }) => time) },
          { dtype: { int: "int32", float: "float64", text: "string", bool: "bool", time: "timestamp" } },
        );
        const several = concat([frame.slice(0, cut % (given.length + 1)), frame.slice(cut % (given.length + 1))]);
        const back = fromDanfo(toDanfo(several as DataFrame, dfd));
        expect(back.toRows()).toEqual(frame.toRows());
        const whole = given.every(({ int }) => int !== null);
        const { time, ...others } = back.dtypes;
        expect(others).toEqual({ int: whole ? "int32" : "float64", float: "float64", text: "string", bool: "bool" });
        // Before 1.2 only the cells say that a column holds times.
        if (datetime === "datetime" || given.some((row) => row.time !== null)) expect(time).toBe("timestamp");
      }),
      { numRuns: 100 },
    );
  });
});

describe("toDanfo without a namespace", () => {
  it("loads danfojs-node", async () => {
    const df = await toDanfo(new DataFrame({ id: ["a"], x: [1] }), { index: "id" });
    expect(df).toBeInstanceOf(current.DataFrame);
    expect([df.index, df.values]).toEqual([["a"], [[1]]]);
  });
});
