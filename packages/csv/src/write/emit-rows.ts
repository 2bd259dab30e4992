import { Buffer } from "node:buffer";
import type { Column, Vector } from "@framepool/frame/internal";
import type { Piece } from "../scan/emit.js";
import type { Slot } from "../scan/Slots.js";
import type { FieldsOf } from "../text-column/text-column.js";
import type { TextBlock } from "../text-column/TextBlock.js";
import { cellWriter, type Target } from "./cell-writers.js";
import { keptFields } from "./kept-bytes.js";
import type { Writing } from "./writing.js";

/**
 * Rows of a part of which some columns are still the text that was read: fields that lie side by side are copied at once,
 * by the scanner and into its memory. Null where no column is, or where the columns are not the same rows of one block.
 */
export function emitRows(columns: readonly Column[], numRows: number, target: Target): Slot | null {
  const { writing, fields } = target;
  // One field may be empty, and a blank line is no row; a missing cell may have another spelling.
  if (columns.length < 2 || numRows === 0 || writing.naRep !== "" || !fields.areNumbersPlain) return null;
  const vectors = columns.map((column) => (column.vectors.length === 1 ? column.vectors[0]! : null));
  const kept = vectors.map((vector) => (vector === null ? null : keptFields(vector.storage, writing)));
  const first = kept.findIndex((each) => each !== null);
  if (first < 0) return null;
  const { block, rows } = kept[first]!;
  const { offset } = vectors[first]!;
  const isSame = (each: FieldsOf | null, k: number) => each === null || (each.block === block && each.rows === rows && vectors[k]!.offset === offset);
  if (!kept.every(isSame)) return null;
  block.assertOpen();
  const pieces: Piece[] = [];
  for (const [k, column] of columns.entries()) {
    const own = kept[k];
    if (own != null) addField(pieces, own.place);
    else pieces.push(madeCells(column, vectors[k]!, numRows, target));
  }
  return block.scanner.emit({ index: block.index, rows: rowsOf(block, rows, offset, numRows), pieces, sep: writing.sep.charCodeAt(0), lineEnd: Buffer.from(writing.lineEnd) });
}

/** Joins fields that lie side by side. */
function addField(pieces: Piece[], place: number): void {
  const last = pieces.at(-1);
  if (last?.kind === "fields" && last.last === place - 1) pieces[pieces.length - 1] = { ...last, last: place };
  else pieces.push({ kind: "fields", first: place, last: place });
}

/** Rows of the block, or null for all of them. */
function rowsOf(block: TextBlock, rows: Int32Array | null, offset: number, numRows: number): Uint32Array | null {
  if (rows !== null) return new Uint32Array(rows.subarray(offset, offset + numRows));
  if (offset === 0 && numRows === block.index.rows) return null;
  return Uint32Array.from({ length: numRows }, (_, i) => offset + i);
}

/** Cells that a step made: by the scanner where it writes them as we do, else one by one. */
function madeCells(column: Column, vector: Vector | null, numRows: number, target: Target): Piece {
  const { writing } = target;
  if (vector !== null) {
    const { storage, offset } = vector;
    const { type, validity } = storage;
    const window = { validity, bit: offset };
    if (type.kind === "int" && type.bits === 32 && type.signed) return { kind: "int32", values: (storage.data as Int32Array).subarray(offset, offset + numRows), ...window };
    if (type.kind === "float" && type.bits === 64 && writing.float === null) return { kind: "float64", values: (storage.data as Float64Array).subarray(offset, offset + numRows), ...window };
    // A category has few values and many rows: each is made a field once.
    if (type.kind === "dictionary" && storage.data instanceof Int32Array && storage.dictionary!.length <= numRows) {
      const { bytes, offsets } = fieldsOf(column.name, [storage.dictionary!], target);
      return { kind: "codes", codes: storage.data.subarray(offset, offset + numRows), bytes, offsets, ...window };
    }
    if (type.kind === "utf8" && !type.large && isPlain(writing)) {
      return { kind: "utf8", bytes: storage.data as Uint8Array, offsets: (storage.offsets as Int32Array).subarray(offset, offset + numRows + 1), quote: writing.quote.charCodeAt(0), ...window };
    }
  }
  return { kind: "cells", ...fieldsOf(column.name, column.vectors, target) };
}

/** Whether text is quoted for nothing but the separator, the quote and line ends. */
function isPlain({ quoting, escape, doubleQuote, escapeFormulas, lineEnd }: Writing): boolean {
  return quoting === "minimal" && escape === null && doubleQuote && !escapeFormulas && /^[\r\n]+$/.test(lineEnd);
}

/** Fields that JavaScript writes, one behind the other. */
function fieldsOf(name: string, vectors: readonly Vector[], target: Target): { readonly bytes: Uint8Array; readonly offsets: Uint32Array } {
  const { out } = target;
  const offsets = new Uint32Array(vectors.reduce((rows, { length }) => rows + length, 1));
  const from = out.used;
  let row = 0;
  for (const vector of vectors) {
    const write = cellWriter(name, vector, target);
    for (let i = 0; i < vector.length; i++) {
      write(i);
      offsets[++row] = out.used - from;
    }
  }
  return { bytes: out.finish().subarray(from), offsets };
}
