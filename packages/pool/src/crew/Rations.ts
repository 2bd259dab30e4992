import { MOST_JOBS } from "../job-claims.js";
import type { CrewOptions } from "./crew-options.js";
import type { CrewWorker } from "./CrewWorker.js";
import type { JobQueue } from "./job-queue.js";
import { Pace } from "./Pace.js";
import { goTogether, type Ticket } from "./ticket.js";

/** A worker holds about this much work ahead, in ms, so that small jobs do not pay a message each. */
const AHEAD_MS = 1;

/** How many jobs a worker gets at a time, by what jobs took lately. */
export class Rations {
  readonly #pace = new Pace();
  readonly #options: CrewOptions;

  constructor(options: CrewOptions) {
    this.#options = options;
  }

  /** A job took so many ms. */
  add(ms: number): void {
    this.#pace.add(ms);
  }

  /** What a worker gets next, taken from the queue: the oldest job if it is free, and where they are small more, in one message. */
  take(queue: JobQueue, worker: CrewWorker): Ticket[] {
    const { maxJobsPerWorker, workers } = this.#options;
    const left = maxJobsPerWorker == null ? Infinity : maxJobsPerWorker - worker.counted;
    // A fair share: the others want some, too.
    const most = Math.min(left, Math.max(1, this.#depth - worker.tickets.length), Math.ceil(queue.length / workers));
    const batch: Ticket[] = [];
    for (let next = queue.peek(); next !== undefined && batch.length < most; next = queue.peek()) {
      const isFirst = batch.length === 0 && worker.free;
      if (!isFirst && (!worker.takesAhead(next, batch.length) || !goTogether(batch[0] ?? next, next))) break;
      batch.push(queue.take()!);
    }
    return batch;
  }

  /** It has done as many jobs as a worker may. */
  isWorn(worker: CrewWorker): boolean {
    const { maxJobsPerWorker } = this.#options;
    return maxJobsPerWorker != null && worker.counted >= maxJobsPerWorker;
  }

  /** It holds so few jobs that it might run dry before it gets more. */
  isLow(worker: CrewWorker): boolean {
    return worker.ready && worker.tickets.length <= this.#depth / 2;
  }

  /** Jobs that a worker may hold. */
  get #depth(): number {
    return Math.max(1, Math.min(MOST_JOBS, Math.floor(AHEAD_MS / this.#pace.ms)));
  }
}
