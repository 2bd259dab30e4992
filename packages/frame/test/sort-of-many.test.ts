import { concat, DataFrame, Series, type Cell } from "@framepool/frame";
import { columnsOf } from "@framepool/frame/internal";
import { describe, expect, it } from "vitest";

/** So many that rows are put into buckets before they are sorted. */
const ROWS = 2 ** 19 + 77;

/** mulberry32 */
function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

const random = randomFrom(7);
const below = (n: number): number => Math.floor(random() * n);
const list = <T>(cell: (row: number) => T): T[] => Array.from({ length: ROWS }, (_, row) => cell(row));

const cells = {
  row: list((row) => row),
  // Of few places, most of them small.
  price: list(() => (random() < 0.1 ? null : below(300) === 0 ? -0 : Math.round((random() * random() * 512 - 9) * 1e4) / 1e4)),
  // Of all sizes and both signs.
  real: list(() => (random() < 0.01 ? [Number.NaN, Infinity, -Infinity, 0, -0][below(5)]! : (random() - 0.5) * 10 ** below(9))),
  // Of floats that begin alike.
  near: list(() => 1 + below(1000) * 2 ** -52),
  // One lies far from the others.
  apart: list((row) => (row === 99 ? 2 ** 31 - 1 : below(2 ** 19))),
  farther: list((row) => (row === 99 ? 2 ** 50 : below(1000))),
  place: list(() => below(3)),
  text: list(() => (random() < 0.05 ? null : `${"abc"[below(3)]!}${String(below(200_000))}`)),
  flag: list(() => (random() < 0.3 ? null : random() < 0.5)),
};
const types = { row: "int32", price: "float64", real: "float64", near: "float64", apart: "int32", farther: "int64", place: "uint8", text: "string", flag: "bool" } as const;
type Name = keyof typeof cells;
const names = Object.keys(cells) as Name[];
const whole = new DataFrame(Object.fromEntries(names.map((name) => [name, new Series<Cell>(cells[name], { dtype: types[name] })]))) as DataFrame;
// Of several vectors.
const pieces = concat([whole.slice(0, 1000), whole.slice(1000, 300_001), whole.slice(300_001, ROWS)]) as DataFrame;

const before = new Map(names.map((name) => [name, whole.col(name).toList()]));

const isGone = (cell: Cell): boolean => cell === null || cell !== cell;

/** Whether row `a` comes before row `b`, said in the obvious way: rows that are equal stay in their order. */
function comesFirst(a: number, b: number, by: readonly Name[], up: readonly boolean[], naPosition: "first" | "last"): boolean {
  for (const [k, name] of by.entries()) {
    const [x, y] = [cells[name][a]! as number, cells[name][b]! as number];
    if (isGone(x) && isGone(y)) continue;
    if (isGone(x) || isGone(y)) return isGone(x) === (naPosition === "first");
    if (x !== y) return x < y === up[k];
  }
  return a < b;
}

const ways = [
  { by: ["price"], up: [true], naPosition: "last" },
  { by: ["price"], up: [false], naPosition: "first" },
  { by: ["real"], up: [true], naPosition: "first" },
  { by: ["near"], up: [false], naPosition: "last" },
  { by: ["apart"], up: [true], naPosition: "last" },
  { by: ["farther"], up: [false], naPosition: "last" },
  { by: ["text"], up: [true], naPosition: "last" },
  { by: ["place", "real"], up: [false, true], naPosition: "first" },
  { by: ["price", "flag", "text"], up: [true, false, true], naPosition: "last" },
] as const;

/** The first place at which a column of a sorted frame does not hold the cell of the row that is there; -1 if there is none. */
function wrongPlace(sorted: DataFrame, name: Name, rows: readonly number[]): number {
  const own = before.get(name)!;
  return sorted.col(name).toList().findIndex((cell, place) => !Object.is(cell, own[rows[place]!]));
}

describe("the order of many rows", () => {
  it.each(ways)("is the obvious one by $by, rising $up, missing ones $naPosition, of every kind of column", ({ by, up, naPosition }) => {
    const frame = by.length > 1 || up[0] ? pieces : whole;
    const sorted = frame.sortValues([...by], { ascending: [...up], naPosition });
    const rows = sorted.col("row").toList() as number[];
    // All rows, each once: any two that follow one another are in order, so there is only one way for them to lie.
    expect(rows.length).toBe(ROWS);
    expect(rows.findIndex((row, place) => place > 0 && !comesFirst(rows[place - 1]!, row, by, up, naPosition))).toBe(-1);
    expect(names.map((name) => [name, wrongPlace(sorted, name, rows)])).toEqual(names.map((name) => [name, -1]));
  });

  it("is that of a column by itself, and leaves sorted rows where they lie", () => {
    const sorted = whole.sortValues("price");
    const prices = sorted.col("price").toList();
    expect(whole.col("price").sortValues().toList().findIndex((price, place) => !Object.is(price, prices[place]))).toBe(-1);
    const storages = (frame: DataFrame): unknown[] => columnsOf(frame).map(({ vectors }) => vectors[0]!.storage);
    for (const [k, storage] of storages(whole.sortValues("row")).entries()) expect(storage === storages(whole)[k]).toBe(true);
    expect(whole.col("price").rank({ method: "first", naOption: "bottom" }).toList()[sorted.at(5, "row") as number]).toBe(6);
  });
});
