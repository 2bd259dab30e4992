import { sharedArray } from "../../build/growing.js";
import type { Vector } from "../../vector.js";
import { pickedTexts } from "./PickedTexts.js";
import { shuffleOfPicks, type Picks } from "./picks.js";
import type { Places } from "./places.js";
import type { Shuffle } from "./Shuffle.js";

/** The picked cells of text or binary with 32-bit offsets; a missing row has no bytes. No byte is looked at. */
export function findPlaces(vectors: readonly Vector[], picks: Picks): Places {
  const { length } = picks;
  const { sources, cells } = cellsOf(vectors);
  const offsets = sharedArray(Int32Array, length + 1).subarray(0, length + 1);
  const starts = new Int32Array(length);
  const shuffle = shuffleOfPicks(picks);
  if (shuffle !== null) {
    shufflePlaces(cells, shuffle, starts, offsets);
    return { sources, piece: sources.length === 1 ? null : shufflePieces(cells, shuffle), starts, offsets };
  }
  const { piece, row } = picks;
  if (sources.length === 1 && piece === null) {
    findInOne(cells[0]!, row, starts, offsets);
    return { sources, piece: null, starts, offsets };
  }
  const numbers = new Int32Array(length);
  let used = 0;
  for (let i = 0; i < length; i++) {
    const at = row[i]!;
    if (at >= 0) {
      const from = cells[piece === null ? 0 : piece[i]!]!;
      numbers[i] = from.numbers[from.piece === null ? 0 : from.piece[at]!]!;
      starts[i] = from.starts[at]!;
      used += from.offsets[at + 1]! - from.offsets[at]!;
    }
    offsets[i + 1] = used;
  }
  return { sources, piece: numbers, starts, offsets };
}

/** The same in one vector of one source. */
function findInOne({ starts: begins, offsets: ends }: Omit<Places, "sources">, row: Int32Array, starts: Int32Array, offsets: Int32Array): void {
  let used = 0;
  for (let i = 0; i < row.length; i++) {
    const at = row[i]!;
    if (at >= 0) {
      starts[i] = begins[at]!;
      used += ends[at + 1]! - ends[at]!;
    }
    offsets[i + 1] = used;
  }
}

/** The same for all rows in another order. */
function shufflePlaces(cells: readonly Cells[], shuffle: Shuffle, starts: Int32Array, offsets: Int32Array): void {
  shuffle.units(cells.map(({ starts: begins, length }) => begins.subarray(0, length)), starts);
  shuffle.lengths(cells.map(({ offsets: ends }) => ends), offsets.subarray(1));
  let used = 0;
  for (let i = 1; i < offsets.length; i++) offsets[i] = used += offsets[i]!;
}

/** The number of the source of each cell, in another order. */
function shufflePieces(cells: readonly Cells[], shuffle: Shuffle): Int32Array {
  const pieces = new Int32Array(shuffle.length);
  shuffle.units(cells.map(({ numbers, piece, length }) => (piece === null ? new Int32Array(length).fill(numbers[0]!) : piece.map((k) => numbers[k]!))), pieces);
  return pieces;
}

/** Cells of a vector, and the number among all sources of each of its own. */
export interface Cells extends Omit<Places, "sources"> {
  readonly length: number;
  readonly numbers: readonly number[];
}

/** The cells of vectors by row, and the different sources of all of them: those of picked texts are where these were picked from. */
export function cellsOf(vectors: readonly Vector[]): { readonly sources: readonly Uint8Array[]; readonly cells: readonly Cells[] } {
  const numbers = new Map<Uint8Array, number>();
  const numberOf = (source: Uint8Array): number => {
    const number = numbers.get(source) ?? numbers.size;
    numbers.set(source, number);
    return number;
  };
  const cells = vectors.map(({ storage, offset, length }) => {
    const ends = storage.offsets as Int32Array;
    const { sources, piece, starts } = pickedTexts(storage)?.places ?? { sources: [storage.data as Uint8Array], piece: null, starts: ends };
    return { length, numbers: sources.map(numberOf), piece: piece?.subarray(offset, offset + length) ?? null, starts: starts.subarray(offset), offsets: ends.subarray(offset, offset + length + 1) };
  });
  return { sources: [...numbers.keys()], cells };
}
