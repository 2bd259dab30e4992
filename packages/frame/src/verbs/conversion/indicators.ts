import { ArgumentError } from "@framepool/errors";
import { bitmapBytes } from "../../bitmap.js";
import { sharedArray } from "../../build/growing.js";
import { Column } from "../../column.js";
import { BOOL, typeOf, type DataType, type DType } from "../../data-types.js";
import { layoutOf } from "../../layout.js";
import { Storage, type DataArray } from "../../storage.js";
import { Vector } from "../../vector.js";
import { checkText } from "../arguments/check-kind.js";

/** The type of indicators. Throws ArgumentError for one that has no 0 and 1. */
export function checkIndicatorType(verb: string, dtype: DType): DataType {
  checkText(verb, "dtype", dtype);
  const type = typeOf(dtype);
  if (type.kind !== "bool" && type.kind !== "int" && type.kind !== "float") throw new ArgumentError(`${verb}: dtype is bool, an integer or a float, not ${dtype}`);
  return type;
}

/** A column for each name, which is 1 (or true) where a row has its code: the first name's is `first`, the next one's `first + 1`, and so on. */
export function indicators(names: readonly string[], type: DataType, codes: Int32Array, first: number): Column[] {
  const all = type.kind === "bool" ? bitsOf(names.length, codes, first) : numbersOf(names.length, type, codes, first);
  return names.map((name, i) => Column.of(name, new Vector(new Storage(type, codes.length, { data: all[i]! }))));
}

/** One pass for all columns: each row sets one bit at most. */
function bitsOf(count: number, codes: Int32Array, first: number): Uint8Array[] {
  const all = Array.from({ length: count }, () => sharedArray(Uint8Array, bitmapBytes(codes.length)));
  for (let row = 0; row < codes.length; row++) {
    const place = codes[row]! - first;
    if (place >= 0 && place < count) all[place]![row >> 3]! |= 1 << (row & 7);
  }
  return all;
}

/** Columns of bits. */
export function bitColumns(names: readonly string[], bits: readonly Uint8Array[], length: number): Column[] {
  return names.map((name, i) => Column.of(name, new Vector(new Storage(BOOL, length, { data: bits[i]! }))));
}

/** So many codes have their bits made together: a byte of each in one integer. */
const TOGETHER = 4;
/** Of more codes it is quicker to set one bit after the other than to look at each row for every four of them. */
const MOST_TOGETHER = 16;

/** For each code the bits of the rows that have it, which come block by block. */
export class BitSets {
  /** of code -1, which says that none is there, and of 0, 1, … */
  readonly #all: Uint8Array[] = [];
  readonly #bytes: number;

  constructor(rows: number) {
    this.#bytes = bitmapBytes(rows);
    this.#makeRoom(1);
  }

  /** The bits of the rows that have a code. */
  of(code: number): Uint8Array {
    return this.#all[code + 1]!;
  }

  /** The bits of a value that no row has. */
  ofNone(): Uint8Array {
    return sharedArray(Uint8Array, this.#bytes);
  }

  /** The bits of the rows without a code. */
  get missing(): Uint8Array {
    return this.of(-1);
  }

  /** Adds the rows from `row` on; their codes are below `count`. */
  add(row: number, codes: Int32Array, count: number): void {
    this.#makeRoom(count + 1);
    const whole = row % 8 === 0 && count + 1 <= MOST_TOGETHER ? codes.length >> 3 : 0;
    if (whole > 0) for (let first = 0; first <= count; first += TOGETHER) this.#addBytes(row >> 3, codes, whole, first);
    for (let i = 8 * whole; i < codes.length; i++) this.#all[codes[i]! + 1]![(row + i) >> 3]! |= 1 << ((row + i) & 7);
  }

  /** Writes `whole` bytes for each of {@link TOGETHER} codes, of which the first has its bits at `first`. */
  #addBytes(at: number, codes: Int32Array, whole: number, first: number): void {
    const [a, b, c, d] = [first, first + 1, first + 2, first + 3].map((place) => this.#all[place] ?? null) as [Uint8Array, Uint8Array | null, Uint8Array | null, Uint8Array | null];
    const shift = 1 - first;
    for (let k = 0; k < whole; k++) {
      const i = 8 * k;
      const bits = bitOf(codes[i]! + shift, 0) | bitOf(codes[i + 1]! + shift, 1) | bitOf(codes[i + 2]! + shift, 2) | bitOf(codes[i + 3]! + shift, 3)
        | bitOf(codes[i + 4]! + shift, 4) | bitOf(codes[i + 5]! + shift, 5) | bitOf(codes[i + 6]! + shift, 6) | bitOf(codes[i + 7]! + shift, 7);
      a[at + k] = bits;
      if (b !== null) b[at + k] = bits >> 8;
      if (c !== null) c[at + k] = bits >> 16;
      if (d !== null) d[at + k] = bits >> 24;
    }
  }

  #makeRoom(sets: number): void {
    while (this.#all.length < sets) this.#all.push(sharedArray(Uint8Array, this.#bytes));
  }
}

/** Bit `k` of byte `place` of an integer; none where it has no such byte, which is found without a branch. */
function bitOf(place: number, k: number): number {
  return (1 << (8 * place + k)) & (((place >>> 2) - 1) >> 31);
}

function numbersOf(count: number, type: DataType, codes: Int32Array, first: number): DataArray[] {
  const { array } = layoutOf(type)!;
  const all = Array.from({ length: count }, () => sharedArray(array, codes.length).subarray(0, codes.length));
  const one = all[0] instanceof BigInt64Array || all[0] instanceof BigUint64Array ? 1n : 1;
  for (let row = 0; row < codes.length; row++) {
    const place = codes[row]! - first;
    if (place >= 0 && place < count) all[place]![row] = one;
  }
  return all;
}
