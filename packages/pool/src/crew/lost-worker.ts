import { WorkerExitError, WorkerMemoryError } from "@framepool/errors";
import type { ExitReason } from "../backend/Backend.js";

/** What a job ends with whose worker is gone. `doing` reads on from "while it ran". */
export function lostWorkerError(worker: string, doing: string, reason: ExitReason): WorkerExitError | WorkerMemoryError {
  const options = reason.error === undefined ? undefined : { cause: reason.error };
  if (reason.memory) {
    return new WorkerMemoryError(
      `${worker} ran out of memory ${doing}; give it less at a time, or more room by resourceLimits: { maxOldGenerationSizeMb }`,
      { worker },
      options,
    );
  }
  const facts = { exitCode: reason.exitCode, signal: reason.signal, worker };
  return new WorkerExitError(`${worker} ${howItEnded(reason)} ${doing}`, facts, options);
}

function howItEnded({ exitCode, signal, error }: ExitReason): string {
  if (signal !== null) return `was killed by ${signal}`;
  const what = error instanceof Error ? ` (${error.name}: ${error.message})` : "";
  if (exitCode === null) return `could not run${what}`;
  return error === undefined ? `exited with code ${exitCode}` : `ended by an error that nobody caught${what}`;
}
