import { AbortError, InitializerError, StateError } from "@framepool/errors";
import type { Backend, BackendKind, ExitReason } from "../backend/Backend.js";
import { BACKENDS } from "../backend/backends.js";
import { settledWithin } from "../settled-within.js";
import type { CrewOptions, WorkerInfo } from "./crew-options.js";
import { Feeds, type Feed } from "./Feeds.js";
import { CrewWorker, type CrewWorkerEvents } from "./CrewWorker.js";
import type { Job, JobOwner, Reply } from "./job.js";
import { JobQueue } from "./job-queue.js";
import { lateError, lostWorkerError, notSent, subjectOf } from "./job-errors.js";
import { Rations } from "./Rations.js";
import { submit } from "./submit.js";
import { Ticket } from "./ticket.js";
import { UrgentJobs } from "./UrgentJobs.js";
import { nextWorkerName } from "./worker-name.js";

/** How long a worker may take to come up. */
const START_MS = 30_000;
/** A job whose worker died before it came to it goes to another, so often. */
const MOST_RETURNS = 3;
/** How long `terminate` waits for workers that were killed. */
const TERMINATE_MS = 5_000;

/**
 * A number of workers and one queue of jobs. Workers start with the first jobs, run one job at a time (or `concurrency`),
 * and are replaced when they are lost; every job ends with a reply or a typed error. A crew without jobs does not hold the
 * process.
 *
 * Where all workers are busy with small jobs, they are sent more ahead, several in one message. A worker that runs dry
 * gets what another has not come to yet, so that nothing waits behind a long job while somebody is free.
 */
export class Crew {
  readonly #options: CrewOptions;
  readonly #backend: Backend;
  readonly #workers = new Set<CrewWorker>();
  // Workers that are ending: they take no job and no place, but the crew's end waits for them.
  readonly #retired = new Set<CrewWorker>();
  readonly #queue = new JobQueue();
  readonly #events: CrewWorkerEvents;
  // Jobs that bring no seed draw from here: other numbers in every crew, the same in all workers of one.
  readonly #seed = Math.floor(Math.random() * 2 ** 32);
  // What was begun before close() goes on after it.
  readonly #feeds = new Feeds();
  readonly #urgent = new UrgentJobs();
  #state: "open" | "closing" | "terminated" = "open";
  #broken: InitializerError | null = null;
  readonly #rations: Rations;
  readonly #ended: (() => void)[] = [];

