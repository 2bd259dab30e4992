import { sharedArray } from "../../build/growing.js";
import { copyText, SPARE, viewOf } from "./copy-text.js";
import type { Places } from "./places.js";

/** From here on one call of `set` is quicker than {@link copyText}. */
const LONG = 1024;
/** A cell that begins so many bytes behind the one before, or before it, is not fetched along with it. */
const FAR = 1024;
/** Bytes that are near enough wherever they are. */
const IN_CACHE = 2 ** 20;
/** Cells that are fetched before they are copied: few enough to stay in the first cache. */
const BLOCK = 256;

/** The bytes of texts, one behind the other; those that follow each other in a source are copied at once. */
export function copyTexts(places: Places): Uint8Array {
  const { sources, piece, starts, offsets } = places;
  const used = offsets[starts.length]!;
  const to = sharedArray(Uint8Array, used + SPARE).subarray(0, used);
  const views = sources.map(viewOf);
  const target = new DataView(to.buffer);
  const scattered = isScattered(places);
  for (let begin = 0; begin < starts.length; begin += BLOCK) {
    const end = Math.min(begin + BLOCK, starts.length);
    if (scattered) fetched[0] = fetchCells(places, begin, end);
    for (let i = begin; i < end; ) {
      const k = piece === null ? 0 : piece[i]!;
      const at = offsets[i]!;
      const start = starts[i]!;
      const last = start - at;
      while (++i < end && starts[i]! - offsets[i]! === last && (piece === null || piece[i] === k));
      const stop = offsets[i]!;
      if (stop - at < LONG) copyText(views[k]!, start, target, at, stop);
      else to.set(sources[k]!.subarray(start, start + stop - at), at);
    }
  }
  return to;
}

/** Whether most of the cells are where no other that was just read is. */
function isScattered({ sources, starts, offsets }: Places): boolean {
  if (sources.reduce((sum, source) => sum + source.length, 0) <= IN_CACHE) return false;
  let jumps = 0;
  let last = 0;
  for (let i = 0; i < starts.length; i++) {
    const start = starts[i]!;
    if ((start - last) >>> 0 > FAR) jumps++;
    last = start + offsets[i + 1]! - offsets[i]!;
  }
  return jumps * 8 > starts.length;
}

/** What {@link fetchCells} gave, so that its reading is not optimised away. */
const fetched = new Int32Array(1);

/**
 * Brings cells of usual length into the cache: a processor waits for a dozen places of memory at once if that is all it does,
 * and for a few if it copies each meanwhile, which takes three times as long.
 */
function fetchCells({ sources, piece, starts, offsets }: Places, begin: number, end: number): number {
  const size = Math.ceil((offsets[end]! - offsets[begin]!) / (end - begin));
  let bits = 0;
  for (let i = begin; i < end; i++) {
    const from = sources[piece === null ? 0 : piece[i]!]!;
    const start = starts[i]!;
    const last = from.length - 1;
    bits |= from[Math.min(start, last)]! | from[Math.min(start + size, last)]!;
  }
  return bits;
}
