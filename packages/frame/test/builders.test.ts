import { columnFromValues, concatColumns, InferringBuilder, makeBuilder, Storage, STRING, StringBuilder, typeName, typeOf, Vector, type Cell, type DataType, type DType } from "@framepool/frame/internal";
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";

const cellsOf = (values: Parameters<typeof columnFromValues>[1], dtype?: DType | DataType, options?: { int64: "bigint" }): unknown[] => [...columnFromValues("a", values, dtype, options)];
const typeOfCells = (values: Parameters<typeof columnFromValues>[1]): string => typeName(columnFromValues("a", values).type);

/** Cells that a column of each named type holds as they are. */
const CELLS: Readonly<Record<DType, fc.Arbitrary<string | number | boolean | Date>>> = {
  bool: fc.boolean(),
  int8: fc.integer({ min: -128, max: 127 }),
  int16: fc.integer({ min: -32768, max: 32767 }),
  int32: fc.integer(),
  int64: fc.maxSafeInteger().map((n) => n + 0),
  uint8: fc.integer({ min: 0, max: 255 }),
  uint16: fc.integer({ min: 0, max: 65535 }),
  uint32: fc.integer({ min: 0, max: 2 ** 32 - 1 }),
  uint64: fc.maxSafeNat(),
  float32: fc.float(),
  float64: fc.double(),
  string: fc.string({ unit: "binary" }),
  category: fc.constantFrom("", "a", "é", "b"),
  date: fc.integer({ min: -100_000, max: 100_000 }).map((day) => new Date(day * 86_400_000)),
  timestamp: fc.date({ noInvalidDate: true }),
  duration: fc.maxSafeInteger().map((n) => n + 0),
};

describe("makeBuilder", () => {
  it.each(Object.keys(CELLS) as DType[])("builds %s columns that read as the cells that went in, missing ones at their place", (name) => {
    fc.assert(fc.property(fc.array(fc.option(CELLS[name]), { maxLength: 700, size: "+1" }), fc.nat(3), (cells, capacity) => {
      const builder = makeBuilder(typeOf(name), capacity);
      for (const cell of cells) builder.append(cell);
      const vector = builder.finish();
      expect(vector.length).toBe(cells.length);
      expect(vector.nullCount).toBe(cells.filter((cell) => cell === null).length);
      expect(vector.storage.validity === null).toBe(!cells.includes(null));
      expect(Array.from(cells, (_, i) => vector.get(i))).toEqual(cells);
    }), { numRuns: 50 });
  });

  it("puts everything on shared memory", () => {
    const { data, validity, offsets } = columnFromValues("a", ["x", null], "string").vectors[0]!.storage;
    expect([data, validity, offsets].map((array) => array!.buffer instanceof SharedArrayBuffer)).toEqual([true, true, true]);
  });

  it.each<[DType | DataType, unknown, RegExp]>([
    ["uint8", 300, /column "a", row 1: 300 is no uint8: from 0 to 255/],
    ["int32", 1.5, /row 1: 1.5 is no int32: it is not an integer/],
    ["int32", NaN, /NaN is no int32/],
    ["int8", "5", /"5" is no int8/],
    ["int64", 2 ** 53, /a number beyond 2\^53 may have lost digits; give a bigint/],
    ["int64", 2n ** 63n, /9223372036854775808n is no int64: it does not fit in 64 bits/],
    ["uint64", -1, /-1 is no uint64: it is negative/],
    ["bool", 1, /1 is no bool/],
    ["string", 5, /5 is no string/],
    ["category", true, /true is no category/],
    ["date", "2020", /"2020" is no date/],
    ["timestamp", 1.5, /no whole number of milliseconds/],
    ["duration", new Date(0), /1970-01-01T00:00:00.000Z is no duration/],
    [{ kind: "timestamp", unit: "s", timezone: null }, new Date(1), /the column counts whole seconds/],
    [{ kind: "timestamp", unit: "ns", timezone: null }, new Date(1e15), /does not fit in 64 bits of ns/],
    [{ kind: "null" }, 1, /1 is no null/],
    [{ kind: "binary", large: false }, "x", /"x" is no binary/],
    [{ kind: "dictionary", index: { kind: "int", bits: 8, signed: true }, values: STRING, ordered: false }, {}, /an object \(Object\) is no category/],
  ])("refuses for %o a cell that it cannot hold, naming it: %o", (type, cell, message) => {
    expect(() => columnFromValues("a", [null, cell] as never, type)).toThrow(message);
  });

  it("refuses a type that is passed through, by its name", () => {
    expect(() => makeBuilder({ kind: "decimal", precision: 10, scale: 2, bits: 128 })).toThrow("a column of Arrow type decimal(10, 2) is passed through");
    expect(() => typeOf("int31" as DType)).toThrow('no column type "int31"; the types are bool int8');
  });

  it("counts the values that an index can number", () => {
    const type: DataType = { kind: "dictionary", index: { kind: "int", bits: 8, signed: true }, values: STRING, ordered: false };
    const values = Array.from({ length: 129 }, (_, i) => String(i));
    expect(() => columnFromValues("a", values, type)).toThrow(/128 is no int8/);
    expect(cellsOf(values.slice(0, 128), type)).toEqual(values.slice(0, 128));
  });

  it("takes an invalid Date as missing, times in bigint as counts of the unit, and dates as days", () => {
    expect(cellsOf([new Date(NaN), new Date(5)], "timestamp")).toEqual([null, new Date(5)]);
    expect(cellsOf([new Date(NaN), new Date(86_400_000 * 3 + 5), new Date(-1)], "date")).toEqual([null, new Date(86_400_000 * 3), new Date(-86_400_000)]);
    const ns = columnFromValues("a", [1_600_000_000_123_456_789n, -1n], { kind: "timestamp", unit: "ns", timezone: null });
    expect([...ns]).toEqual([new Date(1_600_000_000_123), new Date(-1)]);
    expect(ns.vectors[0]!.storage.data![0]).toBe(1_600_000_000_123_456_789n);
  });
});

