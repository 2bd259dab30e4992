import { randomBytes } from "node:crypto";
import { constants } from "node:fs";
import { chmod, lstat, open, readlink, realpath, rename, stat, unlink, type FileHandle } from "node:fs/promises";
import { basename, dirname, join, resolve } from "node:path";
import { Buffer } from "node:buffer";
import { assertNotImporting, SinkError } from "@framepool/errors";
import type { Compression } from "../options.js";
import { gzipMember, writeMethod } from "../text/compression.js";
import { encodingOf, plainName } from "../text/encodings.js";
import { pathOf } from "../text/open-source.js";

/** Where output goes. A regular file is the old one until `commit`, and the whole new one after it. */
export interface FileSink {
  /** Writes UTF-8 text of whole characters behind what was written before; wait for it before the next. */
  write(chunk: Uint8Array): Promise<void>;
  /** Makes what was written the file. */
  commit(): Promise<void>;
  /** Leaves the file as it was; what was written to a pipe is gone. */
  abort(): Promise<void>;
}

/**
 * Opens a file for writing. A regular file, or a new one, is written beside its real path and renamed at the end, with
 * the old one's mode; pipes and devices are written directly. The text is turned into `encoding`, and then
 * compressed: each chunk is a gzip member of its own.
 * Throws SinkError where it cannot be written, ArgumentError for an unknown encoding or compression, and CaptureError
 * while a worker imports a task's module.
 */
export async function openSink(path: string | URL, encoding = "utf8", compression: Compression = "infer"): Promise<FileSink> {
  assertNotImporting("a sink");
  const target = pathOf(path);
  const encode = await encoderOf(encoding);
  const compressed = writeMethod(compression, target) !== null;
  const place = await guarded(target, () => placeOf(target));
  const file = await guarded(target, () => (place.direct ? open(place.real, constants.O_WRONLY) : open(place.temporary, "wx", place.mode ?? 0o666)));
  const sink = place.direct ? directSink(target, file) : replacingSink(target, file, place);
  let begun = false;
  const write = async (chunk: Uint8Array): Promise<void> => {
    const bytes = encode(chunk, !begun);
    begun = true;
    await sink.write(compressed ? await gzipMember(bytes) : bytes);
  };
  return {
    write: (chunk) => (compressed && chunk.length === 0 ? Promise.resolve() : write(chunk)),
    commit: async () => {
      // A file without a byte is no gzip.
      if (compressed && !begun) await write(new Uint8Array());
      await sink.commit();
    },
    abort: sink.abort,
  };
}

interface Direct {
  readonly direct: true;
  readonly real: string;
}

interface Replaced {
  readonly direct: false;
  readonly real: string;
  readonly temporary: string;
  /** permissions of the file that is replaced, or null if there is none */
  readonly mode: number | null;
}

async function placeOf(target: string): Promise<Direct | Replaced> {
  // /dev/stdout may be a file that a shell opened: replacing it would write beside what the shell sees.
  if (/^\/(dev\/(fd|std(in|out|err)$)|proc\/)/.test(target)) return { direct: true, real: target };
  const real = await realTarget(target);
  const found = await stat(real).catch(ignoreMissing);
  if (found?.isDirectory() === true) throw Object.assign(new Error("it is a folder"), { code: "EISDIR" });
  if (found !== null && !found.isFile()) return { direct: true, real };
  const temporary = join(dirname(real), `.${basename(real)}.${randomBytes(6).toString("hex")}.tmp`);
  return { direct: false, real, temporary, mode: found === null ? null : found.mode & 0o7777 };
}

/** The path behind symbolic links; of a link whose target is not there yet, that target. */
async function realTarget(target: string): Promise<string> {
  let path = resolve(target);
  for (let links = 0; links < 32; links++) {
    const known = await realpath(path).catch(ignoreMissing);
    if (known !== null) return known;
    const link = await lstat(path).catch(ignoreMissing);
    if (link?.isSymbolicLink() !== true) return path;
    path = resolve(dirname(path), await readlink(path));
  }
  return path;
}

function ignoreMissing(error: unknown): null {
  if (error instanceof Error && "code" in error && error.code === "ENOENT") return null;
  throw error;
}

function directSink(target: string, file: FileHandle): FileSink {
  return {
    write: (bytes) => guarded(target, () => writeAll(file, bytes)),
    commit: () => guarded(target, () => file.close()),
    abort: () => file.close().catch(() => undefined),
  };
}

function replacingSink(target: string, file: FileHandle, { real, temporary, mode }: Replaced): FileSink {
  const abort = async (): Promise<void> => {
    await file.close().catch(() => undefined);
    await unlink(temporary).catch(() => undefined);
  };
  const orAbort = async (work: () => Promise<void>): Promise<void> => {
    try {
      await work();
    } catch (error) {
      await abort();
      throw sinkError(target, error);
    }
  };
  return {
    write: (bytes) => orAbort(() => writeAll(file, bytes)),
    commit: () =>
      orAbort(async () => {
        // The process' umask was taken from the mode when the file was made.
        if (mode !== null) await chmod(temporary, mode);
        await file.close();
        await rename(temporary, real);
      }),
    abort,
  };
}

async function writeAll(file: FileHandle, bytes: Uint8Array): Promise<void> {
  for (let at = 0; at < bytes.length; ) at += (await file.write(bytes, at, bytes.length - at)).bytesWritten;
}

async function guarded<T>(target: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw sinkError(target, error);
  }
}

const REASONS: ReadonlyMap<unknown, string> = new Map([
  ["ENOENT", "its folder does not exist"],
  ["ENOTDIR", "its folder is a file"],
  ["EISDIR", "it is a folder"],
  ["EACCES", "permission denied"],
  ["EPERM", "permission denied"],
  ["EROFS", "the file system is read-only"],
  ["ENOSPC", "no space is left on the device"],
  ["EDQUOT", "the disk quota is used up"],
  ["EPIPE", "its reader has gone"],
]);

function sinkError(path: string, error: unknown): SinkError {
  const code = error instanceof Error && "code" in error ? error.code : undefined;
  const reason = REASONS.get(code) ?? (error instanceof Error ? error.message : String(error));
  return new SinkError(`cannot write ${path}: ${reason}`, { path }, { cause: error });
}

/** Turns UTF-8 into the bytes of an encoding; with `first`, with the byte order mark of one that has it. */
async function encoderOf(name: string): Promise<(utf8: Uint8Array, first: boolean) => Uint8Array> {
  const plain = plainName(name);
  const marked = plain === "utf8sig" || plain === "utf16";
  const encoding = await encodingOf(plain === "utf16" ? "utf16le" : name);
  if (encoding === null && !marked) return (utf8) => utf8;
  return (utf8, first) => {
    const text = (marked && first ? "\ufeff" : "") + Buffer.from(utf8.buffer, utf8.byteOffset, utf8.byteLength).toString("utf8");
    return encoding === null ? Buffer.from(text) : encoding.encode(text);
  };
}
