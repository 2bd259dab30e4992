import { Buffer } from "node:buffer";
import { countLines } from "../text/count-lines.js";
import type { Piece } from "../text/decode.js";

const LF = 10;
const CR = 13;

/** A place in a file. */
export interface Place {
  /** from 1 */
  readonly line: number;
  /** offset in the source's own bytes */
  readonly byte: number;
}

/** A piece of text, where it begins in the text as UTF-8, and where in the source. */
export interface Stretch extends Piece {
  readonly start: number;
}

/** The text that a page's records are in, kept so that a bad one can be placed; nobody counts lines and bytes of the good ones. */
export class PageText {
  readonly #stretches: readonly Stretch[];
  /** the text, and so its first record, begins at this offset of the text as UTF-8, on this line */
  readonly start: number;
  readonly line: number;
  readonly #width: (bytes: Buffer) => number;
  readonly #lineEnd: string | null;
  #bytes: Buffer | null = null;

  constructor(stretches: readonly Stretch[], start: number, line: number, width: (bytes: Buffer) => number, lineEnd: string | null) {
    this.#stretches = stretches;
    this.start = start;
    this.line = line;
    this.#width = width;
    this.#lineEnd = lineEnd;
  }

  /** The text from `start` on, in one piece: copied once, when first asked for. */
  get bytes(): Buffer {
    this.#bytes ??= Buffer.concat(this.#stretches.map(({ bytes, start }) => (start < this.start ? bytes.subarray(this.start - start) : bytes)));
    return this.#bytes;
  }

  /** Line and byte of an offset of the text as UTF-8. */
  place(offset: number): Place {
    const { origin, start, bytes } = this.#stretches.findLast((stretch) => stretch.start <= offset) ?? this.#stretches[0]!;
    return { line: this.lineAt(offset), byte: origin + this.#width(bytes.subarray(0, offset - start)) };
  }

  /** The same of many offsets, rising. */
  places(offsets: readonly number[]): Place[] {
    const { bytes, start } = this;
    let [at, line] = [start, this.line];
    let [stretch, byte] = [-1, 0];
    return offsets.map((offset) => {
      line += countLines(bytes, at - start, offset - start, this.#lineEnd);
      const own = this.#stretches.findLastIndex((each) => each.start <= offset);
      const { bytes: text, start: begin, origin } = this.#stretches[Math.max(0, own)]!;
      byte = own === stretch ? byte + this.#width(text.subarray(at - begin, offset - begin)) : origin + this.#width(text.subarray(0, offset - begin));
      [stretch, at] = [own, offset];
      return { line, byte };
    });
  }

  /** The line on which `offset` is, counted without joining the stretches. */
  lineAt(offset: number): number {
    const own = this.#lineEnd?.charCodeAt(0);
    let lines = 0;
    let after = 0;
    for (const { bytes, start } of this.#stretches) {
      const end = Math.min(bytes.length, offset - start);
      for (let i = Math.max(0, this.start - start); i < end; i++) {
        const byte = bytes[i]!;
        if (own === undefined ? byte === CR || (byte === LF && after !== CR) : byte === own) lines++;
        after = byte;
      }
    }
    return this.line + lines;
  }

  /** What is left behind `offset`, for the next page. */
  after(offset: number): Stretch[] {
    return this.#stretches.filter(({ bytes, start }) => start + bytes.length > offset);
  }
}
