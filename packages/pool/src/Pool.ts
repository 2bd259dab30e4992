import { ArgumentError, assertNotImporting } from "@framepool/errors";
import { Crew, type WorkerInfo } from "./crew/Crew.js";
import { AsyncResult } from "./pool/AsyncResult.js";
import { checkCount } from "./pool/check-count.js";
import { type PoolCall, runChunk } from "./pool/chunk-run.js";
import { InputReader, iterable } from "./pool/InputReader.js";
import { crewOptions, type PoolOptions } from "./pool/pool-options.js";
import { ResultIterator } from "./pool/ResultIterator.js";
import { runMap } from "./pool/run-map.js";
import { callSite } from "./travel/call-site.js";
import { shipTask } from "./travel/ship-task.js";
import type { Shippable, Shipped } from "./travel/types.js";

export interface MapOptions {
  /** items of one message to a worker; by default a quarter of a worker's share */
  readonly chunksize?: number;
}

export interface ImapOptions {
  /** items of one message to a worker, 1 by default */
  readonly chunksize?: number;
  /** most chunks that are under way or wait to be taken, twice the workers by default: so far is the input read ahead */
  readonly buffersize?: number;
}

/**
 * A pool of workers that run functions, as `multiprocessing.Pool`. Workers start with the first call. A pool without
 * work does not hold the process; `await using` ends it with its block, by `terminate`, as Python's `with` does.
 *
 * Every call ends: a worker that exits, is killed, or runs out of memory ends its items with WorkerExitError or
 * WorkerMemoryError, and is replaced. What a function throws arrives as the `cause` of a TaskError that names the item.
 *
 * @example
 * import { Pool } from "@framepool/pool";
 *
 * await using pool = new Pool(2);
 * await pool.map((n: number) => n * n, [1, 2, 3]); // → [ 1, 4, 9 ]
 * await pool.starmap((a: number, b: number) => a + b, [[1, 2], [3, 4]]); // → [ 3, 7 ]
 */
export class Pool {
  readonly #crew: Crew;

  /**
   * @param options the number of workers, or options
   * @throws ArgumentError for a number below 1, an unknown backend; CaptureError if the initializer cannot travel, or
   *   while a worker imports the module that calls this
   */
  constructor(options?: number | PoolOptions | null) {
    assertNotImporting("a Pool");
    this.#crew = new Crew(crewOptions(options, callSite(Pool)));
  }

  /** The workers that there are now: none before the first call, and at most `processes`. */
  get workers(): readonly WorkerInfo[] {
    return this.#crew.workers;
  }

  /**
   * `fn` of every item, in order. If calls fail, the others run to their end first, then the error of the lowest item is
   * thrown.
   */
  map<T, R>(fn: Shipped<[item: T], R>, items: Iterable<T>, options: MapOptions = {}): Promise<Awaited<R>[]> {
    const file = callSite(this.map);
    return this.#all<R>(options, () => this.#call(fn, "map", file), () => [...iterable(items, "map")]);
  }

  /** `fn` of every list of arguments, in order: `fn(...args)`. */
  starmap<A extends readonly [] | readonly unknown[], R>(fn: Shipped<A, R>, items: Iterable<A>, options: MapOptions = {}): Promise<Awaited<R>[]> {
    const file = callSite(this.starmap);
    return this.#all<R>(options, () => ({ ...this.#call(fn, "starmap", file), unary: false }), () => argLists(items));
  }

  /** One call in one worker: `fn(...args)`. */
  apply<A extends readonly [] | readonly unknown[], R>(fn: Shipped<A, R>, args: A | readonly [] = []): Promise<Awaited<R>> {
    const file = callSite(this.apply);
    return quiet(() => this.#one<R>(() => this.#single(fn, "apply", file), args));
  }

  /**
   * One call in one worker, and at once something to ask for its result.
   *
   * @throws StateError if the pool is not running; CaptureError if `fn` cannot travel
   */
  applyAsync<A extends readonly [] | readonly unknown[], R>(fn: Shipped<A, R>, args: A | readonly [] = []): AsyncResult<Awaited<R>> {
    const call = this.#single(fn, "applyAsync", callSite(this.applyAsync));
    return new AsyncResult(quiet(() => this.#one<R>(() => call, args)));
  }

  /**
   * `fn` of every item of an iterable, sync or async, in order and as they come. The input is read `buffersize` chunks
   * ahead of what was taken, so that it may be endless.
   *
   * @throws ArgumentError, StateError, CaptureError at once; TaskError and its like from `next()`, at the item's place
   */
  imap<T, R>(fn: Shipped<[item: T], R>, items: Iterable<T> | AsyncIterable<T>, options: ImapOptions = {}): ResultIterator<Awaited<R>> {
    return this.#iterate(this.#call(fn, "imap", callSite(this.imap)), items, options, true);
  }

  /** As `imap`, in the order in which results arrive. */
  imapUnordered<T, R>(fn: Shipped<[item: T], R>, items: Iterable<T> | AsyncIterable<T>, options: ImapOptions = {}): ResultIterator<Awaited<R>> {
    return this.#iterate(this.#call(fn, "imapUnordered", callSite(this.imapUnordered)), items, options, false);
  }

  /** Takes no more calls; workers end when what was taken is done. */
  close(): void {
    this.#crew.close();
  }

  /** Ends all workers now, whatever they do: pending calls reject with AbortError. Resolves when they are gone. */
  terminate(): Promise<void> {
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

  #call(fn: Shippable, op: string, file: string | null): PoolCall {
    this.#crew.assertOpen();
    return { crew: this.#crew, task: shipTask(fn, { op, file }), op, unary: true, items: true };
  }

  #single(fn: Shippable, op: string, file: string | null): PoolCall {
    return { ...this.#call(fn, op, file), unary: false, items: false };
  }

  #all<R>({ chunksize }: MapOptions, call: () => PoolCall, items: () => unknown[]): Promise<Awaited<R>[]> {
    return quiet(async () => {
      const size = chunksize === undefined ? undefined : checkCount(chunksize, "chunksize");
      return (await runMap(call(), items(), size)) as Awaited<R>[];
    });
  }

  async #one<R>(begin: () => PoolCall, args: readonly unknown[]): Promise<Awaited<R>> {
    const call = begin();
    if (!Array.isArray(args)) throw new ArgumentError(`${call.op} takes its arguments as an array: ${call.op}(fn, [a, b])`);
    const [outcome] = await runChunk(call, [args], 0);
    if (outcome?.ok !== true) throw outcome?.error;
    return outcome.value as Awaited<R>;
  }

  #iterate<R>(call: PoolCall, items: Iterable<unknown> | AsyncIterable<unknown>, options: ImapOptions, ordered: boolean): ResultIterator<R> {
    return new ResultIterator<R>({
      chunksize: checkCount(options.chunksize ?? 1, "chunksize"),
      buffersize: checkCount(options.buffersize ?? 2 * this.#crew.size, "buffersize"),
      input: new InputReader(items, call.op),
      run: (chunk, first) => runChunk(call, chunk, first),
      ordered,
      begin: (feed) => this.#crew.begin(feed),
    });
  }
}

function argLists(items: Iterable<unknown>): unknown[][] {
  return Array.from(iterable(items, "starmap"), (args) => [...iterable(args, "starmap: each item")]);
}

/** A failure that nobody reads is no unhandled rejection. */
function quiet<T>(work: () => Promise<T>): Promise<T> {
  const result = work();
  result.catch(() => undefined);
  return result;
}
