import type { CrewOptions } from "./crew-options.js";
import type { CrewWorker } from "./CrewWorker.js";
import type { Job, JobOwner } from "./job.js";
import { notSent } from "./job-errors.js";
import { JobQueue } from "./job-queue.js";
import { Rations } from "./Rations.js";
import type { Staff } from "./Staff.js";
import { Ticket } from "./ticket.js";
import { UrgentJobs } from "./UrgentJobs.js";

/**
 * Gives the jobs that wait to workers, and starts workers for them. Where all workers are busy with small jobs, they are
 * sent more ahead, several in one message. A worker that runs dry gets what another has not come to yet, so that nothing
 * waits behind a long job while somebody is free.
 */
export class Dispatcher {
  readonly #staff: Staff;
  readonly #workers: number;
  readonly #concurrency: number;
  readonly #release: (worker: CrewWorker) => void;
  readonly #queue = new JobQueue();
  readonly #urgent = new UrgentJobs();
  readonly #rations: Rations;

  /** `release` is told of a worker for which there is nothing to do now. */
  constructor(options: CrewOptions, staff: Staff, release: (worker: CrewWorker) => void) {
    this.#staff = staff;
    this.#workers = options.workers;
    this.#concurrency = options.concurrency ?? 1;
    this.#release = release;
    this.#rations = new Rations(options);
  }

  /** jobs that no worker has */
  get waiting(): number {
    return this.#queue.length;
  }

  /** Lets a job in, behind those that wait; an urgent one before them. `over` is called when an urgent one has ended. */
  add(job: Job, owner: JobOwner, over: () => void): Ticket {
    if (job.urgent !== true) {
      const ticket = new Ticket(job, owner);
      this.#queue.push(ticket);
      return ticket;
    }
    const ticket = this.#urgent.add(job, owner, over);
    this.#queue.putBack([ticket]);
    return ticket;
  }

  /** Jobs that a worker had wait again, before all others. */
  putBack(tickets: readonly Ticket[]): void {
    this.#queue.putBack(tickets);
  }

  /** A job that no worker has is about to be settled. */
  drop(ticket: Ticket): void {
    this.#queue.drop(ticket);
  }

  /** The oldest job that waits, which does so no more. */
  take(): Ticket | undefined {
    return this.#queue.take();
  }

  /** Gives jobs to whoever can take one, starts workers for those that wait, and lets go of workers that nobody needs. */
  dispatch(): void {
    const { working } = this.#staff;
    for (const worker of working) {
      if (worker.idle && this.#isTooMany) this.#staff.replace(worker);
      else if (worker.ready && worker.free) this.#serve(worker);
    }
    // Last: what they are given waits until they are up.
    let starting = 0;
    for (const worker of working) if (!worker.ready && !(worker.free && this.#give(worker)) && worker.tickets.length === 0) starting++;
    if (this.#concurrency > 1) this.#fill();
    while (starting < this.#queue.length && working.size < this.#most) {
      const worker = this.#staff.startOne();
      if (!worker.free || !this.#give(worker)) starting++;
    }
    if (this.#queue.length > 0) for (const worker of working) if (this.#isLow(worker)) this.#give(worker);
  }

  /** A worker has started, or is done with a job, which took `ms`. */
  freed(worker: CrewWorker, ms: number | null): void {
    if (ms !== null) this.#rations.add(ms);
    if (worker.idle && (this.#rations.isWorn(worker) || this.#isTooMany)) {
      this.#staff.replace(worker);
      this.dispatch();
    } else if (this.#concurrency > 1) {
      this.dispatch();
    } else if (worker.free) {
      this.#serve(worker);
    } else if (this.#isLow(worker)) {
      this.#give(worker);
    }
  }

  /** Most workers, now: more where an urgent job waits. */
  get #most(): number {
    return this.#queue.peek()?.job.urgent === true ? this.#workers + this.#urgent.size : this.#workers;
  }

  /** A worker more was started for an urgent job: none of them takes another, behind which the next urgent one could have to wait. */
  get #isTooMany(): boolean {
    return this.#staff.working.size > this.#most;
  }

  /** Workers that run several jobs at a time get one each, round by round. */
  #fill(): void {
    for (let round = true; round && this.#queue.length > 0;) {
      round = false;
      for (const worker of this.#staff.working) if (worker.free && this.#give(worker)) round = true;
    }
  }

  /** Gives a worker something to do; if nothing waits, half of what waits behind another's job; if there is nothing at all, lets go of it. */
  #serve(worker: CrewWorker): void {
    if (this.#give(worker) || !worker.idle) return;
    let longest: CrewWorker | null = null;
    for (const each of this.#staff.working) if (each.tickets.length > Math.max(1, longest?.tickets.length ?? 0)) longest = each;
    const back = longest?.takeBack(Math.ceil((longest.tickets.length - 1) / 2)) ?? [];
    this.#queue.putBack(back);
    if (back.length === 0 || !this.#give(worker)) this.#release(worker);
  }

  /** Gives the oldest jobs to a worker: one if it is free, and more where they are small. False if it got none. */
  #give(worker: CrewWorker): boolean {
    if (this.#isTooMany) return false;
    for (let batch = this.#rations.take(this.#queue, worker); batch.length > 0; batch = this.#rations.take(this.#queue, worker)) {
      if (send(worker, batch)) return true;
    }
    return false;
  }

  /** It might run dry before it gets more, and there is no other worker to start. */
  #isLow(worker: CrewWorker): boolean {
    return this.#rations.isLow(worker) && this.#staff.working.size >= this.#most;
  }
}

/** False if none of them could be sent; they have ended then. */
function send(worker: CrewWorker, batch: readonly Ticket[]): boolean {
  try {
    worker.give(batch);
    return true;
  } catch (error) {
    if (batch.length === 1) batch[0]!.reject(notSent(batch[0]!, error));
    // One of them cannot be sent: each by itself tells which.
    else for (const ticket of batch) if (!ticket.settled) send(worker, [ticket]);
    return false;
  }
}
