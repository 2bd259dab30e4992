import type { CsvWriteOptions } from "@framepool/csv";
import type { Table } from "@framepool/csv/internal";
import type { ShippedTask } from "@framepool/pool/worker-side";
import type { Seed } from "./random/seed.js";
import type { ErrorPolicy } from "./faults/policy.js";

/** What is done to each partition: plain data, so that any executor can run it. A step names its file in steps/. */
export type Step = FunctionStep | ColumnStep | HeadStep;

/** A step with a user's function, as a task. */
export interface FunctionStep {
  readonly op: "mapPartitions" | "apply";
  readonly task: ShippedTask;
}

/** A verb of the frame that looks at no cell. Names are pairs and lists, never properties: they are data. */
export type ColumnStep =
  | { readonly op: "select" | "drop"; readonly columns: readonly string[] }
  | { readonly op: "rename"; readonly names: readonly (readonly [from: string, to: string])[] };

/** The first rows of all that come to it, over all partitions. */
export interface HeadStep {
  readonly op: "head";
  readonly rows: number;
}

/** What a worker has to know to read a part: nothing of rows that are sent, the table of those it reads itself. */
export type SourcePlan = { readonly kind: "frame" } | { readonly kind: "csv"; readonly table: Table };

/** What a partition becomes at the end of its way through a worker. */
export type Output =
  | { readonly kind: "frame" }
  /** rows of text, without the header: formatted in the worker */
  | { readonly kind: "csv"; readonly options: CsvWriteOptions };

/** How batches cross a thread: by handle where their buffers are ours (`"auto"`), always copied and moved, or always shared. */
export type Transport = "auto" | "transfer" | "share";

/** All that a worker has to know, sent to each once. */
export interface Plan {
  readonly source: SourcePlan;
  readonly steps: readonly Step[];
  readonly output: Output;
  readonly transport: Transport;
  readonly errors: ErrorPolicy;
  /** of all random numbers of the run */
  readonly seed: Seed;
}
