import type { Cell } from "../../cell.js";
import type { IntType } from "../../data-types.js";
import { Storage } from "../../storage.js";
import { Vector } from "../../vector.js";
import type { Builder } from "../builder.js";
import { badCell } from "../cell-error.js";
import { Validity } from "./validity.js";
import { WideCells } from "./wide-cells.js";

/** int64 and uint64, from safe integers or bigints. */
export class WideIntegerBuilder implements Builder {
  readonly type: IntType;
  readonly full = false;
  length = 0;
  readonly #cells: WideCells;
  readonly #validity = new Validity();

  constructor(type: IntType, capacity: number) {
    this.type = type;
    this.#cells = new WideCells(capacity);
  }

  append(cell: Cell | undefined): void {
    if (typeof cell === "number") this.#appendNumber(cell);
    else if (typeof cell === "bigint") this.#appendBigint(cell);
    else if (cell === null || cell === undefined) this.appendNull();
    else throw badCell(cell, this.type, this.length);
  }

  appendNull(): void {
    this.#cells.reserve(this.length);
    this.#validity.markNull(this.length++);
  }

  finish(): Vector {
    const data = this.type.signed ? this.#cells.signed(this.length) : this.#cells.unsigned(this.length);
    return new Vector(new Storage(this.type, this.length, { data, validity: this.#validity.finish(this.length) }));
  }

  #appendNumber(value: number): void {
    if (!Number.isSafeInteger(value)) {
      const why = Number.isInteger(value) ? "a number beyond 2^53 may have lost digits; give a bigint" : "it is not an integer";
      throw badCell(value, this.type, this.length, why);
    }
    if (value < 0 && !this.type.signed) throw badCell(value, this.type, this.length, "it is negative");
    this.#cells.setNumber(this.length++, value);
  }

  #appendBigint(value: bigint): void {
    const held = this.type.signed ? BigInt.asIntN(64, value) : BigInt.asUintN(64, value);
    if (held !== value) throw badCell(value, this.type, this.length, "it does not fit in 64 bits");
    this.#cells.setBigint(this.length++, value);
  }
}
