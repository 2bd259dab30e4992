import type { Column } from "../../column.js";
import type { Distinct } from "../distinct.js";
import { missingFlags } from "../missing.js";
import { GrowingRows } from "./GrowingRows.js";
import { HashTable } from "./HashTable.js";

/** Text, hashed and compared as its UTF-8 bytes: nothing is decoded. */
export function distinctText(column: Column): Distinct {
  const missing = missingFlags(column);
  const codes = new Int32Array(column.length).fill(-1);
  const rows = new GrowingRows();
  const table = new HashTable();
  /** where the first cell of each value lies: bytes `[start, end)` of a vector's */
  const starts = new GrowingRows();
  const ends = new GrowingRows();
  const pieces = new GrowingRows();
  for (const [k, { storage, offset, length }] of column.vectors.entries()) {
    const bytes = storage.data as Uint8Array;
    const offsets = storage.offsets!;
    const first = column.starts[k]!;
    let [start, end] = [0, 0];
    const equal = (key: number): boolean => sameBytes(bytes, start, end, column.vectors[pieces.at(key)]!.storage.data as Uint8Array, starts.at(key), ends.at(key));
    for (let i = 0; i < length; i++) {
      if (missing[first + i] === 1) continue;
      start = Number(offsets[offset + i]!);
      end = Number(offsets[offset + i + 1]!);
      const known = table.size;
      const code = table.enter(hashOf(bytes, start, end), equal);
      if (code === known) {
        rows.add(first + i);
        starts.add(start);
        ends.add(end);
        pieces.add(k);
      }
      codes[first + i] = code;
    }
  }
  return { codes, rows: rows.finish() };
}

/** FNV-1a, with a multiplier that mixes more. */
function hashOf(bytes: Uint8Array, start: number, end: number): number {
  let hash = 0x811c_9dc5 ^ (end - start);
  for (let i = start; i < end; i++) hash = Math.imul(hash ^ bytes[i]!, 0x0100_0193);
  return hash;
}

function sameBytes(a: Uint8Array, start: number, end: number, b: Uint8Array, from: number, to: number): boolean {
  if (end - start !== to - from) return false;
  for (let i = start, j = from; i < end; i++, j++) if (a[i] !== b[j]) return false;
  return true;
}
