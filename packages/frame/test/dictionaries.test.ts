import { FrameError } from "@framepool/errors";
import { arraySplit, concat, DataFrame } from "@framepool/frame";
import { Column, columnFromValues, concatColumns, frameOf, oneDictionary, sameType, take, typeName, type DataType, type Field } from "@framepool/frame/internal";
import * as arrow from "apache-arrow";
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { DICTIONARIES } from "./support/arbitrary-columns.js";
import { below, seeded } from "./support/random.js";
import { randomVector } from "./support/random-vector.js";
import { logical } from "./support/same-column.js";

const field = (type: DataType): Field => ({ name: "item", type, nullable: true });
const CATEGORY: DataType = { kind: "dictionary", index: { kind: "int", bits: 8, signed: true }, values: { kind: "utf8", large: false }, ordered: false };
const WITHIN: readonly DataType[] = [CATEGORY, DICTIONARIES[2]!].flatMap((type): DataType[] => [
  { kind: "list", item: field(type), large: false },
  { kind: "fixed-list", item: field(type), size: 2 },
  { kind: "struct", fields: [field({ kind: "list", item: field(type), large: true }), field({ kind: "bool" })] },
]);

/** Vectors of one type, each with dictionaries of its own. */
const parts = (type: DataType, seed: number): Column => {
  const random = seeded(seed);
  return concatColumns("x", Array.from({ length: 2 + below(random, 3) }, () => Column.of("x", randomVector(type, 1 + below(random, 9), random, { shared: true }))));
};

describe.each([CATEGORY, ...DICTIONARIES, ...WITHIN].map((type, i) => [`${String(i)}: ${typeName(type)}`, type] as const))("dictionaries that differ from vector to vector (%s)", (_, type) => {
  it("become one where rows are picked, and the type stays", () => {
    fc.assert(fc.property(fc.nat(), fc.array(fc.nat(), { minLength: 1 }), (seed, picks) => {
      const column = parts(type, seed);
      const rows = Int32Array.from(picks, (pick) => (pick % (column.length + 1)) - 1);
      const cells = logical(column);
      const taken = take(column, rows);
      expect(logical(taken)).toEqual(Array.from(rows, (row) => (row < 0 ? null : cells[row])));
      expect(sameType(taken.type, type)).toBe(true);
    }), { numRuns: 40 });
  });

  it("become one for the whole column", () => {
    fc.assert(fc.property(fc.nat(), (seed) => {
      const column = parts(type, seed);
      const one = oneDictionary(column);
      expect(logical(one)).toEqual(logical(column));
      expect(sameType(one.type, type)).toBe(true);
    }), { numRuns: 40 });
  });
});

describe("categories that lie in dictionaries of their own", () => {
  const pieces = [["b", "a"], ["c", null], ["a", "d"]].map((c) => new DataFrame({ c }).astype({ c: "category" }));
  const together = concat(pieces);
  const one = new DataFrame({ c: together.col("c").toList() as string[] }).astype({ c: "category" });
  const ways: Record<string, (df: DataFrame) => DataFrame> = {
    head: (df) => df.head(1), tail: (df) => df.tail(1), slice: (df) => df.slice(2, 3), none: (df) => df.head(0), filter: (df) => df.filter(df.col("c").eq("d")), series: (df) => new DataFrame({ c: df.col("c").slice(0, 2) }),
    split: (df) => arraySplit(df, 3)[2]!,
  };
  it.each(Object.keys(ways))("are all there of some rows, as those of one dictionary: %s", (way) => {
    const [made, expected] = [together, one].map((df) => ways[way]!(df as DataFrame));
    expect(made!.toColumns()).toEqual(expected!.toColumns());
    expect(made!.groupby("c").size().toColumns()).toEqual(expected!.groupby("c").size().toColumns());
    expect(made!.groupby("c").size().col("c").toList()).toEqual(["a", "b", "c", "d"]);
    expect(made!.getDummies(["c"]).columns).toEqual(["c_a", "c_b", "c_c", "c_d"]);
  });
});

