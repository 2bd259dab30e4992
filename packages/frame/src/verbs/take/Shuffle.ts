import type { Picks } from "./picks.js";

/** Fewer rows, and what is picked from, stay near the processor. */
const MANY = 2 ** 22;
/** Targets of one bucket: 2 MB of values of 64 bits. */
const BUCKET_BITS = 18;
/** Of so many pairs of neighbours it is looked at whether they lie far apart. */
const SAMPLE = 1024;
const FAR = 4096;

type Units = Uint8Array | Uint16Array | Int32Array;

/**
 * Another order of all rows, that jumps about. To read each value where it lies misses the cache with every step; so values are read as they
 * lie, put into buckets of neighbouring targets, and each bucket is put in order by itself. Memory: 8 bytes a row, and for a while a value.
 */
export class Shuffle {
  /** where each row goes */
  readonly #targets: Int32Array;
  /** the same, bucket by bucket */
  readonly #inBuckets: Int32Array;

  constructor(targets: Int32Array) {
    this.#targets = targets;
    this.#inBuckets = new Int32Array(targets.length);
    putUnits(targets, targets, this.#inBuckets);
  }

  /** Writes the values to `out` in the new order. */
  units(source: Units, out: Units): void {
    const bucketed = source.slice();
    putUnits(source, this.#targets, bucketed);
    const to = this.#inBuckets;
    for (let i = 0; i < to.length; i++) out[to[i]!] = bucketed[i]!;
  }

  /** The same of values of 64 bits. */
  longs(source: BigInt64Array, out: BigInt64Array): void {
    const bucketed = new BigInt64Array(source.length);
    const targets = this.#targets;
    const next = bucketStarts(targets.length);
    for (let row = 0; row < targets.length; row++) bucketed[next[targets[row]! >> BUCKET_BITS]!++] = source[row]!;
    const to = this.#inBuckets;
    for (let i = 0; i < to.length; i++) out[to[i]!] = bucketed[i]!;
  }
}

/** Each value goes to the next place of its target's bucket. */
function putUnits(source: Units, targets: Int32Array, bucketed: Units): void {
  const next = bucketStarts(targets.length);
  for (let row = 0; row < targets.length; row++) bucketed[next[targets[row]! >> BUCKET_BITS]!++] = source[row]!;
}

/** A bucket has as many rows as targets. */
function bucketStarts(rows: number): Int32Array {
  const starts = new Int32Array((rows >> BUCKET_BITS) + 1);
  for (let bucket = 0; bucket < starts.length; bucket++) starts[bucket] = bucket << BUCKET_BITS;
  return starts;
}

const known = new WeakMap<Int32Array, Shuffle | null>();

/** What picks from `rows` rows are, if they are all of them once, many, and jump about; else null. */
export function shuffleOf({ length, piece, row, missing }: Picks, rows: number): Shuffle | null {
  if (length < MANY || length !== rows || piece !== null || missing) return null;
  let shuffle = known.get(row);
  if (shuffle === undefined) {
    const targets = jumpsAbout(row) ? targetsOf(row) : null;
    known.set(row, (shuffle = targets === null ? null : new Shuffle(targets)));
  }
  return shuffle;
}

function jumpsAbout(row: Int32Array): boolean {
  let far = 0;
  for (let k = 0; k < SAMPLE; k++) {
    const i = Math.floor((k * (row.length - 1)) / SAMPLE);
    if (Math.abs(row[i + 1]! - row[i]!) > FAR) far++;
  }
  return far > SAMPLE / 2;
}

/** Where each row goes; null if one is picked twice. */
function targetsOf(row: Int32Array): Int32Array | null {
  const targets = new Int32Array(row.length).fill(-1);
  for (let i = 0; i < row.length; i++) targets[row[i]!] = i;
  return targets.includes(-1) ? null : targets;
}
