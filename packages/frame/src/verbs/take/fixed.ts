import { sharedArray } from "../../build/growing.js";
import type { DataType } from "../../data-types.js";
import { layoutOf } from "../../layout.js";
import type { DataArray } from "../../storage.js";
import type { Vector } from "../../vector.js";
import type { Picks } from "./picks.js";

type Units = Uint8Array | Uint16Array | Int32Array;

/**
 * The picked values of a type of fixed width. They are moved as units of 1, 2 or 4 bytes: so the loop sees few kinds of
 * array, a 64-bit value never becomes a bigint, and the bits of a NaN stay.
 */
export function takeFixed(type: DataType, vectors: readonly Vector[], picks: Picks): DataArray {
  const { array, stride } = layoutOf(type)!;
  const out = sharedArray(array, picks.length * stride).subarray(0, picks.length * stride);
  const perRow = stride * array.BYTES_PER_ELEMENT;
  const unit = perRow % 4 === 0 && array.BYTES_PER_ELEMENT >= 4 ? 4 : array.BYTES_PER_ELEMENT;
  const sources = vectors.map(({ storage, offset, length }) => unitsOf(storage.data!.subarray(offset * stride, (offset + length) * stride), unit));
  copyUnits(sources, picks, perRow / unit, unitsOf(out, unit));
  return out;
}

function unitsOf({ buffer, byteOffset, byteLength }: DataArray, unit: number): Units {
  if (unit === 1) return new Uint8Array(buffer, byteOffset, byteLength);
  if (unit === 2) return new Uint16Array(buffer, byteOffset, byteLength / 2);
  return new Int32Array(buffer, byteOffset, byteLength / 4);
}

function copyUnits(sources: readonly Units[], { length, piece, row }: Picks, units: number, out: Units): void {
  for (let i = 0; i < length; i++) {
    const from = row[i]!;
    if (from < 0) continue;
    const source = sources[piece === null ? 0 : piece[i]!]!;
    if (units === 1) {
      out[i] = source[from]!;
    } else if (units === 2) {
      out[2 * i] = source[2 * from]!;
      out[2 * i + 1] = source[2 * from + 1]!;
    } else {
      for (let u = 0; u < units; u++) out[i * units + u] = source[from * units + u]!;
    }
  }
}
