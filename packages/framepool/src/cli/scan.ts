import type { CsvSource } from "@framepool/csv";
import { ArgumentError } from "@framepool/errors";
import { scanArrow, scanCsv, type Pipeline, type PipelineOptions } from "@framepool/parallel";
import { readingOf, refuseReading, type Given } from "./csv-flags.js";
import { formatOf, isArrow, separator } from "./formats.js";
import { openInput } from "./open-input.js";

/** Options of the command line that say how inputs are read, where the work is done, and where bad lines go. */
export interface ScanOptions extends Given {
  readonly workers?: number;
  readonly partitions?: number;
  readonly rejects?: string;
}

/** A pipeline over files: CSV of the same columns, or one Arrow file. */
export function scan(inputs: readonly string[], given: ScanOptions, options: PipelineOptions = {}, open: (path: string) => CsvSource = openInput): Pipeline {
  const { workers, partitions } = given;
  const run = { ...options, ...(workers === undefined ? {} : { workers }), ...(partitions === undefined ? {} : { partitions }) };
  const [first] = inputs;
  if (inputs.some(isArrow)) {
    if (inputs.length > 1) throw new ArgumentError("an Arrow file is read alone; several inputs are CSV files");
    refuseReading(given, "an Arrow file says itself what it holds");
    return scanArrow(first!, run);
  }
  const separated = inputs.filter((input) => formatOf(input) === "tsv").length;
  if (separated > 0 && separated < inputs.length) throw new ArgumentError("some inputs are separated by tabs and some by commas; give the ones or the others");
  return scanCsv(inputs.map(open), { ...separator(first!), ...readingOf(given), ...run });
}
