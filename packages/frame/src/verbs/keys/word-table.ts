import { bytesOf, copyBytes } from "../../copy-bytes.js";
import { KeyTable } from "./KeyTable.js";

/** Distinct 64-bit values, numbered in order of entry. A value is two words: `words[2 * i]` and the next. */
export class WordTable extends KeyTable {
  /** The codes of values, those that are new entered; where a code is below 0 the value is passed over. */
  enterAll(words: Int32Array, codes: Int32Array): void {
    this.#lookUp(words, codes, true);
  }

  /** The same, but values that were not entered are not, and have -1. */
  findAll(words: Int32Array, codes: Int32Array): void {
    this.#lookUp(words, codes, false);
  }

  #lookUp(words: Int32Array, codes: Int32Array, enters: boolean): void {
    const { memory } = this;
    const { code } = memory;
    for (let row = 0; row < codes.length; row += memory.rows) {
      const stop = Math.min(row + memory.rows, codes.length);
      const part = codes.subarray(row, stop);
      if (enters) this.prepare(part.length, 0);
      copyBytes(bytesOf(words.subarray(2 * row, 2 * stop)), memory.bytes, code.ENDS_AT.value);
      memory.codes.set(part);
      code.codesOfWords(part.length, enters);
      part.set(memory.codes.subarray(0, part.length));
    }
  }
}
