import { rowNumbers } from "./row-numbers.js";
import type { Extent } from "./sort-keys.js";

/** Digits are of 8 to 13 bits: a digit more costs a pass over all rows, a bit more twice as many buckets. */
const LEAST_DIGIT = 8;
const MOST_DIGIT = 13;
/** Below so many rows a sort by comparison is quicker than counting buckets. */
const FEW = 256;
/** Up to so many rows are put in order by insertion. */
const VERY_FEW = 16;

/** What radixOrder can be given beside the keys. */
interface Known {
  /** of the first words of all rows that are sorted: those of `high`, or of `low` */
  readonly extent?: Extent | null;
  /** whose memory the result may be in, for so many rows at least */
  readonly passes?: Passes | undefined;
}

/**
 * The rows of `order` (null: all of them, as they are) in rising order of their keys; rows of equal keys stay as they are.
 * Least digit first; keys move along with the rows, since reading them by row would miss the cache with every step. There
 * are only as many digits as the keys differ in, and one that is the same everywhere is passed over. `order` is not written to.
 *
 * Of keys of 64 bits the high word is sorted by first: it leaves few rows whose order the low one tells, and these are put
 * in order where they lie. Where it leaves many, all rows are sorted by the low word and then by the high one.
 */
export function radixOrder(order: Int32Array | null, high: Uint32Array | null, low: Uint32Array, { extent = null, passes = new Passes((order ?? low).length) }: Known = {}): Int32Array {
  const { length } = order ?? low;
  if (length < FEW) return smallOrder(order ?? rowNumbers(length), high, low);
  if (high === null) return passes.sort(order, low, extent);
  const rows = passes.sort(order, high, extent);
  const runs = settle(rows, high, low);
  if (lengthOf(runs) * 4 > length) return passes.sort(passes.sort(order, low, null), high, extent);
  for (const { begin, end } of runs) rows.set(radixOrder(rows.subarray(begin, end), null, low), begin);
  return rows;
}

/**
 * Sorts rows by a word each, over memory that is used again: fresh memory costs more than the sorting. Word and row lie side
 * by side in pairs, so that both are moved to one place.
 */
export class Passes {
  readonly #most: number;
  #pairs: Uint32Array | null = null;
  #sparePairs: Uint32Array | null = null;
  #rows: Int32Array | null = null;
  #spareRows: Int32Array | null = null;

  /** For so many rows at most. */
  constructor(most: number) {
    this.#most = most;
  }

