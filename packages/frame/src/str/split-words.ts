import { setBit } from "../bitmap.js";
import { Column } from "../column.js";
import { copyBytes } from "../copy-bytes.js";
import { listOf, STRING } from "../data-types.js";
import type { Vector } from "../vector.js";
import { charactersOf, NONE, pointAt, sizeAt, WHOLE, type Characters } from "./characters.js";
import { FOUND_AT, OFFSETS_AT, PACKED_ENDS_AT, SOUGHT_AT, STARTS_AT, textKernels } from "./kernels.js";
import { MOST_MATCHES } from "./match-bytes.js";
import { Parts } from "./parts.js";
import { asciiOf } from "./regexp/program.js";
import { seeRows } from "./see-rows.js";
import { spacePoints } from "./spaces.js";

/** Code points that are looked up in bits: all spaces are below. */
const MOST_POINT = 0x3008;

/** The words of each cell of text with 32-bit offsets, which stand between spaces, as lists: they stay where they lie. At most `limit` cuts; what is left then is whole. */
export function splitWords(column: Column, limit: number): Column {
  const spaces = (known ??= spacesOf(spacePoints()));
  return new Column(column.name, listOf(STRING), column.vectors.map((vector) => splitVector(vector, spaces, Math.min(limit, MOST_MATCHES))));
}

/** Spaces, for JavaScript and for the kernel. Made once. */
interface Spaces {
  readonly characters: Characters;
  readonly ascii: Uint8Array;
  readonly bits: Uint8Array;
}

let known: Spaces | null = null;

function spacesOf(points: ReadonlySet<number>): Spaces {
  const characters = charactersOf(points);
  const bits = new Uint8Array(MOST_POINT / 8);
  for (const point of points) setBit(bits, point);
  return { characters, ascii: asciiOf(characters.byFirst), bits };
}

function splitVector(vector: Vector, { characters, ascii, bits }: Spaces, limit: number): Vector {
  const kernels = textKernels();
  const parts = new Parts(vector);
  copyBytes(ascii, kernels.target, SOUGHT_AT);
  copyBytes(bits, kernels.target, SOUGHT_AT + ascii.length);
  seeRows(vector, (row, rows, block, ends) => {
    parts.takeRows(row, rows, kernels.splitWords(block, ends, rows, SOUGHT_AT, MOST_POINT, limit, FOUND_AT, STARTS_AT, OFFSETS_AT, parts.used, PACKED_ENDS_AT, parts.count));
  }, (row) => splitLong(parts, vector, row, characters, limit));
  return parts.finish();
}

/** Splits a row that is longer than a block. */
function splitLong(parts: Parts, { storage, offset }: Vector, row: number, { byFirst, points }: Characters, limit: number): void {
  const data = storage.data as Uint8Array;
  const end = Number(storage.offsets![offset + row + 1]);
  let left = limit;
  let start = Number(storage.offsets![offset + row]);
  for (let at = start; at < end; at += sizeAt(data, at)) {
    const kind = byFirst[data[at]!]!;
    if (kind === NONE || (kind !== WHOLE && !points.has(pointAt(data, at)))) continue;
    const behind = at + sizeAt(data, at);
    if (at === start) {
      start = behind;
    } else if (left > 0) {
      left--;
      parts.add(start, at);
      start = behind;
    }
  }
  if (start < end) parts.add(start, end);
  parts.endRow(row);
}
