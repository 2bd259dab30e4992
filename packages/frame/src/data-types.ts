import { ArgumentError } from "@framepool/errors";

export type TimeUnit = "s" | "ms" | "us" | "ns";

export interface IntType {
  readonly kind: "int";
  readonly bits: 8 | 16 | 32 | 64;
  readonly signed: boolean;
  /** cells of 64 bits are read as bigint, where a number would throw on an unsafe value */
  readonly bigint?: true;
}

/**
 * Every Arrow type as plain JSON: it crosses threads as it is. Types without a name in {@link DTypeName} are kept
 * exactly through split, ship and concat, but no verb computes with them; decimals and times of day are read, and made others by
 * `astype`.
 */
export type DataType =
  | { readonly kind: "null" }
  | { readonly kind: "bool" }
  | IntType
  | { readonly kind: "float"; readonly bits: 16 | 32 | 64 }
  | { readonly kind: "decimal"; readonly precision: number; readonly scale: number; readonly bits: number }
  | { readonly kind: "utf8"; readonly large: boolean }
  | { readonly kind: "binary"; readonly large: boolean }
  | { readonly kind: "fixed-binary"; readonly width: number }
  | { readonly kind: "date"; readonly unit: "day" | "ms" }
  | { readonly kind: "time"; readonly unit: TimeUnit; readonly bits: 32 | 64 }
  | { readonly kind: "timestamp"; readonly unit: TimeUnit; readonly timezone: string | null }
  | { readonly kind: "duration"; readonly unit: TimeUnit }
  | { readonly kind: "interval"; readonly unit: "year-month" | "day-time" | "month-day-nano" }
  | { readonly kind: "list"; readonly item: Field; readonly large: boolean }
  | { readonly kind: "fixed-list"; readonly item: Field; readonly size: number }
  | { readonly kind: "struct"; readonly fields: readonly Field[] }
  | { readonly kind: "map"; readonly entries: Field; readonly keysSorted: boolean }
  | { readonly kind: "union"; readonly mode: "sparse" | "dense"; readonly typeIds: readonly number[]; readonly fields: readonly Field[] }
  | { readonly kind: "dictionary"; readonly index: IntType; readonly values: DataType; readonly ordered: boolean };

/** A named, typed slot of a schema or of a nested type. */
export interface Field {
  readonly name: string;
  readonly type: DataType;
  readonly nullable: boolean;
  /** Arrow's key-value metadata, kept */
  readonly metadata?: Readonly<Record<string, string>>;
}

/** The column types that have a name of their own here. */
export type DTypeName =
  | "bool" | "int8" | "int16" | "int32" | "int64" | "uint8" | "uint16" | "uint32" | "uint64" | "float32" | "float64"
  | "string" | "category" | "date" | "timestamp" | "duration" | "list";

/** The types that a user can ask for by name; a list's item type comes from its values. */
export type DType = Exclude<DTypeName, "list">;

const int = (bits: IntType["bits"], signed: boolean): IntType => ({ kind: "int", bits, signed });

export const NULL: DataType = { kind: "null" };
export const BOOL: DataType = { kind: "bool" };
export const INT32 = int(32, true);
export const INT64 = int(64, true);
export const UINT64 = int(64, false);
export const FLOAT64: DataType = { kind: "float", bits: 64 };
export const STRING = { kind: "utf8", large: false } as const satisfies DataType;
export const BINARY = { kind: "binary", large: false } as const satisfies DataType;
const DATE: DataType = { kind: "date", unit: "day" };
const DURATION_MS: DataType = { kind: "duration", unit: "ms" };
export const TIMESTAMP_MS = { kind: "timestamp", unit: "ms", timezone: null } as const satisfies DataType;
export const CATEGORY = { kind: "dictionary", index: INT32, values: STRING, ordered: false } as const satisfies DataType;

/** The type of lists of `item`. */
export function listOf(item: DataType): Extract<DataType, { kind: "list" }> {
  return { kind: "list", item: { name: "item", type: item, nullable: true }, large: false };
}

const BY_NAME: Readonly<Record<DType, DataType>> = {
  bool: BOOL,
  int8: int(8, true),
  int16: int(16, true),
  int32: INT32,
  int64: INT64,
  uint8: int(8, false),
  uint16: int(16, false),
  uint32: int(32, false),
  uint64: UINT64,
  float32: { kind: "float", bits: 32 },
  float64: FLOAT64,
  string: STRING,
  category: CATEGORY,
  date: DATE,
  timestamp: TIMESTAMP_MS,
  duration: DURATION_MS,
};

/** The type that a name stands for. Throws ArgumentError, listing the names, for any other text. */
export function typeOf(name: DType): DataType {
  if (Object.hasOwn(BY_NAME, name)) return BY_NAME[name];
  const meant = Object.hasOwn(OF_PANDAS, name) ? OF_PANDAS[name] : undefined;
  throw new ArgumentError(`no column type "${name}"; ${meant === undefined ? `the types are ${Object.keys(BY_NAME).join(" ")}` : `what pandas calls so is ${meant}`}`);
}

/** Names that pandas has for types of ours. */
const OF_PANDAS: Readonly<Record<string, DType>> = {
  int: "int64", Int64: "int64", Int32: "int32", float: "float64", Float64: "float64", str: "string", object: "string", boolean: "bool",
  datetime64: "timestamp", "datetime64[ns]": "timestamp", datetime: "timestamp", timedelta64: "duration", "timedelta64[ns]": "duration",
};

/** The public name of a type (`"int32"`, `"string"`, `"category"` …), or Arrow's own words for one that is passed through (`"decimal(10, 2)"`). */
export function typeName(type: DataType): string {
  switch (type.kind) {
    case "int": return `${type.signed ? "int" : "uint"}${String(type.bits)}`;
    case "float": return `float${String(type.bits)}`;
    case "utf8": return "string";
    case "dictionary": return type.values.kind === "utf8" ? "category" : `dictionary(${typeName(type.values)})`;
    case "decimal": return `decimal(${String(type.precision)}, ${String(type.scale)})`;
    case "fixed-binary": return `fixed-binary(${String(type.width)})`;
    case "time": return `time(${type.unit})`;
    case "interval": return `interval(${type.unit})`;
    default: return type.kind;
  }
}

/** Whether two types are the same Arrow type. How 64-bit cells are read (`bigint`) and field metadata do not count. */
export function sameType(a: DataType, b: DataType): boolean {
  return a === b || JSON.stringify(a, withoutReading) === JSON.stringify(b, withoutReading);
}

function withoutReading(key: string, value: unknown): unknown {
  return key === "bigint" || key === "metadata" ? undefined : value;
}
