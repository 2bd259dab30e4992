const DIGIT = 11;
const BUCKETS = 1 << DIGIT;
const MASK = BUCKETS - 1;
/** Where the digits of a 32-bit word begin. */
const SHIFTS = [0, DIGIT, 2 * DIGIT];
/** Below so many rows a sort by comparison is quicker than counting 2048 buckets. */
const FEW = 256;
/** Up to so many rows are put in order by insertion. */
const VERY_FEW = 16;

/**
 * The rows of `order` in rising order of their keys; rows of equal keys stay as they are. Least digit first, 11 bits at
 * a time; keys move along with the rows, since reading them by row would miss the cache with every step, and a digit
 * that is the same everywhere is passed over. `order` is not written to.
 *
 * Of keys of 64 bits the high word is sorted by first: it leaves few rows whose order the low one tells, and these are put
 * in order where they lie. Where it leaves many, all rows are sorted by the low word and then by the high one.
 */
export function radixOrder(order: Int32Array, high: Uint32Array | null, low: Uint32Array): Int32Array {
  if (order.length < FEW) return smallOrder(order, high, low);
  const passes = new Passes(order.length);
  if (high === null) return passes.sort(order, low);
  const rows = passes.sort(order, high);
  const runs = settle(rows, passes.keys, low);
  if (lengthOf(runs) * 4 > rows.length) return passes.sort(passes.sort(order, low), high);
  for (const { begin, end } of runs) rows.set(radixOrder(rows.subarray(begin, end), null, low), begin);
  return rows;
}

/** Sorts rows by words, over memory that is used again and again: fresh memory costs more than the sorting. */
class Passes {
  #rows: Int32Array;
  #spare: Int32Array;
  #keys: Uint32Array;
  #spareKeys: Uint32Array;

  constructor(length: number) {
    this.#rows = new Int32Array(length);
    this.#spare = new Int32Array(length);
    this.#keys = new Uint32Array(length);
    this.#spareKeys = new Uint32Array(length);
  }

  /** The words of the rows that were sorted last, in their order. */
  get keys(): Uint32Array {
    return this.#keys;
  }

  /** The rows in order of their words; `order` may be what was given before, and what is given is written to by the next call. */
  sort(order: Int32Array, word: Uint32Array): Int32Array {
    if (order !== this.#rows) this.#rows.set(order);
    const keys = this.#keys;
    for (let i = 0; i < keys.length; i++) keys[i] = word[order[i]!]!;
    for (const shift of SHIFTS) {
      const ends = countDigits(this.#keys, shift);
      if (ends === null) continue;
      moveByDigit(this.#rows, this.#keys, shift, ends, this.#spare, this.#spareKeys);
      [this.#rows, this.#spare] = [this.#spare, this.#rows];
      [this.#keys, this.#spareKeys] = [this.#spareKeys, this.#keys];
    }
    return this.#rows;
  }
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

/** Rows `[begin, end)`. */
interface Run {
  readonly begin: number;
  readonly end: number;
}

function lengthOf(runs: readonly Run[]): number {
  return runs.reduce((sum, { begin, end }) => sum + end - begin, 0);
}

/** Puts the rows of each short run of equal keys in order of the low word; gives the long ones that are not in order. */
function settle(rows: Int32Array, keys: Uint32Array, low: Uint32Array): Run[] {
  const long: Run[] = [];
  let begin = 0;
  let last = low[rows[0]!]!;
  let inOrder = true;
  for (let i = 1; i <= rows.length; i++) {
    const word = i < rows.length ? low[rows[i]!]! : 0;
    if (i < rows.length && keys[i] === keys[begin]) {
      if (word < last) inOrder = false;
    } else {
      if (!inOrder && i - begin > VERY_FEW) long.push({ begin, end: i });
      else if (!inOrder) insert(rows, begin, i, null, low);
      begin = i;
      inOrder = true;
    }
    last = word;
  }
  return long;
}

/** Merge sort of runs that were put in order by insertion. */
function smallOrder(order: Int32Array, high: Uint32Array | null, low: Uint32Array): Int32Array {
  let rows: Int32Array = order.slice();
  for (let begin = 0; begin < rows.length; begin += VERY_FEW) insert(rows, begin, Math.min(begin + VERY_FEW, rows.length), high, low);
  let spare: Int32Array = new Int32Array(rows.length);
  for (let width = VERY_FEW; width < rows.length; width *= 2) {
    for (let begin = 0; begin < rows.length; begin += 2 * width) mergeRuns(rows, begin, Math.min(begin + width, rows.length), Math.min(begin + 2 * width, rows.length), high, low, spare);
    [rows, spare] = [spare, rows];
  }
  return rows;
}

function isLess(a: number, b: number, high: Uint32Array | null, low: Uint32Array): boolean {
  return high === null || high[a] === high[b] ? low[a]! < low[b]! : high[a]! < high[b]!;
}

/** Insertion sort of rows `[begin, end)`. */
function insert(rows: Int32Array, begin: number, end: number, high: Uint32Array | null, low: Uint32Array): void {
  for (let i = begin + 1; i < end; i++) {
    const row = rows[i]!;
    let at = i;
    for (; at > begin && isLess(row, rows[at - 1]!, high, low); at--) rows[at] = rows[at - 1]!;
    rows[at] = row;
  }
}

/** Rows `[begin, middle)` and `[middle, end)`, each in order, together in order to the same place of `to`. */
function mergeRuns(rows: Int32Array, begin: number, middle: number, end: number, high: Uint32Array | null, low: Uint32Array, to: Int32Array): void {
  let [left, right] = [begin, middle];
  for (let at = begin; at < end; at++) {
    const takeRight = left === middle || (right < end && isLess(rows[right]!, rows[left]!, high, low));
    to[at] = takeRight ? rows[right++]! : rows[left++]!;
  }
}
