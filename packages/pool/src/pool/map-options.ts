import { ArgumentError } from "@framepool/errors";
import type { LimitOptions } from "./call-limits.js";
import { checkCount } from "./check-count.js";
import type { MapRunOptions } from "./run-map.js";

export interface MapOptions<S extends boolean = boolean> extends LimitOptions {
  /** items of one message to a worker. By default a quarter of a worker's share, and less where items turn out to be slow or large */
  readonly chunksize?: number;
  /** true: end at the first failure to arrive, without waiting for the others, which are cancelled */
  readonly failFast?: boolean;
  /** true: give `{ value }` or `{ error }` for every item, and throw nothing */
  readonly settled?: S;
}

export interface ImapOptions extends LimitOptions {
  /** items of one message to a worker, 1 by default */
  readonly chunksize?: number;
  /** most chunks that are under way or wait to be taken, twice the workers by default: so far is the input read ahead */
  readonly buffersize?: number;
}

/** What is told of a call's end, to whoever does not wait for it. Called once, of one of the two. */
export interface Callbacks<R> {
  /** gets the result */
  readonly callback?: (result: R) => void;
  /** gets the error */
  readonly errorCallback?: (error: unknown) => void;
}

/** What one item came to. */
export type Settled<R> = { readonly value: R; readonly error?: never } | { readonly value?: never; readonly error: unknown };

/** What `map` gives: values, or with `settled: true` what every item came to. */
export type MapResult<R, S extends boolean> = (S extends true ? Settled<Awaited<R>> : Awaited<R>)[];

/** Throws ArgumentError for options that make no sense. */
export function mapRunOptions({ chunksize, failFast = false, settled = false }: MapOptions): MapRunOptions {
  if (failFast && settled) throw new ArgumentError("failFast ends a call at its first failure, settled: true gives them all: choose one");
  return { chunksize: chunksize === undefined ? undefined : checkCount(chunksize, "chunksize"), failFast, settled };
}
