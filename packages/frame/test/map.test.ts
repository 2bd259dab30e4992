import fc from "fast-check";
import { Series } from "@framepool/frame";
import { takeFault } from "@framepool/frame/internal";
import { describe, expect, it } from "vitest";

describe("map", () => {
  it("calls the function with the value alone, once a row, in order, null where one is missing", () => {
    const calls: unknown[][] = [];
    new Series(["a", null, "b"]).map((...given) => calls.push(given));
    expect(calls).toEqual([["a"], [null], ["b"]]);
  });

  it("lets all results decide the type", () => {
    const types = (results: (number | string | boolean | Date | bigint | null | undefined)[]) => new Series(results.map((_, i) => i)).map((i) => results[i]).dtype;
    expect([types([1, 2]), types([1, null]), types([1, 2 ** 40]), types([1, 0.5]), types(["x", undefined]), types([true]), types([new Date()]), types([1n]), types([null])]).toEqual(["int32", "int32", "int64", "float64", "string", "bool", "timestamp", "int64", "null"]);
  });

  it("takes a Map, whose keys are cells", () => {
    expect(new Series([1, 2, null, NaN]).map(new Map([[1, "one"], [NaN, "none"]])).toList()).toEqual(["one", null, null, "none"]);
    expect(new Series([new Date(5), new Date(6)]).map(new Map([[new Date(5), 1]])).toList()).toEqual([1, null]);
    expect(new Series([null, "a"]).map(new Map<string | null, number>([[null, 0]]) as never).toList()).toEqual([0, null]);
  });

  it("takes an object, whose keys are the cells as text, and none that it inherits", () => {
    expect(new Series(["a", "constructor", "__proto__", null]).map({ a: 1 }).toList()).toEqual([1, null, null, null]);
    expect(new Series(["__proto__"]).map(JSON.parse('{"__proto__":7}') as { [value: string]: number }).toList()).toEqual([7]);
    expect(new Series([true, false]).map({ true: "yes" }).toList()).toEqual(["yes", null]);
  });

  it("throws what the function throws, as it is, and remembers the row", () => {
    const column = new Series(["a", "b", "c"]);
    for (const thrown of [new TypeError("no"), "text", 42, undefined, NaN]) {
      let caught: unknown = "nothing";
      try {
        column.map((name) => {
          if (name === "b") throw thrown;
          return name;
        });
      } catch (error) {
        caught = error;
      }
      expect(caught).toBe(thrown);
      expect(takeFault(caught)).toMatchObject({ row: 1, column: { name: "" } });
      expect(takeFault(caught)).toBeNull();
    }
    expect(takeFault(new Error("another"))).toBeNull();
  });

  it("names row and column of a result that fits no column", () => {
    const name = new Series(["a", "b"], { name: "Name" });
    expect(() => name.map((text) => (text === "a" ? 1 : "x"))).toThrow('column "Name", row 1: "x" after numbers');
    expect(() => name.map(() => ({}) as never)).toThrow('column "Name", row 0: an object (Object) cannot be a cell');
  });

  it("keeps text as it is, short and long, in any script, beside missing cells", () => {
    const cell = fc.option(fc.oneof(fc.string({ maxLength: 9 }), fc.string({ unit: "grapheme", maxLength: 12 }), fc.string({ minLength: 500, maxLength: 1500 })));
    fc.assert(
      fc.property(fc.array(cell, { minLength: 1, maxLength: 1200 }), (cells) => {
        fc.pre(cells.some((text) => text !== null));
        expect(new Series(cells.map((_, row) => row)).map((row) => cells[row]!).toList()).toEqual(cells);
      }),
      { numRuns: 100 },
    );
  });

  it("refuses a function that returns a promise, and does not leave the promise to fail alone", async () => {
    const failing = async () => Promise.reject(new Error("later"));
    expect(() => new Series([1]).map(failing as never)).toThrow("mapPartitions");
    await new Promise((resolve) => setTimeout(resolve, 10));
  });

  it("says which cell of 64 bits cannot be read", () => {
    const wide = new Series([1n, 2n ** 60n], { name: "id", dtype: "int64" });
    expect(() => wide.map((id) => id)).toThrow('column "id" (int64), row 1: 1152921504606846976 is beyond 2^53');
    expect(() => wide.toList()).toThrow('column "id" (int64), row 1');
  });

  it("wants a function", () => {
    expect(() => new Series([1]).apply("mean" as never)).toThrow('apply takes a function, not "mean"');
    expect(() => new Series([1]).map(5 as never)).toThrow("map takes a function, a Map, an object or a frame of two columns, not 5");
  });

  it("reads and maps a million texts in well under a second", () => {
    const texts = new Series(Array.from({ length: 1_000_000 }, (_, i) => `passenger ${String(i)}`));
    const begin = performance.now();
    expect(texts.map((text) => text.length).at(-1)).toBe(16);
    expect(performance.now() - begin).toBeLessThan(1000);
  });
});

it("a function may give the same object again, changed: each row keeps what it was", () => {
  const date = new Date(0);
  const times = new Series([1, 2, 3]).map((n) => {
    date.setTime(n);
    return date;
  });
  expect([...times].map((time) => time.getTime())).toEqual([1, 2, 3]);
});
