import { Buffer } from "node:buffer";
import { WHITESPACE, type Dialect } from "../dialect.js";

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
  readonly #sep: Buffer;
  /** whether runs of spaces and tabs separate */
  readonly #spaced: boolean;
  readonly #quote: number;
  readonly #escape: number;
  readonly #comment: number;
  readonly #doubleQuote: boolean;
  readonly #skipBlankLines: boolean;
  readonly #skims: boolean;
  readonly #skipInitialSpace: boolean;
  readonly #terminator: number;
  /** what came before `#from` of a field that is not one stretch of bytes */
  #held: string[] = [];
  #from = 0;

  /** `skims`: only where records end is asked for, fields stay empty */
  constructor(dialect: Dialect, skims = false) {
    this.#skims = skims;
    this.#spaced = dialect.sep === WHITESPACE;
    this.#sep = Buffer.from(dialect.sep);
    this.#quote = codeOf(dialect.quote);
    this.#escape = codeOf(dialect.escape);
    this.#comment = codeOf(dialect.comment);
    this.#doubleQuote = dialect.doubleQuote;
    this.#skipBlankLines = dialect.skipBlankLines;
    this.#skipInitialSpace = dialect.skipInitialSpace && dialect.lineEnd !== " ";
    this.#terminator = codeOf(dialect.lineEnd);
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
    while (at < bytes.length && isSpace(bytes[at]!) && bytes[at] !== this.#terminator && (this.#spaced || this.#separator(bytes, at) === 0)) at++;
    if (at === bytes.length && !final) return "unfinished";
    if (bytes[at] === this.#comment) {
      while (at < bytes.length && !this.#isLineEnd(bytes[at]!)) at++;
      return this.#lineEnd(bytes, at, final) ? "comment" : "unfinished";
    }
    if (!this.#skipBlankLines || (at < bytes.length && !this.#isLineEnd(bytes[at]!))) return null;
    return this.#lineEnd(bytes, at, final) ? "blank" : "unfinished";
  }

  #record(bytes: Buffer, start: number, final: boolean): Found {
    let at = start;
    if (this.#spaced) while (at < bytes.length && isSpace(bytes[at]!)) at++;
    for (;;) {
      if (this.#skipInitialSpace) while (bytes[at] === SPACE) at++;
      this.#from = at;
      if (bytes[at] === this.#quote) {
        at = this.#quoted(bytes, at);
        if (at < 0) return "unfinished";
      }
      at = this.#unquoted(bytes, at);
      if (at < 0) return "unfinished";
      const fieldEnd = at;
      at += this.#separator(bytes, at);
      // Spaces before the end of a line separate nothing.
      if (at > fieldEnd && !(this.#spaced && this.#endsAt(bytes, at))) {
        this.#endField(bytes, fieldEnd);
        continue;
      }
      if (bytes[at] === this.#comment) while (at < bytes.length && !this.#isLineEnd(bytes[at]!)) at++;
      if (!this.#lineEnd(bytes, at, final)) return "unfinished";
      this.#endField(bytes, fieldEnd);
      return "record";
    }
  }

  /** Bytes of the separator at `at`; 0 if there is none. */
  #separator(bytes: Buffer, at: number): number {
    if (this.#spaced) {
      let end = at;
      while (end < bytes.length && isSpace(bytes[end]!)) end++;
      return end - at;
    }
    const sep = this.#sep;
    for (let i = 0; i < sep.length; i++) if (bytes[at + i] !== sep[i]) return 0;
    return sep.length;
  }

  /** Whether the line, or what counts of it, ends at `at`. */
  #endsAt(bytes: Buffer, at: number): boolean {
    return at === bytes.length || bytes[at] === this.#comment || this.#isLineEnd(bytes[at]!);
  }

  #isLineEnd(byte: number): boolean {
    return this.#terminator === NONE ? byte === LF || byte === CR : byte === this.#terminator;
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
      if (byte === this.#comment || this.#isLineEnd(byte) || this.#separator(bytes, at) > 0) break;
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
    const maybeTwo = this.#terminator === NONE && bytes[at] === CR;
    if (!final && (at === bytes.length || (maybeTwo && at + 1 === bytes.length))) return false;
    this.end = at === bytes.length ? at : maybeTwo && bytes[at + 1] === LF ? at + 2 : at + 1;
    return true;
  }
}

function codeOf(character: string | null): number {
  return character === null ? NONE : character.charCodeAt(0);
}

function isSpace(byte: number): boolean {
  return byte === SPACE || byte === TAB;
}
