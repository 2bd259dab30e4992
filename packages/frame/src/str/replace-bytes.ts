import { Buffer } from "node:buffer";
import { grown, sharedArray } from "../build/growing.js";
import { Column } from "../column.js";
import { bufferOf, copyBytes } from "../copy-bytes.js";
import { STRING } from "../data-types.js";
import { Storage } from "../storage.js";
import { Vector } from "../vector.js";
import { validityOf } from "../verbs/cells/validity.js";
import { isSoughtInBytes } from "./find-bytes.js";
import { BY_AT, canBeSought, copyOut, FOUND_AT, MOST_REPLACED, PACKED_ENDS_AT, REPLACED_AT, SOUGHT_AT, textKernels } from "./kernels.js";
import { seeRows } from "./see-rows.js";
import { isCutInBytes } from "./slice-bytes.js";

/** What the kernel gives where a block becomes too long. */
const TOO_LONG = -1;
const MOST_BYTES = 2 ** 31 - 1;

/** Whether one text, which is not empty, can be replaced by another in the bytes of a column: 32 bits hold where the cells end, whatever is found. */
export function isReplacedInBytes(column: Column, wanted: string, by: string): boolean {
  if (!isCutInBytes(column) || !isSoughtInBytes(wanted) || !canBeSought(by)) return false;
  const growth = Math.max(1, Buffer.byteLength(by) / Buffer.byteLength(wanted));
  return column.vectors.every(({ storage: { offsets }, offset, length }) => growth * (Number(offsets![offset + length]) - Number(offsets![offset])) <= MOST_BYTES);
}

/** Each cell with one text in place of another wherever it is: nothing is decoded. */
export function replaceBytes(column: Column, pattern: string, to: string): Column {
  const [wanted, by] = [Buffer.from(pattern, "utf8"), Buffer.from(to, "utf8")];
  return new Column(column.name, STRING, column.vectors.map((vector) => replaceVector(vector, wanted, by)));
}

function replaceVector(vector: Vector, wanted: Buffer, by: Buffer): Vector {
  const { storage, offset, length } = vector;
  const ends = (storage.offsets as Int32Array).subarray(offset, offset + length + 1);
  const from = bufferOf(storage.data as Uint8Array);
  const kernels = textKernels();
  copyBytes(wanted, kernels.target, SOUGHT_AT);
  copyBytes(by, kernels.target, BY_AT);
  const offsets = sharedArray(Int32Array, length + 1).subarray(0, length + 1);
  const offsetBytes = bufferOf(offsets);
  let data = sharedArray(Uint8Array, ends[length]! - ends[0]!);
  let used = 0;
  const reserve = (size: number): void => {
    if (used + size > data.length) data = grown(Uint8Array, data, used + size);
  };
  const add = (part: Uint8Array): void => {
    reserve(part.length);
    data.set(part, used);
    used += part.length;
  };
  const replaceLong = (row: number): void => {
    for (const [k, part] of cut(from.subarray(ends[row], ends[row + 1]), wanted).entries()) {
      if (k > 0) add(by);
      add(part);
    }
    offsets[row + 1] = used;
  };
  const replace = (row: number, count: number, block: number, rowEnds: number): void => {
    const next = kernels.replaceRows(block, rowEnds, count, SOUGHT_AT, wanted.length, BY_AT, by.length, FOUND_AT, REPLACED_AT, MOST_REPLACED, used, PACKED_ENDS_AT);
    if (next === TOO_LONG) {
      for (let each = row; each < row + count; each++) replaceLong(each);
    } else {
      reserve(next - used);
      copyOut(kernels, REPLACED_AT, next - used, bufferOf(data), used);
      copyOut(kernels, PACKED_ENDS_AT, 4 * count, offsetBytes, 4 * (row + 1));
      used = next;
    }
  };
  seeRows(vector, replace, replaceLong);
  return new Vector(new Storage(STRING, length, { data: data.subarray(0, used), offsets, validity: validityOf(vector) }));
}

/** The bytes between those that are sought, from the left. */
function cut(bytes: Buffer, wanted: Buffer): Buffer[] {
  const parts: Buffer[] = [];
  let start = 0;
  for (let at = bytes.indexOf(wanted); at >= 0; at = bytes.indexOf(wanted, start)) {
    parts.push(bytes.subarray(start, at));
    start = at + wanted.length;
  }
  parts.push(bytes.subarray(start));
  return parts;
}
