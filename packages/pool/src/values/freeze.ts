import { Deserializer, Serializer } from "node:v8";
import { SerializationError } from "@framepool/errors";
import { reasonOf } from "../reason.js";
import { decodeParts } from "./decode-parts.js";
import { encode, type EncodeOptions, type SharedBuffers } from "./encode.js";

/** A value at one moment: bytes, and the shared buffers that they refer to by number. */
export interface Frozen {
  readonly bytes: Uint8Array;
  readonly shared: readonly ArrayBufferLike[];
  /** why another process cannot be given it, or null: what is shared on purpose cannot be copied */
  readonly refusal: SharedBuffers["refusal"];
}

/** From here on the bytes go to every worker by handle; below, a copy is cheaper than a handle. */
const SHARED_FROM = 64 * 1024;

/** Serialises a value once for all workers. Throws SerializationError as `encode` does. */
export function freeze(value: unknown, names: Pick<EncodeOptions, "path" | "fails">): Frozen {
  // node:v8 can write shared memory but not read it: it is taken out first.
  const shared: SharedBuffers = { buffers: [], isApart: false, refusal: null };
  const bytes = written(value, { ...names, shared });
  const { buffers, refusal } = shared;
  if (bytes.length < SHARED_FROM) return { bytes: new Uint8Array(bytes), shared: buffers, refusal };
  const copy = new Uint8Array(new SharedArrayBuffer(bytes.length));
  copy.set(bytes);
  return { bytes: copy, shared: buffers, refusal };
}

/** The same for another process: no memory is shared, of frames goes what they show. */
export function freezeApart(value: unknown, names: Pick<EncodeOptions, "path" | "fails">): Frozen {
  const shared: SharedBuffers = { buffers: [], isApart: true, refusal: null };
  return { bytes: written(value, { ...names, shared }), shared: shared.buffers, refusal: shared.refusal };
}

function written(value: unknown, names: Pick<EncodeOptions, "path" | "fails" | "shared">): Buffer {
  const writer = new Serializer();
  writer.writeHeader();
  const { value: encoded } = encode(value, { ...names, direction: "to worker", bytes: true });
  try {
    writer.writeValue(encoded);
  } catch (cause) {
    // A buffer that was moved away, a property of an array: what `encode` does not look at.
    const { path, fails } = names;
    const subject = fails === undefined ? `${path} cannot be sent to a worker: it` : `${fails}: something in ${path}`;
    throw new SerializationError(`${subject} cannot be written: ${reasonOf(cause)}`, { path, direction: "to worker" }, { cause });
  }
  return writer.releaseBuffer();
}

/** A new copy of the value; a promise where the module of a class has to be imported first. */
export function thaw({ bytes, shared }: Pick<Frozen, "bytes" | "shared">): unknown {
  const reader = new Deserializer(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength));
  reader.readHeader();
  return decodeParts(reader.readValue(), shared);
}
