import type { Writable } from "node:stream";
import { inspect } from "node:util";
import { A_PROMISE, ArgumentError, isThenable, type TaskError } from "@framepool/errors";
import type { Shipped } from "@framepool/pool";
import { shipTask } from "@framepool/pool/internal";
import { tasksOf } from "../plan/functions.js";
import type { Step } from "../plan/plan.js";
import { kindOf, VERDICTS, type ErrorPolicy, type Verdict } from "./policy.js";
import { EXAMPLES } from "./Tally.js";
import { opOf } from "./task-error.js";

/** What a run does with what the functions of its steps throw. */
export interface ErrorOptions {
  /**
   * `"fail"` (default): the run ends; earlier partitions finish, and the lowest row is told. `"skip"`: the row (element,
   * group) is left out. `"null"`: its result is missing. `"collect"`: it is left out, and its input row is set aside with
   * the place and the reason; of a `mapPartitions` the whole partition is. Or a function that travels and says one of these
   * of each TaskError.
   */
  readonly onError?: Verdict | Shipped<[error: TaskError], Verdict>;
  /** so many errors a run may have; one more ends it. Not bounded by default */
  readonly maxErrors?: number;
  /** where rows that are set aside are written: CSV, or Arrow by its ending */
  readonly quarantine?: string | URL | Writable;
}

/** What the workers have to know. Throws ArgumentError for what makes no sense, CaptureError for a function that cannot travel. */
export function errorPolicy({ onError = "fail", maxErrors = Infinity, quarantine }: ErrorOptions): ErrorPolicy {
  const given: unknown = onError;
  const isVerdict = VERDICTS.includes(given);
  if (!isVerdict && typeof given !== "function" && typeof given !== "object") throw new ArgumentError(`onError is ${inspect(given)}; it must be "fail", "skip", "null", "collect" or a function of the error`);
  if (maxErrors !== Infinity && (!Number.isSafeInteger(maxErrors) || maxErrors < 0)) throw new ArgumentError(`maxErrors is ${isThenable(maxErrors) ? A_PROMISE : inspect(maxErrors)}; it must be a whole number of at least 0`);
  if (onError === "fail" && maxErrors !== Infinity) throw new ArgumentError('maxErrors bounds errors that do not end the run: give onError "skip", "null", "collect" or a function, too');
  if (quarantine !== undefined && !isTarget(quarantine)) throw new ArgumentError(`quarantine is ${isThenable(quarantine) ? A_PROMISE : inspect(quarantine)}; it must be a path, a URL or a stream`);
  if (quarantine !== undefined && isVerdict && onError !== "collect") throw new ArgumentError(`quarantine is for rows that are set aside: give onError: "collect", not "${String(given)}"`);
  const told = maxErrors === Infinity ? EXAMPLES : Math.max(EXAMPLES, maxErrors + 1);
  return isVerdict ? { onError: onError as Verdict, ask: null, told } : { onError: "ask", ask: shipTask(onError as Shipped<[TaskError], Verdict> & object, { op: "onError", file: null }), told };
}

/** What JavaScript passes may be anything, whatever the type says. */
function isTarget(target: unknown): boolean {
  return typeof target === "string" || target instanceof URL || (typeof target === "object" && target !== null && "write" in target);
}

/** Whether input rows may be set aside, so that all of their columns are asked for. */
export function setsAside({ onError = "fail" }: ErrorOptions): boolean {
  return onError === "collect" || typeof onError === "function" || typeof onError === "object";
}

/** Whether all rows are one group of a step's function: nothing would be left without it. */
function isOneGroup(step: Step): boolean {
  return step.op === "groupby.aggSeries" && step.keys.length === 0;
}

/** Throws ArgumentError where a step cannot go on without what a function failed at. */
export function refuseForSteps({ onError }: ErrorPolicy, steps: readonly Step[]): void {
  if (onError === "fail") return;
  for (const step of steps) {
    if (tasksOf(step).length === 0) continue;
    if (isOneGroup(step) && (onError === "skip" || onError === "collect")) throw new ArgumentError(`onError: "${onError}" would leave nothing of ${opOf(step)}, of whose function all rows are one group: give it a pipeline of its own, with onError: "fail" or "null"`);
    if (onError === "collect" || onError === "ask" || kindOf(step).of !== "partition") continue;
    throw new ArgumentError(`onError: "${onError}" is for functions of one row, element or group, and ${opOf(step)} gives its function a whole partition: use apply(rowFn), or onError: "collect", which sets the partition aside`);
  }
}
