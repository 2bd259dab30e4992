import { castColumn, Column, columnFromValues, concatColumns, nullVector, oneDictionary, sameType, toBatches, Schema, Storage, typeName, typeOf, unifyTypes, Vector, type Cell, type DataType, type DType } from "@framepool/frame/internal";
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { arbitraryColumns, arbitraryType } from "./support/arbitrary-columns.js";
import { logical, sameColumn } from "./support/same-column.js";

const INTEGERS: readonly DType[] = ["int8", "int16", "int32", "int64", "uint8", "uint16", "uint32", "uint64"];
const unified = (a: DType, b: DType): string | null => {
  const type = unifyTypes(typeOf(a), typeOf(b));
  return type === null ? null : typeName(type);
};
const time = (unit: "s" | "ms" | "us" | "ns", timezone: string | null = null): DataType => ({ kind: "timestamp", unit, timezone });

describe("unifyTypes", () => {
  it.each<[DType, DType, string | null]>([
    ["int8", "uint8", "int16"], ["int8", "uint16", "int32"], ["int32", "uint32", "int64"], ["int64", "uint32", "int64"],
    ["uint8", "uint64", "uint64"], ["int8", "uint64", "float64"], ["int32", "int64", "int64"],
    ["int64", "float64", "float64"], ["int16", "float32", "float32"], ["int32", "float32", "float64"], ["float32", "float64", "float64"],
    ["category", "string", "string"], ["category", "category", "category"],
    ["string", "int32", null], ["bool", "int32", null], ["bool", "string", null], ["date", "timestamp", null], ["timestamp", "duration", null], ["category", "int32", null],
  ])("makes of %s and %s %s, in either order", (a, b, expected) => {
    expect(unified(a, b)).toBe(expected);
    expect(unified(b, a)).toBe(expected);
  });

  it("holds every value of both integers, up to what float64 holds", () => {
    const lowest = (type: DataType): number => (type.kind === "int" && type.signed ? -(2 ** (type.bits - 1)) : 0);
    const highest = (type: DataType): number => (type.kind === "int" ? 2 ** (type.bits - (type.signed ? 1 : 0)) - 1 : 0);
    for (const a of INTEGERS) {
      for (const b of INTEGERS) {
        const type = unifyTypes(typeOf(a), typeOf(b))!;
        if (type.kind === "float") continue;
        expect(lowest(type)).toBeLessThanOrEqual(Math.min(lowest(typeOf(a)), lowest(typeOf(b))));
        expect(highest(type)).toBeGreaterThanOrEqual(Math.max(highest(typeOf(a)), highest(typeOf(b))));
      }
    }
  });

  it("fits null to any type, any type to itself, and does not depend on the order", () => {
    fc.assert(fc.property(arbitraryType(), arbitraryType(), (a, b) => {
      expect(unifyTypes(a, { kind: "null" })).toEqual(a);
      expect(unifyTypes({ kind: "null" }, a)).toEqual(a);
      expect(sameType(unifyTypes(a, a)!, a)).toBe(true);
      const [ab, ba] = [unifyTypes(a, b), unifyTypes(b, a)];
      expect(ab === null ? ba === null : ba !== null && sameType(ab, ba)).toBe(true);
    }), { numRuns: 1000 });
  });

  it("takes the finer of two units, but not of two time zones", () => {
    expect(unifyTypes(time("s"), time("us"))).toEqual(time("us"));
    expect(unifyTypes(time("ns", "UTC"), time("ms", "UTC"))).toEqual(time("ns", "UTC"));
    expect(unifyTypes(time("ms", "UTC"), time("ms"))).toBeNull();
    expect(unifyTypes({ kind: "duration", unit: "s" }, { kind: "duration", unit: "ms" })).toEqual({ kind: "duration", unit: "ms" });
  });
});

