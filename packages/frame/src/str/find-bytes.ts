import { Buffer } from "node:buffer";
import { sharedArray } from "../build/growing.js";
import { Column } from "../column.js";
import { bufferOf, copyBytes } from "../copy-bytes.js";
import { INT32 } from "../data-types.js";
import { Storage } from "../storage.js";
import { Vector } from "../vector.js";
import { validityOf } from "../verbs/cells/validity.js";
import { canBeSought, copyOut, FOUND_AT, MARKS_AT, PACKED_ENDS_AT, SOUGHT_AT, textKernels, type Kernels } from "./kernels.js";
import { pointsIn } from "./len.js";
import { MOST_MATCHES, seeAllMatches } from "./match-bytes.js";
import type { Program } from "./regexp/program.js";
import { seeRows } from "./see-rows.js";

/** Whether a text is found where its bytes are: there are some, and no half of a surrogate pair, which UTF-8 does not have. */
export function isSoughtInBytes(text: string): boolean {
  return text !== "" && canBeSought(text) && Buffer.from(text, "utf8").toString("utf8") === text;
}

/** Where a text is found first in each cell of text with 32-bit offsets, in code points; -1 where it is not. */
export function findBytes(column: Column, sought: string): Column {
  const findIn = ({ findRows }: Kernels, length: number, block: number, ends: number, rows: number): void => findRows(block, ends, rows, SOUGHT_AT, length, MARKS_AT, FOUND_AT, PACKED_ENDS_AT);
  return numbersOf(column, sought, findIn, (cell, wanted) => {
    const at = cell.indexOf(wanted);
    return at < 0 ? at : pointsIn(cell, 0, at);
  });
}

/** How often a text is found in each cell of text with 32-bit offsets, one behind the other. */
export function countBytes(column: Column, sought: string): Column {
  const countIn = ({ countFound }: Kernels, length: number, block: number, ends: number, rows: number): void => countFound(block, ends, rows, SOUGHT_AT, length, FOUND_AT, PACKED_ENDS_AT);
  return numbersOf(column, sought, countIn, (cell, wanted) => {
    let count = 0;
    for (let at = cell.indexOf(wanted); at >= 0; at = cell.indexOf(wanted, at + wanted.length)) count++;
    return count;
  });
}

/** How often a program matches in each cell of text with 32-bit offsets; `count` says it of a cell of which the program does not know. */
export function countMatched(column: Column, program: Program, count: (text: string) => number): Column {
  const { counts } = textKernels();
  return new Column(column.name, INT32, column.vectors.map((vector) => {
    const out = sharedArray(Int32Array, vector.length).subarray(0, vector.length);
    seeAllMatches(vector, program, MOST_MATCHES, ({ row, count: rows, before, place }) => {
      for (let k = 0, known = before; k < rows; k++) {
        const all = counts[place + k]!;
        out[row + k] = all - known;
        known = all;
      }
    }, (row) => {
      out[row] = count((vector.get(row) ?? "") as string);
    });
    return new Vector(new Storage(INT32, vector.length, { data: out, validity: validityOf(vector) }));
  }));
}

/** A number for each cell: of many by a kernel, which writes them where the ends of packed texts go, and of one that is longer than a block. */
function numbersOf(column: Column, sought: string, see: (kernels: Kernels, length: number, block: number, ends: number, rows: number) => void, long: (cell: Buffer, wanted: Buffer) => number): Column {
  const kernels = textKernels();
  const wanted = Buffer.from(sought, "utf8");
  copyBytes(wanted, kernels.target, SOUGHT_AT);
  return new Column(column.name, INT32, column.vectors.map((vector) => {
    const { storage, offset, length } = vector;
    const out = sharedArray(Int32Array, length).subarray(0, length);
    const outBytes = bufferOf(out);
    const seeBlock = (row: number, rows: number, block: number, ends: number): void => {
      see(kernels, wanted.length, block, ends, rows);
      copyOut(kernels, PACKED_ENDS_AT, 4 * rows, outBytes, 4 * row);
    };
    seeRows(vector, seeBlock, (row) => {
      out[row] = long(bufferOf((storage.data as Uint8Array).subarray(Number(storage.offsets![offset + row]), Number(storage.offsets![offset + row + 1]))), wanted);
    });
    return new Vector(new Storage(INT32, length, { data: out, validity: validityOf(vector) }));
  }));
}
