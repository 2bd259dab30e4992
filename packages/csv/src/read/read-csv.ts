import type { DataFrame } from "@framepool/frame";
import { frameOf } from "@framepool/frame/internal";
import type { CsvSchema } from "../csv-schema.js";
import type { CsvReadOptions, CsvSource } from "../options.js";
import { openTable } from "../rows/open-table.js";
import { openRejects, refuseInput, type Rejects } from "../rejects/open-rejects.js";
import { declaredTypes } from "../types/declared-types.js";
import { leavesOutBad } from "../rows/bad-lines.js";
import { addRows, countingRows, withoutBad } from "./add-rows.js";
import { columnReaders, ROWS, TypedReader } from "./column-reader.js";
import { guessTypes } from "./look-at-rows.js";

/**
 * Reads CSV text into memory. Names, defaults and meanings are those of pandas, without its index. Types that are not
 * declared are decided over all rows: int32, int64, uint64, float64, bool (`True`, `true` …), else string; integers
 * stay integers beside missing cells, and a column without any value is of type null. Dates are read where
 * `parseDates` names their column, or `dtype` says `"date"` or `"timestamp"`.
 *
 * @param source a path, a file URL, bytes, a stream, or an async iterable of bytes or strings
 * @throws CsvParseError with file, line, column and byte for a row that is too long, a cell that its declared type cannot hold,
 * a quote that is not closed, a file that cannot be read or in which there is nothing.
 * @throws SinkError where the file of `rejects` cannot be written; FrameError for a column in `dtype`, `schema` or `usecols` that the file does not have; ArgumentError for an option that does not fit.
 * @example
 * import { readCsv } from "@framepool/csv";
 *
 * const text = 'Name,Age\n"Braund, Mr. Owen",22\nMoran,\n';
 * const df = await readCsv(new TextEncoder().encode(text));
 * df.dtypes; // → { Name: 'string', Age: 'int32' }
 * df.toRows(); // → [ { Name: 'Braund, Mr. Owen', Age: 22 }, { Name: 'Moran', Age: null } ]
 */
export async function readCsv<const O extends CsvReadOptions = CsvReadOptions>(source: CsvSource, options?: O): Promise<DataFrame<CsvSchema<O>>> {
  const given: CsvReadOptions = options ?? {};
  await refuseInput(source, given);
  const rejects = await openRejects(given);
  try {
    const frame = await readTable<CsvSchema<O>>(source, given, rejects);
    await rejects?.commit();
    return frame;
  } catch (error) {
    await rejects?.abort();
    throw error;
  }
}

async function readTable<S>(source: CsvSource, given: CsvReadOptions, rejects: Rejects | null): Promise<DataFrame<S>> {
  const opened = await openTable(source, given, rejects);
  try {
    const { table, types } = given.inferRows === undefined ? { table: opened, types: declaredTypes(opened.columns.map(({ name }) => name), given) } : await guessTypes(opened, given);
    const columns = given.inferRows === undefined ? columnReaders(table.columns, types, given).map(({ reader }) => reader) : table.columns.map((column, k) => new TypedReader(column, types[k]!, given, ROWS));
    const leavesOut = leavesOutBad(given);
    let numRows = 0;
    for await (const page of countingRows(columns, table, leavesOut, given.nrows ?? Infinity)) {
      const rows = !leavesOut && page.long.length > 0 ? withoutBad(columns, page, table) : page;
      addRows(columns, rows, 0, rows.rows.length, table);
      numRows += rows.rows.length;
      await rejects?.flush();
    }
    return frameOf<S>(columns.map((column) => column.finish()), numRows);
  } finally {
    await opened.close();
  }
}
