import type { CsvReadOptions, CsvSchema, CsvSource } from "@framepool/csv";
import { ArgumentError } from "@framepool/errors";
import { checkObject, splitOptions, type PipelineOptions } from "./options.js";
import { Pipeline } from "./pipeline/Pipeline.js";
import { csvSource } from "./sources/csv.js";
import { globbed } from "./sources/globs.js";
import { limited } from "./sources/limited.js";

/**
 * A pipeline over a CSV file that is never held whole in memory. Types come from `dtype` or `schema`, else from one
 * pass over the whole file before the first function runs. Options of the reader and of the run stand side by side.
 * `select`, `drop` and `head` directly behind it are done by the reader: other columns and later rows are not read.
 *
 * @param source a path, a pattern (`"data/*.csv"`: the files that match, in order of their names), a file URL, bytes, a
 * stream (which has one run), or a list of these: files of the same columns, read as one
 * @throws ArgumentError for an empty list; CsvParseError for a pattern that matches no file; StateError at the second run of a stream; with file, line and byte when the run meets text that is no such CSV.
 */
export function scanCsv<const O extends CsvReadOptions & PipelineOptions = CsvReadOptions & PipelineOptions>(source: CsvSource | readonly CsvSource[], options?: O): Pipeline<CsvSchema<O>> {
  checkObject("scanCsv", options ?? {});
  const { own, rest } = splitOptions<CsvReadOptions & PipelineOptions>(options ?? {});
  const inputs: readonly CsvSource[] = isList(source) ? source : [source];
  if (inputs.length === 0) throw new ArgumentError("the list of inputs is empty; give at least one, since their columns are those of the first");
  return new Pipeline<CsvSchema<O>>((merged, pushed) => {
    const { limit } = pushed;
    // Which rows are the last is known when all were read: then they are counted as they come.
    const read = limit === Infinity || (rest.skipfooter ?? 0) > 0 ? rest : { ...rest, nrows: Math.min(limit, rest.nrows ?? Infinity) };
    return globbed<CsvSource>(inputs, (files) => limited(csvSource(files, read, merged, pushed), limit));
  }, own);
}

/** Whether several inputs are given; Array.isArray does not narrow a readonly array. */
export function isList(source: CsvSource | readonly CsvSource[]): source is readonly CsvSource[] {
  return Array.isArray(source);
}
