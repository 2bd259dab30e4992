import { ParallelError, SerializationError, TaskError, WorkerExitError } from "@framepool/errors";
import type { Crew } from "../crew/Crew.js";
import type { Outcome } from "../crew/job.js";
import type { ShippedTask } from "../travel/shipped.js";
import type { Transferred } from "../values/codec.js";
import { encode, type EncodedValue } from "../values/encode.js";

/** One call of a Pool's method: what runs, where, and what errors call it. */
export interface PoolCall {
  readonly crew: Crew;
  readonly task: ShippedTask;
  readonly op: string;
  /** each item is the one argument of its call (`map`), or a list of arguments (`starmap`, `apply`) */
  readonly unary: boolean;
  /** false: errors name no item (`apply`) */
  readonly items: boolean;
}

/** What one item came to; the error is the one that the user gets. */
export type ItemOutcome = { readonly ok: true; readonly value: unknown } | { readonly ok: false; readonly error: unknown };

/**
 * Runs a chunk of items in one worker; `first` is the position of the first one. Never rejects: an argument that cannot
 * be sent and a call that throws fail their own item, a lost worker fails all items of the chunk.
 */
export async function runChunk(call: PoolCall, chunk: readonly unknown[], first: number): Promise<readonly ItemOutcome[]> {
  const { task, unary } = call;
  const { calls, refused, transfer } = encodeChunk(call, chunk, first);
  if (calls.length === 0) return refused;
  const job = { task, unary, calls, transfer, index: first };
  try {
    const { outcomes, worker } = await call.crew.submit(job);
    // The usual chunk needs nothing done.
    if (refused.length === 0 && outcomes.every((outcome) => outcome.ok)) return outcomes;
    return merge(chunk.length, refused, (position, i) => itemOutcome(call, outcomes[i]!, first + position, worker));
  } catch (error) {
    return merge(chunk.length, refused, (position) => ({ ok: false, error: tripError(call, error, calls.length === 1 ? first + position : null) }));
  }
}

/** Outcomes of a whole chunk: refused items at their places, the others, in order, between them. */
function merge(length: number, refused: readonly ItemOutcome[], outcome: (position: number, call: number) => ItemOutcome): ItemOutcome[] {
  const merged = new Array<ItemOutcome>(length);
  let call = 0;
  for (let position = 0; position < length; position++) merged[position] = refused[position] ?? outcome(position, call++);
  return merged;
}

interface EncodedChunk {
  readonly calls: readonly unknown[];
  /** items that cannot be sent, at their places; empty where all can */
  readonly refused: readonly ItemOutcome[];
  readonly transfer: readonly Transferred[];
}

function encodeChunk(call: PoolCall, chunk: readonly unknown[], first: number): EncodedChunk {
  const simple = call.unary ? chunk.every(isPrimitive) : chunk.every((args) => (args as readonly unknown[]).every(isPrimitive));
  if (simple) return { calls: chunk, refused: [], transfer: [] };
  const calls: unknown[] = [];
  const refused: ItemOutcome[] = [];
  const transfer = new Set<Transferred>();
  chunk.forEach((item, i) => {
    try {
      const encoded = call.unary ? encode(item, { path: "item", direction: "to worker" }) : encodeArgs(item as readonly unknown[]);
      calls.push(encoded.value);
      for (const buffer of encoded.transfer) transfer.add(buffer);
    } catch (error) {
      refused[i] = { ok: false, error: call.items ? withIndex(error, first + i) : error };
    }
  });
  return { calls, refused, transfer: [...transfer] };
}

function encodeArgs(args: readonly unknown[]): EncodedValue {
  const transfer: Transferred[] = [];
  const value = args.map((arg, i) => {
    const encoded = encode(arg, { path: `args[${i}]`, direction: "to worker" });
    for (const buffer of encoded.transfer) transfer.push(buffer);
    return encoded.value;
  });
  return { value, transfer };
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
