/**
 * The slots of a hash table with open addressing, in one array of which each slot has four numbers: code + 1 (0: it is
 * free), and three that tell its key from others.
 */
export const SLOT = 4;

/** Keys that are looked up together: see {@link touch}. */
export const BLOCK = 64;

const FEWEST = 512;

/** Free slots for so many keys: three quarters of them are taken at most. */
export function slotsFor(keys: number): Int32Array {
  let slots = FEWEST;
  while (slots * 3 < keys * 4) slots *= 2;
  return new Int32Array(slots * SLOT);
}

/** Where the search for a key begins, in a table of any size: a multiple of {@link SLOT}. */
export function placeOf(a: number, b: number, c: number): number {
  let hash = Math.imul(b, 0x9e37_79b1) ^ Math.imul(c, 0x85eb_ca77) ^ Math.imul(a, 0xc2b2_ae3d);
  hash = Math.imul(hash ^ (hash >>> 15), 0x2c1b_3c6d);
  return (hash ^ (hash >>> 13)) << 2;
}

/** Slots up to this length lie near the processor. */
const NEAR = 2 ** 16;

/** Whether it pays to {@link touch} slots. */
export function isFar(slots: Int32Array): boolean {
  return slots.length > NEAR;
}

/**
 * Reads the first slot of each of a block's keys, one behind the other with nothing between them, so that a processor
 * waits for many of them at once: a table of many keys lies far from it, and a search that has to wait for each place by
 * itself takes half as long again. What is read goes behind the places, only so that no compiler leaves the reading out.
 */
export function touch(slots: Int32Array, places: Int32Array): void {
  const last = slots.length - 1;
  let touched = 0;
  for (let k = 0; k < BLOCK; k++) touched ^= slots[places[k]! & last]!;
  places[BLOCK] = touched;
}

export function fill(slots: Int32Array, at: number, code: number, a: number, b: number, c: number): void {
  slots[at] = code + 1;
  slots[at + 1] = a;
  slots[at + 2] = b;
  slots[at + 3] = c;
}

/** The same slots, or twice as many if more than three quarters are taken. */
export function withRoom(slots: Int32Array, keys: number): Int32Array {
  if (keys * SLOT * 4 <= slots.length * 3) return slots;
  const larger = new Int32Array(slots.length * 2);
  const last = larger.length - 1;
  for (let from = 0; from < slots.length; from += SLOT) {
    const code = slots[from]! - 1;
    if (code < 0) continue;
    const [a, b, c] = [slots[from + 1]!, slots[from + 2]!, slots[from + 3]!];
    let at = placeOf(a, b, c) & last;
    while (larger[at] !== 0) at = (at + SLOT) & last;
    fill(larger, at, code, a, b, c);
  }
  return larger;
}
