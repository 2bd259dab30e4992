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

/** How far a fraction of ms may be from what was meant, as a part of the whole number: it was rounded when the cell was read, or computed. */
const ROUNDED = 2 ** -51;

/**
 * Instants (timestamp, date in ms) and durations, 64 bits each. A cell is a Date (an invalid one is missing) or a
 * number of whole ms, of a duration that counts finer units one of these, too, as such a cell is read; a bigint is a
 * count of the column's own unit, for digits finer than a Date has.
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
    if (!Number.isSafeInteger(ms)) this.#appendFraction(ms, cell);
    else if (this.#unit === "ms") this.#cells.setNumber(this.length++, ms);
    else if (this.#unit === "s") this.#appendSeconds(ms, cell);
    else this.#appendCount(BigInt(ms) * FINE[this.#unit], cell);
  }

  #appendFraction(ms: number, cell: Cell): void {
    const unit = this.type.kind === "duration" ? this.#unit : "ms";
    const whole = Math.trunc(ms);
    if (unit === "s" || unit === "ms" || !Number.isSafeInteger(whole)) throw badCell(cell, this.type, this.length, "it is no whole number of milliseconds");
    const fraction = ms - whole; // exact, and times the units it loses no digit that the whole has not taken
    const count = Math.round(fraction * Number(FINE[unit]));
    if (Math.abs(count / Number(FINE[unit]) - fraction) > Math.abs(ms) * ROUNDED) throw badCell(cell, this.type, this.length, `it is no whole number of ${unit}`);
    this.#appendCount(BigInt(whole) * FINE[unit] + BigInt(count), cell);
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
