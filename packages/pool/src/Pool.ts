import { assertNotImporting, markKind } from "@framepool/errors";
import { Crew } from "./crew/Crew.js";
import type { WorkerInfo } from "./crew/crew-options.js";
import { AsyncResult } from "./pool/AsyncResult.js";
import type { LimitOptions } from "./pool/call-limits.js";
import type { CallScope } from "./pool/CallScope.js";
import { runChunk } from "./pool/ChunkRun.js";
import { InputReader, iterable } from "./pool/InputReader.js";
import { type Callbacks, checkApplyOptions, type ImapOptions, imapRunOptions, type MapOptions, mapRunOptions, type MapResult } from "./pool/map-options.js";
import { crewOptions, refuseMore, type PoolOptions } from "./pool/pool-options.js";
import type { PoolCall } from "./pool/PoolCall.js";
import { quiet } from "./pool/quiet.js";
import { ResultIterator } from "./pool/ResultIterator.js";
import { runMap } from "./pool/run-map.js";
import { checkArgs, runOne } from "./pool/run-one.js";
import { startCall } from "./pool/start-call.js";
import { forgetUnclosed, warnIfUnclosed } from "./pool/unclosed.js";
import { callSite } from "./travel/call-site.js";
import type { Shippable, Shipped } from "./travel/types.js";

/** The workers of a pool, for what else runs on them; null for anything that is no pool of this copy of the package. */
export let crewOf: (pool: object) => Crew | null;

/**
 * A pool of workers that run functions, as `multiprocessing.Pool`. Workers start with the first call. A pool without
 * work does not hold the process; `await using` ends it with its block, by `terminate`, as Python's `with` does.
 *
 * Every call ends: a worker that exits, is killed, or runs out of memory ends its items with WorkerExitError or
 * WorkerMemoryError, and is replaced. What a function throws arrives as the `cause` of a TaskError that names the item.
 * Every call takes a `timeout` for each item, `retries` for those whose worker was lost, and a `signal`.
 *
 * @example
 * import { Pool } from "@framepool/pool";
 *
 * await using pool = new Pool(2);
 * await pool.map((n: number) => n * n, [1, 2, 3]); // → [ 1, 4, 9 ]
 * await pool.starmap((a: number, b: number) => a + b, [[1, 2], [3, 4]]); // → [ 3, 7 ]
 */
export class Pool {
  static {
    markKind(this, "a Pool");
  }

  readonly #crew: Crew;

