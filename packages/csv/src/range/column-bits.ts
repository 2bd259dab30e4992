import { NULL, sameType, STRING, type Column, type DataType } from "@framepool/frame/internal";
import { heldByText } from "../read/look-at-rows.js";
import { isThere } from "../text-column/column-values.js";
import { readSeen, textColumn, wordsFor } from "../text-column/text-column.js";
import type { TextBlock } from "../text-column/TextBlock.js";
import { cellRules } from "../types/cell-rules.js";
import { typeOfCells } from "../types/classify.js";
import { reading } from "../types/declared-types.js";
import { unitOf } from "../types/parse-time.js";
import { cellBits, FAR, NO_DATE } from "./cell-bits.js";
import type { Table } from "./table.js";

/** What the cells of a block can be, of all its rows or of some: bits a column, 0 where there is nothing to find. */
export function bitsOf(block: TextBlock, table: Table, rows: Int32Array | null): number[] {
  return table.columns.map((_, k) => ofColumn(block, k, table, rows));
}

function ofColumn(block: TextBlock, k: number, table: Table, rows: Int32Array | null): number {
  const { columns, open, options } = table;
  const { name, place } = columns[k]!;
  const found = open[k] ?? null;
  if (found === null) return 0;
  const rules = cellRules(options, name);
  if (found === "any" && rules.plain && rows === null) return block.scanner.classify({ index: block.index, column: place, validity: null, words: wordsFor(options, name) });
  const { validity } = textColumn(block, columns[k]!, STRING, table).vectors[0]!.storage;
  const see = cellBits(rules, found);
  const count = rows?.length ?? block.index.rows;
  let bits = 0;
  for (let i = 0; i < count; i++) {
    const row = rows === null ? i : rows[i]!;
    if (isThere(block, row, place, validity)) bits |= see(block.cellText(row, place));
  }
  return bits;
}

/**
 * The same of all rows of columns that are read, and have the types of the first range, whose bits are known. Of numbers they are those
 * that say more than that: they mean nothing by themselves.
 */
export function bitsOfRead(columns: readonly Column[], block: TextBlock, table: Table): number[] {
  return columns.map((column, k) => (table.open[k] === "any" ? readSeen(column) : null) ?? ofColumn(block, k, table, null));
}

/** The types of a table when the bits of all its cells are known. */
export function typesOfBits(table: Table, bits: readonly number[]): DataType[] {
  return table.columns.map((_, k) => {
    const type = typeOf(bits[k]!, table.open[k]!, table.types[k] ?? null, table.options.int64);
    return table.known[k] === "guessed" ? heldByText(type) : type;
  });
}

/** The types of a table before any row was seen: what may be a date or text fits both. */
export function typesOfNothing(table: Table): DataType[] {
  return typesOfBits(table, table.columns.map(() => 0)).map((type, k) => (table.open[k] === "date" ? NULL : type));
}

/** Whether the types of a table are these, by the bits of its cells. */
export function haveTypes(table: Table, bits: readonly number[], types: Table["types"]): boolean {
  return typesOfBits(table, bits).every((type, k) => types[k] !== null && sameType(type, types[k]!));
}

function typeOf(bits: number, open: Table["open"][number], type: DataType | null, int64: "bigint" | undefined): DataType {
  if (open === "any") return reading(typeOfCells(bits), int64);
  if (open === null) return type ?? STRING;
  const unit = unitOf(bits);
  const fits = (bits & NO_DATE) === 0 && ((bits & FAR) === 0 || unit !== "ns");
  return open === "unit" || fits ? { kind: "timestamp", unit, timezone: null } : STRING;
}
