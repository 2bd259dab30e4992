import { constants } from "node:fs";
import { open, stat, type FileHandle } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { whyUnread } from "@framepool/csv/internal";
import { FrameError, isError } from "@framepool/errors";
import { DataFrame } from "@framepool/frame";
import { Column, frameOf, nullVector, openIpcReader, type IpcReader } from "@framepool/frame/internal";
import { partitionRule, textPartitionBytes, type PartitionOptions } from "../parts/partition.js";
import type { Pushed } from "../plan/push-down.js";
import { cutFrames } from "./cut-frames.js";
import { limited } from "./limited.js";
import type { Source } from "./source.js";

export type ArrowSource = string | URL | Uint8Array;

/** Arrow IPC, file or stream: one record batch after the other is read on this thread. */
export function arrowSource(input: ArrowSource, options: PartitionOptions, pushed: Pushed): Source {
  const name = input instanceof Uint8Array ? "the bytes" : String(input);
  const bytes = (): Promise<number | null> => (input instanceof Uint8Array ? Promise.resolve(input.length) : stat(pathOf(input)).then((found) => (found.isFile() ? found.size : null), () => null));
  const source: Source = {
    files: () => Promise.resolve([input instanceof Uint8Array ? null : pathOf(input)]),
    size: async () => ({ rows: null, bytes: await bytes() }),
    describe: async () => ({ kind: "arrow", inputs: [{ name, bytes: await bytes() }], reading: null, types: "those of its schema", partitions: `${partitionRule(options, null)}, of record batches`, selects: !pushed.keepsAll }),
    isReadAgain: async () => (await bytes()) !== null,
    async open() {
      const file = input instanceof Uint8Array ? null : await guarded(name, () => openFile(pathOf(input)));
      const close = async (): Promise<void> => void (await file?.close().catch(() => undefined));
      try {
        const reader = await guarded(name, () => openIpcReader(file ?? (input as Uint8Array)));
        const names = reader.fields.map((field) => field.name);
        const columns = pushed.columns(names);
        const size = options.partitionRows === undefined ? { bytes: textPartitionBytes(await bytes(), options, names.length) } : { rows: options.partitionRows };
        const parts = () => cutFrames(frames(name, reader, pushed.keepsAll ? names : columns), size, (frame) => frame.select(columns));
        return { plan: { kind: "frame" }, reading: null, selects: !pushed.keepsAll, parts, close };
      } catch (error) {
        await close();
        throw error;
      }
    },
  };
  return limited(source, pushed.limit);
}

/** The record batches, and before them a frame without rows, which a source without batches has too. */
async function* frames(name: string, reader: IpcReader, columns: readonly string[]): AsyncGenerator<DataFrame, void> {
  let table = await guarded(name, () => reader.next());
  if (table === null) yield frameOf(reader.fields.map(({ name: column, type, ...facts }) => new Column(column, type, [nullVector(type, 0)], facts)), 0).select(columns);
  // Of a batch that has rows itself, its categories are those of no rows, too.
  else yield new DataFrame(table).select(columns).slice(0, 0);
  for (; table !== null; table = await guarded(name, () => reader.next())) yield new DataFrame(table).select(columns);
}

function pathOf(input: string | URL): string {
  return String(input).startsWith("file:") ? fileURLToPath(input) : String(input);
}

/** A pipe is refused at once: a thread that waits in `open` for who writes to it could not be stopped, and neither could the process. */
async function openFile(path: string): Promise<FileHandle> {
  const file = await open(path, constants.O_RDONLY | constants.O_NONBLOCK);
  const found = await file.stat();
  if (found.isFile()) return file;
  await file.close();
  throw new Error(found.isDirectory() ? "it is a folder" : "it is no regular file, and Arrow is not read in order here; write it to a file first, and read that");
}

/** What goes wrong with the bytes is said with their name. */
async function guarded<T>(name: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof FrameError) throw error;
    throw new FrameError(`cannot read ${name} as Arrow IPC: ${isError(error) ? whyUnread(error) : String(error)}`, {}, { cause: error });
  }
}
