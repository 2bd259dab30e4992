import { FrameError } from "@framepool/errors";
import type { Cell } from "../cell.js";
import { BINARY, NULL, STRING, TIMESTAMP_MS, listOf, type DataType } from "../data-types.js";
import type { Vector } from "../vector.js";
import type { Builder } from "./builder.js";
import { BinaryBuilder } from "./builders/binary.js";
import { BoolBuilder } from "./builders/bool.js";
import { ListBuilder } from "./builders/list.js";
import { NullBuilder } from "./builders/null.js";
import { StringBuilder } from "./builders/string.js";
import { TimestampBuilder } from "./builders/timestamp.js";
import { shown } from "./cell-error.js";
import { NumberInference } from "./infer-numbers.js";
import { SMALL } from "./make-builder.js";

type Kind = "numbers" | "booleans" | "text" | "dates" | "bytes" | "lists";

/**
 * A builder whose type is decided by all of its cells: numbers and bigints as {@link NumberInference} says, booleans
 * bool, strings string, Dates timestamp in ms, Uint8Arrays binary, arrays lists (of items decided the same way);
 * nothing but missing cells is type null. Throws FrameError for a mix: there are no mixed columns.
 */
export class InferringBuilder implements Builder {
  readonly #capacity: number;
  #kind: Kind | null = null;
  #builder: Builder = new NullBuilder();

  constructor(capacity = SMALL) {
    this.#capacity = capacity;
  }

  get type(): DataType {
    return this.#kind === null ? NULL : this.#builder.type;
  }

  get length(): number {
    return this.#builder.length;
  }

  get full(): boolean {
    return this.#builder.full;
  }

  append(cell: Cell | undefined): void {
    if (cell === null || cell === undefined) return this.#builder.appendNull();
    const kind = this.#kindOf(cell);
    if (kind !== this.#kind) this.#open(kind, cell);
    this.#builder.append(cell);
  }

  /** Appends cells `[from, to)` as long as they are integers among integers, or text among text: most cells of most columns that a function makes. Gives the first that is not. */
  appendAlike(cells: readonly (Cell | undefined)[], from: number, to: number): number {
    const builder = this.#builder;
    if (builder instanceof NumberInference) return builder.appendIntegers(cells, from, to);
    return builder instanceof StringBuilder ? builder.appendTexts(cells, from, to) : from;
  }

  appendNull(): void {
    this.#builder.appendNull();
  }

  finish(): Vector {
    return this.#builder.finish();
  }

  #kindOf(cell: Exclude<Cell, null>): Kind {
    switch (typeof cell) {
      case "number":
      case "bigint": return "numbers";
      case "string": return "text";
      case "boolean": return "booleans";
      default:
        if (cell instanceof Date) return "dates";
        if (Array.isArray(cell)) return "lists";
        if (cell instanceof Uint8Array) return "bytes";
        throw new FrameError(`row ${String(this.length)}: ${shown(cell)} cannot be a cell; a cell is a string, number, bigint, boolean, Date, Uint8Array, null or an array of these`, { row: this.length });
    }
  }

  /** The first cell that is not missing opens its kind; missing ones before it are entered again. */
  #open(kind: Kind, cell: Cell): void {
    const { length } = this;
    if (this.#kind !== null) {
      throw new FrameError(`row ${String(length)}: ${shown(cell)} after ${this.#kind}: there are no mixed columns; make the cells of one kind (String(value), Number(value)), or null`, { row: length });
    }
    this.#kind = kind;
    this.#builder = builderOf(kind, Math.max(this.#capacity, length + 1));
    for (let i = 0; i < length; i++) this.#builder.appendNull();
  }
}

function builderOf(kind: Kind, capacity: number): Builder {
  switch (kind) {
    case "numbers": return new NumberInference(capacity);
    case "booleans": return new BoolBuilder(capacity);
    case "text": return new StringBuilder(STRING, capacity);
    case "dates": return new TimestampBuilder(TIMESTAMP_MS, capacity);
    case "bytes": return new BinaryBuilder(BINARY, capacity);
    case "lists": return new ListBuilder(listOf(NULL), new InferringBuilder(capacity), capacity);
  }
}
