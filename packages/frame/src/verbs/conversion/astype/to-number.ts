import { countSet } from "../../../bitmap.js";
import { WideCells } from "../../../build/builders/wide-cells.js";
import { sharedArray } from "../../../build/growing.js";
import { Column } from "../../../column.js";
import type { DataType, IntType } from "../../../data-types.js";
import { instantsOf } from "../../../dt/instants.js";
import { layoutOf } from "../../../layout.js";
import { decimalText, unitsReader } from "../../../read/decimal-reader.js";
import { Storage, type DataArray } from "../../../storage.js";
import { Vector } from "../../../vector.js";
import { missingFlags } from "../../cells/missing.js";
import { mayBeNumeric } from "../../cells/numeric-only.js";
import { validityOfColumn } from "../../cells/validity.js";
import { validityOfFlags } from "../../numbers/floats.js";
import { parseNumber } from "../../numbers/number-text.js";
import { columnNumbers } from "../../numbers/numbers.js";
import { plainDecimals, type Decimals } from "../to-numeric/plain-decimals.js";
import { cannotConvert, misfit } from "./misfit.js";

type FloatType = Extract<DataType, { kind: "float" }>;

/** What a column's cells are as numbers: rounded in `values`, exact in `wide` where rounding loses digits. */
interface Given {
  readonly values: Float64Array;
  readonly wide: ArrayLike<bigint> | null;
  readonly missing: Uint8Array;
}

/** Integers, from bools, numbers (a fraction is cut off), text, or times as ms. What does not fit throws, and nothing wraps. */
export function toInteger(column: Column, type: IntType): Column {
  const given = numbersOf(column, type);
  const validity = validityOfFlags(given.missing);
  const data = type.bits === 64 ? wideIntegers(column, type, given) : narrowIntegers(column, type, given);
  return Column.of(column.name, new Vector(new Storage(type, column.length, { data, validity })));
}

/** Floats, from bools, numbers, text, or times as ms. A number beyond float32 throws. */
export function toFloat(column: Column, type: FloatType): Column {
  const { values, missing } = numbersOf(column, type);
  const data = sharedArray(layoutOf(type)!.array, values.length).subarray(0, values.length) as Float64Array;
  for (let row = 0; row < values.length; row++) {
    data[row] = values[row]!;
    if (type.bits === 32 && missing[row] === 0 && !Number.isFinite(data[row]) && Number.isFinite(values[row])) throw misfit(column, row, values[row], type, "it is too large");
  }
  // NaN among floats stays the number it is.
  const validity = column.type.kind === "float" ? validityOfColumn(column) : validityOfFlags(missing);
  return Column.of(column.name, new Vector(new Storage(type, values.length, { data, validity })));
}

function numbersOf(column: Column, type: IntType | FloatType): Given {
  const missing = missingFlags(column);
  switch (column.type.kind) {
    case "bool":
    case "int":
    case "float":
      if (!mayBeNumeric(column)) throw cannotConvert(column, type); // half floats
      return { ...columnNumbers(column), missing };
    case "decimal": return ofDecimals(column, column.type, type, missing);
    case "utf8": return plain(column, type, missing) ?? parsed(column, type, missing);
    case "date":
    case "timestamp":
    case "duration": return { values: instantsOf(column).ms, wide: null, missing };
    default: throw cannotConvert(column, type);
  }
}

/** Up to so many places a division by their power of ten is rounded once: the power is a float. */
const EXACT_PLACES = 22;

/** Decimals as the nearest floats, or as integers without their fractions: as bigints too, if one counts beyond 2^53. */
function ofDecimals(column: Column, { bits, scale }: Extract<DataType, { kind: "decimal" }>, to: IntType | FloatType, missing: Uint8Array): Given {
  const values = new Float64Array(column.length);
  let wide: bigint[] | null = null;
  for (const [k, { storage, offset, length }] of column.vectors.entries()) {
    const unitsAt = unitsReader(storage, bits);
    for (let i = 0, row = column.starts[k]!; i < length; i++, row++) {
      if (missing[row] === 1) continue;
      const units = unitsAt(offset + i);
      if (typeof units === "number" && scale >= 0 && scale <= EXACT_PLACES) {
        values[row] = units / 10 ** scale;
        if (wide !== null) wide[row] = BigInt(Math.trunc(values[row]!));
        continue;
      }
      const text = decimalText(units, scale);
      const whole = text.split(".")[0]!;
      values[row] = Number(to.kind === "int" ? whole : text);
      wide ??= Array.from(values, (value) => BigInt(Math.trunc(value)));
      wide[row] = BigInt(whole);
    }
  }
  return { values, wide, missing };
}

