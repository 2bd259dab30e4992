import { bitOf } from "../../bitmap.js";
import { sharedArray } from "../../build/growing.js";
import { Column } from "../../column.js";
import type { DataType } from "../../data-types.js";
import { Vector } from "../../vector.js";
import { validityOfColumn } from "../cells/validity.js";
import { blendedValidity } from "./blend.js";
import { cellsOf, type Cells } from "./find-places.js";
import { bytesOf } from "./picked-bytes.js";
import { MOST_BYTES } from "./take.js";
import { placedTexts } from "./texts.js";

/** Whether {@link blendTexts} is for a column, and one cell or none. */
export function isBlendedText(column: Column, other: Column | null): boolean {
  return isText(column.type) && (other === null || other.length === 1) && bytesOf(column.vectors) + (other === null ? 0 : bytesOf(other.vectors) * column.length) <= MOST_BYTES;
}

function isText(type: DataType): boolean {
  return type.kind === "utf8" && !type.large;
}

/** The texts of a column where a bit of `keep` is set, else the one of `other`, which is of its type; missing ones if that is null. Where they lie is found in one walk. */
export function blendTexts(column: Column, keep: Uint8Array, other: Column | null): Column {
  const { name, type, length, facts, vectors } = column;
  const { sources, cells } = cellsOf([...vectors, ...(other?.vectors ?? [])]);
  const starts = new Int32Array(length);
  const offsets = sharedArray(Int32Array, length + 1).subarray(0, length + 1);
  const piece = sources.length === 1 ? null : new Int32Array(length);
  const instead = other === null ? { source: 0, start: 0, size: 0 } : firstOf(cells.at(-1)!);
  for (const [k] of vectors.entries()) placeSome(cells[k]!, column.starts[k]!, keep, instead, starts, offsets, piece);
  const validity = blendedValidity(validityOfColumn(column), keep, other === null || other.isNull(0) ? 0 : 0xff, length);
  const isNullable = other === null && validity !== null;
  return new Column(name, type, [new Vector(placedTexts({ sources, piece, starts, offsets }, validity))], isNullable ? { ...facts, nullable: true } : facts);
}

/** A cell: which source it lies in, and where. */
interface Place {
  readonly source: number;
  readonly start: number;
  readonly size: number;
}

function firstOf({ numbers, piece, starts, offsets }: Cells): Place {
  return { source: numbers[piece === null ? 0 : piece[0]!]!, start: starts[0]!, size: offsets[1]! - offsets[0]! };
}

/** The rows of one vector, from `begin` on. A bit that is as good as random is no branch. */
function placeSome(own: Cells, begin: number, keep: Uint8Array, other: Place, starts: Int32Array, offsets: Int32Array, piece: Int32Array | null): void {
  const { starts: begins, offsets: ends, length } = own;
  let used = offsets[begin]!;
  let end = ends[0]!;
  for (let i = 0, row = begin; i < length; i++, row++) {
    const from = end;
    end = ends[i + 1]!;
    const bit = bitOf(keep, row);
    starts[row] = other.start + (begins[i]! - other.start) * bit;
    used += other.size + (end - from - other.size) * bit;
    offsets[row + 1] = used;
  }
  if (piece === null) return;
  for (let i = 0, row = begin; i < length; i++, row++) {
    const source = own.numbers[own.piece === null ? 0 : own.piece[i]!]!;
    piece[row] = other.source + (source - other.source) * bitOf(keep, row);
  }
}
