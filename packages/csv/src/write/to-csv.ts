import { Buffer } from "node:buffer";
import { ArgumentError } from "@framepool/errors";
import type { DataFrame } from "@framepool/frame";
import type { CsvWriteOptions } from "../options.js";
import { openSink } from "../sink/open-sink.js";
import { isReaderGone } from "../sink/sink-error.js";
import { formatCsv, formatHeader } from "./format-csv.js";

/** Rows that are text at a time. */
const SLICE = 32_768;

/** A frame as CSV text. */
export function csvText(df: DataFrame, options: CsvWriteOptions): string {
  if (options.compression === "gzip") throw new ArgumentError("compression is that of a file; text has none");
  if (options.encoding !== undefined) throw new ArgumentError("encoding is that of a file; text has none");
  const bytes = formatCsv(df, options);
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString("utf8");
}

/** Writes a frame to a file, a slice of its rows at a time; ends quietly where a pipe's reader has had enough. */
export async function writeCsv(df: DataFrame, path: string | URL, options: CsvWriteOptions): Promise<void> {
  const header = formatHeader(df.columns, options);
  const sink = await openSink(path, options);
  try {
    await sink.write(header);
    const body = { ...options, header: false };
    for (let row = 0; row < df.numRows; row += SLICE) await sink.write(formatCsv(df.slice(row, row + SLICE), body));
    await sink.commit();
  } catch (error) {
    await sink.abort();
    if (!isReaderGone(error)) throw error;
  }
}
