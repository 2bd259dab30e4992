import { ArgumentError } from "@framepool/errors";
import { LIMIT_NAMES, type LimitOptions } from "./call-limits.js";
import { checkCount } from "./check-count.js";
import { checkOptions, type OptionNames } from "./check-options.js";
import type { MapRunOptions } from "./run-map.js";
import { shown } from "../shown.js";

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

/**
 * What one item came to. Both names can be taken out of it, `({ value, error }) => …`, for which each has the other's name as
 * well; so `"error" in outcome` tells the two apart, and not `"value" in outcome`.
 */
export type Settled<R> = { readonly value: R; readonly error?: never } | { readonly value?: never; readonly error: unknown };

/** What `map` gives: values, or with `settled: true` what every item came to. */
export type MapResult<R, S extends boolean> = (S extends true ? Settled<Awaited<R>> : Awaited<R>)[];

const CALLBACK_NAMES: OptionNames<Callbacks<never>> = { callback: true, errorCallback: true };
const MAP_NAMES: OptionNames<MapOptions> = { chunksize: true, failFast: true, settled: true, ...LIMIT_NAMES };
const IMAP_NAMES: OptionNames<ImapOptions> = { chunksize: true, buffersize: true, ...LIMIT_NAMES };

/** Throws ArgumentError for options that make no sense. */
export function mapRunOptions(options: MapOptions, op: string): MapRunOptions {
  const { chunksize, failFast = false, settled = false } = checkCall(options, MAP_NAMES, op);
  if (failFast && settled) throw new ArgumentError("failFast ends a call at its first failure, settled: true gives them all: choose one");
  return { chunksize: chunksize === undefined ? undefined : checkCount(chunksize, "chunksize"), failFast, settled };
}

/** The same for `imap`. */
export function imapRunOptions(options: ImapOptions, op: string): { readonly chunksize: number; readonly buffersize: number | undefined } {
  const { chunksize = 1, buffersize } = checkCall(options, IMAP_NAMES, op);
  return { chunksize: checkCount(chunksize, "chunksize"), buffersize: buffersize === undefined ? undefined : checkCount(buffersize, "buffersize") };
}

/** The same for `apply`. */
export function checkApplyOptions(options: LimitOptions, op: string): void {
  checkCall(options, LIMIT_NAMES, op);
}

/** What is told of a call's end has to be known before it starts: behind it, nobody could be told that it is no function. */
function checkCall<O extends LimitOptions>(options: O & Callbacks<never>, names: OptionNames<O>, op: string): O {
  if (!op.endsWith("Async")) return checkOptions<O>(options, names, op);
  checkOptions<O & Callbacks<never>>(options, { ...names, ...CALLBACK_NAMES }, op);
  for (const [name, given] of [["callback", options.callback], ["errorCallback", options.errorCallback]] as const) {
    if (given !== undefined && typeof (given as unknown) !== "function") throw new ArgumentError(`${name} of ${op} must be a function, not ${shown(given)}`);
  }
  return options;
}
