import type { DataType, Field } from "../data-types.js";
import type { Storage } from "../storage.js";

// The wire: what `pack` makes and `unpack` reads, and nothing else crosses. All of it is plain and structured-cloneable.

/** Elements of one of the batch's buffers; their typed array follows from the storage's type. */
export interface PackedArray {
  /** position in {@link PackedBatch.buffers} */
  readonly buffer: number;
  readonly byteOffset: number;
  /** in elements */
  readonly length: number;
}

/** A window on a storage of this message, or (`ref`) on one that the receiver has already. */
export type PackedVector =
  | { readonly storage: number; readonly offset: number; readonly length: number }
  | { readonly ref: number; readonly offset: number; readonly length: number };

export interface PackedStorage {
  readonly type: DataType;
  readonly length: number;
  readonly validity: PackedArray | null;
  readonly offsets: PackedArray | null;
  readonly data: PackedArray | null;
  readonly typeIds: PackedArray | null;
  readonly children: readonly PackedVector[];
  readonly dictionary: PackedVector | null;
}

export interface PackedBatch {
  readonly fields: readonly Field[];
  readonly length: number;
  readonly vectors: readonly PackedVector[];
  /** each one before those that refer to it */
  readonly storages: readonly PackedStorage[];
  /** the first is what was copied for this message, or null; the others are shared */
  readonly buffers: readonly (ArrayBuffer | SharedArrayBuffer | null)[];
}

/** Where a packed vector came from: the sender's storage, and its row that is row 0 of the receiver's copy. */
export interface Origin {
  readonly storage: Storage;
  readonly row: number;
}

/**
 * How memory crosses: `"transfer"` transfers a copy of everything, `"share"` shares, what is not shared yet by way of a copy. A buffer
 * that is transferred is detached, and from the first of a thread on V8 makes its loops over typed arrays slower.
 */
export type Transport = "transfer" | "share";