describe("slices of lists whose items have dictionaries", () => {
  it("share the items under one dictionary, as they did before", () => {
    const type: DataType = { kind: "list", item: field(CATEGORY), large: false };
    const whole = columnFromValues("x", Array.from({ length: 6 }, (_, i) => [`a${String(i)}`, "b"]), type);
    const column = concatColumns("x", [whole.slice(0, 2), whole.slice(2, 6), columnFromValues("x", [["c"]], type)]);
    const [first, second, other] = oneDictionary(column).vectors.map(({ storage }) => storage.children[0]);
    expect([second === first, other === first]).toEqual([true, false]);
  });
});

describe("dictionaries of values that are not put together", () => {
  it("are written as they are to a stream, and refused by name in a file, which has one for each column", async () => {
    const type: DataType = { ...CATEGORY, values: { kind: "decimal", precision: 5, scale: 0, bits: 128 } };
    const column = parts(type, 1);
    const frame = frameOf([column], column.length);
    await expect(frame.toArrowIpc({ format: "file" })).rejects.toThrow(FrameError);
    expect((await DataFrame.fromArrowIpc(await frame.toArrowIpc())).numRows).toBe(column.length);
  });
});

describe("codes that have no room for the values of all", () => {
  it("become wider, within a list with its type", () => {
    const type: DataType = { kind: "list", item: field(CATEGORY), large: false };
    const lists = (letter: string): string[][] => Array.from({ length: 50 }, (_, i) => [`${letter}${String(2 * i)}`, `${letter}${String(2 * i + 1)}`]);
    const column = concatColumns("x", [columnFromValues("x", lists("a"), type), columnFromValues("x", lists("b"), type)]);
    const backwards = take(column, Int32Array.from({ length: 100 }, (_, i) => 99 - i));
    expect([...backwards]).toEqual([...lists("a"), ...lists("b")].reverse());
    const [one] = frameOf([backwards], 100).toArrow(arrow).batches;
    expect(String(one!.schema.fields[0]!.type)).toBe("List<Dictionary<Int32, Utf8>>");
    expect([...one!.getChildAt(0)!.get(0)!]).toEqual(["b98", "b99"]);
  });
});

describe("what pandas makes of categories that are no text, and half floats", () => {
  it("are values again by astype", () => {
    const of = (values: arrow.Vector): DataFrame => DataFrame.fromArrow(new arrow.Table({ c: new arrow.Vector([arrow.makeData({ type: new arrow.Dictionary(values.type, new arrow.Int8(), 800), length: 4, nullCount: 1, nullBitmap: Uint8Array.of(0b1101), data: Int8Array.of(1, 0, 0, 1), dictionary: values })]) }));
    const numbers = of(arrow.vectorFromArray([10n, 20n], new arrow.Int64())).slice(0, 4);
    expect(numbers.dtypes).toEqual({ c: "dictionary(int64)" });
    for (const frame of [numbers, concat([numbers.slice(0, 2), numbers.slice(2)])]) {
      expect(frame.astype({ c: "int64" }).col("c").toList()).toEqual([20, null, 10, 20]);
      expect(frame.astype({ c: "float64" }).col("c").sum()).toBe(50);
      expect(frame.astype({ c: "string" }).col("c").toList()).toEqual(["20", null, "10", "20"]);
    }
    const days = of(arrow.vectorFromArray([new Date(0), new Date(86_400_000)], new arrow.DateDay()));
    expect(days.astype({ c: "date" }).col("c").toList()).toEqual([new Date(86_400_000), null, new Date(0), new Date(86_400_000)]);
    const halves = DataFrame.fromArrow(new arrow.Table({ h: arrow.vectorFromArray([1.5, null, -2], new arrow.Float16()) }));
    expect(halves.astype({ h: "float64" }).col("h").toList()).toEqual([1.5, null, -2]);
    expect(halves.astype({ h: "int32" }).dropna().col("h").toList()).toEqual([1, -2]);
  });
});
