import { Buffer } from "node:buffer";
import { sharedArray } from "../build/growing.js";
import { STRING } from "../data-types.js";
import { Storage } from "../storage.js";
import { Vector } from "../vector.js";
import { validityOf } from "../verbs/cells/validity.js";
import { copyText, SPARE, viewOf } from "../verbs/take/copy-text.js";

/** How the case of a text is changed. */
export interface CaseChange {
  readonly change: (text: string) => string;
  /** changes the bytes of cells where they stay as many, to another place; gives the rows that have anything else, in order */
  readonly inBytes: (from: Uint8Array, to: Uint8Array, ends: Int32Array) => number[];
}

/** A row whose text has another length than before. */
interface Changed {
  readonly row: number;
  readonly bytes: Uint8Array;
}

/**
 * The text of a vector with 32-bit offsets in another case: letters of one and two bytes in their bytes, where they stay as
 * many, and a cell that has others as a text.
 */
export function changeCase(vector: Vector, how: CaseChange): Vector {
  const { storage, offset, length } = vector;
  const ends = storage.offsets as Int32Array;
  const start = ends[offset]!;
  const from = (storage.data as Uint8Array).subarray(start, ends[offset + length]);
  const data = sharedArray(Uint8Array, from.length).subarray(0, from.length);
  // Most cells keep their length, and so the ends.
  const offsets = start === 0 ? ends.subarray(offset, offset + length + 1) : endsFrom(start, ends.subarray(offset, offset + length + 1));
  const changed = changeTexts(how.inBytes(from, data, offsets), from, data, offsets, how.change);
  return new Vector(new Storage(STRING, length, { ...(changed.length === 0 ? { data, offsets } : spliced(data, offsets, changed)), validity: validityOf(vector) }));
}

function endsFrom(start: number, ends: Int32Array): Int32Array {
  const offsets = sharedArray(Int32Array, ends.length).subarray(0, ends.length);
  for (let row = 0; row < ends.length; row++) offsets[row] = ends[row]! - start;
  return offsets;
}

/** Changes some rows as texts, in place; gives those that do not fit into theirs. */
function changeTexts(rows: readonly number[], from: Uint8Array, to: Uint8Array, ends: Int32Array, change: (text: string) => string): Changed[] {
  const source = Buffer.from(from.buffer, from.byteOffset, from.byteLength);
  const target = Buffer.from(to.buffer, to.byteOffset, to.byteLength);
  const changed: Changed[] = [];
  for (const row of rows) {
    const [start, end] = [ends[row]!, ends[row + 1]!];
    const text = change(source.toString("utf8", start, end));
    if (Buffer.byteLength(text) === end - start) target.write(text, start, "utf8");
    else changed.push({ row, bytes: Buffer.from(text, "utf8") });
  }
  return changed;
}

/** The same cells with those of some rows replaced. */
function spliced(from: Uint8Array, ends: Int32Array, changed: readonly Changed[]): { data: Uint8Array; offsets: Int32Array } {
  const more = changed.reduce((sum, { row, bytes }) => sum + bytes.length - (ends[row + 1]! - ends[row]!), 0);
  const data = sharedArray(Uint8Array, from.length + more + SPARE).subarray(0, from.length + more);
  const offsets = sharedArray(Int32Array, ends.length).subarray(0, ends.length);
  const [source, target] = [viewOf(from), new DataView(data.buffer)];
  let moved = 0;
  let row = 0;
  const keep = (until: number): void => {
    copyText(source, ends[row]!, target, ends[row]! + moved, ends[until]! + moved);
    for (; row < until; row++) offsets[row + 1] = ends[row + 1]! + moved;
  };
  for (const { row: place, bytes } of changed) {
    keep(place);
    data.set(bytes, ends[place]! + moved);
    moved += bytes.length - (ends[place + 1]! - ends[place]!);
    row = place + 1;
    offsets[row] = ends[row]! + moved;
  }
  keep(ends.length - 1);
  return { data, offsets };
}
