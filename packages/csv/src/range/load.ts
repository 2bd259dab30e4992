import { Buffer } from "node:buffer";
import { readSync } from "node:fs";
import { CsvParseError } from "@framepool/errors";
import { nameOf } from "../records/name-of.js";
import type { Scanner } from "../scan/Scanner.js";
import type { BlockPlace } from "../text-column/TextBlock.js";
import { plainName } from "../text/encodings.js";
import type { ByteRange } from "./table.js";

/** A stretch of a file in a scanner's text region, as UTF-8. */
export interface Loaded {
  /** offset of the first record */
  readonly begin: number;
  /** bytes of text */
  readonly length: number;
  /** offset of the range's end */
  readonly limit: number;
  /** the source's offset of one of the text */
  sourceOf(offset: number): number;
  readonly place: Pick<BlockPlace, "byte" | "width">;
}

/** Brings a range's bytes into the scanner. */
export interface Loader {
  /** Reads as far as `have` before it is known where the first record begins. */
  ahead(have: number): void;
  /** The text from the first record, at `offset`, to `have`. */
  from(offset: number, have: number): Loaded;
}

export function isLatin1(encoding = "utf8"): boolean {
  const name = plainName(encoding);
  return name === "latin1" || name === "iso88591";
}

/** The bytes as they are, at the same distances. */
export function loadUtf8(range: ByteRange, scanner: Scanner): Loader {
  const { begin, end } = range;
  let read = begin;
  const ahead = (have: number): void => {
    if (have <= read) return;
    readFully(range, scanner.text(have - begin).subarray(read - begin, have - begin), read);
    read = have;
  };
  return {
    ahead,
    from(offset, have) {
      ahead(have);
      return { begin: offset - begin, length: have - begin, limit: end - begin, sourceOf: (at) => begin + at, place: { byte: begin, width: null } };
    },
  };
}

/** Latin-1 turned into UTF-8, from the first record on. */
export function loadLatin1(range: ByteRange, scanner: Scanner): Loader {
  const { end } = range;
  return {
    ahead: () => undefined,
    from(offset, have) {
      const bytes = Buffer.allocUnsafe(have - offset);
      readFully(range, bytes, offset);
      const text = Buffer.from(bytes.toString("latin1"));
      const region = scanner.text(text.length);
      region.set(text);
      const width = (utf8: Buffer): number => utf8.toString("utf8").length;
      const limit = Buffer.byteLength(bytes.toString("latin1", 0, end - offset));
      return { begin: 0, length: text.length, limit, sourceOf: (at) => offset + width(text.subarray(0, at)), place: { byte: offset, width } };
    },
  };
}

function readFully({ bytes, file }: ByteRange, target: Uint8Array, from: number): void {
  if ("memory" in bytes) {
    target.set(new Uint8Array(bytes.memory, from, target.length));
    return;
  }
  for (let at = 0; at < target.length; ) {
    const count = readSync(bytes.fd, target, at, target.length - at, from + at);
    if (count === 0) throw new CsvParseError(`${nameOf(file)} has become shorter while it was read: it ends at byte ${String(from + at)}`, { file, byte: from + at });
    at += count;
  }
}