  static {
    crewOf = (pool) => (#crew in pool ? pool.#crew : null);
  }

  /**
   * @param options the number of workers, or options
   * @throws ArgumentError for a number below 1, an unknown backend, a second argument; CaptureError if the initializer cannot travel, or
   *   while a worker imports the module that calls this
   */
  constructor(options?: number | PoolOptions | null, ...more: readonly never[]) {
    assertNotImporting("a Pool");
    refuseMore(more);
    this.#crew = new Crew(crewOptions(options, () => callSite(Pool)));
    warnIfUnclosed(this, this.#crew);
  }

  /** The workers that there are now: none before the first call, and at most `processes`. */
  get workers(): readonly WorkerInfo[] {
    return this.#crew.workers;
  }

  /**
   * `fn` of every item, in order. If calls fail, the others run to their end first, then the error of the lowest item is
   * thrown; `failFast` ends at the first failure, `settled` gives every item's `{ value }` or `{ error }`.
   *
   * @example
   * import { Pool } from "@framepool/pool";
   *
   * await using pool = new Pool(2);
   * const outcomes = await pool.map((n: number) => { if (n === 2) throw new RangeError("two"); return n; }, [1, 2], { settled: true });
   * outcomes.map(({ value, error }) => value ?? (error as Error).name); // → [ 1, 'TaskError' ]
   */
  map<T, R, S extends boolean = false>(fn: Shipped<[item: T], R>, items: Iterable<T>, options: MapOptions<S> = {}): Promise<MapResult<R, S>> {
    return begin(() => this.#map<R, S>(fn, [...iterable(items, "map")], "map", () => callSite(this.map), options));
  }

  /** `fn` of every list of arguments, in order: `fn(...args)`. */
  starmap<A extends readonly [] | readonly unknown[], R, S extends boolean = false>(fn: Shipped<A, R>, items: Iterable<A>, options: MapOptions<S> = {}): Promise<MapResult<R, S>> {
    return begin(() => this.#map<R, S>(fn, argLists(items, "starmap"), "starmap", () => callSite(this.starmap), options));
  }

  /**
   * `map`, and at once something to ask for its result.
   *
   * @throws ArgumentError, StateError, CaptureError at once
   */
  mapAsync<T, R, S extends boolean = false>(fn: Shipped<[item: T], R>, items: Iterable<T>, options: MapOptions<S> & Callbacks<MapResult<R, S>> = {}): AsyncResult<MapResult<R, S>> {
    return asyncResult(this.#map<R, S>(fn, [...iterable(items, "mapAsync")], "mapAsync", () => callSite(this.mapAsync), options), options);
  }

  /** `starmap`, and at once something to ask for its result. Throws as `mapAsync` does. */
  starmapAsync<A extends readonly [] | readonly unknown[], R, S extends boolean = false>(fn: Shipped<A, R>, items: Iterable<A>, options: MapOptions<S> & Callbacks<MapResult<R, S>> = {}): AsyncResult<MapResult<R, S>> {
    return asyncResult(this.#map<R, S>(fn, argLists(items, "starmapAsync"), "starmapAsync", () => callSite(this.starmapAsync), options), options);
  }

  /** One call in one worker: `fn(...args)`. */
  apply<A extends readonly [] | readonly unknown[], R>(fn: Shipped<A, R>, args: A | readonly [] = [], options: LimitOptions = {}): Promise<Awaited<R>> {
    return begin(() => this.#one<R>(fn, args, "apply", () => callSite(this.apply), options));
  }

  /**
   * One call in one worker, and at once something to ask for its result.
   *
   * @throws StateError if the pool is not running; CaptureError if `fn` cannot travel; ArgumentError for other arguments
   */
  applyAsync<A extends readonly [] | readonly unknown[], R>(fn: Shipped<A, R>, args: A | readonly [] = [], options: LimitOptions & Callbacks<Awaited<R>> = {}): AsyncResult<Awaited<R>> {
    return asyncResult(this.#one<R>(fn, args, "applyAsync", () => callSite(this.applyAsync), options), options);
  }

  /**
   * `fn` of every item of an iterable, sync or async, in order and as they come. The input is read `buffersize` chunks
   * ahead of what was taken, so that it may be endless.
   *
   * @throws ArgumentError, StateError, CaptureError at once; TaskError and its like from `next()`, at the item's place
   * @example
   * import { Pool } from "@framepool/pool";
   *
   * await using pool = new Pool(2);
   * const lengths = pool.imap((word: string) => word.length, ["one", "three"]);
   * await lengths.next(); // → { done: false, value: 3 }
   * await lengths.next(); // → { done: false, value: 5 }
   * await lengths.next(); // → { done: true, value: undefined }
   */
  imap<T, R>(fn: Shipped<[item: T], R>, items: Iterable<T> | AsyncIterable<T>, options: ImapOptions = {}): ResultIterator<Awaited<R>> {
    return this.#iterate(fn, items, "imap", () => callSite(this.imap), options);
  }

  /** As `imap`, in the order in which results arrive. */
  imapUnordered<T, R>(fn: Shipped<[item: T], R>, items: Iterable<T> | AsyncIterable<T>, options: ImapOptions = {}): ResultIterator<Awaited<R>> {
    return this.#iterate(fn, items, "imapUnordered", () => callSite(this.imapUnordered), options);
  }

  /** Takes no more calls; workers end when what was taken is done. */
  close(): void {
    forgetUnclosed(this);
    this.#crew.close();
  }

  /** Ends all workers now, whatever they do: pending calls reject with AbortError. Resolves when they are gone. */
  terminate(): Promise<void> {
    forgetUnclosed(this);
    return this.#crew.terminate();
  }

  /**
   * Resolves when all workers are gone.
   *
   * @throws StateError before `close` or `terminate`
   */
  join(): Promise<void> {
    return this.#crew.join();
  }

  /** `terminate`, not `close`: a block that is left early does not wait for work that nobody wants. */
  [Symbol.asyncDispose](): Promise<void> {
    return this.terminate();
  }

  #call(fn: Shippable, calls: number, op: string, file: () => string | null, options: LimitOptions & { readonly failFast?: boolean }): PoolCall {
    const isApply = op.startsWith("apply");
    return startCall(this.#crew, fn, { op, calls, unary: !isApply && !op.startsWith("starmap"), items: !isApply, file }, options);
  }

  #map<R, S extends boolean>(fn: Shippable, items: readonly unknown[], op: string, file: () => string | null, options: MapOptions<S>): Started<MapResult<R, S>> {
    const how = mapRunOptions(options, op);
    const call = this.#call(fn, items.length, op, file, options);
    return { scope: call.scope, outcome: runMap(call, items, how) as Promise<MapResult<R, S>> };
  }

  #one<R>(fn: Shippable, args: readonly unknown[], op: string, file: () => string | null, options: LimitOptions): Started<Awaited<R>> {
    checkArgs(args, op);
    checkApplyOptions(options, op);
    const call = this.#call(fn, 1, op, file, options);
    return { scope: call.scope, outcome: runOne(call, args) as Promise<Awaited<R>> };
  }

  #iterate<R>(fn: Shippable, items: Iterable<unknown> | AsyncIterable<unknown>, op: "imap" | "imapUnordered", file: () => string | null, options: ImapOptions): ResultIterator<R> {
    const { chunksize, buffersize = 2 * this.#crew.size } = imapRunOptions(options, op);
    const input = new InputReader(items, op);
    const call = this.#call(fn, Infinity, op, file, options);
    return new ResultIterator<R>({
      chunksize,
      buffersize,
      input,
      run: (chunk, first, done) => runChunk(call, chunk, first, done),
      scope: call.scope,
      ordered: op === "imap",
      begin: (feed) => this.#crew.begin(feed),
    });
  }
}

/** A call that was begun. */
interface Started<R> {
  readonly scope: CallScope;
  readonly outcome: Promise<R>;
}

function asyncResult<R>(started: Started<R>, callbacks: Callbacks<R>): AsyncResult<R> {
  return new AsyncResult(quiet(started.outcome), started.scope, callbacks);
}

function argLists(items: Iterable<unknown>, op: string): unknown[][] {
  return Array.from(iterable(items, op), (args) => [...iterable(args, `${op}: each item`)]);
}

/** Begins a call; what it throws at once is a rejection, as all that comes later. */
function begin<T>(work: () => Started<T>): Promise<T> {
  return quiet(new Promise<T>((resolve) => resolve(work().outcome)));
}
