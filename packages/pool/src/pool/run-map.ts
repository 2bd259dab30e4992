import { AbortError } from "@framepool/errors";
import type { Feed } from "../crew/Feeds.js";
import { encode } from "../values/encode.js";
import { isSimple } from "../values/flat.js";
import type { Abortable } from "./CallScope.js";
import { runChunk } from "./ChunkRun.js";
import { ChunkSizer } from "./chunk-size.js";
import { itemSize } from "./encode-chunk.js";
import type { ChunkResult, PoolCall } from "./PoolCall.js";

/** Chunks of one call that are submitted, for each worker: many where the user made them small. */
const CHUNKS_A_WORKER = 256;
/** Above so many bytes on their way, only what the workers need next. */
const MOST_BYTES = 16 * 1024 * 1024;

export interface MapRunOptions {
  readonly chunksize: number | undefined;
  /** end at the first failure to arrive */
  readonly failFast: boolean;
  /** give `{ value }` or `{ error }` for every item, and throw nothing */
  readonly settled: boolean;
}

/**
 * Makes one call an item and gives the results in order. If calls fail, all others run to their end first, and
 * the error of the lowest position is thrown; `options` say otherwise.
 */
export function runMap(call: PoolCall, items: readonly unknown[], options: MapRunOptions): Promise<unknown[]> {
  return new Promise((resolve, reject) => new MapRun(call, items, options, resolve, reject).start());
}

class MapRun implements Feed, Abortable {
  readonly #call: PoolCall;
  readonly #items: readonly unknown[];
  readonly #options: MapRunOptions;
  readonly #resolve: (values: unknown[]) => void;
  readonly #reject: (error: unknown) => void;
  readonly #values: unknown[];
  readonly #sizer: ChunkSizer | null;
  #failure: { readonly index: number; readonly error: unknown } | null = null;
  #next = 0;
  #open = 0;
  /** about what a chunk weighs */
  #bytes: number;
  #isPumping = false;
  #isOver = false;
  #release: () => void = () => undefined;

  constructor(call: PoolCall, items: readonly unknown[], options: MapRunOptions, resolve: (values: unknown[]) => void, reject: (error: unknown) => void) {
    this.#call = call;
    this.#items = items;
    this.#options = options;
    this.#resolve = resolve;
    this.#reject = reject;
    this.#values = new Array<unknown>(items.length);
    const size = items.length === 0 ? 0 : firstSize(items[0]);
    this.#bytes = size * (options.chunksize ?? 0);
    this.#sizer = options.chunksize === undefined ? new ChunkSizer(items.length, call.crew.size, size) : null;
  }

  start(): void {
    const { crew, scope } = this.#call;
    if (scope.error !== null) return this.abort(scope.error);
    if (this.#items.length === 0) return this.#end();
    this.#release = crew.begin(this);
    scope.add(this);
    this.#pump();
  }

  /** Submits chunks while there is room. */
  #pump(): void {
    if (this.#isPumping) return;
    this.#isPumping = true;
    try {
      this.#submit();
    } catch (error) {
      this.#crash(error);
    } finally {
      this.#isPumping = false;
    }
    if (this.#next === this.#items.length && this.#open === 0) this.#end();
  }

  #submit(): void {
    while (this.#next < this.#items.length && !this.#isOver && this.#hasRoom()) {
      const first = this.#next;
      const size = this.#sizer?.size ?? this.#options.chunksize!;
      this.#next = Math.min(first + size, this.#items.length);
      this.#open++;
      runChunk(this.#call, this.#items.slice(first, this.#next), first, (result) => this.#done(first, result));
    }
  }

  #hasRoom(): boolean {
    const workers = this.#call.crew.size;
    if (this.#sizer !== null) return this.#open < (this.#sizer.measured ? 2 * workers : workers);
    return this.#open < 2 * workers || (this.#open < CHUNKS_A_WORKER * workers && this.#bytes * this.#open < MOST_BYTES);
  }

  #done(first: number, { values, errors, ms, bytes }: ChunkResult): void {
    this.#open--;
    if (this.#isOver) return;
    this.#bytes = Math.max(bytes, this.#bytes / 2);
    this.#sizer?.add(values.length, ms, bytes);
    const { settled } = this.#options;
    for (let i = 0; i < values.length; i++) this.#values[first + i] = settled ? { value: values[i] } : values[i];
    if (errors !== null) for (const [i, error] of errors) this.#fail(first + i, error);
    this.#pump();
  }

  #fail(index: number, error: unknown): void {
    if (this.#options.settled) this.#values[index] = { error };
    else this.#failed(index, error);
  }

  #failed(index: number, error: unknown): void {
    if (this.#failure === null || index < this.#failure.index) this.#failure = { index, error };
    if (!this.#options.failFast) return;
    this.#end();
    this.#call.scope.abort(new AbortError(`${this.#call.op} has ended: another item failed`, { cause: error }));
  }

  /** Its chunks are submitted as room is made. */
  hurry(): void {
    // Nothing to do.
  }

  /** The crew takes no more: what is under way is told by itself. */
  stop(error: Error): void {
    for (; this.#next < this.#items.length; this.#next++) this.#fail(this.#next, error);
    if (this.#open === 0) this.#end();
  }

  /** Chunks cannot be made: the call is at its end, and what is under way is given up. */
  #crash(error: unknown): void {
    this.#fallWith(error);
    this.#call.scope.abort(new AbortError(`${this.#call.op} has ended: its work could not be sent`, { cause: error }));
  }

  /** The call was cancelled: that is its error, whatever failed before. */
  abort(error: Error): void {
    this.#fallWith(error);
  }

  #fallWith(error: unknown): void {
    if (this.#isOver) return;
    if (this.#options.settled) for (let i = 0; i < this.#items.length; i++) this.#values[i] ??= { error };
    else this.#failure = { index: -1, error };
    this.#end();
  }

  #end(): void {
    if (this.#isOver) return;
    this.#isOver = true;
    this.#release();
    this.#call.scope.delete(this);
    this.#call.scope.end();
    if (this.#failure === null) this.#resolve(this.#values);
    else this.#reject(this.#failure.error);
  }
}

/** About what an item weighs on its way. */
function firstSize(item: unknown): number {
  if (isSimple(item)) return itemSize(item);
  try {
    return itemSize(encode(item, { path: "item", direction: "to worker" }).value);
  } catch {
    // It fails when its turn comes.
    return 0;
  }
}
