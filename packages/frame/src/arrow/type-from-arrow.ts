import { FrameError } from "@framepool/errors";
import { BINARY, BOOL, NULL, STRING, type DataType, type Field, type IntType, type TimeUnit } from "../data-types.js";
import { TypeId, type ArrowField, type ArrowType } from "./arrow-like.js";

const TIME_UNITS: readonly TimeUnit[] = ["s", "ms", "us", "ns"];
const INTERVAL_UNITS = ["year-month", "day-time", "month-day-nano"] as const;
const FLOAT_BITS = [16, 32, 64] as const;
const INT_BITS = [8, 16, 32, 64] as const;
const DECIMAL_BITS = [32, 64, 128, 256] as const;

/** Our description of an apache-arrow type. Throws FrameError, naming the id, for one that is not known. */
export function typeFromArrow(type: ArrowType): DataType {
  const fields = (): readonly Field[] => (type.children ?? []).map(fieldFromArrow);
  const unit = (): TimeUnit => known(TIME_UNITS[type.unit ?? 0], "unit", type.unit);
  switch (type.typeId) {
    case TypeId.Null: return NULL;
    case TypeId.Bool: return BOOL;
    case TypeId.Int: return intFromArrow(type);
    case TypeId.Float: return { kind: "float", bits: known(FLOAT_BITS[type.precision!], "precision", type.precision) };
    case TypeId.Decimal: return { kind: "decimal", precision: type.precision!, scale: type.scale!, bits: oneOf(DECIMAL_BITS, "width", type.bitWidth ?? 128) };
    case TypeId.Utf8: return STRING;
    case TypeId.Binary: return BINARY;
    case TypeId.LargeUtf8: return { kind: "utf8", large: true };
    case TypeId.LargeBinary: return { kind: "binary", large: true };
    case TypeId.Utf8View: return STRING;
    case TypeId.BinaryView: return BINARY;
    case TypeId.FixedSizeBinary: return { kind: "fixed-binary", width: size("width", type.byteWidth) };
    case TypeId.Date: return { kind: "date", unit: type.unit === 0 ? "day" : "ms" };
    case TypeId.Time: return { kind: "time", unit: unit(), bits: type.bitWidth === 64 ? 64 : 32 };
    case TypeId.Timestamp: return { kind: "timestamp", unit: unit(), timezone: type.timezone ?? null };
    case TypeId.Duration: return { kind: "duration", unit: unit() };
    case TypeId.Interval: return { kind: "interval", unit: known(INTERVAL_UNITS[type.unit!], "unit", type.unit) };
    case TypeId.List:
    case TypeId.LargeList: return { kind: "list", item: known(fields()[0], "items", undefined), large: type.typeId === TypeId.LargeList };
    case TypeId.FixedSizeList: return { kind: "fixed-list", item: known(fields()[0], "items", undefined), size: size("size", type.listSize) };
    case TypeId.Struct: return { kind: "struct", fields: fields() };
    case TypeId.Map: return { kind: "map", entries: known(fields()[0], "entries", undefined), keysSorted: type.keysSorted === true };
    case TypeId.Union: return { kind: "union", mode: type.mode === 1 ? "dense" : "sparse", typeIds: [...type.typeIds!], fields: fields() };
    case TypeId.Dictionary: return { kind: "dictionary", index: intFromArrow(type.indices!), values: typeFromArrow(type.dictionary!), ordered: type.isOrdered === true };
    default: throw new FrameError(`the Arrow type of id ${String(type.typeId)} is not known here; cast that column to another type first`);
  }
}

function intFromArrow({ bitWidth, isSigned }: ArrowType): IntType {
  return { kind: "int", bits: oneOf(INT_BITS, "width", bitWidth), signed: isSigned === true };
}

/** What a type says of itself. Throws FrameError where a damaged file says what there is not. */
function known<T>(value: T | undefined, what: string, said: unknown): T {
  if (value === undefined) throw new FrameError(`an Arrow type has ${what} ${String(said)}, which there is not: it is damaged`);
  return value;
}

function oneOf<T extends number>(list: readonly T[], what: string, said: number | undefined): T {
  return known(list.find((each) => each === said), what, said);
}

function size(what: string, said: number | undefined): number {
  return known(said !== undefined && said >= 0 ? said : undefined, what, said);
}

/** A field with its metadata. */
export function fieldFromArrow({ name, type, nullable, metadata }: ArrowField): Field {
  const field: Field = { name: name ?? "", type: typeFromArrow(type), nullable };
  return metadata !== undefined && metadata.size > 0 ? { ...field, metadata: Object.fromEntries(metadata) } : field;
}
