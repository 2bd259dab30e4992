import { LONGEST_TIMER } from "../timer.js";
import type { Ticket } from "./ticket.js";

/** Watches over the time of the jobs that a worker runs. The clock of a job that waits for another starts when that is done. */
export class JobClock {
  readonly #loadLimit: number;
  readonly #late: (ticket: Ticket) => void;
  readonly #timers = new Map<Ticket, NodeJS.Timeout | undefined>();
  /** functions that were sent, and are not there yet; false: the worker has not heard of it */
  readonly #loading = new Map<string, boolean>();

  /** `loadLimit`: ms that a function may take to load, which is not the job's own time. */
  constructor(loadLimit: number, late: (ticket: Ticket) => void) {
    this.#loadLimit = loadLimit;
    this.#late = late;
  }

  /** The job that runs next brings its function. `isHere`: the worker is not waited for to hear of it; what an earlier job left may keep it from that, and is no loading. */
  loading(taskId: string, isHere: boolean): void {
    this.#loading.set(taskId, isHere);
  }

  /** The worker has heard of a function: now it loads. */
  here(taskId: string, running: readonly Ticket[]): void {
    if (!this.#loading.has(taskId)) return;
    this.#loading.set(taskId, true);
    this.#anew(taskId, running);
  }

  /** The function is there: its jobs begin now. */
  loaded(taskId: string, running: readonly Ticket[]): void {
    this.#loading.delete(taskId);
    this.#anew(taskId, running);
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

  /** The clocks of a function's jobs begin again; those of others go on. */
  #anew(taskId: string, running: readonly Ticket[]): void {
    this.watch(running.filter(({ job }) => job.task.id !== taskId));
    this.watch(running);
  }

  #start(ticket: Ticket): NodeJS.Timeout | undefined {
    const timeout = ticket.job.timeout ?? null;
    if (timeout === null) return undefined;
    const ms = this.#loading.get(ticket.job.task.id) === true ? Math.max(timeout, this.#loadLimit) : timeout;
    return ms <= LONGEST_TIMER ? setTimeout(() => this.#check(ticket), ms) : undefined;
  }

  /** If this thread was busy for long, the reply is here and only has not been read: that comes before what `setImmediate` runs. */
  #check(ticket: Ticket): void {
    setImmediate(() => {
      if (this.#timers.has(ticket)) this.#late(ticket);
    });
  }
}
