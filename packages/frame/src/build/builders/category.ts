import type { Cell } from "../../cell.js";
import type { DataType } from "../../data-types.js";
import { Storage } from "../../storage.js";
import { Vector } from "../../vector.js";
import type { Builder } from "../builder.js";
import { badCell } from "../cell-error.js";
import { StringBuilder, type TextType } from "./string.js";

export type CategoryType = Extract<DataType, { kind: "dictionary" }> & { readonly values: TextType };

/** Text as codes into a dictionary of its distinct values, in order of first appearance. */
export class CategoryBuilder implements Builder {
  readonly type: CategoryType;
  readonly #codes: Builder;
  readonly #dictionary: StringBuilder;
  readonly #codeOf = new Map<string, number>();
  #last = "";
  #lastCode = -1;

  /** `codes` builds the type's index: it is what refuses more values than codes. */
  constructor(type: CategoryType, codes: Builder) {
    this.type = type;
    this.#codes = codes;
    this.#dictionary = new StringBuilder(type.values, 64);
  }

  get length(): number {
    return this.#codes.length;
  }

  get full(): boolean {
    return this.#dictionary.full;
  }

  append(cell: Cell | undefined): void {
    if (typeof cell === "string") {
      // Neighbours are often equal, and comparing is quicker than hashing.
      if (this.#lastCode < 0 || cell !== this.#last) {
        this.#lastCode = this.#codeOf.get(cell) ?? this.#enter(cell);
        this.#last = cell;
      }
      this.#codes.append(this.#lastCode);
    } else if (cell === null || cell === undefined) {
      this.appendNull();
    } else {
      throw badCell(cell, this.type, this.length);
    }
  }

  appendNull(): void {
    this.#codes.appendNull();
  }

  finish(): Vector {
    const { length, data, validity } = this.#codes.finish().storage;
    return new Vector(new Storage(this.type, length, { data, validity, dictionary: this.#dictionary.finish() }));
  }

  #enter(value: string): number {
    const code = this.#codeOf.size;
    this.#codeOf.set(value, code);
    this.#dictionary.append(value);
    return code;
  }
}
