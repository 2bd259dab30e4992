import { Buffer } from "node:buffer";
import { sharedArray } from "../build/growing.js";
import { Column } from "../column.js";
import { STRING } from "../data-types.js";
import { Vector } from "../vector.js";
import { validityOf } from "../verbs/cells/validity.js";
import { placedTexts } from "../verbs/take/texts.js";
import type { Side } from "./strip.js";

/** Characters that are taken from the ends of texts, by what UTF-8 makes of them. */
interface Stripped {
  /** their code points */
  readonly points: ReadonlySet<number>;
  /** by the first byte of a character, and by its last one */
  readonly byFirst: Uint8Array;
  readonly byLast: Uint8Array;
}

/** No such character has the byte there; one of a single byte is it; one of several may. */
const [NONE, WHOLE, PART] = [0, 1, 2];

/** Each cell of text with 32-bit offsets without these characters at its ends. Texts stay where they lie, as picked ones do: nothing is decoded. */
export function stripBytes(column: Column, side: Side, points: ReadonlySet<number>): Column {
  const stripped: Stripped = { points, byFirst: new Uint8Array(256), byLast: new Uint8Array(256) };
  for (const point of points) {
    const bytes = Buffer.from(String.fromCodePoint(point), "utf8");
    stripped.byFirst[bytes[0]!] = stripped.byLast[bytes.at(-1)!] = bytes.length === 1 ? WHOLE : PART;
  }
  return new Column(column.name, STRING, column.vectors.map((vector) => stripVector(vector, side, stripped)));
}

function stripVector(vector: Vector, side: Side, stripped: Stripped): Vector {
  const { storage, offset, length } = vector;
  const ends = (storage.offsets as Int32Array).subarray(offset, offset + length + 1);
  const data = storage.data as Uint8Array;
  const starts = sharedArray(Int32Array, length).subarray(0, length);
  const offsets = sharedArray(Int32Array, length + 1).subarray(0, length + 1);
  const [fromLeft, fromRight] = [side !== "right", side !== "left"];
  const { byFirst, byLast } = stripped;
  let used = 0;
  let end = ends[0]!;
  for (let row = 0; row < length; row++) {
    let first = end;
    end = ends[row + 1]!;
    let last = end;
    // Few texts have any: what looks for their end is no part of the loop.
    if (fromLeft && first < last && byFirst[data[first]!]! !== NONE) first = behindStripped(data, first, last, stripped);
    if (fromRight && first < last && byLast[data[last - 1]!]! !== NONE) last = beforeStripped(data, first, last, stripped);
    starts[row] = first;
    offsets[row + 1] = used += last - first;
  }
  return new Vector(placedTexts({ sources: [data], piece: null, starts, offsets }, validityOf(vector)));
}

/** Where the text of bytes `[first, last)` goes on behind such characters. */
function behindStripped(data: Uint8Array, first: number, last: number, { byFirst, points }: Stripped): number {
  let at = first;
  while (at < last) {
    const kind = byFirst[data[at]!]!;
    if (kind === NONE || (kind === PART && !points.has(pointAt(data, at)))) break;
    at += kind === WHOLE ? 1 : sizeAt(data, at);
  }
  return at;
}

/** Where it ends before such characters. */
function beforeStripped(data: Uint8Array, first: number, last: number, { byLast, points }: Stripped): number {
  let end = last;
  while (end > first) {
    const kind = byLast[data[end - 1]!]!;
    if (kind === NONE) break;
    let at = end - 1;
    if (kind === PART) {
      while (at > first && (data[at]! & 0xc0) === 0x80) at--;
      if (!points.has(pointAt(data, at))) break;
    }
    end = at;
  }
  return end;
}

/** How many bytes the character has that begins there. */
function sizeAt(data: Uint8Array, at: number): number {
  const byte = data[at]!;
  return byte < 0x80 ? 1 : byte < 0xe0 ? 2 : byte < 0xf0 ? 3 : 4;
}

/** The code point of that character. */
function pointAt(data: Uint8Array, at: number): number {
  const size = sizeAt(data, at);
  if (size === 1) return data[at]!;
  let point = data[at]! & (0x7f >> size);
  for (let k = 1; k < size; k++) point = (point << 6) | (data[at + k]! & 0x3f);
  return point;
}
