import type * as Zlib from "node:zlib";
import type * as Arrow from "apache-arrow";
import { ArgumentError } from "@framepool/errors";
import { COLUMNS } from "../columns-key.js";
import { oneDictionary } from "../one-dictionary.js";
import { Table } from "../table.js";
import { fromArrow } from "./from-arrow.js";
import { toArrow } from "./to-arrow.js";
import type { ArrowModule } from "./type-to-arrow.js";

export interface IpcOptions {
  /** `"stream"` (default) or `"file"` (Feather 2, with a footer) */
  readonly format?: "stream" | "file";
  /** `"zstd"` where this Node has it (22.15, 23.8 and newer) */
  readonly compression?: "zstd" | "lz4";
}

/** The table in Arrow IPC bytes, file or stream: views on them where they are not compressed. Throws ArgumentError for other bytes. */
export async function fromArrowIpc(bytes: Uint8Array): Promise<Table> {
  const arrow = await import("apache-arrow");
  provideCodecs(arrow);
  return fromArrow(read(arrow, bytes));
}

function read(arrow: ArrowModule, bytes: Uint8Array): Arrow.Table {
  try {
    return arrow.tableFromIPC(bytes);
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new ArgumentError(`these bytes cannot be read as Arrow IPC: ${why}`, { cause: error });
  }
}

/** A table as Arrow IPC bytes. Throws ArgumentError for a compression that is not to be had here. */
export async function toArrowIpc(table: Table, { format = "stream", compression }: IpcOptions = {}): Promise<Uint8Array> {
  const arrow = await import("apache-arrow");
  if (compression !== undefined) requireCodec(compression);
  provideCodecs(arrow);
  // A file holds one dictionary a column, and a stream is smaller with one.
  const columns = table[COLUMNS].map(oneDictionary);
  const written = toArrow(new Table(columns, table.numRows), arrow);
  for (const { schema } of [written, ...written.batches]) keepEmptyNames(schema.fields);
  return arrow.tableToIPC(written, format, compression === undefined ? null : arrow.CompressionType.ZSTD);
}

/** apache-arrow leaves out a name that is falsy, and reads "null" for it; a String object is truthy. One, as names are compared. */
const EMPTY: unknown = Object("");

function keepEmptyNames(fields: readonly Arrow.Field[] | null): void {
  for (const field of fields ?? []) {
    if (field.name === "") Object.assign(field, { name: EMPTY });
    keepEmptyNames((field.type as Arrow.DataType).children);
  }
}

/** What a Node with zstd has beside the zlib that all have. */
type WithZstd = typeof Zlib & { zstdCompressSync(data: Uint8Array): Uint8Array; zstdDecompressSync(data: Uint8Array): Uint8Array };

function hasZstd(codecs: typeof Zlib): codecs is WithZstd {
  return "zstdCompressSync" in codecs && "zstdDecompressSync" in codecs;
}

/** Loaded when it is needed, since every worker loads this file. */
function zlib(): typeof Zlib {
  return process.getBuiltinModule("node:zlib");
}

function requireCodec(compression: string): void {
  if (compression !== "zstd") throw new ArgumentError(`compression "${compression}" is not supported; use "zstd", or none`);
  if (!hasZstd(zlib())) throw new ArgumentError(`compression "zstd" needs Node 22.15 or newer, this is ${process.versions.node}; leave it out`);
}

function provideCodecs(arrow: ArrowModule): void {
  const codecs = zlib();
  if (!hasZstd(codecs)) return;
  const { zstdCompressSync, zstdDecompressSync } = codecs;
  arrow.compressionRegistry.set(arrow.CompressionType.ZSTD, { encode: (data) => zstdCompressSync(data), decode: (data) => zstdDecompressSync(data) });
}
