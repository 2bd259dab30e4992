import { sharedArray } from "../../build/growing.js";
import type { Vector } from "../../vector.js";
import { pickedTexts } from "./PickedTexts.js";
import type { Picks } from "./picks.js";
import type { Places } from "./places.js";
import { shuffleOf, type Shuffle } from "./Shuffle.js";

/** The picked cells of text or binary with 32-bit offsets; a missing row has no bytes. No byte is looked at. */
export function findPlaces(vectors: readonly Vector[], picks: Picks): Places {
  const { length, piece, row } = picks;
  const { sources, cells } = cellsOf(vectors);
  const offsets = sharedArray(Int32Array, length + 1).subarray(0, length + 1);
  const starts = new Int32Array(length);
  if (sources.length === 1 && piece === null) {
    const shuffle = shuffleOf(picks, vectors[0]!.length);
    if (shuffle === null) findInOne(cells[0]!, row, starts, offsets);
    else shufflePlaces(cells[0]!, shuffle, starts, offsets);
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
function shufflePlaces({ starts: begins, offsets: ends }: Omit<Places, "sources">, shuffle: Shuffle, starts: Int32Array, offsets: Int32Array): void {
  const lengths = new Int32Array(starts.length);
  for (let row = 0; row < lengths.length; row++) lengths[row] = ends[row + 1]! - ends[row]!;
  shuffle.units(begins.subarray(0, starts.length), starts);
  shuffle.units(lengths, offsets.subarray(1));
  for (let i = 1; i < offsets.length; i++) offsets[i]! += offsets[i - 1]!;
}

/** Cells of a vector, and the number among all sources of each of its own. */
interface Cells extends Omit<Places, "sources"> {
  readonly numbers: readonly number[];
}

/** The cells of vectors by row, and the different sources of all of them: those of picked texts are where these were picked from. */
function cellsOf(vectors: readonly Vector[]): { readonly sources: readonly Uint8Array[]; readonly cells: readonly Cells[] } {
  const numbers = new Map<Uint8Array, number>();
  const numberOf = (source: Uint8Array): number => {
    const number = numbers.get(source) ?? numbers.size;
    numbers.set(source, number);
    return number;
  };
  const cells = vectors.map(({ storage, offset }) => {
    const ends = storage.offsets as Int32Array;
    const { sources, piece, starts } = pickedTexts(storage)?.places ?? { sources: [storage.data as Uint8Array], piece: null, starts: ends };
    return { numbers: sources.map(numberOf), piece: piece?.subarray(offset) ?? null, starts: starts.subarray(offset), offsets: ends.subarray(offset) };
  });
  return { sources: [...numbers.keys()], cells };
}
