import type { PackedBatch } from "@framepool/frame/internal";

/** What the main thread sends for one partition. */
export interface PartMessage {
  readonly batches: readonly PackedBatch[];
}

/** What a worker sends back. Times are in ms. */
export interface PartReply {
  readonly rows: number;
  readonly result: FrameResult | CsvResult | MissingRows;
  readonly times: { readonly unpack: number; readonly compute: number; readonly pack: number };
}

export interface FrameResult {
  readonly kind: "frame";
  /** the steps ended in a Series: one column, to be a Series again */
  readonly series: boolean;
  readonly batches: readonly PackedBatch[];
}

/** `rows` rows of which nothing is known but that they are missing: a row function gave nothing else, or had no row. They fit any columns. */
export interface MissingRows {
  readonly kind: "missing";
}

export interface CsvResult {
  readonly kind: "csv";
  readonly columns: readonly string[];
  readonly text: Uint8Array;
}
