import { pickedTexts } from "../take/PickedTexts.js";
import type { Places } from "../take/places.js";
import type { Vector } from "../../vector.js";
import type { TextTable } from "./text-table.js";

/** Texts that were picked from so few bytes lie in few places: the rows of a small table that many rows were joined with. */
const FEW_BYTES = 2 ** 14;

/** Where the texts of a vector lie, if they were picked from few bytes and nobody has needed them one behind the other yet. */
export function fewPlaces({ storage }: Vector): Places | null {
  const places = pickedTexts(storage)?.places ?? null;
  return places !== null && places.piece === null && places.sources[0]!.length <= FEW_BYTES ? places : null;
}

/** Enters the cells of such a vector that have no code -1: each place is looked up once, and none of their bytes is copied. */
export function enterPlaces({ sources: [source], starts, offsets }: Places, { offset }: Vector, texts: TextTable, codes: Int32Array): void {
  // By where a text begins: how long it was last, and its code.
  const lengths = new Int32Array(source!.length + 1).fill(-1);
  const known = new Int32Array(source!.length + 1);
  for (let i = 0; i < codes.length; i++) {
    if (codes[i] === -1) continue;
    const start = starts[offset + i]!;
    const length = offsets[offset + i + 1]! - offsets[offset + i]!;
    if (lengths[start] !== length) {
      lengths[start] = length;
      known[start] = texts.enter(source!, start, start + length);
    }
    codes[i] = known[start]!;
  }
}
