import type { Field, DataType } from "@framepool/frame/internal";
import { STRING } from "@framepool/frame/internal";
import { reading } from "../types/declared-types.js";
import { typeOfCells } from "../types/classify.js";
import { fineness, parseInstant, unitOf } from "../types/parse-time.js";
import { isThere } from "../text-column/column-values.js";
import { textColumn } from "../text-column/text-column.js";
import type { TextBlock } from "../text-column/TextBlock.js";
import { openRange, widthOf } from "./open-range.js";
import type { Table, TextRange } from "./table.js";

/** What the cells of a range can be: bits a column (of `types/classify.ts`; of `types/parse-time.ts` for a timestamp), to be or-ed together over all ranges. */
export interface RangeTypes {
  readonly rows: number;
  readonly firstRow: number;
  readonly bits: readonly number[];
}

/** Looks at the cells of the columns whose types are open. */
export async function inferRange(range: TextRange, table: Table): Promise<RangeTypes> {
  const { block, firstRow, close } = openRange(range, table, await widthOf(table.options.encoding), ({ index }) => index.rows);
  try {
    const wanted = block.head(Math.max(0, (table.options.nrows ?? Infinity) - firstRow));
    return { rows: wanted.index.rows, firstRow, bits: table.columns.map((_, k) => bitsOf(wanted, k, table)) };
  } finally {
    close();
  }
}

/** Whether a column's type is found by its cells. */
export function isOpen(type: DataType | null): boolean {
  return type === null || type.kind === "timestamp";
}

/** The bits of one column of a block; 0 where there is nothing to find. */
export function bitsOf(block: TextBlock, k: number, { columns, types, options }: Table): number {
  const type = types[k] ?? null;
  const column = columns[k]!;
  if (!isOpen(type)) return 0;
  const { validity } = textColumn(block, column, STRING, options).vectors[0]!.storage;
  if (type === null) return block.scanner.classify({ index: block.index, column: column.place, validity });
  let bits = 0;
  for (let row = 0; row < block.index.rows; row++) {
    if (!isThere(block, row, column.place, validity)) continue;
    const instant = parseInstant(block.cellText(row, column.place));
    // What is no instant makes its row a bad line when it is read.
    if (instant !== null) bits |= fineness(instant);
  }
  return bits;
}

/** The types of a table when the bits of all its cells are known. */
export function typesOfBits({ columns, types, options }: Table, bits: readonly number[]): Field[] {
  return columns.map(({ name }, k) => {
    const type = types[k] ?? null;
    const found = type === null ? reading(typeOfCells(bits[k]!), options.int64) : type.kind === "timestamp" ? ({ ...type, unit: unitOf(bits[k]!) } as const) : type;
    return { name, type: found, nullable: true };
  });
}
