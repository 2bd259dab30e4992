import type { FileHandle } from "node:fs/promises";
import { late } from "@framepool/errors";
import type { Field } from "../data-types.js";
import type { Table } from "../table.js";
import { checkBuffers } from "./check-buffers.js";
import { checkFrames } from "./check-frames.js";
import { provideCodecs } from "./codecs.js";
import { fromArrow } from "./from-arrow.js";
import { fieldFromArrow } from "./type-from-arrow.js";

/** Record batches of Arrow IPC, file or stream, one at a time. */
export interface IpcReader {
  readonly fields: readonly Field[];
  /** The next batch, or null behind the last. */
  next(): Promise<Table | null>;
}

/** Reads the schema of bytes, or of an open file, which stays the caller's. Throws what apache-arrow throws for other bytes, and FrameError where they are damaged. */
export async function openIpcReader(source: Uint8Array | FileHandle): Promise<IpcReader> {
  const arrow = await late(() => import("apache-arrow"));
  provideCodecs(arrow);
  await checkFrames(source, arrow);
  const reader = await (source instanceof Uint8Array ? arrow.RecordBatchReader.from(source) : arrow.RecordBatchReader.from(wholeReads(source)));
  await reader.open();
  // A source without a schema leaves it undefined, whatever the type says.
  const schema = reader.schema as typeof reader.schema | undefined;
  if (schema === undefined) throw new Error("there is no schema in it");
  return {
    fields: schema.fields.map((field) => fieldFromArrow(field)),
    async next() {
      const next = await reader.next();
      if (next.done === true) return null;
      const table = fromArrow({ schema, batches: [next.value] });
      checkBuffers(table);
      return table;
    },
  };
}

/** A file of which every read gives what was asked for: apache-arrow would try for ever in one that has become shorter. */
function wholeReads(file: FileHandle): FileHandle {
  const read = async (buffer: Uint8Array, offset: number, length: number, position: number): Promise<unknown> => {
    const given = await file.read(buffer, offset, length, position);
    if (given.bytesRead === 0 && length > 0) throw new Error(`it has become shorter while it was read: it ends at byte ${String(position)}`);
    return given;
  };
  return { fd: file.fd, stat: () => file.stat(), read, close: () => Promise.resolve() } as unknown as FileHandle;
}
