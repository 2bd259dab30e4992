import { ParallelError, SerializationError, TaskError, WorkerExitError } from "@framepool/errors";
import type { Crew } from "../crew/Crew.js";
import type { Outcome } from "../crew/job.js";
import type { ShippedTask } from "../travel/shipped.js";
import type { Transferred } from "../values/codec.js";
import { encode } from "../values/encode.js";

/** One call of a Pool's method: what runs, where, and what errors call it. */
export interface PoolCall {
  readonly crew: Crew;
  readonly task: ShippedTask;
  readonly op: string;
  /** false: errors name no item (`apply`) */
  readonly items: boolean;
}

/** What one item came to; the error is the one that the user gets. */
export type ItemOutcome = { readonly ok: true; readonly value: unknown } | { readonly ok: false; readonly error: unknown };

/**
 * Runs a chunk of calls in one worker; `first` is the position of its first item. Never rejects: an argument that cannot
 * be sent and a call that throws fail their own item, a lost worker fails all items of the chunk.
 */
export async function runChunk(call: PoolCall, chunk: readonly (readonly unknown[])[], first: number): Promise<ItemOutcome[]> {
  const outcomes = new Array<ItemOutcome>(chunk.length);
  const { calls, positions, transfer } = encodeChunk(call, chunk, first, outcomes);
  if (calls.length === 0) return outcomes;
  try {
    const reply = await call.crew.submit({ task: call.task, calls, transfer, index: first });
    for (let i = 0; i < calls.length; i++) {
      const position = positions === null ? i : (positions[i] as number);
      outcomes[position] = itemOutcome(call, reply.outcomes[i] as Outcome, first + position, reply.worker);
    }
  } catch (error) {
    for (let i = 0; i < calls.length; i++) {
      const position = positions === null ? i : (positions[i] as number);
      outcomes[position] = { ok: false, error: tripError(call, error, calls.length === 1 ? first + position : null) };
    }
  }
  return outcomes;
}

interface EncodedChunk {
  readonly calls: readonly (readonly unknown[])[];
  /** position in the chunk of each call, or null where they are the same */
  readonly positions: readonly number[] | null;
  readonly transfer: readonly Transferred[];
}

function encodeChunk(call: PoolCall, chunk: readonly (readonly unknown[])[], first: number, outcomes: ItemOutcome[]): EncodedChunk {
  const calls: (readonly unknown[])[] = [];
  const positions: number[] = [];
  const transfer = new Set<Transferred>();
  for (let i = 0; i < chunk.length; i++) {
    const args = chunk[i] as readonly unknown[];
    try {
      calls.push(args.every(isPrimitive) ? args : encodeArgs(call, args, transfer));
      positions.push(i);
    } catch (error) {
      outcomes[i] = { ok: false, error: call.items ? withIndex(error, first + i) : error };
    }
  }
  return { calls, positions: calls.length === chunk.length ? null : positions, transfer: [...transfer] };
}

function encodeArgs(call: PoolCall, args: readonly unknown[], transfer: Set<Transferred>): unknown[] {
  // Nothing is moved of an item that turns out not to travel.
  const moved: Transferred[] = [];
  const encoded = args.map((arg, i) => {
    const path = call.items && args.length === 1 ? "item" : `args[${i}]`;
    const { value, transfer: buffers } = encode(arg, { path, direction: "to worker" });
    for (const buffer of buffers) moved.push(buffer);
    return value;
  });
  for (const buffer of moved) transfer.add(buffer);
  return encoded;
}

function itemOutcome(call: PoolCall, outcome: Outcome, index: number, worker: string): ItemOutcome {
  if (outcome.ok) return outcome;
  const { error } = outcome;
  if (!outcome.thrown) return { ok: false, error: call.items ? withIndex(error, index) : error };
  return { ok: false, error: taskError(call, error, call.items ? index : null, worker) };
}

function taskError(call: PoolCall, cause: unknown, index: number | null, worker: string | null): TaskError {
  const reason = cause instanceof Error ? `${cause.name}: ${cause.message}` : `it threw ${String(cause)}`;
  const where = index === null ? "" : ` at item ${index}`;
  return new TaskError(`${call.op}: "${call.task.name}" failed${where}: ${reason}`, { op: call.op, index, worker }, cause);
}

/** The trip of a whole chunk failed. `index` is its item where it has only one. */
function tripError(call: PoolCall, error: unknown, index: number | null): unknown {
  if (!(error instanceof ParallelError)) return taskError(call, error, null, null);
  return call.items ? withIndex(error, index) : error;
}

/** The same error, saying which item it is about, where its class can. */
function withIndex(error: unknown, index: number | null): unknown {
  if (index === null) return error;
  const options = error instanceof Error && error.cause !== undefined ? { cause: error.cause } : undefined;
  if (error instanceof SerializationError) return new SerializationError(`item ${index}: ${error.message}`, { index, path: error.path, direction: error.direction }, options);
  if (error instanceof WorkerExitError) {
    const { exitCode, signal, worker } = error;
    return new WorkerExitError(`${error.message} (item ${index})`, { exitCode, signal, worker, index }, options);
  }
  return error;
}

function isPrimitive(value: unknown): boolean {
  return typeof value === "object" ? value === null : typeof value !== "function" && typeof value !== "symbol";
}