  /** The rows in order of their words, which lie in `extent`, if that is known. They may be in memory that is written to by the call after the next. */
  sort(order: Int32Array | null, word: Uint32Array, extent: Extent | null): Int32Array {
    const { length } = order ?? word;
    const pairs = order === null ? null : fill(this.#nextPairs(length), order, word);
    const digits = pairs === null ? digitsOf(word, 1, extent) : digitsOf(pairs, 2, extent);
    const last = digits.pop();
    if (last === undefined) return order?.slice() ?? rowNumbers(length);
    const first = pairs === null ? digits.shift() : undefined;
    const rows = this.#nextRows(length);
    if (pairs === null && first === undefined) {
      moveNumbers(word, last, rows);
      return rows;
    }
    let from = pairs ?? moveWords(word, first!, this.#nextPairs(length));
    for (const digit of digits) from = movePairs(from, digit, this.#nextPairs(length));
    moveRows(from, last, rows);
    return rows;
  }

  /** Room for pairs: that which was not given last. */
  #nextPairs(length: number): Uint32Array {
    [this.#pairs, this.#sparePairs] = [this.#sparePairs ?? new Uint32Array(2 * this.#most), this.#pairs];
    return this.#pairs.subarray(0, 2 * length);
  }

  #nextRows(length: number): Int32Array {
    [this.#rows, this.#spareRows] = [this.#spareRows ?? new Int32Array(this.#most), this.#rows];
    return this.#rows.subarray(0, length);
  }
}

function fill(pairs: Uint32Array, order: Int32Array, word: Uint32Array): Uint32Array {
  for (let i = 0; i < order.length; i++) {
    const row = order[i]!;
    pairs[2 * i] = word[row]!;
    pairs[2 * i + 1] = row;
  }
  return pairs;
}

/** Some bits of the words, counted from the least word. */
interface Digit {
  readonly least: number;
  readonly shift: number;
  readonly mask: number;
  /** where each bucket's rows begin, and as they are moved, where the next one of it goes */
  readonly ends: Int32Array;
}

/** The digits in which every `stride`th number of `words` differs, the lowest first. */
function digitsOf(words: Uint32Array, stride: number, extent: Extent | null): Digit[] {
  const { least, most } = extent ?? extentOf(words, stride);
  const bits = 32 - Math.clz32(most - least);
  const widest = Math.min(MOST_DIGIT, Math.max(LEAST_DIGIT, 29 - Math.clz32(words.length / stride)));
  const count = Math.ceil(bits / widest);
  const width = Math.ceil(bits / count);
  const digits: Digit[] = [];
  for (let k = 0; k < count; k++) {
    const digit = { least, shift: k * width, mask: (1 << width) - 1, ends: new Int32Array(1 << width) };
    if (countDigit(words, stride, digit)) digits.push(digit);
  }
  return digits;
}

/** The least and the greatest of every `stride`th word. */
function extentOf(words: Uint32Array, stride: number): Extent {
  let least = 0xffff_ffff;
  let most = 0;
  for (let i = 0; i < words.length; i += stride) {
    least = Math.min(least, words[i]!);
    most = Math.max(most, words[i]!);
  }
  return { least, most };
}

/** Finds where buckets begin; false if all words have one digit there. */
function countDigit(words: Uint32Array, stride: number, { least, shift, mask, ends }: Digit): boolean {
  for (let i = 0; i < words.length; i += stride) ends[((words[i]! - least) >>> shift) & mask]!++;
  if (ends[((words[0]! - least) >>> shift) & mask]! * stride === words.length) return false;
  let before = 0;
  for (let bucket = 0; bucket < ends.length; bucket++) {
    const count = ends[bucket]!;
    ends[bucket] = before;
    before += count;
  }
  return true;
}

function moveWords(words: Uint32Array, { least, shift, mask, ends }: Digit, to: Uint32Array): Uint32Array {
  for (let row = 0; row < words.length; row++) {
    const word = words[row]!;
    const at = 2 * ends[((word - least) >>> shift) & mask]!++;
    to[at] = word;
    to[at + 1] = row;
  }
  return to;
}

function movePairs(pairs: Uint32Array, { least, shift, mask, ends }: Digit, to: Uint32Array): Uint32Array {
  for (let i = 0; i < pairs.length; i += 2) {
    const word = pairs[i]!;
    const at = 2 * ends[((word - least) >>> shift) & mask]!++;
    to[at] = word;
    to[at + 1] = pairs[i + 1]!;
  }
  return to;
}

function moveRows(pairs: Uint32Array, { least, shift, mask, ends }: Digit, to: Int32Array): void {
  for (let i = 0; i < pairs.length; i += 2) to[ends[((pairs[i]! - least) >>> shift) & mask]!++] = pairs[i + 1]!;
}

function moveNumbers(words: Uint32Array, { least, shift, mask, ends }: Digit, to: Int32Array): void {
  for (let row = 0; row < words.length; row++) to[ends[((words[row]! - least) >>> shift) & mask]!++] = row;
}

/** Rows `[begin, end)`. */
interface Run {
  readonly begin: number;
  readonly end: number;
}

function lengthOf(runs: readonly Run[]): number {
  return runs.reduce((sum, { begin, end }) => sum + end - begin, 0);
}

/** Puts the rows of each short run of equal high words in order of the low one; gives the long ones that are not in order. */
function settle(rows: Int32Array, high: Uint32Array, low: Uint32Array): Run[] {
  const long: Run[] = [];
  let begin = 0;
  let key = high[rows[0]!]!;
  for (let i = 1; i <= rows.length; i++) {
    const next = i < rows.length ? high[rows[i]!]! : -1;
    if (next === key) continue;
    if (i - begin > 1 && !isRising(rows, begin, i, low)) {
      if (i - begin > VERY_FEW) long.push({ begin, end: i });
      else insert(rows, begin, i, null, low);
    }
    begin = i;
    key = next;
  }
  return long;
}

function isRising(rows: Int32Array, begin: number, end: number, low: Uint32Array): boolean {
  for (let i = begin + 1; i < end; i++) if (low[rows[i]!]! < low[rows[i - 1]!]!) return false;
  return true;
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
