import { FrameError, isError } from "@framepool/errors";
import type * as Arrow from "apache-arrow";
import type { IpcOptions } from "./ipc.js";
import type { ArrowModule } from "./type-to-arrow.js";

/** A writer of record batches, and what gives the bytes that it wrote since that was last asked: views on what was written. */
export function batchWriter(arrow: ArrowModule, schema: Arrow.Schema, format: IpcOptions["format"], compression: IpcOptions["compression"]): { readonly writer: Arrow.RecordBatchWriter; taken(): Uint8Array[] } {
  let chunks: Uint8Array[] = [];
  // The writer's own queue takes views on the same memory that lie side by side, or on top of each other, for parts of one.
  const queue = Object.assign(new arrow.AsyncByteQueue(), { write: (chunk: Uint8Array) => void chunks.push(chunk) });
  const compressionType = compression === undefined ? null : arrow.CompressionType.ZSTD;
  const writer = format === "file" ? new arrow.RecordBatchFileWriter({ compressionType }) : new arrow.RecordBatchStreamWriter({ compressionType });
  writer.reset(queue, schema);
  const taken = (): Uint8Array[] => {
    const all = chunks;
    chunks = [];
    return all;
  };
  return { writer, taken };
}

/** Writes a batch of the writer's schema. Throws FrameError for a second dictionary of a column, which a file has no place for. */
export function writeBatch(writer: Arrow.RecordBatchWriter, batch: Arrow.RecordBatch): void {
  try {
    writer.write(batch);
  } catch (error) {
    if (!isError(error) || !error.message.includes("replacement dictionaries")) throw error;
    throw new FrameError("a column has dictionaries that differ, of values that are not put together (decimals, lists …), and an Arrow file has one for each column; write a stream", {}, { cause: error });
  }
}
