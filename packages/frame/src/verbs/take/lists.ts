import { sharedArray } from "../../build/growing.js";
import type { StorageParts } from "../../storage.js";
import type { Vector } from "../../vector.js";
import type { Picks } from "./picks.js";

/** The ends of the picked lists (or maps), and the picks of their items from each vector's child. */
export function takeLists(large: boolean, vectors: readonly Vector[], { length, piece, row }: Picks): Pick<StorageParts, "offsets"> & { items: Picks } {
  const offsets = large ? sharedArray(BigInt64Array, length + 1) : sharedArray(Int32Array, length + 1);
  const [starts, sizes] = [new Int32Array(length), new Int32Array(length)];
  let total = 0;
  for (let i = 0; i < length; i++) {
    if (row[i]! >= 0) {
      const { storage, offset } = vectors[piece === null ? 0 : piece[i]!]!;
      starts[i] = Number(storage.offsets![offset + row[i]!]!);
      sizes[i] = Number(storage.offsets![offset + row[i]! + 1]!) - starts[i]!;
      total += sizes[i]!;
    }
    if (offsets instanceof Int32Array) offsets[i + 1] = total;
    else offsets[i + 1] = BigInt(total);
  }
  return { offsets: offsets.subarray(0, length + 1), items: itemPicks(piece, starts, sizes, total, false) };
}

/** The picks of the items of lists of one fixed size. */
export function fixedItems(size: number, { length, piece, row, missing }: Picks): Picks {
  const starts = row.map((from) => (from < 0 ? -1 : from * size));
  return itemPicks(piece, starts, new Int32Array(length).fill(size), length * size, missing);
}

function itemPicks(piece: Int32Array | null, starts: Int32Array, sizes: Int32Array, total: number, missing: boolean): Picks {
  const items = new Int32Array(total);
  const pieces = piece === null ? null : new Int32Array(total);
  let at = 0;
  for (let i = 0; i < starts.length; i++) {
    for (let j = 0; j < sizes[i]!; j++) {
      if (pieces !== null) pieces[at] = piece![i]!;
      items[at++] = starts[i]! < 0 ? -1 : starts[i]! + j;
    }
  }
  return { length: total, piece: pieces, row: items, missing };
}
