import { readCsv } from "@framepool/csv";
import { isArrow, separator } from "./formats.js";
import { openInput } from "./open-input.js";
import { parseDtype } from "./parse-dtype.js";
import { scan } from "./scan.js";

/** `framepool head FILE`: the first rows, as a table. */
export async function head(file: string, { rows, dtype }: { rows: number; dtype?: string }): Promise<void> {
  // Of CSV, types are those of the rows that are shown: the rest of a large file is not looked at.
  const frame = isArrow(file) ? await scan([file], dtype === undefined ? {} : { dtype }, { backend: "inline" }).head(rows).collect() : await readCsv(openInput(file), { nrows: rows, ...separator(file), ...parseDtype(dtype) });
  process.stdout.write(`${frame.toString()}\n`);
}
