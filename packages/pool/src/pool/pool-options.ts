import { ArgumentError } from "@framepool/errors";
import type { ResourceLimits } from "node:worker_threads";
import type { BackendKind } from "../backend/Backend.js";
import { BACKENDS } from "../backend/backends.js";
import { cpuCount } from "../cpu-count.js";
import type { CrewOptions } from "../crew/crew-options.js";
import type { Initializer } from "../protocol.js";
import { shipTask } from "../travel/ship-task.js";
import type { Shippable } from "../travel/types.js";
import { encode } from "../values/encode.js";
import { currentWorker } from "../worker/current-worker.js";
import { checkCount } from "./check-count.js";
import { checkOptions, type OptionNames } from "./check-options.js";
import { iterable } from "./InputReader.js";
import { checkResourceLimits } from "./check-resource-limits.js";

export interface PoolOptions {
  /** workers; the cores that this process may use by default */
  readonly processes?: number | null;
  /** runs in every worker before its first call */
  readonly initializer?: Shippable | null;
  /** what the initializer is called with */
  readonly initargs?: Iterable<unknown>;
  /** chunks (calls of `apply` are chunks of one) after which a worker is replaced by a fresh one; never by default */
  readonly maxtasksperchild?: number | null;
  /** `"threads"` by default; `"inline"` runs everything on the calling thread, by the same rules */
  readonly backend?: BackendKind;
  /** as `Worker` of node:worker_threads takes them; of a process only the old generation is limited */
  readonly resourceLimits?: ResourceLimits;
}

const NAMES: OptionNames<PoolOptions> = { processes: true, initializer: true, initargs: true, maxtasksperchild: true, backend: true, resourceLimits: true };

/** Checks what a user gave to `new Pool` and makes of it what a crew needs. `file` tells where it was called. */
export function crewOptions(given: number | PoolOptions | null | undefined, file: () => string | null): CrewOptions {
  const { processes, initializer, initargs, maxtasksperchild, backend = "threads", resourceLimits } = poolOptions(given);
  if (!Object.hasOwn(BACKENDS, backend)) throw new ArgumentError(`backend must be "threads", "processes" or "inline", not ${JSON.stringify(backend)}`);
  const nested = currentWorker()?.daemon === true;
  const options: CrewOptions = {
    backend: nested ? "inline" : backend,
    workers: processes == null ? cpuCount() : checkCount(processes, "the number of processes"),
    maxJobsPerWorker: maxtasksperchild == null ? null : checkCount(maxtasksperchild, "maxtasksperchild"),
    initializer: initializer == null ? null : shipInitializer(initializer, initargs ?? [], backend, file()),
    resourceLimits: checkResourceLimits(resourceLimits),
  };
  if (!nested) return options;
  process.emitWarning("a Pool made inside a worker of framepool runs its calls one by one: the workers that there are share the cores already", { code: "FRAMEPOOL_NESTED_POOL" });
  return { ...options, workers: 1 };
}

/** Throws ArgumentError for arguments as Python's Pool takes them: an initializer must not be passed over without a word. */
export function refuseMore(more: readonly unknown[]): void {
  if (more.some((each) => each !== undefined)) throw new ArgumentError("new Pool takes one argument, a number of processes or options: new Pool({ processes: 2, initializer, initargs, maxtasksperchild })");
}

function poolOptions(given: number | PoolOptions | null | undefined): PoolOptions {
  if (typeof given === "number") return { processes: given };
  if (given == null) return {};
  if (typeof given !== "object") throw new ArgumentError(`new Pool takes a number of processes or options, not ${typeof given}`);
  return checkOptions(given, NAMES, "new Pool");
}

/** What every worker runs first. */
export function shipInitializer(initializer: Shippable, initargs: Iterable<unknown>, backend: BackendKind, file: string | null): Initializer {
  const bytes = backend === "processes";
  const task = shipTask(initializer, { op: "initializer", file, bytes });
  // Every worker gets them, so nothing can be moved to the first one.
  const args = Array.from(iterable(initargs, "initargs"), (arg, i) => encode(arg, { path: `initargs[${i}]`, direction: "to worker", bytes }).value);
  return { task, args };
}
