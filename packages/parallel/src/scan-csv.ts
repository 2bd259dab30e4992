import type { CsvReadOptions, CsvSchema, CsvSource } from "@framepool/csv";
import { splitOptions, type PipelineOptions } from "./options.js";
import { Pipeline } from "./Pipeline.js";
import { csvSource } from "./sources/csv.js";

/**
 * A pipeline over a CSV file that is never held whole in memory. Types come from `dtype` or `schema`, else from one
 * pass over the whole file before the first function runs. Options of the reader and of the run stand side by side.
 *
 * @throws CsvParseError with file, line and byte when the run meets text that is no such CSV.
 */
export function scanCsv<const O extends CsvReadOptions & PipelineOptions = Record<never, never>>(source: CsvSource, options?: O): Pipeline<CsvSchema<O>> {
  const { own, rest } = splitOptions<CsvReadOptions & PipelineOptions>(options ?? {});
  return new Pipeline<CsvSchema<O>>((merged) => csvSource(source, rest, merged), own);
}
