import { Buffer } from "node:buffer";
import type { Column } from "../../../column.js";
import type { Vector } from "../../../vector.js";
import { flagMissing } from "../../cells/flags.js";
import { presentBits } from "../../cells/present.js";
import { foundCategories, foundTexts } from "../../keys/text-codes.js";
import { TextTable } from "../../keys/text-table.js";
import { distinctIn } from "./distinct.js";

/** Up to so many texts each cell is compared with those of its length. */
const FEW = 8;
/** One text of so many bytes at most is compared as two words with each cell: no branch depends on it, which a processor could not guess. */
const TWO_WORDS = 8;
/** Of cells of more bytes, in the mean, few are as long as such a text: that is guessed right. */
const SHORT = 16;

/** Flags of the cells of text that are one of `keys`, by their bytes; null stands for missing ones. */
export function textsIn(column: Column, keys: ReadonlySet<string | null>): Uint8Array {
  const texts = [...keys].filter((key) => key !== null);
  if (!texts.every(isWholeText)) return distinctIn(column, keys);
  const sought = texts.map((text) => Buffer.from(text, "utf8"));
  const flags = column.type.kind === "utf8" && sought.length <= FEW ? flagsOfFew(column, sought) : flagsOfMany(column, sought);
  flagMissing(flags, presentBits(column), keys.has(null) ? 1 : 0);
  return flags;
}

/** Whether a text is in a cell only as its own bytes: half a surrogate pair has none, and U+FFFD is read of bytes that are no text, too. */
function isWholeText(text: string): boolean {
  return !text.includes("\ufffd") && Buffer.from(text, "utf8").toString("utf8") === text;
}

function flagsOfFew(column: Column, sought: readonly Buffer[]): Uint8Array {
  const flags = new Uint8Array(column.length);
  /** those of each length, one behind the other; null: none has it */
  const byLength = Array.from({ length: sought.reduce((most, { length }) => Math.max(most, length + 1), 0) }, (_, size) => {
    const alike = sought.filter(({ length }) => length === size);
    return alike.length === 0 ? null : Buffer.concat(alike);
  });
  const [text] = sought;
  const word = sought.length === 1 && text!.length <= TWO_WORDS ? text! : null;
  for (const [k, vector] of column.vectors.entries()) {
    const own = flags.subarray(column.starts[k], column.starts[k + 1]);
    if (word !== null && isShort(vector)) flagWord(vector, word, own);
    else flagVector(vector, byLength, own);
  }
  return flags;
}

function isShort({ storage, offset, length }: Vector): boolean {
  const { offsets } = storage;
  return offsets instanceof Int32Array && offsets[offset + length]! - offsets[offset]! <= SHORT * length;
}

/** Flags the cells that are a text of two words at most. */
function flagWord({ storage, offset }: Vector, text: Buffer, flags: Uint8Array): void {
  const { buffer, byteOffset, byteLength } = storage.data as Uint8Array;
  const bytes = new DataView(buffer, byteOffset, byteLength);
  const offsets = storage.offsets as Int32Array;
  const size = text.length;
  const [first, second] = wordsOf(new DataView(text.buffer, text.byteOffset, size), 0, size);
  const [firstBits, secondBits] = wordsOf(new DataView(new Uint8Array(TWO_WORDS).fill(0xff).buffer), 0, size);
  let start = offsets[offset]!;
  let i = 0;
  for (; i < flags.length && start + TWO_WORDS <= byteLength; i++) {
    const end = offsets[offset + i + 1]!;
    const differs = ((end - start) ^ size) | ((bytes.getInt32(start, true) ^ first) & firstBits) | ((bytes.getInt32(start + 4, true) ^ second) & secondBits);
    flags[i] = 1 ^ ((differs | -differs) >>> 31);
    start = end;
  }
  for (; i < flags.length; i++) {
    const end = offsets[offset + i + 1]!;
    const [own, more] = wordsOf(bytes, start, Math.min(end - start, TWO_WORDS));
    if (end - start === size && own === first && more === second) flags[i] = 1;
    start = end;
  }
}

/** `size` bytes from a place on as two words, zeros behind them. */
function wordsOf(bytes: DataView, at: number, size: number): [first: number, second: number] {
  let [first, second] = [0, 0];
  for (let i = 0; i < size; i++) {
    if (i < 4) first |= bytes.getUint8(at + i) << (8 * i);
    else second |= bytes.getUint8(at + i) << (8 * (i - 4));
  }
  return [first, second];
}

function flagVector({ storage, offset }: Vector, byLength: readonly (Buffer | null)[], flags: Uint8Array): void {
  const bytes = storage.data as Uint8Array;
  const offsets = storage.offsets!;
  for (let i = 0, start = Number(offsets[offset]!); i < flags.length; i++) {
    const end = Number(offsets[offset + i + 1]!);
    const alike = end - start < byLength.length ? byLength[end - start]! : null;
    if (alike !== null && isOneOf(alike, bytes, start, end)) flags[i] = 1;
    start = end;
  }
}

/** Whether bytes `[start, end)` are one of some texts of that length, which lie one behind the other. */
function isOneOf(texts: Buffer, bytes: Uint8Array, start: number, end: number): boolean {
  const size = end - start;
  for (let at = 0; at < texts.length; at += size) {
    let i = 0;
    while (i < size && bytes[start + i] === texts[at + i]) i++;
    if (i === size) return true;
  }
  return size === 0;
}

function flagsOfMany(column: Column, sought: readonly Buffer[]): Uint8Array {
  const table = new TextTable();
  for (const text of sought) table.enter(text, 0, text.length);
  const codes = column.type.kind === "utf8" ? foundTexts(column, table, -1) : foundCategories(column, table, -1);
  table.close();
  const flags = new Uint8Array(codes.length);
  for (let i = 0; i < flags.length; i++) if (codes[i]! >= 0) flags[i] = 1;
  return flags;
}
