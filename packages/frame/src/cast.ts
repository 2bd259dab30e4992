import { FrameError } from "@framepool/errors";
import { bitmapBytes, copyBits } from "./bitmap.js";
import { widened } from "./build/builders/byte-cells.js";
import { StringBuilder } from "./build/builders/string.js";
import { WideCells } from "./build/builders/wide-cells.js";
import { sharedArray } from "./build/growing.js";
import { Column, type FieldFacts } from "./column.js";
import { sameType, typeName, type DataType, type TimeUnit } from "./data-types.js";
import { layoutOf } from "./layout.js";
import { nullVector } from "./null-vector.js";
import { Storage, type DataArray, type StorageParts } from "./storage.js";
import { Vector } from "./vector.js";

type OfKind<K extends DataType["kind"]> = Extract<DataType, { kind: K }>;

/**
 * A column widened to a type that `unifyTypes` gave for it, values kept. Vectors that have the type already are shared.
 * Throws FrameError for a pair of types that is no widening, and for a time that does not fit the finer unit.
 */
export function castColumn(column: Column, type: DataType): Column {
  if (column.type === type) return column;
  try {
    return new Column(column.name, type, column.vectors.map((vector) => castVector(vector, type)), sameType(column.type, type) ? column.facts : withoutExtension(column.facts));
  } catch (error) {
    if (!(error instanceof FrameError) || error.column !== null) throw error;
    throw new FrameError(`column "${column.name}": ${error.message}`, { column: column.name, row: error.row }, { cause: error });
  }
}

/** An extension type (Arrow's bool8, for one) is of one storage type: of another, readers refuse it. Other metadata stays. */
function withoutExtension(facts: FieldFacts): FieldFacts {
  const entries = Object.entries(facts.metadata ?? {});
  const kept = entries.filter(([key]) => !key.startsWith("ARROW:extension:"));
  return kept.length === entries.length ? facts : { ...facts, metadata: kept.length === 0 ? undefined : Object.fromEntries(kept) };
}

/** One vector, widened: see {@link castColumn}. */
function castVector(vector: Vector, type: DataType): Vector {
  const from = vector.type;
  // The very vector where nothing is read otherwise: a column that comes back from a worker stays what it was.
  if (from === type || JSON.stringify(from) === JSON.stringify(type)) return vector;
  if (sameType(from, type)) return retyped(vector, type);
  if (from.kind === "null") return nullVector(type, vector.length);
  if (from.kind === "dictionary") return type.kind === "dictionary" ? withCodes(vector, type) : castVector(decoded(vector), type);
  if (from.kind === "int" && (type.kind === "int" || type.kind === "float")) return numbers(vector, type);
  if (from.kind === "float" && type.kind === "float") return from.bits === 16 ? halves(vector, type) : numbers(vector, type);
  if ((from.kind === "utf8" || from.kind === "binary") && from.kind === type.kind && type.large) return retyped(vector, type, { offsets: wideOffsets(vector) });
  if (from.kind === "date" && type.kind === "date" && from.unit === "day") return days(vector, type);
  if (from.kind === "timestamp" && type.kind === "timestamp") return finerTimes(vector, from.unit, type.unit, type);
  if (from.kind === "duration" && type.kind === "duration") return finerTimes(vector, from.unit, type.unit, type);
  if (from.kind === "list" && type.kind === "list") return lists(vector, from, type);
  throw new FrameError(`${typeName(from)} does not widen to ${typeName(type)}`);
}

/** The same window on the same memory under a type that reads it otherwise. */
function retyped(vector: Vector, type: DataType, changed: Partial<StorageParts> = {}): Vector {
  const { storage } = vector;
  const { validity, offsets, data, typeIds, children, dictionary } = storage;
  return new Vector(new Storage(type, storage.length, { validity, offsets, data, typeIds, children, dictionary, ...changed }), vector.offset, vector.length);
}

/** The window's rows with new values. */
function remade(vector: Vector, type: DataType, data: DataArray): Vector {
  return new Vector(new Storage(type, vector.length, { data, validity: validityOf(vector) }));
}

function validityOf(vector: Vector): Uint8Array | null {
  if (vector.nullCount === 0) return null;
  const bits = sharedArray(Uint8Array, bitmapBytes(vector.length));
  copyBits(vector.storage.validity!, vector.offset, vector.length, bits);
  return bits;
}

function numbers(vector: Vector, type: OfKind<"int" | "float">): Vector {
  return remade(vector, type, converted(windowOf(vector), vector, type));
}

function windowOf(vector: Vector): DataArray {
  return vector.storage.data!.subarray(vector.offset, vector.offset + vector.length);
}

