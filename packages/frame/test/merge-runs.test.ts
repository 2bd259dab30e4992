import { concat, DataFrame, Series, type Cell } from "@framepool/frame";
import { columnsOf, mergeRuns, orderRows, rowComparison, type SortColumn } from "@framepool/frame/internal";
import fc from "fast-check";
import { describe, expect, it } from "vitest";

const columns = fc.integer({ min: 0, max: 60 }).chain((rows) => {
  const list = (cells: fc.Arbitrary<Cell>) => fc.array(fc.option(cells, { freq: 4 }), { minLength: rows, maxLength: rows });
  return fc.record({
    int: list(fc.integer({ min: -3, max: 3 })),
    wide: list(fc.constantFrom(2n ** 60n, 2n ** 60n + 1n, -5n, 0n)),
    float: list(fc.constantFrom(0, -0, 1.5, Number.NaN, Infinity, -Infinity, -2)),
    bool: list(fc.boolean()),
    text: list(fc.constantFrom("", "a", "ab", "abcd", "abcde", "abcdf", "abcd\0", "é", "😀", "\uffff")),
    label: list(fc.constantFrom("z", "é", "b", "😀")),
    when: list(fc.constantFrom(new Date(0), new Date(-1), new Date(1e12))),
  });
});
const types = { int: "int32", wide: "int64", float: "float64", bool: "bool", text: "string", label: "category", when: "timestamp" } as const;
const names = Object.keys(types) as (keyof typeof types)[];

describe("merged runs", () => {
  it("are in the order of all rows, wherever they were cut and whatever they are sorted by", () => {
    fc.assert(
      fc.property(columns, fc.array(fc.nat(60), { maxLength: 5 }), fc.shuffledSubarray(names, { minLength: 1, maxLength: 3 }), fc.array(fc.boolean(), { minLength: 3, maxLength: 3 }), fc.constantFrom("first" as const, "last" as const), (cells, cuts, by, up, naPosition) => {
        const frame = new DataFrame(Object.fromEntries(names.map((name) => [name, new Series(cells[name], { dtype: types[name] })]))) as DataFrame;
        const edges = [0, ...cuts.filter((cut) => cut < frame.numRows).sort((a, b) => a - b), frame.numRows];
        const ranges = edges.slice(1).map((end, i) => [edges[i]!, end] as const);
        // Columns of several vectors, as parts that were put together have them.
        const whole = concat(ranges.map(([begin, end]) => frame.slice(begin, end))) as DataFrame;
        const sortColumns = (part: DataFrame): SortColumn[] => by.map((name, i) => ({ column: columnsOf(part).find((column) => column.name === name)!, ascending: up[i]! }));
        const runs = ranges.map(([begin, end]) => orderRows(sortColumns(whole.slice(begin, end)), end - begin, naPosition, "test").map((row) => row + begin));
        expect([...mergeRuns(runs, rowComparison(sortColumns(whole), naPosition, "test"))]).toEqual([...orderRows(sortColumns(whole), whole.numRows, naPosition, "test")]);
      }),
      { numRuns: 300 },
    );
  });

  it("are none of none", () => expect(mergeRuns([], () => 0)).toEqual(new Int32Array(0)));

  it("cannot be of what has no order", () => {
    const lists = columnsOf(new DataFrame({ a: [[1], [2]] }))[0]!;
    expect(() => rowComparison([{ column: lists, ascending: true }], "last", "sortValues")).toThrow('sortValues: column "a" (list) has no order');
  });
});
