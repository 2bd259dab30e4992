import { readCsv } from "@framepool/csv";
import { openInput } from "./open-input.js";
import { parseDtype } from "./parse-dtype.js";

/** `framepool head FILE`: the first rows, as a table. */
export async function head(file: string, { rows, dtype }: { rows: number; dtype?: string }): Promise<void> {
  const frame = await readCsv(openInput(file), { nrows: rows, ...parseDtype(dtype) });
  process.stdout.write(`${frame.toString()}\n`);
}
