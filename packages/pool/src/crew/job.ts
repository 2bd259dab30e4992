import type { ShippedTask } from "../travel/shipped.js";

/** One trip to a worker: a task and the argument lists to call it with, in order. */
export interface Job {
  readonly task: ShippedTask;
  /** one argument list a call; encoded by values/encode */
  readonly calls: readonly (readonly unknown[])[];
  /** buffers of `calls` that move to the worker */
  readonly transfer?: readonly ArrayBuffer[];
  /** fields of the context that the calls see */
  readonly partition?: number | null;
  readonly firstRow?: number | null;
}

/** What one call came to. */
export type Outcome = { readonly ok: true; readonly value: unknown } | { readonly ok: false; readonly error: unknown };

export interface Reply {
  /** one a call, in order */
  readonly outcomes: readonly Outcome[];
  /** name of the worker that ran the job */
  readonly worker: string;
  /** time the worker spent on the calls, in ms */
  readonly ms: number;
}
