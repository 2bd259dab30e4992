import { LONGEST_TIMER } from "../timer.js";
import type { Ticket } from "./ticket.js";

/** Watches over the time of the jobs that a worker runs. The clock of a job that waits for another starts when that is done. */
export class JobClock {
  readonly #loadLimit: number;
  readonly #late: (ticket: Ticket) => void;
  readonly #timers = new Map<Ticket, NodeJS.Timeout | undefined>();
  /** functions that were sent, and are not there yet */
  readonly #loading = new Set<string>();

  /** `loadLimit`: ms that a function may take to load, which is not the job's own time. */
  constructor(loadLimit: number, late: (ticket: Ticket) => void) {
    this.#loadLimit = loadLimit;
    this.#late = late;
  }

  /** The job that runs next brings its function. */
  loading(taskId: string): void {
    this.#loading.add(taskId);
  }

  /** The function is there: its jobs begin now; those of others go on. */
  loaded(taskId: string, running: readonly Ticket[]): void {
    this.#loading.delete(taskId);
    this.watch(running.filter(({ job }) => job.task.id !== taskId));
    this.watch(running);
  }

  /** Says which jobs run. */
  watch(running: readonly Ticket[]): void {
    for (const [ticket, timer] of this.#timers) {
      if (running.includes(ticket)) continue;
      clearTimeout(timer);
      this.#timers.delete(ticket);
    }
    for (const ticket of running) if (!this.#timers.has(ticket)) this.#timers.set(ticket, this.#start(ticket));
  }

  #start(ticket: Ticket): NodeJS.Timeout | undefined {
    const timeout = ticket.job.timeout ?? null;
    if (timeout === null) return undefined;
    const ms = this.#loading.has(ticket.job.task.id) ? Math.max(timeout, this.#loadLimit) : timeout;
    return ms <= LONGEST_TIMER ? setTimeout(() => this.#check(ticket), ms) : undefined;
  }

  /** If this thread was busy for long, the reply is here and only has not been read: that comes before what `setImmediate` runs. */
  #check(ticket: Ticket): void {
    setImmediate(() => {
      if (this.#timers.has(ticket)) this.#late(ticket);
    });
  }
}