describe("durations that count less than a millisecond", () => {
  it.each(["us", "ns"] as const)("take the cells that they are read as: %s", (unit) => {
    const type: DataType = { kind: "duration", unit };
    const counted = (cells: readonly Cell[]): unknown[] => [...columnFromValues("a", columnFromValues("a", cells, type), type).vectors[0]!.storage.data!];
    fc.assert(fc.property(fc.array(fc.bigInt({ min: -(2n ** 52n), max: 2n ** 52n })), (counts) => { expect(counted(counts)).toEqual(counts); }));
    // Of a greater count the number that is read has not all digits.
    fc.assert(fc.property(fc.bigInt({ min: -(2n ** 62n), max: 2n ** 62n }), (count) => { expect(Math.abs(Number(counted([count])[0]) - Number(count))).toBeLessThanOrEqual(Math.abs(Number(count)) * 2 ** -51); }));
  });

  it("refuse a number of ms that is none of their unit", () => {
    expect(cellsOf([0.1 + 0.2, -1.5, 2 ** 40 + 0.25], { kind: "duration", unit: "us" })).toEqual([0.3, -1.5, 2 ** 40 + 0.25]);
    expect(() => cellsOf([1, 0.00025], { kind: "duration", unit: "us" })).toThrow(/row 1: 0.00025 is no duration: it is no whole number of us/);
    expect(() => cellsOf([Infinity], { kind: "duration", unit: "ns" })).toThrow(/no whole number of milliseconds/);
    expect(() => cellsOf([1.5], "duration")).toThrow(/no whole number of milliseconds/);
    expect(() => cellsOf([1.5], { kind: "timestamp", unit: "ns", timezone: null })).toThrow(/no whole number of milliseconds/);
  });
});

