import { bitAt, bitmapBytes, clearBit, countSet, hasAllBits } from "../../bitmap.js";
import { sharedArray } from "../../build/growing.js";
import type { Column } from "../../column.js";
import type { Vector } from "../../vector.js";
import { nextHalfNaN, nextNaN } from "./next-nan.js";
import { joinedBits, validityOf } from "./validity.js";

/** A bit for each row that has a value, which NaN is none; null if all have. Not to be written to; what follows the last row in its byte may be anything. */
export function presentBits(column: Column): Uint8Array | null {
  const { vectors } = column;
  const parts = vectors.map(presentIn);
  return parts.length === 1 || parts.every((bits) => bits === null) ? (parts[0] ?? null) : joinedBits(column, parts);
}

/** How many rows have a value, which NaN is none. */
export function countPresent({ vectors }: Column): number {
  return vectors.reduce((count, vector) => {
    const bits = presentIn(vector);
    return count + (bits === null ? vector.length : countSet(bits, 0, vector.length));
  }, 0);
}

function presentIn(vector: Vector): Uint8Array | null {
  const { type } = vector;
  const validity = validityOf(vector);
  if (type.kind === "float") return withoutNaN(vector, type.bits, validity);
  if (type.kind === "dictionary" && vector.storage.dictionary!.nullCount > 0) return withoutMissingValues(vector, validity);
  return validity;
}

function withoutNaN({ storage, offset, length }: Vector, bits: number, validity: Uint8Array | null): Uint8Array | null {
  const data = storage.data as Float64Array;
  const next = bits === 16 ? nextHalfNaN : nextNaN;
  const end = offset + length;
  let at = next(data, offset, end);
  if (at === end) return validity;
  const own = copied(validity, length);
  for (; at < end; at = next(data, at + 1, end)) clearBit(own, at - offset);
  return own;
}

/** A code may stand for a value that is itself missing. */
function withoutMissingValues({ storage, offset, length }: Vector, validity: Uint8Array | null): Uint8Array | null {
  const { data, dictionary } = storage;
  const own = copied(validity, length);
  for (let i = 0; i < length; i++) if (bitAt(own, i) && dictionary!.isNull(Number(data![offset + i]!))) clearBit(own, i);
  return hasAllBits(own, length) ? null : own;
}

function copied(validity: Uint8Array | null, length: number): Uint8Array {
  const bits = sharedArray(Uint8Array, bitmapBytes(length));
  if (validity === null) return bits.fill(0xff);
  bits.set(validity);
  return bits;
}
