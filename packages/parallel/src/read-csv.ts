import type { CsvReadOptions, CsvSchema, CsvSource } from "@framepool/csv";
import { isReadAgain, KeptSource } from "@framepool/csv/internal";
import type { DataFrame } from "@framepool/frame";
import { checkObject, splitOptions, type PipelineOptions } from "./options.js";
import { isList, scanCsv } from "./scan-csv.js";

/**
 * Reads CSV into memory, on all cores where it is large: `scanCsv(source).collect()`. Names, defaults and meanings are those
 * of pandas, without its index. Types that are not declared are decided over all rows: int32, int64, uint64, float64, bool
 * (`True`, `true` …), else string; integers stay integers beside missing cells. The frame is the same for any number of workers.
 *
 * @param source a path, a pattern, a file URL, bytes, a stream, or a list of these, read as one; a stream is kept in memory while
 * it is read, since types are found before cells are read
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
export async function readCsv<const O extends CsvReadOptions & PipelineOptions = CsvReadOptions & PipelineOptions>(source: CsvSource | readonly CsvSource[], options?: O): Promise<DataFrame<CsvSchema<O>>> {
  checkObject("readCsv", options ?? {});
  const inputs: readonly CsvSource[] = isList(source) ? source : [source];
  // What can be read only once is kept, since its types are found before its cells are read.
  const kept = inputs.map((input) => (isStream(input) ? new KeptSource(input) : input));
  const streams = kept.filter((input) => input instanceof KeptSource);
  try {
    return await scanCsv<O>(kept, options).collect(streams.length > 0 && !asksForThreads(options ?? {}) ? { backend: "inline" } : {});
  } finally {
    for (const stream of streams) stream.close();
  }
}

/** Options of a run that do not say where it runs. */
const ANYWHERE: readonly string[] = ["signal", "onProgress", "progress", "partitions", "partitionRows", "partitionBytes"];

/** Whether a run has options that mean threads: a stream, whose size nobody knows, is read in line unless it has. */
function asksForThreads(options: PipelineOptions): boolean {
  return Object.keys(splitOptions(options).own).some((name) => !ANYWHERE.includes(name));
}

function isStream(input: CsvSource): input is AsyncIterable<Uint8Array | string> {
  // What JavaScript passes may be anything, whatever the type says: who reads it says so.
  const given: unknown = input;
  return !isReadAgain(input) && typeof given === "object" && given !== null && Symbol.asyncIterator in given;
}
