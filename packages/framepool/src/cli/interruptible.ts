import { constants } from "node:os";

/** What a shell says of a program that a signal ended. */
export function exitCodeOf(signal: unknown): number {
  return 128 + ((constants.signals as Readonly<Record<string, number>>)[String(signal)] ?? constants.signals.SIGINT);
}

/**
 * Runs `work` with a signal that Ctrl-C and SIGTERM abort, so that temporary files go and workers end. A second one
 * ends the process at once, as a terminal's user expects.
 */
export async function interruptible(work: (signal: AbortSignal) => Promise<void>, controller = new AbortController()): Promise<void> {
  const interrupt = (signal: NodeJS.Signals) => {
    if (controller.signal.aborted) process.exit(exitCodeOf(signal));
    controller.abort(signal);
  };
  process.on("SIGINT", interrupt);
  process.on("SIGTERM", interrupt);
  try {
    await work(controller.signal);
  } finally {
    process.off("SIGINT", interrupt);
    process.off("SIGTERM", interrupt);
  }
}
