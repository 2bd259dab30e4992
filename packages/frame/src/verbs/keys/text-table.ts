import { bytesOf, copyBytes } from "../../copy-bytes.js";
import { KeyTable, noMemory } from "./KeyTable.js";

/** Bytes that are looked at in one call, unless one cell has more. */
const BLOCK = 65_536;

/** Texts, one behind the other: text `k` is bytes `starts[k]` up to `ends[k]`. */
export interface Texts {
  readonly bytes: Uint8Array;
  readonly starts: Uint32Array;
  readonly ends: Uint32Array;
}

/** Distinct cells of bytes, numbered in order of entry, by their bytes: no string is made. They are copied, so that cells of any buffer can be compared. */
export class TextTable extends KeyTable {
  readonly #cell = new Int32Array(2);
  readonly #code = new Int32Array(1);

  /**
   * The codes of cells, those that are new entered: cell `i` is bytes `ends[i]` up to `ends[i + 1]` of `from`. `codes` has
   * one for each; where it is below 0 the cell is passed over.
   */
  enterAll(from: Uint8Array, ends: Int32Array | BigInt64Array, codes: Int32Array): void {
    this.#lookUp(from, ends, codes, true);
  }

  /** The same, but cells that were not entered are not, and have -1. */
  findAll(from: Uint8Array, ends: Int32Array | BigInt64Array, codes: Int32Array): void {
    this.#lookUp(from, ends, codes, false);
  }

  /** The code of one cell, which is entered if it is new. */
  enter(from: Uint8Array, start: number, end: number): number {
    this.#cell[0] = start;
    this.#cell[1] = end;
    this.#code[0] = 0;
    this.enterAll(from, this.#cell, this.#code);
    return this.#code[0];
  }

  /** The texts that were entered: a view, until another one is or the table is closed. */
  texts(): Texts {
    const { code, bytes: all } = this.memory;
    const at = code.textsAt() >>> 0;
    const bytes = all.subarray(at, at + (code.textBytes() >>> 0));
    const [starts, ends] = [new Uint32Array(this.count), new Uint32Array(this.count)];
    for (let k = 0, end = 0; k < starts.length; k++) {
      // The length of each lies before it.
      starts[k] = end + 4;
      end += 4 + bytes.readUInt32LE(end);
      ends[k] = end;
    }
    return { bytes, starts, ends };
  }

  /**
   * The place of each text in the order of all, which is that of their UTF-8 bytes: of code points, as in Python. A view, until the
   * table is asked anything else or closed.
   */
  ranks(): Uint32Array {
    const at = this.memory.code.rankTexts() >>> 0;
    if (at === 0) throw noMemory();
    return new Uint32Array(this.memory.bytes.buffer, at, this.count);
  }

  #lookUp(from: Uint8Array, ends: Int32Array | BigInt64Array, codes: Int32Array, enters: boolean): void {
    const { memory } = this;
    const { code } = memory;
    for (let row = 0, stop = 0; row < codes.length; row = stop) {
      stop = blockEnd(ends, row, Math.min(row + memory.rows, codes.length));
      const [start, end] = [Number(ends[row]!), Number(ends[stop]!)];
      const part = codes.subarray(row, stop);
      const block = this.prepare(enters ? part.length : 0, end - start);
      copyBytes(from.subarray(start, end), memory.bytes, block);
      copyBytes(bytesOf(narrow(ends.subarray(row, stop + 1))), memory.bytes, code.ENDS_AT.value);
      memory.codes.set(part);
      code.codesOfTexts(block, start, part.length, enters);
      part.set(memory.codes.subarray(0, part.length));
    }
  }
}

/** The lower 32 bits of each end: so addresses are counted, too. */
function narrow(ends: Int32Array | BigInt64Array): Int32Array {
  if (ends instanceof Int32Array) return ends;
  const words = new Int32Array(ends.buffer, ends.byteOffset, 2 * ends.length);
  const low = new Int32Array(ends.length);
  for (let i = 0; i < low.length; i++) low[i] = words[2 * i]!;
  return low;
}

/** The row, `most` at most, before which the cells from `row` on are a block: at least one, and the more by bisection. */
function blockEnd(ends: Int32Array | BigInt64Array, row: number, most: number): number {
  const last = Number(ends[row]!) + BLOCK;
  let low = row + 1;
  let high = most;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (Number(ends[middle]!) <= last) low = middle;
    else high = middle - 1;
  }
  return low;
}
