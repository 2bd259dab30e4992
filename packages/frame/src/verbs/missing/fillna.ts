import { ArgumentError } from "@framepool/errors";
import type { Cell } from "../../cell.js";
import { Column } from "../../column.js";
import type { Table } from "../../table.js";
import { checkByColumn } from "../arguments/check-kind.js";
import { checkLengths } from "../arguments/check-lengths.js";
import { checkOptions } from "../arguments/check-options.js";
import { holdsColumn, operandOf, type ColumnHolder, type Operand } from "../arguments/operand.js";
import { eachColumn } from "../cells/each-column.js";
import { missingFlags } from "../cells/missing.js";
import { presentBits } from "../cells/present.js";
import { unspelled } from "../cells/unspelled.js";
import { choose } from "../take/choose.js";
import { take } from "../take/take.js";

/** How far a value is carried. */
export interface FillOptions {
  /** how many missing cells in a row are filled at most (default: all) */
  readonly limit?: number;
}

/** The column with `other` (one value, or a column's of the same row) where cells are missing; as it is where none is. */
export function fillna(column: Column, other: Operand): Column {
  if (other instanceof Column) checkLengths("fillna", column, other);
  else if (other === null || Number.isNaN(other)) return column;
  const present = presentBits(column);
  return present === null ? unspelled(column) : choose("fillna", column, present, other);
}

/** A value for every column, or values (or columns) by column name; names that are not there are passed over, as in pandas. */
export function fillnaTable(table: Table, values: unknown): Table {
  if (holdsColumn(values) || typeof values !== "object" || values === null || values instanceof Date || values instanceof Uint8Array || Array.isArray(values)) {
    const operand = operandOf("fillna", values as ColumnHolder | Cell);
    return eachColumn(table, (column) => fillna(column, operand));
  }
  checkByColumn("fillna", "values", values);
  const byName = values as Readonly<Record<string, ColumnHolder | Cell | undefined>>;
  const keyword = Object.keys(byName).find((name) => !table.schema.has(name) && Object.hasOwn(KEYWORDS, name));
  if (keyword !== undefined) throw new ArgumentError(`fillna takes a value, or values by column name, and no column is called "${keyword}": ${KEYWORDS[keyword]!}`);
  // Of names that are not there, too: a promise must not be passed over with its name.
  const operands = new Map(Object.entries(byName).map(([name, value]) => [name, operandOf(`fillna: "${name}"`, value ?? null)]));
  return eachColumn(table, (column) => {
    const operand = operands.get(column.name);
    return operand === undefined ? column : fillna(column, operand);
  });
}

/** Keywords that pandas takes where names of columns stand here. */
const KEYWORDS: Readonly<Record<string, string>> = { method: "write df.ffill() or df.bfill()", value: "write df.fillna(value)" };

/** Each missing cell becomes the last one before it that is not. */
export function ffill(column: Column, options: FillOptions = {}): Column {
  const limit = limitOf("ffill", options);
  const values = unspelled(column);
  const missing = missingFlags(values);
  if (!missing.includes(1)) return values;
  const rows = new Int32Array(column.length);
  let last = -1;
  for (let i = 0; i < rows.length; i++) {
    if (missing[i] === 0) last = i;
    rows[i] = limit !== undefined && last >= 0 && i - last > limit ? -1 : last;
  }
  return take(values, rows);
}

/** Each missing cell becomes the next one after it that is not. */
export function bfill(column: Column, options: FillOptions = {}): Column {
  const limit = limitOf("bfill", options);
  const values = unspelled(column);
  const missing = missingFlags(values);
  if (!missing.includes(1)) return values;
  const rows = new Int32Array(column.length);
  let next = -1;
  for (let i = rows.length - 1; i >= 0; i--) {
    if (missing[i] === 0) next = i;
    rows[i] = limit !== undefined && next >= 0 && next - i > limit ? -1 : next;
  }
  return take(values, rows);
}

/** How many missing cells in a row are filled at most. Throws ArgumentError for options that there are not. */
export function limitOf(verb: string, options: FillOptions): number | undefined {
  const { limit } = checkOptions(verb, options, { limit: "whole from 1" });
  return limit;
}
