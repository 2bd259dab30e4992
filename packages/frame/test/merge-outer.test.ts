import { DataFrame, type Cell } from "@framepool/frame";
import fc from "fast-check";
import { describe, expect, it } from "vitest";

const ENDS = [-(2 ** 31), 2 ** 31 - 1, 0];

/** Keys of few values, whose cells are missing here and there; each way to number keys has its own. */
const KEYS = {
  "integers near each other": { dtype: "int32", cell: fc.integer({ min: -3, max: 3 }) },
  "integers far apart": { dtype: "int32", cell: fc.constantFrom(...ENDS) },
  "small integers": { dtype: "int8", cell: fc.integer({ min: -128, max: 127 }) },
  texts: { dtype: "string", cell: fc.constantFrom("", "a", "B", "é", "\u{ffff}", "\u{1f600}", "a\0") },
  floats: { dtype: "float64", cell: fc.constantFrom(0, -0, 0.5, -1, Infinity) },
  bools: { dtype: "bool", cell: fc.boolean() },
  dates: { dtype: "date", cell: fc.integer({ min: -2, max: 2 }).map((day) => new Date(day * 86_400_000)) },
  categories: { dtype: "category", cell: fc.constantFrom("b", "a", "c") },
} as const;

type Kind = keyof typeof KEYS;

const kinds = fc.uniqueArray(fc.constantFrom(...(Object.keys(KEYS) as Kind[])), { minLength: 1, maxLength: 2 });

function rowsOf(keys: readonly Kind[]): fc.Arbitrary<Cell[][]> {
  return fc.array(fc.tuple(...keys.map((kind) => fc.option(KEYS[kind].cell as fc.Arbitrary<Cell>, { freq: 5 }))), { maxLength: 12 });
}

function frameOf(keys: readonly Kind[], rows: readonly (readonly Cell[])[], number: string): DataFrame {
  const cells = Object.fromEntries(keys.map((kind, k) => [kind, rows.map((row) => row[k]!)]));
  return new DataFrame({ ...cells, [number]: rows.map((_, row) => row) }, { dtype: { ...Object.fromEntries(keys.map((kind) => [kind, KEYS[kind].dtype])), [number]: "int32" } }) as DataFrame;
}

/** Missing ones last, texts by code points. */
function compare(a: Cell, b: Cell): number {
  if (a === null || b === null) return Number(a === null) - Number(b === null);
  if (typeof a === "string" && typeof b === "string") return Buffer.compare(Buffer.from(a), Buffer.from(b));
  const [x, y] = [Number(a), Number(b)];
  return x === y ? 0 : x - y;
}

function compareRows(a: readonly Cell[], b: readonly Cell[]): number {
  return a.map((cell, k) => compare(cell, b[k]!)).find((order) => order !== 0) ?? 0;
}

interface Joined {
  readonly key: readonly Cell[];
  readonly left: number | null;
  readonly right: number | null;
}

/** Each pair of rows with equal keys, rows of one side alone, all in the order of the keys, by comparing all with all. */
function slowly(left: readonly (readonly Cell[])[], right: readonly (readonly Cell[])[]): Joined[] {
  const joined: Joined[] = [];
  for (const [i, key] of left.entries()) {
    const matches = [...right.keys()].filter((j) => compareRows(key, right[j]!) === 0);
    for (const j of matches.length === 0 ? [null] : matches) joined.push({ key, left: i, right: j });
  }
  for (const [j, key] of right.entries()) if (!left.some((other) => compareRows(other, key) === 0)) joined.push({ key, left: null, right: j });
  return joined.sort((a, b) => compareRows(a.key, b.key));
}

describe("an outer merge", () => {
  it("has all rows of both sides in the order of the keys, whatever these are", () => {
    const cases = kinds.chain((keys) => fc.tuple(fc.constant(keys), rowsOf(keys), rowsOf(keys)));
    fc.assert(
      fc.property(cases, ([keys, left, right]) => {
        const merged = frameOf(keys, left, "left").merge(frameOf(keys, right, "right"), { on: keys as string[], how: "outer" });
        const expected = slowly(left, right);
        expect(merged.columns).toEqual([...keys, "left", "right"]);
        for (const side of ["left", "right"] as const) expect(merged.col(side).toList()).toEqual(expected.map((row) => row[side]));
        for (const [k, kind] of keys.entries()) expect(merged.col(kind).toList()).toEqual(expected.map(({ key }) => key[k]!));
      }),
      { numRuns: 500 },
    );
  });

  it("has 0 or -0 as the left has it, as pandas does, whatever other rows there are", () => {
    const [left, right] = [new DataFrame({ k: [-0, 0, 1] }, { dtype: { k: "float64" } }), new DataFrame({ k: [0, 2] }, { dtype: { k: "float64" } })];
    const keys = (how: "outer" | "right", rows: number): Cell[] => left.head(rows).merge(right, { how, on: "k" }).col("k").toList() as Cell[];
    expect([keys("outer", 3), keys("outer", 1)]).toEqual([[-0, 0, 1, 2], [-0, 2]]);
    expect([keys("right", 3), keys("right", 1)]).toEqual([[-0, 0, 2], [-0, 2]]);
  });

  it("takes keys of two types as what they have in common", () => {
    const [left, right] = [new DataFrame({ k: [3, 1] }, { dtype: { k: "int8" } }), new DataFrame({ k: [2.5, 1] }, { dtype: { k: "float64" } })];
    const merged = left.merge(right as unknown as DataFrame, { how: "outer", on: "k" });
    expect(merged.col("k").toList()).toEqual([1, 2.5, 3]);
  });
});
