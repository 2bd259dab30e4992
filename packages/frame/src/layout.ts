import type { DataType } from "./data-types.js";
import type { DataArray } from "./storage.js";

/** A typed array's constructor. */
export interface ArrayType<T extends DataArray = DataArray> {
  readonly BYTES_PER_ELEMENT: number;
  new (length: number): T;
  new (buffer: ArrayBufferLike, byteOffset?: number, length?: number): T;
}

/** How the values of a type lie in memory: the typed array, and how many of its elements make one row. */
export interface Layout {
  readonly array: ArrayType;
  readonly stride: number;
}

const one = (array: ArrayType): Layout => ({ array, stride: 1 });

const INT8 = one(Int8Array);
const INT16 = one(Int16Array);
const INT32 = one(Int32Array);
const INT64 = one(BigInt64Array);
const UINT8 = one(Uint8Array);
const UINT16 = one(Uint16Array);
const UINT32 = one(Uint32Array);
const UINT64 = one(BigUint64Array);

/**
 * Layout of the values of a type that has one fixed width; null for the others: null, bool (bits), text and binary
 * (bytes), and nested types (children). A dictionary's values are its codes, a dense union's its offsets.
 */
export function layoutOf(type: DataType): Layout | null {
  switch (type.kind) {
    case "int": {
      if (type.bits === 8) return type.signed ? INT8 : UINT8;
      if (type.bits === 16) return type.signed ? INT16 : UINT16;
      if (type.bits === 32) return type.signed ? INT32 : UINT32;
      return type.signed ? INT64 : UINT64;
    }
    case "float": return type.bits === 16 ? UINT16 : type.bits === 32 ? one(Float32Array) : one(Float64Array);
    case "decimal": return { array: Uint32Array, stride: type.bits / 32 };
    case "fixed-binary": return { array: Uint8Array, stride: type.width };
    case "date": return type.unit === "day" ? INT32 : INT64;
    case "time": return type.bits === 32 ? INT32 : INT64;
    case "timestamp":
    case "duration": return INT64;
    case "interval": return { array: Int32Array, stride: type.unit === "year-month" ? 1 : type.unit === "day-time" ? 2 : 4 };
    case "dictionary": return layoutOf(type.index);
    case "union": return type.mode === "dense" ? INT32 : null;
    default: return null;
  }
}