describe("text", () => {
  it("is UTF-8 in memory, a lone surrogate U+FFFD, and neighbouring halves of a pair are not joined", () => {
    const cells = ["a\ud83d", "\ude00b", "\ud83d\ude00", "é", "", "\ud800"];
    expect(cellsOf(cells, "string")).toEqual(["a\ufffd", "\ufffdb", "😀", "é", "", "\ufffd"]);
  });

  it("mixes strings, UTF-8 bytes and missing cells in any order", () => {
    const cell = fc.oneof(fc.string({ unit: "binary", size: "medium" }), fc.string(), fc.constant(null), fc.constant("x".repeat(1500)));
    fc.assert(fc.property(fc.array(fc.tuple(cell, fc.boolean()), { size: "+1" }), (cells) => {
      const builder = new StringBuilder(STRING, 1);
      for (const [text, asBytes] of cells) {
        if (text === null || !asBytes) builder.append(text);
        else {
          const bytes = new TextEncoder().encode(`<${text}>`);
          builder.appendUtf8(bytes, 1, bytes.length - 1);
        }
      }
      const vector = builder.finish();
      expect(cells.map((_, i) => vector.get(i))).toEqual(cells.map(([text]) => text));
      expect(vector.storage.offsets![vector.length]).toBe(vector.storage.data!.length);
    }));
  });

  it("reads the same in order, backwards, twice and after a jump", () => {
    fc.assert(fc.property(fc.array(fc.string({ unit: fc.constantFrom("a", "b", "a", "b", "é", "\x80ÿ", "🙂", "ž") }), { minLength: 1, size: "+2" }), fc.array(fc.nat(), { size: "+1" }), (cells, jumps) => {
      const vector = columnFromValues("a", cells, "string").vectors[0]!;
      for (const jump of jumps) {
        for (let i = jump % cells.length; i < Math.min(cells.length, (jump % cells.length) + 3); i++) expect(vector.get(i)).toBe(cells[i]);
      }
      for (let i = cells.length - 1; i >= 0; i--) expect(vector.get(i)).toBe(cells[i]);
      expect(cells.map((_, i) => vector.get(i))).toEqual(cells);
    }));
  });

  it("reads bytes that are no text as Node decodes them, cell by cell", () => {
    const byte = fc.constantFrom(0x61, 0x62, 0x63, 0xc2, 0xc3, 0x80, 0xa9, 0xe2, 0xff);
    fc.assert(fc.property(fc.array(fc.array(byte, { maxLength: 9 }), { size: "+1" }), (cells) => {
      const ends = [0];
      for (const { length } of cells) ends.push(ends[ends.length - 1]! + length);
      const vector = new Vector(new Storage(STRING, cells.length, { offsets: Int32Array.from(ends), data: Uint8Array.from(cells.flat()) }));
      expect(cells.map((_, i) => vector.get(i))).toEqual(cells.map((cell) => Buffer.from(cell).toString("utf8")));
    }));
  });

  it("is built in far less than a second a million, and read faster", () => {
    const names = Array.from({ length: 1_000_000 }, (_, i) => `Braund, Mr. Owen Harris ${String(i)}`);
    const start = performance.now();
    const column = columnFromValues("a", names, "string");
    const built = performance.now();
    let letters = 0;
    for (let i = 0; i < column.length; i++) letters += (column.get(i) as string).length;
    expect(letters).toBe(names.reduce((sum, name) => sum + name.length, 0));
    // 60 ms and 40 ms on a quiet machine.
    expect(built - start).toBeLessThan(1000);
    expect(performance.now() - built).toBeLessThan(600);
  });
});

