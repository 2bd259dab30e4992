import type { Buffer } from "node:buffer";
import type { Dialect } from "../dialect.js";

/** What was found at a place in the text. */
export type Found = "record" | "blank" | "comment" | "unfinished";

const LF = 10;
const CR = 13;
const SPACE = 32;
const TAB = 9;
const NONE = -1;

/**
 * Splits one record at a time, by the rules of pandas' C tokenizer: text behind a closing quote belongs to the field,
 * an escape character works inside and outside quotes.
 */
export class RecordSplitter {
  /** fields of the last record */
  fields: string[] = [];
  /** where the last record, blank line or comment ends */
  end = 0;
  /** where the field that is still open at the end of the text has its quote, or -1 */
  openQuote = NONE;
  readonly #sep: number;
  readonly #quote: number;
  readonly #escape: number;
  readonly #comment: number;
  readonly #doubleQuote: boolean;
  readonly #skipBlankLines: boolean;
  readonly #skims: boolean;
  /** what came before `#from` of a field that is not one stretch of bytes */
  #held: string[] = [];
  #from = 0;

  /** `skims`: only where records end is asked for, fields stay empty */
  constructor(dialect: Dialect, skims = false) {
    this.#skims = skims;
    this.#sep = codeOf(dialect.sep);
    this.#quote = codeOf(dialect.quote);
    this.#escape = codeOf(dialect.escape);
    this.#comment = codeOf(dialect.comment);
    this.#doubleQuote = dialect.doubleQuote;
    this.#skipBlankLines = dialect.skipBlankLines;
  }

  /** Looks at what begins at `start`. With `final` the text ends with the bytes, else more may come. */
  split(bytes: Buffer, start: number, final: boolean): Found {
    this.fields = [];
    this.#held = [];
    this.openQuote = NONE;
    return this.#line(bytes, start, final) ?? this.#record(bytes, start, final);
  }

  /** A blank line or a comment; null for anything else. */
  #line(bytes: Buffer, start: number, final: boolean): Found | null {
    let at = start;
    while (at < bytes.length && (bytes[at] === SPACE || bytes[at] === TAB) && bytes[at] !== this.#sep) at++;
    if (at === bytes.length && !final) return "unfinished";
    if (bytes[at] === this.#comment) {
      while (at < bytes.length && !isLineEnd(bytes[at]!)) at++;
      return this.#lineEnd(bytes, at, final) ? "comment" : "unfinished";
    }
    if (!this.#skipBlankLines || (at < bytes.length && !isLineEnd(bytes[at]!))) return null;
    return this.#lineEnd(bytes, at, final) ? "blank" : "unfinished";
  }

  #record(bytes: Buffer, start: number, final: boolean): Found {
    let at = start;
    for (;;) {
      this.#from = at;
      if (bytes[at] === this.#quote) {
        at = this.#quoted(bytes, at);
        if (at < 0) return "unfinished";
      }
      at = this.#unquoted(bytes, at);
      if (at < 0) return "unfinished";
      if (bytes[at] === this.#sep) {
        this.#endField(bytes, at++);
        continue;
      }
      const fieldEnd = at;
      if (bytes[at] === this.#comment) while (at < bytes.length && !isLineEnd(bytes[at]!)) at++;
      if (!this.#lineEnd(bytes, at, final)) return "unfinished";
      this.#endField(bytes, fieldEnd);
      return "record";
    }
  }

  /** From an opening quote to behind the closing one; -1 if there is none. */
  #quoted(bytes: Buffer, open: number): number {
    this.#from = open + 1;
    for (let at = open + 1; at < bytes.length; at++) {
      const byte = bytes[at]!;
      if (byte === this.#escape) {
        if (at + 1 === bytes.length) break;
        this.#hold(bytes, at++);
      } else if (byte === this.#quote) {
        this.#hold(bytes, at);
        if (!this.#doubleQuote || bytes[at + 1] !== this.#quote) return at + 1;
        at++;
      }
    }
    this.openQuote = open;
    return NONE;
  }

  /** To the separator, comment or line end; -1 if an escape character is the last byte. */
  #unquoted(bytes: Buffer, start: number): number {
    let at = start;
    for (; at < bytes.length; at++) {
      const byte = bytes[at]!;
      if (byte === this.#sep || byte === this.#comment || isLineEnd(byte)) break;
      if (byte !== this.#escape) continue;
      if (at + 1 === bytes.length) return NONE;
      this.#hold(bytes, at++);
    }
    return at;
  }

  /** Keeps the stretch before `at`; the next one begins behind that byte. */
  #hold(bytes: Buffer, at: number): void {
    if (at > this.#from && !this.#skims) this.#held.push(bytes.toString("utf8", this.#from, at));
    this.#from = at + 1;
  }

  #endField(bytes: Buffer, end: number): void {
    if (this.#skims) return;
    const last = bytes.toString("utf8", this.#from, end);
    if (this.#held.length === 0) {
      this.fields.push(last);
      return;
    }
    this.fields.push(this.#held.join("") + last);
    this.#held = [];
  }

  /** Sets `end` behind the line end at `at`; false if more must come to know it. */
  #lineEnd(bytes: Buffer, at: number, final: boolean): boolean {
    if (!final && (at === bytes.length || (bytes[at] === CR && at + 1 === bytes.length))) return false;
    this.end = at === bytes.length ? at : bytes[at] === CR && bytes[at + 1] === LF ? at + 2 : at + 1;
    return true;
  }
}

function codeOf(character: string | null): number {
  return character === null ? NONE : character.charCodeAt(0);
}

function isLineEnd(byte: number): boolean {
  return byte === LF || byte === CR;
}
