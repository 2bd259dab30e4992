import { ArgumentError } from "@framepool/errors";
import { scanArrow, scanCsv, type Pipeline, type PipelineOptions } from "@framepool/parallel";
import { formatOf, isArrow, separator } from "./formats.js";
import { openInput } from "./open-input.js";
import { parseDtype } from "./parse-dtype.js";

/** Options of the command line that say how inputs are read and where the work is done. */
export interface ScanOptions {
  readonly workers?: number;
  readonly partitions?: number;
  readonly dtype?: string;
  /** where bad lines go */
  readonly rejects?: string;
}

/** A pipeline over files: CSV of the same columns, or one Arrow file. */
export function scan(inputs: readonly string[], { workers, partitions, dtype, rejects }: ScanOptions, options: PipelineOptions = {}): Pipeline {
  const run = { ...options, ...(workers === undefined ? {} : { workers }), ...(partitions === undefined ? {} : { partitions }) };
  const [first] = inputs;
  if (inputs.some(isArrow)) {
    if (inputs.length > 1) throw new ArgumentError("an Arrow file is read alone; several inputs are CSV files");
    if (dtype !== undefined) throw new ArgumentError("--dtype is for CSV; an Arrow file says its types itself");
    if (rejects !== undefined) throw new ArgumentError("--rejects is for CSV; an Arrow file has no bad lines");
    return scanArrow(first!, run);
  }
  const separated = inputs.filter((input) => formatOf(input) === "tsv").length;
  if (separated > 0 && separated < inputs.length) throw new ArgumentError("some inputs are separated by tabs and some by commas; give the ones or the others");
  return scanCsv(inputs.map(openInput), { ...parseDtype(dtype), ...(rejects === undefined ? {} : { onBadLines: "collect", rejects }), ...run, ...separator(first!) });
}
