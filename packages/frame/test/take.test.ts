import { concat, DataFrame, type Cell } from "@framepool/frame";
import { Column, columnFromValues, columnsOf, concatColumns, frameOf, LazyStorage, STRING, Storage, take, takeTable, Vector } from "@framepool/frame/internal";
import * as arrow from "apache-arrow";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { seeded } from "./support/random.js";
import { cellsOf, DTYPES, inPieces } from "./support/random-columns.js";

/** Whether the texts of a column still lie where they were picked from. */
const isInPlace = (column: Column): boolean => column.vectors.every(({ storage }) => storage instanceof LazyStorage && !storage.made);
const bytesOf = (column: Column): Uint8Array => column.vectors[0]!.storage.data as Uint8Array;

describe("take", () => {
  it.each(DTYPES)("picks rows of %s from vectors cut anywhere, -1 making a missing one", (dtype) => {
    fc.assert(
      fc.property(cellsOf(dtype), fc.array(fc.nat()), fc.array(fc.integer({ min: -1 })), (cells, cuts, picks) => {
        const rows = Int32Array.from(picks, (pick) => (pick < 0 || cells.length === 0 ? -1 : pick % cells.length));
        const taken = take(inPieces("x", cells, dtype, cuts), rows);
        expect([...taken]).toEqual(Array.from(rows, (row) => (row < 0 ? null : columnFromValues("x", cells, dtype).get(row))));
        expect(taken.nullCount).toBe([...taken].filter((cell) => cell === null).length);
      }),
      { numRuns: 60 },
    );
  });

  it("picks lists of lists, binary and 64-bit values as they are", () => {
    const lists: Cell[] = [[["a"], []], null, [[]], [["b", null], ["c"]], []];
    const bytes: Cell[] = [Uint8Array.of(1, 2), null, new Uint8Array(0), Uint8Array.of(3), Uint8Array.of(4)];
    const wide: Cell[] = [2n ** 63n - 1n, null, -(2n ** 63n), 0n, 5n];
    const rows = Int32Array.of(4, 3, -1, 0, 0);
    for (const cells of [lists, bytes, wide]) {
      const whole = columnFromValues("x", cells);
      const pieces = columnsOf(concat([frameOf([whole.slice(0, 2)], 2), frameOf([whole.slice(2, 5)], 3)]))[0]!;
      for (const column of [whole, pieces]) expect([...take(column, rows)]).toEqual(Array.from(rows, (row) => (row < 0 ? null : cells[row]!)));
    }
  });

  it("picks texts in no order out of more than a processor keeps at hand", () => {
    const random = seeded(7);
    const cells: Cell[] = Array.from({ length: 60_000 }, (_, row) => (random() < 0.05 ? null : `${String(row)} ${"né ".repeat(Math.floor(random() * 16))}`));
    cells[59_999] = "the last";
    const rows = Int32Array.from({ length: 70_000 }, () => Math.floor(random() * 60_001) - 1);
    rows[100] = 59_999;
    for (const column of [columnFromValues("x", cells), columnsOf(concat([new DataFrame({ x: cells.slice(0, 9) }), new DataFrame({ x: cells.slice(9) })]))[0]!]) {
      expect([...take(column, rows)]).toEqual(Array.from(rows, (row) => (row < 0 ? null : cells[row]!)));
    }
  });

  describe("of many texts", () => {
    const cells = Array.from({ length: 5000 }, (_, row) => (row % 7 === 0 ? null : `${String(row)}, Žofie of the house of ${"é".repeat(row % 20)}`));
    const column = columnFromValues("x", cells);
    const backwards = Int32Array.from({ length: 5000 }, (_, i) => 4999 - i);
    const expected = [...cells].reverse();

    it("leaves them where they lie until many are read, or all at once", () => {
      const taken = take(column, backwards);
      expect([taken.get(0), taken.get(4999), taken.get(2)]).toEqual([expected[0], expected[4999], expected[2]]);
      expect(taken.vectors[0]!.storage.offsets).toHaveLength(5001);
      expect(taken.nullCount).toBe(column.nullCount);
      expect(isInPlace(taken)).toBe(true);
      expect([...taken]).toEqual(expected);
      expect([...taken]).toEqual(expected);
      expect(bytesOf(taken)).toHaveLength(bytesOf(column).length);
      expect(isInPlace(taken)).toBe(false);
      expect([...taken]).toEqual(expected);
    });

    it("picks from those that were picked, and from several at once, and copies nothing", () => {
      const both = concatColumns("x", [take(column, backwards), take(take(column, backwards), backwards), column]);
      const rows = Int32Array.from({ length: 9000 }, (_, i) => (i % 11 === 0 ? -1 : (i * 7919) % 15_000));
      const all = [...expected, ...cells, ...cells];
      const taken = take(both, rows);
      expect(isInPlace(both.slice(0, 10_000)) && isInPlace(taken)).toBe(true);
      expect([...taken]).toEqual(Array.from(rows, (row) => (row < 0 ? null : all[row]!)));
      expect(isInPlace(both.slice(0, 10_000))).toBe(true);
    });

    it("picks from those that were read since, whichever were read first", () => {
      const [taken, other] = [take(column, backwards), take(column, backwards)];
      const later = take(taken, backwards);
      expect([...taken, ...other]).toEqual([...expected, ...expected]);
      expect([...later, ...take(taken, backwards)]).toEqual([...cells, ...cells]);
    });

    it("copies a few of them at once, so that the others can be freed", () => {
      const few = take(column, backwards.filter((row) => row % 5 === 0));
      expect(few.vectors[0]!.storage).not.toBeInstanceOf(LazyStorage);
      expect([...few]).toEqual(expected.filter((_, i) => (4999 - i) % 5 === 0));
      const again = take(take(take(column, backwards.filter((row) => row % 2 === 0)), Int32Array.from({ length: 1200 }, (_, i) => 2 * i)), Int32Array.from({ length: 600 }, (_, i) => i));
      expect(again.vectors[0]!.storage).not.toBeInstanceOf(LazyStorage);
    });

    it("copies those in memory that is not ours, which somebody may write to", () => {
      const { offsets, validity } = column.vectors[0]!.storage;
      const data = Uint8Array.from(bytesOf(column));
      const taken = take(Column.of("x", new Vector(new Storage(STRING, 5000, { offsets, validity, data }))), backwards);
      data.fill(0);
      expect([...taken]).toEqual(expected);
    });
  });

  it("keeps the bits of a NaN", () => {
    const payload = new Float64Array(new BigUint64Array([0x7ff8_0000_0000_1234n, 0n]).buffer);
    const taken = take(columnFromValues("x", payload), Int32Array.of(1, 0));
    const data = taken.vectors[0]!.storage.data!;
    expect(new BigUint64Array(data.buffer, data.byteOffset, 2)[1]).toBe(0x7ff8_0000_0000_1234n);
  });

  it("merges the dictionaries of categories that come from different places", () => {
    const column = columnsOf(concat([new DataFrame({ c: ["x", "y", null] }, { dtype: "category" }), new DataFrame({ c: ["z", "x"] }, { dtype: "category" })]))[0]!;
    const taken = take(column, Int32Array.of(4, 3, 2, 1, 0));
    expect([...taken]).toEqual(["x", "z", null, "y", "x"]);
    expect([...taken.vectors[0]!.storage.dictionary!.storage.offsets!]).toHaveLength(4);
  });

  it("gives views where the rows follow each other", () => {
    const [column] = columnsOf(new DataFrame({ a: ["x", "y", "z"] }));
    const taken = columnsOf(takeTable(frameOf([column!], 3), Int32Array.of(1, 2)) as DataFrame)[0]!;
    expect(taken.vectors[0]!.storage).toBe(column!.vectors[0]!.storage);
  });

  it("picks rows of every Arrow type that is only passed through", async () => {
    const struct = new arrow.Struct([new arrow.Field("a", new arrow.Int32(), true), new arrow.Field("b", new arrow.Utf8(), true)]);
    const columns = {
      struct: arrow.vectorFromArray([{ a: 1, b: "x" }, null, { a: null, b: "y" }], struct),
      decimal: arrow.vectorFromArray([1n, null, 3n].map((n) => (n === null ? null : new Uint32Array([Number(n), 0, 0, 0]))), new arrow.Decimal(2, 10, 128)),
      fixed: arrow.vectorFromArray([Uint8Array.of(1, 2, 3), null, Uint8Array.of(4, 5, 6)], new arrow.FixedSizeBinary(3)),
      pairs: arrow.vectorFromArray([[1, 2], null, [3, 4]], new arrow.FixedSizeList(2, new arrow.Field("item", new arrow.Int16(), true))),
      map: arrow.vectorFromArray([new Map([["k", 1]]), null, new Map([["l", 2], ["m", 3]])], new arrow.Map_<arrow.Utf8, arrow.Int32>(new arrow.Field("entries", new arrow.Struct<{ key: arrow.Utf8; value: arrow.Int32 }>([new arrow.Field("key", new arrow.Utf8(), false), new arrow.Field("value", new arrow.Int32(), true)] as never), false))),
      time: arrow.vectorFromArray([1, null, 3], new arrow.TimeSecond()),
    };
    const table = new arrow.Table(columns);
    const frame = DataFrame.fromArrow(table as never);
    const twice = concat([frame, frame]);
    const back = await frameOf(columnsOf(takeTable(twice, Int32Array.of(5, 1, 0, 3)) as DataFrame), 4).toArrow(arrow);
    const text = (cell: unknown) => JSON.stringify(cell instanceof Object && "toJSON" in cell ? cell : cell instanceof Uint8Array || cell instanceof Uint32Array ? [...cell] : cell);
    for (const name of Object.keys(columns)) {
      const before = table.getChild(name as keyof typeof columns)!;
      const after = back.getChild(name)!;
      expect([0, 1, 2, 3].map((row) => text(after.get(row))), name).toEqual([2, 1, 0, 0].map((row) => text(before.get(row))));
      expect(String(after.type)).toBe(String(before.type));
    }
  });

  it("picks rows of sparse and dense unions", async () => {
    for (const mode of [arrow.UnionMode.Sparse, arrow.UnionMode.Dense]) {
      const type = new arrow.Union(mode, [0, 1], [new arrow.Field("n", new arrow.Int32(), true), new arrow.Field("s", new arrow.Utf8(), true)]);
      const children = mode === arrow.UnionMode.Sparse
        ? [arrow.vectorFromArray([7, 0, 9], new arrow.Int32()).data[0]!, arrow.vectorFromArray(["", "x", ""], new arrow.Utf8()).data[0]!]
        : [arrow.vectorFromArray([7, 9], new arrow.Int32()).data[0]!, arrow.vectorFromArray(["x"], new arrow.Utf8()).data[0]!];
      const data = mode === arrow.UnionMode.Sparse
        ? arrow.makeData({ type: type as arrow.SparseUnion, typeIds: Int8Array.of(0, 1, 0), children, length: 3 })
        : arrow.makeData({ type: type as arrow.DenseUnion, typeIds: Int8Array.of(0, 1, 0), valueOffsets: Int32Array.of(0, 0, 1), children, length: 3 });
      const frame = DataFrame.fromArrow(new arrow.Table({ u: new arrow.Vector<arrow.Union>([data as arrow.Data<arrow.Union>]) }) as never);
      const both = concat([frame, frame.slice(1)]);
      const back = await frameOf(columnsOf(takeTable(both, Int32Array.of(4, 3, 0, 1)) as DataFrame), 4).toArrow(arrow);
      expect([0, 1, 2, 3].map((row) => back.getChild("u")!.get(row) as unknown)).toEqual([9, "x", 7, "x"]);
    }
  });

  it("serves a frame of many columns", () => {
    fc.assert(
      fc.property(fc.array(cellsOf("string", { minLength: 8, maxLength: 8 }), { minLength: 1, maxLength: 4 }), fc.array(fc.nat(7)), (lists, rows) => {
        const frame = frameOf(lists.map((cells, k) => inPieces(`c${String(k)}`, cells, "string", [3, k])), 8);
        const taken = takeTable(frame, Int32Array.from(rows)) as DataFrame;
        expect(taken.numRows).toBe(rows.length);
        for (const [k, cells] of lists.entries()) expect([...columnsOf(taken)[k]!]).toEqual(rows.map((row) => cells[row]));
      }),
    );
  });
});
