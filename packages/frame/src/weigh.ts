import { Buffer } from "node:buffer";

/** Smaller buffers come with as much garbage as makes V8 collect them. */
const HEAVY = 2 ** 18;

const weights = new WeakMap<SharedArrayBuffer, Buffer>();

/**
 * Tells V8 of shared memory, of which it does not see that it weighs anything, so that it would let what nobody needs any more pile
 * up: as long as the buffer lives, so does memory of `bytes` that V8 sees, and of which no page is touched.
 */
export function weigh(buffer: SharedArrayBuffer, bytes = buffer.byteLength): void {
  if (buffer.byteLength >= HEAVY && !weights.has(buffer)) weights.set(buffer, Buffer.allocUnsafeSlow(bytes));
}
