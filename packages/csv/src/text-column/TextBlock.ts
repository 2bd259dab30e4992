import { Buffer } from "node:buffer";
import { StateError } from "@framepool/errors";
import type { Index } from "../scan/scan-types.js";
import type { Scanner } from "../scan/Scanner.js";
import { countLines } from "../text/count-lines.js";

const LF = 10;
const CR = 13;

/** Where a block's text stands in its source. */
export interface BlockPlace {
  /** path that errors name, or null */
  readonly file: string | null;
  /** offset in the source of text[0], in the source's own bytes */
  readonly byte: number;
  /** line of the source on which the first record begins, from 1 */
  readonly line: number;
  /** bytes of the source that some UTF-8 is there; null: as many */
  readonly width: ((utf8: Buffer) => number) | null;
}

/** A place in a source. */
export interface Place {
  readonly line: number;
  readonly byte: number;
}

/** Records in a scanner's memory, and where their fields are. Whoever opens a block closes it, and the memory is used again. */
export class TextBlock {
  readonly scanner: Scanner;
  readonly index: Index;
  readonly text: Buffer;
  readonly quote: number;
  /** offset of the first record */
  readonly begin: number;
  readonly #place: BlockPlace;
  /** shared by the blocks of one memory */
  readonly #memory: { open: boolean };
  /** by byte, whether the records have none */
  readonly #lacking = new Map<number, boolean>();

  constructor(scanner: Scanner, index: Index, begin: number, place: BlockPlace, memory = { open: true }) {
    const { buffer, byteOffset, byteLength } = scanner.text(0);
    this.scanner = scanner;
    this.index = index;
    this.text = Buffer.from(buffer, byteOffset, byteLength);
    this.quote = scanner.dialect.quote;
    this.begin = begin;
    this.#place = place;
    this.#memory = memory;
  }

  get file(): string | null {
    return this.#place.file;
  }

  /** Throws StateError once the memory is another's. */
  assertOpen(): void {
    if (this.#memory.open) return;
    throw new StateError("a column of a file is read while its part is at work, and that part is over; what is needed later must be read before: `[...series]` or `part.toRows()`");
  }

  close(): void {
    this.#memory.open = false;
  }

  /** The first rows. */
  head(rows: number): TextBlock {
    return rows >= this.index.rows ? this : new TextBlock(this.scanner, { ...this.index, rows }, this.begin, this.#place, this.#memory);
  }

  /** Whether no record has such a byte. */
  lacks(byte: number): boolean {
    const known = this.#lacking.get(byte) ?? !this.text.subarray(this.begin, this.index.next).includes(byte);
    this.#lacking.set(byte, known);
    return known;
  }

  /** Offset of the first byte of a field; `end` is behind its last one, and before the first where a short row lacks it. */
  start(row: number, column: number): number {
    const { starts, ends, columns } = this.index;
    return column === 0 ? starts[row]! : ends[row * columns + column - 1]! + 1;
  }

  end(row: number, column: number): number {
    return this.index.ends[row * this.index.columns + column]!;
  }

  /** Text of a field, its quotes removed. */
  cellText(row: number, column: number): string {
    return this.unquoted(this.start(row, column), this.end(row, column));
  }

  /** Text of the field text[start, end): between quotes a doubled one is one, and what is behind the closing one belongs to the field. */
  unquoted(start: number, end: number): string {
    const { text, quote } = this;
    if (end <= start || text[start] !== quote) return text.toString("utf8", start, Math.max(start, end));
    let cell = "";
    let from = start + 1;
    let at = from;
    for (; at < end; at++) {
      if (text[at] !== quote) continue;
      cell += text.toString("utf8", from, at);
      from = ++at;
      if (at >= end || text[at] !== quote) break;
    }
    return cell + text.toString("utf8", from, end);
  }

  /** The record that begins at `start`, whatever fields it has: also those that the index does not know. */
  recordAt(start: number): { readonly fields: string[]; readonly text: string } {
    const { text, index: { next }, scanner: { dialect: { sep } } } = this;
    const fields: string[] = [];
    let from = start;
    for (;;) {
      const end = this.#fieldEnd(from);
      fields.push(this.unquoted(from, end));
      if (end >= next || text[end] !== sep) return { fields, text: text.toString("utf8", start, end) };
      from = end + 1;
    }
  }

  /** Where the field that begins at `from` ends: at a separator, a line end, or the end of the records. */
  #fieldEnd(from: number): number {
    const { text, quote, index: { next }, scanner: { dialect: { sep } } } = this;
    let at = from;
    if (text[at] === quote) {
      at++;
      while (at < next && !(text[at] === quote && (at + 1 === next || text[at + 1] !== quote))) at += text[at] === quote ? 2 : 1;
    }
    while (at < next && text[at] !== sep && text[at] !== LF && text[at] !== CR) at++;
    return at;
  }

  /** Line and byte of the source at an offset at which a record begins. */
  placeAt(offset: number): Place {
    return this.placesAt([offset])[0]!;
  }

  /** The same of many offsets, none of which is before the one in front of it: the text is gone through once. */
  placesAt(offsets: readonly number[]): Place[] {
    const { byte, line, width } = this.#place;
    let [from, lines] = [this.begin, line];
    let [widthFrom, bytes] = [0, byte];
    return offsets.map((offset) => {
      lines += countLines(this.text, from, offset);
      from = offset;
      bytes += width === null ? offset - widthFrom : width(this.text.subarray(widthFrom, offset));
      widthFrom = offset;
      return { line: lines, byte: bytes };
    });
  }
}
