import { FrameError } from "@framepool/errors";
import { InferringBuilder } from "../../build/infer.js";
import type { Cell } from "../../cell.js";
import { Column } from "../../column.js";
import { concatColumns } from "../../concat-columns.js";
import type { Vector } from "../../vector.js";

/** Cells in order → a column whose type all of them decide, in as many vectors as it takes. */
export class ColumnCollector {
  readonly #name: string;
  readonly #capacity: number;
  readonly #done: Vector[] = [];
  #builder: InferringBuilder;
  #before = 0;

  /** `capacity` is how many cells are expected. */
  constructor(name: string, capacity: number) {
    this.#name = name;
    this.#capacity = capacity;
    this.#builder = new InferringBuilder(capacity);
  }

  get length(): number {
    return this.#before + this.#builder.length;
  }

  /** Throws FrameError for what cannot be a cell, and for a mix of kinds. */
  append(cell: Cell | undefined): void {
    if (this.#builder.full) this.#close();
    try {
      this.#builder.append(cell);
    } catch (error) {
      throw this.#named(error);
    }
  }

  /** The first `count` of the cells. */
  appendAll(cells: readonly (Cell | undefined)[], count: number): void {
    let i = 0;
    while (i < count) {
      i = this.#builder.appendAlike(cells, i, count);
      if (i < count) this.append(cells[i++]);
    }
  }

  /** Missing cells up to `length`. */
  fill(length: number): void {
    while (this.length < length) this.append(null);
  }

  finish(): Column {
    const last = this.#builder.finish();
    return concatColumns(this.#name, [...this.#done, last].map((vector) => Column.of(this.#name, vector)));
  }

  #close(): void {
    this.#before += this.#builder.length;
    this.#done.push(this.#builder.finish());
    this.#builder = new InferringBuilder(this.#capacity);
  }

  #named(error: unknown): unknown {
    if (!(error instanceof FrameError) || this.#name === "") return error;
    return new FrameError(`column "${this.#name}", ${error.message}`, { column: this.#name, row: this.length }, { cause: error });
  }
}
