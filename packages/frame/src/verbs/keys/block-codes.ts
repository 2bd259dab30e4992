import type { Column } from "../../column.js";
import type { Vector } from "../../vector.js";
import { markMissing } from "./codes.js";
import { integersOf, integerTable, isSmallInteger } from "./integer-codes.js";
import { endsOf } from "./text-codes.js";
import { TextTable } from "./text-table.js";

/** Rows whose codes are there at a time: they stay near the processor. */
const BLOCK = 8192;

interface Coder {
  /** Writes the codes of a part of a column that begins at `row`, -1 where one is missing, and adds the rows of values that are new to `first`. */
  code(part: Vector, row: number, codes: Int32Array, first: number[]): void;
  close(): void;
}

/**
 * Codes of a column's values as {@link codesOf} gives them, a block at a time in memory that is used again: `see` gets the first row of
 * a block, its codes, and how many values there are so far. Gives the row in which each value is there first; null, and nothing is seen,
 * for what is no text and no integers that lie close together.
 */
export function seeCodes(column: Column, see: (row: number, codes: Int32Array, count: number) => void): Int32Array | null {
  const coder = coderOf(column);
  if (coder === null) return null;
  const first: number[] = [];
  const room = new Int32Array(Math.min(BLOCK, column.length));
  for (const [k, vector] of column.vectors.entries()) {
    for (let at = 0; at < vector.length; at += BLOCK) {
      const part = vector.slice(at, Math.min(at + BLOCK, vector.length));
      const row = column.starts[k]! + at;
      const codes = room.subarray(0, part.length);
      coder.code(part, row, codes, first);
      see(row, codes, first.length);
    }
  }
  coder.close();
  return Int32Array.from(first);
}

function coderOf(column: Column): Coder | null {
  const { type } = column;
  if (type.kind === "utf8" || type.kind === "binary") return textCoder();
  const table = isSmallInteger(type) ? integerTable(column) : null;
  return table === null ? null : integerCoder(table.low, table.count);
}

function textCoder(): Coder {
  const texts = new TextTable();
  return {
    code(part, row, codes, first) {
      markMissing(part, codes.fill(0), -1);
      texts.enterAll(part.storage.data as Uint8Array, endsOf(part), codes);
      // New codes come in order.
      for (let i = 0; first.length < texts.count; i++) if (codes[i] === first.length) first.push(row + i);
    },
    close: () => texts.close(),
  };
}

function integerCoder(low: number, count: number): Coder {
  const table = new Int32Array(count); // code + 1
  // Apart, so that the loop is small.
  const enter = (place: number, row: number, first: number[]): number => (table[place] = first.push(row)) - 1;
  return {
    code(part, row, codes, first) {
      const values = integersOf(part);
      markMissing(part, codes.fill(0), -1);
      for (let i = 0; i < codes.length; i++) {
        if (codes[i]! < 0) continue;
        const place = values[i]! - low;
        const known = table[place]! - 1;
        codes[i] = known < 0 ? enter(place, row + i, first) : known;
      }
    },
    close: () => undefined,
  };
}
