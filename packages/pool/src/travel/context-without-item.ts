import type { TaskContext } from "./shipped.js";

/** What sees no item gets it: an initializer, a `perWorker` value, the target of a Process. Its random numbers are of no item's stream. */
export function contextWithoutItem(worker: string): TaskContext {
  return { random: Math.random, partition: null, firstRow: null, worker, signal: new AbortController().signal };
}
