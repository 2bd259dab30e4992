import { readCsv } from "@framepool/csv";
import { readingOf } from "./csv-flags.js";
import { isArrow, separator } from "./formats.js";
import { openInput } from "./open-input.js";
import { scan, type ScanOptions } from "./scan.js";

export interface HeadOptions extends ScanOptions {
  readonly rows: number;
}

/** `framepool head FILE`: the first rows, as a table. */
export async function head(file: string, options: HeadOptions): Promise<void> {
  const { rows } = options;
  const { skipfooter = 0, ...reading } = readingOf(options);
  // Of CSV, types are those of the rows that are shown: the rest of a large file is not looked at.
  const frame = isArrow(file) || skipfooter > 0
    ? await scan([file], options, { backend: "inline" }).head(rows).collect()
    : await readCsv(openInput(file), { ...separator(file), ...reading, nrows: Math.min(rows, reading.nrows ?? Infinity) });
  process.stdout.write(`${frame.toString()}\n`);
}
