import { Buffer } from "node:buffer";
import type { Column, Vector } from "@framepool/frame/internal";
import { giveBack, takeScanner } from "../range/scanners.js";
import type { Emit, Piece } from "../scan/emit.js";
import { noText } from "../scan/no-text.js";
import type { Slot } from "../scan/Slots.js";
import type { FieldsOf } from "../text-column/text-column.js";
import type { TextBlock } from "../text-column/TextBlock.js";
import { cellWriter, type Target } from "./cell-writers.js";
import { shortFloat32 } from "./short-float32.js";
import { keptFields, spelledFields } from "./spelling.js";
import type { Writing } from "./writing.js";

/** Fewer rows are written before kernels are compiled. */
const MANY = 1024;
/** Bytes that cells which are no text come to at most, and all that is put into a scanner's memory at once. */
const CELL_BYTES = 32;
const MOST_BYTES = 2 ** 26;

/**
 * Rows as text, written by a scanner and into its memory: where columns are still the text that was read, fields of it that
 * lie side by side are copied at once. Null where JavaScript must write them: as `writing` has it, because they are few or
 * too many, or because the columns are not the same rows of one block.
 */
export function emitRows(columns: readonly Column[], numRows: number, target: Target): Slot | null {
  const { used } = target.out;
  const slot = emitted(columns, numRows, target);
  target.out.used = used; // fields that JavaScript wrote there are in the slot
  return slot;
}

function emitted(columns: readonly Column[], numRows: number, target: Target): Slot | null {
  const { writing, fields } = target;
  // One field may be blank, and a blank line is no row.
  if (columns.length < 2 || numRows === 0 || !fields.areNumbersPlain) return null;
  const vectors = columns.map((column) => (column.vectors.length === 1 ? column.vectors[0]! : null));
  const kept = vectors.map((vector) => (vector === null ? null : keptFields(vector.storage, writing)));
  const first = kept.findIndex((each) => each !== null);
  if (first < 0) return emitMade(columns, vectors, numRows, target);
  if (!writing.keepsMissing) return null;
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
  return block.scanner.emit({ index: block.index, rows: rowsOf(block, rows, offset, numRows), pieces, ...marksOf(target) });
}

/** Rows of cells of which none is text that was read. */
function emitMade(columns: readonly Column[], vectors: readonly (Vector | null)[], numRows: number, target: Target): Slot | null {
  if (numRows < MANY || target.writing.quoting !== "minimal" || vectors.some((vector) => vector === null || bytesOf(vector, target.missing) > MOST_BYTES / columns.length)) return null;
  const { writing } = target;
  const pieces = columns.map((column, k) => madeCells(column, vectors[k]!, numRows, target));
  const scanner = takeScanner({ sep: writing.sep.charCodeAt(0), quote: writing.quote.charCodeAt(0), skipBlankLines: true });
  try {
    return scanner.emit({ index: noText(numRows), rows: null, pieces, ...marksOf(target) });
  } finally {
    giveBack(scanner);
  }
}

function marksOf({ writing: { sep, lineEnd }, missing }: Target): Pick<Emit, "sep" | "lineEnd" | "missing"> {
  return { sep: sep.charCodeAt(0), lineEnd: Buffer.from(lineEnd), missing };
}

function bytesOf({ storage: { type, offsets }, offset, length }: Vector, missing: Uint8Array): number {
  return type.kind === "utf8" ? Number(offsets![offset + length]!) - Number(offsets![offset]!) + length * missing.length : length * Math.max(CELL_BYTES, missing.length);
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
  const all = new Uint32Array(numRows);
  for (let i = 0; i < numRows; i++) all[i] = offset + i;
  return all;
}

/** Cells that a step made: by the scanner where it writes them as we do, else one by one. */
function madeCells(column: Column, vector: Vector | null, numRows: number, target: Target): Piece {
  const { writing } = target;
  if (vector !== null && spelledFields(vector.storage, writing) === null) {
    const { storage, offset } = vector;
    const { type, validity } = storage;
    const window = { validity, bit: offset };
    if (type.kind === "int") {
      const data = storage.data!.subarray(offset, offset + numRows);
      if (data instanceof Int32Array) return { kind: "int32", values: data, ...window };
      if (type.bits < 32) return { kind: "int32", values: Int32Array.from(data as Int16Array), ...window };
      const values = wholeDoubles(data as Uint32Array | BigInt64Array);
      if (values !== null) return { kind: "float64", values, ...window };
    }
    if (type.kind === "bool") return { kind: "codes", codes: codesOfBits(storage.data as Uint8Array, offset, numRows), ...BOOLS, ...window };
    if (type.kind === "float" && type.bits !== 16 && writing.float === null) {
      const data = (storage.data as Float32Array | Float64Array).subarray(offset, offset + numRows);
      return { kind: "float64", values: data instanceof Float32Array ? shortDoubles(data) : data, ...window };
    }
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

/** The fields of false and true. */
const BOOLS = { bytes: Buffer.from("FalseTrue"), offsets: Uint32Array.of(0, 5, 9) };

function codesOfBits(bits: Uint8Array, from: number, count: number): Int32Array {
  const codes = new Int32Array(count);
  for (let i = 0; i < count; i++) codes[i] = (bits[(from + i) >> 3]! >> ((from + i) & 7)) & 1;
  return codes;
}

/** The doubles that are written for these. */
function shortDoubles(data: Float32Array): Float64Array {
  const values = new Float64Array(data.length);
  // Not by `from`, which takes twice as long.
  for (let i = 0; i < data.length; i++) values[i] = shortFloat32(data[i]!);
  return values;
}

/** Whole numbers as doubles, which are written with the same digits; null where one lies beyond those that a double has exactly. */
function wholeDoubles(data: Uint32Array | BigInt64Array): Float64Array | null {
  const values = new Float64Array(data.length);
  for (let i = 0; i < data.length; i++) {
    const value = Number(data[i]!);
    if (!Number.isSafeInteger(value)) return null;
    values[i] = value;
  }
  return values;
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
