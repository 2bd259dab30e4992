import { traced, type Trace } from "./trace.js";

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
  /** of each partition: its first row, and which of its rows came, as far as that is known */
  readonly firstRows: readonly number[];
  readonly traces: readonly Trace[];
  /** what the rows of those partitions were */
  readonly before: RowOrigin;
}

/** What rows that were put together are of the input. */
export function originOf({ partitions, starts, firstRows, traces }: Pick<HeldRows, "partitions" | "starts" | "firstRows" | "traces">, before: RowOrigin): HeldRows {
  // The rows of a partition that was set aside are not there.
  if (before.kind === "held" && traces.every((trace) => trace === "all") && partitions.every((partition, k) => partition === k)) return before;
  return { kind: "held", places: null, partitions, starts, firstRows, traces, before };
}

/** Row of the input that a row of the source is, or null if that is not known. */
export function inputRow(origin: RowOrigin, row: number): number | null {
  if (origin.kind !== "held") return origin.kind === "input" ? row : null;
  const own = rowBefore(origin, row);
  return own === null ? null : inputRow(origin.before, own);
}

/** A partition and its first row in the input, as far as they are known. */
export interface PartitionPlace {
  readonly partition: number | null;
  readonly firstRow: number | null;
}

/** Where a row of the source came in: `own` is the part that has it, with its first row. `firstRow` is null where that is no row of the input; then it came in no partition of that, either. */
export function inputPartition(origin: RowOrigin, row: number, own: PartitionPlace): PartitionPlace {
  if (origin.kind === "input") return own;
  if (origin.kind === "made" || origin.partitions.length === 0 || !isOfInput(origin)) return { partition: own.partition, firstRow: null };
  const k = partitionAt(origin, placeOf(origin, row));
  const came = { partition: origin.partitions[k]!, firstRow: origin.firstRows[k]! };
  // Where it is not known which row of its partition it was, it came with the first one.
  return inputPartition(origin.before, rowBefore(origin, row) ?? came.firstRow, came);
}

function isOfInput(origin: RowOrigin): boolean {
  return origin.kind === "held" ? isOfInput(origin.before) : origin.kind === "input";
}

/** The number of a row of the source among those that were put together. */
export function placeOf({ places }: HeldRows, row: number): number {
  return places === null ? row : (places[row] ?? row);
}

/** The number of a row among those of the stage before, from which they were put together; null: not known. */
function rowBefore(origin: HeldRows, row: number): number | null {
  if (origin.partitions.length === 0) return null;
  const place = placeOf(origin, row);
  const k = partitionAt(origin, place);
  const own = traced(origin.traces[k]!, place - origin.starts[k]!);
  return own === null ? null : origin.firstRows[k]! + own;
}

/** Which of the partitions has a row: the last that begins at it, or before. */
function partitionAt({ starts }: HeldRows, place: number): number {
  let [low, high] = [0, starts.length];
  while (low + 1 < high) {
    const middle = (low + high) >> 1;
    if (starts[middle]! <= place) low = middle;
    else high = middle;
  }
  return low;
}