/** Texts of digits, perhaps with a point, read of their bytes; null if any is written in another way, or is no number of that type. */
function plain(column: Column, type: IntType | FloatType, missing: Uint8Array): Given | null {
  const decimals = plainDecimals(column);
  // Texts of nothing are missing there.
  if (decimals === null || valuesAmong(decimals, column.length) !== column.length - column.nullCount) return null;
  const { values, whole } = decimals;
  if (type.kind === "int" && !whole && !values.every(Number.isInteger)) return null;
  return { values, wide: null, missing };
}

function valuesAmong({ validity }: Decimals, length: number): number {
  return validity === null ? length : countSet(validity, 0, length);
}

function parsed(column: Column, type: IntType | FloatType, missing: Uint8Array): Given {
  const values = new Float64Array(column.length);
  let wide: bigint[] | null = null;
  for (let row = 0; row < values.length; row++) {
    if (missing[row] === 1) continue;
    const text = column.get(row) as string;
    const value = parseNumber(text);
    if (value === undefined || (type.kind === "int" && !Number.isInteger(Number(value)))) throw misfit(column, row, text, type, 'toNumeric(…, { errors: "coerce" }) makes such cells missing');
    values[row] = Number(value);
    if (typeof value === "bigint") {
      wide ??= Array.from({ length: values.length }, (_, i) => (i < row && Number.isFinite(values[i]) ? BigInt(Math.trunc(values[i]!)) : 0n));
      wide[row] = value;
    } else if (wide !== null) {
      wide[row] = Number.isFinite(value) ? BigInt(Math.trunc(value)) : 0n;
    }
  }
  return { values, wide, missing };
}

function narrowIntegers(column: Column, type: IntType, { values, wide, missing }: Given): DataArray {
  const low = type.signed ? -(2 ** (type.bits - 1)) : 0;
  const high = 2 ** (type.signed ? type.bits - 1 : type.bits) - 1;
  const data = sharedArray(layoutOf(type)!.array, values.length).subarray(0, values.length) as Float64Array;
  for (let row = 0; row < values.length; row++) {
    if (missing[row] === 1) continue;
    const value = Math.trunc(values[row]!);
    if (!(value >= low && value <= high)) throw outOfRange(column, row, wide?.[row] ?? values[row]!, type);
    data[row] = value;
  }
  return data;
}

const TWO_63 = 2 ** 63;

function wideIntegers(column: Column, type: IntType, { values, wide, missing }: Given): DataArray {
  const cells = new WideCells(values.length);
  const [low, end] = type.signed ? [-TWO_63, TWO_63] : [0, 2 * TWO_63];
  for (let row = 0; row < values.length; row++) {
    if (missing[row] === 1) continue;
    const value = Math.trunc(values[row]!);
    if (Number.isSafeInteger(value) && value >= low) {
      cells.setNumber(row, value);
      continue;
    }
    const exact = wide?.[row] ?? (value >= low && value < end ? BigInt(value) : null);
    if (exact === null || (type.signed ? BigInt.asIntN(64, exact) : BigInt.asUintN(64, exact)) !== exact) throw outOfRange(column, row, wide?.[row] ?? values[row]!, type);
    cells.setBigint(row, exact);
  }
  return type.signed ? cells.signed(values.length) : cells.unsigned(values.length);
}

function outOfRange(column: Column, row: number, value: number | bigint, type: IntType): Error {
  return misfit(column, row, value, type, Number.isFinite(Number(value)) ? `it does not fit in ${String(type.bits)} bits${type.signed ? "" : " without a sign"}` : "it is not finite");
}
