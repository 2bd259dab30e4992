import { Buffer, isUtf8 } from "node:buffer";
import { ArgumentError } from "@framepool/errors";
import { encodingOf, plainName, type Encoding } from "./encodings.js";

/** A piece of the text as UTF-8, and where in the source it began, in the source's own bytes. */
export interface Piece {
  readonly bytes: Buffer;
  readonly origin: number;
}

/** The text of a source, in pieces of UTF-8 without a byte order mark, and how wide a part of it is in the source. */
export interface Decoded {
  readonly pieces: AsyncIterable<Piece>;
  /** bytes of the source that became `bytes` */
  readonly width: (bytes: Buffer) => number;
}

/** Thrown where bytes are not the text that they should be; the reader of pages adds file and line. */
export class BadText extends Error {
  readonly byte: number;
  constructor(message: string, byte: number) {
    super(message);
    this.byte = byte;
  }
}

/** Decodes chunks. Strings are taken as they are, whatever `encoding` says. Throws ArgumentError for an unknown encoding. */
export async function decode(chunks: AsyncIterable<Uint8Array | string>, encoding = "utf8"): Promise<Decoded> {
  // UTF-16 that does not say which is little endian, as a byte order mark of it nearly always says.
  const found = await encodingOf(plainName(encoding) === "utf16" ? "utf16le" : encoding);
  if (found === null) return { pieces: utf8Pieces(chunks), width: (bytes) => bytes.length };
  return { pieces: otherPieces(chunks, found), width: (bytes) => found.width(bytes.toString("utf8")) };
}

async function* utf8Pieces(chunks: AsyncIterable<Uint8Array | string>): AsyncGenerator<Piece> {
  let rest: Buffer = Buffer.alloc(0);
  let origin = 0;
  let started = false;
  for await (const chunk of joinedPairs(chunks)) {
    let bytes = rest.length === 0 ? chunk : Buffer.concat([rest, chunk]);
    if (!started && bytes.length < 3) {
      rest = bytes;
      continue;
    }
    if (!started) {
      const mark = markBytes(bytes);
      bytes = bytes.subarray(mark);
      origin += mark;
      started = true;
    }
    const whole = bytes.length - unfinished(bytes);
    rest = bytes.subarray(whole);
    yield* checked(bytes.subarray(0, whole), origin);
    origin += whole;
  }
  if (rest.length > 0) yield* checked(rest, origin);
}

/** What begins so is no text, whatever it is called. */
const OTHERS: readonly (readonly [readonly number[], string])[] = [
  [[0x1f, 0x8b], 'the bytes are compressed by gzip; read them with { compression: "gzip" }'],
  [[0x28, 0xb5, 0x2f, 0xfd], 'the bytes are compressed by zstd; read them with { compression: "zstd" }'],
  [[0x50, 0x4b, 0x03, 0x04], "the bytes are a ZIP archive, as Excel files are, too; unpack it, or save the table as CSV"],
];

/** Bytes of the byte order mark. Throws BadText for that of UTF-16, and for what is no text at all: that says what is wrong better than a byte does. */
function markBytes(bytes: Buffer): number {
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return 3;
  if (bytes[0] === 0xff && bytes[1] === 0xfe) throw new BadText('the text begins as UTF-16 does; read it with { encoding: "utf16le" }', 0);
  const other = OTHERS.find(([mark]) => mark.every((byte, i) => bytes[i] === byte));
  if (other !== undefined) throw new BadText(other[1], 0);
  return 0;
}

/** The bytes, or those before the first that is not UTF-8 and then BadText. */
function* checked(bytes: Buffer, origin: number): Generator<Piece> {
  const valid = utf8Length(bytes);
  if (valid > 0) yield { bytes: bytes.subarray(0, valid), origin };
  if (valid < bytes.length) throw new BadText(notUtf8(bytes[valid]!, origin + valid), origin + valid);
}

/** How many bytes from the start are UTF-8. */
export function utf8Length(bytes: Uint8Array): number {
  if (isUtf8(bytes)) return bytes.length;
  let [good, bad] = [0, bytes.length];
  while (bad - good > 1) {
    const middle = (good + bad) >> 1;
    const head = bytes.subarray(0, middle);
    if (isUtf8(head.subarray(0, middle - unfinished(head)))) good = middle;
    else bad = middle;
  }
  return good - unfinished(bytes.subarray(0, good));
}

/** What is wrong with a byte that is not UTF-8, and what to do. */
export function notUtf8(byte: number, offset: number): string {
  return `byte 0x${byte.toString(16)} at offset ${String(offset)} is not UTF-8; say how the text is encoded, as in { encoding: "latin1" }`;
}

/** Bytes at the end that begin a character whose other bytes are still to come. */
function unfinished(bytes: Uint8Array): number {
  for (let back = 1; back <= 3 && back <= bytes.length; back++) {
    const byte = bytes[bytes.length - back]!;
    if ((byte & 0xc0) === 0x80) continue;
    const needed = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : byte >= 0xc0 ? 2 : 1;
    return needed > back ? back : 0;
  }
  return 0;
}

/** Strings as bytes. */
async function* joinedPairs(chunks: AsyncIterable<Uint8Array | string>): AsyncGenerator<Buffer> {
  const pairs = new Pairs();
  for await (const chunk of chunks) yield typeof chunk === "string" ? Buffer.from(pairs.whole(chunk)) : asBuffer(chunk);
  yield Buffer.from(pairs.half);
}

/** Keeps the first half of a surrogate pair at the end of one string until the second comes with the next. */
class Pairs {
  half = "";

  whole(next: string): string {
    const text = this.half + next;
    const last = text.charCodeAt(text.length - 1);
    const cut = last >= 0xd800 && last <= 0xdbff ? text.length - 1 : text.length;
    this.half = text.slice(cut);
    return text.slice(0, cut);
  }
}

function asBuffer(chunk: unknown): Buffer {
  if (!(chunk instanceof Uint8Array)) throw new ArgumentError(`the source gave ${chunk === null ? "null" : typeof chunk}; its chunks must be bytes (Uint8Array) or strings`);
  return Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength);
}

async function* otherPieces(chunks: AsyncIterable<Uint8Array | string>, encoding: Encoding): AsyncGenerator<Piece> {
  const decoder = encoding.decoder();
  const pairs = new Pairs();
  let origin = 0;
  let started = false;
  for await (const chunk of chunks) {
    let text = pairs.whole(typeof chunk === "string" ? chunk : decoder.write(asBuffer(chunk)));
    if (text === "") continue;
    if (!started && text.startsWith("\ufeff")) {
      origin += encoding.width("\ufeff");
      text = text.slice(1);
    }
    started = true;
    yield { bytes: Buffer.from(text), origin };
    origin += encoding.width(text);
  }
  const last = pairs.half + decoder.end();
  if (last !== "") yield { bytes: Buffer.from(last), origin };
}
