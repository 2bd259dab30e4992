import { STRING } from "../../data-types.js";
import { Storage } from "../../storage.js";
import type { Vector } from "../../vector.js";
import { copyTexts } from "./copy-texts.js";
import { findPlaces } from "./find-places.js";
import { leftInPlace } from "./PickedTexts.js";
import type { Picks } from "./picks.js";
import type { Places } from "./places.js";

/** The picked cells of text with 32-bit offsets: where they lie, or a copy of them. */
export function takeTexts(vectors: readonly Vector[], picks: Picks, validity: Uint8Array | null): Storage {
  return placedTexts(findPlaces(vectors, picks), validity);
}

/** Cells of text that lie somewhere: there, or a copy of them. */
export function placedTexts(places: Places, validity: Uint8Array | null): Storage {
  if (!isCopied(places)) return leftInPlace(places, validity);
  return new Storage(STRING, places.starts.length, { validity, offsets: places.offsets, data: copyTexts(places) });
}

/** Fewer bytes are copied at once: that takes no time. */
const FEW_BYTES = 2 ** 16;
/** Texts that stay where they are keep at most so many times their own bytes from being freed. */
const MOST_KEPT = 4;

/** Whether texts are copied at once: a few of many, and those in memory that is not ours, which somebody may write to. */
function isCopied({ sources, starts, offsets }: Places): boolean {
  const used = offsets[starts.length]!;
  if (used < FEW_BYTES || used * MOST_KEPT < sources.reduce((sum, source) => sum + source.length, 0)) return true;
  return sources.some(({ buffer, length }) => length > 0 && !(buffer instanceof SharedArrayBuffer));
}
