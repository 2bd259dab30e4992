import { Buffer } from "node:buffer";
import { Column } from "../../../column.js";
import type { Vector } from "../../../vector.js";
import type { Operand } from "../../arguments/operand.js";
import { textsIn } from "../isin/texts.js";
import { HOLDS, type Comparison } from "./loops.js";

/** Flags of the rows where the comparison of two texts holds, by code points: the order of their UTF-8 bytes. Nothing is decoded. */
export function compareText(op: Comparison, left: Column, right: Operand): Uint8Array {
  if (!(right instanceof Column) && (op === "eq" || op === "ne")) return equalText(op, left, String(right));
  const flags = new Uint8Array(left.length);
  const holds = HOLDS[op];
  const a = textBytes(left);
  const b = right instanceof Column ? textBytes(right) : oneText(String(right));
  for (let i = 0; i < flags.length; i++) {
    a.seek(i);
    b.seek(i);
    flags[i] = holds(orderOf(a, b)) ? 1 : 0;
  }
  return flags;
}

function equalText(op: "eq" | "ne", column: Column, text: string): Uint8Array {
  const flags = textsIn(column, new Set([text]));
  if (op === "ne") for (let i = 0; i < flags.length; i++) flags[i]! ^= 1;
  return flags;
}

/** Where the bytes of the cell lie that was sought last. */
interface Cursor {
  bytes: Uint8Array;
  start: number;
  end: number;
  seek(row: number): void;
}

function oneText(text: string): Cursor {
  // Half a surrogate pair has no bytes in UTF-8: the three that a character between its neighbours would have are in no text, and keep the order.
  const bytes = Buffer.concat(Array.from(text, (character) => (HALF.test(character) ? threeBytes(character.charCodeAt(0)) : Buffer.from(character, "utf8"))));
  return { bytes, start: 0, end: bytes.length, seek: () => undefined };
}

const HALF = /^[\ud800-\udfff]$/;

function threeBytes(code: number): Buffer {
  return Buffer.of(0xe0 | (code >> 12), 0x80 | ((code >> 6) & 0x3f), 0x80 | (code & 0x3f));
}

/** A cursor that is moved down the rows. */
function textBytes(column: Column): Cursor {
  const { vectors, starts } = column;
  let k = 0;
  return {
    bytes: new Uint8Array(0),
    start: 0,
    end: 0,
    seek(row) {
      while (row >= starts[k + 1]!) k++;
      pointAt(this, vectors[k]!, row - starts[k]!);
    },
  };
}

function pointAt(cursor: Cursor, { storage, offset }: Vector, row: number): void {
  const text = storage.dictionary?.storage ?? storage;
  // A missing row may hold any code.
  const at = storage.dictionary === null ? offset + row : Math.min(storage.dictionary.offset + Number(storage.data![offset + row]!), text.length - 1);
  cursor.bytes = text.data as Uint8Array;
  cursor.start = at < 0 ? 0 : Number(text.offsets![at]!);
  cursor.end = at < 0 ? 0 : Number(text.offsets![at + 1]!);
}

function orderOf(a: Cursor, b: Cursor): number {
  const shorter = Math.min(a.end - a.start, b.end - b.start);
  for (let i = 0; i < shorter; i++) {
    const difference = a.bytes[a.start + i]! - b.bytes[b.start + i]!;
    if (difference !== 0) return difference;
  }
  return a.end - a.start - (b.end - b.start);
}
