const DIGIT = 11;
const BUCKETS = 1 << DIGIT;
const MASK = BUCKETS - 1;
/** Where the digits of a 32-bit word begin. */
const SHIFTS = [0, DIGIT, 2 * DIGIT];
/** Below so many rows a sort by comparison is quicker than counting 2048 buckets. */
const FEW = 256;

/**
 * The rows of `order` in rising order of their keys; rows of equal keys stay as they are. Least digit first, 11 bits at
 * a time; keys move along with the rows, since reading them by row would miss the cache with every step, and a digit
 * that is the same everywhere is passed over. `order` is not written to.
 */
export function radixOrder(order: Int32Array, high: Uint32Array | null, low: Uint32Array): Int32Array {
  if (order.length < FEW) return smallOrder(order, high, low);
  const { length } = order;
  // Two of each, filled in turn: fresh memory costs more than the sorting.
  let [rows, nextRows] = [order.slice(), new Int32Array(length)];
  let [keys, nextKeys] = [new Uint32Array(length), new Uint32Array(length)];
  for (const word of high === null ? [low] : [low, high]) {
    for (let i = 0; i < length; i++) keys[i] = word[rows[i]!]!;
    for (const shift of SHIFTS) {
      const ends = countDigits(keys, shift);
      if (ends === null) continue;
      moveByDigit(rows, keys, shift, ends, nextRows, nextKeys);
      [rows, nextRows] = [nextRows, rows];
      [keys, nextKeys] = [nextKeys, keys];
    }
  }
  return rows;
}

function moveByDigit(rows: Int32Array, keys: Uint32Array, shift: number, ends: Int32Array, toRows: Int32Array, toKeys: Uint32Array): void {
  for (let i = 0; i < rows.length; i++) {
    const key = keys[i]!;
    const at = ends[(key >>> shift) & MASK]!++;
    toRows[at] = rows[i]!;
    toKeys[at] = key;
  }
}

/** Where each digit's rows begin; null if all keys have one digit there. */
function countDigits(keys: Uint32Array, shift: number): Int32Array | null {
  const counts = new Int32Array(BUCKETS);
  for (let i = 0; i < keys.length; i++) counts[(keys[i]! >>> shift) & MASK]!++;
  if (counts[(keys[0]! >>> shift) & MASK] === keys.length) return null;
  let before = 0;
  for (let digit = 0; digit < BUCKETS; digit++) {
    const count = counts[digit]!;
    counts[digit] = before;
    before += count;
  }
  return counts;
}

function smallOrder(order: Int32Array, high: Uint32Array | null, low: Uint32Array): Int32Array {
  if (high === null) return order.slice().sort((a, b) => low[a]! - low[b]!);
  return order.slice().sort((a, b) => high[a]! - high[b]! || low[a]! - low[b]!);
}