/** The values of a window as the array of another numeric type. */
function converted(from: DataArray, vector: Vector, type: DataType): DataArray {
  const { length } = from;
  const { array } = layoutOf(type)!;
  if (array === BigInt64Array || array === BigUint64Array) {
    // To int64 comes only what fits it: the same bits.
    if (isBig(from)) return array === BigInt64Array ? new BigInt64Array(from.buffer, from.byteOffset, length) : checkedUnsigned(from, vector, type);
    const cells = new WideCells(length);
    for (let i = 0; i < length; i++) cells.setNumber(i, from[i]!);
    return array === BigInt64Array ? cells.signed(length) : cells.unsigned(length);
  }
  const to = sharedArray(array, length).subarray(0, length) as Float64Array;
  if (isBig(from)) for (let i = 0; i < length; i++) to[i] = Number(from[i]!);
  else to.set(from);
  return to;
}

function isBig(data: DataArray): data is BigInt64Array | BigUint64Array {
  return data instanceof BigInt64Array || data instanceof BigUint64Array;
}

/** int64 without negatives read as uint64: the same bits. */
function checkedUnsigned(from: BigInt64Array | BigUint64Array, vector: Vector, type: DataType): DataArray {
  for (let i = 0; i < from.length; i++) {
    if (from[i]! < 0n && !vector.isNull(i)) throw new FrameError(`row ${String(i)}: ${String(from[i]!)} is no ${typeName(type)}: it is negative`, { row: i });
  }
  return new BigUint64Array(from.buffer, from.byteOffset, from.length);
}

/** float16, which has no typed array in Node 20: sign, 5 bits of exponent, 10 of fraction. */
function halves(vector: Vector, type: OfKind<"float">): Vector {
  const from = windowOf(vector) as Uint16Array;
  const to = sharedArray(layoutOf(type)!.array, from.length).subarray(0, from.length);
  for (let i = 0; i < from.length; i++) {
    const exponent = (from[i]! >> 10) & 31;
    const fraction = from[i]! & 1023;
    const size = exponent === 31 ? (fraction === 0 ? Infinity : NaN) : exponent === 0 ? fraction * 2 ** -24 : (1024 + fraction) * 2 ** (exponent - 25);
    to[i] = from[i]! >> 15 === 0 ? size : -size;
  }
  return remade(vector, type, to);
}

/** The same values under wider codes. */
function withCodes(vector: Vector, type: OfKind<"dictionary">): Vector {
  const data = converted(windowOf(vector), vector, type.index);
  return new Vector(new Storage(type, vector.length, { data, validity: validityOf(vector), dictionary: castVector(vector.storage.dictionary!, type.values) }));
}

/** Text in place of codes. */
function decoded(vector: Vector): Vector {
  const { type, dictionary, data } = vector.storage;
  if (type.kind !== "dictionary" || type.values.kind !== "utf8" || dictionary === null) throw new FrameError(`${typeName(type)} is not decoded`);
  const codes = data as Int32Array | BigInt64Array;
  const bytes = dictionary.storage.data as Uint8Array;
  const offsets = dictionary.storage.offsets!;
  const text = new StringBuilder(type.values, vector.length);
  for (let i = 0; i < vector.length; i++) {
    const code = vector.isNull(i) ? -1 : Number(codes[vector.offset + i]!);
    if (code < 0 || dictionary.isNull(code)) text.appendNull();
    else text.appendUtf8(bytes, Number(offsets[dictionary.offset + code]!), Number(offsets[dictionary.offset + code + 1]!));
  }
  return text.finish();
}

function wideOffsets(vector: Vector): BigInt64Array {
  const { offsets } = vector.storage;
  return offsets instanceof BigInt64Array ? offsets : widened(offsets!);
}

const DAY = 86_400_000;

function days(vector: Vector, type: DataType): Vector {
  const from = windowOf(vector) as Int32Array;
  const cells = new WideCells(from.length);
  for (let i = 0; i < from.length; i++) cells.setNumber(i, from[i]! * DAY);
  return remade(vector, type, cells.signed(from.length));
}

const PER_SECOND: Readonly<Record<TimeUnit, bigint>> = { s: 1n, ms: 1_000n, us: 1_000_000n, ns: 1_000_000_000n };

function finerTimes(vector: Vector, unit: TimeUnit, to: TimeUnit, type: DataType): Vector {
  const from = windowOf(vector) as BigInt64Array;
  const factor = PER_SECOND[to] / PER_SECOND[unit];
  if (factor === 0n) throw new FrameError(`${typeName(type)} in ${unit} does not widen to ${to}, which is coarser`);
  const counts = sharedArray(BigInt64Array, from.length).subarray(0, from.length);
  for (let i = 0; i < from.length; i++) {
    const count = from[i]! * factor;
    if (BigInt.asIntN(64, count) !== count && !vector.isNull(i)) throw new FrameError(`row ${String(i)}: ${String(from[i]!)} ${unit} does not fit in 64 bits of ${to}`, { row: i });
    counts[i] = count;
  }
  return remade(vector, type, counts);
}

function lists(vector: Vector, from: OfKind<"list">, type: OfKind<"list">): Vector {
  const offsets = type.large && !from.large ? wideOffsets(vector) : vector.storage.offsets;
  return retyped(vector, type, { offsets, children: [castVector(vector.storage.children[0]!, type.item.type)] });
}
