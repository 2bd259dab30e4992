let started = 0;

/** Names count all workers of this process, as multiprocessing's do: a worker that replaces another has a name of its own. */
export function nextWorkerName(prefix: string): string {
  started++;
  return `${prefix}${started}`;
}
