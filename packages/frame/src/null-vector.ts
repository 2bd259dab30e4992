import { bitmapBytes } from "./bitmap.js";
import { sharedArray } from "./build/growing.js";
import type { DataType } from "./data-types.js";
import { layoutOf } from "./layout.js";
import { Storage, type StorageParts } from "./storage.js";
import { Vector } from "./vector.js";

/** `length` missing rows of any type, pass-through types included. Zeros that nobody reads: no page of them is touched. */
export function nullVector(type: DataType, length: number): Vector {
  const validity = type.kind === "null" || type.kind === "union" || length === 0 ? null : sharedArray(Uint8Array, bitmapBytes(length));
  return new Vector(new Storage(type, length, { validity, ...emptyParts(type, length) }));
}

function emptyParts(type: DataType, length: number): Partial<StorageParts> {
  switch (type.kind) {
    case "null": return {};
    case "bool": return { data: sharedArray(Uint8Array, bitmapBytes(length)) };
    case "utf8":
    case "binary": return { data: new Uint8Array(0), offsets: zeroOffsets(type.large, length) };
    case "list": return { offsets: zeroOffsets(type.large, length), children: [nullVector(type.item.type, 0)] };
    case "map": return { offsets: zeroOffsets(false, length), children: [nullVector(type.entries.type, 0)] };
    case "fixed-list": return { children: [nullVector(type.item.type, length * type.size)] };
    case "struct": return { children: type.fields.map((field) => nullVector(field.type, length)) };
    case "union": {
      // A union has no validity of its own: every row is the first member's, and missing there. Offsets are all 0.
      const first = type.mode === "dense" ? Math.min(length, 1) : length;
      const children = type.fields.map((field, i) => nullVector(field.type, i === 0 || type.mode === "sparse" ? first : 0));
      const typeIds = sharedArray(Int8Array, length).fill(type.typeIds[0] ?? 0).subarray(0, length);
      return { typeIds, children, data: type.mode === "dense" ? zeros(type, length) : null };
    }
    case "dictionary": return { data: zeros(type, length), dictionary: nullVector(type.values, 0) };
    default: return { data: zeros(type, length) };
  }
}

function zeros(type: DataType, length: number): StorageParts["data"] {
  const { array, stride } = layoutOf(type)!;
  return sharedArray(array, length * stride).subarray(0, length * stride);
}

function zeroOffsets(large: boolean, length: number): Int32Array | BigInt64Array {
  return large ? sharedArray(BigInt64Array, length + 1) : sharedArray(Int32Array, length + 1);
}
