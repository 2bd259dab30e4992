import type { Cell } from "../cell.js";
import { FLOAT64, INT32, INT64, UINT64, type DataType } from "../data-types.js";
import { Storage } from "../storage.js";
import { Vector } from "../vector.js";
import type { Builder } from "./builder.js";
import { Validity } from "./builders/validity.js";
import { WideCells } from "./builders/wide-cells.js";
import { badCell } from "./cell-error.js";
import { grown, sharedArray } from "./growing.js";

const LOWEST = -(2n ** 63n);
const HIGHEST = 2n ** 64n;
const SIGNED_END = 2n ** 63n;

/** What the cells so far are kept as: each stage is converted once, to the next one that it needs. */
type Stage = "int32" | "safe" | "wide" | "float";

/**
 * Numbers and bigints whose type is decided by all of them: int32 where all are integers that fit, then int64, then
 * (from bigints only) uint64, else float64. -0, NaN, ±Infinity and numbers beyond 2^53 - 1 make float64, and so do a
 * bigint beside a fraction, and a bigint beyond int64 beside a negative one. A column with a bigint in it that stays
 * an integer is read as bigints.
 */
export class NumberInference implements Builder {
  readonly full = false;
  length = 0;
  readonly #validity = new Validity();
  #stage: Stage = "int32";
  #small: Int32Array;
  /** safe integers (stage "safe"), or any number (stage "float") */
  #floats = new Float64Array(0);
  #wide: WideCells | null = null;
  #huge = false;
  #negative = false;

  constructor(capacity: number) {
    this.#small = sharedArray(Int32Array, capacity);
  }

  get type(): DataType {
    if (this.#stage === "int32") return INT32;
    if (this.#stage === "safe") return INT64;
    if (this.#stage === "float") return FLOAT64;
    return { ...(this.#huge ? UINT64 : INT64), bigint: true };
  }

  append(cell: Cell | undefined): void {
    if (typeof cell === "number") {
      if (this.#stage === "int32" && (cell | 0) === cell && !Object.is(cell, -0)) {
        if (this.length === this.#small.length) this.#small = grown(Int32Array, this.#small, this.length + 1);
        this.#small[this.length++] = cell;
      } else {
        this.#appendNumber(cell);
      }
    } else if (typeof cell === "bigint") this.#appendBigint(cell);
    else if (cell === null || cell === undefined) this.appendNull();
    else throw badCell(cell, this.type, this.length);
  }

  /** Appends cells `[from, to)` as long as they are int32 in a column that is. Gives the first that is not. */
  appendIntegers(cells: readonly (Cell | undefined)[], from: number, to: number): number {
    if (this.#stage !== "int32") return from;
    if (this.length + to - from > this.#small.length) this.#small = grown(Int32Array, this.#small, this.length + to - from);
    const small = this.#small;
    let { length } = this;
    let i = from;
    for (; i < to; i++) {
      const cell = cells[i];
      if (typeof cell !== "number" || (cell | 0) !== cell || Object.is(cell, -0)) break;
      small[length++] = cell;
    }
    this.length = length;
    return i;
  }

  appendNull(): void {
    this.#validity.markNull(this.length);
    this.#reserve();
    this.length++;
  }

  finish(): Vector {
    const { type, length } = this;
    return new Vector(new Storage(type, length, { data: this.#data(), validity: this.#validity.finish(length) }));
  }

  #data(): Int32Array | Float64Array | BigInt64Array | BigUint64Array {
    if (this.#stage === "safe") this.#toWide();
    if (this.#stage === "int32") return this.#small.subarray(0, this.length);
    if (this.#stage === "float") return this.#floats.subarray(0, this.length);
    return this.#huge ? this.#wide!.unsigned(this.length) : this.#wide!.signed(this.length);
  }

  #appendNumber(value: number): void {
    const integer = Number.isSafeInteger(value) && !Object.is(value, -0);
    if (!integer || (value < 0 && this.#huge)) this.#toFloat();
    else if (this.#stage === "int32") this.#toSafe();
    if (value < 0) this.#negative = true;
    this.#reserve();
    if (this.#stage === "wide") this.#wide!.setNumber(this.length++, value);
    else this.#floats[this.length++] = value;
  }

  #appendBigint(value: bigint): void {
    if (value < LOWEST || value >= HIGHEST) throw badCell(value, value < 0n ? INT64 : UINT64, this.length, "it does not fit in 64 bits");
    if (this.#stage === "int32" || this.#stage === "safe") this.#toWide();
    const huge = this.#huge || value >= SIGNED_END;
    const negative = this.#negative || value < 0n;
    if (huge && negative) this.#toFloat();
    this.#huge = huge;
    this.#negative = negative;
    this.#reserve();
    if (this.#stage === "wide") this.#wide!.setBigint(this.length++, value);
    else this.#floats[this.length++] = Number(value);
  }

  #reserve(): void {
    if (this.#stage === "wide") this.#wide!.reserve(this.length);
    else if (this.#stage !== "int32" && this.length === this.#floats.length) this.#floats = grown(Float64Array, this.#floats, this.length + 1);
    else if (this.#stage === "int32" && this.length === this.#small.length) this.#small = grown(Int32Array, this.#small, this.length + 1);
  }

  #toSafe(): void {
    const floats = sharedArray(Float64Array, Math.max(this.#small.length, this.length + 1));
    const { length } = this;
    const small = this.#small;
    for (let i = 0; i < length; i++) {
      floats[i] = small[i]!;
      if (small[i]! < 0) this.#negative = true;
    }
    this.#floats = floats;
    this.#small = new Int32Array(0);
    this.#stage = "safe";
  }

  #toFloat(): void {
    if (this.#stage === "int32") this.#toSafe();
    if (this.#stage === "wide") {
      const data = this.#huge ? this.#wide!.unsigned(this.length) : this.#wide!.signed(this.length);
      this.#floats = sharedArray(Float64Array, this.length + 1);
      for (let i = 0; i < this.length; i++) this.#floats[i] = Number(data[i]!);
      this.#wide = null;
    }
    this.#huge = false;
    this.#stage = "float";
  }

  #toWide(): void {
    if (this.#stage === "int32") this.#toSafe();
    const wide = new WideCells(this.length + 1);
    for (let i = 0; i < this.length; i++) wide.setNumber(i, this.#floats[i]!);
    this.#floats = new Float64Array(0);
    this.#wide = wide;
    this.#stage = "wide";
  }
}