describe("columnFromValues", () => {
  it("decides the type of numbers over the whole column", () => {
    expect(typeOfCells([1, null, -3])).toBe("int32");
    expect(typeOfCells([1, null, 2 ** 31])).toBe("int64");
    expect(typeOfCells([-(2 ** 31), 2 ** 53 - 1])).toBe("int64");
    for (const odd of [0.5, -0, NaN, Infinity, -Infinity, 2 ** 53, 1e300]) {
      expect(typeOfCells([1, 2 ** 40, odd])).toBe("float64");
      expect(typeOfCells([odd, 1, null])).toBe("float64");
      expect(cellsOf([1, 2 ** 40, odd, null, 7])).toEqual([1, 2 ** 40, odd, null, 7]);
    }
  });

  it("gives numbers and bigints back as they went in, whatever their order", () => {
    const number = fc.oneof(fc.integer(), fc.maxSafeInteger(), fc.double(), fc.constantFrom(0, -0, 1, 2 ** 31, -(2 ** 31) - 1));
    fc.assert(fc.property(fc.array(fc.option(number), { size: "+1" }), (cells) => {
      expect(cellsOf(cells)).toEqual(cells);
    }));
  });

  it("reads what was made of bigints as bigints, and makes uint64 and float64 where it must", () => {
    expect(cellsOf([1n, null, -(2n ** 63n)])).toEqual([1n, null, -(2n ** 63n)]);
    expect(typeOfCells([5, 2n ** 63n])).toBe("uint64");
    expect(cellsOf([5, 2n ** 63n, 6])).toEqual([5n, 2n ** 63n, 6n]);
    expect(typeOfCells([2n ** 63n, -1])).toBe("float64");
    expect(typeOfCells([-1n, 2n ** 63n])).toBe("float64");
    expect(cellsOf([1n, 0.5])).toEqual([1, 0.5]);
    expect(() => columnFromValues("a", [1n, 2n ** 64n])).toThrow('column "a", row 1: 18446744073709551616n is no uint64: it does not fit in 64 bits');
  });

  it("reads a declared int64 as numbers, or as bigints where asked", () => {
    expect(cellsOf([1, 2n], "int64")).toEqual([1, 2]);
    expect(cellsOf([1, 2n], "int64", { int64: "bigint" })).toEqual([1n, 2n]);
    expect(cellsOf([2 ** 40], undefined, { int64: "bigint" })).toEqual([2n ** 40n]);
    expect(() => columnFromValues("id", [2n ** 60n], "int64").get(0)).toThrow('column "id" (int64), row 0: 1152921504606846976 is beyond 2^53');
  });

  it("tells safe from unsafe 64-bit values exactly", () => {
    const int64 = fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n });
    const near = fc.tuple(fc.constantFrom(2n ** 53n, -(2n ** 53n), 2n ** 32n, 0n), fc.integer({ min: -2, max: 2 })).map(([n, d]) => n + BigInt(d));
    fc.assert(fc.property(fc.oneof(int64, near), fc.boolean(), (value, signed) => {
      const bits = signed ? value : BigInt.asUintN(64, value);
      const column = columnFromValues("a", [bits], signed ? "int64" : "uint64");
      if (Number.isSafeInteger(Number(bits))) expect(column.get(0)).toBe(Number(bits) + 0);
      else expect(() => column.get(0)).toThrow(/beyond 2\^53/);
    }));
  });

  it("makes every other kind what it is", () => {
    expect(typeOfCells([null, true])).toBe("bool");
    expect(typeOfCells(["x"])).toBe("string");
    expect(typeOfCells([new Date(0)])).toBe("timestamp");
    expect(typeOfCells([new Uint8Array(2)])).toBe("binary");
    expect(typeOfCells([null, undefined])).toBe("null");
    expect(typeOfCells([])).toBe("null");
    expect(cellsOf([[1, 2], null, [0.5, null], []])).toEqual([[1, 2], null, [0.5, null], []]);
    expect(columnFromValues("a", [[1], [0.5]]).type).toMatchObject({ kind: "list", item: { type: { kind: "float", bits: 64 } } });
    expect(cellsOf([[["x"], null], [[]]])).toEqual([[["x"], null], [[]]]);
  });

  it("holds no mixed columns", () => {
    expect(() => columnFromValues("a", [1, null, "x"])).toThrow('column "a", row 2: "x" after numbers: there are no mixed columns');
    expect(() => columnFromValues("a", ["x", true])).toThrow(/true after text/);
    expect(() => columnFromValues("a", [[1], [2, "x"]])).toThrow('column "a", row 1: item 1: "x" after numbers');
    expect(() => columnFromValues("a", [{}] as never)).toThrow(/an object \(Object\) cannot be a cell/);
    expect(() => columnFromValues("a", [() => 1] as never)).toThrow(/a function cannot be a cell/);
  });

  it("takes arrays with holes, sets, generators and array-likes", () => {
    const holed: number[] = [1];
    holed[2] = 3;
    expect(cellsOf(holed)).toEqual([1, null, 3]);
    expect(cellsOf(new Set(["a", "b"]))).toEqual(["a", "b"]);
    expect(cellsOf((function* () { for (let i = 0; i < 1000; i++) yield i; })())).toHaveLength(1000);
    expect(cellsOf({ length: 2, 0: "x", 1: undefined })).toEqual(["x", null]);
  });

  it("takes a typed array as it is, without a copy, where the type is its own", () => {
    for (const [array, name] of [[Int8Array.of(-1), "int8"], [Uint8Array.of(1), "uint8"], [Uint8ClampedArray.of(1), "uint8"], [Int16Array.of(1), "int16"], [Uint16Array.of(1), "uint16"], [Int32Array.of(1), "int32"], [Uint32Array.of(1), "uint32"], [Float32Array.of(0.5), "float32"], [Float64Array.of(-0), "float64"], [BigInt64Array.of(1n), "int64"], [BigUint64Array.of(1n), "uint64"]] as const) {
      const column = columnFromValues("a", array);
      expect(typeName(column.type)).toBe(name);
      expect(column.vectors[0]!.storage.data!.buffer).toBe(array.buffer);
      expect(column.get(0)).toBe(array[0]);
    }
    expect(cellsOf(Float64Array.of(1, 2), "int32")).toEqual([1, 2]);
    expect(cellsOf(BigInt64Array.of(1n, 2n), "int64")).toEqual([1, 2]);
    expect(() => columnFromValues("a", Float64Array.of(1, 0.5), "int32")).toThrow(/row 1: 0.5 is no int32/);
    expect(() => columnFromValues("a", new DataView(new ArrayBuffer(8)) as never)).toThrow("a DataView holds no cells");
  });

  it("widens as quickly as it fills", () => {
    const cells = Array.from({ length: 1_000_000 }, (_, i) => (i === 999_999 ? 0.5 : i));
    const start = performance.now();
    expect(typeOfCells(cells)).toBe("float64");
    expect(performance.now() - start).toBeLessThan(800); // 40 ms on a quiet machine
  });
});

