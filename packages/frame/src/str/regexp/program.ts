import { CODE_AT, MOST_CODE, MOST_TABLES, TABLE_SIZE, TABLES_AT } from "../kernels.js";
import { firstBytes, isApart, NOTHING, onlyByte, takesAny, union, type Next } from "./first-bytes.js";
import { parse } from "./parse.js";
import { YES, type Node } from "./tree.js";

/** What a kernel matches UTF-8 by, and means the same as a RegExp wherever it gives an answer. */
export interface Program {
  /** four words each */
  readonly code: Uint32Array;
  /** {@link TABLE_SIZE} bytes each */
  readonly tables: Uint8Array;
  /** where a match may begin: one byte, or a table of them with one for the end of a text; null: where the text does */
  readonly first: Uint8Array | null;
  /** groups, and the whole */
  readonly slots: number;
}

// The operations of assembly/match.ts.
const MATCH = 0;
const BYTE = 1;
const ONE = 2;
const RUN = 3;
const GREEDY = 4;
const SPLIT = 5;
const JUMP = 6;
const SAVE = 7;
const BEGIN = 8;
const END = 9;
const EDGE = 10;
const WORDS = 4;

/** As many as any run has. */
const ENDLESS = 0xffff_ffff;
const MOST_SLOTS = 16;
/** A part that is written several times is written so often at most. */
const MOST_COPIES = 64;

const WORD = Uint8Array.from({ length: 256 }, (_, byte) => Number(/\w/.test(String.fromCharCode(byte))));

/** Programs that were asked for, by source and flags: to make one takes longer than to match ten rows. */
const known = new Map<string, Program | null>();
const MOST_KNOWN = 64;

/** The program of a RegExp; null if there is none, or a too large one. */
export function programOf(pattern: RegExp): Program | null {
  // A long text that is sought is more than a program has room for, and no name to keep.
  if (pattern.source.length > MOST_CODE) return null;
  const key = `${pattern.flags}/${pattern.source}`;
  const made = known.get(key);
  if (made !== undefined) return made;
  if (known.size === MOST_KNOWN) known.clear();
  const program = madeProgram(pattern);
  known.set(key, program);
  return program;
}

function madeProgram(pattern: RegExp): Program | null {
  const tree = parse(pattern);
  if (tree === null) return null;
  const writer = new Writer();
  if (!writer.write(tree, NOTHING)) return null;
  writer.add(MATCH);
  const { code, tables, slots } = writer;
  if (code.length > MOST_CODE || tables.length > MOST_TABLES || slots > MOST_SLOTS) return null;
  return { code: Uint32Array.from(code), tables: joined(tables), first: startsOf(tree), slots };
}

function startsOf(tree: Node): Uint8Array | null {
  if (beginsWithText(tree)) return null;
  const first = firstBytes(tree, NOTHING);
  const only = onlyByte(first);
  if (only !== null) return Uint8Array.of(only);
  return first.nothing ? new Uint8Array(first.bytes.length).fill(YES) : first.bytes;
}

function beginsWithText(node: Node): boolean {
  return node.kind === "begin" || (node.kind === "sequence" && node.of.length > 0 && beginsWithText(node.of[0]!));
}

function joined(tables: readonly Uint8Array[]): Uint8Array {
  const all = new Uint8Array(TABLE_SIZE * tables.length);
  for (const [k, table] of tables.entries()) {
    all.set(table, TABLE_SIZE * k);
    all.set(asciiOf(table), TABLE_SIZE * k + table.length);
  }
  return all;
}

/** Which bytes of ASCII are of a table: by their lower four bits, a bit for each of the upper three. */
export function asciiOf(table: Uint8Array): Uint8Array {
  const bits = new Uint8Array(16);
  for (let byte = 0; byte < 128; byte++) if (table[byte] === YES) bits[byte & 15]! |= 1 << (byte >> 4);
  return bits;
}

class Writer {
  readonly code: number[] = [];
  readonly tables: Uint8Array[] = [];
  slots = 1;

  add(...[operation, a = 0, b = 0, c = 0]: readonly [number, number?, number?, number?]): number {
    return this.code.push(operation, a, b, c) - WORDS;
  }

