import { ArgumentError, WorkerExitError, WorkerMemoryError } from "@framepool/errors";
import { checkOptions, type OptionNames } from "./check-options.js";
import { shown } from "../shown.js";

/** What bounds a call, for each of its items. */
export interface LimitOptions {
  /** ms that one item may take, its function being loaded; it ends with TimeoutError then, and its worker is replaced at once. None by default */
  readonly timeout?: number;
  /** how often an item is tried again whose worker was lost; or of what else, and how long after. 0 by default */
  readonly retries?: number | RetryOptions;
  /** ends the call with AbortError, whatever its workers do */
  readonly signal?: AbortSignal;
}

export interface RetryOptions {
  readonly times: number;
  /** after which failures: `"lost"` workers by default */
  readonly on?: "lost" | "any" | ((error: unknown) => boolean);
  /** ms before the next try, 0 by default; or a function of the number of the try that failed, from 1 */
  readonly backoff?: number | ((attempt: number) => number);
}

export const LIMIT_NAMES: OptionNames<LimitOptions> = { timeout: true, retries: true, signal: true };
const RETRY_NAMES: OptionNames<RetryOptions> = { times: true, on: true, backoff: true };

/** The same, checked. */
export interface CallLimits {
  readonly timeout: number | null;
  /** ms until the next try, or null for no other; `attempt` is the one that failed, from 1 */
  readonly retryAfter: (error: unknown, attempt: number) => number | null;
}

const NO_RETRY: CallLimits["retryAfter"] = () => null;

/** Throws ArgumentError for what makes no sense; `killable` says whether a function can be ended where it runs. */
export function callLimits({ timeout, retries, signal }: { readonly [K in keyof LimitOptions]?: LimitOptions[K] | undefined }, killable: boolean, op: string): CallLimits {
  if (signal !== undefined && !isSignal(signal)) throw new ArgumentError(`the signal of ${op} must be an AbortSignal, as \`new AbortController().signal\`, not ${shown(signal)}`);
  if (timeout === undefined) return { timeout: null, retryAfter: retryRule(retries) };
  if (typeof timeout !== "number" || !(timeout > 0)) throw new ArgumentError(`the timeout of ${op} must be a number of ms above 0, not ${shown(timeout)}`);
  if (!killable) {
    throw new ArgumentError(`${op} cannot keep a timeout in line, where nothing can end a function: give it to a pool with backend "threads" or "processes" (a pool made inside a worker is always in line)`);
  }
  return { timeout, retryAfter: retryRule(retries) };
}

/** Of whatever realm. */
function isSignal(value: unknown): boolean {
  return typeof value === "object" && value !== null && "aborted" in value && "addEventListener" in value;
}

function retryRule(retries: LimitOptions["retries"] | null = 0): CallLimits["retryAfter"] {
  const isRule = typeof retries === "object" && retries !== null;
  const { times, on = "lost", backoff = 0 } = isRule ? checkOptions(retries, RETRY_NAMES, "retries") : { times: retries ?? NaN };
  if (!Number.isSafeInteger(times) || times < 0) throw new ArgumentError(`retries must be a whole number of at least 0, or { times, on, backoff }, not ${shown(retries)}`);
  if (on !== "lost" && on !== "any" && typeof on !== "function") throw new ArgumentError(`retries: on must be "lost", "any" or a function, not ${shown(on)}`);
  if (typeof backoff !== "function" && !(backoff >= 0)) throw new ArgumentError(`retries: backoff must be a number of ms or a function, not ${shown(backoff)}`);
  if (times === 0) return NO_RETRY;
  const isWanted = typeof on === "function" ? on : on === "any" ? () => true : isLost;
  return (error, attempt) => {
    if (attempt > times || !isWanted(error)) return null;
    const ms = typeof backoff === "function" ? backoff(attempt) : backoff;
    return ms > 0 ? ms : 0;
  };
}

function isLost(error: unknown): boolean {
  return error instanceof WorkerExitError || error instanceof WorkerMemoryError;
}