describe("InferringBuilder", () => {
  it("is the same as building in parts and putting them together", () => {
    const kinds: readonly fc.Arbitrary<Cell>[] = [fc.oneof(fc.integer(), fc.double(), fc.maxSafeInteger()), fc.oneof(fc.bigInt({ min: -10n, max: 2n ** 64n - 1n }), fc.integer()), fc.string(), fc.boolean(), fc.array(fc.option(fc.oneof(fc.integer(), fc.double())))];
    const cells = fc.oneof(...kinds.map((kind) => fc.array(fc.option(kind))));
    fc.assert(fc.property(cells, fc.nat(), fc.nat(), (all, a, b) => {
      const [first, second] = [a % (all.length + 1), b % (all.length + 1)].sort((x, y) => x - y) as [number, number];
      const parts = [all.slice(0, first), all.slice(first, second), all.slice(second)].map((part) => columnFromValues("a", part));
      const whole = columnFromValues("a", all);
      const joined = concatColumns("a", parts);
      expect(joined.type).toEqual(whole.type);
      expect([...joined]).toEqual([...whole]);
    }), { numRuns: 500 });
  });

  it("tells its type and length at any time", () => {
    const builder = new InferringBuilder();
    const seen: string[] = [];
    for (const cell of [null, 1, 2 ** 40, 0.5]) {
      builder.append(cell);
      seen.push(`${typeName(builder.type)} ${String(builder.length)}`);
    }
    expect(seen).toEqual(["null 1", "int32 2", "int64 3", "float64 4"]);
  });
});