describe("castColumn", () => {
  it("keeps every value of every widening of numbers", () => {
    const names: readonly DType[] = [...INTEGERS, "float32", "float64"];
    const value = fc.option(fc.integer({ min: 0, max: 127 }), { freq: 3 });
    fc.assert(fc.property(fc.constantFrom(...names), fc.constantFrom(...names), fc.array(value), fc.nat(), (from, with_, cells, at) => {
      const type = unifyTypes(typeOf(from), typeOf(with_))!;
      const column = columnFromValues("a", cells, from).slice(at % (cells.length + 1), cells.length);
      const wide = castColumn(column, type);
      expect(wide.type).toBe(type);
      expect([...wide]).toEqual([...column]);
      expect(wide.nullCount).toBe(column.nullCount);
    }));
  });

  it.each<[string, Cell[], DataType, DataType, Cell[]]>([
    ["negative integers to int64", [-1, null, -128], typeOf("int8"), typeOf("int64"), [-1, null, -128]],
    ["int64 to float64, rounded as Number() does", [2n ** 60n + 1n, -5], typeOf("int64"), typeOf("float64"), [2 ** 60, -5]],
    ["float32 to float64", [0.5, NaN, -0], typeOf("float32"), typeOf("float64"), [0.5, NaN, -0]],
    ["category to string", ["b", null, "a", "b"], typeOf("category"), typeOf("string"), ["b", null, "a", "b"]],
    ["seconds to ns", [new Date(1000), null], time("s"), time("ns"), [new Date(1000), null]],
    ["days to ms", [new Date(86_400_000), null], typeOf("date"), { kind: "date", unit: "ms" }, [new Date(86_400_000), null]],
    ["text to large text", ["é", null], typeOf("string"), { kind: "utf8", large: true }, ["é", null]],
  ])("casts %s", (_, cells, from, to, expected) => {
    const column = castColumn(columnFromValues("a", cells, from).slice(0, cells.length), to);
    expect(column.type).toBe(to);
    expect([...column]).toEqual(expected);
  });

  it("casts the items of lists, missing lists to any type, and codes to wider ones", () => {
    const lists = castColumn(columnFromValues("a", [[1], null, [2, null]]).slice(1, 3), columnFromValues("b", [[0.5]]).type);
    expect([...lists]).toEqual([null, [2, null]]);
    expect([...castColumn(columnFromValues("a", [null, null]), lists.type)]).toEqual([null, null]);
    const small: DataType = { kind: "dictionary", index: { kind: "int", bits: 8, signed: false }, values: typeOf("string"), ordered: true };
    const wide = castColumn(columnFromValues("a", ["x", null, "y"], small), typeOf("category"));
    expect([...wide]).toEqual(["x", null, "y"]);
    expect(wide.vectors[0]!.storage.data).toBeInstanceOf(Int32Array);
  });

  it("widens half floats, and integers beside them, by value", () => {
    const half: DataType = { kind: "float", bits: 16 };
    const bits = Uint16Array.of(0x3c00, 0xc000, 0x7bff, 0x0001, 0x8000, 0x7c00, 0xfc00, 0x7e00, 0x3555);
    const column = Column.of("a", new Vector(new Storage(half, bits.length, { data: bits })));
    expect([...castColumn(column, typeOf("float64"))]).toEqual([1, -2, 65504, 2 ** -24, -0, Infinity, -Infinity, NaN, 0.333251953125]);
    expect(unifyTypes(half, typeOf("int8"))).toEqual(typeOf("float32"));
    expect([...concatColumns("a", [column.slice(0, 2), columnFromValues("a", [3], "int8")])]).toEqual([1, -2, 3]);
  });

  it("refuses what is no widening, and a time that does not fit the finer unit", () => {
    expect(() => castColumn(columnFromValues("age", [0.5]), typeOf("int32"))).toThrow('column "age": float64 does not widen to int32');
    expect(() => castColumn(columnFromValues("a", ["x"]), typeOf("int32"))).toThrow("string does not widen to int32");
    expect(() => castColumn(columnFromValues("when", [new Date(1e15)]), time("ns"))).toThrow('column "when": row 0: 1000000000000000 ms does not fit in 64 bits of ns');
  });
});

