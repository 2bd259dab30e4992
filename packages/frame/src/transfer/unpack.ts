import type { DataType } from "../data-types.js";
import { layoutOf, type ArrayType } from "../layout.js";
import { RecordBatch } from "../record-batch.js";
import { Schema } from "../schema.js";
import { Storage, type DataArray } from "../storage.js";
import { Vector } from "../vector.js";
import { weigh } from "../weigh.js";
import type { Origin, PackedArray, PackedBatch, PackedStorage, PackedVector } from "./packed.js";

/**
 * The batch that `pack` was given, on the message's buffers: no copy. `known` are the origins of the batch that the
 * other side had been sent: what it sends back by number is the very storage that it came from.
 */
export function unpack({ fields, length, vectors, storages, buffers }: PackedBatch, known: readonly Origin[] = []): RecordBatch {
  const [copy] = buffers;
  if (copy instanceof SharedArrayBuffer) weigh(copy);
  const made: Storage[] = [];
  const open = (packed: PackedVector): Vector => {
    if (!("ref" in packed)) return new Vector(made[packed.storage]!, packed.offset, packed.length);
    const origin = known[packed.ref]!;
    return new Vector(origin.storage, origin.row + packed.offset, packed.length);
  };
  for (const storage of storages) made.push(openStorage(storage, buffers, open));
  return new RecordBatch(new Schema(fields), vectors.map(open), length);
}

function openStorage(packed: PackedStorage, buffers: PackedBatch["buffers"], open: (packed: PackedVector) => Vector): Storage {
  const { type, length, children, dictionary } = packed;
  const view = <T extends DataArray>(array: ArrayType<T>, part: PackedArray | null): T | null => {
    if (part === null) return null;
    return part.length === 0 ? new array(0) : new array(buffers[part.buffer]!, part.byteOffset, part.length);
  };
  const data: ArrayType = layoutOf(type)?.array ?? Uint8Array;
  return new Storage(type, length, {
    validity: view(Uint8Array, packed.validity),
    offsets: isLarge(type) ? view(BigInt64Array, packed.offsets) : view(Int32Array, packed.offsets),
    data: view(data, packed.data),
    typeIds: view(Int8Array, packed.typeIds),
    children: children.map(open),
    dictionary: dictionary === null ? null : open(dictionary),
  });
}

function isLarge(type: DataType): boolean {
  return "large" in type && type.large;
}
