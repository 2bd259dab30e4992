import { grown, sharedArray } from "../build/growing.js";
import { Column } from "../column.js";
import { listOf, STRING } from "../data-types.js";
import { Storage } from "../storage.js";
import { Vector } from "../vector.js";
import { validityOf } from "../verbs/cells/validity.js";
import { placedTexts } from "../verbs/take/texts.js";
import { charactersOf, NONE, pointAt, sizeAt, WHOLE, type Characters } from "./characters.js";
import { spacePoints } from "./spaces.js";

/** The words of each cell of text with 32-bit offsets, which stand between spaces, as lists: they stay where they lie. */
export function splitWords(column: Column): Column {
  const spaces = charactersOf(spacePoints());
  return new Column(column.name, listOf(STRING), column.vectors.map((vector) => splitVector(vector, spaces)));
}

function splitVector(vector: Vector, { byFirst, points }: Characters): Vector {
  const { storage, offset, length } = vector;
  const ends = (storage.offsets as Int32Array).subarray(offset, offset + length + 1);
  const data = storage.data as Uint8Array;
  const lists = sharedArray(Int32Array, length + 1).subarray(0, length + 1);
  let starts = sharedArray(Int32Array, 4 * length);
  let offsets = sharedArray(Int32Array, 4 * length + 1);
  let count = 0;
  for (let row = 0; row < length; row++) {
    const end = ends[row + 1]!;
    // At most every second byte is one.
    const most = count + ((end - ends[row]! + 1) >> 1);
    if (most > starts.length) {
      starts = grown(Int32Array, starts, most);
      offsets = grown(Int32Array, offsets, starts.length + 1);
    }
    let begin = -1;
    for (let at = ends[row]!; at < end; at++) {
      const kind = byFirst[data[at]!]!;
      if (kind === NONE || (kind !== WHOLE && !points.has(pointAt(data, at)))) {
        if (begin < 0) begin = at;
      } else {
        if (begin >= 0) {
          starts[count] = begin;
          offsets[count + 1] = offsets[count]! + at - begin;
          count++;
          begin = -1;
        }
        at += sizeAt(data, at) - 1;
      }
    }
    if (begin >= 0) {
      starts[count] = begin;
      offsets[count + 1] = offsets[count]! + end - begin;
      count++;
    }
    lists[row + 1] = count;
  }
  const child = new Vector(placedTexts({ sources: [data], piece: null, starts: starts.subarray(0, count), offsets: offsets.subarray(0, count + 1) }, null));
  return new Vector(new Storage(listOf(STRING), length, { offsets: lists, children: [child], validity: validityOf(vector) }));
}
