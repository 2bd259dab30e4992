import { Buffer } from "node:buffer";
import { FrameError } from "@framepool/errors";
import { bitAt, clockReader, decimalReader, typeName, type DataArray, type DataType, type TimeUnit, type Vector } from "@framepool/frame/internal";
import type { FieldWriter } from "./field-writer.js";
import { durationText, isoDay, isoInstant } from "./format-date.js";
import { shortFloat32 } from "./short-float32.js";
import { keptFields, spelledFields } from "./spelling.js";
import type { TextBuffer } from "./text-buffer.js";
import type { Writing } from "./writing.js";

/** Writes the cell of one row, which is a row of the vector. */
export type CellWriter = (row: number) => void;

/** What the writers of a frame share. */
export interface Target {
  readonly out: TextBuffer;
  readonly fields: FieldWriter;
  readonly writing: Writing;
  /** the field of a missing cell, quoted where it must be */
  readonly missing: Uint8Array;
}

const DAY = 86_400_000;

/** The writer of a vector's cells: the only switch on type for writing. Throws FrameError, naming the column, for a type that has no text. */
export function cellWriter(name: string, vector: Vector, target: Target): CellWriter {
  const { storage, offset } = vector;
  const kept = keptWriter(vector, target) ?? spelledWriter(vector, target);
  if (kept !== null && target.writing.keepsMissing) return (row) => kept(offset + row);
  const write = kept ?? valueWriter(name, vector, target);
  const { validity } = storage;
  const { out, missing } = target;
  if (storage.type.kind === "null") return () => out.raw(missing);
  if (validity === null) return (row) => write(offset + row);
  return (row) => (bitAt(validity, offset + row) ? write(offset + row) : out.raw(missing));
}

/** The bytes that were read, for a column that is still text; null for any other. */
function keptWriter({ storage }: Vector, { out, writing }: Target): CellWriter | null {
  const kept = keptFields(storage, writing);
  if (kept === null) return null;
  const { block, place, rows } = kept;
  block.assertOpen();
  return (row) => {
    const from = rows === null ? row : rows[row]!;
    out.raw(block.text.subarray(block.start(from, place), Math.max(block.start(from, place), block.end(from, place))));
  };
}

/** The text that was read, as a field of another dialect; null for a column whose cells have none. */
function spelledWriter({ storage }: Vector, target: Target): CellWriter | null {
  const { fields, writing: { quoting, escapeFormulas } } = target;
  const spelled = spelledFields(storage, target.writing);
  if (spelled === null) return null;
  const write = spellingWriter(storage.type.kind, target);
  // A missing cell is text, whatever its column, and no formula.
  const { validity } = quoting === "nonnumeric" || escapeFormulas ? storage : { validity: null };
  const writeAt = (row: number, from: Uint8Array, start: number, end: number): void => {
    if (validity === null || bitAt(validity, row)) write(from, start, end);
    else fields.text(from, start, end);
  };
  const { rows } = spelled;
  if ("texts" in spelled) {
    const { data, offsets } = spelled.texts;
    const bytes = data as Uint8Array;
    return (row) => {
      const from = rows === null ? row : rows[row]!;
      writeAt(row, bytes, Number(offsets![from]!), Number(offsets![from + 1]!));
    };
  }
  const { block, place } = spelled;
  block.assertOpen();
  return (row) => {
    const from = rows === null ? row : rows[row]!;
    const start = block.start(from, place);
    const end = Math.max(start, block.end(from, place));
    if (block.text[start] !== block.quote || start === end) return writeAt(row, block.text, start, end);
    const bytes = Buffer.from(block.unquoted(start, end));
    return writeAt(row, bytes, 0, bytes.length);
  };
}

/** Writes a spelling as cells of a type are quoted. */
function spellingWriter(kind: DataType["kind"], { fields, writing }: Target): (from: Uint8Array, start: number, end: number) => void {
  switch (kind) {
    case "utf8":
    case "dictionary": return (from, start, end) => fields.userText(from, start, end);
    case "bool":
    case "int":
    case "float": return (from, start, end) => fields.number(from, start, end, writing.quoting === "all");
    default: return (from, start, end) => fields.text(from, start, end);
  }
}

