import { AbortError, InitializerError, StateError } from "@framepool/errors";
import type { ResourceLimits } from "node:worker_threads";
import type { Backend, BackendKind, ExitReason } from "../backend/Backend.js";
import { BACKENDS } from "../backend/backends.js";
import type { Initializer } from "../protocol.js";
import { MOST_JOBS } from "../job-claims.js";
import { CrewWorker, type CrewWorkerEvents } from "./CrewWorker.js";
import type { Job, JobOwner, Reply } from "./job.js";
import { JobQueue } from "./job-queue.js";
import { abortError, lateError, lostWorkerError, notSent, subjectOf } from "./job-errors.js";
import { Pace } from "./Pace.js";
import { takeBatch } from "./take-batch.js";
import { Ticket } from "./ticket.js";
import { nextWorkerName } from "./worker-name.js";

/** How long a worker may take to come up. */
const START_MS = 30_000;
/** A worker holds about this much work ahead, in ms, so that small jobs do not pay a message each. */
const AHEAD_MS = 1;
/** A job whose worker died before it came to it goes to another, so often. */
const MOST_RETURNS = 3;
/** How long `terminate` waits for workers that were killed. */
const TERMINATE_MS = 5_000;

export interface CrewOptions {
  readonly backend: BackendKind;
  /** most workers at a time */
  readonly workers: number;
  /** runs in every worker before its first job; arguments are encoded */
  readonly initializer?: Initializer | null;
  /** jobs after which a worker is replaced */
  readonly maxJobsPerWorker?: number | null;
  readonly resourceLimits?: ResourceLimits | undefined;
  /** ms a worker may take to come up, 30,000 by default */
  readonly startTimeout?: number;
}

/** Something that submits jobs as it goes, and has not come to its end. */
export interface Feed {
  /** somebody waits for the crew's end: submit all that is left, now */
  hurry(): void;
  /** the crew takes no more jobs */
  stop(error: Error): void;
}

export interface WorkerInfo {
  readonly name: string;
  /** thread id, process id, or 0 in line; null while it starts */
  readonly id: number | null;
  readonly alive: boolean;
}

