import { ArgumentError } from "@framepool/errors";
import { typeName, type Cell, type DataType, type IntType, type TimeUnit } from "@framepool/frame/internal";
import { classify, IS_INTEGER, IS_NUMBER, trimNumber } from "./classify.js";
import { inUnit, parseInstant } from "./parse-time.js";

/** A cell from its text; undefined where the type cannot hold it. */
export type CellParser = (text: string) => Cell | undefined;

/** The parser of a column type, by the default rules but for the text of instants. Throws ArgumentError for a type that no text stands for. */
export function cellParser(type: DataType, instant = parseInstant): CellParser {
  switch (type.kind) {
    // What was missing in every row when the types were found has no text.
    case "null": return () => undefined;
    case "utf8":
    case "dictionary": return (text) => text;
    case "bool": return parseBool;
    case "int": return type.bits === 64 ? wideInteger(type) : integer(type);
    case "float": return parseFloat64;
    case "date": return day(instant);
    case "timestamp": return timestamp(type.unit, instant);
    default: throw new ArgumentError(`a ${typeName(type)} column cannot be read from CSV; read it as "string" and convert it`);
  }
}

function parseBool(text: string): boolean | undefined {
  switch (text.toLowerCase()) {
    case "true":
    case "1": return true;
    case "false":
    case "0": return false;
    default: return undefined;
  }
}

/** A number of any spelling that pandas takes. */
export function parseFloat64(text: string): number | undefined {
  return numberOf(text, classify(text));
}

/** {@link parseFloat64} where what the text can be is known. */
export function numberOf(text: string, flags: number): number | undefined {
  if ((flags & IS_NUMBER) === 0) return undefined;
  const value = Number(text);
  // Only `inf` in its spellings is beyond Number.
  return Number.isNaN(value) ? (text.startsWith("-") ? -Infinity : Infinity) : value;
}

function integer({ bits, signed }: IntType): CellParser {
  const low = signed ? -(2 ** (bits - 1)) : 0;
  const high = signed ? 2 ** (bits - 1) - 1 : 2 ** bits - 1;
  return (text) => integerWithin(parseFloat64(text), low, high);
}

function integerWithin(value: number | undefined, low: number, high: number): number | undefined {
  // + 0: "-0" is the integer 0
  return value !== undefined && Number.isInteger(value) && value >= low && value <= high ? value + 0 : undefined;
}

/** An int32 where what the text can be is known; undefined where it is none. */
export function int32Of(text: string, flags: number): number | undefined {
  return integerWithin(numberOf(text, flags), -(2 ** 31), 2 ** 31 - 1);
}

function wideInteger({ signed }: IntType): CellParser {
  return (text) => int64Of(text, classify(text), signed);
}

/** An int64, or a uint64, where what the text can be is known; undefined where it is none. */
export function int64Of(text: string, flags: number, signed: boolean): number | bigint | undefined {
  if ((flags & IS_NUMBER) === 0) return undefined;
  const value = (flags & IS_INTEGER) === 0 ? Number(text) : exact(text);
  if (typeof value === "number") return Number.isSafeInteger(value) && (signed || value >= 0) ? value + 0 : undefined;
  return (signed ? BigInt.asIntN(64, value) : BigInt.asUintN(64, value)) === value ? value : undefined;
}

function exact(text: string): number | bigint {
  const value = Number(text);
  if (Number.isSafeInteger(value)) return value;
  const digits = trimNumber(text);
  return BigInt(digits.startsWith("+") ? digits.slice(1) : digits);
}

const DAY = 86_400_000;

function day(instantOf: typeof parseInstant): CellParser {
  return (text) => {
    const instant = instantOf(text);
    if (instant === null || instant.nanos !== 0 || instant.ms % DAY !== 0) return undefined;
    return new Date(instant.ms);
  };
}

function timestamp(unit: TimeUnit, instantOf: typeof parseInstant): CellParser {
  return (text) => {
    const instant = instantOf(text);
    return instant === null ? undefined : inUnit(instant, unit);
  };
}