describe("concatColumns", () => {
  it("puts parts of one type together without a copy", () => {
    fc.assert(fc.property(arbitraryColumns({ maxColumns: 1 }), fc.nat(), ([column], at) => {
      const cut = at % (column!.length + 1);
      const joined = concatColumns(column!.name, [column!.slice(0, cut), column!.slice(cut, column!.length)]);
      expect(sameColumn(joined, column!)).toBe(true);
      const own = new Set(column!.vectors.map(({ storage }) => storage));
      expect(joined.vectors.every(({ storage }) => own.has(storage))).toBe(true);
    }));
  });

  it("widens only the parts that differ", () => {
    const floats = columnFromValues("a", [0.5]);
    const joined = concatColumns("a", [columnFromValues("a", [1, null]), floats, columnFromValues("a", [null])]);
    expect([...joined]).toEqual([1, null, 0.5, null]);
    expect(joined.vectors[1]).toBe(floats.vectors[0]);
    expect(concatColumns("a", [columnFromValues("a", ["x"], "category"), columnFromValues("a", ["y"], "category")]).type).toEqual(typeOf("category"));
    expect(typeName(concatColumns("a", [columnFromValues("a", ["x"], "category"), columnFromValues("a", ["y"])]).type)).toBe("string");
  });

  it("lets the values say whether uint64 and signed integers are uint64, int64 or float64, in lists too", () => {
    const huge = 2n ** 63n;
    const join = (...parts: Cell[][]): Column => concatColumns("a", parts.map((part) => columnFromValues("a", part)));
    expect([...join([1], [huge])]).toEqual([1n, huge]);
    expect([...join([huge], [-1])]).toEqual([2 ** 63, -1]);
    const part = (cells: Cell[], type: "uint64" | "int32"): Column => columnFromValues("a", cells, type);
    const small = concatColumns("a", [part([5, null], "uint64"), part([-1], "int32")]);
    expect([typeName(small.type), ...small]).toEqual(["int64", 5, null, -1]);
    expect([...join([[1], null], [[huge]])]).toEqual([[1n], null, [huge]]);
    expect([...join([[huge]], [[-1]])]).toEqual([[2 ** 63], [-1]]);
  });

  it("names column and part where types conflict", () => {
    const parts = [columnFromValues("Age", [1]), columnFromValues("Age", [null]), columnFromValues("Age", ["x"])];
    expect(() => concatColumns("Age", parts)).toThrow(expect.objectContaining({ code: "ERR_FRAMEPOOL_SCHEMA", column: "Age", message: 'column "Age": part 2 is string, the parts before it are int32; make them one type first' }));
    expect(() => concatColumns("Age", [])).toThrow('nothing to concatenate for column "Age"');
  });

  it("keeps no empty vector, and the type of an empty column", () => {
    const empty = columnFromValues("a", [], "float64");
    expect(concatColumns("a", [empty, columnFromValues("a", [1]), empty]).vectors).toHaveLength(1);
    expect(concatColumns("a", [empty, empty]).length).toBe(0);
    expect(typeName(concatColumns("a", [empty, columnFromValues("a", [1])]).type)).toBe("float64");
  });
});

describe("nullVector", () => {
  it("is missing in every row, for every type", () => {
    fc.assert(fc.property(arbitraryType(), fc.nat(20), (type, length) => {
      const vector = nullVector(type, length);
      expect(vector.length).toBe(length);
      const missing = (cell: unknown): boolean => cell === null || (typeof cell === "object" && "value" in cell! && missing((cell as { value: unknown }).value));
      expect(logical(Column.of("", vector)).every(missing)).toBe(true);
    }));
  });
});

