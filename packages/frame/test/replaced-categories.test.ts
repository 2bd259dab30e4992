import { concat, DataFrame, Series, type Cell } from "@framepool/frame";
import { Column, columnFromValues, columnOf, columnsOf, seriesOf, type DataType } from "@framepool/frame/internal";
import fc from "fast-check";
import { describe, expect, it } from "vitest";

const categoriesOf = (series: Series<unknown>): unknown[] => [...new Set(columnOf(series).vectors.flatMap(({ storage }) => [...Column.of("", storage.dictionary!)]))];
const category = (cells: readonly (string | null)[]): Series<string | null> => new Series(cells, { dtype: "category" });

describe("replace in a category", () => {
  // What pandas 2.3.3 gives: list(series.replace(…).cat.categories).
  it.each<[cells: (string | null)[], pairs: [Cell, Cell][], categories: string[]]>([
    [["a", "b"], [["a", "b"]], ["b"]], [["a", "b", "c"], [["c", "a"]], ["a", "b"]], [["a", "b", "c"], [["a", "c"]], ["b", "c"]], [["a", "b", "c"], [["a", "z"]], ["z", "b", "c"]],
    [["a", "b", "c"], [["a", "z"], ["b", "a"]], ["z", "a", "c"]], [["a", "b", "c"], [["a", "b"], ["b", "a"]], ["a", "b", "c"]], [["a", "b", "c"], [["a", "z"], ["c", "z"]], ["z", "b"]],
    [["a", "b"], [["a", null]], ["b"]], [["a", null, "b"], [["a", "b"]], ["b"]], [["b", "c"], [["zz", "x"]], ["b", "c"]], [["c", "a", "b"], [["a", "c"]], ["c", "b"]], [["c", "a", "b"], [["c", "d"]], ["d", "a", "b"]],
    [["a", "b"], [["a", "q"], ["b", "q"]], ["q"]], [["a", "b"], [["a", "b"], ["b", "c"]], ["b", "c"]],
  ])("of %j, %j leaves the categories %j", (cells, pairs, categories) => {
    const made = category(cells).replace(new Map(pairs) as never) as Series<string | null>;
    expect([made.dtype, categoriesOf(made)]).toEqual(["category", categories]);
    expect(made.toList()).toEqual(cells.map((cell) => pairs.find(([key]) => key === cell)?.[1] ?? (pairs.some(([key]) => key === cell) ? null : cell)));
  });

  it("looks at those that no row has, too, and keeps an order and the very column that it does not change", () => {
    const none = category(["a", "b", "c"]).slice(1, 1);
    expect(categoriesOf(none.replace("a", "x"))).toEqual(["x", "b", "c"]);
    const type: DataType = { kind: "dictionary", index: { kind: "int", bits: 8, signed: true }, values: { kind: "utf8", large: false }, ordered: true };
    const ordered = seriesOf<string | null>(columnFromValues("x", ["low", "high", null], type));
    const made = ordered.replace("low", "least");
    expect([columnOf(made).type, categoriesOf(made), made.min()]).toEqual([type, ["least", "high"], "least"]);
    const frame = new DataFrame({ x: ordered });
    expect(columnsOf(frame.replace("q" as never, "r"))[0]!.vectors[0]).toBe(columnsOf(frame)[0]!.vectors[0]);
  });

  it("fills missing cells, by one category more than a narrow code has, too", () => {
    expect(categoriesOf(category(["a", null]).replace(null, "x"))).toEqual(["a", "x"]);
    expect(category(["a", null, "b"]).replace(new Map<Cell, Cell>([["a", null], [null, "a"]]) as never).toList()).toEqual([null, "a", "b"]);
    const type: DataType = { kind: "dictionary", index: { kind: "int", bits: 8, signed: true }, values: { kind: "utf8", large: false }, ordered: false };
    const cells = [...Array.from({ length: 128 }, (_, i) => `c${String(i)}`), null];
    expect(seriesOf<string | null>(columnFromValues("x", cells, type)).replace(null, "x").toList()).toEqual([...cells.slice(0, 128), "x"]);
  });

  it("gives the cells of the text, whatever dictionaries the rows have", () => {
    const text = fc.constantFrom("a", "b", "c", "é", "");
    const cell = fc.option(text);
    fc.assert(fc.property(fc.array(fc.array(cell), { minLength: 1, maxLength: 3 }), fc.nat(), fc.array(fc.tuple(cell as fc.Arbitrary<string | null>, fc.option(fc.constantFrom<string | null>("a", "b", "x", "y"))), { maxLength: 4 }), (parts, from, given) => {
      const pairs = new Map(given) as never;
      const frame = concat(parts.map((part) => new DataFrame({ x: category(part) }))).slice(from % (parts.flat().length + 1));
      const made = frame.replace(pairs);
      expect(made.col("x").toList()).toEqual((frame.astype("string") as typeof frame).replace(pairs).col("x").toList());
      const left = new Set<unknown>(given.map(([key]) => key).filter((key) => key !== null && !given.some(([, value]) => value === key)));
      expect(categoriesOf(made.col("x")).filter((value) => left.has(value))).toEqual([]);
    }));
  });
});
