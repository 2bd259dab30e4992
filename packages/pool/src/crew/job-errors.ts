import { AbortError, errorMessage, errorName, isError, SerializationError, TimeoutError, WorkerExitError, WorkerMemoryError } from "@framepool/errors";
import type { ExitReason } from "../backend/Backend.js";
import { reasonOf } from "../reason.js";
import type { Job } from "./job.js";
import type { Ticket } from "./ticket.js";

/** A job, as errors speak of it. */
export function subjectOf({ subject, task }: Job): string {
  return subject ?? `"${task.name}"`;
}

/** What a job is rejected with whose signal fired. */
export function abortError(job: Job, signal: AbortSignal): AbortError {
  return new AbortError(`${subjectOf(job)} was cancelled by its signal`, { cause: signal.reason });
}

/** What a job is rejected with whose time is over. */
export function lateError({ job }: Ticket): TimeoutError {
  return new TimeoutError(`${subjectOf(job)} did not end within ${job.timeout} ms; its worker is replaced`, job.timeout!);
}

const unsent = new WeakSet<object>();

/** What a job is rejected with that no message can hold. */
export function notSent({ job }: Ticket, cause: unknown): SerializationError {
  const error = new SerializationError(`the arguments of ${subjectOf(job)} cannot be sent to a worker: ${reasonOf(cause)}`, { path: "args", direction: "to worker" }, { cause });
  unsent.add(error);
  return error;
}

/** Whether this is `notSent`: nothing of the job has left, and its calls may be sent one by one. */
export function wasNotSent(error: unknown): boolean {
  return unsent.has(error as object);
}

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

const NO_MORE = ": the system starts no more threads and processes here; have fewer workers, or raise the limit, ulimit -u or that of the container";

const NO_FILES = ": the process may open no more files, of which each worker takes some; have fewer workers, or raise the limit, ulimit -n";

/** What to do where the system refused to start one more. */
function refusal(message: string): string {
  if (/\bEAGAIN\b/.test(message)) return NO_MORE;
  return /\bEMFILE\b/.test(message) ? NO_FILES : "";
}

function howItEnded({ exitCode, signal, error }: ExitReason): string {
  if (signal !== null) return `was killed by ${signal}`;
  const what = isError(error) ? ` (${errorName(error)}: ${errorMessage(error)}${refusal(errorMessage(error))})` : "";
  if (exitCode === null) return `could not run${what}`;
  return error === undefined ? `exited with code ${exitCode}` : `ended by an error that nobody caught${what}`;
}
