import { sharedArray } from "../../build/growing.js";
import type { StorageParts } from "../../storage.js";
import type { Vector } from "../../vector.js";
import { copyText, SPARE, viewOf } from "./copy-text.js";
import type { Picks } from "./picks.js";

/** Below so many bytes a loop is faster than a call of `set`. */
const SHORT = 24;

/** Whether the picked cells of text or binary take at most `limit` bytes. */
export function fitInto(limit: number, vectors: readonly Vector[], picks: Picks): boolean {
  const rows = vectors.reduce((sum, { length }) => sum + length, 0);
  // In order, offsets are read ten times faster than row by row: so first by a bound, if many rows are picked.
  if (picks.length * 8 > rows && picks.length * longestCell(vectors) <= limit) return true;
  return pickedBytes(vectors, picks) <= limit;
}

function longestCell(vectors: readonly Vector[]): number {
  let longest = 0;
  for (const { storage, offset, length } of vectors) {
    const { offsets } = storage;
    if (!(offsets instanceof Int32Array)) return Infinity;
    for (let i = offset; i < offset + length; i++) {
      const size = offsets[i + 1]! - offsets[i]!;
      if (size > longest) longest = size;
    }
  }
  return longest;
}

/** Bytes that the picked cells of text or binary take. */
function pickedBytes(vectors: readonly Vector[], { length, piece, row }: Picks): number {
  let total = 0;
  for (let i = 0; i < length; i++) {
    if (row[i]! < 0) continue;
    const { storage, offset } = vectors[piece === null ? 0 : piece[i]!]!;
    const at = offset + row[i]!;
    total += Number(storage.offsets![at + 1]!) - Number(storage.offsets![at]!);
  }
  return total;
}

/** The picked cells of text or binary; rows that follow each other in the source are copied at once. */
export function takeBytes(large: boolean, vectors: readonly Vector[], picks: Picks): Pick<StorageParts, "data" | "offsets"> {
  return large ? takeLarge(vectors, picks) : takeSmall(vectors, picks);
}

function takeLarge(vectors: readonly Vector[], picks: Picks): Pick<StorageParts, "data" | "offsets"> {
  const { length, piece, row } = picks;
  const data = sharedArray(Uint8Array, pickedBytes(vectors, picks));
  const offsets = sharedArray(BigInt64Array, length + 1);
  let used = 0;
  let i = 0;
  while (i < length) {
    if (row[i]! < 0) {
      offsets[++i] = BigInt(used);
      continue;
    }
    const k = piece === null ? 0 : piece[i]!;
    const { storage, offset } = vectors[k]!;
    const ends = storage.offsets!;
    const start = Number(ends[offset + row[i]!]!);
    let end: number;
    do {
      end = Number(ends[offset + row[i]! + 1]!);
      offsets[++i] = BigInt(used + end - start);
    } while (i < length && row[i] === row[i - 1]! + 1 && (piece === null || piece[i] === k));
    copyBytes(storage.data as Uint8Array, start, end, data, used);
    used += end - start;
  }
  return { data: data.subarray(0, used), offsets: offsets.subarray(0, length + 1) };
}

/** The same where offsets are of 32 bits, as nearly all are. */
function takeSmall(vectors: readonly Vector[], { length, piece, row }: Picks): Pick<StorageParts, "data" | "offsets"> {
  const ends = vectors.map(({ storage, offset }) => (storage.offsets as Int32Array).subarray(offset));
  const offsets = sharedArray(Int32Array, length + 1).subarray(0, length + 1);
  const starts = new Int32Array(length);
  let used = 0;
  let last = 0;
  let jumps = 0;
  for (let i = 0; i < length; i++) {
    const at = row[i]!;
    if (at >= 0) {
      const own = ends[piece === null ? 0 : piece[i]!]!;
      const start = own[at]!;
      starts[i] = start;
      if ((start - last) >>> 0 > FAR) jumps++;
      last = own[at + 1]!;
      used += last - start;
    }
    offsets[i + 1] = used;
  }
  const sources = vectors.map(({ storage }) => storage.data as Uint8Array);
  const data = sharedArray(Uint8Array, used + SPARE).subarray(0, used);
  const cells = { sources, piece, starts, offsets };
  const size = sources.reduce((sum, source) => sum + source.length, 0);
  if (vectors[0]!.type.kind === "utf8") copyTexts(cells, data, jumps * 8 > length && size > IN_CACHE);
  else copyCells(cells, data);
  return { data, offsets };
}

/** Cells to copy: each begins at `starts` in the source of its number (null: there is one), and goes to where `offsets` says. */
interface Cells {
  readonly sources: readonly Uint8Array[];
  readonly piece: Int32Array | null;
  readonly starts: Int32Array;
  readonly offsets: Int32Array;
}

/** From here on one call of `set` is quicker than {@link copyText}. */
const LONG = 1024;
/** A cell that begins so many bytes behind the one before, or before it, is not fetched along with it. */
const FAR = 1024;
/** Bytes that are near enough wherever they are. */
const IN_CACHE = 2 ** 20;
/** Cells that are fetched before they are copied: few enough to stay in the first cache. */
const BLOCK = 256;

/** Copies texts; those that follow each other in the source at once. */
function copyTexts(cells: Cells, to: Uint8Array, isScattered: boolean): void {
  const { sources, piece, starts, offsets } = cells;
  const views = sources.map(viewOf);
  const target = new DataView(to.buffer);
  for (let begin = 0; begin < starts.length; begin += BLOCK) {
    const end = Math.min(begin + BLOCK, starts.length);
    if (isScattered) fetched[0] = fetchCells(cells, begin, end);
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
}

/** What {@link fetchCells} gave, so that its reading is not optimised away. */
const fetched = new Int32Array(1);

/**
 * Brings cells of usual length into the cache: a processor waits for a dozen places of memory at once if that is all it does,
 * and for a few if it copies each meanwhile, which takes three times as long.
 */
function fetchCells({ sources, piece, starts, offsets }: Cells, begin: number, end: number): number {
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

/** The same for bytes of any kind, which are copied as integers. */
function copyCells({ sources, piece, starts, offsets }: Cells, to: Uint8Array): void {
  for (let i = 0; i < starts.length; i++) {
    const start = starts[i]!;
    copyBytes(sources[piece === null ? 0 : piece[i]!]!, start, start + offsets[i + 1]! - offsets[i]!, to, offsets[i]!);
  }
}

function copyBytes(from: Uint8Array, start: number, end: number, to: Uint8Array, at: number): void {
  if (end - start > SHORT) to.set(from.subarray(start, end), at);
  else for (let i = start; i < end; i++) to[at++] = from[i]!;
}
