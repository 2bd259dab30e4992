import { ArgumentError, isError, late } from "@framepool/errors";
import { shown } from "../build/cell-error.js";
import { COLUMNS } from "../columns-key.js";
import { oneDictionary } from "../one-dictionary.js";
import { Table } from "../table.js";
import { batchWriter, writeBatch } from "./batch-writer.js";
import { checkBuffers } from "./check-buffers.js";
import { checkFrames } from "./check-frames.js";
import { provideCodecs, requireCodec } from "./codecs.js";
import { keepEmptyNames } from "./empty-names.js";
import { fromArrow } from "./from-arrow.js";
import { numberDictionaries } from "./number-dictionaries.js";
import { toArrow } from "./to-arrow.js";

export interface IpcOptions {
  /** `"stream"` (default) or `"file"` (Feather 2, with a footer) */
  readonly format?: "stream" | "file";
  /** `"zstd"` where this Node has it (22.15, 23.8 and newer) */
  readonly compression?: "zstd";
}

/** The table in Arrow IPC bytes, file or stream: views on them where they are not compressed. Throws ArgumentError for other bytes, and for some that are damaged. */
export async function fromArrowIpc(bytes: Uint8Array): Promise<Table> {
  const given: unknown = bytes;
  if (!(given instanceof Uint8Array)) throw new ArgumentError(`fromArrowIpc takes bytes, a Uint8Array, not ${shown(given)}`);
  const arrow = await late(() => import("apache-arrow"));
  provideCodecs(arrow);
  try {
    await checkFrames(bytes, arrow);
    const table = fromArrow(arrow.tableFromIPC(bytes));
    checkBuffers(table);
    return table;
  } catch (error) {
    const why = isError(error) ? error.message : String(error);
    throw new ArgumentError(`these bytes cannot be read as Arrow IPC: ${why}`, { cause: error });
  }
}

/** A table as Arrow IPC bytes. Throws ArgumentError for a compression that is not to be had here. */
export async function toArrowIpc(table: Table, { format = "stream", compression }: IpcOptions = {}): Promise<Uint8Array> {
  const arrow = await late(() => import("apache-arrow"));
  if (compression !== undefined) requireCodec(compression);
  provideCodecs(arrow);
  // A file holds one dictionary a column, and a stream is smaller with one.
  const columns = table[COLUMNS].map(oneDictionary);
  const written = toArrow(new Table(columns, table.numRows), arrow);
  const { schema, batches } = written;
  keepEmptyNames(schema.fields);
  numberDictionaries(schema.fields);
  const { writer, taken } = batchWriter(arrow, schema, format, compression);
  for (const batch of batches) writeBatch(writer, Object.assign(batch, { schema }));
  writer.finish();
  return together(taken());
}

function together(chunks: readonly Uint8Array[]): Uint8Array {
  const bytes = new Uint8Array(chunks.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, at);
    at += chunk.length;
  }
  return bytes;
}
