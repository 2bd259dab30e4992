import { Buffer } from "node:buffer";
import { charsOf } from "./chars.js";
import { hasGroups, isNullable, NO, YES, type Node } from "./tree.js";

/** Flags of what can be matched in bytes, beside those that only say where a search begins. */
const FLAGS = /^[dgisuy]*$/;

const OPEN = /\((?:(?!\?)|\?:|(\?<(?![=!])[^>]*>))/y;
const QUANTIFIER = /(?:([*+?])|\{(\d{1,4})(?:(,)(\d{0,4}))?\})(\??)/y;
const CHARS = /\.|\[(?:[^\]\\]|\\.)*\]|\\[dDwWsSnrtfv]|\\[^\w\x80-\uffff]|[^\\^$.*+?()[\]{}|\x80-\uffff]/y;
const LITERAL = /^(?:[^.]|\\\W)$/;
const BEYOND_ASCII = /[\x80-\u{10ffff}]/uy;

/** The parts of a pattern; null if there is one that bytes cannot be matched by: what looks around or back, properties of characters, and the like. */
export function parse({ source, flags }: RegExp): Node | null {
  if (!FLAGS.test(flags)) return null;
  const reader = new Reader(source, flags.replace(/[dgy]/g, ""));
  const node = reader.either();
  return reader.isAtEnd ? node : null;
}

/** Reads the source from the left; what it does not know gives null. */
class Reader {
  readonly #source: string;
  readonly #flags: string;
  #at = 0;
  #groups = 0;

  constructor(source: string, flags: string) {
    this.#source = source;
    this.#flags = flags;
  }

  get isAtEnd(): boolean {
    return this.#at === this.#source.length;
  }

  either(): Node | null {
    const of: Node[] = [];
    do {
      const sequence = this.#sequence();
      if (sequence === null) return null;
      of.push(sequence);
    } while (this.#take("|"));
    return of.length === 1 ? of[0]! : { kind: "either", of };
  }

  #sequence(): Node | null {
    const of: Node[] = [];
    while (!this.isAtEnd && !"|)".includes(this.#source[this.#at]!)) {
      const atom = this.#atom();
      const node = atom === null ? null : this.#quantified(atom);
      if (node === null) return null;
      of.push(node);
    }
    return { kind: "sequence", of };
  }

  #atom(): Node | null {
    if (this.#take("^")) return { kind: "begin" };
    if (this.#take("$")) return { kind: "end" };
    if (this.#take("\\b") || this.#take("\\B")) return this.#flags.includes("i") ? null : { kind: "edge", wanted: this.#source[this.#at - 1] === "b" };
    const open = this.#match(OPEN);
    if (open !== null) return this.#group(open[0] !== "(?:");
    const chars = this.#match(CHARS);
    if (chars !== null) return atomOf(chars[0], this.#flags);
    // A character beyond ASCII is its bytes, where it is one character to the RegExp and has no other case.
    const beyond = this.#flags === "u" || this.#flags === "su" ? this.#match(BEYOND_ASCII) : null;
    return beyond === null || beyond[0] === "\ufffd" || isLone(beyond[0]) ? null : { kind: "sequence", of: Array.from(Buffer.from(beyond[0]), (byte): Node => ({ kind: "byte", byte })) };
  }

  #group(isKept: boolean): Node | null {
    const place = isKept ? ++this.#groups : 0;
    const of = this.either();
    if (of === null || !this.#take(")")) return null;
    return isKept ? { kind: "group", place, of } : of;
  }

  #quantified(of: Node): Node | null {
    const found = this.#match(QUANTIFIER);
    if (found === null) return of;
    const [, sign, least, comma, most, lazy] = found;
    const min = sign === undefined ? Number(least) : sign === "+" ? 1 : 0;
    const max = sign === undefined ? (comma === undefined ? min : most === "" ? Infinity : Number(most)) : sign === "?" ? 1 : Infinity;
    // A round that takes nothing is none, and a round forgets the groups of the one before: nothing for bytes.
    if (max === 0 || max < min || isNullable(of) || (max > 1 && hasGroups(of))) return null;
    return { kind: "repeat", of, min, max, greedy: lazy === "" };
  }

  #take(text: string): boolean {
    const found = this.#source.startsWith(text, this.#at);
    if (found) this.#at += text.length;
    return found;
  }

  #match(token: RegExp): RegExpExecArray | null {
    token.lastIndex = this.#at;
    const found = token.exec(this.#source);
    if (found !== null) this.#at = token.lastIndex;
    return found;
  }
}

function atomOf(source: string, flags: string): Node {
  if (LITERAL.test(source) && !flags.includes("i")) return { kind: "byte", byte: source.charCodeAt(source.length - 1) };
  const chars = charsOf(source, flags);
  const only = chars.one.indexOf(YES);
  return only >= 0 && chars.one.every((may, byte) => may === (byte === only ? YES : NO)) ? { kind: "byte", byte: only } : chars;
}

/** Half of a pair: no UTF-8 has it. */
function isLone(char: string): boolean {
  return /^[\ud800-\udfff]$/.test(char);
}
