import { bitmapBytes, setBit } from "../../bitmap.js";
import type { Cell } from "../../cell.js";
import { BOOL } from "../../data-types.js";
import { Storage } from "../../storage.js";
import { Vector } from "../../vector.js";
import type { Builder } from "../builder.js";
import { badCell } from "../cell-error.js";
import { grown, sharedArray } from "../growing.js";
import { Validity } from "./validity.js";

/** true and false, a bit each. */
export class BoolBuilder implements Builder {
  readonly type = BOOL;
  readonly full = false;
  length = 0;
  #bits: Uint8Array;
  readonly #validity = new Validity();

  constructor(capacity: number) {
    this.#bits = sharedArray(Uint8Array, bitmapBytes(capacity));
  }

  append(cell: Cell | undefined): void {
    if (cell === null || cell === undefined) return this.appendNull();
    if (typeof cell !== "boolean") throw badCell(cell, this.type, this.length);
    this.#reserve();
    if (cell) setBit(this.#bits, this.length);
    this.length++;
  }

  appendNull(): void {
    this.#reserve();
    this.#validity.markNull(this.length++);
  }

  finish(): Vector {
    const data = this.#bits.subarray(0, bitmapBytes(this.length));
    return new Vector(new Storage(this.type, this.length, { data, validity: this.#validity.finish(this.length) }));
  }

  #reserve(): void {
    const byte = this.length >> 3;
    if (byte >= this.#bits.length) this.#bits = grown(Uint8Array, this.#bits, byte + 1);
  }
}
