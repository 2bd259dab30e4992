import type { Cell } from "../../cell.js";
import type { DataType } from "../../data-types.js";
import { layoutOf, type ArrayType } from "../../layout.js";
import { Storage } from "../../storage.js";
import { Vector } from "../../vector.js";
import type { Builder } from "../builder.js";
import { badCell } from "../cell-error.js";
import { grown, sharedArray } from "../growing.js";
import { Validity } from "./validity.js";

type NumberArray = Int8Array | Int16Array | Int32Array | Uint8Array | Uint16Array | Uint32Array | Float32Array | Float64Array;
type NumberType = Extract<DataType, { kind: "int" | "float" }>;

/** Integers of 8, 16 and 32 bits, checked for range; float32 (rounded to it) and float64, any number. Bigints count as numbers. */
export class NumericBuilder implements Builder {
  readonly type: NumberType;
  readonly full = false;
  length = 0;
  readonly #array: ArrayType<NumberArray>;
  #data: NumberArray;
  readonly #validity = new Validity();
  readonly #integer: boolean;
  readonly #low: number;
  readonly #high: number;

  constructor(type: NumberType, capacity: number) {
    this.type = type;
    this.#array = layoutOf(type)!.array as ArrayType<NumberArray>;
    this.#data = sharedArray(this.#array, capacity);
    this.#integer = type.kind === "int";
    this.#low = type.kind === "int" && type.signed ? -(2 ** (type.bits - 1)) : 0;
    this.#high = type.kind === "int" ? 2 ** (type.signed ? type.bits - 1 : type.bits) - 1 : 0;
  }

  append(cell: Cell | undefined): void {
    if (cell === null || cell === undefined) return this.appendNull();
    const value = typeof cell === "bigint" ? Number(cell) : cell;
    if (typeof value !== "number") throw badCell(cell, this.type, this.length);
    if (this.#integer && !(value >= this.#low && value <= this.#high && Math.floor(value) === value)) throw this.#misfit(cell, value);
    if (this.length === this.#data.length) this.#data = grown(this.#array, this.#data, this.length + 1);
    this.#data[this.length++] = value;
  }

  appendNull(): void {
    if (this.length === this.#data.length) this.#data = grown(this.#array, this.#data, this.length + 1);
    this.#validity.markNull(this.length++);
  }

  finish(): Vector {
    return new Vector(new Storage(this.type, this.length, { data: this.#data.subarray(0, this.length), validity: this.#validity.finish(this.length) }));
  }

  #misfit(cell: Cell, value: number): Error {
    const whole = Number.isInteger(value);
    return badCell(cell, this.type, this.length, whole ? `from ${String(this.#low)} to ${String(this.#high)}` : "it is not an integer");
  }
}
