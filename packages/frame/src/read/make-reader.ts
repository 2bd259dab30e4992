import { FrameError } from "@framepool/errors";
import { bitAt } from "../bitmap.js";
import type { Cell } from "../cell.js";
import { typeName, type IntType, type TimeUnit } from "../data-types.js";
import { LazyStorage } from "../lazy-storage.js";
import type { DataArray, Storage } from "../storage.js";
import { clockReader } from "./clock-reader.js";
import { decimalReader } from "./decimal-reader.js";
import { makeTextReader } from "./text-reader.js";

/** The cell at a row of a Storage that is known to hold a value there. */
export type Reader = (row: number) => Cell;

/** A reader for a Storage: the only switch on type for reading cells. */
export function makeReader(storage: Storage): Reader {
  return (storage instanceof LazyStorage && !storage.made ? storage.source.reader() : null) ?? valueReader(storage);
}

function valueReader(storage: Storage): Reader {
  const { type } = storage;
  switch (type.kind) {
    case "null": return () => null;
    case "bool": return bits(storage);
    case "int": return type.bits === 64 ? wideIntegers(storage, type) : numbers(storage);
    case "float": return type.bits === 16 ? unreadable(storage) : numbers(storage);
    case "decimal": return decimalReader(storage, type);
    case "utf8": return makeTextReader(storage);
    case "binary": return bytes(storage);
    case "fixed-binary": return fixedBytes(storage, type.width);
    case "date": return type.unit === "day" ? days(storage) : instants(storage, "ms");
    case "time": return clockReader(storage, type);
    case "timestamp": return instants(storage, type.unit);
    case "duration": return durations(storage, type.unit);
    case "list": return lists(storage);
    case "fixed-list": return fixedLists(storage, type.size);
    case "dictionary": return codes(storage);
    default: return unreadable(storage);
  }
}

/** The values of a Storage, as the typed array they are for its type. */
function dataOf<T extends DataArray>(storage: Storage): T {
  return storage.data as T;
}

function bits(storage: Storage): Reader {
  const data = dataOf<Uint8Array>(storage);
  return (row) => bitAt(data, row);
}

function numbers(storage: Storage): Reader {
  const data = dataOf<Float64Array>(storage);
  return (row) => data[row]!;
}

const TWO_32 = 0x1_0000_0000;
/** High halves of safe integers lie in [-SAFE, SAFE). */
const SAFE = 2 ** 21;

/** 64-bit integers are read as two halves: making a bigint of each, to make a number of it, is six times dearer. */
function wideIntegers(storage: Storage, type: IntType): Reader {
  const data = dataOf<BigInt64Array>(storage);
  if (type.bigint) return (row) => data[row]!;
  const halves = type.signed ? halvesOf(data) : new Uint32Array(data.buffer, data.byteOffset, data.length * 2);
  return (row) => {
    const high = halves[2 * row + 1]!;
    const number = high * TWO_32 + (halves[2 * row]! >>> 0);
    return high >= -SAFE && high < SAFE && number !== -SAFE * TWO_32 ? number : unsafe(data[row]!, row);
  };
}

function halvesOf(data: BigInt64Array): Int32Array {
  return new Int32Array(data.buffer, data.byteOffset, data.length * 2);
}

function unsafe(value: bigint, row: number): never {
  throw new FrameError(`${String(value)} is beyond 2^53 and would lose digits as a number; make the column with { int64: "bigint" }, or astype it to "string" or "float64"`, { row });
}

function bytes(storage: Storage): Reader {
  const data = dataOf<Uint8Array>(storage);
  const offsets = storage.offsets!;
  return (row) => data.slice(Number(offsets[row]!), Number(offsets[row + 1]!));
}

function fixedBytes(storage: Storage, width: number): Reader {
  const data = dataOf<Uint8Array>(storage);
  return (row) => data.slice(row * width, (row + 1) * width);
}

const DAY = 86_400_000;

function days(storage: Storage): Reader {
  const data = dataOf<Int32Array>(storage);
  return (row) => new Date(data[row]! * DAY);
}

/** Units in one ms, for units of a ms or finer. */
const PER_MS: Readonly<Record<Exclude<TimeUnit, "s">, number>> = { ms: 1, us: 1_000, ns: 1_000_000 };

function instants(storage: Storage, unit: TimeUnit): Reader {
  const data = dataOf<BigInt64Array>(storage);
  if (unit === "ms") {
    // No Date is beyond 2^53 ms: the halves give the number exactly wherever it matters.
    const halves = halvesOf(data);
    return (row) => new Date(halves[2 * row + 1]! * TWO_32 + (halves[2 * row]! >>> 0));
  }
  return (row) => new Date(toMs(data[row]!, unit));
}

/** Whole ms of a 64-bit time, rounded down as an instant is: finer digits stay in the column. */
function toMs(value: bigint, unit: Exclude<TimeUnit, "ms">): number {
  if (unit === "s") return Number(value) * 1000;
  return Number(BigInt.asIntN(64, (value - mod(value, BigInt(PER_MS[unit]))) / BigInt(PER_MS[unit])));
}

function mod(a: bigint, b: bigint): bigint {
  return ((a % b) + b) % b;
}

function durations(storage: Storage, unit: TimeUnit): Reader {
  const data = dataOf<BigInt64Array>(storage);
  if (unit === "s") return (row) => Number(data[row]!) * 1000;
  const units = PER_MS[unit];
  return (row) => Number(data[row]!) / units;
}

function lists(storage: Storage): Reader {
  const items = storage.children[0]!;
  const offsets = storage.offsets!;
  return (row) => {
    const end = Number(offsets[row + 1]!);
    const list: Cell[] = [];
    for (let i = Number(offsets[row]!); i < end; i++) list.push(items.get(i));
    return list;
  };
}

function fixedLists(storage: Storage, size: number): Reader {
  const items = storage.children[0]!;
  return (row) => Array.from({ length: size }, (_, i) => items.get(row * size + i));
}

function codes(storage: Storage): Reader {
  const data = dataOf<Int32Array | BigInt64Array>(storage);
  const dictionary = storage.dictionary!;
  // Each value is decoded once: a category has few values and many rows.
  const cells: Cell[] = [];
  return (row) => {
    const code = Number(data[row]!);
    return (cells[code] ??= dictionary.get(code));
  };
}

function unreadable(storage: Storage): Reader {
  return (row) => {
    throw new FrameError(`cells of Arrow type ${typeName(storage.type)} are passed through, not read; use toArrow() and read them there`, { row });
  };
}
