import type { Transferred } from "./codec.js";

/** Its memory was moved, and is not here any more. */
export function isDetached(buffer: ArrayBuffer): boolean {
  try {
    return buffer.byteLength === 0 && new Uint8Array(buffer).length < 0;
  } catch {
    return true;
  }
}

/** Throws where something that is to be moved was moved before: Node 20 would send it, and nobody can read that. */
export function assertHere(transfer: readonly Transferred[]): void {
  if (transfer.some((each) => each instanceof ArrayBuffer && isDetached(each))) throw new Error("memory that is moved was moved before, and is not here any more");
}
