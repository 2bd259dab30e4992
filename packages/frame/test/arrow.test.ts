import { createRequire } from "node:module";
import * as esm from "apache-arrow";
import { concat, DataFrame, Series, type ArrowModule } from "@framepool/frame";
import { columnsOf, frameOf, type Column } from "@framepool/frame/internal";
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { arbitraryColumns } from "./support/arbitrary-columns.js";
import { logical, sameColumn } from "./support/same-column.js";

const cjs = createRequire(import.meta.url)("apache-arrow") as ArrowModule;
const COPIES: readonly [string, ArrowModule][] = [["ES module", esm], ["CommonJS", cjs]];

/** Arrow has no flag for reading as bigint, and a map's and list's inner names are its own. */
const comparable = (columns: readonly Column[]): unknown => columns.map((column) => [column.name, logical(column)]);
const plain = (table: esm.Table): string => JSON.stringify(table.toArray().map((row: { toJSON(): unknown } | null) => row?.toJSON()), (_, value: unknown) => (typeof value === "bigint" ? String(value) : value));

function sample(arrow: ArrowModule): esm.Table {
  const { vectorFromArray: from } = arrow;
  return new arrow.Table({
    int: from([1, 2, null, 4, 5, 6, 7, 8, 9, 10], new arrow.Int32()),
    bool: from([true, false, null, true, true, false, true, true, false, true], new arrow.Bool()),
    text: from(["a", "é", null, "d", "e", "f", "g", "h", "i", "j"], new arrow.Utf8()),
    large: from(["a", "é", null, "d", "e", "f", "g", "h", "i", "j"], new arrow.LargeUtf8()),
    category: from(["a", "b", "a", "b", null, "a", "a", "a", "c", "c"]),
    list: from([[1], [2, 3], null, [], [4], [5], [6], [7], [8], [9, 10]], new arrow.List(new arrow.Field("item", new arrow.Int32(), true))),
    struct: from([{ x: 1 }, null, { x: 3 }, { x: null }, { x: 5 }, { x: 6 }, { x: 7 }, { x: 8 }, { x: 9 }, { x: 10 }], new arrow.Struct([new arrow.Field("x", new arrow.Float64(), true)])),
    long: from([1n, 2n ** 62n, null, 4n, 5n, 6n, 7n, 8n, 9n, 10n], new arrow.Int64()),
    instant: from([1, 2, 3, 4, 5, 6, 7, 8, 9, null].map((x) => (x === null ? null : new Date(x * 1e10))), new arrow.TimestampMillisecond("UTC")),
  });
}

describe.each(COPIES)("an apache-arrow table (%s)", (_, arrow) => {
  it("is read by its structure, and given back as that copy's own classes", () => {
    const table = sample(arrow);
    const df = DataFrame.fromArrow(table);
    expect(df.shape).toEqual([10, 9]);
    expect(df.select(["int", "bool", "text", "category", "list"]).row(1)).toEqual({ int: 2, bool: false, text: "é", category: "b", list: [2, 3] });
    expect(df.at(0, "instant")).toEqual(new Date(1e10));
    const back = df.toArrow(arrow);
    expect(back).toBeInstanceOf(arrow.Table);
    expect(plain(back)).toBe(plain(table));
  });

  it("may be sliced at any rows, and made of several slices", () => {
    const table = sample(arrow);
    for (let begin = 0; begin <= 10; begin++) {
      for (const end of [begin, 5, 10]) {
        if (end < begin) continue;
        const cut = table.slice(begin, end);
        const df = DataFrame.fromArrow(cut);
        expect(df.numRows).toBe(end - begin);
        expect(plain(df.toArrow(arrow))).toBe(plain(cut));
        expect(df.col("text").toList()).toEqual(DataFrame.fromArrow(table).col("text").toList().slice(begin, end));
        expect(df.col("bool").toList()).toEqual(DataFrame.fromArrow(table).col("bool").toList().slice(begin, end));
      }
    }
    const joined = table.slice(1, 4).concat(table.slice(7, 9));
    expect(plain(DataFrame.fromArrow(joined).toArrow(arrow))).toBe(plain(joined));
  });

  it("shares its memory both ways", () => {
    const table = new arrow.Table({ a: arrow.makeVector(Float64Array.of(1, 2, 3)) });
    const df = DataFrame.fromArrow(table);
    const data = table.batches[0]!.data.children[0]!.values as Float64Array;
    expect(columnsOf(df)[0]!.vectors[0]!.storage.data!.buffer).toBe(data.buffer);
    const ours = new DataFrame({ a: [1, 2, 3], s: ["x", "y", "z"] });
    const children = ours.toArrow(arrow).batches[0]!.data.children;
    expect((children[0]!.values as Int32Array).buffer).toBe(columnsOf(ours)[0]!.vectors[0]!.storage.data!.buffer);
    expect((children[1]!.values as Uint8Array).buffer).toBe(columnsOf(ours)[1]!.vectors[0]!.storage.data!.buffer);
  });
});

