import type { DataFrame } from "@framepool/frame/internal";
import { columnsOf, type Fault } from "@framepool/frame/internal";

/**
 * The row of `part` at which a function failed, or null if that cannot be known. The column that was being read is a
 * window on some Storage: only if the part's own columns are windows on the same one is its row a row of the part,
 * whatever slices lie between.
 */
export function locateFault(part: DataFrame, { column, row }: Fault): number | null {
  if (column === null) return null;
  const k = column.starts.findLastIndex((start) => start <= row);
  const at = column.vectors[k];
  if (at === undefined) return null;
  const storageRow = at.offset + row - column.starts[k]!;
  const rows = new Set<number>();
  for (const { vectors, starts } of columnsOf(part)) {
    for (const [i, { storage, offset, length }] of vectors.entries()) {
      if (storage === at.storage && storageRow >= offset && storageRow < offset + length) rows.add(starts[i]! + storageRow - offset);
    }
  }
  const [only] = rows;
  return rows.size === 1 ? only! : null;
}
