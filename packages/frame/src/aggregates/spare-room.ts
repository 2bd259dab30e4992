/** Arrays of more bytes lie outside of what is near a processor. */
export const NEAR = 2 ** 20;

/** Memory of numbers that nobody needs any more, if nobody has collected it: to touch new pages takes as long as to add up. */
let spare: WeakRef<ArrayBuffer> | null = null;
/** Memory that was taken here: sums that came from another thread may lie beside something else. */
const taken = new WeakSet<ArrayBufferLike>();
/** So many times what is needed may be given. */
const MOST_SPARE = 2;

/** Zeros. */
export function roomFor(length: number): Float64Array {
  const known = spare?.deref();
  const bytes = 8 * length;
  if (known !== undefined && known.byteLength >= bytes && known.byteLength <= MOST_SPARE * bytes) {
    spare = null;
    return new Float64Array(known, 0, length).fill(0);
  }
  const cells = new Float64Array(length);
  if (bytes > NEAR) taken.add(cells.buffer);
  return cells;
}

/** Zeros that were asked for here, and whatever became of them, are not needed any more. */
export function giveBack({ buffer }: Float64Array): void {
  if (buffer instanceof ArrayBuffer && taken.has(buffer)) spare = new WeakRef(buffer);
}
