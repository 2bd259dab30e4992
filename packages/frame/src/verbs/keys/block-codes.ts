import type { Column } from "../../column.js";
import type { Vector } from "../../vector.js";
import { markMissing, Numbering } from "./codes.js";
import { integersOf, integerTable, isSmallInteger, placeIntegers, type IntegerTable } from "./integer-codes.js";
import { endsOf } from "./text-codes.js";
import { TextTable } from "./text-table.js";

/** Rows whose codes are there at a time: they stay near the processor. */
const BLOCK = 8192;

interface Coder {
  /** How many values there are so far. */
  readonly count: number;
  /** Writes the codes of a part of a column that begins at `row`, -1 where one is missing. */
  code(part: Vector, row: number, codes: Int32Array): void;
  /** The row in which each value is there first; no more parts come. */
  end(): Int32Array;
}

/**
 * Codes of a column's values as {@link codesOf} gives them, a block at a time in memory that is used again: `see` gets the first row of
 * a block, its codes, and how many values there are so far. Gives the row in which each value is there first; null, and nothing is seen,
 * for what is no text and no integers that lie close together.
 */
export function seeCodes(column: Column, see: (row: number, codes: Int32Array, count: number) => void): Int32Array | null {
  const coder = coderOf(column);
  if (coder === null) return null;
  const room = new Int32Array(Math.min(BLOCK, column.length));
  for (const [k, vector] of column.vectors.entries()) {
    for (let at = 0; at < vector.length; at += BLOCK) {
      const part = vector.slice(at, Math.min(at + BLOCK, vector.length));
      const row = column.starts[k]! + at;
      const codes = room.subarray(0, part.length);
      coder.code(part, row, codes);
      see(row, codes, coder.count);
    }
  }
  return coder.end();
}

function coderOf(column: Column): Coder | null {
  const { type } = column;
  if (type.kind === "utf8" || type.kind === "binary") return new TextCoder();
  const table = isSmallInteger(type) ? integerTable(column) : null;
  return table === null ? null : new IntegerCoder(table, column.length);
}

class TextCoder implements Coder {
  readonly #texts = new TextTable();
  readonly #first: number[] = [];

  get count(): number {
    return this.#first.length;
  }

  code(part: Vector, row: number, codes: Int32Array): void {
    const [texts, first] = [this.#texts, this.#first];
    markMissing(part, codes.fill(0), -1);
    texts.enterAll(part.storage.data as Uint8Array, endsOf(part), codes);
    // New codes come in order.
    for (let i = 0; first.length < texts.count; i++) if (codes[i] === first.length) first.push(row + i);
  }

  end(): Int32Array {
    this.#texts.close();
    return Int32Array.from(this.#first);
  }
}

class IntegerCoder implements Coder {
  readonly #numbering: Numbering;
  readonly #low: number;

  constructor({ low, count }: IntegerTable, rows: number) {
    this.#low = low;
    this.#numbering = new Numbering(count, rows);
  }

  get count(): number {
    return this.#numbering.count;
  }

  code(part: Vector, row: number, codes: Int32Array): void {
    if (part.nullCount === 0) {
      // All of them are in the table.
      this.#numbering.numberNear(integersOf(part), this.#low, codes, row);
      return;
    }
    placeIntegers(part, this.#low, -1, codes);
    this.#numbering.renumber(codes, row);
  }

  end(): Int32Array {
    return this.#numbering.found().first;
  }
}
