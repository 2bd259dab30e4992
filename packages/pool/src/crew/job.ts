import type { ShippedTask } from "../travel/shipped.js";
import type { Transferred } from "../values/codec.js";

/** One trip to a worker: a task and the argument lists to call it with, in order. */
export interface Job {
  readonly task: ShippedTask;
  /** one argument list a call; encoded by values/encode */
  readonly calls: readonly unknown[];
  /** true: `calls` holds the one argument of each call, and not lists: an array a call is half of what a small call costs */
  readonly unary?: boolean;
  /** buffers and ports of `calls` that move to the worker */
  readonly transfer?: readonly Transferred[];
  /** fields of the context that the calls see */
  readonly partition?: number | null;
  readonly firstRow?: number | null;
  /** position of the first call among the caller's items, from 0 */
  readonly index?: number;
  /** with the partition, or else the item's position, this fixes what `ctx.random` gives; without it every crew draws its own */
  readonly seed?: number;
}

/** What one call came to; values are decoded, errors are errors again. */
export type Outcome =
  | { readonly ok: true; readonly value: unknown }
  /** `thrown`: the function threw it; otherwise the trip failed (a result that cannot be sent) and the error is of our family */
  | { readonly ok: false; readonly error: unknown; readonly thrown: boolean };

export interface Reply {
  /** one a call, in order */
  readonly outcomes: readonly Outcome[];
  /** name of the worker that ran the job */
  readonly worker: string;
  /** time the worker spent on the calls, in ms */
  readonly ms: number;
}
