import { Buffer } from "node:buffer";
import { sharedArray } from "../build/growing.js";
import { STRING } from "../data-types.js";
import { Storage } from "../storage.js";
import { Vector } from "../vector.js";
import { copyText, SPARE, viewOf } from "../verbs/take/copy-text.js";
import { validityOf } from "../verbs/validity.js";

/** The first byte of the letters from À to ÿ, which are most of those beyond ASCII in Latin languages; their second is in 0x80–0xbf. */
const LATIN = 0xc3;

/** How the case of a text is changed, and what that makes of single bytes. */
export interface CaseChange {
  readonly change: (text: string) => string;
  /** the first of the 26 letters of ASCII that change: by the bit 0x20 */
  readonly first: number;
  /** by second byte behind {@link LATIN}, what that becomes; 0 where it is no letter from À to ÿ (ß in upper case) */
  readonly latin: Uint8Array;
}

/** `change` is one whose results depend on nothing around a letter of ASCII, or from À to ÿ. */
export function caseChange(first: string, change: (text: string) => string): CaseChange {
  const latin = Uint8Array.from({ length: 0x40 }, (_, place) => {
    const made = change(String.fromCharCode(0xc0 + place));
    const code = made.length === 1 ? made.charCodeAt(0) : 0;
    return code >= 0xc0 && code <= 0xff ? code - 0x40 : 0;
  });
  return { change, first: first.charCodeAt(0), latin };
}

/** A row whose text has another length than before. */
interface Changed {
  readonly row: number;
  readonly bytes: Uint8Array;
}

/**
 * The text of a vector with 32-bit offsets in another case: ASCII and the letters from À to ÿ in their bytes, which are as
 * many as before, and a cell that has other letters as a text.
 */
export function changeCase(vector: Vector, how: CaseChange): Vector {
  const { storage, offset, length } = vector;
  const ends = storage.offsets as Int32Array;
  const start = ends[offset]!;
  const from = (storage.data as Uint8Array).subarray(start, ends[offset + length]);
  const data = sharedArray(Uint8Array, from.length).subarray(0, from.length);
  // Most cells keep their length, and so the ends.
  const offsets = start === 0 ? ends.subarray(offset, offset + length + 1) : endsFrom(start, ends.subarray(offset, offset + length + 1));
  changeAscii(from, data, how.first);
  const changed = changeOthers(from, data, offsets, how);
  return new Vector(new Storage(STRING, length, { ...(changed.length === 0 ? { data, offsets } : spliced(data, offsets, changed)), validity: validityOf(vector) }));
}

function endsFrom(start: number, ends: Int32Array): Int32Array {
  const offsets = sharedArray(Int32Array, ends.length).subarray(0, ends.length);
  for (let row = 0; row < ends.length; row++) offsets[row] = ends[row]! - start;
  return offsets;
}

/** Four bytes at a time: a byte of 7 bits plus the distance from a letter to 0x80 has its top bit set if it is that letter or a later one. */
function changeAscii(from: Uint8Array, to: Uint8Array, first: number): void {
  const [source, target] = [viewOf(from), viewOf(to)];
  const [begin, end] = [(0x80 - first) * 0x0101_0101, (0x80 - first - 26) * 0x0101_0101];
  let i = 0;
  for (; i + 4 <= from.length; i += 4) {
    const four = source.getInt32(i, true);
    const low = four & 0x7f7f_7f7f;
    const letters = (low + begin) & ~(low + end) & ~four & 0x8080_8080;
    target.setInt32(i, four ^ (letters >>> 2), true);
  }
  for (; i < from.length; i++) to[i] = from[i]! >= first && from[i]! < first + 26 ? from[i]! ^ 0x20 : from[i]!;
}

/** Changes what is not ASCII, in place; gives the rows that do not fit into theirs. */
function changeOthers(from: Uint8Array, to: Uint8Array, offsets: Int32Array, { change, latin }: CaseChange): Changed[] {
  const view = viewOf(from);
  const source = Buffer.from(from.buffer, from.byteOffset, from.byteLength);
  const target = Buffer.from(to.buffer, to.byteOffset, to.byteLength);
  const changed: Changed[] = [];
  let row = 0;
  for (let i = 0; i < from.length; ) {
    if (i + 4 <= from.length && (view.getInt32(i, true) & 0x8080_8080) === 0) {
      i += 4;
      continue;
    }
    if (from[i]! < 0x80) {
      i++;
      continue;
    }
    const second = from[i] === LATIN && (from[i + 1]! & 0xc0) === 0x80 ? latin[from[i + 1]! & 0x3f]! : 0;
    if (second !== 0) {
      to[i + 1] = second;
      i += 2;
      continue;
    }
    while (offsets[row + 1]! <= i) row++;
    const [start, end] = [offsets[row]!, offsets[row + 1]!];
    const text = change(source.toString("utf8", start, end));
    if (Buffer.byteLength(text) === end - start) target.write(text, start, "utf8");
    else changed.push({ row, bytes: Buffer.from(text, "utf8") });
    i = end;
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
