import { bitmapBytes, hasAllBits } from "../../bitmap.js";
import { sharedArray } from "../../build/growing.js";
import { Column } from "../../column.js";
import { bufferOf, bytesOf, copyBytes } from "../../copy-bytes.js";
import type { DataType } from "../../data-types.js";
import { layoutOf } from "../../layout.js";
import { Storage, type DataArray } from "../../storage.js";
import { Vector } from "../../vector.js";
import { validityOfColumn } from "../cells/validity.js";
import { longsOf, unitsOf, type Units } from "./fixed.js";

/** Types whose cells {@link blend} moves: one element of a typed array each. */
export function isBlended({ kind }: DataType): boolean {
  return kind === "int" || kind === "float" || kind === "date" || kind === "time" || kind === "timestamp" || kind === "duration";
}

/** The cells of a column where a bit of `keep` is set, else those of `other`, which is of its type and has as many rows, or one for all; missing ones if that is null. */
export function blend(column: Column, keep: Uint8Array, other: Column | null): Column {
  const { name, type, length, facts } = column;
  const data = valuesOf(column);
  const step = other?.length === 1 ? 0 : 1;
  if (other !== null) {
    const values = other.vectors.length === 1 ? ownValues(other.vectors[0]!) : valuesOf(other);
    if (data.BYTES_PER_ELEMENT === 8) overwriteLongs(longsOf(data), keep, longsOf(values), step);
    else overwrite(unitsOf(data), keep, unitsOf(values), step);
  }
  const validity = blendedValidity(validityOfColumn(column), keep, other === null ? 0 : step === 0 ? (other.isNull(0) ? 0 : 0xff) : validityOfColumn(other), length);
  const isNullable = other === null && validity !== null;
  return new Column(name, type, [new Vector(new Storage(type, length, { data, validity }))], isNullable ? { ...facts, nullable: true } : facts);
}

/** A copy of the values, one behind the other. */
function valuesOf({ type, vectors, starts, length }: Column): DataArray {
  const data = sharedArray(layoutOf(type)!.array, length).subarray(0, length);
  const bytes = bufferOf(data);
  for (const [k, vector] of vectors.entries()) copyBytes(bytesOf(ownValues(vector)), bytes, starts[k]! * data.BYTES_PER_ELEMENT);
  return data;
}

function ownValues({ storage, offset, length }: Vector): DataArray {
  return storage.data!.subarray(offset, offset + length);
}

/** Rows whose bit is not set get the value of `from` that comes `step` after that of the row before. */
function overwrite(data: Units, keep: Uint8Array, from: Units, step: 0 | 1): void {
  for (let row = 0; row < data.length; row += 8) {
    for (let gone = unset(keep, row, data.length); gone !== 0; gone &= gone - 1) {
      const i = row + 31 - Math.clz32(gone & -gone);
      data[i] = from[i * step]!;
    }
  }
}

/** The same for 64 bits, which the engine moves from array to array without making a bigint of them. */
function overwriteLongs(data: BigInt64Array, keep: Uint8Array, from: BigInt64Array, step: 0 | 1): void {
  for (let row = 0; row < data.length; row += 8) {
    for (let gone = unset(keep, row, data.length); gone !== 0; gone &= gone - 1) {
      const i = row + 31 - Math.clz32(gone & -gone);
      data[i] = from[i * step]!;
    }
  }
}

/** Which of the eight bits from `row` on are not set, of rows that there are. */
function unset(keep: Uint8Array, row: number, length: number): number {
  const gone = ~keep[row >> 3]! & 0xff;
  return row + 8 <= length ? gone : gone & ((1 << (length - row)) - 1);
}

/** `theirs` is a bitmap (null: all are set), or eight bits for all rows. */
export function blendedValidity(own: Uint8Array | null, keep: Uint8Array, theirs: Uint8Array | null | number, length: number): Uint8Array | null {
  const bits = sharedArray(Uint8Array, bitmapBytes(length));
  const bytes = bitmapBytes(length);
  for (let i = 0; i < bytes; i++) {
    const other = typeof theirs === "number" ? theirs : theirs === null ? 0xff : theirs[i]!;
    bits[i] = ((own === null ? 0xff : own[i]!) & keep[i]!) | (other & ~keep[i]!);
  }
  return hasAllBits(bits, length) ? null : bits;
}
