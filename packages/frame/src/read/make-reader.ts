import { FrameError } from "@framepool/errors";
import { bitAt } from "../bitmap.js";
import type { Cell } from "../cell.js";
import { typeName, type IntType, type TimeUnit } from "../data-types.js";
import type { DataArray, Storage } from "../storage.js";
import { makeTextReader } from "./text-reader.js";

/** The cell at a row of a Storage that is known to hold a value there. */
export type Reader = (row: number) => Cell;

/** A reader for a Storage: the only switch on type for reading cells. */
export function makeReader(storage: Storage): Reader {
  const { type } = storage;
  switch (type.kind) {
    case "null": return () => null;
    case "bool": return bits(storage);
    case "int": return type.bits === 64 ? wideIntegers(storage, type) : numbers(storage);
    case "float": return type.bits === 16 ? unreadable(storage) : numbers(storage);
    case "utf8": return makeTextReader(storage);
    case "binary": return bytes(storage);
    case "fixed-binary": return fixedBytes(storage, type.width);
    case "date": return type.unit === "day" ? days(storage) : instants(storage, "ms");
    case "timestamp": return instants(storage, type.unit);
    case "duration": return durations(storage, type.unit);
    case "list": return lists(storage);
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

function wideIntegers(storage: Storage, type: IntType): Reader {
  const data = dataOf<BigInt64Array>(storage);
  if (type.bigint) return (row) => data[row]!;
  return (row) => safe(data[row]!, row);
}

function safe(value: bigint, row: number): number {
  const number = Number(value);
  if (Number.isSafeInteger(number)) return number;
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

/** Units of a type in one ms (below 1 where the unit is longer). */
export const PER_MS: Readonly<Record<TimeUnit, number>> = { s: 0.001, ms: 1, us: 1_000, ns: 1_000_000 };

function instants(storage: Storage, unit: TimeUnit): Reader {
  const data = dataOf<BigInt64Array>(storage);
  return (row) => new Date(toMs(data[row]!, unit));
}

/** Whole ms of a 64-bit time, rounded down as an instant is: finer digits stay in the column. */
function toMs(value: bigint, unit: TimeUnit): number {
  if (unit === "s") return Number(value) * 1000;
  if (unit === "ms") return Number(value);
  return Number(BigInt.asIntN(64, (value - mod(value, BigInt(PER_MS[unit]))) / BigInt(PER_MS[unit])));
}

function mod(a: bigint, b: bigint): bigint {
  return ((a % b) + b) % b;
}

function durations(storage: Storage, unit: TimeUnit): Reader {
  const data = dataOf<BigInt64Array>(storage);
  const scale = 1 / PER_MS[unit];
  return (row) => Number(data[row]!) * scale;
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