  constructor(options: CrewOptions) {
    this.#options = options;
    this.#backend = BACKENDS[options.backend];
    this.#rations = new Rations(options);
    this.#events = {
      free: (worker, ms) => this.#freed(worker, ms),
      broken: (worker, error) => this.#break(worker, error),
      untidy: (worker) => {
        this.#replace(worker);
        this.#dispatch();
      },
      late: (ticket) => this.cancel(ticket, lateError(ticket)),
      gone: (worker, reason, lost, spared) => this.#gone(worker, reason, lost, spared),
    };
  }

  /** jobs that run at a time in one worker */
  get concurrency(): number {
    return this.#options.concurrency ?? 1;
  }

  get kind(): BackendKind {
    return this.#backend.kind;
  }

  /** false: a job that runs cannot be stopped */
  get killable(): boolean {
    return this.#backend.killable;
  }

  /** most workers at a time */
  get size(): number {
    return this.#options.workers;
  }

  /** The workers that there are now; one that was lost is gone from the list. */
  get workers(): readonly WorkerInfo[] {
    return [...this.#workers].map(({ name, id }) => ({ name, id, alive: true }));
  }

  /** Throws unless new work can begin. */
  assertOpen(): void {
    if (this.#broken !== null) throw this.#broken;
    if (this.#state !== "open") throw new StateError(`the pool is not running: it was ${this.#state === "closing" ? "closed" : "terminated"}`);
  }

  /**
   * Starts workers for so many jobs that will come, if there are fewer, so that they come up while the jobs are made; not
   * where starting one runs something of the user's. Gives what ends them again, if no job comes.
   */
  start(jobs: number): () => void {
    this.assertOpen();
    const started: CrewWorker[] = [];
    const { initializer = null, workers } = this.#options;
    if (initializer === null) while (this.#workers.size < Math.min(jobs, workers)) started.push(this.#startOne());
    return () => {
      for (const worker of started) {
        this.#retire(worker);
        worker.stop();
      }
    };
  }

  /**
   * Queues a job. Rejects if the trip fails: the worker is lost, the task cannot be loaded, `signal` fires, the crew is
   * terminated; what single calls throw is in the reply.
   */
  submit(job: Job, { signal = null }: { readonly signal?: AbortSignal | null } = {}): Promise<Reply> {
    return submit(this, job, signal);
  }

  /** Queues a job for an owner, who is told what it came to. Throws if the crew takes no jobs. */
  enqueue(job: Job, owner: JobOwner): Ticket {
    if (this.#feeds.size === 0 || this.#state !== "closing") this.assertOpen();
    const isUrgent = job.urgent === true;
    const ticket = isUrgent ? this.#urgent.add(job, owner, () => this.#dispatch()) : new Ticket(job, owner);
    if (isUrgent) this.#queue.putBack([ticket]);
    else this.#queue.push(ticket);
    this.#dispatch();
    return ticket;
  }

  /** Most workers, now. */
  get #most(): number {
    return this.#options.workers + this.#urgent.size;
  }

  /** A worker more was started for an urgent job: none of them takes another, behind which the next urgent one could have to wait. */
  get #isTooMany(): boolean {
    return this.#workers.size > this.#options.workers && this.#queue.peek()?.job.urgent !== true;
  }

  /**
   * Ends a job with `error`. One that runs hears of it by its signal, and its worker is replaced at once and killed soon
   * after; in line it keeps its worker until it ends by itself.
   */
  cancel(ticket: Ticket, error: Error): void {
    if (ticket.settled) return;
    const { worker } = ticket;
    if (worker !== null) this.#stop(ticket, worker, error);
    else if (!ticket.reading) this.#queue.dropped();
    ticket.reject(error);
    this.#dispatch();
  }

  /** Keeps the workers, and lets jobs in, until the function that it gives is called: also after `close`. */
  begin(feed: Feed): () => void {
    this.assertOpen();
    return this.keep(feed)!;
  }

  /** As `begin`, for what goes on that was begun before `close`. Null, and the feed is stopped, if the crew has ended. */
  keep(feed: Feed): (() => void) | null {
    if (this.#state === "terminated" || this.#broken !== null) {
      feed.stop(this.#broken ?? new AbortError("the pool was terminated"));
      return null;
    }
    return this.#feeds.add(feed, () => this.#dispatch());
  }

  /** whether it has nothing to do, and could go on */
  get idle(): boolean {
    if (this.#state !== "open" || this.#broken !== null) return false;
    return this.#queue.length + this.#feeds.size + this.#retired.size === 0 && [...this.#workers].every(({ idle }) => idle);
  }

  /** Workers forget what they were sent; one in which something of the user's still goes on ends. Of an idle crew. */
  tidy(): void {
    for (const worker of this.#workers) worker.tidy();
  }

  /** Takes no more jobs; the workers end when those that were taken are done. */
  close(): void {
    if (this.#state !== "open") return;
    this.#state = "closing";
    this.#dispatch();
  }

  /** Ends everything now: pending jobs reject with AbortError. Resolves when the workers are gone, within 5 s. May be called again. */
  async terminate(): Promise<void> {
    this.#state = "terminated";
    this.#feeds.stop(new AbortError("the pool was terminated"));
    this.#rejectQueued(() => new AbortError("the pool was terminated"));
    for (const worker of [...this.#workers]) this.#retire(worker);
    for (const { tickets } of this.#retired) for (const ticket of [...tickets]) ticket.reject(new AbortError("the pool was terminated"));
    for (const worker of this.#retired) void worker.kill();
    await settledWithin(this.#end(), TERMINATE_MS);
  }

  /** Resolves when the workers are gone, after `close` or `terminate`. */
  async join(): Promise<void> {
    if (this.#state === "open" && this.#broken === null) throw new StateError("the pool is still running: call close() or terminate() before join()");
    this.#feeds.hurry();
    await this.#end();
  }

  #end(): Promise<void> {
    if (this.#isEmpty()) return Promise.resolve();
    return new Promise((resolve) => this.#ended.push(resolve));
  }

  #isEmpty(): boolean {
    return this.#workers.size === 0 && this.#retired.size === 0 && this.#queue.length === 0 && this.#feeds.size === 0;
  }

  /** Gives jobs to free workers, starts workers for jobs that wait, and lets go of workers that nobody needs. */
  #dispatch(): void {
    for (const worker of this.#workers) {
      if (worker.idle && this.#isTooMany) this.#replace(worker);
      else if (worker.ready && worker.free) this.#serve(worker);
    }
    // Last: what they are given waits until they are up.
    let starting = 0;
    for (const worker of this.#workers) if (!worker.ready && !(worker.free && this.#give(worker)) && worker.tickets.length === 0) starting++;
    if (this.concurrency > 1) this.#fill();
    while (starting < this.#queue.length && this.#workers.size < this.#most) {
      const worker = this.#startOne();
      if (!worker.free || !this.#give(worker)) starting++;
    }
    if (this.#queue.length > 0) for (const worker of this.#workers) if (this.#isLow(worker)) this.#give(worker);
    if (this.#isEmpty()) for (const resolve of this.#ended.splice(0)) resolve();
  }

  /** Workers that run several jobs at a time get one each, round by round. */
  #fill(): void {
    for (let round = true; round && this.#queue.length > 0;) {
      round = false;
      for (const worker of this.#workers) if (worker.free && this.#give(worker)) round = true;
    }
  }

  #startOne(): CrewWorker {
    const { initializer = null, resourceLimits, startTimeout = START_MS } = this.#options;
    const backend = this.#backend;
    const name = nextWorkerName(backend.prefix);
    const worker = new CrewWorker({ backend, name, concurrency: this.concurrency, initializer, resourceLimits, startTimeout, seed: this.#seed }, this.#events);
    this.#workers.add(worker);
    return worker;
  }

  /** Gives a worker something to do, if there is anything. */
  #serve(worker: CrewWorker): void {
    if (!this.#give(worker) && worker.idle) this.#idle(worker);
  }

  /** Gives the oldest jobs to a worker: one if it is free, and more where they are small. False if it got none. */
  #give(worker: CrewWorker): boolean {
    if (this.#isTooMany) return false;
    for (let batch = this.#rations.take(this.#queue, worker); batch.length > 0; batch = this.#rations.take(this.#queue, worker)) {
      if (this.#send(worker, batch)) return true;
    }
    return false;
  }

  #send(worker: CrewWorker, batch: readonly Ticket[]): boolean {
    try {
      worker.give(batch);
      return true;
    } catch (error) {
      if (batch.length === 1) batch[0]!.reject(notSent(batch[0]!, error));
      // One of them cannot be sent: each by itself tells which.
      else for (const ticket of batch) this.#send(worker, [ticket]);
      return false;
    }
  }

  /** It might run dry before it gets more, and there is no other worker to start. */
  #isLow(worker: CrewWorker): boolean {
    return this.#rations.isLow(worker) && this.#workers.size >= this.#most;
  }

  #freed(worker: CrewWorker, ms: number | null): void {
    if (ms !== null) this.#rations.add(ms);
    if (worker.idle && (this.#rations.isWorn(worker) || this.#isTooMany)) {
      this.#replace(worker);
      this.#dispatch();
    } else if (this.concurrency > 1) {
      this.#dispatch();
    } else if (worker.free) {
      this.#serve(worker);
    } else if (this.#isLow(worker)) {
      this.#give(worker);
    }
  }

  /** The queue is empty, and the worker too: half of what waits behind another's job is its own now. */
  #idle(worker: CrewWorker): void {
    let longest: CrewWorker | null = null;
    for (const each of this.#workers) if (each.tickets.length > Math.max(1, longest?.tickets.length ?? 0)) longest = each;
    const back = longest?.takeBack(Math.ceil((longest.tickets.length - 1) / 2)) ?? [];
    this.#queue.putBack(back);
    if (back.length === 0 || !this.#give(worker)) this.#release(worker);
  }

  /** Nobody needs the worker now. */
  #release(worker: CrewWorker): void {
    if ((this.#state === "open" && this.#broken === null) || this.#feeds.size > 0) worker.rest();
    else worker.stop();
  }

  /** The worker is about to end: its place is free at once, another may start before it is gone. */
  #retire(worker: CrewWorker): void {
    if (this.#workers.delete(worker)) this.#retired.add(worker);
  }

  /** The worker ends when its output is flushed. */
  #replace(worker: CrewWorker): void {
    this.#retire(worker);
    worker.stop();
  }

  #stop(ticket: Ticket, worker: CrewWorker, error: Error): void {
    if (!this.#backend.killable) return worker.cancel(ticket, error);
    const { goesOn, spared } = worker.giveUp(ticket);
    this.#queue.putBack(spared);
    if (goesOn) return;
    this.#retire(worker);
    worker.cancel(ticket, error);
    worker.leave();
  }

  #break(worker: CrewWorker, cause: unknown): void {
    const reason = cause instanceof Error ? cause.message : String(cause);
    this.#broken ??= new InitializerError(`the initializer failed in ${worker.name}: ${reason}; the pool is broken, make another`, { cause });
    this.#retire(worker);
    worker.stop();
    this.#feeds.stop(this.#broken);
    this.#rejectQueued(() => this.#broken);
    this.#dispatch();
  }

  #gone(worker: CrewWorker, reason: ExitReason, lost: readonly Ticket[], spared: readonly Ticket[]): void {
    const expected = this.#retired.delete(worker);
    this.#workers.delete(worker);
    for (const ticket of lost) ticket.reject(lostWorkerError(worker.name, `while it ran ${subjectOf(ticket.job)}`, reason), worker.call);
    this.#putBack(worker, reason, spared);
    if (!worker.started && !expected) this.#startFailed(worker, reason);
    this.#dispatch();
  }

  /** Nobody has begun these jobs. But workers that die before they begin must not go on for ever, and what was moved is gone. */
  #putBack(worker: CrewWorker, reason: ExitReason, spared: readonly Ticket[]): void {
    const again: Ticket[] = [];
    for (const ticket of spared) {
      if (ticket.settled) continue;
      ticket.returns++;
      if (ticket.returns <= MOST_RETURNS && !ticket.moves) again.push(ticket);
      else ticket.reject(lostWorkerError(worker.name, `before it ran ${subjectOf(ticket.job)}`, reason));
    }
    if (this.#state !== "terminated") this.#queue.putBack(again);
  }

  // One job a failed start: what is the matter may pass, and when it does not there is an end to it.
  #startFailed(worker: CrewWorker, reason: ExitReason): void {
    if (worker.up && this.#options.initializer != null) this.#break(worker, lostWorkerError(worker.name, "in its initializer", reason));
    else this.#queue.take()?.reject(lostWorkerError(worker.name, "before it was ready", reason));
  }

  #rejectQueued(error: () => unknown): void {
    for (let ticket = this.#queue.take(); ticket !== undefined; ticket = this.#queue.take()) ticket.reject(error());
  }
}
