import { Buffer } from "node:buffer";
import { pipeline, Readable, type Transform } from "node:stream";
import { ArgumentError, CsvParseError, isError } from "@framepool/errors";
import type { Compression } from "../options.js";

type Method = "gzip" | "zstd";

/** What zlib has from Node 22.15 on. */
interface Zstd {
  readonly createZstdDecompress?: (options: { chunkSize: number }) => Transform;
}

/** A decompressor counts the bytes that it has used. */
type Decompressor = Transform & { readonly bytesWritten: number };

/** what compressed bytes begin with */
const MAGIC: Readonly<Record<Method, readonly number[]>> = { gzip: [0x1f, 0x8b], zstd: [0x28, 0xb5, 0x2f, 0xfd] };
const MOST_MAGIC = 4;
const PIECE = 256 * 1024;
/** Tables become some 3 to 30 times their size, those of constant columns 200; a bomb of gzip becomes 1,000 times its. */
const MOST_RATIO = 250;
/** so much is no bomb */
const FREE_BYTES = 64 * 1024 * 1024;
/** files that pandas opens by their ending, and we cannot */
const OTHERS = /\.(?:bz2|xz|zip|tar|tgz|tar\.\w+)$/i;

/** How a file to read is compressed: as it is said, or as its ending says; null: not at all. Throws ArgumentError for an ending of a compression that there is not. */
export function readMethod(compression: Compression | "zstd", path: string | null): Method | null {
  if (compression === "infer" && path !== null && /\.zst$/i.test(path)) return "zstd";
  return compression === "zstd" ? "zstd" : writeMethod(compression, path);
}

/** As {@link readMethod}, for a file to write. */
export function writeMethod(compression: Compression, path: string | null): "gzip" | null {
  if (compression !== "infer") return compression;
  if (path === null) return null;
  const other = OTHERS.exec(path) ?? /\.zst$/i.exec(path);
  if (other !== null) throw new ArgumentError(`${path} ends in ${other[0]}, a compression that is not supported here; use .gz, or say compression: null if its text is plain`);
  return /\.gz$/i.test(path) ? "gzip" : null;
}

/** The bytes that were compressed: any number of gzip members, or one zstd frame. Throws CsvParseError where they are none, not whole, or become more than so many times their size. */
export async function* decompressed(chunks: AsyncIterable<Uint8Array | string>, method: Method, file: string | null, mostRatio = MOST_RATIO): AsyncGenerator<Uint8Array> {
  const stream = await decompressor(method);
  let given = 0;
  let first: Uint8Array = Buffer.alloc(0);
  // What goes wrong on either side is thrown by the loop, and its end ends the source.
  pipeline(Readable.from(chunks), async function* (source: AsyncIterable<Uint8Array | string>) {
    for await (const chunk of source) {
      if (first.length < MOST_MAGIC) first = Buffer.concat([first, Buffer.from(chunk).subarray(0, MOST_MAGIC)]);
      given += chunk.length;
      yield chunk;
    }
  }, stream, () => undefined);
  try {
    let made = 0;
    for await (const chunk of stream) {
      made += (chunk as Uint8Array).length;
      if (made > FREE_BYTES && made > given * mostRatio) throw unreadable(file, `its ${method} data becomes more than ${String(mostRatio)} times its size, as no table does; if it is right, read it with a larger maxCompressionRatio`);
      yield chunk as Uint8Array;
    }
  } catch (error) {
    if (!isError(error) || !("code" in error) || !/^Z(?:_|STD_)/.test(String(error.code))) throw error;
    throw unreadable(file, reasonOf(error, method, isSo(first, method)), error);
  }
  // Node drops what comes behind the first frame without a word, unless a chunk ends with it.
  if (method === "zstd" && stream.bytesWritten < given) throw unreadable(file, "its zstd data has several frames, and only one can be read; decompress it, or use gzip");
}

function unreadable(file: string | null, reason: string, cause?: Error): CsvParseError {
  return new CsvParseError(`cannot read ${file ?? "the CSV text"}: ${reason}`, { file }, { cause });
}

/** Whether compressed bytes begin as the method's do. */
function isSo(first: Uint8Array, method: Method): boolean {
  return MAGIC[method].every((byte, i) => first[i] === byte);
}

function reasonOf({ message }: Error, method: Method, isBegun: boolean): string {
  if (isBegun && /incorrect header|unknown frame|prefix/i.test(message)) return `behind its ${method} data there is something else (${message})`;
  if (/incorrect header|unknown frame|prefix/i.test(message)) return `it is not compressed by ${method}; compression: null reads it as it is`;
  return /unexpected end/i.test(message) ? `its ${method} data ends too soon` : `its ${method} data is damaged (${message})`;
}

async function decompressor(method: Method): Promise<Decompressor> {
  const zlib = await import("node:zlib");
  if (method === "gzip") return zlib.createGunzip({ chunkSize: PIECE });
  const { createZstdDecompress } = zlib as Zstd;
  if (createZstdDecompress === undefined) throw new ArgumentError(`zstd needs Node 22.15 or later, and this is ${process.version}; use gzip`);
  return createZstdDecompress({ chunkSize: PIECE }) as Decompressor;
}

/** Makes a gzip member of some bytes: members may be put behind each other. */
export async function gzipMember(bytes: Uint8Array): Promise<Uint8Array> {
  const { gzip } = await import("node:zlib");
  return new Promise((resolve, reject) => {
    gzip(bytes, (error, compressed) => {
      if (error === null) resolve(compressed);
      else reject(error);
    });
  });
}
