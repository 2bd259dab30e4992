import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { DataFrame, type RankOptions } from "@framepool/frame";

/** A rank by its definition: by how many values stand before it, and how many are equal. */
function expected(values: readonly (number | null)[], groups: readonly (number | null)[], { method = "average", ascending = true, naOption = "keep", pct = false }: RankOptions): (number | null)[] {
  const keyOf = (value: number | null): number => (value === null ? (naOption === "top" ? -Infinity : Infinity) : ascending ? value : -value);
  return values.map((value, row) => {
    const group = groups[row];
    if (group === null || (value === null && naOption === "keep")) return null;
    const own = values.flatMap((other, at) => (groups[at] === group && (other !== null || naOption !== "keep") ? [{ key: keyOf(other), at }] : []));
    const key = keyOf(value);
    const less = own.filter((other) => other.key < key);
    const equal = own.filter((other) => other.key === key);
    const dense = new Set(less.map((other) => other.key)).size + 1;
    const rank = { average: less.length + (1 + equal.length) / 2, min: less.length + 1, max: less.length + equal.length, dense, first: less.length + equal.filter(({ at }) => at <= row).length }[method];
    return pct ? rank / (method === "dense" ? new Set(own.map((other) => other.key)).size : own.length) : rank;
  });
}

const options = fc.record({
  method: fc.constantFrom("average" as const, "min" as const, "max" as const, "first" as const, "dense" as const),
  ascending: fc.boolean(), naOption: fc.constantFrom("keep" as const, "top" as const, "bottom" as const), pct: fc.boolean(),
});
/** Values that have places in a table: integers and decimals; values that do not: they are put in order. */
const kinds = [
  ["integers", fc.integer({ min: -3, max: 3 })],
  ["decimals", fc.integer({ min: -20, max: 20 }).map((n) => n / 10)],
  ["integers far apart", fc.constantFrom(-(2 ** 40), -1, 0, 5, 2 ** 30, 2 ** 40)],
  ["days and one that is none", fc.constantFrom(-20_000, -1, 0, 3, 20_000.5, 30_000).map((days) => days * 86_400_000)],
  ["whole days", fc.constantFrom(-20_000, -1, 0, 3, 20_000, 30_000).map((days) => days * 86_400_000)],
  ["floats", fc.constantFrom(-1e300, -Math.PI, -1e-300, 0, 1e-300, 0.1 + 0.2, 0.3, 7e200)],
] as const;

describe("ranks", () => {
  it.each(kinds)("of %s are what is defined, of all rows and of groups", (_, value) => {
    const row = fc.record({ x: fc.option(value, { freq: 4 }), k: fc.option(fc.integer({ min: 0, max: 3 }), { freq: 8 }) });
    fc.assert(fc.property(fc.array(row, { minLength: 1, maxLength: 40 }), options, (rows, given) => {
      const [x, k] = [rows.map((each) => each.x), rows.map((each) => each.k)];
      const df = new DataFrame({ k, x }).astype({ k: "float64", x: "float64" });
      expect(df.col("x").rank(given).toList()).toEqual(expected(x, x.map(() => 0), given));
      expect(df.groupby("k").col("x").rank(given).toList()).toEqual(expected(x, k, given));
    }), { numRuns: 200 });
  });

  it("of text, bools, days and categories are by their order, and the same as those of their numbers", () => {
    const df = new DataFrame({ text: ["b", null, "a", "b", "é"], flag: [true, null, false, true, true] });
    expect(df.col("text").rank().toList()).toEqual([2.5, null, 1, 2.5, 4]);
    expect(df.col("text").astype("category").rank({ ascending: false, method: "min" }).toList()).toEqual([2, null, 4, 2, 1]);
    expect(df.col("flag").rank({ naOption: "bottom", pct: true }).toList()).toEqual([0.6, 1, 0.2, 0.6, 0.6]);
  });
});
