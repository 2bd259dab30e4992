/** The class of a view, by name: both ends have the same ones. */
export function viewType(view: ArrayBufferView): string {
  return view instanceof DataView ? "DataView" : Buffer.isBuffer(view) ? "Uint8Array" : view.constructor.name;
}

/** What the class's constructor takes as its third argument. */
export function viewLength(view: ArrayBufferView): number {
  return view instanceof DataView ? view.byteLength : (view as Uint8Array).length;
}

/** A view of that class over a buffer. */
export function makeView(type: string, buffer: ArrayBufferLike, byteOffset: number, length: number): ArrayBufferView {
  const make = Reflect.get(globalThis, type) as new (buffer: ArrayBufferLike, byteOffset: number, length: number) => ArrayBufferView;
  return new make(buffer, byteOffset, length);
}

/** Bytes of shared memory, all of them if not said otherwise, in memory that is not shared. */
export function unshared(buffer: SharedArrayBuffer, byteOffset = 0, byteLength = buffer.byteLength): ArrayBuffer {
  // `slice` of shared memory is shared; of a view of it, it is not.
  return new Uint8Array(buffer, byteOffset, byteLength).slice().buffer;
}

/**
 * A small view of a large buffer would take the whole buffer along: it is copied. (A Buffer of 10 bytes sits in a pool
 * of 8 KiB.)
 */
export function withoutSurplus(view: ArrayBufferView): ArrayBufferView {
  const { buffer, byteLength, byteOffset } = view;
  if (byteLength * 2 >= buffer.byteLength) return view;
  // A Buffer arrives as Uint8Array in any case.
  return makeView(viewType(view), buffer.slice(byteOffset, byteOffset + byteLength), 0, viewLength(view));
}
