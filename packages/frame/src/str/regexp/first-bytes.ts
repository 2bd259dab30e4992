import { NO, UNSURE, YES, type Node } from "./tree.js";

/** In a table of first bytes, what stands for the end of the text. */
const AT_END = 256;

/** What may come next: by byte, and with {@link AT_END} for the end; and whether that may be nothing at all, wherever it is. */
export interface Next {
  readonly bytes: Uint8Array;
  readonly nothing: boolean;
}

/** Behind the whole pattern. */
export const NOTHING: Next = { bytes: new Uint8Array(AT_END + 1), nothing: true };

/** What a part may begin with, where `next` comes behind it. */
export function firstBytes(node: Node, next: Next): Next {
  switch (node.kind) {
    case "byte": return { bytes: only(node.byte), nothing: false };
    case "chars": return of(node.one);
    case "sequence": return node.of.reduceRight((behind, each) => firstBytes(each, behind), next);
    case "either": return node.of.map((each) => firstBytes(each, next)).reduce(union);
    case "group": return firstBytes(node.of, next);
    case "repeat": {
      const body = node.of.kind === "chars" && takesAny(node.min, node.max) ? of(node.of.many) : firstBytes(node.of, next);
      return node.min > 0 ? body : union(body, next);
    }
    case "end": return { bytes: only(AT_END), nothing: false };
    // Where these hold, the byte does not tell.
    case "begin":
    case "edge": return { bytes: new Uint8Array(AT_END + 1).fill(YES), nothing: true };
  }
}

/** Whether a repetition takes bytes without counting characters. */
export function takesAny(min: number, max: number): boolean {
  return min <= 1 && max === Infinity;
}

export function union(a: Next, b: Next): Next {
  return { bytes: a.bytes.map((may, byte) => Math.max(may, b.bytes[byte]!)), nothing: a.nothing || b.nothing };
}

/** Whether no byte of a table may come next. */
export function isApart(table: Uint8Array, { bytes }: Next): boolean {
  return table.every((may, byte) => may === NO || bytes[byte] === NO);
}

/** Whether it is certain that a match begins with one byte alone. */
export function onlyByte({ bytes, nothing }: Next): number | null {
  const first = bytes.indexOf(YES);
  return !nothing && first >= 0 && first < AT_END && !bytes.includes(UNSURE) && bytes.lastIndexOf(YES) === first ? first : null;
}

function of(table: Uint8Array): Next {
  const bytes = new Uint8Array(AT_END + 1);
  bytes.set(table);
  return { bytes, nothing: false };
}

function only(place: number): Uint8Array {
  const bytes = new Uint8Array(AT_END + 1);
  bytes[place] = YES;
  return bytes;
}
