import { STRING, type DataType } from "@framepool/frame/internal";
import type { CsvReadOptions } from "../options.js";
import { leavesOutBad } from "../rows/bad-lines.js";
import { missingWords } from "../rows/missing.js";
import type { OpenTable, RowPage } from "../rows/open-table.js";
import { declaredTypes } from "../types/declared-types.js";
import { countingRows, withoutBad } from "./add-rows.js";
import { columnReaders } from "./column-reader.js";

/** Types of columns, and in how many rows they were found: none where nothing is open. */
export interface Looked {
  readonly types: DataType[];
  readonly rows: number;
}

/**
 * The type of every column: as declared, else what the rows that count say, or the first of them (`inferRows`). Of those a
 * column without a cell is text, which holds whatever comes. Stops asking for pages when it knows.
 */
export async function lookAtRows(table: Pick<OpenTable, "bad" | "columns" | "pages" | "width">, options: CsvReadOptions): Promise<Looked> {
  const { nrows = Infinity, inferRows = Infinity } = options;
  const declared = declaredTypes(table.columns.map(({ name }) => name), options);
  const readers = columnReaders(table.columns, declared, options);
  const checked = readers.map(({ reader }) => reader);
  const open = table.columns.flatMap(({ name, place }, k) => {
    const { find } = readers[k]!;
    return find === null ? [] : [{ place, find, missing: missingWords(options, name) }];
  });
  const leavesOut = leavesOutBad(options);
  let count = 0;
  if (open.length > 0) {
    for await (const page of countingRows(checked, table, leavesOut, Math.min(nrows, inferRows))) {
      const { rows } = !leavesOut && page.long.length > 0 ? withoutBad(checked, page, table) : page;
      count += rows.length;
      for (const { place, find, missing } of open) {
        for (let i = 0; i < rows.length; i++) {
          const text = rows[i]![place];
          if (text !== undefined && !missing.has(text)) find.see(text);
        }
      }
    }
  }
  const found = readers.map(({ find }, k) => find?.type ?? declared[k]!);
  return { types: options.inferRows === undefined ? found : found.map(heldByText), rows: count };
}

/** The types of the first rows, and the table with all its pages still to come. Bad lines are told when they are read. */
export async function guessTypes(table: OpenTable, options: CsvReadOptions): Promise<{ readonly types: readonly DataType[]; readonly table: OpenTable }> {
  const looked: RowPage[] = [];
  async function* first(): AsyncGenerator<RowPage, void> {
    // Not by `for await`, which would close the table's pages when enough were looked at.
    for (let next = await table.pages.next(); next.done !== true; next = await table.pages.next()) {
      looked.push(next.value);
      yield next.value;
    }
  }
  const { types } = await lookAtRows({ ...table, pages: first(), bad: () => undefined }, options);
  async function* all(): AsyncGenerator<RowPage, void> {
    yield* looked;
    yield* table.pages;
  }
  return { types, table: { ...table, pages: all() } };
}

/** Nothing is known of a column without a cell. */
export function heldByText(type: DataType): DataType {
  return type.kind === "null" ? STRING : type;
}
