import { FrameError, SchemaMismatchError } from "@framepool/errors";
import { DataFrame, Series, type Cell } from "@framepool/frame";
import { columnsOf, concat, countKeys, frameOf, joinKeyCounts, KeyTally, pickedKeys, type Column, type KeyCounts } from "@framepool/frame/internal";
import fc from "fast-check";
import { describe, expect, it } from "vitest";

// Keys that are counted part by part, against the keys of all rows.

/** Cells of each type of keys, of which few are different. */
const CELLS = {
  string: fc.oneof(fc.constantFrom("", "a", "b", "é", "longer than eight bytes", "longer than eight bytez"), fc.string({ maxLength: 2 })),
  category: fc.constantFrom("x", "y", "z"),
  float64: fc.constantFrom(0, -0, 0.1, 1, NaN, Infinity, 2 ** 60),
  int32: fc.integer({ min: -3, max: 3 }),
  int64: fc.constantFrom(0n, 1n, 2n ** 53n, 2n ** 53n + 1n, -(2n ** 63n)),
  bool: fc.boolean(),
  date: fc.constantFrom(new Date(0), new Date(86_400_000)),
} as const satisfies Readonly<Record<string, fc.Arbitrary<Cell>>>;
const TYPES = Object.keys(CELLS) as (keyof typeof CELLS)[];

interface Part {
  readonly frame: DataFrame;
  readonly isCounted: boolean;
}

/** Parts of some columns of one type each. */
const anyParts: fc.Arbitrary<Part[]> = fc.array(fc.constantFrom(...TYPES), { minLength: 1, maxLength: 3 }).chain((types) =>
  fc.array(fc.tuple(fc.array(fc.tuple(...types.map((type) => fc.option(CELLS[type] as fc.Arbitrary<Cell>, { freq: 4 }))), { maxLength: 12 }), fc.boolean()), { minLength: 1, maxLength: 5 })
    .map((parts) => parts.map(([rows, isCounted]) => ({
      frame: new DataFrame(Object.fromEntries(types.map((dtype, k) => [`c${String(k)}`, new Series(rows.map((row) => row[k]!), { dtype, ...(dtype === "int64" && { int64: "bigint" as const }) })]))),
      isCounted,
    }))));

function partOf({ frame, isCounted }: Part, dropna: boolean): KeyCounts {
  if (!isCounted) return { keys: columnsOf(frame), rows: null, counts: null };
  const found = countKeys(columnsOf(frame), frame.numRows, "test", dropna);
  return { keys: pickedKeys(found), rows: null, counts: found.counts };
}

/** Cells as they are told apart here: -0 is not 0. */
function read({ keys, rows, counts }: KeyCounts): unknown {
  const texts = pickedKeys({ keys, rows, counts }).map((column: Column) => Array.from({ length: column.length }, (_, row) => {
    const cell = column.get(row);
    return Object.is(cell, -0) ? "-0" : typeof cell === "bigint" ? `${String(cell)}n` : cell;
  }));
  return { keys: texts, types: keys.map(({ type }) => type.kind), counts: [...counts!] };
}

function tallied(parts: readonly KeyCounts[], dropna: boolean): KeyCounts {
  const tally = new KeyTally("test", dropna);
  for (const part of parts) tally.add(part);
  return tally.finish();
}

describe("KeyTally", () => {
  it("counts parts as countKeys counts all rows, in order of first appearance, and so does joinKeyCounts", () => {
    fc.assert(fc.property(anyParts, fc.boolean(), (parts, dropna) => {
      const whole = concat(parts.map(({ frame }) => frame));
      const expected = read(countKeys(columnsOf(whole), whole.numRows, "test", dropna));
      const counted = parts.map((part) => partOf(part, dropna));
      expect(read(tallied(counted, dropna))).toEqual(expected);
      expect(read(joinKeyCounts(counted, "test", dropna))).toEqual(expected);
      expect(read(tallied([joinKeyCounts(counted, "test", dropna)], dropna))).toEqual(expected);
    }), { numRuns: 300 });
  });

  it("counts more parts than wait together, of which the types differ", () => {
    const frames = Array.from({ length: 200 }, (_, part) => new DataFrame({ n: new Series([part % 7, 1, null], { dtype: part < 3 ? "int32" : part % 2 === 0 ? "float64" : "int64" }) }));
    const whole = concat(frames);
    for (const dropna of [true, false]) {
      const parts = frames.map((frame) => partOf({ frame, isCounted: false }, dropna));
      expect(read(tallied(parts, dropna))).toEqual(read(countKeys(columnsOf(whole), whole.numRows, "test", dropna)));
    }
  });

  it("takes a part whose cells are all missing, and has no type, as what the others are", () => {
    const frames = [new DataFrame({ t: [null, null] }), new DataFrame({ t: ["a", null, "a"] }), new DataFrame({ t: ["b", "a", null] })];
    const parts = frames.map((frame) => partOf({ frame, isCounted: false }, false));
    expect(read(tallied(parts, false))).toEqual({ keys: [[null, "a", "b"]], types: ["utf8"], counts: [4, 3, 1] });
    expect(read(tallied(parts, true))).toEqual({ keys: [["a", "b"]], types: ["utf8"], counts: [3, 1] });
  });

  it("says which types have nothing in common, and which are not compared", () => {
    const text = { keys: columnsOf(new DataFrame({ k: ["a"] })), rows: null, counts: null };
    const flag = { keys: columnsOf(new DataFrame({ k: [true] })), rows: null, counts: null };
    expect(() => tallied([text, flag], true)).toThrow(SchemaMismatchError);
    const lists = columnsOf(new DataFrame({ k: new Series([[1], [2]]) }));
    expect(() => tallied([{ keys: lists, rows: null, counts: null }], true)).toThrow(new FrameError('test: the values of column "k" (list) are not compared; use text, numbers, bools or times', { column: "k" }));
  });

  it("counts nothing of no rows, and rows of no columns", () => {
    expect(read(tallied([{ keys: columnsOf(new DataFrame({ k: new Series([], { dtype: "string" }) })), rows: null, counts: null }], true))).toEqual({ keys: [[]], types: ["utf8"], counts: [] });
    const none = countKeys(columnsOf(frameOf([], 3)), 3, "test", true);
    expect([...tallied([{ ...none, rows: null }, { ...none, rows: null }], true).counts!]).toEqual([6]);
  });
});
