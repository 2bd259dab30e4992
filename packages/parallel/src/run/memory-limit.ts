import type { ResourceLimits } from "node:worker_threads";
import { byteSize } from "@framepool/frame/internal";

/** How much memory a run may take. */
export interface MemoryOptions {
  /** bytes, or `"2GiB"`, that the process shall stay below while the run goes on: so much less is in flight, and so much heap a worker has. The result of `collect` has to fit, too */
  readonly memoryLimit?: number | string | undefined;
  /** limits of each worker, as `Worker` of node:worker_threads takes them */
  readonly resourceLimits?: ResourceLimits | undefined;
}

/** What bounds a run. */
export interface MemoryPlan {
  /** bytes of the input between source and sink */
  readonly inFlight: number;
  readonly resourceLimits: ResourceLimits | undefined;
}

const MIB = 1024 * 1024;
/** In flight for each worker if nobody says otherwise. */
const BYTES_A_WORKER = 64 * MIB;
/** What a worker takes before it has anything to do. */
const WORKER_BYTES = 16 * MIB;
/** A part is there as it came, as columns, as values of the function, as a result and as text. */
const COPIES = 5;
/** Less heap than that, and a worker does not start. */
const LEAST_HEAP_MB = 32;

/** Divides what a run may take. One part is always on its way, however large it is. */
export function memoryPlan({ memoryLimit, resourceLimits }: MemoryOptions, workers: number): MemoryPlan {
  if (memoryLimit === undefined) return { inFlight: workers * BYTES_A_WORKER, resourceLimits };
  const limit = byteSize("memoryLimit", memoryLimit);
  const free = limit - process.memoryUsage.rss() - workers * WORKER_BYTES;
  // Each worker may have its share of all, since they are seldom all at their worst; one that wants more is ended and told.
  const heap = Math.max(LEAST_HEAP_MB, Math.floor(limit / (workers + 1) / MIB));
  return { inFlight: Math.max(1, Math.floor(free / COPIES)), resourceLimits: { maxOldGenerationSizeMb: heap, ...resourceLimits } };
}
