import { sharedArray } from "../build/growing.js";
import { Column } from "../column.js";
import { STRING } from "../data-types.js";
import { Vector } from "../vector.js";
import { validityOf } from "../verbs/cells/validity.js";
import { placedTexts } from "../verbs/take/texts.js";
import { charactersOf, NONE, PART, pointAt, sizeAt, WHOLE, type Characters } from "./characters.js";
import type { Side } from "./strip.js";

/** Each cell of text with 32-bit offsets without these characters at its ends. Texts stay where they lie, as picked ones do: nothing is decoded. */
export function stripBytes(column: Column, side: Side, points: ReadonlySet<number>): Column {
  const stripped = charactersOf(points);
  return new Column(column.name, STRING, column.vectors.map((vector) => stripVector(vector, side, stripped)));
}

function stripVector(vector: Vector, side: Side, stripped: Characters): Vector {
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
function behindStripped(data: Uint8Array, first: number, last: number, { byFirst, points }: Characters): number {
  let at = first;
  while (at < last) {
    const kind = byFirst[data[at]!]!;
    if (kind === NONE || (kind === PART && !points.has(pointAt(data, at)))) break;
    at += kind === WHOLE ? 1 : sizeAt(data, at);
  }
  // Bytes that are no UTF-8 may end in the middle of a character.
  return Math.min(at, last);
}

/** Where it ends before such characters. */
function beforeStripped(data: Uint8Array, first: number, last: number, { byLast, points }: Characters): number {
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
