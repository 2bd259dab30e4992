import { Buffer } from "node:buffer";
import { ArgumentError } from "@framepool/errors";
import type { TextBuffer } from "./text-buffer.js";
import type { Writing } from "./writing.js";

const PLAIN = 0;
/** cannot stand in an unquoted field */
const SPECIAL = 1;
const NONE = -1;
/** what a spreadsheet takes for the beginning of a formula */
const FORMULA = new Set(Buffer.from("=+-@\t\r"));
/** what a line may have and be blank */
const BLANK = new Set(Buffer.from(" \t"));
/** a byte order mark */
const MARK = [0xef, 0xbb, 0xbf];
const APOSTROPHE = Buffer.from("'");
/** every character of a number or boolean */
const NUMBER_CHARACTERS = "0123456789+-.eInfityTrueFals";

/** Writes fields as the dialect needs them: plain, quoted, escaped, as Python's csv writer decides (which leaves `\r` unquoted; that cannot be read back). */
export class FieldWriter {
  /** whether numbers and booleans, as they are written without a format, have no character with a meaning */
  readonly areNumbersPlain: boolean;
  readonly #kinds = new Uint8Array(256);
  readonly #quote: number;
  readonly #escape: number;
  readonly #doubleQuote: boolean;
  readonly #never: boolean;
  readonly #always: boolean;
  readonly #escapeFormulas: boolean;
  readonly #out: TextBuffer;

  constructor({ sep, quote, escape, doubleQuote, lineEnd, quoting, escapeFormulas }: Writing, out: TextBuffer) {
    this.#out = out;
    this.#quote = quote.charCodeAt(0);
    this.#escape = escape === null ? NONE : escape.charCodeAt(0);
    this.#doubleQuote = doubleQuote;
    this.#escapeFormulas = escapeFormulas;
    this.#never = quoting === "none";
    this.#always = quoting === "all" || quoting === "nonnumeric";
    for (const byte of Buffer.from(`${sep}${quote}${escape ?? ""}\n\r${lineEnd}`)) this.#kinds[byte] = SPECIAL;
    this.areNumbersPlain = Buffer.from(NUMBER_CHARACTERS).every((byte) => this.#kinds[byte] === PLAIN);
  }

  /** A field that is a user's text, which may begin as a formula: bytes `[start, end)` of UTF-8. */
  userText(from: Uint8Array, start: number, end: number): void {
    if (!this.#escapeFormulas || start === end || !FORMULA.has(from[start]!)) return this.text(from, start, end);
    const escaped = Buffer.concat([APOSTROPHE, from.subarray(start, end)]);
    this.text(escaped, 0, escaped.length);
  }

  /** A field that is text: bytes `[start, end)` of UTF-8. */
  text(from: Uint8Array, start: number, end: number): void {
    if (this.#always) this.#quoted(from, start, end);
    else this.#bare(from, start, end);
  }

  /** A field that is a number or a boolean, of ASCII; it is quoted if it must, or if all are. */
  value(text: string, quoteAll: boolean): void {
    const bytes = Buffer.from(text);
    this.number(bytes, 0, bytes.length, quoteAll);
  }

  /** As {@link value}, bytes `[start, end)` of UTF-8: as it is spelled it may have other characters. */
  number(from: Uint8Array, start: number, end: number, quoteAll: boolean): void {
    if (quoteAll) this.#quoted(from, start, end);
    else this.#bare(from, start, end);
  }

  /**
   * The only field of a row, which was written from `start` on: it is quoted where it has no character but spaces and tabs, or
   * the row would be a blank line.
   */
  lone(start: number): void {
    const { bytes, used } = this.#out;
    for (let at = start; at < used; at++) if (!BLANK.has(bytes[at]!)) return;
    if (this.#never) throw new ArgumentError('a row of one field that is empty, or has nothing but spaces, is a blank line with quoting: "none"; give naRep, or let it be quoted');
    this.#quoteAgain(start);
  }

  /** The first name, which was written from `start` on: it is quoted where it begins as a byte order mark, which is none of the text. */
  first(start: number): void {
    const { bytes } = this.#out;
    if (MARK.some((byte, i) => bytes[start + i] !== byte) || this.#out.used - start < MARK.length) return;
    if (this.#never) throw new ArgumentError('the first name begins with U+FEFF, which is a byte order mark with quoting: "none"; rename the column, or let it be quoted');
    this.#quoteAgain(start);
  }

  #quoteAgain(start: number): void {
    const written = Uint8Array.prototype.slice.call(this.#out.bytes, start, this.#out.used);
    this.#out.used = start;
    this.#quoted(written, 0, written.length);
  }

  #bare(from: Uint8Array, start: number, end: number): void {
    const out = this.#out;
    out.reserve(end - start);
    const { bytes, used } = out;
    const kinds = this.#kinds;
    let to = used;
    for (let i = start; i < end; i++) {
      const byte = from[i]!;
      if (kinds[byte] !== PLAIN) return this.#special(from, start, end);
      bytes[to++] = byte;
    }
    out.used = to;
  }

  /** A field with a special character: quoted, unless it has none but quotes and escape characters, which can be escaped. */
  #special(from: Uint8Array, start: number, end: number): void {
    if (this.#never) return this.#escaped(from, start, end);
    for (let i = start; i < end; i++) {
      const byte = from[i]!;
      const canEscape = this.#escape !== NONE && (byte === this.#escape || (byte === this.#quote && !this.#doubleQuote));
      if (this.#kinds[byte] !== PLAIN && !canEscape) return this.#quoted(from, start, end);
    }
    this.#escaped(from, start, end);
  }

  #quoted(from: Uint8Array, start: number, end: number): void {
    const out = this.#out;
    out.reserve((end - start) * 2 + 2);
    const { bytes } = out;
    let to = out.used;
    bytes[to++] = this.#quote;
    for (let i = start; i < end; i++) {
      const byte = from[i]!;
      if (byte === this.#quote) bytes[to++] = this.#doubleQuote ? this.#quote : this.#escapeOrThrow();
      else if (byte === this.#escape) bytes[to++] = byte;
      bytes[to++] = byte;
    }
    bytes[to++] = this.#quote;
    out.used = to;
  }

  #escaped(from: Uint8Array, start: number, end: number): void {
    const out = this.#out;
    out.reserve((end - start) * 2);
    const { bytes } = out;
    let to = out.used;
    for (let i = start; i < end; i++) {
      const byte = from[i]!;
      if (this.#kinds[byte] !== PLAIN) bytes[to++] = this.#escapeOrThrow();
      bytes[to++] = byte;
    }
    out.used = to;
  }

  #escapeOrThrow(): number {
    if (this.#escape === NONE) throw new ArgumentError("a cell has a character that must be quoted or escaped, and there is no escapechar; give one, or another quoting");
    return this.#escape;
  }
}
