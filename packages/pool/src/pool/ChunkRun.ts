import { AbortError, InitializerError, StateError } from "@framepool/errors";
import type { Feed } from "../crew/Feeds.js";
import type { JobOwner, Reply } from "../crew/job.js";
import { wasNotSent } from "../crew/job-errors.js";
import type { Ticket } from "../crew/ticket.js";
import { LONGEST_TIMER } from "../timer.js";
import type { Abortable } from "./CallScope.js";
import { encodeChunk, type EncodedChunk } from "./encode-chunk.js";
import { itemError, retryRuleError, tripError } from "./item-errors.js";
import type { ChunkResult, PoolCall } from "./PoolCall.js";

/**
 * Runs a chunk of items; `first` is the position of the first one. `done` is called once, maybe before this returns: an
 * argument that cannot be sent and a call that throws fail their own item, a lost worker fails all items of its message.
 * With a timeout each item has a message to itself: those that were in time keep their results.
 */
export function runChunk(call: PoolCall, chunk: readonly unknown[], first: number, done: (result: ChunkResult) => void): void {
  const run = new ChunkRun(call, chunk, first, done);
  if (call.limits.timeout === null || chunk.length === 1) return run.send(0, chunk.length, 1);
  for (let position = 0; position < chunk.length; position++) run.send(position, 1, 1);
}

class ChunkRun {
  readonly call: PoolCall;
  readonly chunk: readonly unknown[];
  readonly first: number;
  readonly #done: (result: ChunkResult) => void;
  readonly #values: unknown[] = [];
  #errors: Map<number, unknown> | null = null;
  #missing: number;
  #ms = 0;
  #bytes = 0;

  constructor(call: PoolCall, chunk: readonly unknown[], first: number, done: (result: ChunkResult) => void) {
    this.call = call;
    this.chunk = chunk;
    this.first = first;
    this.#done = done;
    this.#missing = chunk.length;
  }

  /** Sends some items, for the first time or again. */
  send(from: number, count: number, attempt: number): void {
    new Trip(this, from, count, attempt).send();
  }

  sent(bytes: number): void {
    this.#bytes += bytes;
  }

  spent(ms: number): void {
    this.#ms += ms;
  }

  done(position: number, value: unknown): void {
    this.#values[position] = value;
    this.#count();
  }

  failed(position: number, error: unknown): void {
    this.#values[position] = undefined;
    (this.#errors ??= new Map()).set(position, error);
    this.#count();
  }

  #count(): void {
    this.#missing--;
    if (this.#missing === 0) this.finish(this.#values);
  }

  /** All items have come to an end. */
  finish(values: ArrayLike<unknown>): void {
    this.#done({ values, errors: this.#errors, ms: this.#ms, bytes: this.#bytes });
  }
}

/** What becomes of items that failed. */
interface Verdict {
  /** ms until they are tried again; null: they are not */
  readonly after: number | null;
  readonly error: unknown;
}

/** One message's way there and back, with some items of a chunk. */
class Trip implements JobOwner, Abortable, Feed {
  readonly #run: ChunkRun;
  readonly #from: number;
  readonly #count: number;
  readonly #attempt: number;
  #encoded: EncodedChunk | null = null;
  /** positions of the calls in the chunk */
  #positions: readonly number[] | null = null;
  #ticket: Ticket | null = null;
  #waiting: { readonly timer: NodeJS.Timeout; readonly release: () => void } | null = null;

  constructor(run: ChunkRun, from: number, count: number, attempt: number) {
    this.#run = run;
    this.#from = from;
    this.#count = count;
    this.#attempt = attempt;
  }

  send(): void {
    const { call, chunk, first } = this.#run;
    const { crew, task, unary, scope, stopAtFailure, limits } = call;
    const items = this.#count === chunk.length ? chunk : chunk.slice(this.#from, this.#from + this.#count);
    const encoded = this.#encode(items);
    if (encoded === null) return;
    const { calls, refused, transfer, bytes } = encoded;
    if (refused !== null) this.#refuse(refused);
    if (calls.length === 0) return scope.delete(this);
    this.#run.sent(bytes);
    // The last item of a chunk stands for it: `maxtasksperchild` counts chunks.
    const counts = this.#from + this.#count === chunk.length && this.#attempt === 1;
    try {
      if (scope.error !== null) throw scope.error;
      scope.add(this);
      this.#ticket = crew.enqueue({ task, unary, calls, transfer, bytes, index: first + this.#from, timeout: limits.timeout, stopAtFailure, counts }, this);
    } catch (error) {
      this.failed(error, null);
    }
  }

