/** What TypeScript's library has of a resizable ArrayBuffer only with all of ES2024. */
const Resizable = ArrayBuffer as new (bytes: number, options: { readonly maxByteLength: number }) => ArrayBuffer;

const weights = new WeakMap<SharedArrayBuffer, ArrayBuffer>();

/**
 * Lets V8's collector know of shared memory that is soon done with. It counts none, so that nothing would make it run however much
 * of it lay about: beside the buffer there is another of as many bytes, for as long, which it counts. That one is resizable, so that
 * its pages are none before they are touched, and nobody touches them. `bytes`: as how many it counts, where that is not all.
 */
export function weigh(buffer: SharedArrayBuffer, bytes = buffer.byteLength): void {
  if (bytes > 0 && !weights.has(buffer)) weights.set(buffer, new Resizable(bytes, { maxByteLength: bytes }));
}
