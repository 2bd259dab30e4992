import { bitmapBytes, copyBits } from "../bitmap.js";
import type { DataType } from "../data-types.js";
import { layoutOf } from "../layout.js";
import type { Storage } from "../storage.js";
import type { Vector } from "../vector.js";
import type { Buffers } from "./buffers.js";
import type { PackedArray, PackedStorage, PackedVector } from "./packed.js";

type PackVector = (vector: Vector) => PackedVector;

/**
 * Only the rows of a window, as a storage of its own: bits from bit 0, text and items from offset 0, children cut to
 * the rows that are referred to. `pack` is for children and dictionary.
 */
export function compact(vector: Vector, buffers: Buffers, pack: PackVector): PackedStorage {
  const { storage, offset, length } = vector;
  const { type, dictionary } = storage;
  const validity = vector.nullCount > 0 && storage.validity !== null ? bits(storage.validity, offset, length, buffers) : null;
  const plain: PackedStorage = { type, length, validity, offsets: null, data: null, typeIds: null, children: [], dictionary: dictionary === null ? null : pack(dictionary) };
  switch (type.kind) {
    case "null": return plain;
    case "bool": return { ...plain, data: bits(storage.data as Uint8Array, offset, length, buffers) };
    case "utf8":
    case "binary": {
      const [start, end] = span(storage, offset, length);
      return { ...plain, offsets: rebased(storage, offset, length, buffers), data: buffers.copy(storage.data!.subarray(start, end)) };
    }
    case "list":
    case "map": {
      const [start, end] = span(storage, offset, length);
      return { ...plain, offsets: rebased(storage, offset, length, buffers), children: [pack(storage.children[0]!.slice(start, end))] };
    }
    case "fixed-list": return { ...plain, children: [pack(storage.children[0]!.slice(offset * type.size, (offset + length) * type.size))] };
    case "struct": return { ...plain, children: storage.children.map((child) => pack(child.slice(offset, offset + length))) };
    case "union": return { ...plain, ...union(vector, type, buffers, pack) };
    default: {
      const { stride } = layoutOf(type)!;
      return { ...plain, data: buffers.copy(storage.data!.subarray(offset * stride, (offset + length) * stride)) };
    }
  }
}

function bits(from: Uint8Array, offset: number, length: number, buffers: Buffers): PackedArray {
  const bytes = bitmapBytes(length);
  return buffers.reserve(bytes, bytes, (target) => copyBits(from, offset, length, target));
}

function span({ offsets }: Storage, offset: number, length: number): [start: number, end: number] {
  return length === 0 ? [0, 0] : [Number(offsets![offset]!), Number(offsets![offset + length]!)];
}

function rebased({ offsets }: Storage, offset: number, length: number, buffers: Buffers): PackedArray {
  const count = length + 1;
  if (length === 0) return buffers.reserve(offsets!.BYTES_PER_ELEMENT, 1, () => undefined);
  if (offsets instanceof BigInt64Array) {
    return buffers.reserve(count * 8, count, (target) => {
      const to = new BigInt64Array(target.buffer, target.byteOffset, count);
      const base = offsets[offset]!;
      for (let i = 0; i < count; i++) to[i] = offsets[offset + i]! - base;
    });
  }
  return buffers.reserve(count * 4, count, (target) => {
    const to = new Int32Array(target.buffer, target.byteOffset, count);
    const base = offsets![offset]!;
    for (let i = 0; i < count; i++) to[i] = offsets![offset + i]! - base;
  });
}

function union(vector: Vector, type: Extract<DataType, { kind: "union" }>, buffers: Buffers, pack: PackVector): Partial<PackedStorage> {
  const { storage, offset, length } = vector;
  const ids = storage.typeIds!.subarray(offset, offset + length);
  const typeIds = buffers.copy(ids);
  if (type.mode === "sparse") return { typeIds, children: storage.children.map((child) => pack(child.slice(offset, offset + length))) };
  // Dense: a child's rows are referred to by number, so it is cut to the lowest and highest that are.
  const at = storage.data!.subarray(offset, offset + length) as Int32Array;
  const first = type.typeIds.map(() => Infinity);
  const end = type.typeIds.map(() => 0);
  const member = new Int32Array(256);
  for (const [k, id] of type.typeIds.entries()) member[id & 255] = k;
  for (let i = 0; i < length; i++) {
    const k = member[ids[i]! & 255]!;
    first[k] = Math.min(first[k]!, at[i]!);
    end[k] = Math.max(end[k]!, at[i]! + 1);
  }
  const starts = first.map((row, k) => Math.min(row, end[k]!));
  const data = buffers.reserve(length * 4, length, (target) => {
    const to = new Int32Array(target.buffer, target.byteOffset, length);
    for (let i = 0; i < length; i++) to[i] = at[i]! - starts[member[ids[i]! & 255]!]!;
  });
  return { typeIds, data, children: storage.children.map((child, k) => pack(child.slice(starts[k]!, end[k]!))) };
}
