import { ArgumentError } from "@framepool/errors";
import { bitmapBytes, copyBits } from "../bitmap.js";
import { shown } from "../build/cell-error.js";
import { sharedArray } from "../build/growing.js";
import { Column } from "../column.js";
import type { DataType } from "../data-types.js";
import { joinedValues } from "../distinct-values.js";
import { layoutOf, type ArrayType } from "../layout.js";
import { childTypes } from "../nested-types.js";
import { nullVector } from "../null-vector.js";
import { Storage, type DataArray } from "../storage.js";
import { Table } from "../table.js";
import { Vector } from "../vector.js";
import { TypeId, type ArrowData, type ArrowTable, type ArrowTableLike } from "./arrow-like.js";
import { fieldFromArrow } from "./type-from-arrow.js";
import { fromViews } from "./view-cells.js";

/**
 * An apache-arrow Table as a table of ours, read by its structure, so that any version and copy of the package will do.
 * Values are not copied: do not write to the table afterwards. (Copied are only bitmaps of a chunk that begins within
 * a byte, buffers that lie askew, dictionaries in several chunks, and columns of views.)
 * Throws ArgumentError for what is no Table, FrameError for an Arrow type that is not known.
 */
export function fromArrow(table: ArrowTableLike): Table {
  // What JavaScript passes may be anything, whatever the type says.
  const given = table as { readonly schema?: { readonly fields?: unknown } | null; readonly batches?: unknown } | null | undefined;
  if (!Array.isArray(given?.schema?.fields) || !Array.isArray(given.batches)) throw new ArgumentError(`fromArrow takes an apache-arrow Table (of version 7 or newer), not ${shown(given)}: it has no schema or no batches`);
  const { schema, batches } = table as ArrowTable;
  const dictionaries: Dictionaries = new Map();
  const columns = schema.fields.map((arrowField, i) => {
    const { name, type, nullable, metadata } = fieldFromArrow(arrowField);
    const vectors = batches.filter(({ data }) => data.length > 0).map(({ data }) => vectorOf(data.children[i]!, type, dictionaries));
    return new Column(name, type, vectors.length > 0 ? vectors : [withoutRows(batches[0]?.data.children[i], type, dictionaries)], { nullable, metadata });
  });
  return new Table(columns, batches.reduce((sum, { data }) => sum + data.length, 0));
}

/** Batches refer to one dictionary: it is read once. */
type Dictionaries = Map<unknown, Vector>;

/** No row of a type; a dictionary keeps its values. */
function withoutRows(data: ArrowData | undefined, type: DataType, dictionaries: Dictionaries): Vector {
  const none = nullVector(type, 0);
  if (type.kind !== "dictionary" || data?.dictionary === undefined) return none;
  return new Vector(new Storage(type, 0, { data: none.storage.data, dictionary: dictionaryOf(data.dictionary, type.values, dictionaries) }));
}

function vectorOf(data: ArrowData, type: DataType, dictionaries: Dictionaries): Vector {
  if (data.type.typeId === TypeId.Utf8View || data.type.typeId === TypeId.BinaryView) return fromViews(data);
  const { length, children, dictionary } = data;
  const { values, offsets } = arraysOf(data, type);
  return new Vector(new Storage(type, length, {
    validity: validityOf(data, type),
    data: values,
    offsets,
    typeIds: type.kind === "union" ? viewed(Int8Array, data.typeIds) : null,
    children: childTypes(type).map((field, i) => vectorOf(children[i]!, field, dictionaries)),
    dictionary: type.kind === "dictionary" ? dictionaryOf(dictionary!, type.values, dictionaries) : null,
  }));
}

function validityOf({ nullBitmap, nullCount, offset, length }: ArrowData, type: DataType): Uint8Array | null {
  if (type.kind === "null" || type.kind === "union" || nullCount === 0 || !nullBitmap?.length) return null;
  return bitsFrom(nullBitmap, offset, length);
}

/** Bits from a row on: a view where it is the first of a byte, else a copy. */
function bitsFrom(bits: Uint8Array, offset: number, length: number): Uint8Array {
  const bytes = bitmapBytes(length);
  if ((offset & 7) === 0) return bits.subarray(offset >> 3, (offset >> 3) + bytes);
  const copy = sharedArray(Uint8Array, bytes).subarray(0, bytes);
  copyBits(bits, offset, length, copy);
  return copy;
}

function arraysOf(data: ArrowData, type: DataType): { values: DataArray | null; offsets: Int32Array | BigInt64Array | null } {
  switch (type.kind) {
    case "bool": return { values: bitsFrom(viewed(Uint8Array, data.values), data.offset, data.length), offsets: null };
    case "utf8":
    case "binary": return { values: viewed(Uint8Array, data.values), offsets: offsetsOf(data, type.large) };
    case "list": return { values: null, offsets: offsetsOf(data, type.large) };
    case "map": return { values: null, offsets: offsetsOf(data, false) };
    case "union": return { values: type.mode === "dense" ? viewed(Int32Array, data.valueOffsets) : null, offsets: null };
    default: {
      const layout = layoutOf(type);
      return { values: layout === null ? null : viewed(layout.array, data.values), offsets: null };
    }
  }
}

function offsetsOf({ valueOffsets, length }: ArrowData, large: boolean): Int32Array | BigInt64Array {
  const offsets = large ? viewed(BigInt64Array, valueOffsets) : viewed(Int32Array, valueOffsets);
  // An empty chunk may come without its one offset.
  if (offsets.length > length || length > 0) return offsets;
  return large ? new BigInt64Array(1) : new Int32Array(1);
}

/** The same bytes as another typed array: a view, or a copy where they do not begin at a multiple of its width. */
function viewed<T extends DataArray>(array: ArrayType<T>, view: ArrayBufferView | undefined): T {
  if (view === undefined || view.byteLength === 0) return new array(0);
  const length = Math.floor(view.byteLength / array.BYTES_PER_ELEMENT);
  if (view.byteOffset % array.BYTES_PER_ELEMENT === 0) return new array(view.buffer, view.byteOffset, length);
  const copy = sharedArray(array, length);
  new Uint8Array(copy.buffer).set(new Uint8Array(view.buffer, view.byteOffset, length * array.BYTES_PER_ELEMENT));
  return copy.subarray(0, length) as T;
}

function dictionaryOf(dictionary: { readonly data: readonly ArrowData[] }, type: DataType, dictionaries: Dictionaries): Vector {
  const [first] = dictionary.data;
  const key = dictionary.data.length === 1 ? first : dictionary;
  const known = dictionaries.get(key);
  if (known !== undefined) return known;
  const chunks = dictionary.data.map((data) => vectorOf(data, type, dictionaries));
  const made = chunks.length === 1 ? chunks[0]! : glued(chunks, type);
  dictionaries.set(key, made);
  return made;
}

/** A dictionary that came in several pieces (deltas) as one vector, since a code counts over all of them. */
function glued(chunks: readonly Vector[], type: DataType): Vector {
  const filled = chunks.filter((chunk) => chunk.length > 0);
  return filled.length > 1 ? joinedValues(filled, type) : (filled[0] ?? nullVector(type, 0));
}
