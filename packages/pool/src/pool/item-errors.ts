import { isError, ParallelError, SerializationError, TaskError, TimeoutError, WorkerExitError, WorkerMemoryError } from "@framepool/errors";
import type { CallFailure } from "../crew/job.js";
import { namedReasonOf } from "../reason.js";
import type { PoolCall } from "./PoolCall.js";

/** Where an error happened. */
export interface Place {
  readonly index: number;
  readonly worker: string | null;
  readonly attempt: number;
}

/** Why an item has no value, as the user is told. */
export function itemError(call: PoolCall, { error, thrown }: CallFailure, place: Place): unknown {
  if (thrown) return taskError(call, error, call.items ? place.index : null, place);
  return call.items ? withIndex(error, place.index) : error;
}

/** The trip of some items failed. `index` is the one that did it, where that is known; they are `first` to `last`. */
export function tripError(call: PoolCall, error: unknown, index: number | null, [first, last]: readonly [number, number], attempt: number): unknown {
  if (!(error instanceof ParallelError)) return taskError(call, error, null, { worker: null, attempt });
  if (!call.items) return error;
  return index === null ? withRange(error, first, last) : withIndex(error, index);
}

/** The user's rule of retries threw when it was asked about a failure of `index`. */
export function retryRuleError(call: PoolCall, cause: unknown, index: number, attempt: number): TaskError {
  const where = call.items ? ` at item ${index}` : "";
  return new TaskError(`${call.op}: its retries failed${where}, in on or backoff: ${namedReasonOf(cause)}`, { op: call.op, index: call.items ? index : null, worker: null, attempt }, cause);
}

function taskError(call: PoolCall, cause: unknown, index: number | null, { worker, attempt }: Omit<Place, "index">): TaskError {
  const where = index === null ? "" : ` at item ${index}`;
  return new TaskError(`${call.op}: "${call.task.name}" failed${where}: ${namedReasonOf(cause)}`, { op: call.op, index, worker, attempt }, cause);
}

/** The same error, saying which item it is about, where its class can. */
export function withIndex(error: unknown, index: number): unknown {
  return relabelled(error, index, (message) => (error instanceof SerializationError ? `item ${index}: ${message}` : `${message} (item ${index})`));
}

/** The worker took several items along, and cannot say which of them did it. */
function withRange(error: unknown, first: number, last: number): unknown {
  return relabelled(error, null, (message) => `${message} (one of the items ${first} to ${last})`);
}

function relabelled(error: unknown, index: number | null, say: (message: string) => string): unknown {
  const options = isError(error) && error.cause !== undefined ? { cause: error.cause } : undefined;
  if (error instanceof SerializationError) return new SerializationError(say(error.message), { index, path: error.path, direction: error.direction }, options);
  if (error instanceof WorkerExitError) {
    const { exitCode, signal, worker } = error;
    return new WorkerExitError(say(error.message), { exitCode, signal, worker, index }, options);
  }
  if (error instanceof WorkerMemoryError) return new WorkerMemoryError(say(error.message), { worker: error.worker, index }, options);
  if (error instanceof TimeoutError) return new TimeoutError(say(error.message), error.timeout, { index }, options);
  return error;
}
