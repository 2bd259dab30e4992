import type { CrewWorker } from "./CrewWorker.js";
import type { Job, JobOwner, Reply } from "./job.js";

/** A job that somebody waits for. It ends exactly once: with a reply or an error. */
export class Ticket {
  readonly job: Job;
  readonly #owner: JobOwner;
  #settled = false;
  /** it stands in the queue, and counts there */
  waits = false;
  /** the worker that has it, or null */
  worker: CrewWorker | null = null;
  /** its number in that worker */
  id = 0;
  /** workers that died before they came to it */
  returns = 0;

  constructor(job: Job, owner: JobOwner) {
    this.job = job;
    this.#owner = owner;
  }

  /** Something of it moves to the worker: it can be sent once. */
  get moves(): boolean {
    return (this.job.transfer?.length ?? 0) > 0;
  }

  get settled(): boolean {
    return this.#settled;
  }

  resolve(reply: Reply): void {
    if (this.#settled) return;
    this.#settled = true;
    this.#owner.replied(reply);
  }

  reject(error: unknown, call: number | null = null): void {
    if (this.#settled) return;
    this.#settled = true;
    this.#owner.failed(error, call);
  }
}

/** Whether two jobs can be told of in one message. */
export function goTogether({ job: a }: Ticket, { job: b }: Ticket): boolean {
  return a.task === b.task && a.unary === b.unary && a.stopAtFailure === b.stopAtFailure && a.seed === b.seed;
}
