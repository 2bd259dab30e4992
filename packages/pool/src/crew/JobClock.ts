import { LONGEST_TIMER } from "../timer.js";
import type { Ticket } from "./ticket.js";

/** Watches over the time of the job that a worker runs. The clock of a job starts when the one before it is done. */
export class JobClock {
  readonly #loadLimit: number;
  readonly #late: (ticket: Ticket) => void;
  #timer: NodeJS.Timeout | null = null;
  #ticket: Ticket | undefined;
  #isLoading = false;

  /** `loadLimit`: ms that a function may take to load, which is not the job's own time. */
  constructor(loadLimit: number, late: (ticket: Ticket) => void) {
    this.#loadLimit = loadLimit;
    this.#late = late;
  }

  /** The job that runs next brings its function. */
  loading(): void {
    this.#isLoading = true;
  }

  /** The function is there: the job begins now. */
  loaded(ticket: Ticket | undefined): void {
    this.#isLoading = false;
    this.#ticket = undefined;
    this.watch(ticket);
  }

  /** Says which job runs, if any. */
  watch(ticket: Ticket | undefined): void {
    if (ticket === this.#ticket) return;
    this.#ticket = ticket;
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
    const timeout = ticket?.job.timeout ?? null;
    if (ticket === undefined || timeout === null) return;
    const ms = this.#isLoading ? Math.max(timeout, this.#loadLimit) : timeout;
    if (ms <= LONGEST_TIMER) this.#timer = setTimeout(() => this.#check(ticket), ms);
  }

  /** If this thread was busy for long, the reply is here and only has not been read: that comes before what `setImmediate` runs. */
  #check(ticket: Ticket): void {
    setImmediate(() => {
      if (this.#ticket === ticket) this.#late(ticket);
    });
  }
}
