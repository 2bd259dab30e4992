// On globalThis, so that all copies of the package in one isolate agree.
const CURRENT = Symbol.for("framepool.current-worker");

/** The framepool worker or process that this isolate is. */
export interface CurrentWorker {
  readonly name: string;
  /** a daemon may have no child processes, and a pool made in it is serial */
  readonly daemon: boolean;
  /** a Process's place in the family: "2", and "2:1" for its first child; "" for a pool's worker */
  readonly identity: string;
  /** who started it */
  readonly parent: Creator;
}

/** A process by its name; a pool's worker thread has the id of its process. */
export interface Creator {
  readonly name: string;
  readonly pid: number;
}

interface Isolate {
  [CURRENT]?: CurrentWorker;
}

/** Says once, when a worker starts, what this isolate is. */
export function enterWorker(worker: CurrentWorker): void {
  (globalThis as Isolate)[CURRENT] = worker;
}

/** The worker that this isolate is, or null on the user's main thread. */
export function currentWorker(): CurrentWorker | null {
  return (globalThis as Isolate)[CURRENT] ?? null;
}

/** This isolate, as those that it starts know it. */
export function thisCreator(): Creator {
  return { name: currentWorker()?.name ?? "MainProcess", pid: process.pid };
}
