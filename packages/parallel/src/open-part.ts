import type { BadLine } from "@framepool/csv";
import type { RowPlace } from "@framepool/csv/internal";
import type { DataFrame } from "@framepool/frame/internal";
import { csvPackage } from "./csv-package.js";
import type { PartMessage } from "./messages.js";
import { unpackPart } from "./parts.js";
import type { Plan } from "./plan.js";

/** A part in the hands of a worker. */
export interface OpenPart {
  readonly frame: DataFrame;
  /** number of its first row among all of the input */
  readonly firstRow: number;
  readonly rejects: readonly BadLine[];
  /** where rows of it (rising) stand in their file; null where it was no file, or that is not known. Asked for before it is closed. */
  places(rows: readonly number[]): readonly RowPlace[] | null;
  /** whether the sender has its storages, so that one that comes back costs a number */
  readonly isSent: boolean;
  close(): void;
}

/** The rows of a message: unpacked, or read here. */
export async function openPart(message: PartMessage, { source, output }: Plan): Promise<OpenPart> {
  if (message.kind === "frame") return { frame: unpackPart(message.batches), firstRow: message.firstRow, rejects: [], isSent: true, places: () => null, close: () => undefined };
  if (source.kind !== "csv") throw new TypeError("a range of text was sent in a run over a frame");
  const { readRange } = await csvPackage();
  return { ...(await readRange(message.range, { ...source.table, isShared: output.kind === "frame" })), isSent: false };
}
