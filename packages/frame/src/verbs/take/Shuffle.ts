/** Fewer rows, and what is picked from, stay near the processor. */
const MANY = 2 ** 22;
/** Targets of one bucket: 1 MB of values of 64 bits. */
const BUCKET_BITS = 17;
/** Of so many pairs of neighbours it is looked at whether they lie far apart. */
const SAMPLE = 1024;
const FAR = 4096;

type Units = Uint8Array | Uint16Array | Int32Array;

/**
 * Another order of all rows, that jumps about. To read each value where it lies misses the cache with every step; so values are
 * read as they lie and put into buckets of neighbouring targets, and each bucket is put in order by itself: two moves that stay
 * near the processor. Memory: 8 bytes a row, and 8 for the values on their way, which are used again for each column.
 */
export class Shuffle {
  /** where each row is put, in the bucket of its target */
  readonly #places: Int32Array;
  /** where what was put there goes */
  readonly #targets: Int32Array;
  readonly #room: ArrayBuffer;
  #rows: Int32Array | null;

  /** `room` is for a value of 64 bits a row; `rows` says which row comes where, if that is known. */
  constructor(places: Int32Array, targets: Int32Array, room: ArrayBuffer, rows: Int32Array | null = null) {
    this.#places = places;
    this.#targets = targets;
    this.#room = room;
    this.#rows = rows;
  }

  get length(): number {
    return this.#places.length;
  }

  /** The rows in the new order. */
  get rows(): Int32Array {
    return (this.#rows ??= this.#numbers());
  }

  /** Whether neighbours go far from each other; else values are picked as quickly where they lie. */
  get jumps(): boolean {
    const [places, targets] = [this.#places, this.#targets];
    return jumpsAbout(places.length, (row) => targets[places[row]!]!);
  }

  /** Writes the values of all rows, vector by vector, to `out` in the new order. */
  units(sources: readonly Units[], out: Units): void {
    const bucketed = roomFor(out, this.#room);
    let begin = 0;
    for (const source of sources) putUnits(source, this.#places.subarray(begin, (begin += source.length)), bucketed);
    moveUnits(bucketed, this.#targets, out);
  }

  /** The same of values of 64 bits. */
  longs(sources: readonly BigInt64Array[], out: BigInt64Array): void {
    const bucketed = new BigInt64Array(this.#room, 0, out.length);
    let begin = 0;
    for (const source of sources) putLongs(source, this.#places.subarray(begin, (begin += source.length)), bucketed);
    moveLongs(bucketed, this.#targets, out);
  }

  /** The same of the lengths of cells, of which `ends` has one more than there are rows. */
  lengths(ends: readonly Int32Array[], out: Int32Array): void {
    const bucketed = new Int32Array(this.#room, 0, out.length);
    let begin = 0;
    for (const own of ends) putLengths(own, this.#places.subarray(begin, (begin += own.length - 1)), bucketed);
    moveUnits(bucketed, this.#targets, out);
  }

  /** The same of bits, which begin at `offset` and are all set where there are none; `out` starts as zeros. */
  bits(sources: readonly { readonly bits: Uint8Array | null; readonly offset: number; readonly length: number }[], out: Uint8Array): void {
    const bucketed = new Uint8Array(this.#room, 0, this.#places.length);
    let begin = 0;
    for (const { bits, offset, length } of sources) putBits(bits, offset, this.#places.subarray(begin, (begin += length)), bucketed);
    moveBits(bucketed, this.#targets, out);
  }

  #numbers(): Int32Array {
    const [places, targets] = [this.#places, this.#targets];
    const bucketed = new Int32Array(this.#room, 0, places.length);
    for (let row = 0; row < places.length; row++) bucketed[places[row]!] = row;
    const rows = new Int32Array(places.length);
    moveUnits(bucketed, targets, rows);
    return rows;
  }
}

function roomFor({ length, BYTES_PER_ELEMENT: size }: Units, room: ArrayBuffer): Units {
  return size === 1 ? new Uint8Array(room, 0, length) : size === 2 ? new Uint16Array(room, 0, length) : new Int32Array(room, 0, length);
}

function putUnits(source: Units, places: Int32Array, bucketed: Units): void {
  for (let row = 0; row < places.length; row++) bucketed[places[row]!] = source[row]!;
}

function moveUnits(bucketed: Units, targets: Int32Array, out: Units): void {
  for (let i = 0; i < targets.length; i++) out[targets[i]!] = bucketed[i]!;
}

/** From array to array the engine moves 64 bits without making a bigint of them. */
function putLongs(source: BigInt64Array, places: Int32Array, bucketed: BigInt64Array): void {
  for (let row = 0; row < places.length; row++) bucketed[places[row]!] = source[row]!;
}

function moveLongs(bucketed: BigInt64Array, targets: Int32Array, out: BigInt64Array): void {
  for (let i = 0; i < targets.length; i++) out[targets[i]!] = bucketed[i]!;
}

function putLengths(ends: Int32Array, places: Int32Array, bucketed: Int32Array): void {
  for (let row = 0; row < places.length; row++) bucketed[places[row]!] = ends[row + 1]! - ends[row]!;
}

function putBits(bits: Uint8Array | null, offset: number, places: Int32Array, bucketed: Uint8Array): void {
  for (let row = 0; row < places.length; row++) bucketed[places[row]!] = bits === null ? 1 : (bits[(offset + row) >> 3]! >> ((offset + row) & 7)) & 1;
}

function moveBits(bucketed: Uint8Array, targets: Int32Array, out: Uint8Array): void {
  for (let i = 0; i < targets.length; i++) {
    const target = targets[i]!;
    out[target >> 3]! |= bucketed[i]! << (target & 7);
  }
}

/** The order of `rows` as a shuffle, if they are all of so many once, many, and jump about; else null. */
export function shuffleOf(rows: Int32Array, numRows: number): Shuffle | null {
  const { length } = rows;
  if (length < MANY || length !== numRows || !jumpsAbout(length, (i) => rows[i]!)) return null;
  const places = targetsOf(rows);
  if (places === null) return null;
  const targets = new Int32Array(length);
  const next = Int32Array.from({ length: (length >> BUCKET_BITS) + 1 }, (_, bucket) => bucket << BUCKET_BITS);
  for (let row = 0; row < length; row++) {
    const target = places[row]!;
    const place = next[target >> BUCKET_BITS]!++;
    targets[place] = target;
    places[row] = place;
  }
  return new Shuffle(places, targets, new ArrayBuffer(8 * length), rows);
}

function jumpsAbout(length: number, at: (i: number) => number): boolean {
  let far = 0;
  for (let k = 0; k < SAMPLE; k++) {
    const i = Math.floor((k * (length - 1)) / SAMPLE);
    if (Math.abs(at(i + 1) - at(i)) > FAR) far++;
  }
  return far > SAMPLE / 2;
}

/** Where each row goes; null if one is picked twice or not at all. */
function targetsOf(rows: Int32Array): Int32Array | null {
  const targets = new Int32Array(rows.length).fill(-1);
  for (let i = 0; i < rows.length; i++) targets[rows[i]!] = i;
  return targets.includes(-1) ? null : targets;
}
