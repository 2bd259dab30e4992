import type { BadLine } from "@framepool/csv";
import type { BatchPlaces, PartText, TextRange } from "@framepool/csv/internal";
import type { DataType, PackedBatch } from "@framepool/frame/internal";
import type { ErrorData } from "@framepool/pool/worker-side";
import type { RowRange } from "../parts/partition.js";
import type { PartitionPlace } from "../parts/row-origin.js";
import type { Trace } from "../parts/trace.js";
import type { ColumnReport } from "../run/report.js";

/** What the main thread sends for one partition: its rows, or where they are. */
export type PartMessage = ({ readonly kind: "frame"; readonly batches: readonly PackedBatch[]; readonly firstRow: number; readonly own: RowRange | null; readonly places: BatchPlaces | null } | { readonly kind: "csv"; readonly range: TextRange }) & {
  /** memory of the rows that came to each `head` before this partition and before the next; null without such a step */
  readonly heads: { readonly before: SharedArrayBuffer; readonly after: SharedArrayBuffer } | null;
  /** 1 for the first try */
  readonly attempt: number;
  /** why the partition is given up, so that its rows are only set aside; null: it is to be worked on */
  readonly lost: ErrorData | null;
};

/** What a worker sends back. Times are in ms. */
export interface PartReply {
  /** of the input, and the number of the first; of the first part with rows, and of those before it, its columns, too */
  readonly input: { readonly rows: number; readonly firstRow: number; readonly columns: readonly ColumnReport[] | null };
  /** false: the part is not what it was taken to be, and no step saw it */
  readonly isSo: boolean;
  /** of the result */
  readonly rows: number;
  /** which rows of the part those of the result are, for who wants to know it (`tracesRows`); else null */
  readonly trace: Trace;
  /** lines that were set aside */
  readonly rejects: readonly BadLine[];
  /** null: the part is behind the last row that a `head` wants, or was set aside, and no part of the result */
  readonly result: PartResult | null;
  readonly faults: PartFaults;
  /** verbs of whole columns that functions of a part called: they saw the part's */
  readonly partVerbs: readonly string[];
  /** columns that were looked for by name, and may be there in other parts alone */
  readonly asked: readonly Asked[];
  readonly times: { readonly open: number; readonly compute: number; readonly pack: number };
}

/** What a step named of the columns of a part, where those are not decided before it. */
export interface Asked {
  /** of the step in its plan; behind the last one: what becomes of the part */
  readonly place: number;
  readonly names: readonly string[];
  /** the columns of the part */
  readonly columns: readonly string[];
  /** all parts must have the same */
  readonly inAll?: boolean;
  /** a name that no part has is passed over, unless something behind it looks at all columns */
  readonly mayLack?: boolean;
}

/** What failed in a partition and did not end the run. */
export interface PartFaults {
  readonly count: number;
  /** the first ones as errors, in the order of the rows; as many as the plan says */
  readonly told: readonly ErrorData[];
  /** why the whole partition was set aside, if it was */
  readonly whole: ErrorData | null;
  /** input rows that are set aside, with the reasons: a frame. Null where nothing is ever set aside */
  readonly aside: { readonly rows: number; readonly batches: readonly PackedBatch[] } | null;
}

export type PartResult = FrameResult | CsvResult | MissingRows | PartialResult;

/** A reply that counts: what a sink takes; `place`: where in the input the part begins. */
export type ResultReply = PartReply & { readonly result: PartResult; readonly place: PartitionPlace };

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
  /** null: they are not compared with those of other parts */
  readonly types: readonly DataType[] | null;
  readonly text: PartText;
}

/** What a reduction has to know of the part, its columns packed. */
export interface PartialResult {
  readonly kind: "partial";
  readonly partial: unknown;
  /** the columns of the part itself, where the result keeps all of them (`keepsColumns`); else null */
  readonly columns: readonly string[] | null;
}
