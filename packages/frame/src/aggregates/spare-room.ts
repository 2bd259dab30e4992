import { setTimeout } from "node:timers";

/** Arrays of more bytes lie outside of what is near a processor. */
export const NEAR = 2 ** 20;

/** Memory of numbers that nobody needs any more, for a while: to touch new pages takes as long as to add up. */
let spare: readonly ArrayBuffer[] = [];
/** So many are kept: the sums of groups, and their cells. */
const MOST_KEPT = 2;
const KEPT_MS = 1000;
let isLeaving = false;
/** Memory that was taken here: sums that came from another thread may lie beside something else. */
const taken = new WeakSet<ArrayBufferLike>();
/** So many times what is needed may be given. */
const MOST_TIMES = 2;

/** Zeros. */
export function roomFor(length: number): Float64Array {
  const bytes = 8 * length;
  const known = spare.find(({ byteLength }) => byteLength >= bytes && byteLength <= MOST_TIMES * bytes);
  if (known !== undefined) {
    spare = spare.filter((other) => other !== known);
    return new Float64Array(known, 0, length).fill(0);
  }
  const cells = new Float64Array(length);
  if (bytes > NEAR) taken.add(cells.buffer);
  return cells;
}

/** Zeros that were asked for here, and whatever became of them, are not needed any more. */
export function giveBack({ buffer }: Float64Array): void {
  if (!(buffer instanceof ArrayBuffer) || !taken.has(buffer) || spare.includes(buffer)) return;
  spare = [buffer, ...spare].slice(0, MOST_KEPT);
  if (isLeaving) return;
  isLeaving = true;
  // No WeakRef: what one is made of, or asked for, stays until the program waits for something.
  setTimeout(leave, KEPT_MS).unref();
}

function leave(): void {
  spare = [];
  isLeaving = false;
}
