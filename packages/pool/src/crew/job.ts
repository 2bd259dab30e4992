import type { ShippedTask } from "../travel/shipped.js";
import type { Transferred } from "../values/codec.js";

/** One trip to a worker: a task and the argument lists to call it with, in order. */
export interface Job {
  readonly task: ShippedTask;
  /** one argument list a call; encoded by values/encode */
  readonly calls: ArrayLike<unknown>;
  /** true: `calls` holds the one argument of each call, and not lists: an array a call is half of what a small call costs */
  readonly unary?: boolean;
  /** buffers and ports of `calls` that move to the worker */
  readonly transfer?: readonly Transferred[];
  /** fields of the context that the calls see */
  readonly partition?: number | null;
  readonly firstRow?: number | null;
  /** position of the first call among the caller's items, from 0 */
  readonly index?: number;
  /** what errors call it; the task's name by default */
  readonly subject?: string;
  /** what runs may wait for it: it goes before all others, and where no worker is free one more is started for it */
  readonly urgent?: boolean;
  /** ms that it may run once its function is loaded; its worker is killed then */
  readonly timeout?: number | null;
  /** a call that fails is the last: the reply has no outcomes behind it */
  readonly stopAtFailure?: boolean;
  /** about what it weighs on the wire; only a job that says so is sent to a worker that has another to do */
  readonly bytes?: number;
  /** false: it does not count for `maxJobsPerWorker` */
  readonly counts?: boolean;
  /** with the partition, or else the item's position, this fixes what `ctx.random` gives; without it every crew draws its own */
  readonly seed?: number;
}

/** What one call came to; values are decoded, errors are errors again. */
export type Outcome =
  | { readonly ok: true; readonly value: unknown }
  | { readonly ok: false; readonly error: unknown; readonly thrown: boolean };

/** Why a call has no value. */
export interface CallFailure {
  readonly error: unknown;
  /** the function threw it; otherwise the trip failed (a result that cannot be sent) and the error is of our family */
  readonly thrown: boolean;
}

export interface Reply {
  /** one a call that was made, in order; undefined where it failed */
  readonly values: ArrayLike<unknown>;
  /** by the call's position; null where none failed, which is the usual case */
  readonly failures: ReadonlyMap<number, CallFailure> | null;
  /** the same, one a call: convenient where there are few */
  readonly outcomes: readonly Outcome[];
  /** name of the worker that ran the job */
  readonly worker: string;
  /** time the worker spent on the calls, in ms */
  readonly ms: number;
}

/** Who waits for a job: it is told exactly once, and must not throw. */
export interface JobOwner {
  replied(reply: Reply): void;
  /** the trip failed; `call` is the one that ran when the worker was lost, where that is known */
  failed(error: unknown, call: number | null): void;
}
