import { FrameError } from "@framepool/errors";
import { bitAt } from "../../bitmap.js";
import { shown } from "../../build/cell-error.js";
import { columnFromValues } from "../../build/column-from-values.js";
import { castColumn } from "../../cast.js";
import type { Column } from "../../column.js";
import { FLOAT64, typeName, type DType } from "../../data-types.js";
import { checkOptions } from "../arguments/check-options.js";
import { isText } from "../cells/join-text.js";
import { missingFlags } from "../cells/missing.js";
import { mayBeNumeric } from "../cells/numeric-only.js";
import { floatColumn } from "../numbers/floats.js";
import { isIntegerText, parseNumber } from "../numbers/number-text.js";
import { columnNumbers } from "../numbers/numbers.js";
import { astype } from "./astype.js";
import { plainDecimals } from "./to-numeric/plain-decimals.js";

/** How text becomes numbers. */
export interface ToNumericOptions {
  /** `"raise"` (default): what is no number throws; `"coerce"`: it becomes missing */
  readonly errors?: "raise" | "coerce";
  /** the smallest type of that kind that holds all the numbers */
  readonly downcast?: "integer" | "signed" | "unsigned" | "float";
}

/** Text as numbers: integers where all are written as such, else float64. Empty text is missing. Decimals become float64. Numbers and bools stay what they are. */
export function toNumeric(column: Column, options: ToNumericOptions = {}): Column {
  const { errors = "raise", downcast } = checkOptions("toNumeric", options, { errors: ["raise", "coerce"], downcast: ["integer", "signed", "unsigned", "float"] });
  if (column.type.kind === "decimal") return toNumeric(astype(column, "float64"), options);
  if (!isText(column) && !mayBeNumeric(column)) throw new FrameError(`toNumeric: column "${column.name}" is ${typeName(column.type)}; a time is a number by astype("int64")`, { column: column.name });
  const numbers = isText(column) ? parsed(column, errors) : column;
  return downcast === undefined ? numbers : narrowed(numbers, downcast);
}

function parsed(column: Column, errors: "raise" | "coerce"): Column {
  const plain = plainDecimals(column);
  if (plain === null) return parsedTexts(column, errors);
  const { values, validity, whole } = plain;
  return whole ? integerColumn(column.name, cellsOf(values, validity)) : floatColumn(column.name, values, validity);
}

function cellsOf(values: Float64Array, validity: Uint8Array | null): (number | null)[] {
  const cells = new Array<number | null>(values.length);
  for (let row = 0; row < cells.length; row++) cells[row] = validity === null || bitAt(validity, row) ? values[row]! : null;
  return cells;
}

/** Cell by cell, of texts of any kind. */
function parsedTexts(column: Column, errors: "raise" | "coerce"): Column {
  const missing = missingFlags(column);
  const values = new Array<number | bigint | null>(column.length).fill(null);
  let integers = true;
  for (let row = 0; row < column.length; row++) {
    const text = missing[row] === 1 ? "" : (column.get(row) as string);
    const value = text === "" ? null : (parseNumber(text) ?? null);
    if (value === null && text !== "" && errors === "raise") {
      throw new FrameError(`toNumeric: column "${column.name}", row ${String(row)}: ${shown(text)} is no number; { errors: "coerce" } makes such cells missing`, { column: column.name, row });
    }
    if (value === value) values[row] = value; // NaN is missing
    if (value !== null && !(isIntegerText(text) && fits64(value))) integers = false;
  }
  return integers ? integerColumn(column.name, values) : columnFromValues(column.name, values, FLOAT64);
}

function integerColumn(name: string, values: readonly (number | bigint | null)[]): Column {
  const made = columnFromValues(name, values);
  // Digits beyond 2^53 came as bigints; the column is read as numbers all the same, as one from a file.
  return made.type.kind === "int" ? castColumn(made, { kind: "int", bits: made.type.bits, signed: made.type.signed }) : made;
}

/** Longer digits are a float's. */
function fits64(value: number | bigint): boolean {
  return value >= -(2n ** 63n) && value < 2n ** 64n;
}

const SIZES: Readonly<Record<"signed" | "unsigned", readonly DType[]>> = { signed: ["int8", "int16", "int32", "int64"], unsigned: ["uint8", "uint16", "uint32", "uint64"] };

/** The column as the first type that holds all its numbers; itself if none does. */
function narrowed(column: Column, downcast: NonNullable<ToNumericOptions["downcast"]>): Column {
  if (downcast === "float") return closeInFloat32(column) ? astype(column, "float32") : column;
  if (column.type.kind === "float" && !isWhole(column)) return column;
  for (const size of SIZES[downcast === "integer" ? "signed" : downcast]) {
    const small = astype(column, size, { errors: "ignore" });
    if (typeName(small.type) === size) return small;
  }
  return column;
}

function isWhole(column: Column): boolean {
  return columnNumbers(column).values.every((value) => Math.floor(value) === value || Number.isNaN(value));
}

/** pandas' measure of what float32 may change. */
const CLOSE = 5e-4;

function closeInFloat32(column: Column): boolean {
  const { values, wide } = columnNumbers(column);
  return wide === null && values.every((value) => Number.isNaN(value) || !Number.isFinite(value) || Math.abs(Math.fround(value) - value) <= CLOSE);
}
