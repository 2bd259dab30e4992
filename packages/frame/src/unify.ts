import { FLOAT64, INT64, sameType, type DataType, type IntType, type TimeUnit } from "./data-types.js";

const UNITS: readonly TimeUnit[] = ["s", "ms", "us", "ns"];

/**
 * The narrowest type that holds every value of both, or null where there is none (a conflict).
 * The null type fits anything. Integers widen to the narrowest that holds both ranges; uint64 beside a signed one is
 * float64 (values decide otherwise in `concatColumns`); integers beside floats are floats that hold them exactly, or
 * float64. category beside string is string, beside another category one with codes and text as wide as either needs; times take the finer unit; lists unify their items. 64-bit integers are
 * read as bigints where either side is.
 */
export function unifyTypes(a: DataType, b: DataType): DataType | null {
  if (a.kind === "null") return b;
  if (b.kind === "null") return a;
  if (a.kind === "int" && b.kind === "int") return integers(a, b);
  if (sameType(a, b)) return a;
  if (a.kind === "dictionary" || b.kind === "dictionary") return dictionaries(a, b);
  if (a.kind === "float" || b.kind === "float") return floats(a, b);
  if (a.kind === "utf8" && b.kind === "utf8") return { kind: "utf8", large: true };
  if (a.kind === "binary" && b.kind === "binary") return { kind: "binary", large: true };
  if (a.kind === "date" && b.kind === "date") return { kind: "date", unit: "ms" };
  if (a.kind === "timestamp" && b.kind === "timestamp") return a.timezone === b.timezone ? { ...a, unit: finer(a.unit, b.unit) } : null;
  if (a.kind === "duration" && b.kind === "duration") return { kind: "duration", unit: finer(a.unit, b.unit) };
  if (a.kind === "list" && b.kind === "list") return lists(a, b);
  return null;
}

function integers(a: IntType, b: IntType): DataType {
  const bigint = a.bigint === true || b.bigint === true;
  // The very type, where it is one of theirs: a column that has it is taken as it is, without a look at each of its vectors.
  if (a.signed === b.signed && a.bits >= b.bits && (a.bigint === true) === bigint) return a;
  if (a.signed === b.signed) return integer(Math.max(a.bits, b.bits), a.signed, bigint);
  const [signed, unsigned] = a.signed ? [a, b] : [b, a];
  const bits = Math.max(signed.bits, unsigned.bits * 2);
  return bits > 64 ? FLOAT64 : integer(bits, true, bigint);
}

function integer(bits: number, signed: boolean, bigint: boolean): IntType {
  const type: IntType = { kind: "int", bits: bits as IntType["bits"], signed };
  return bits === 64 && bigint ? { ...type, bigint: true } : type;
}

/** Integers of so many bits are held exactly by float32. */
const EXACT = 24;
const FLOAT32: DataType = { kind: "float", bits: 32 };

function floats(a: DataType, b: DataType): DataType | null {
  if (a.kind === "float" && b.kind === "float") return a.bits >= b.bits ? a : b;
  const [float, other] = a.kind === "float" ? [a, b] : [b, a];
  if (float.kind !== "float" || other.kind !== "int") return null;
  return float.bits === 64 || other.bits > EXACT ? FLOAT64 : FLOAT32;
}

function dictionaries(a: DataType, b: DataType): DataType | null {
  const values = unifyTypes(a.kind === "dictionary" ? a.values : a, b.kind === "dictionary" ? b.values : b);
  if (a.kind !== "dictionary" || b.kind !== "dictionary" || values === null || a.values.kind !== b.values.kind) return values;
  const index = integers(a.index, b.index);
  // No code is negative, so that int64 holds those of uint64, too.
  return { kind: "dictionary", index: index.kind === "int" ? index : INT64, values, ordered: false };
}

function lists(a: Extract<DataType, { kind: "list" }>, b: Extract<DataType, { kind: "list" }>): DataType | null {
  const type = unifyTypes(a.item.type, b.item.type);
  return type === null ? null : { kind: "list", item: { ...a.item, nullable: a.item.nullable || b.item.nullable, type }, large: a.large || b.large };
}

function finer(a: TimeUnit, b: TimeUnit): TimeUnit {
  return UNITS[Math.max(UNITS.indexOf(a), UNITS.indexOf(b))]!;
}
