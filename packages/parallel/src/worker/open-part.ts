import type { BadLine } from "@framepool/csv";
import type { BatchPlaces, RowPlace, Table } from "@framepool/csv/internal";
import type { DataFrame } from "@framepool/frame/internal";
import type { RowRange } from "../parts/partition.js";
import { unpackPart } from "../parts/parts.js";
import { transportBack, type Plan } from "../plan/plan.js";
import { reductionOf } from "../reductions/index.js";
import { csvPackage } from "./csv-package.js";
import type { PartMessage } from "./messages.js";

/** A part in the hands of a worker. */
export interface OpenPart {
  readonly frame: DataFrame;
  /** number of its first row among all of the source */
  readonly firstRow: number;
  /** the rows that are its own; others are there to be looked at beside them */
  readonly own: RowRange;
  readonly rejects: readonly BadLine[];
  /** where rows of it (rising) stand in their file; null where it was no file, or that is not known. Asked for before it is closed. */
  places(rows: readonly number[]): readonly RowPlace[] | null;
  /** false: what it was taken to be is not so, and no step is to see it */
  readonly isSo: boolean;
  /** whether the sender has its storages, so that one that comes back costs a number */
  readonly isSent: boolean;
  close(): void;
}

/** The rows of a message: unpacked, or read here. */
export async function openPart(message: PartMessage, plan: Plan): Promise<OpenPart> {
  const { source, output, takesTurns } = plan;
  if (message.kind === "frame") {
    const { batches, firstRow, own, places } = message;
    const frame = unpackPart(batches);
    return { frame, firstRow, own: own ?? all(frame), rejects: [], isSo: true, isSent: true, places: (rows) => (places === null ? null : placesAt(places, rows)), close: () => undefined };
  }
  if (source.kind !== "csv") throw new TypeError("a range of text was sent in a run over a frame");
  const { Link, readRange } = await csvPackage();
  if (takesTurns) await new Link(message.range.before).known();
  const read = await readRange(message.range, { ...source.table, isShared: output.kind === "frame" && transportBack(plan) !== "transfer", isRead: readsAll(plan, source.table), isWritten: output.kind === "csv" });
  return { ...read, own: all(read.frame), isSent: false };
}

/** Where rows stand that were read on the main thread. */
export function placesAt({ file, lines, bytes }: BatchPlaces, rows: readonly number[]): readonly RowPlace[] {
  return rows.map((row) => ({ file, line: lines[row]!, byte: bytes[row]! }));
}

/** Whether the steps and the output read all columns of the table, so that none is decoded for its type alone. */
function readsAll({ steps, output }: Plan, { columns }: Table): boolean {
  if (output.kind === "csv" || steps.some(({ op }) => op === "select" || op === "drop" || op === "series")) return false;
  if (output.kind === "frame") return true;
  const { reduction } = output;
  // Of dummies that nobody named texts are looked at alone.
  if (reduction.op === "categories" && reduction.columns === null) return false;
  const asked = reductionOf(reduction).columns(reduction);
  return asked === null || columns.every(({ name }) => asked.includes(name));
}

function all({ numRows }: DataFrame): RowRange {
  return { begin: 0, end: numRows };
}
