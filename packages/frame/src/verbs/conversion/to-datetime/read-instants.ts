import type { Column } from "../../../column.js";
import { InstantRows, type ReadBytes } from "../../../dt/InstantRows.js";
import type { Instants } from "../../../dt/instants.js";
import type { Instant } from "../../../dt/parse-iso.js";
import type { Vector } from "../../../vector.js";
import { missingFlags } from "../../cells/missing.js";
import { validityOfFlags } from "../../numbers/floats.js";

/** Reads the text of a row as a string: null is missing. */
export type ParseCell = (text: string, row: number) => Instant | null;

/** The instants that the texts of a column are: read of their bytes, and as strings those that `read` does not know (null: it knows none). */
export function readInstants(column: Column, read: ReadBytes | null, parse: ParseCell): Instants {
  const missing = missingFlags(column);
  const into = new InstantRows(column.length);
  const readText = (row: number): void => {
    const instant = parse(column.get(row) as string, row);
    if (instant === null) {
      missing[row] = 1;
    } else {
      into.ms[row] = instant.ms;
      into.nanos[row] = instant.nanos;
    }
  };
  for (const [k, vector] of column.vectors.entries()) {
    const begin = column.starts[k]!;
    if (vector.type.kind === "dictionary") readCodes(vector, begin, missing, into, read, readText);
    else readTexts(vector, begin, missing, into, read, readText);
  }
  const { ms, nanos } = into;
  return { ms, nanos, validity: validityOfFlags(missing) };
}

/** The rows of a vector whose first one is `begin`. */
function readTexts({ storage, offset, length }: Vector, begin: number, missing: Uint8Array, into: InstantRows, read: ReadBytes | null, readText: (row: number) => void): void {
  const behind = begin + length;
  if (read === null) {
    for (let row = begin; row < behind; row++) if (missing[row] === 0) readText(row);
    return;
  }
  const bytes = storage.data as Uint8Array;
  const offsets = storage.offsets!;
  const shift = offset - begin;
  for (let row = begin; row < behind; row++) {
    if (missing[row] === 0 && !read(bytes, Number(offsets[row + shift]!), Number(offsets[row + shift + 1]!), row, into)) readText(row);
  }
}

/** The same of a category: each of its values is read at the first row that has it. */
function readCodes({ storage, offset, length }: Vector, begin: number, missing: Uint8Array, into: InstantRows, read: ReadBytes | null, readText: (row: number) => void): void {
  const codes = storage.data!;
  const values = storage.dictionary!;
  const { data, offsets } = values.storage;
  const firsts = new Int32Array(values.length);
  for (let i = 0; i < length; i++) {
    const row = begin + i;
    if (missing[row] === 1) continue;
    const code = Number(codes[offset + i]!);
    const first = firsts[code]! - 1;
    if (first >= 0) {
      into.ms[row] = into.ms[first]!;
      into.nanos[row] = into.nanos[first]!;
      missing[row] = missing[first]!;
      continue;
    }
    firsts[code] = row + 1;
    const at = values.offset + code;
    if (read === null || !read(data as Uint8Array, Number(offsets![at]!), Number(offsets![at + 1]!), row, into)) readText(row);
  }
}