/**
 * A number of workers and one queue of jobs. Workers start with the first jobs, run one job at a time, and are replaced
 * when they are lost; every job ends with a reply or a typed error. A crew without jobs does not hold the process.
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
  readonly #feeds = new Set<Feed>();
  // Each of them may have a worker more than there are to be.
  readonly #urgent = new Set<Ticket>();
  #state: "open" | "closing" | "terminated" = "open";
  #broken: InitializerError | null = null;
  readonly #pace = new Pace();
  readonly #ended: (() => void)[] = [];

  constructor(options: CrewOptions) {
    this.#options = options;
    this.#backend = BACKENDS[options.backend];
    this.#events = {
      free: (worker, ms) => this.#freed(worker, ms),
      broken: (worker, error) => this.#break(worker, error),
      late: (ticket) => this.cancel(ticket, lateError(ticket)),
      gone: (worker, reason, lost, spared) => this.#gone(worker, reason, lost, spared),
    };
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
    return new Promise((resolve, reject) => {
      if (signal?.aborted === true) return reject(abortError(job, signal));
      const onAbort = (): void => this.cancel(ticket, abortError(job, signal!));
      const done = (): void => signal?.removeEventListener("abort", onAbort);
      const ticket = this.enqueue(job, {
        replied: (reply) => {
          done();
          resolve(reply);
        },
        failed: (error) => {
          done();
          reject(error);
        },
      });
      if (!ticket.settled) signal?.addEventListener("abort", onAbort);
    });
  }

  /** Queues a job for an owner, who is told what it came to. Throws if the crew takes no jobs. */
  enqueue(job: Job, owner: JobOwner): Ticket {
    if (this.#feeds.size === 0 || this.#state !== "closing") this.assertOpen();
    if (job.urgent === true) return this.#enqueueFirst(job, owner);
    const ticket = new Ticket(job, owner);
    this.#queue.push(ticket);
    this.#dispatch();
    return ticket;
  }

  /** All workers may wait for what this job has to say: it must not wait for one of them. */
  #enqueueFirst(job: Job, owner: JobOwner): Ticket {
    const over = (): void => {
      this.#urgent.delete(ticket);
      this.#dispatch();
    };
    const ticket = new Ticket(job, {
      replied: (reply) => {
        over();
        owner.replied(reply);
      },
      failed: (error, call) => {
        over();
        owner.failed(error, call);
      },
    });
    this.#urgent.add(ticket);
    this.#queue.putBack([ticket]);
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
    this.#feeds.add(feed);
    return () => {
      if (this.#feeds.delete(feed)) this.#dispatch();
    };
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
    this.#stopFeeds(new AbortError("the pool was terminated"));
    this.#rejectQueued(() => new AbortError("the pool was terminated"));
    for (const worker of [...this.#workers]) this.#retire(worker);
    for (const { tickets } of this.#retired) for (const ticket of [...tickets]) ticket.reject(new AbortError("the pool was terminated"));
    for (const worker of this.#retired) void worker.kill();
    await within(TERMINATE_MS, this.#end());
  }

  /** Resolves when the workers are gone, after `close` or `terminate`. */
  async join(): Promise<void> {
    if (this.#state === "open" && this.#broken === null) throw new StateError("the pool is still running: call close() or terminate() before join()");
    for (const feed of this.#feeds) feed.hurry();
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
    let starting = 0;
    for (const worker of this.#workers) {
      if (!worker.ready) starting++;
      else if (worker.free && this.#isTooMany) this.#replace(worker);
      else if (worker.free && !this.#give(worker)) this.#idle(worker);
    }
    for (; starting < this.#queue.length && this.#workers.size < this.#most; starting++) this.#startOne();
    if (this.#queue.length > 0) for (const worker of this.#workers) if (this.#isLow(worker)) this.#give(worker);
    if (this.#isEmpty()) for (const resolve of this.#ended.splice(0)) resolve();
  }

  #startOne(): CrewWorker {
    const { initializer = null, resourceLimits, startTimeout = START_MS } = this.#options;
    const backend = this.#backend;
    const name = nextWorkerName(backend.prefix);
    const worker = new CrewWorker({ backend, name, initializer, resourceLimits, startTimeout, seed: this.#seed }, this.#events);
    this.#workers.add(worker);
    return worker;
  }

  /** Gives the oldest jobs to a worker: one if it is free, and more where they are small. False if it got none. */
  #give(worker: CrewWorker): boolean {
    for (let batch = this.#batch(worker); batch.length > 0; batch = this.#batch(worker)) {
      if (this.#send(worker, batch)) return true;
    }
    return worker.tickets.length > 0;
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

  #batch(worker: CrewWorker): Ticket[] {
    const { maxJobsPerWorker, workers } = this.#options;
    const left = maxJobsPerWorker == null ? Infinity : maxJobsPerWorker - worker.counted;
    // A fair share: the others want some, too.
    return takeBatch(this.#queue, worker, Math.min(left, this.#depth - worker.tickets.length, Math.ceil(this.#queue.length / workers)));
  }

  /** Jobs that a worker may hold. */
  get #depth(): number {
    return Math.max(1, Math.min(MOST_JOBS, Math.floor(AHEAD_MS / this.#pace.ms)));
  }

  /** It holds so few jobs that it might run dry before it gets more; and there is no other worker to start. */
  #isLow(worker: CrewWorker): boolean {
    return worker.ready && worker.tickets.length <= this.#depth / 2 && this.#workers.size >= this.#most;
  }

  #freed(worker: CrewWorker, ms: number | null): void {
    if (ms !== null) this.#pace.add(ms);
    const { maxJobsPerWorker } = this.#options;
    const isWorn = maxJobsPerWorker != null && worker.counted >= maxJobsPerWorker;
    if (worker.free && (isWorn || this.#isTooMany)) {
      this.#replace(worker);
      this.#dispatch();
    } else if (!worker.free) {
      if (this.#isLow(worker)) this.#give(worker);
    } else if (!this.#give(worker)) {
      this.#idle(worker);
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
    this.#stopFeeds(this.#broken);
    this.#rejectQueued(() => this.#broken);
    this.#dispatch();
  }

  #gone(worker: CrewWorker, reason: ExitReason, lost: Ticket | null, spared: readonly Ticket[]): void {
    const expected = this.#retired.delete(worker);
    this.#workers.delete(worker);
    if (lost !== null) lost.reject(lostWorkerError(worker.name, `while it ran ${subjectOf(lost.job)}`, reason), worker.call);
    else if (!worker.ready && !expected) this.#startFailed(worker, reason);
    this.#putBack(worker, reason, spared);
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

  #stopFeeds(error: Error): void {
    for (const feed of this.#feeds) feed.stop(error);
    this.#feeds.clear();
  }

  #rejectQueued(error: () => unknown): void {
    for (let ticket = this.#queue.take(); ticket !== undefined; ticket = this.#queue.take()) ticket.reject(error());
  }
}

async function within(ms: number, work: Promise<void>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  await Promise.race([work, new Promise<void>((resolve) => (timer = setTimeout(resolve, ms)))]);
  clearTimeout(timer);
}
