import { SchemaMismatchError } from "@framepool/errors";
import type { DataFrame } from "@framepool/frame";
import { frameOf, STRING, type DataType, type Field } from "@framepool/frame/internal";
import { wholeNumber } from "../check-options.js";
import type { CsvReadOptions, CsvSource } from "../options.js";
import { openTable, type OpenTable } from "../rows/open-table.js";
import type { Place } from "../records/page.js";
import type { Rejects } from "../rejects/open-rejects.js";
import { declaredTypes } from "../types/declared-types.js";
import { leavesOutBad } from "../rows/bad-lines.js";
import { addRows, countingRows, withoutBad } from "./add-rows.js";
import { TypedReader } from "./column-reader.js";

/** How large a batch is: it ends with the row that reaches either number. */
export interface BatchSize {
  readonly batchRows?: number;
  /** bytes of text, as UTF-8 */
  readonly batchBytes?: number;
}

export interface CsvBatch {
  readonly batch: DataFrame;
  /** number of the batch's first row among the rows of the table, from 0 */
  readonly firstRow: number;
  /** bytes of text that it took, as UTF-8 */
  readonly bytes: number;
  readonly places: BatchPlaces;
}

/** Where the rows of a batch stand in their source: the line that each begins on, from 1, and the offset of its first byte. */
export interface BatchPlaces {
  readonly file: string | null;
  readonly lines: Float64Array;
  readonly bytes: Float64Array;
}

/**
 * The table in batches of the given types, as {@link inferSchema} finds them; without types, what is not declared is
 * text. Batches depend on the text and on the size only. The text is read no faster than batches are taken, and its
 * source is closed when the last one was, or the iterator is. A table without rows is one batch without rows. Bad lines
 * that are collected go to `rejects`, which stays open.
 */
export async function* readBatches(source: CsvSource, options: CsvReadOptions, types: readonly Field[] | null, size: BatchSize, rejects: Rejects | null = null, signal?: AbortSignal): AsyncGenerator<CsvBatch, void> {
  const most = size.batchRows === undefined ? Infinity : Math.max(1, wholeNumber("batchRows", size.batchRows));
  const mostBytes = size.batchBytes === undefined ? Infinity : wholeNumber("batchBytes", size.batchBytes);
  const table = await openTable(source, options, rejects, signal);
  try {
    const fixed = types === null ? declaredTypes(table.columns.map(({ name }) => name), options).map((type) => type ?? STRING) : fixedTypes(table, types);
    const open = (): TypedReader[] => table.columns.map((column, k) => new TypedReader(column, fixed[k]!, options, Math.min(most, 16_384)));
    let columns = open();
    let places: Place[] = [];
    let [rows, firstRow, start, end] = [0, 0, table.start, table.start];
    const turn = (): CsvBatch => {
      const batch = frameOf(columns.map((column) => column.finish()), rows);
      const done = { batch, firstRow, bytes: end - start, places: { file: table.file, lines: Float64Array.from(places, ({ line }) => line), bytes: Float64Array.from(places, ({ byte }) => byte) } };
      columns = open();
      places = [];
      firstRow += rows;
      rows = 0;
      start = end;
      return done;
    };
    for await (const page of countingRows(columns, table, leavesOutBad(options), options.nrows ?? Infinity)) {
      const { ends, at, long } = page;
      // What comes before a bad row is given first, so that it does not depend on the pieces of the text.
      const placed = page.page.places(at);
      const good = long.length === 0 ? ends.length : at.filter((row) => row < long[0]!).length;
      let from = 0;
      while (from < good) {
        let to = from;
        while (to < good && rows + to - from < most && (to === from || ends[to - 1]! - start < mostBytes)) to++;
        addRows(columns, page, from, to, table);
        for (let row = from; row < to; row++) places.push(placed[row]!);
        rows += to - from;
        end = ends[to - 1]!;
        from = to;
        if (rows >= most || end - start >= mostBytes) yield turn();
      }
      if (long.length > 0) withoutBad(columns, page, table);
      await rejects?.flush();
    }
    if (rows > 0 || firstRow === 0) yield turn();
  } finally {
    await table.close();
  }
}

/** The types by the names of the table. Throws SchemaMismatchError if these are not its columns: the file has changed. */
function fixedTypes({ columns }: OpenTable, types: readonly Field[]): DataType[] {
  const byName = new Map(types.map(({ name, type }) => [name, type]));
  return columns.map(({ name }) => {
    const type = byName.get(name);
    if (type === undefined) throw new SchemaMismatchError(`column "${name}" was not there when the types were found: the file has changed since`, { column: name });
    return type;
  });
}
