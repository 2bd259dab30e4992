import type { DataFrame, Series } from "@framepool/frame";
import type { Output } from "../plan/plan.js";
import type { ResultReply } from "../worker/messages.js";
import type { Origin } from "@framepool/frame/internal";

/** Where results go. `R` is what the run gives. */
export interface Sink<R> {
  /** what a worker makes of a part for this sink */
  readonly output: Output;
  /** true: results are taken in the order of the input, and what waits counts as in flight */
  readonly ordered: boolean;
  /** whether all rows come together in it for a step: a column that the step names may be one that only some parts have */
  readonly gathers?: true;
  /** `from`: which input the part is of, from 0. */
  take(partition: number, reply: ResultReply, origins: readonly Origin[], from: number): Promise<void> | void;
  /** Where it keeps rows as they are: what all of them, which are here already, come to without a pass. */
  whole?(value: DataFrame | Series): R;
  /** Forgets what it took, so that all can be taken again; a sink that cannot has none. */
  restart?(): Promise<void> | void;
  /** All is taken: the result. */
  finish(): Promise<R> | R;
  /** The result of the partitions before one, where that is kept. */
  soFar?(partitions: number): R;
  /** Where a pipe's reader may go: the result of a run that ends there, which is no failure. */
  leave?(): R;
  /** The run failed: leaves things as they were. */
  abort(): Promise<void>;
}
