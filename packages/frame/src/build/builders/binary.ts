import type { Cell } from "../../cell.js";
import type { DataType } from "../../data-types.js";
import { Storage } from "../../storage.js";
import { Vector } from "../../vector.js";
import type { Builder } from "../builder.js";
import { badCell } from "../cell-error.js";
import { ByteCells } from "./byte-cells.js";
import { Validity } from "./validity.js";

export type BinaryType = Extract<DataType, { kind: "binary" }>;

/** Bytes of any length: the cells are copied in. */
export class BinaryBuilder implements Builder {
  readonly type: BinaryType;
  length = 0;
  readonly #cells: ByteCells;
  readonly #validity = new Validity();

  constructor(type: BinaryType, capacity: number) {
    this.type = type;
    this.#cells = new ByteCells(capacity);
  }

  get full(): boolean {
    return this.#cells.full;
  }

  append(cell: Cell | undefined): void {
    if (cell === null || cell === undefined) return this.appendNull();
    if (!(cell instanceof Uint8Array)) throw badCell(cell, this.type, this.length);
    const cells = this.#cells;
    cells.reserveRow(this.length);
    cells.add(cell, 0, cell.length);
    cells.ends[++this.length] = cells.used;
  }

  appendNull(): void {
    const cells = this.#cells;
    cells.reserveRow(this.length);
    this.#validity.markNull(this.length);
    cells.ends[++this.length] = cells.used;
  }

  finish(): Vector {
    const offsets = this.#cells.offsets(this.length, this.type.large);
    return new Vector(new Storage(this.type, this.length, { data: this.#cells.data(), offsets, validity: this.#validity.finish(this.length) }));
  }
}
