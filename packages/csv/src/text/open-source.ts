import { constants, openSync } from "node:fs";
import { open, stat } from "node:fs/promises";
import { Socket } from "node:net";
import { Readable } from "node:stream";
import { ReadableStream } from "node:stream/web";
import { fileURLToPath } from "node:url";
import { ArgumentError, CsvParseError, isError, StateError } from "@framepool/errors";
import { shown } from "@framepool/frame/internal";
import type { CsvReadOptions, CsvSource } from "../options.js";
import { decompressed, readMethod } from "./compression.js";
import { KeptSource } from "./KeptSource.js";

/** A source ready to be read: its chunks, and the path that errors name. */
export interface Opened {
  readonly file: string | null;
  readonly chunks: AsyncIterable<Uint8Array | string>;
}

// 256 KiB was quickest: smaller pieces cost calls, larger ones leave the cache.
const PIECE = 256 * 1024;

/** Whether a source can be read again from its start: a stream or an iterable cannot. */
export function isReadAgain(source: CsvSource): boolean {
  return typeof source === "string" || source instanceof URL || source instanceof Uint8Array || source instanceof KeptSource;
}

/** Whether a source is decompressed while it is read. */
export function isCompressed(source: CsvSource, { compression = "infer" }: CsvReadOptions): boolean {
  return readMethod(compression, fileOf(source)) !== null;
}

/**
 * Opens a source, and decompresses it; a file is opened when its first chunk is asked for, and closed when the reading stops,
 * for whatever reason. The signal lets go a pipe, or a stream, that is being waited for: who waits then gets an error.
 */
export function openSource(source: CsvSource, { compression = "infer", maxCompressionRatio }: CsvReadOptions, signal?: AbortSignal): Opened {
  const file = fileOf(source);
  const method = readMethod(compression, file);
  const chunks = chunksOf(source, file, signal);
  return { file, chunks: method === null ? chunks : decompressed(chunks, method, file, maxCompressionRatio) };
}

function chunksOf(source: CsvSource, file: string | null, signal: AbortSignal | undefined): AsyncIterable<Uint8Array | string> {
  if (file !== null) return fileChunks(file, signal);
  if (source instanceof Uint8Array) return pieces(source);
  // What a caller without types may pass: an array, a number, null.
  const given: unknown = source;
  if (typeof given === "object" && given !== null && Symbol.asyncIterator in given) {
    if (isReadOnce(source as AsyncIterable<unknown>)) begin(given);
    if (given instanceof Readable) whenAborted(signal, () => given.destroy());
    return source as AsyncIterable<Uint8Array | string>;
  }
  throw new ArgumentError(`a CSV source is a path, a file URL, bytes (Uint8Array), a stream, or an async iterable of bytes or strings, not ${shown(given)}`);
}

/** Streams and iterators that somebody has begun to read. */
const begun = new WeakSet();

/** Throws StateError for what was read before: it has nothing left, or only a rest. */
function begin(source: object): void {
  if (begun.has(source)) throw new StateError("the stream of CSV text was read by a run before, and is read once; for several runs read it into memory first, const df = await readCsv(stream), or give each a stream of its own");
  begun.add(source);
}

/** Whether an iterable begins anew for nobody: a stream, or an iterator that is its own. */
function isReadOnce(source: AsyncIterable<unknown>): boolean {
  return source instanceof Readable || source instanceof ReadableStream || "next" in source;
}

/** The path that errors name, or null for a source without one. */
export function fileOf(source: CsvSource): string | null {
  return typeof source === "string" || source instanceof URL ? pathOf(source) : null;
}

/** The path that a string or a URL names. Throws ArgumentError for an empty one, and for a URL of another scheme. */
export function pathOf(source: string | URL): string {
  const text = String(source);
  if (text === "") throw new ArgumentError("a path is empty; give the name of a file");
  if (source instanceof URL ? source.protocol === "file:" : text.startsWith("file:")) return fileURLToPath(text);
  if (source instanceof URL || /^https?:\/\//.test(text)) {
    throw new ArgumentError(`${text} is no file; to read it, pass the stream: readCsv((await fetch(url)).body)`);
  }
  return source;
}

async function* pieces(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += PIECE) yield bytes.subarray(at, at + PIECE);
}

async function* fileChunks(file: string, signal: AbortSignal | undefined): AsyncGenerator<Uint8Array> {
  let size: number | null = null;
  let read = 0;
  try {
    if (isPolled && (await stat(file)).isFIFO()) {
      yield* pipeChunks(file, signal);
      return;
    }
    const handle = await open(file);
    const found = await handle.stat();
    // What says that it is empty may be made while it is read, as the files of /proc are.
    size = found.isFile() ? found.size : null;
    for await (const chunk of handle.createReadStream({ highWaterMark: PIECE })) {
      read += (chunk as Uint8Array).length;
      yield chunk as Uint8Array;
    }
  } catch (error) {
    throw readFailure(file, error);
  }
  if (size !== null && read < size) throw new CsvParseError(`${file} has become shorter while it was read: it ends at byte ${String(read)}`, { file, byte: read });
}

/** Elsewhere a pipe may seem to end before somebody has begun to write to it. */
const isPolled = process.platform === "linux";

/** By a socket: a thread that waits in `open` or `read` for a writer who does nothing could not be stopped, and neither could the process. */
async function* pipeChunks(file: string, signal: AbortSignal | undefined): AsyncGenerator<Uint8Array> {
  const socket = new Socket({ fd: openSync(file, constants.O_RDONLY | constants.O_NONBLOCK), readable: true, writable: false });
  whenAborted(signal, () => socket.destroy());
  try {
    for await (const chunk of socket) yield chunk as Uint8Array;
  } finally {
    socket.destroy();
  }
}

function whenAborted(signal: AbortSignal | undefined, act: () => void): void {
  if (signal?.aborted === true) act();
  else signal?.addEventListener("abort", act, { once: true });
}

/** The error for a file that cannot be opened or read; what is no error of the system is given as it is. */
export function readFailure(file: string, error: unknown): unknown {
  if (!isError(error) || !("code" in error)) return error;
  return new CsvParseError(`cannot read ${file}: ${whyUnread(error)}`, { file }, { cause: error });
}

/** Why a file cannot be opened or read: in words, where the system has a code for it. */
export function whyUnread(error: Error): string {
  return ("code" in error ? REASONS.get(error.code) : undefined) ?? error.message;
}

const REASONS: ReadonlyMap<unknown, string> = new Map([
  ["ENOENT", "there is no such file"],
  ["EISDIR", "it is a folder"],
  ["ENOTDIR", "a part of the path is no folder"],
  ["ELOOP", "its links lead in a circle"],
  ["ENAMETOOLONG", "its name is too long"],
  ["EACCES", "permission denied"],
  ["EMFILE", "this process has too many files open (ulimit -n)"],
  ["ENFILE", "the system has too many files open"],
]);
