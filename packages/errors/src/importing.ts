import { CaptureError } from "./errors.js";

// On globalThis, so that all copies of the package in one isolate agree.
const FLAG = Symbol.for("framepool.importing-task-module");

interface Importing {
  [FLAG]?: string | undefined;
}

/** Runs `load`, during which {@link assertNotImporting} throws: a worker does this while it imports a task's module. */
export async function whileImporting<T>(module: string, load: () => Promise<T>): Promise<T> {
  const state = globalThis as Importing;
  state[FLAG] = module;
  try {
    return await load();
  } finally {
    state[FLAG] = undefined;
  }
}

/**
 * Throws a CaptureError if a worker is importing a task's module right now: a script that starts a pool when it is
 * imported would otherwise start one in every worker, for ever.
 */
export function assertNotImporting(what: string): void {
  const module = (globalThis as Importing)[FLAG];
  if (module === undefined) return;
  throw new CaptureError(
    `${module} starts ${what} while a worker imports it for its task; ` +
      "put it under `if (isMainThread)` or move the task's function to its own file",
    { file: module },
  );
}