  /** Null, and the items have failed, where not even that can be told which of them cannot be sent. */
  #encode(items: readonly unknown[]): EncodedChunk | null {
    try {
      return (this.#encoded = encodeChunk(this.#run.call, items, this.#run.first + this.#from));
    } catch (error) {
      this.failed(error, null);
      return null;
    }
  }

  #refuse(refused: ReadonlyMap<number, unknown>): void {
    this.#positions = Array.from({ length: this.#count }, (_, i) => this.#from + i).filter((_, i) => !refused.has(i));
    for (const [i, error] of refused) this.#run.failed(this.#from + i, error);
  }

  #position(call: number): number {
    return this.#positions?.[call] ?? this.#from + call;
  }

  replied({ values, failures, worker, ms }: Reply): void {
    const { call, chunk, first } = this.#run;
    call.scope.delete(this);
    this.#run.spent(ms);
    // The usual chunk needs nothing done.
    if (failures === null && values.length === chunk.length) return this.#run.finish(values);
    const calls = this.#encoded!.calls.length;
    for (let i = 0; i < calls; i++) {
      const position = this.#position(i);
      const failure = failures?.get(i);
      if (i >= values.length) this.#run.failed(position, NOT_RUN);
      else if (failure === undefined) this.#run.done(position, values[i]);
      else this.#next(position, this.#verdict(itemError(call, failure, { index: first + position, worker, attempt: this.#attempt }), position));
    }
  }

  /** An item that has failed goes again by itself, or is at its end. */
  #next(position: number, verdict: Verdict): void {
    if (verdict.after === null) this.#run.failed(position, verdict.error);
    else new Trip(this.#run, position, 1, this.#attempt + 1).#sendAfter(verdict.after);
  }

  failed(error: unknown, call: number | null): void {
    const { call: { scope }, first } = this.#run;
    scope.delete(this);
    const calls = this.#encoded?.calls.length ?? this.#count;
    const positions = Array.from({ length: calls }, (_, i) => this.#position(i));
    // One of them is to blame, and nobody knows which: each goes by itself.
    if (calls > 1 && wasNotSent(error)) {
      for (const position of positions) new Trip(this.#run, position, 1, this.#attempt).send();
      return;
    }
    const known = calls === 1 ? 0 : call;
    const range = [first + this.#position(0), first + this.#position(calls - 1)] as const;
    const told = tripError(this.#run.call, error, known === null ? null : first + this.#position(known), range, this.#attempt);
    const verdict = this.#verdict(told, positions[0]!);
    if (verdict.after !== null && this.#positions === null) return new Trip(this.#run, this.#from, this.#count, this.#attempt + 1).#sendAfter(verdict.after);
    for (const position of positions) this.#next(position, verdict);
  }

  #verdict(error: unknown, position: number): Verdict {
    const { call, first } = this.#run;
    // What was moved is not here any more; and a pool that is gone stays so.
    if (call.scope.error !== null || (this.#encoded?.transfer.length ?? 0) > 0 || isFinal(error)) return { after: null, error };
    try {
      return { after: call.limits.retryAfter(error, this.#attempt), error };
    } catch (thrown) {
      return { after: null, error: retryRuleError(call, thrown, first + position, this.#attempt) };
    }
  }

  #sendAfter(ms: number): void {
    const { crew, scope } = this.#run.call;
    scope.add(this);
    const release = crew.keep(this);
    // A crew that takes nothing more has said so by now.
    if (release === null) return;
    const timer = setTimeout(() => {
      this.#waiting = null;
      this.send();
      release();
    }, Math.min(ms, LONGEST_TIMER));
    this.#waiting = { timer, release };
  }

  abort(error: Error): void {
    if (this.#waiting !== null) this.#giveUpWaiting(error);
    else if (this.#ticket !== null) this.#run.call.crew.cancel(this.#ticket, error);
  }

  /** Another try is on its way by itself. */
  hurry(): void {
    // Nothing to do.
  }

  stop(error: Error): void {
    this.#giveUpWaiting(error);
  }

  #giveUpWaiting(error: Error): void {
    if (this.#waiting !== null) clearTimeout(this.#waiting.timer);
    this.#waiting?.release();
    this.#waiting = null;
    this.failed(error, null);
  }
}

/** `failFast` ended the chunk before this item; the call has ended, too, and nobody gets to see it. */
const NOT_RUN = new AbortError("an item before it failed");

/** The pool ended, not the try. */
function isFinal(error: unknown): boolean {
  return error instanceof AbortError || error instanceof InitializerError || error instanceof StateError;
}
