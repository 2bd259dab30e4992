import { inspect } from "node:util";
import { A_PROMISE, ArgumentError, isThenable } from "@framepool/errors";
import { byteSize } from "@framepool/frame/internal";

/** Rows `[begin, end)` of a source. */
export interface RowRange {
  readonly begin: number;
  readonly end: number;
}

/** How the user asks for partitions to be cut; at most one of the three. */
export interface PartitionOptions {
  /** exactly this many of a frame, their sizes differing by one row at most (`np.array_split`); of a file about as many; not for standard input */
  readonly partitions?: number;
  /** rows of each partition but the last */
  readonly partitionRows?: number;
  /** bytes, or `"4MiB"`, of a partition, about (default: 4 MiB at most, of more than 256 columns 16 KiB a column, up to 64 MiB) */
  readonly partitionBytes?: number | string;
}

/** Bytes of a partition if nobody says otherwise: large enough to hide a message, small enough to balance and to stay in cache. */
export const PARTITION_BYTES = 4 * 1024 * 1024;
/** Partitions of a small source that is not very wide: a dear function must be able to use more than one core on few rows. */
const LEAST_PARTITIONS = 16;
/** Bytes for each column of a partition of many columns: each costs some 50 µs a partition, whatever is in it. */
const COLUMN_BYTES = 16 * 1024;
const MOST_BYTES = 64 * 1024 * 1024;
/** Bytes in memory that our own steps are through with in about the time that it takes to send them somewhere. */
const WORTH_SENDING = 2 * 1024 * 1024;

/** Throws ArgumentError unless `value` is a whole number of at least 1. */
export function atLeastOne(option: string, value: number): number {
  if (Number.isSafeInteger(value) && value >= 1) return value;
  throw new ArgumentError(`${option} is ${isThenable(value) ? A_PROMISE : inspect(value)}; it must be a whole number of at least 1`);
}

/** `np.array_split`: `parts` ranges, the first `rows % parts` of them one row longer; empty ones where there are fewer rows. */
export function splitEvenly(rows: number, parts: number): RowRange[] {
  const size = Math.floor(rows / parts);
  const longer = rows % parts;
  const beginOf = (part: number) => part * size + Math.min(part, longer);
  return Array.from({ length: parts }, (_, part) => ({ begin: beginOf(part), end: beginOf(part + 1) }));
}

/**
 * The partitions of rows in memory: a function of these, of the `partition*` options and of the steps alone, never of
 * workers, backend, time or memory, so that a result cannot depend on those. No rows make one empty partition.
 * `callsFunctions`: steps call functions of the user's, which may be dear.
 */
export function partitionRows(rows: number, bytes: number, columns: number, options: PartitionOptions, callsFunctions: boolean): RowRange[] {
  const { partitions, partitionRows, partitionBytes } = options;
  if (partitions !== undefined) return splitEvenly(rows, partitions);
  if (rows === 0) return [{ begin: 0, end: 0 }];
  if (partitionRows !== undefined) return splitBySize(rows, partitionRows);
  if (partitionBytes !== undefined) {
    const size = Math.floor(byteSize("partitionBytes", partitionBytes) / Math.max(bytes / rows, 1));
    return splitBySize(rows, Math.max(1, size));
  }
  const { least, most } = sizesOf(columns);
  const worth = callsFunctions ? least : Math.max(WORTH_SENDING, least);
  const fewest = worth === 0 ? LEAST_PARTITIONS : Math.min(LEAST_PARTITIONS, Math.max(1, Math.floor(bytes / worth)));
  return splitEvenly(rows, Math.max(Math.ceil(bytes / most), Math.min(rows, fewest)));
}

/** Bytes of a partition of so many columns: more of a table of many, at most, and at least where there is not much of it. */
function sizesOf(columns: number): { readonly least: number; readonly most: number } {
  const wide = Math.min(MOST_BYTES, columns * COLUMN_BYTES);
  return { least: wide > PARTITION_BYTES ? wide >> 2 : 0, most: Math.max(PARTITION_BYTES, wide) };
}

/** Bytes of text a partition of a file of so many columns holds, from the file's size (null: not known) and the options. */
export function textPartitionBytes(fileBytes: number | null, options: PartitionOptions, columns: number): number {
  if (options.partitionBytes !== undefined) return byteSize("partitionBytes", options.partitionBytes);
  if (options.partitions !== undefined && fileBytes !== null) return Math.max(1, Math.ceil(fileBytes / options.partitions));
  const { least, most } = sizesOf(columns);
  return fileBytes === null ? most : Math.min(most, Math.max(64 * 1024, least, Math.ceil(fileBytes / LEAST_PARTITIONS)));
}

/** So many parts there will be of so many bytes (null: not known), as far as that can be known before they are cut; there may be more. */
export function likelyParts(bytes: number | null, { partitions, partitionBytes = PARTITION_BYTES }: PartitionOptions): number {
  if (partitions !== undefined) return partitions;
  return bytes === null ? Infinity : Math.ceil(bytes / byteSize("partitionBytes", partitionBytes));
}

/** How a source is cut, in words; `parts`, if they are known beforehand. */
export function partitionRule({ partitions, partitionRows, partitionBytes }: PartitionOptions, parts: number | null): string {
  const count = parts === null ? "" : `${String(parts)} ${parts === 1 ? "part" : "parts"}: `;
  if (partitions !== undefined) return `${count}about equal (partitions: ${String(partitions)})`;
  if (partitionRows !== undefined) return `${count}${String(partitionRows)} rows each (partitionRows)`;
  if (partitionBytes !== undefined) return `${count}about ${String(byteSize("partitionBytes", partitionBytes))} bytes each (partitionBytes)`;
  return `${count}by size alone, at most about 4 MiB each`;
}

function splitBySize(rows: number, size: number): RowRange[] {
  const ranges: RowRange[] = [];
  for (let begin = 0; begin < rows; begin += size) ranges.push({ begin, end: Math.min(begin + size, rows) });
  return ranges;
}
