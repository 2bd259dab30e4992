import { AbortError } from "@framepool/errors";
import type { Job, Reply } from "./job.js";

/** A job that somebody waits for. It ends exactly once: with a reply or an error. */
export class Ticket {
  readonly job: Job;
  readonly reply: Promise<Reply>;
  #resolve!: (reply: Reply) => void;
  #reject!: (error: unknown) => void;
  #signal: AbortSignal | null;
  #onAbort: (() => void) | null = null;
  #settled = false;

  /** `aborted` is called when the signal fires while the job is waiting or running; the ticket has been rejected then. */
  constructor(job: Job, signal: AbortSignal | null, aborted: (ticket: Ticket) => void) {
    this.job = job;
    this.#signal = signal;
    this.reply = new Promise((resolve, reject) => {
      this.#resolve = resolve;
      this.#reject = reject;
    });
    if (signal === null) return;
    this.#onAbort = () => {
      this.reject(abortError(job, signal));
      aborted(this);
    };
    signal.addEventListener("abort", this.#onAbort);
  }

  get settled(): boolean {
    return this.#settled;
  }

  resolve(reply: Reply): void {
    if (this.#settle()) this.#resolve(reply);
  }

  reject(error: unknown): void {
    if (this.#settle()) this.#reject(error);
  }

  #settle(): boolean {
    if (this.#settled) return false;
    this.#settled = true;
    if (this.#onAbort !== null) this.#signal?.removeEventListener("abort", this.#onAbort);
    this.#signal = null;
    return true;
  }
}

/** What a job is rejected with whose signal fired. */
export function abortError(job: Job, signal: AbortSignal): AbortError {
  return new AbortError(`"${job.task.name}" was cancelled by its signal`, { cause: signal.reason });
}
