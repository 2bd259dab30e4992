import { concat, DataFrame, Series, type Cell } from "@framepool/frame";
import { columnsOf, mergeRuns, orderRows, sortLevels, type SortColumn } from "@framepool/frame/internal";
import fc from "fast-check";
import { describe, expect, it } from "vitest";

const columns = fc.integer({ min: 0, max: 60 }).chain((rows) => {
  const list = (cells: fc.Arbitrary<Cell>) => fc.array(fc.option(cells, { freq: 4 }), { minLength: rows, maxLength: rows });
  return fc.record({
    int: list(fc.integer({ min: -3, max: 3 })),
    float: list(fc.constantFrom(0, -0, 1.5, Number.NaN, Infinity, -Infinity, -2)),
    bool: list(fc.boolean()),
    when: list(fc.constantFrom(new Date(0), new Date(-1), new Date(1e12))),
  });
});
const types = { int: "int32", float: "float64", bool: "bool", when: "timestamp" } as const;
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
        expect([...mergeRuns(runs, sortLevels(sortColumns(whole), naPosition)!)]).toEqual([...orderRows(sortColumns(whole), whole.numRows, naPosition, "test")]);
      }),
      { numRuns: 300 },
    );
  });

  it("are none of none, and the only one as it is", () => {
    expect(mergeRuns([], [])).toEqual(new Int32Array(0));
    expect(mergeRuns([new Int32Array([2, 0, 1])], [new Float64Array([1, 2, 0])])).toEqual(new Int32Array([2, 0, 1]));
  });

  it("are of numbers only, and of those that floats hold", () => {
    const levels = (frame: DataFrame) => sortLevels([{ column: columnsOf(frame)[0]!, ascending: true }], "last");
    expect(levels(new DataFrame({ a: [3, null, 1] }) as DataFrame)).toEqual([new Float64Array([0, 1, 0]), new Float64Array([3, 0, 1])]);
    for (const cells of [["a"], [2n ** 60n], [[1]]]) expect(levels(new DataFrame({ a: cells }) as DataFrame)).toBeNull();
  });
});
