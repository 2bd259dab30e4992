import type { Writable } from "node:stream";
import { refuseCompressedArrow } from "@framepool/csv/internal";
import { ArgumentError } from "@framepool/errors";
import type { DataFrame, Series } from "@framepool/frame";
import { castColumn, columnsOf, frameOf, openIpcWriter, sameType, unifyTypes, type Column, type Field, type IpcWriter } from "@framepool/frame/internal";
import { asFrame, bytesOf } from "../parts/parts.js";
import { openTarget } from "./open-target.js";
import { ResultFrames } from "./result-frames.js";
import { sameColumns } from "./same-columns.js";
import { mismatch } from "./same-types.js";
import type { Sink } from "./sink.js";

/** How an Arrow file is written. */
export interface ArrowWriteOptions {
  /** `"file"` (Feather 2, with an index at its end; the default), or `"stream"` */
  readonly format?: "file" | "stream";
  /** `"zstd"` where this Node has it (22.15, 23.8 and newer) */
  readonly compression?: "zstd";
}

/** Parts wait, up to so many bytes, as long as a column has no cell: a later part tells its type. */
const HELD_BYTES = 32 * 1024 * 1024;

/** Writes record batches in input order, under the schema of the first parts. */
export async function arrowSink(target: string | URL | Writable, options: ArrowWriteOptions, signal: AbortSignal | undefined): Promise<Sink<void>> {
  checkOptions(options);
  refuseCompressedArrow(target);
  const file = await openTarget(target, {}, signal);
  const results = new ResultFrames();
  let held: { readonly frame: DataFrame; readonly partition: number }[] = [];
  let heldBytes = 0;
  let fields: readonly Field[] | null = null;
  let writer: IpcWriter | null = null;

  const write = async (chunks: readonly Uint8Array[]): Promise<void> => {
    if (chunks.length > 0) await file.write(Buffer.concat(chunks));
  };
  const release = async (): Promise<void> => {
    for (const { frame, partition } of held.splice(0)) await write(writer!.write(fitted(frame, fields!, partition)));
  };
  const add = async (value: DataFrame | Series, partition: number): Promise<void> => {
    const frame = asFrame(value);
    held.push({ frame, partition });
    if (writer === null) {
      fields = widened(fields, frame, partition);
      heldBytes += bytesOf(frame);
      if (fields.some(({ type }) => type.kind === "null") && heldBytes < HELD_BYTES) return;
      writer = await openIpcWriter(fields, options);
    }
    await release();
  };
  return {
    output: { kind: "frame", isKept: false },
    ordered: true,
    async take(partition, reply, origins) {
      for (const value of results.take(partition, reply, origins)) await add(value, partition);
    },
    async finish() {
      for (const value of results.rest()) await add(value, 0);
      writer ??= await openIpcWriter(fields ?? [], options);
      await release();
      await write(writer.finish());
      await file.commit();
    },
    leave: () => undefined,
    abort: async () => {
      held = [];
      await file.abort();
    },
  };
}

function checkOptions(options: ArrowWriteOptions): void {
  const { format = "file", ...rest }: Readonly<Record<string, unknown>> = { ...options };
  if (format !== "file" && format !== "stream") throw new ArgumentError(`format is ${JSON.stringify(format)}; it must be "file" or "stream"`);
  for (const name of Object.keys(rest)) if (name !== "compression") throw new ArgumentError(`no option "${name}"; the options are format compression, and those of a run`);
}

/** The fields of the first part; a column that has had no cell so far takes the type of its first ones. */
function widened(fields: readonly Field[] | null, frame: DataFrame, partition: number): readonly Field[] {
  const own = frame.schema.fields;
  if (fields === null) return own;
  sameColumns(fields.map(({ name }) => name), frame.columns, partition);
  return fields.map((field, k) => (field.type.kind === "null" ? own[k]! : field));
}

/** The part with the types of the file. Throws SchemaMismatchError where that would lose something. */
function fitted(frame: DataFrame, fields: readonly Field[], partition: number): DataFrame {
  sameColumns(fields.map(({ name }) => name), frame.columns, partition);
  return frameOf(columnsOf(frame).map((column, k) => fittedColumn(column, fields[k]!, partition)), frame.numRows);
}

function fittedColumn(column: Column, { name, type }: Field, partition: number): Column {
  const common = unifyTypes(type, column.type);
  if (common !== null && sameType(common, type)) return castColumn(column, type);
  return mismatch(name, type, column.type, partition, " (a float where any part has one)");
}
