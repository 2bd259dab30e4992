import { ByteCells } from "../build/builders/byte-cells.js";
import { Validity } from "../build/builders/validity.js";
import { bufferOf } from "../copy-bytes.js";
import { STRING } from "../data-types.js";
import { Storage } from "../storage.js";
import { Vector } from "../vector.js";
import { copyOut, MISSING_AT, PACKED_AT, PACKED_ENDS_AT, textKernels } from "./kernels.js";

/** Cells of text, one behind the other as they come: from what a kernel has found, or as a RegExp says. */
export class PackedCells {
  readonly #kernels = textKernels();
  readonly #cells: ByteCells;
  readonly #validity = new Validity();
  length = 0;

  constructor(capacity: number) {
    this.#cells = new ByteCells(capacity);
  }

  /** What lies between the two addresses at `slot`, and at each `stride` bytes behind it; missing where these, or what is at `whole`, are below 0. No more rows than a block has. */
  pack(whole: number, slot: number, stride: number, rows: number): void {
    const kernels = this.#kernels;
    const { missing } = kernels;
    const cells = this.#cells;
    const { used } = cells;
    const end = kernels.packSlots(whole, slot, stride, rows, PACKED_AT, used, PACKED_ENDS_AT, MISSING_AT);
    cells.reserveBytes(end - used);
    copyOut(kernels, PACKED_AT, end - used, cells.buffer, used);
    cells.used = end;
    cells.reserveRow(this.length + rows);
    copyOut(kernels, PACKED_ENDS_AT, 4 * rows, bufferOf(cells.ends), 4 * (this.length + 1));
    for (let k = 1; k <= missing[0]!; k++) this.#validity.markNull(this.length + missing[k]!);
    this.length += rows;
  }

  add(text: string | null): void {
    const cells = this.#cells;
    if (text === null) {
      this.#validity.markNull(this.length);
    } else {
      cells.reserveBytes(3 * text.length);
      cells.used += cells.buffer.write(text, cells.used, "utf8");
    }
    cells.reserveRow(this.length);
    cells.ends[++this.length] = cells.used;
  }

  markNull(row: number): void {
    this.#validity.markNull(row);
  }

  /** Takes texts of no bytes, from a row on, for missing. */
  markEmpty(from: number): void {
    const { ends } = this.#cells;
    for (let row = from; row < this.length; row++) if (ends[row] === ends[row + 1]) this.#validity.markNull(row);
  }

  finish(): Vector {
    const { length } = this;
    const cells = this.#cells;
    return new Vector(new Storage(STRING, length, { data: cells.data(), offsets: cells.offsets(length, false), validity: this.#validity.finish(length) }));
  }
}
