/** What the rows of a stage's source are: rows of the input by their numbers, rows that a stage before had in its hands, or what one has made. */
export type RowOrigin = { readonly kind: "input" } | { readonly kind: "made" } | HeldRows;

/** Rows of which is known where they lay when they were put together. */
export interface HeldRows {
  readonly kind: "held";
  /** of each row of the source its number among those that were put together, on shared memory; null: that is its own */
  readonly places: Int32Array | null;
  /** the partitions that they came in, and where the rows of each begin */
  readonly partitions: readonly number[];
  readonly starts: readonly number[];
  /** whether they are rows of the input, by their numbers */
  readonly isInput: boolean;
}

/** Row of the input that a row of the source is, or null if that is not known. */
export function inputRow(origin: RowOrigin, row: number): number | null {
  switch (origin.kind) {
    case "input": return row;
    case "made": return null;
    case "held": return origin.isInput ? placeOf(origin, row) : null;
  }
}

/** A partition and its first row in the input, as far as they are known. */
export interface PartitionPlace {
  readonly partition: number | null;
  readonly firstRow: number | null;
}

/** Where a row of the source came in: `own` is the part that has it, with its first row. `firstRow` is null where that is no row of the input. */
export function inputPartition(origin: RowOrigin, row: number, own: PartitionPlace): PartitionPlace {
  if (origin.kind === "input") return own;
  if (origin.kind === "made" || origin.partitions.length === 0) return { partition: own.partition, firstRow: null };
  const place = placeOf(origin, row);
  const k = Math.max(0, origin.starts.findLastIndex((start) => start <= place));
  return { partition: origin.partitions[k]!, firstRow: origin.isInput ? origin.starts[k]! : null };
}

/** The number of a row of the source among those that were put together. */
export function placeOf({ places }: HeldRows, row: number): number {
  return places === null ? row : (places[row] ?? row);
}
