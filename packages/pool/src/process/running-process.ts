import { isError } from "@framepool/errors";
import { currentWorker } from "../worker/current-worker.js";

/** A process that runs, as seen from inside the family. */
export interface RunningProcess {
  /** `"MainProcess"`, `"Process-1"`, `"ThreadPoolWorker-2"` … */
  readonly name: string;
  /** the operating system's number; a pool's worker thread has that of its process */
  readonly pid: number;
  readonly isAlive: () => boolean;
}

/**
 * The process, or the pool's worker, that this code runs in: `"MainProcess"` in the script that the user started.
 *
 * @example
 * import { currentProcess, Process } from "@framepool/pool";
 *
 * currentProcess().name; // → 'MainProcess'
 */
export function currentProcess(): RunningProcess & { readonly daemon: boolean } {
  const worker = currentWorker();
  return { name: worker?.name ?? "MainProcess", pid: process.pid, daemon: worker?.daemon ?? false, isAlive: () => true };
}

/**
 * The process that started this one, or null in the script that the user started.
 *
 * @example
 * import { parentProcess } from "@framepool/pool";
 *
 * parentProcess(); // → null
 */
export function parentProcess(): RunningProcess | null {
  const parent = currentWorker()?.parent;
  return parent === undefined ? null : { ...parent, isAlive: () => isAlive(parent.pid) };
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    // It is there, and not ours to signal.
    return isError(error) && "code" in error && error.code === "EPERM";
  }
}