  /** Writes a part, where `next` comes behind it; false if that cannot be done. */
  write(node: Node, next: Next): boolean {
    if (this.code.length > MOST_CODE) return false;
    switch (node.kind) {
      case "byte": return this.add(BYTE, node.byte) >= 0;
      case "chars": return this.add(ONE, this.#table(node.one)) >= 0;
      case "sequence": return this.#sequence(node.of, next);
      case "either": return this.#either(node.of, next);
      case "group": return this.#group(node.place, node.of, next);
      case "repeat": return node.of.kind === "chars" || node.of.kind === "byte" ? this.#run(node, next) : this.#rounds(node, next);
      case "begin": return this.add(BEGIN) >= 0;
      case "end": return this.add(END) >= 0;
      case "edge": return this.add(EDGE, this.#table(WORD), Number(node.wanted)) >= 0;
    }
  }

  #sequence(of: readonly Node[], next: Next): boolean {
    // What comes behind each of them, from the last one on: looked for anew at each, a text of thousands of characters would take seconds.
    const behind = new Array<Next>(of.length);
    let from = next;
    for (let k = of.length - 1; k >= 0; k--) {
      behind[k] = from;
      from = firstBytes(of[k]!, from);
    }
    return of.every((each, k) => this.write(each, behind[k]!));
  }

  #group(place: number, of: Node, next: Next): boolean {
    this.slots = Math.max(this.slots, place + 1);
    this.add(SAVE, 8 * place);
    const written = this.write(of, next);
    this.add(SAVE, 8 * place + 4);
    return written;
  }

  #either(of: readonly Node[], next: Next): boolean {
    const jumps: number[] = [];
    for (const [k, each] of of.entries()) {
      const isLast = k === of.length - 1;
      const split = isLast ? 0 : this.add(SPLIT, this.#here(1));
      if (!this.write(each, next)) return false;
      if (isLast) break;
      jumps.push(this.add(JUMP));
      this.code[split + 2] = this.#here();
    }
    for (const jump of jumps) this.code[jump + 1] = this.#here();
    return true;
  }

  /** One character again and again: without a choice to come back to, if none of it may be what comes next. */
  #run(node: Extract<Node, { kind: "repeat" }>, next: Next): boolean {
    const { of, min, max, greedy } = node;
    const single = of.kind === "chars" ? of : null;
    const table = single === null ? firstBytes(of, next).bytes.subarray(0, 256) : takesAny(min, max) ? single.many : single.one;
    const apart = isApart(table, next);
    if (!greedy && !(apart && !next.nothing)) return this.#rounds(node, next);
    return this.add(min === max || apart ? RUN : GREEDY, this.#table(table), min, max === Infinity ? ENDLESS : max) >= 0;
  }

  /** A part again and again: as often as it has to be, then with a choice before each time. */
  #rounds({ of, min, max, greedy }: Extract<Node, { kind: "repeat" }>, next: Next): boolean {
    const again = union(firstBytes(of, next), next);
    const copies = max === Infinity ? min : max;
    if (copies > MOST_COPIES) return false;
    const splits: number[] = [];
    const choose = (): number => {
      const split = this.add(SPLIT, this.#here(1), this.#here(1));
      splits.push(split);
      return split;
    };
    for (let round = 0; round < copies; round++) {
      if (round >= min) choose();
      if (!this.write(of, again)) return false;
    }
    if (max === Infinity) {
      const split = choose();
      if (!this.write(of, again)) return false;
      this.add(JUMP, CODE_AT + 4 * split);
    }
    // Where it is left: the second choice of a greedy one, the first of the others.
    for (const split of splits) this.code[split + (greedy ? 2 : 1)] = this.#here();
    return true;
  }

  /** The address of what is written next, or of one that comes behind it. */
  #here(ahead = 0): number {
    return CODE_AT + 4 * (this.code.length + WORDS * ahead);
  }

  #table(table: Uint8Array): number {
    let place = this.tables.findIndex((known) => known.every((may, byte) => may === table[byte]));
    if (place < 0) place = this.tables.push(table) - 1;
    return TABLES_AT + TABLE_SIZE * place;
  }
}