/** As {@link cellWriter}, for rows of the storage that hold a value. */
function valueWriter(name: string, { storage }: Vector, target: Target): CellWriter {
  const { type } = storage;
  const { fields } = target;
  switch (type.kind) {
    case "null": return () => undefined;
    case "utf8": {
      const bytes = storage.data as Uint8Array;
      const offsets = storage.offsets!;
      return (row) => fields.userText(bytes, Number(offsets[row]!), Number(offsets[row + 1]!));
    }
    case "bool": {
      const bits = storage.data as Uint8Array;
      return numberWriter(target, (row) => (bitAt(bits, row) ? "True" : "False"));
    }
    case "int": return type.bits === 64 ? wholeNumbers(storage.data as BigInt64Array, target) : smallIntegers(storage.data as Int32Array, target);
    case "float": if (type.bits !== 16) return floats(storage.data as Float64Array, type.bits, target); break;
    case "decimal": return numberWriter(target, decimalReader(storage, type));
    case "time": return textWriter(target, clockReader(storage, type));
    case "date": return type.unit === "day" ? days(storage.data as Int32Array, target) : instants(storage.data as BigInt64Array, "ms", "", target);
    case "timestamp": return instants(storage.data as BigInt64Array, type.unit, type.timezone === null ? "" : "+00:00", target);
    case "duration": {
      const data = storage.data as BigInt64Array;
      const scale = NANOS[type.unit];
      return textWriter(target, (row) => durationText(data[row]! * scale));
    }
    case "dictionary": return codes(name, storage.data!, storage.dictionary!, target);
  }
  throw new FrameError(`column "${name}": cells of type ${typeName(type)} have no text in CSV; ${MAPPED.has(type.kind) ? "map them to strings first" : "leave it out, by drop, or write Arrow"}`, { column: name });
}

/** Those without a text whose cells are read. */
const MAPPED: ReadonlySet<DataType["kind"]> = new Set(["binary", "fixed-binary", "list", "fixed-list"]);

const NANOS: Readonly<Record<TimeUnit, bigint>> = { s: 1_000_000_000n, ms: 1_000_000n, us: 1000n, ns: 1n };

/** For ASCII text that is a number or a boolean: quoted only if all fields are, or its characters have a meaning. */
function numberWriter({ out, fields, writing }: Target, text: (row: number) => string): CellWriter {
  const quoteAll = writing.quoting === "all";
  if (!quoteAll && fields.areNumbersPlain) return (row) => out.ascii(text(row));
  return (row) => fields.value(text(row), quoteAll);
}

function textWriter({ fields }: Target, text: (row: number) => string): CellWriter {
  return (row) => {
    const bytes = Buffer.from(text(row));
    fields.text(bytes, 0, bytes.length);
  };
}

function wholeNumbers(data: BigInt64Array, target: Target): CellWriter {
  return numberWriter(target, (row) => String(data[row]!));
}

function smallIntegers(data: Int32Array, target: Target): CellWriter {
  if (target.writing.quoting === "all" || !target.fields.areNumbersPlain) return numberWriter(target, (row) => String(data[row]!));
  const { out } = target;
  return (row) => writeInteger(data[row]!, out);
}

/** The digits from the last to the first, without a string between. */
function writeInteger(value: number, out: TextBuffer): void {
  out.reserve(12);
  const { bytes } = out;
  let rest = value;
  if (value < 0) {
    bytes[out.used++] = 45;
    rest = -value;
  }
  let digits = 1;
  for (let limit = 10; limit <= rest; limit *= 10) digits++;
  for (let at = out.used + digits - 1; at >= out.used; at--) {
    const tenth = Math.floor(rest / 10);
    bytes[at] = 48 + rest - tenth * 10;
    rest = tenth;
  }
  out.used += digits;
}

function floats(data: Float64Array, bits: 32 | 64, target: Target): CellWriter {
  const { out, missing, writing } = target;
  const { float } = writing;
  const short = bits === 32 ? (value: number) => String(shortFloat32(value)) : String;
  const text = float === null ? (row: number) => short(data[row]!) : (row: number) => (Number.isFinite(data[row]!) ? float(data[row]!) : String(data[row]!));
  const write = numberWriter(target, text);
  return (row) => (Number.isNaN(data[row]!) ? out.raw(missing) : write(row));
}

function days(data: Int32Array, target: Target): CellWriter {
  const { date } = target.writing;
  return textWriter(target, (row) => (date === null ? isoDay(data[row]! * DAY) : date(data[row]! * DAY, 0)));
}

function instants(data: BigInt64Array, unit: TimeUnit, zone: string, target: Target): CellWriter {
  const { date } = target.writing;
  return textWriter(target, (row) => {
    const value = data[row]!;
    let ms: number;
    let nanos = 0;
    if (unit === "ms") ms = Number(value);
    else if (unit === "s") ms = Number(value) * 1000;
    else {
      const perMs = unit === "us" ? 1000n : 1_000_000n;
      const rest = ((value % perMs) + perMs) % perMs;
      ms = Number((value - rest) / perMs);
      nanos = Number(rest * NANOS[unit]);
    }
    return date === null ? isoInstant(ms, nanos) + zone : date(ms, nanos);
  });
}

/** A category has few values and many rows: each is made a field once. */
function codes(name: string, data: DataArray, dictionary: Vector, target: Target): CellWriter {
  const { out } = target;
  const write = cellWriter(name, dictionary, target);
  const made: Uint8Array[] = [];
  return (row) => {
    const code = Number(data[row]!);
    const field = made[code];
    if (field !== undefined) return out.raw(field);
    const before = out.used;
    write(code);
    made[code] = Uint8Array.prototype.slice.call(out.bytes, before, out.used);
  };
}
