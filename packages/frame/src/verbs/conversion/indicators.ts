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

/** For each code the bits of the rows that have it, which come block by block. */
export class BitSets {
  readonly #all: Uint8Array[] = [];
  /** of the rows without a code */
  readonly missing: Uint8Array;
  readonly #bytes: number;

  constructor(rows: number) {
    this.#bytes = bitmapBytes(rows);
    this.missing = sharedArray(Uint8Array, this.#bytes);
  }

  /** The bits of the rows that have a code; of none, where it is none. */
  of(code: number): Uint8Array {
    return this.#all[code] ?? sharedArray(Uint8Array, this.#bytes);
  }

  /** Adds the rows from `row` on; their codes are below `count`. */
  add(row: number, codes: Int32Array, count: number): void {
    const { missing } = this;
    const all = this.#all;
    while (all.length < count) all.push(sharedArray(Uint8Array, this.#bytes));
    for (let i = 0; i < codes.length; i++) {
      const bits = codes[i]! >= 0 ? all[codes[i]!]! : missing;
      bits[(row + i) >> 3]! |= 1 << ((row + i) & 7);
    }
  }
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