describe("categories whose codes or text are of different widths", () => {
  const of = (bits: 8 | 32 | 64, signed: boolean, large: boolean): DataType => ({ kind: "dictionary", index: { kind: "int", bits, signed }, values: { kind: "utf8", large }, ordered: false });
  const types = [of(8, true, false), of(8, false, true), of(32, true, false), of(32, true, true), of(64, true, false), of(64, false, false), of(64, false, true)];

  it("stay categories one behind the other, with those of parts that have no rows, too many for a narrow code among them", () => {
    const numbered = (letter: string, count: number): string[] => Array.from({ length: count }, (_, i) => `${letter}${String(i)}`);
    for (const a of types) for (const b of types) {
      const [many, other] = [columnFromValues("x", numbered("a", 100), a), columnFromValues("x", numbered("b", 100), b)];
      const none = concatColumns("x", [many.slice(10, 12), other.slice(0, 0), Column.of("x", nullVector(a, 1))]);
      expect([typeName(none.type), [...none]]).toEqual(["category", ["a10", "a11", null]]);
      expect(new Set(none.vectors.flatMap(({ storage }) => [...Column.of("", storage.dictionary!)])).size).toBe(200);
      const both = concatColumns("x", [many.slice(99, 100), other.slice(98, 100), many.slice(0, 1)]);
      expect([typeName(both.type), [...both], [...oneDictionary(both)]]).toEqual(["category", ...Array.from({ length: 2 }, () => ["a99", "b98", "b99", "a0"])]);
    }
  });

  it("stay text beside text", () => {
    expect(unifyTypes(of(64, false, true), typeOf("string"))).toEqual({ kind: "utf8", large: true });
    expect(unifyTypes(of(8, true, false), typeOf("int32"))).toBeNull();
  });
});

describe("metadata", () => {
  it("stays with cells of a wider type, but for that of an extension type, which is of one storage", () => {
    const metadata = { "ARROW:extension:name": "arrow.bool8", "ARROW:extension:metadata": "", unit: "m" };
    const [narrow, wide] = [columnFromValues("a", [1, 0], "int8"), columnFromValues("a", [1.5], "float64")];
    const column = new Column("a", narrow.type, narrow.vectors, { metadata });
    expect(concatColumns("a", [column, narrow]).facts.metadata).toEqual(metadata);
    expect(concatColumns("a", [column, wide]).facts.metadata).toEqual({ unit: "m" });
    expect(castColumn(column, typeOf("int32")).facts.metadata).toEqual({ unit: "m" });
  });
});

describe("oneDictionary", () => {
  it("gives the vectors of a category one dictionary, and keeps the cells", () => {
    fc.assert(fc.property(fc.array(fc.array(fc.option(fc.constantFrom("a", "b", "c", "é", ""))), { minLength: 1, maxLength: 4 }), (parts) => {
      const column = concatColumns("a", parts.map((part) => columnFromValues("a", part, "category")));
      const one = oneDictionary(column);
      expect([...one]).toEqual(parts.flat());
      expect(new Set(one.vectors.map(({ storage }) => storage.dictionary)).size).toBe(1);
    }));
  });
});

describe("toBatches and slices", () => {
  it("cut columns of any chunks into record batches that hold the same cells", () => {
    fc.assert(fc.property(arbitraryColumns(), fc.nat(), fc.nat(), (columns, a, b) => {
      const [begin, end] = [a % (columns[0]!.length + 1), b % (columns[0]!.length + 1)].sort((x, y) => x - y) as [number, number];
      const cut = columns.map((column) => column.slice(begin, end));
      for (const [i, column] of cut.entries()) expect(logical(column)).toEqual(logical(columns[i]!).slice(begin, end));
      const batches = toBatches(new Schema(cut.map(({ field }) => field)), cut, end - begin);
      expect(batches.every((batch) => batch.vectors.every(({ length }) => length === batch.length))).toBe(true);
      for (const [i, column] of cut.entries()) expect(batches.flatMap((batch) => logical(Column.of("", batch.vectors[i]!)))).toEqual(logical(column));
    }));
  });
});
