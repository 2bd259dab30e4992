import { AbortError, assertNotImporting } from "@framepool/errors";
import type { Compression } from "../options.js";
import { gzipMember, writeMethod } from "../text/compression.js";
import { pathOf } from "../text/open-source.js";
import { encoderOf } from "./encode.js";
import type { FileSink } from "./file-sink.js";
import { placeOf } from "./place.js";
import { replaceFile } from "./replace-file.js";
import { guarded } from "./sink-error.js";
import { writeDevice, writePipe } from "./write-directly.js";

export interface SinkOptions {
  readonly encoding?: string | undefined;
  readonly compression?: Compression | undefined;
  /** ends the waiting for a pipe's reader */
  readonly signal?: AbortSignal | undefined;
}

/**
 * Opens a file for writing. A regular file, or a new one, is written beside its real path and renamed at the end, with
 * the old one's mode; pipes and devices are written directly. The text is turned into `encoding`, and then
 * compressed: each chunk is a gzip member of its own.
 * Throws SinkError where it cannot be written, ArgumentError for an unknown encoding or compression, AbortError, and
 * CaptureError while a worker imports a task's module.
 */
export async function openSink(path: string | URL, { encoding = "utf8", compression = "infer", signal }: SinkOptions = {}): Promise<FileSink> {
  assertNotImporting("a sink");
  const target = pathOf(path);
  const encode = await encoderOf(encoding);
  const compressed = writeMethod(compression, target) !== null;
  const sink = await openBytes(target, signal);
  let begun = false;
  const write = async (chunk: Uint8Array): Promise<void> => {
    const bytes = encode(chunk, !begun);
    begun = true;
    await sink.write(compressed ? await gzipMember(bytes) : bytes);
  };
  const { restart } = sink;
  return {
    write: (chunk) => (compressed && chunk.length === 0 ? Promise.resolve() : write(chunk)),
    commit: async () => {
      // A file without a byte is no gzip.
      if (compressed && !begun) await write(new Uint8Array());
      await sink.commit();
    },
    rest: () => sink.rest(),
    ...(restart === undefined ? {} : {
      restart: async () => {
        begun = false;
        await restart();
      },
    }),
    abort: () => sink.abort(),
  };
}

async function openBytes(target: string, signal: AbortSignal | undefined): Promise<FileSink> {
  const place = await guarded(target, () => placeOf(target));
  switch (place.kind) {
    case "file": return replaceFile(target, place.real, place.old);
    case "device": return writeDevice(target, place.real);
    case "pipe": return writePipe(target, place, signal).catch((error: unknown) => {
      throw signal?.aborted === true ? new AbortError("the run was cancelled", { cause: signal.reason }) : error;
    });
  }
}
