/** Arrays of more bytes lie outside of what is near a processor. */
export const NEAR = 2 ** 20;

/** Memory of numbers that nobody needs any more, if nobody has collected it: to touch new pages takes as long as to add up. */
let spare: readonly WeakRef<ArrayBuffer>[] = [];
/** The sums of groups, and their cells. */
const MOST_SPARE = 2;
/** Memory that was taken here: sums that came from another thread may lie beside something else. */
const taken = new WeakSet<ArrayBufferLike>();
/** So many times what is needed may be given. */
const MOST_TIMES = 2;

/** Zeros. */
export function roomFor(length: number): Float64Array {
  const bytes = 8 * length;
  for (const known of spare) {
    const buffer = known.deref();
    if (buffer === undefined || buffer.byteLength < bytes || buffer.byteLength > MOST_TIMES * bytes) continue;
    spare = spare.filter((other) => other !== known);
    return new Float64Array(buffer, 0, length).fill(0);
  }
  const cells = new Float64Array(length);
  if (bytes > NEAR) taken.add(cells.buffer);
  return cells;
}

/** Zeros that were asked for here, and whatever became of them, are not needed any more. */
export function giveBack({ buffer }: Float64Array): void {
  if (buffer instanceof ArrayBuffer && taken.has(buffer)) spare = [new WeakRef(buffer), ...spare].slice(0, MOST_SPARE);
}