describe("toArrow and fromArrow", () => {
  it("give back every column of every type, chunk for chunk", () => {
    fc.assert(fc.property(arbitraryColumns(), (columns) => {
      const frame = frameOf(columns, columns[0]!.length);
      const table = frame.toArrow(esm);
      expect(table.numRows).toBe(frame.numRows);
      const back = columnsOf(DataFrame.fromArrow(table));
      expect(comparable(back)).toEqual(comparable(columns));
      for (const [i, column] of back.entries()) expect(typeof column.type.kind === "string" && column.type.kind).toBe(columns[i]!.type.kind);
    }), { numRuns: 200 });
  });

  it("survive Arrow IPC, file and stream", async () => {
    await fc.assert(fc.asyncProperty(arbitraryColumns(), fc.constantFrom("file", "stream"), async (columns, format) => {
      const frame = frameOf(columns, columns[0]!.length);
      const back = await DataFrame.fromArrowIpc(await frame.toArrowIpc({ format: format as "file" | "stream" }));
      expect(comparable(columnsOf(back))).toEqual(comparable(columns));
    }), { numRuns: 100 });
  });

  it("write columns that share memory, whole or in part", async () => {
    const all = new Series([1.5, 2.5, 3.5, 4.5, 5.5], { name: "x" });
    const twice = new DataFrame({ a: [1.5, 2.5] }).assign({ b: (df) => df.col("a") });
    const frames = [twice, new DataFrame({ a: all.slice(0, 4), b: all.slice(1, 5) }), new DataFrame({ a: all.slice(1, 5), b: all.slice(0, 4) }), concat([new DataFrame({ a: all, b: all }), new DataFrame({ a: all.slice(0, 3), b: all.slice(2, 5) })])];
    for (const df of frames) {
      for (const format of ["file", "stream"] as const) {
        const bytes = await df.toArrowIpc({ format });
        expect((await DataFrame.fromArrowIpc(bytes)).toRows()).toEqual(df.toRows());
        expect(bytes.buffer.byteLength).toBe(bytes.length);
      }
    }
  });

  it("write the same bytes again, whatever was written before", async () => {
    const frame = new DataFrame({ c: ["x", "y"], d: ["x", null], n: [1, 2] }, { dtype: { c: "category", d: "category" } });
    for (const format of ["file", "stream"] as const) expect(await frame.toArrowIpc({ format })).toEqual(await frame.toArrowIpc({ format }));
  });

  it("keep names, metadata, time zones, order of categories and what may be null", async () => {
    const fields = [
      new esm.Field("id", new esm.Int32(), false, new Map([["unit", "m"]])),
      new esm.Field("when", new esm.TimestampNanosecond("Europe/Paris"), true),
      new esm.Field("grade", new esm.Dictionary(new esm.Utf8(), new esm.Int8(), 7, true), true),
      new esm.Field("price", new esm.Decimal(2, 10, 128), true),
    ];
    const grades = new esm.Vector([esm.makeData({ type: new esm.Utf8(), data: new TextEncoder().encode("lowhigh"), valueOffsets: Int32Array.of(0, 3, 7) })]);
    const children = [
      esm.makeData({ type: fields[0]!.type as esm.Int32, data: Int32Array.of(1, 2) }),
      esm.makeData({ type: fields[1]!.type as esm.TimestampNanosecond, data: BigInt64Array.of(1n, 1_600_000_000_123_456_789n) }),
      esm.makeData({ type: fields[2]!.type as esm.Dictionary<esm.Utf8, esm.Int8>, data: Int8Array.of(1, 0), dictionary: grades }),
      esm.makeData({ type: fields[3]!.type as esm.Decimal, data: Uint32Array.of(1, 2, 3, 4, 5, 6, 7, 8) }),
    ];
    const table = new esm.Table(new esm.Schema(fields), [new esm.RecordBatch(new esm.Schema(fields), esm.makeData({ type: new esm.Struct(fields), length: 2, children }))]);
    const df = DataFrame.fromArrow(table);
    expect(df.schema.fields.map(({ nullable, metadata }) => [nullable, metadata])).toEqual([[false, { unit: "m" }], [true, undefined], [true, undefined], [true, undefined]]);
    expect(df.at(1, "when")).toEqual(new Date(1_600_000_000_123));
    expect(df.col("grade").toList()).toEqual(["high", "low"]);
    expect(df.at(0, "price")).toBe("3169126501123975826038943907.85"); // 4 · 2^96 + 3 · 2^64 + 2 · 2^32 + 1 hundredths
    const back = df.rename({ id: "key" }).slice(0, 2).toArrow(esm);
    expect(back.schema.fields.map(String)).toEqual(["key: Int32", "when: Timestamp<NANOSECOND, Europe/Paris>", "grade: Dictionary<Int8, Utf8>", "price: Decimal[10e+2]"]);
    expect(back.schema.fields[0]!.metadata).toEqual(new Map([["unit", "m"]]));
    expect(back.schema.fields[0]!.nullable).toBe(false);
    expect((back.schema.fields[2]!.type as esm.Dictionary).isOrdered).toBe(true);
    const read = await DataFrame.fromArrowIpc(await df.toArrowIpc());
    for (const [i, column] of columnsOf(read).entries()) expect(sameColumn(column, columnsOf(df)[i]!)).toBe(true);
    expect(read.schema.fields).toEqual(df.schema.fields);
  });

  it("read a dictionary that comes in several pieces", () => {
    const type = new esm.Dictionary(new esm.Utf8(), new esm.Int32(), 3);
    const piece = (text: string): esm.Data<esm.Utf8> => esm.makeData({ type: new esm.Utf8(), data: new TextEncoder().encode(text), valueOffsets: Int32Array.of(0, 1, 2) });
    const dictionary = new esm.Vector([piece("ab"), piece("cd")]);
    const table = new esm.Table({ a: new esm.Vector([esm.makeData({ type, data: Int32Array.of(3, 0, 2), dictionary })]) });
    expect(DataFrame.fromArrow(table).col("a").toList()).toEqual(["d", "a", "c"]);
  });

  it("write categories whose parts have dictionaries of their own", async () => {
    const a = new DataFrame({ c: ["x", "y"] }, { dtype: { c: "category" } });
    const b = new DataFrame({ c: ["z", "x"] }, { dtype: { c: "category" } });
    const frame = frameOf([...columnsOf(a)], 2);
    const { concat } = await import("@framepool/frame");
    const both = concat([frame, b]);
    expect(DataFrame.fromArrow(both.toArrow(esm)).col("c").toList()).toEqual(["x", "y", "z", "x"]);
    for (const format of ["stream", "file"] as const) {
      expect((await DataFrame.fromArrowIpc(await both.toArrowIpc({ format }))).col("c").toList()).toEqual(["x", "y", "z", "x"]);
    }
  });

  it("copy what lies askew, and read views as ordinary text", () => {
    const bytes = new Uint8Array(8 * 3 + 4);
    const askew = { ...esm.makeData({ type: new esm.Int64(), data: BigInt64Array.of(1n, 2n, 3n) }), type: new esm.Int64(), children: [], length: 3, offset: 0, nullCount: 0, values: bytes.subarray(4) };
    new Uint8Array(bytes.buffer, 4).set(new Uint8Array(BigInt64Array.of(1n, 2n, 3n).buffer));
    const table = { schema: { fields: [{ name: "a", type: new esm.Int64(), nullable: true }] }, batches: [{ data: { length: 3, children: [askew] } }] };
    expect(DataFrame.fromArrow(table).col("a").toList()).toEqual([1, 2, 3]);
    const views = esm.vectorFromArray(["short", null, "a text longer than twelve bytes", "é"], new esm.Utf8View());
    const frame = DataFrame.fromArrow(new esm.Table({ v: views }));
    expect(frame.dtypes).toEqual({ v: "string" });
    expect(frame.col("v").toList()).toEqual(["short", null, "a text longer than twelve bytes", "é"]);
  });

  it("refuse what they do not know by name", async () => {
    expect(() => DataFrame.fromArrow({ schema: { fields: [{ name: "a" }] } } as never)).toThrow(/fromArrow takes an apache-arrow Table/);
    const odd = { schema: { fields: [{ name: "a", nullable: true, type: { typeId: 99, toString: () => "RunEndEncoded" } }] }, batches: [] };
    expect(() => DataFrame.fromArrow(odd)).toThrow(/Arrow type .*id 99.* is not known here/);
    const frame = new DataFrame({ a: [1] });
    await expect(frame.toArrowIpc({ compression: "lz4" as never })).rejects.toThrow(/toArrowIpc: compression is "zstd", not "lz4"/);
    await expect(DataFrame.fromArrowIpc(new Uint8Array([1, 2, 3, 4, 5, 6, 7, 8]))).rejects.toThrow(/cannot be read as Arrow IPC/);
    const old = { ...esm, LargeUtf8: undefined } as unknown as ArrowModule;
    const large = DataFrame.fromArrow(new esm.Table({ a: esm.vectorFromArray(["x"], new esm.LargeUtf8()) }));
    expect(() => large.toArrow(old)).toThrow(/this apache-arrow has no LargeUtf8/);
  });

  it("compress with zstd where Node has it, and say so where not", async () => {
    const frame = new DataFrame({ a: Array.from({ length: 1000 }, () => "again") });
    const { zstdCompressSync } = (await import("node:zlib")) as { zstdCompressSync?: unknown };
    if (zstdCompressSync === undefined) {
      await expect(frame.toArrowIpc({ compression: "zstd" })).rejects.toThrow(/needs Node 22.15 or newer/);
    } else {
      const bytes = await frame.toArrowIpc({ compression: "zstd" });
      expect(bytes.length).toBeLessThan((await frame.toArrowIpc()).length / 2);
      expect((await DataFrame.fromArrowIpc(bytes)).col("a").toList()).toEqual(frame.col("a").toList());
    }
  });
});

describe("categories of parts without rows", () => {
  it("are kept, also where there are more than codes have room for", () => {
    const categories = (from: number, count: number): DataFrame => {
      const values = esm.vectorFromArray(Array.from({ length: count }, (_, i) => `c${String(from + i)}`), new esm.Utf8());
      const data = esm.makeData({ type: new esm.Dictionary(new esm.Utf8(), new esm.Int8(), 7 + from), length: count, data: Int8Array.from({ length: count }, (_, i) => i), dictionary: values });
      return DataFrame.fromArrow(new esm.Table({ c: new esm.Vector([data]) }));
    };
    const made = concat([categories(0, 100), categories(100, 100).slice(0, 0), categories(150, 100).slice(0, 0)]);
    expect([made.numRows, made.groupby("c").size().numRows]).toEqual([100, 250]);
  });
});
