import type { RecordBatch } from "../record-batch.js";
import type { Storage } from "../storage.js";
import type { Vector } from "../vector.js";
import { Buffers, isShared } from "./buffers.js";
import { compact } from "./compact.js";
import type { Origin, PackedBatch, PackedStorage, PackedVector, Transport } from "./packed.js";

export interface PackOptions {
  readonly transport: Transport;
  /** storages that the receiver has already, with the number it knows each by */
  readonly known?: ReadonlyMap<Storage, number>;
}

export interface Packed {
  readonly packed: PackedBatch;
  /** the buffers to give to `postMessage` */
  readonly transfer: ArrayBuffer[];
  /** for each vector of the batch, where it came from; kept by the sender for `unpack` of the answer */
  readonly origins: Origin[];
}

/** A message finds each handle by looking through those before it: very many small ones take longer than their bytes. */
const MANY = 1000;
const SMALL_BYTES = 4096;

/**
 * A batch as plain data that crosses a thread. A storage on shared memory goes by handle, whole (a small one of a very wide
 * batch as any other); of any other only the window's rows are copied, all into one fresh buffer; a storage that the
 * receiver has costs a number. The batch stays usable.
 */
export function pack(batch: RecordBatch, { transport, known }: PackOptions): Packed {
  const storages = new StorageTable(transport, batch.vectors.length > MANY, known);
  const vectors = batch.vectors.map(storages.pack);
  const buffers = storages.buffers.finish(transport === "share");
  const [copy] = buffers;
  return {
    packed: { fields: batch.schema.fields, length: batch.length, vectors, storages: storages.packed, buffers },
    transfer: copy instanceof ArrayBuffer ? [copy] : [],
    origins: batch.vectors.map(({ storage, offset }, i) => ({ storage, row: "ref" in vectors[i]! ? 0 : offset - vectors[i]!.offset })),
  };
}

/** Storages of one message, each packed once. */
class StorageTable {
  readonly packed: PackedStorage[] = [];
  readonly buffers = new Buffers();
  readonly #transport: Transport;
  readonly #copiesSmall: boolean;
  readonly #known: ReadonlyMap<Storage, number> | undefined;
  readonly #shared = new Map<Storage, number>();
  readonly #compacted = new Map<Storage, { readonly window: Vector; readonly place: number }[]>();

  constructor(transport: Transport, copiesSmall: boolean, known: ReadonlyMap<Storage, number> | undefined) {
    this.#transport = transport;
    this.#copiesSmall = copiesSmall;
    this.#known = known;
  }

  readonly pack = (vector: Vector): PackedVector => {
    const { storage, offset, length } = vector;
    const ref = this.#known?.get(storage);
    if (ref !== undefined) return { ref, offset, length };
    if (this.#transport !== "transfer" && goesByHandle(storage) && !(this.#copiesSmall && isSmall(storage))) return { storage: this.#shared.get(storage) ?? this.#share(storage), offset, length };
    return { storage: this.#compact(vector), offset: 0, length };
  };

  #share(storage: Storage): number {
    const { type, length, validity, offsets, data, typeIds, children, dictionary } = storage;
    const share = (array: Parameters<Buffers["share"]>[0] | null) => (array === null ? null : this.buffers.share(array));
    const packed: PackedStorage = {
      type, length,
      validity: share(validity), offsets: share(offsets), data: share(data), typeIds: share(typeIds),
      children: children.map(this.pack),
      dictionary: dictionary === null ? null : this.pack(dictionary),
    };
    const place = this.packed.push(packed) - 1;
    this.#shared.set(storage, place);
    return place;
  }

  #compact(window: Vector): number {
    const before = this.#compacted.get(window.storage) ?? [];
    const same = before.find((other) => other.window.offset === window.offset && other.window.length === window.length);
    if (same !== undefined) return same.place;
    const place = this.packed.push(compact(window, this.buffers, this.pack)) - 1;
    this.#compacted.set(window.storage, [...before, { window, place }]);
    return place;
  }
}

/**
 * Whether all of a storage's own memory is shared, its children's too: a child goes whole where its parent does, so a
 * foreign one would be copied whole for the smallest window. A foreign dictionary is copied by itself.
 */
function goesByHandle({ validity, offsets, data, typeIds, children }: Storage): boolean {
  return isShared(validity) && isShared(offsets) && isShared(data) && isShared(typeIds) && children.every(({ storage }) => goesByHandle(storage));
}

/** Whether all of a storage's own memory is small. */
function isSmall({ validity, offsets, data, typeIds, children }: Storage): boolean {
  return children.length === 0 && (validity?.byteLength ?? 0) + (offsets?.byteLength ?? 0) + (data?.byteLength ?? 0) + (typeIds?.byteLength ?? 0) < SMALL_BYTES;
}
