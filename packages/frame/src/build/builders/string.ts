import type { Cell } from "../../cell.js";
import type { DataType } from "../../data-types.js";
import { Storage } from "../../storage.js";
import { Vector } from "../../vector.js";
import type { Builder } from "../builder.js";
import { badCell } from "../cell-error.js";
import { ByteCells } from "./byte-cells.js";
import { Validity } from "./validity.js";

// Strings are glued and encoded a block at a time: one call for some forty cells. As long as a block is ASCII its
// characters are its bytes, and their ends are known without looking at them.
const BLOCK_CHARS = 1024;
const BLOCK_CELLS = 512;
/** Characters that are quicker to write one by one than to glue: words from a few, codes, initials. */
const SHORT = 8;
/** Cells encoded one by one after a block that was not ASCII: text in another script seldom changes back. */
const ALONE = 2048;

export type TextType = Extract<DataType, { kind: "utf8" }>;

/** Text as UTF-8. A lone surrogate, which UTF-8 cannot hold, becomes U+FFFD. */
export class StringBuilder implements Builder {
  readonly type: TextType;
  length = 0;
  readonly #cells: ByteCells;
  readonly #validity = new Validity();
  /** the cells of the open block, which are the last `#held` rows; and the same glued */
  readonly #block: string[] = [];
  #held = 0;
  #glued = "";
  #alone = 0;

  constructor(type: TextType, capacity: number) {
    this.type = type;
    this.#cells = new ByteCells(capacity);
  }

  get full(): boolean {
    return this.#cells.full;
  }

  append(cell: Cell | undefined): void {
    if (typeof cell === "string") this.#add(cell);
    else if (cell === null || cell === undefined) this.appendNull();
    else throw badCell(cell, this.type, this.length);
  }

  /** Appends cells `[from, to)` as long as they are text, and there is room. Gives the first that was not appended. */
  appendTexts(cells: readonly (Cell | undefined)[], from: number, to: number): number {
    let i = from;
    for (; i < to && !this.#cells.full; i++) {
      const cell = cells[i];
      if (typeof cell !== "string") break;
      this.#add(cell);
    }
    return i;
  }

  appendNull(): void {
    this.#validity.markNull(this.length);
    this.#add("");
  }

  /** A cell that already is UTF-8: bytes `[start, end)`, taken as they are. */
  appendUtf8(bytes: Uint8Array, start: number, end: number): void {
    if (this.#held > 0) this.#closeBlock();
    const cells = this.#cells;
    cells.reserveRow(this.length);
    cells.add(bytes, start, end);
    cells.ends[++this.length] = cells.used;
  }

  finish(): Vector {
    if (this.#held > 0) this.#closeBlock();
    const cells = this.#cells;
    const offsets = cells.offsets(this.length, this.type.large);
    return new Vector(new Storage(this.type, this.length, { data: cells.data(), offsets, validity: this.#validity.finish(this.length) }));
  }

  #add(text: string): void {
    const cells = this.#cells;
    cells.reserveRow(this.length);
    if (this.#alone > 0) {
      this.#alone--;
      this.#encode(text, this.length++);
      return;
    }
    if (this.#held === 0 && text.length <= SHORT && this.#addShort(text)) return;
    this.#block[this.#held++] = text;
    this.#glued += text;
    cells.ends[++this.length] = cells.used + this.#glued.length; // true if the block is ASCII, else set again
    if (this.#glued.length >= BLOCK_CHARS || this.#held === BLOCK_CELLS) this.#closeBlock();
  }

  /** Adds a text of few characters, if they are ASCII; the row has room. */
  #addShort(text: string): boolean {
    const cells = this.#cells;
    cells.reserveBytes(SHORT);
    const { bytes, used } = cells;
    const { length } = text;
    for (let i = 0; i < length; i++) {
      const char = text.charCodeAt(i);
      if (char > 0x7f) return false;
      bytes[used + i] = char;
    }
    cells.used = used + length;
    cells.ends[++this.length] = cells.used;
    return true;
  }

  #closeBlock(): void {
    const cells = this.#cells;
    const text = this.#glued;
    cells.reserveBytes(text.length * 3);
    const written = cells.buffer.write(text, cells.used, "utf8");
    if (written === text.length) {
      cells.used += written;
    } else {
      // Cell by cell, since two halves of a surrogate pair in neighbouring cells must not become one character.
      const first = this.length - this.#held;
      for (let i = 0; i < this.#held; i++) this.#encode(this.#block[i]!, first + i);
      this.#alone = ALONE;
    }
    this.#held = 0;
    this.#glued = "";
  }

  #encode(text: string, row: number): void {
    const cells = this.#cells;
    if (text.length > 0) {
      cells.reserveBytes(text.length * 3);
      cells.used += cells.buffer.write(text, cells.used, "utf8");
    }
    cells.ends[row + 1] = cells.used;
  }
}
