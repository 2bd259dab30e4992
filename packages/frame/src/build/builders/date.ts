import type { Cell } from "../../cell.js";
import type { DataType } from "../../data-types.js";
import { Storage } from "../../storage.js";
import { Vector } from "../../vector.js";
import type { Builder } from "../builder.js";
import { badCell } from "../cell-error.js";
import { grown, sharedArray } from "../growing.js";
import { Validity } from "./validity.js";

export type DayType = Extract<DataType, { kind: "date" }>;

const MS = 86_400_000;
const FARTHEST = 2 ** 31;

/**
 * Days since 1970, UTC. A cell is a Date (an invalid one is missing) or a number of ms, of which the day is kept; a
 * bigint is a number of days.
 */
export class DateBuilder implements Builder {
  readonly type: DayType;
  readonly full = false;
  length = 0;
  #data: Int32Array;
  readonly #validity = new Validity();

  constructor(type: DayType, capacity: number) {
    this.type = type;
    this.#data = sharedArray(Int32Array, capacity);
  }

  append(cell: Cell | undefined): void {
    if (cell === null || cell === undefined) return this.appendNull();
    const day = dayOf(cell);
    if (Number.isNaN(day) && cell instanceof Date) return this.appendNull();
    if (day === undefined || !(day >= -FARTHEST && day < FARTHEST)) throw badCell(cell, this.type, this.length);
    this.#reserve();
    this.#data[this.length++] = day;
  }

  appendNull(): void {
    this.#reserve();
    this.#validity.markNull(this.length++);
  }

  finish(): Vector {
    return new Vector(new Storage(this.type, this.length, { data: this.#data.subarray(0, this.length), validity: this.#validity.finish(this.length) }));
  }

  #reserve(): void {
    if (this.length === this.#data.length) this.#data = grown(Int32Array, this.#data, this.length + 1);
  }
}

function dayOf(cell: Exclude<Cell, null>): number | undefined {
  if (cell instanceof Date) return Math.floor(cell.getTime() / MS);
  if (typeof cell === "number") return Math.floor(cell / MS);
  return typeof cell === "bigint" ? Number(cell) : undefined;
}
