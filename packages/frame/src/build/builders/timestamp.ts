import type { Cell } from "../../cell.js";
import type { DataType, TimeUnit } from "../../data-types.js";
import { Storage } from "../../storage.js";
import { Vector } from "../../vector.js";
import type { Builder } from "../builder.js";
import { badCell } from "../cell-error.js";
import { Validity } from "./validity.js";
import { WideCells } from "./wide-cells.js";

export type TimeType = Extract<DataType, { kind: "timestamp" | "duration" | "date" }>;

/** Units in one ms, for units of a ms or finer. */
const FINE: Readonly<Record<Exclude<TimeUnit, "s">, bigint>> = { ms: 1n, us: 1_000n, ns: 1_000_000n };

/**
 * Instants (timestamp, date in ms) and durations, 64 bits each. A cell is a Date (an invalid one is missing) or a
 * number of whole ms; a bigint is a count of the column's own unit, for digits finer than a Date has.
 */
export class TimestampBuilder implements Builder {
  readonly type: TimeType;
  readonly full = false;
  length = 0;
  readonly #unit: TimeUnit;
  readonly #cells: WideCells;
  readonly #validity = new Validity();

  constructor(type: TimeType, capacity: number) {
    this.type = type;
    this.#unit = type.unit === "day" ? "ms" : type.unit;
    this.#cells = new WideCells(capacity);
  }

  append(cell: Cell | undefined): void {
    if (cell instanceof Date && this.type.kind !== "duration") {
      const ms = cell.getTime();
      if (Number.isNaN(ms)) this.appendNull();
      else this.#appendMs(ms, cell);
    } else if (typeof cell === "number") {
      this.#appendMs(cell, cell);
    } else if (typeof cell === "bigint") {
      this.#appendCount(cell, cell);
    } else if (cell === null || cell === undefined) {
      this.appendNull();
    } else {
      throw badCell(cell, this.type, this.length);
    }
  }

  appendNull(): void {
    this.#cells.reserve(this.length);
    this.#validity.markNull(this.length++);
  }

  finish(): Vector {
    const data = this.#cells.signed(this.length);
    return new Vector(new Storage(this.type, this.length, { data, validity: this.#validity.finish(this.length) }));
  }

  #appendMs(ms: number, cell: Cell): void {
    if (!Number.isSafeInteger(ms)) throw badCell(cell, this.type, this.length, "it is no whole number of milliseconds");
    if (this.#unit === "ms") this.#cells.setNumber(this.length++, ms);
    else if (this.#unit === "s") this.#appendSeconds(ms, cell);
    else this.#appendCount(BigInt(ms) * FINE[this.#unit], cell);
  }

  #appendSeconds(ms: number, cell: Cell): void {
    if (ms % 1000 !== 0) throw badCell(cell, this.type, this.length, "the column counts whole seconds");
    this.#cells.setNumber(this.length++, ms / 1000);
  }

  #appendCount(count: bigint, cell: Cell): void {
    if (BigInt.asIntN(64, count) !== count) throw badCell(cell, this.type, this.length, `it does not fit in 64 bits of ${this.#unit}`);
    this.#cells.setBigint(this.length++, count);
  }
}
