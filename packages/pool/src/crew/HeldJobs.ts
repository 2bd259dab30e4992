import { type JobClaims, MOST_JOBS } from "../job-claims.js";
import type { Ticket } from "./ticket.js";

/** Most that waits in a worker: it is held twice. */
const BYTES_AHEAD = 256 * 1024;
/** Numbers of jobs begin anew here: a slot of JobClaims has 32 bits. */
const LAST_ID = 2 ** 30 - 2;

/** What became of a job that was given up, as CrewWorker says it. */
export interface GivenUp {
  readonly goesOn: boolean;
  readonly isUntouched: boolean;
  readonly spared: readonly Ticket[];
}

/** The jobs that a worker has, oldest first: the first runs (or several), the others were sent ahead and may be taken back. */
export class HeldJobs {
  readonly #claims: JobClaims | null;
  readonly #tickets: Ticket[] = [];
  #bytes = 0;
  #lastId = 0;
  #counted = 0;

  /** `claims` is null where nothing can be taken back, and nothing is sent ahead. */
  constructor(claims: JobClaims | null) {
    this.#claims = claims;
  }

  get list(): readonly Ticket[] {
    return this.#tickets;
  }

  /** The job that has run for longest. */
  get first(): Ticket | undefined {
    return this.#tickets[0];
  }

  /** jobs that the worker was given, of those that count */
  get counted(): number {
    return this.#counted;
  }

  /** Whether a job may be sent ahead, behind `more` that are about to be. */
  hasRoom({ job, moves }: Ticket, more: number): boolean {
    if (this.#claims === null || job.bytes === undefined || moves) return false;
    const { first } = this;
    // The oldest job's slot is used again only when that job is done.
    if (first !== undefined && distance(first.id, this.#lastId) + more + 1 >= MOST_JOBS) return false;
    return this.#bytes + job.bytes <= BYTES_AHEAD;
  }

  /** Numbers jobs that are about to be sent, one after the other; gives the first number. A single one passes over slots of older jobs that still run. */
  number(tickets: readonly Ticket[]): number {
    let first = this.#lastId + tickets.length > LAST_ID ? 1 : this.#lastId + 1;
    while (tickets.length === 1 && this.#isInUse(first)) first = first === LAST_ID ? 1 : first + 1;
    tickets.forEach((ticket, i) => {
      ticket.id = first + i;
      this.#claims?.send(ticket.id);
    });
    this.#lastId = first + tickets.length - 1;
    return first;
  }

  #isInUse(id: number): boolean {
    const { first } = this;
    if (first === undefined || distance(first.id, id) < MOST_JOBS) return false;
    return this.#tickets.some((ticket) => ticket.id % MOST_JOBS === id % MOST_JOBS);
  }

  /** They were sent. */
  add(tickets: readonly Ticket[]): void {
    for (const ticket of tickets) {
      this.#tickets.push(ticket);
      this.#bytes += ticket.job.bytes ?? 0;
      if (ticket.job.counts !== false) this.#counted++;
    }
  }

  /** The job of that number, which is nearly always the oldest; null if it was given up. */
  take(id: number): Ticket | null {
    const at = this.first?.id === id ? 0 : this.#tickets.findIndex((ticket) => ticket.id === id);
    return at < 0 ? null : this.#drop(at);
  }

  /** Whatever runs, or is said to. */
  takeAll(): readonly Ticket[] {
    const all: Ticket[] = [];
    while (this.#tickets.length > 0) all.push(this.#drop(0));
    return all;
  }

  /** Takes back jobs that the worker has not come to, at most `count`, the last ones. */
  takeBack(count: number): readonly Ticket[] {
    const back: Ticket[] = [];
    while (back.length < count && this.#reclaim(this.#tickets.at(-1))) back.unshift(this.#return(this.#tickets.length - 1));
    return back;
  }

  /** As CrewWorker says it. */
  giveUp(ticket: Ticket, concurrency: number): GivenUp {
    const at = this.#tickets.indexOf(ticket);
    if (this.#reclaim(ticket)) {
      this.#return(at);
      return { goesOn: true, isUntouched: true, spared: [] };
    }
    const spared = this.takeBack(Infinity);
    // If a worker that runs one at a time has come to a later one, this one is done, and only its reply is on the way.
    const goesOn = concurrency === 1 && at < this.#tickets.length - 1;
    this.#drop(at);
    return { goesOn, isUntouched: false, spared };
  }

  #reclaim(ticket: Ticket | undefined): boolean {
    return ticket !== undefined && this.#claims !== null && this.#claims.takeBack(ticket.id);
  }

  #return(at: number): Ticket {
    const ticket = this.#drop(at);
    if (ticket.job.counts !== false) this.#counted--;
    return ticket;
  }

  #drop(at: number): Ticket {
    // Nearly always the first.
    const ticket = (at === 0 ? this.#tickets.shift() : this.#tickets.splice(at, 1)[0])!;
    ticket.worker = null;
    this.#bytes -= ticket.job.bytes ?? 0;
    return ticket;
  }
}

function distance(from: number, to: number): number {
  return to >= from ? to - from : to - from + LAST_ID;
}
