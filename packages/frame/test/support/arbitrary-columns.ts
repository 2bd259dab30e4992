import { Column, typeOf, type DataType, type DType, type Field } from "@framepool/frame/internal";
import * as fc from "fast-check";
import { below, seeded, type Random } from "./random.js";
import { randomVector } from "./random-vector.js";

export interface ArbitraryColumnsOptions {
  /** also types that no verb computes with and no cell is read of (struct, union, decimal, …); default true */
  readonly passThrough?: boolean;
  readonly maxRows?: number;
  readonly maxColumns?: number;
}

const NAMES: readonly DType[] = ["bool", "int8", "int16", "int32", "int64", "uint8", "uint16", "uint32", "uint64", "float32", "float64", "string", "category", "date", "timestamp", "duration"];

/** Dictionaries of other values than text, as pandas and Arrow make them of any column. */
export const DICTIONARIES: readonly DataType[] = [
  { kind: "bool" }, { kind: "int", bits: 8, signed: true }, { kind: "int", bits: 64, signed: true, bigint: true }, { kind: "float", bits: 16 }, { kind: "float", bits: 64 }, { kind: "binary", large: false },
  { kind: "utf8", large: true }, { kind: "date", unit: "day" }, { kind: "time", unit: "us", bits: 64 }, { kind: "timestamp", unit: "ns", timezone: "Europe/Paris" }, { kind: "duration", unit: "s" },
].map((values, i): DataType => ({ kind: "dictionary", index: { kind: "int", bits: ([8, 16, 32, 64] as const)[i % 4]!, signed: i % 3 > 0 }, values: values as DataType, ordered: false }));

const field = (name: string, type: DataType): Field => ({ name, type, nullable: true });

/** Types whose cells are read: those with a name, 64-bit integers read as bigint, the finer times, and lists of them. */
const readable = fc.letrec<{ type: DataType }>((tie) => ({
  type: fc.oneof(
    { depthSize: "small", withCrossShrink: true },
    fc.constantFrom(...NAMES).map(typeOf),
    fc.constantFrom<DataType>(
      { kind: "null" },
      { kind: "int", bits: 64, signed: true, bigint: true },
      { kind: "int", bits: 64, signed: false, bigint: true },
      { kind: "utf8", large: true },
      { kind: "binary", large: false },
      { kind: "binary", large: true },
      { kind: "date", unit: "ms" },
      { kind: "timestamp", unit: "ns", timezone: "Europe/Paris" },
      { kind: "timestamp", unit: "us", timezone: null },
      { kind: "timestamp", unit: "s", timezone: null },
      { kind: "duration", unit: "us" },
      { kind: "dictionary", index: { kind: "int", bits: 8, signed: false }, values: { kind: "utf8", large: false }, ordered: true },
    ),
    fc.record({ type: tie("type"), large: fc.boolean() }).map(({ type, large }): DataType => ({ kind: "list", item: field("item", type), large })),
  ),
})).type;

/** Every other Arrow type. */
const passedThrough = fc.letrec<{ type: DataType; any: DataType }>((tie) => ({
  any: fc.oneof({ depthSize: "small" }, readable, tie("type")),
  type: fc.oneof(
    { depthSize: "small" },
    fc.constantFrom<DataType>(
      { kind: "float", bits: 16 },
      { kind: "decimal", precision: 20, scale: 3, bits: 128 },
      { kind: "decimal", precision: 50, scale: 3, bits: 256 },
      { kind: "fixed-binary", width: 3 },
      { kind: "time", unit: "s", bits: 32 },
      { kind: "time", unit: "ns", bits: 64 },
      ...DICTIONARIES,
      { kind: "interval", unit: "year-month" },
      { kind: "interval", unit: "day-time" },
      { kind: "interval", unit: "month-day-nano" },
    ),
    fc.record({ type: tie("any"), size: fc.integer({ min: 1, max: 3 }) }).map(({ type, size }): DataType => ({ kind: "fixed-list", item: field("item", type), size })),
    fc.array(tie("any"), { maxLength: 3 }).map((types): DataType => ({ kind: "struct", fields: types.map((type, i) => field(`f${String(i)}`, type)) })),
    tie("any").map((type): DataType => ({ kind: "map", keysSorted: false, entries: { name: "entries", nullable: false, type: { kind: "struct", fields: [{ name: "key", nullable: false, type: typeOf("string") }, field("value", type)] } } })),
    fc.record({ a: tie("any"), b: tie("any"), mode: fc.constantFrom("sparse", "dense") }).map(({ a, b, mode }): DataType => ({ kind: "union", mode, typeIds: [5, 2], fields: [field("a", a), field("b", b)] })),
  ),
}));

/** A random type of a column. */
export function arbitraryType({ passThrough = true }: ArbitraryColumnsOptions = {}): fc.Arbitrary<DataType> {
  return passThrough ? passedThrough.any : readable;
}

/**
 * The columns of a random frame: any types, missing cells, several vectors a column, windows that begin anywhere, on
 * shared memory or not; often no rows, or one. Names are awkward ones at times.
 */
export function arbitraryColumns(options: ArbitraryColumnsOptions = {}): fc.Arbitrary<Column[]> {
  const { maxRows = 40, maxColumns = 4 } = options;
  const one = fc.record({ type: arbitraryType(options), seed: fc.nat(), shared: fc.boolean() });
  return fc.record({
    rows: fc.oneof(fc.constantFrom(0, 1), fc.nat(maxRows)),
    columns: fc.array(one, { minLength: 1, maxLength: maxColumns }),
    awkward: fc.boolean(),
  }).map(({ rows, columns, awkward }) => columns.map(({ type, seed, shared }, i) => {
    const random = seeded(seed);
    const vectors = cut(rows, random).map((length) => randomVector(type, length, random, { shared }));
    return new Column(awkward ? ["__proto__", "", "shape", "constructor"][i] ?? `c${String(i)}` : `c${String(i)}`, type, vectors);
  }));
}

/** Lengths of one to four vectors that make `rows` together; none is empty, unless it is the only one. */
function cut(rows: number, random: Random): number[] {
  const at = new Set(Array.from({ length: below(random, 4) }, () => below(random, rows + 1)));
  const cuts = [0, ...[...at].filter((row) => row > 0 && row < rows).sort((a, b) => a - b), rows];
  return cuts.slice(1).map((end, i) => end - cuts[i]!);
}
