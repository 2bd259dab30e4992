import type { DataType } from "@framepool/frame/internal";
import { classify, IS_TEXT, typeOfCells } from "./classify.js";
import { reading } from "./declared-types.js";
import { fineness, parseInstant, unitOf } from "./parse-time.js";

/** Finds a column's type from its cells. */
export interface FindType {
  /** Takes the text of a cell that is not missing; false if it cannot be in the column. */
  see(text: string): boolean;
  /** Whether the cell cannot be in the column; null if any can. */
  readonly refuses: ((text: string) => boolean) | null;
  /** The type of the cells so far. */
  readonly type: DataType;
}

/** Any type: what {@link classify} says of all cells. */
export class FindAny implements FindType {
  readonly refuses = null;
  readonly #int64: "bigint" | undefined;
  #flags = 0;

  constructor(int64: "bigint" | undefined) {
    this.#int64 = int64;
  }

  see(text: string): boolean {
    // Text stays text, whatever else comes.
    if ((this.#flags & IS_TEXT) === 0) this.#flags |= classify(text);
    return true;
  }

  get type(): DataType {
    return reading(typeOfCells(this.#flags), this.#int64);
  }
}

/** A timestamp, in the coarsest unit that keeps every digit. */
export class FindUnit implements FindType {
  #fineness = 0;

  see(text: string): boolean {
    const instant = parseInstant(text);
    if (instant === null) return false;
    this.#fineness |= fineness(instant);
    return true;
  }

  refuses(text: string): boolean {
    return parseInstant(text) === null;
  }

  get type(): DataType {
    return { kind: "timestamp", unit: unitOf(this.#fineness), timezone: null };
  }
}

/** How the type of a column is found that was declared as `type`, or (null) not at all; null if there is nothing to find. */
export function findType(type: DataType | null, int64: "bigint" | undefined): FindType | null {
  if (type === null) return new FindAny(int64);
  return type.kind === "timestamp" ? new FindUnit() : null;
}
