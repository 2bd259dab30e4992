import { grown, sharedArray } from "../build/growing.js";
import { Column } from "../column.js";
import { listOf, STRING } from "../data-types.js";
import { Storage } from "../storage.js";
import { Vector } from "../vector.js";
import { copyText, SPARE, viewOf } from "../verbs/take/copy-text.js";
import { validityOf } from "../verbs/validity.js";
import { findBytes, sought, type Sought } from "./search-bytes.js";

/** The parts of each cell of text with 32-bit offsets between a separator, which is not empty, as lists: nothing is decoded. */
export function splitBytes(column: Column, separator: string, limit: number): Column {
  const wanted = sought(separator);
  return new Column(column.name, listOf(STRING), column.vectors.map((vector) => splitVector(vector, wanted, limit)));
}

function splitVector(vector: Vector, wanted: Sought, limit: number): Vector {
  const { storage, offset, length } = vector;
  const from = storage.data as Uint8Array;
  const ends = storage.offsets as Int32Array;
  const data = sharedArray(Uint8Array, ends[offset + length]! - ends[offset]! + SPARE);
  const [source, target] = [viewOf(from), viewOf(data)];
  const lists = sharedArray(Int32Array, length + 1).subarray(0, length + 1);
  let items = sharedArray(Int32Array, 2 * length + 1);
  let count = 0;
  let used = 0;
  let start = ends[offset]!;
  for (let row = 0; row < length; row++) {
    const end = ends[offset + row + 1]!;
    for (let left = limit; ; left--) {
      const found = left > 0 ? findBytes(from, start, end, wanted) : -1;
      const stop = found < 0 ? end : found;
      copyText(source, start, target, used, used + stop - start);
      used += stop - start;
      if (++count === items.length) items = grown(Int32Array, items, count + 1);
      items[count] = used;
      if (found < 0) break;
      start = found + wanted.bytes.length;
    }
    lists[row + 1] = count;
    start = end;
  }
  const parts = new Vector(new Storage(STRING, count, { data: data.subarray(0, used), offsets: items.subarray(0, count + 1) }));
  return new Vector(new Storage(listOf(STRING), length, { offsets: lists, children: [parts], validity: validityOf(vector) }));
}
