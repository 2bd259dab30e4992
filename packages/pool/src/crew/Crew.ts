import { AbortError, InitializerError, StateError } from "@framepool/errors";
import type { Backend, BackendKind, ExitReason } from "../backend/Backend.js";
import { BACKENDS } from "../backend/backends.js";
import { reasonOf } from "../reason.js";
import { settledWithin } from "../settled-within.js";
import type { CrewOptions, WorkerInfo } from "./crew-options.js";
import type { CrewWorker } from "./CrewWorker.js";
import { Dispatcher } from "./Dispatcher.js";
import { type Feed, Feeds } from "./Feeds.js";
import type { Job, JobOwner, Reply } from "./job.js";
import { lateError, lostWorkerError, subjectOf } from "./job-errors.js";
import { Staff } from "./Staff.js";
import { submit } from "./submit.js";
import type { Ticket } from "./ticket.js";

/** A job whose worker died before it came to any goes to another, so often. */
const MOST_RETURNS = 3;
/** How long `terminate` waits for workers that were killed. */
const TERMINATE_MS = 5_000;

/**
 * A number of workers and one queue of jobs. Workers start with the first jobs, run one job at a time (or `concurrency`),
 * and are replaced when they are lost; every job ends with a reply or a typed error. A crew without jobs does not hold the
 * process.
 */
export class Crew {
  readonly #options: CrewOptions;
  readonly #backend: Backend;
  readonly #staff: Staff;
  readonly #jobs: Dispatcher;
  // What was begun before close() goes on after it.
  readonly #feeds = new Feeds();
  #state: "open" | "closing" | "terminated" = "open";
  #broken: InitializerError | null = null;
  readonly #ended: (() => void)[] = [];

  constructor(options: CrewOptions) {
    this.#options = options;
    this.#backend = BACKENDS[options.backend];
    this.#staff = new Staff(options, {
      free: (worker, ms) => this.#jobs.freed(worker, ms),
      broken: (worker, error) => this.#break(worker, error),
      untidy: (worker) => {
        this.#staff.replace(worker);
        this.#dispatch();
      },
      late: (ticket) => this.#giveUp(ticket, lateError(ticket), true),
      gone: (worker, reason, lost, spared) => this.#gone(worker, reason, lost, spared),
    });
    this.#jobs = new Dispatcher(options, this.#staff, (worker) => this.#release(worker));
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
    return [...this.#staff.working].map(({ name, id }) => ({ name, id, alive: true }));
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
    if (initializer === null) while (this.#staff.working.size < Math.min(jobs, workers)) started.push(this.#staff.startOne());
    return () => {
      for (const worker of started) this.#staff.replace(worker);
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
    const ticket = this.#jobs.add(job, owner, () => this.#dispatch());
    this.#dispatch();
    return ticket;
  }

  /**
   * Ends a job with `error`. One that runs hears of it by its signal, and its worker is replaced at once and killed soon
   * after; in line, where nothing can be killed, what it has under way is left to itself.
   */
  cancel(ticket: Ticket, error: Error): void {
    this.#giveUp(ticket, error, false);
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
    return this.#jobs.waiting + this.#feeds.size + this.#staff.retired.size === 0 && [...this.#staff.working].every(({ idle }) => idle);
  }

  /** Workers forget what they were sent; one in which something of the user's still goes on ends. Of an idle crew. */
  tidy(): void {
    for (const worker of this.#staff.working) worker.tidy();
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
    const { working, retired } = this.#staff;
    for (const worker of [...working]) this.#staff.retire(worker);
    for (const { tickets } of retired) for (const ticket of [...tickets]) ticket.reject(new AbortError("the pool was terminated"));
    for (const worker of retired) void worker.kill();
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
    return this.#staff.isGone && this.#jobs.waiting + this.#feeds.size === 0;
  }

  /** Where something has changed: jobs go to workers, or all is at its end. */
  #dispatch(): void {
    this.#jobs.dispatch();
    if (this.#isEmpty()) for (const resolve of this.#ended.splice(0)) resolve();
  }

  /** Nobody needs the worker now. */
  #release(worker: CrewWorker): void {
    if ((this.#state === "open" && this.#broken === null) || this.#feeds.size > 0) worker.rest();
    else worker.stop();
  }

  #giveUp(ticket: Ticket, error: Error, isLate: boolean): void {
    if (ticket.settled) return;
    const { worker } = ticket;
    if (worker !== null) this.#stop(ticket, worker, error, isLate);
    else this.#jobs.drop(ticket);
    ticket.reject(error);
    this.#dispatch();
  }

  #stop(ticket: Ticket, worker: CrewWorker, error: Error, isLate: boolean): void {
    const { goesOn, isUntouched, spared } = worker.giveUp(ticket);
    this.#jobs.putBack(spared);
    // Who has not come to a job whose time is over is kept from all jobs by something that an earlier one left.
    if (goesOn && !(isLate && isUntouched)) return;
    this.#jobs.putBack(worker.takeBack(Infinity));
    this.#staff.retire(worker);
    worker.cancel(ticket, error);
    worker.leave();
  }

  #break(worker: CrewWorker, cause: unknown): void {
    this.#broken ??= new InitializerError(`the initializer failed in ${worker.name}: ${reasonOf(cause)}; the pool is broken, make another`, { cause });
    this.#staff.replace(worker);
    this.#feeds.stop(this.#broken);
    this.#rejectQueued(() => this.#broken);
    this.#dispatch();
  }

  /**
   * Nobody has begun the jobs that were spared. But workers that die before they begin must not go on for ever, and what was
   * moved is gone. Owners hear of it last: what they do then meets a crew that knows where each job is.
   */
  #gone(worker: CrewWorker, reason: ExitReason, lost: readonly Ticket[], spared: readonly Ticket[]): void {
    const expected = this.#staff.gone(worker);
    // A death that took a job with it is not for ever.
    if (lost.length === 0) for (const ticket of spared) ticket.returns++;
    const mayReturn = ({ returns, moves }: Ticket): boolean => returns <= MOST_RETURNS && !moves;
    if (this.#state !== "terminated") this.#jobs.putBack(spared.filter(mayReturn));
    for (const ticket of lost) ticket.reject(lostWorkerError(worker.name, `while it ran ${subjectOf(ticket.job)}`, reason), worker.call);
    for (const ticket of spared) if (!mayReturn(ticket)) ticket.reject(lostWorkerError(worker.name, `before it ran ${subjectOf(ticket.job)}`, reason));
    if (!worker.started && !expected) this.#startFailed(worker, reason);
    this.#dispatch();
  }

  // One job a failed start: what is the matter may pass, and when it does not there is an end to it.
  #startFailed(worker: CrewWorker, reason: ExitReason): void {
    if (worker.up && this.#options.initializer != null) this.#break(worker, lostWorkerError(worker.name, "in its initializer", reason));
    else this.#jobs.take()?.reject(lostWorkerError(worker.name, "before it was ready", reason));
  }

  #rejectQueued(error: () => unknown): void {
    for (let ticket = this.#jobs.take(); ticket !== undefined; ticket = this.#jobs.take()) ticket.reject(error());
  }
}
