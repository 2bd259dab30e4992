import type { DataType } from "./data-types.js";
import type { Vector } from "./vector.js";

export type DataArray =
  | Int8Array | Int16Array | Int32Array | BigInt64Array | Uint8Array | Uint16Array | Uint32Array | BigUint64Array | Float32Array | Float64Array;

/** The parts of an Arrow array, by their role; what a type does not have is null. */
export interface StorageParts {
  /** bit i set: row i holds a value; null: every row does */
  readonly validity: Uint8Array | null;
  /** `length + 1` ends, for text, binary, lists and maps */
  readonly offsets: Int32Array | BigInt64Array | null;
  /** values; bits for bool; bytes for text and binary; codes for a dictionary; value offsets for a dense union */
  readonly data: DataArray | null;
  readonly typeIds: Int8Array | null;
  readonly children: readonly Vector[];
  readonly dictionary: Vector | null;
}

const NO_PARTS: StorageParts = { validity: null, offsets: null, data: null, typeIds: null, children: [], dictionary: null };

/**
 * One immutable Arrow array, after the Arrow C data interface. Nobody writes to it once it is made. Its identity is
 * what a worker's result refers to when a column comes back untouched.
 */
export class Storage implements StorageParts {
  readonly type: DataType;
  readonly length: number;
  readonly validity: Uint8Array | null;
  readonly offsets: Int32Array | BigInt64Array | null;
  readonly data: DataArray | null;
  readonly typeIds: Int8Array | null;
  readonly children: readonly Vector[];
  readonly dictionary: Vector | null;

  constructor(type: DataType, length: number, parts: Partial<StorageParts>) {
    const { validity, offsets, data, typeIds, children, dictionary } = { ...NO_PARTS, ...parts };
    this.type = type;
    this.length = length;
    this.validity = validity;
    this.offsets = offsets;
    this.data = data;
    this.typeIds = typeIds;
    this.children = children;
    this.dictionary = dictionary;
  }
}
