import { Buffer } from "node:buffer";
import { Column } from "../column.js";
import { bufferOf, copyBytes } from "../copy-bytes.js";
import { listOf, STRING } from "../data-types.js";
import type { Vector } from "../vector.js";
import { sameAt } from "./contains.js";
import { FOUND_AT, OFFSETS_AT, PACKED_ENDS_AT, SOUGHT_AT, STARTS_AT, textKernels } from "./kernels.js";
import { MOST_MATCHES, seeAllMatches } from "./match-bytes.js";
import { Parts } from "./parts.js";
import type { Program } from "./regexp/program.js";
import { seeRows } from "./see-rows.js";

/** The parts of each cell of text with 32-bit offsets between a separator, which is not empty, as lists: nothing is decoded. */
export function splitBytes(column: Column, separator: string, limit: number): Column {
  const wanted = Buffer.from(separator, "utf8");
  return new Column(column.name, listOf(STRING), column.vectors.map((vector) => splitVector(vector, wanted, Math.min(limit, MOST_MATCHES))));
}

function splitVector(vector: Vector, wanted: Buffer, limit: number): Vector {
  const kernels = textKernels();
  const parts = new Parts(vector);
  copyBytes(wanted, kernels.target, SOUGHT_AT);
  seeRows(vector, (row, rows, block, ends) => {
    parts.takeRows(row, rows, kernels.splitRows(block, ends, rows, SOUGHT_AT, wanted.length, limit, FOUND_AT, STARTS_AT, OFFSETS_AT, parts.used, PACKED_ENDS_AT, parts.count));
  }, (row) => cutLong(parts, vector, row, wanted, limit));
  return parts.finish();
}

/** Cuts a row that is longer than a block. */
function cutLong(parts: Parts, vector: Vector, row: number, wanted: Buffer, limit: number): void {
  const { data, first, end } = rowOf(vector, row);
  const bytes = bufferOf(data.subarray(first, end));
  let start = 0;
  for (let left = limit; left > 0; left--) {
    const at = bytes.indexOf(wanted, start);
    if (at < 0) break;
    parts.add(first + start, first + at);
    start = at + wanted.length;
  }
  parts.add(first + start, end);
  parts.endRow(row);
}

/** {@link splitBytes}, counted from the end. */
export function rsplitBytes(column: Column, separator: string, limit: number): Column {
  const wanted = Buffer.from(separator, "utf8");
  return new Column(column.name, listOf(STRING), column.vectors.map((vector) => {
    const parts = new Parts(vector);
    for (let row = 0; row < vector.length; row++) cutFromEnd(parts, vector, row, wanted, limit);
    return parts.finish();
  }));
}

function cutFromEnd(parts: Parts, vector: Vector, row: number, wanted: Buffer, limit: number): void {
  const { data, first, end } = rowOf(vector, row);
  const size = wanted.length;
  const cuts: number[] = [];
  for (let at = end - size; at >= first && cuts.length < limit; at--) {
    if (data[at] !== wanted[0] || !sameAt(data, at, wanted)) continue;
    cuts.push(at);
    at -= size - 1;
  }
  let start = first;
  for (const at of cuts.reverse()) {
    parts.add(start, at);
    start = at + size;
  }
  parts.add(start, end);
  parts.endRow(row);
}

/** The parts of each cell between at most `most` matches of a program without groups; where it does not know, `matches` says them. Null where one of these is in the middle of a character, or the bytes of its cell are no text. */
export function splitMatches(column: Column, program: Program, most: number, matches: (text: string) => Iterable<RegExpExecArray>): Column | null {
  const made = column.vectors.map((vector) => splitMatched(vector, program, Math.min(most, MOST_MATCHES), matches));
  return made.every((vector) => vector !== null) ? new Column(column.name, listOf(STRING), made) : null;
}

function splitMatched(vector: Vector, program: Program, most: number, matches: (text: string) => Iterable<RegExpExecArray>): Vector | null {
  const { counts, matches: found } = textKernels();
  const parts = new Parts(vector);
  let isText = true as boolean; // the compiler does not look into the functions below
  seeAllMatches(vector, program, most, ({ row, count, block, before, place }) => {
    const shift = rowOf(vector, row).first - block;
    for (let k = 0, match = before; k < count; k++) {
      const { first, end } = rowOf(vector, row + k);
      let start = first;
      for (const last = counts[place + k]!; match < last; match++) {
        parts.add(start, shift + found[2 * match]!);
        start = shift + found[2 * match + 1]!;
      }
      parts.add(start, end);
      parts.endRow(row + k);
    }
  }, (row) => {
    const { first, end } = rowOf(vector, row);
    const text = (vector.get(row) ?? "") as string;
    let [start, at] = [first, 0];
    let left = most;
    for (const { index, 0: whole } of matches(text)) {
      if (left-- === 0) break;
      const place = start + Buffer.byteLength(text.slice(at, index));
      parts.add(start, place);
      start = place + Buffer.byteLength(whole);
      at = index + whole.length;
    }
    isText &&= vector.isNull(row) || start + Buffer.byteLength(text.slice(at)) === end;
    parts.add(start, end);
    parts.endRow(row);
  });
  return isText ? parts.finish() : null;
}

/** Where the bytes of a row lie. */
function rowOf({ storage: { data, offsets }, offset }: Vector, row: number): { readonly data: Uint8Array; readonly first: number; readonly end: number } {
  const ends = offsets as Int32Array;
  return { data: data as Uint8Array, first: ends[offset + row]!, end: ends[offset + row + 1]! };
}
