import { A_PROMISE, ArgumentError, isByName, isThenable } from "@framepool/errors";
import { byteSize, shown } from "@framepool/frame/internal";
import { callLimits, checkResourceLimits } from "@framepool/pool/internal";
import { errorPolicy } from "./faults/error-options.js";
import { atLeastOne, type PartitionOptions } from "./parts/partition.js";
import { seedOf } from "./random/seed.js";
import { checkWorkers, type WorkerOptions } from "./run/lease.js";
import type { ExecuteOptions } from "./run/run.js";

/** How a pipeline runs. None of it changes the result, but for the `partition*` options where a function looks across the rows of its part. */
export interface PipelineOptions extends PartitionOptions, ExecuteOptions, WorkerOptions {}

const KNOWN: Readonly<Record<keyof PipelineOptions, true>> = {
  workers: true,
  pool: true,
  concurrency: true,
  initializer: true,
  initargs: true,
  backend: true,
  transport: true,
  signal: true,
  onProgress: true,
  progress: true,
  onError: true,
  maxErrors: true,
  quarantine: true,
  timeout: true,
  retries: true,
  memoryLimit: true,
  resourceLimits: true,
  seed: true,
  partitions: true,
  partitionRows: true,
  partitionBytes: true,
};

/** What the number of workers is called in a pool, in `parallelDataFrame`, and by other libraries. */
const WORKERS_ELSEWHERE: ReadonlySet<string> = new Set(["processes", "numCores", "numWorkers", "threads", "cores", "nJobs", "n_jobs"]);

const TRANSPORTS: readonly unknown[] = ["auto", "transfer", "share"];

/** Throws ArgumentError for what are no options of a run, or hold one that there is not: a misspelt one must not be ignored. `verb` is who was given them. */
export function checkGiven(verb: string, options: PipelineOptions): void {
  checkObject(verb, options);
  for (const name of Object.keys(options)) {
    if (!Object.hasOwn(KNOWN, name)) throw new ArgumentError(`${told(verb)}no option "${name}"${WORKERS_ELSEWHERE.has(name) ? "; did you mean workers?" : ""}; the options are ${Object.keys(KNOWN).join(" ")}`);
  }
}

/** Throws ArgumentError for what are no options. */
export function checkObject(verb: string, options: object): void {
  // What JavaScript passes may be anything, whatever the type says.
  const given: unknown = options;
  if (!isByName(given)) throw new ArgumentError(`${told(verb)}options are an object, { workers: 4 }, not ${shown(given)}`);
}

function told(verb: string): string {
  return verb === "" ? "" : `${verb}: `;
}

/** Throws ArgumentError for options of a run that cannot be; `verb` is who was given them, where that is no pipeline. */
export function checkOptions(options: PipelineOptions, verb = ""): PipelineOptions {
  checkGiven(verb, options);
  if (options.partitions !== undefined) atLeastOne("partitions", options.partitions);
  if (options.partitionRows !== undefined) atLeastOne("partitionRows", options.partitionRows);
  if (options.partitionBytes !== undefined) byteSize("partitionBytes", options.partitionBytes);
  if (options.workers !== undefined) atLeastOne("workers", options.workers);
  if ([options.partitions, options.partitionRows, options.partitionBytes].filter((option) => option !== undefined).length > 1) {
    throw new ArgumentError("give one of partitions, partitionRows and partitionBytes, not several");
  }
  if (options.transport !== undefined && !TRANSPORTS.includes(options.transport)) {
    throw new ArgumentError(`transport is ${isThenable(options.transport) ? A_PROMISE : JSON.stringify(options.transport)}; it must be "auto", "transfer" or "share"`);
  }
  if (options.memoryLimit !== undefined) byteSize("memoryLimit", options.memoryLimit);
  if (options.onProgress !== undefined && typeof (options.onProgress as unknown) !== "function") throw new ArgumentError("onProgress is a function that is told how far the run is");
  if (options.progress !== undefined && typeof (options.progress as unknown) !== "boolean") throw new ArgumentError("progress is true or false; a function that is told how far the run is, is onProgress");
  checkResourceLimits(options.resourceLimits);
  checkWorkers(options);
  callLimits(options, true, "a run");
  seedOf(options);
  errorPolicy(options);
  return options;
}

/** Parts the options of a run from those that go to the reader or writer, which checks its own. */
export function splitOptions<T extends PipelineOptions>(options: T): { own: PipelineOptions; rest: Omit<T, keyof PipelineOptions> } {
  const entries = Object.entries(options);
  const isOwn = ([name]: [string, unknown]) => Object.hasOwn(KNOWN, name);
  return {
    own: Object.fromEntries(entries.filter(isOwn)),
    rest: Object.fromEntries(entries.filter((entry) => !isOwn(entry))) as Omit<T, keyof PipelineOptions>,
  };
}
