import { Buffer } from "node:buffer";
import { ArgumentError } from "@framepool/errors";
import type { DataFrame } from "@framepool/frame";
import { Column, columnsOf, Schema, toBatches, type Vector } from "@framepool/frame/internal";
import type { CsvWriteOptions } from "../options.js";
import type { Slot } from "../scan/Slots.js";
import { emitRows } from "./emit-rows.js";
import { cellWriter, type CellWriter, type Target } from "./cell-writers.js";
import { FieldWriter } from "./field-writer.js";
import { TextBuffer } from "./text-buffer.js";
import { writingOf } from "./writing.js";

const FIRST_BYTES = 64 * 1024;
/** Rows that are written by kernels at a time. */
const SLICE = 32_768;

/** The rows of a frame as CSV, as UTF-8; the header before them unless `header` is false. */
export function formatCsv(df: DataFrame, options: CsvWriteOptions = {}): Uint8Array {
  const target = targetOf(options);
  const columns = writtenColumns(df, options);
  headerRow(columns.map(({ name }) => name), options, target);
  rows(columns, df.numRows, target);
  return target.out.finish();
}

/** A part's rows as text, and whether the memory is lent: `giveTextBack` when it was read. */
export interface PartText {
  readonly bytes: Uint8Array;
  readonly lent: boolean;
}

/** The rows of a part of a file, without the header: what no step replaced are the bytes that were read. */
export function formatPart(df: DataFrame, options: CsvWriteOptions): PartText {
  const target = targetOf(options);
  const columns = writtenColumns(df, options);
  const slot = emitRows(columns, df.numRows, target);
  if (slot !== null) return lentText(slot);
  rows(columns, df.numRows, target);
  return { bytes: target.out.finish(), lent: false };
}

function lentText({ buffer, byteOffset, length }: Slot): PartText {
  return { bytes: new Uint8Array(buffer, byteOffset, length), lent: true };
}

/** Lets text that was lent be written over. */
export function giveTextBack({ bytes: { buffer, byteOffset }, lent }: PartText): void {
  if (lent) Atomics.store(new Int32Array(buffer, byteOffset - 8, 1), 0, 0);
}

/** The header alone, for columns of these names; empty where `header` is false. */
export function formatHeader(names: readonly string[], options: CsvWriteOptions = {}): Uint8Array {
  const target = targetOf(options);
  headerRow(options.columns ?? names, options, target);
  return target.out.finish();
}

/** The columns that are written, in order. */
function writtenColumns(df: DataFrame, { columns }: CsvWriteOptions): readonly Column[] {
  const all = columnsOf(df);
  return columns === undefined ? all : columns.map((name) => all[df.schema.place(name)]!);
}

function targetOf(options: CsvWriteOptions): Target {
  const writing = writingOf(options);
  const out = new TextBuffer(FIRST_BYTES);
  const fields = new FieldWriter(writing, out);
  const naRep = Buffer.from(writing.naRep);
  fields.text(naRep, 0, naRep.length);
  const missing = Uint8Array.prototype.slice.call(out.finish());
  out.used = 0;
  return { out, fields, writing, missing };
}

function headerRow(names: readonly string[], { header = true }: CsvWriteOptions, { out, fields, writing }: Target): void {
  if (header === false) return;
  const written = header === true ? names : header;
  if (written.length !== names.length) throw new ArgumentError(`header has ${String(written.length)} names for ${String(names.length)} columns`);
  const start = out.used;
  for (const [k, name] of written.entries()) {
    if (k > 0) out.byte(writing.sep.charCodeAt(0));
    const bytes = Buffer.from(name);
    fields.userText(bytes, 0, bytes.length);
    if (k === 0) fields.first(start);
  }
  if (written.length === 1) fields.lone(start);
  out.raw(Buffer.from(writing.lineEnd));
}

function rows(columns: readonly Column[], numRows: number, target: Target): void {
  const schema = new Schema(columns.map(({ name, type }) => ({ name, type, nullable: true })));
  for (const { vectors, length } of toBatches(schema, columns, numRows)) {
    for (let begin = 0; begin < length; begin += SLICE) {
      const end = Math.min(begin + SLICE, length);
      const slot = emitRows(columns.map(({ name, type }, k) => new Column(name, type, [vectors[k]!.slice(begin, end)])), end - begin, target);
      if (slot === null) rowByRow(columns, vectors, begin, end, target);
      else {
        const text = lentText(slot);
        target.out.copy(text.bytes);
        giveTextBack(text);
      }
    }
  }
}

function rowByRow(columns: readonly Column[], vectors: readonly Vector[], begin: number, end: number, target: Target): void {
  const { out, fields, writing } = target;
  const sep = writing.sep.charCodeAt(0);
  const lineEnd = Buffer.from(writing.lineEnd);
  const writers: CellWriter[] = vectors.map((vector, k) => cellWriter(columns[k]!.name, vector, target));
  for (let row = begin; row < end; row++) {
    const start = out.used;
    for (let k = 0; k < writers.length; k++) {
      if (k > 0) out.byte(sep);
      writers[k]!(row);
    }
    if (writers.length === 1) fields.lone(start);
    out.raw(lineEnd);
  }
}
