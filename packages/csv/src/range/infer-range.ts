import { STRING, type DataType } from "@framepool/frame/internal";
import { heldByText } from "../read/look-at-rows.js";
import { leavesOutBad } from "../rows/bad-lines.js";
import { cellRules } from "../types/cell-rules.js";
import { reading } from "../types/declared-types.js";
import { typeOfCells } from "../types/classify.js";
import { unitOf } from "../types/parse-time.js";
import { isThere } from "../text-column/column-values.js";
import { textColumn, wordsFor } from "../text-column/text-column.js";
import type { TextBlock } from "../text-column/TextBlock.js";
import { cellBits, FAR, NO_DATE, type RangeTypes } from "./cell-bits.js";
import { inferRecords } from "./infer-records.js";
import { openRange, widthOf } from "./open-range.js";
import { countRows, keptRows, lookAt, type BadRow } from "./bad-rows.js";
import type { Table, TextRange } from "./table.js";

/** Looks at the cells of the columns whose types are open, in the rows that will be read. */
export async function inferRange(range: TextRange, table: Table): Promise<RangeTypes> {
  if (range.kind === "cut" && table.notScanned !== null) return inferRecords(range, table);
  const { nrows = Infinity } = table.options;
  let bad: readonly BadRow[] = [];
  const { block, firstRow, close } = openRange(range, table, await widthOf(table.options.encoding), (opened, before) => {
    // An error is told when the rows are read.
    if (leavesOutBad(table.options)) bad = lookAt(opened, table).bad;
    return countRows(opened, bad, Math.max(0, nrows - before));
  });
  try {
    const { rows, end } = keptRows(block, bad, Math.max(0, nrows - firstRow));
    const wanted = block.head(end);
    return { rows: rows?.length ?? end, firstRow, bits: table.columns.map((_, k) => bitsOf(wanted, k, table, rows)) };
  } finally {
    close();
  }
}

/** The bits of one column of a block, of all rows or of some; 0 where there is nothing to find. */
function bitsOf(block: TextBlock, k: number, table: Table, rows: Int32Array | null): number {
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

/** The types of a table when the bits of all its cells are known. */
export function typesOfBits(table: Table, bits: readonly number[]): DataType[] {
  return table.columns.map((_, k) => {
    const type = typeOf(bits[k]!, table.open[k]!, table.types[k] ?? null, table.options.int64);
    return table.known[k] === "guessed" ? heldByText(type) : type;
  });
}

function typeOf(bits: number, open: Table["open"][number], type: DataType | null, int64: "bigint" | undefined): DataType {
  if (open === "any") return reading(typeOfCells(bits), int64);
  if (open === null) return type ?? STRING;
  const unit = unitOf(bits);
  const fits = (bits & NO_DATE) === 0 && ((bits & FAR) === 0 || unit !== "ns");
  return open === "unit" || fits ? { kind: "timestamp", unit, timezone: null } : STRING;
}
