// What an apache-arrow Table looks like, in any version from 7 and in any copy of the package: nothing here imports it.

/** An apache-arrow Table of any version or copy, known by its shape. */
export interface ArrowTableLike {
  readonly schema: { readonly fields: readonly { readonly name: string }[] };
  readonly batches: readonly { readonly data: unknown }[];
}

/** The same, looked at closely. */
export interface ArrowTable {
  readonly schema: { readonly fields: readonly ArrowField[] };
  readonly batches: readonly { readonly data: ArrowData }[];
}

export interface ArrowField {
  /** a file may lack it, whatever apache-arrow's type says */
  readonly name: string | null;
  readonly type: ArrowType;
  readonly nullable: boolean;
  readonly metadata?: ReadonlyMap<string, string>;
}

/** A type; which of the optional facts it has depends on `typeId`. */
export interface ArrowType {
  readonly typeId: number;
  readonly children?: readonly ArrowField[] | null;
  readonly isSigned?: boolean;
  readonly bitWidth?: number;
  readonly precision?: number;
  readonly scale?: number;
  readonly unit?: number;
  readonly timezone?: string | null;
  readonly byteWidth?: number;
  readonly listSize?: number;
  readonly keysSorted?: boolean;
  readonly mode?: number;
  readonly typeIds?: Iterable<number>;
  readonly indices?: ArrowType;
  readonly dictionary?: ArrowType;
  readonly isOrdered?: boolean;
}

/**
 * One chunk. `offset` counts in bits, for `nullBitmap` and for the values of bool; every other array is a view that
 * already begins at the chunk's first row. Text, lists and dense unions keep whole children under cut offsets; structs,
 * sparse unions and fixed-size lists have children cut with them.
 */
export interface ArrowData {
  readonly type: ArrowType;
  readonly offset: number;
  readonly length: number;
  readonly nullCount: number;
  readonly values?: ArrayBufferView;
  readonly valueOffsets?: ArrayBufferView;
  readonly nullBitmap?: Uint8Array | null;
  readonly typeIds?: ArrayBufferView;
  readonly children: readonly ArrowData[];
  readonly dictionary?: { readonly data: readonly ArrowData[] };
  readonly variadicBuffers?: readonly Uint8Array[];
}

/** The ids of apache-arrow's `Type`, which are those of the Arrow format. */
export const TypeId = {
  Null: 1, Int: 2, Float: 3, Binary: 4, Utf8: 5, Bool: 6, Decimal: 7, Date: 8, Time: 9, Timestamp: 10, Interval: 11, List: 12,
  Struct: 13, Union: 14, FixedSizeBinary: 15, FixedSizeList: 16, Map: 17, Duration: 18, LargeBinary: 19, LargeUtf8: 20,
  LargeList: 21, BinaryView: 23, Utf8View: 24, Dictionary: -1,
} as const;
