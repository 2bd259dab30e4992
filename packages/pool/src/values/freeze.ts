import { Deserializer, Serializer } from "node:v8";

/** Data at one moment: bytes, and the shared buffers that they refer to by number. */
export interface Frozen {
  readonly bytes: Uint8Array;
  readonly shared: readonly SharedArrayBuffer[];
}

/** From here on the bytes go to every worker by handle; below, a copy is cheaper than a handle. */
const SHARED_FROM = 64 * 1024;

/** Serialises encoded data once for all workers. Shared buffers stay shared. */
export function freeze(data: unknown): Frozen {
  const writer = new SharingSerializer();
  writer.writeHeader();
  writer.writeValue(data);
  const bytes = writer.releaseBuffer();
  if (bytes.length < SHARED_FROM) return { bytes: new Uint8Array(bytes), shared: writer.shared };
  const copy = new Uint8Array(new SharedArrayBuffer(bytes.length));
  copy.set(bytes);
  return { bytes: copy, shared: writer.shared };
}

/** A new copy of the data. */
export function thaw({ bytes, shared }: Frozen): unknown {
  const reader = new Deserializer(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength));
  shared.forEach((buffer, id) => {
    // Declared for ArrayBuffers only; node:v8 says of both that they are given so.
    reader.transferArrayBuffer(id, buffer as unknown as ArrayBuffer);
  });
  reader.readHeader();
  return reader.readValue();
}

/** node:v8's default serializer would copy shared memory. */
class SharingSerializer extends Serializer {
  readonly shared: SharedArrayBuffer[] = [];

  _getSharedArrayBufferId(buffer: SharedArrayBuffer): number {
    const known = this.shared.indexOf(buffer);
    return known >= 0 ? known : this.shared.push(buffer) - 1;
  }

  /** V8 asks for this error where it meets what it cannot write. */
  _getDataCloneError = Error;
}
