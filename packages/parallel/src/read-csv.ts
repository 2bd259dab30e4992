import { readCsv as readHere, type CsvReadOptions, type CsvSchema, type CsvSource } from "@framepool/csv";
import { isReadAgain } from "@framepool/csv/internal";
import type { DataFrame } from "@framepool/frame";
import { splitOptions, type PipelineOptions } from "./options.js";
import { scanCsv } from "./scan-csv.js";

/**
 * Reads CSV into memory, on all cores where it is large: `scanCsv(source).collect()`. Names, defaults and meanings are those
 * of pandas, without its index. Types that are not declared are decided over all rows: int32, int64, uint64, float64, bool
 * (`True`, `true` …), else string; integers stay integers beside missing cells. The frame is the same for any number of workers.
 *
 * @param source a path, a pattern, a file URL, bytes, a stream, or a list of these, read as one
 * @throws CsvParseError with file, line, column and byte for a row that is too long, a cell that its declared type cannot hold,
 * a quote that is not closed, a file that cannot be read or in which there is nothing.
 * @throws FrameError for a column in `dtype`, `schema` or `usecols` that the file does not have; ArgumentError for an option that does not fit.
 * @example
 * import { readCsv } from "framepool";
 *
 * const text = 'Name,Age\n"Braund, Mr. Owen",22\nMoran,\n';
 * const df = await readCsv(new TextEncoder().encode(text));
 * df.dtypes; // → { Name: 'string', Age: 'int32' }
 * df.toRows(); // → [ { Name: 'Braund, Mr. Owen', Age: 22 }, { Name: 'Moran', Age: null } ]
 */
export function readCsv<const O extends CsvReadOptions & PipelineOptions = Record<never, never>>(source: CsvSource | readonly CsvSource[], options?: O): Promise<DataFrame<CsvSchema<O>>> {
  // What can be read only once is kept while its types are found, so it is read here.
  if (isStream(source)) return readHere(source, splitOptions<CsvReadOptions & PipelineOptions>(options ?? {}).rest) as Promise<DataFrame<CsvSchema<O>>>;
  return scanCsv(source, options).collect();
}

function isStream(source: CsvSource | readonly CsvSource[]): source is CsvSource {
  return !Array.isArray(source) && !isReadAgain(source as CsvSource);
}
