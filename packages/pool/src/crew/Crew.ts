import { AbortError, InitializerError, SerializationError, StateError } from "@framepool/errors";
import type { ResourceLimits } from "node:worker_threads";
import type { Backend, BackendKind, ExitReason } from "../backend/Backend.js";
import { BACKENDS } from "../backend/backends.js";
import type { Initializer } from "../protocol.js";
import { CrewWorker, type CrewWorkerEvents } from "./CrewWorker.js";
import type { Job, Reply } from "./job.js";
import { JobQueue } from "./job-queue.js";
import { lostWorkerError } from "./lost-worker.js";
import { abortError, Ticket } from "./ticket.js";
import { nextWorkerName } from "./worker-name.js";

/** How long a worker may take to come up. */
const START_MS = 30_000;
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
  #state: "open" | "closing" | "terminated" = "open";
  #broken: InitializerError | null = null;
  readonly #ended: (() => void)[] = [];

  constructor(options: CrewOptions) {
    this.#options = options;
    this.#backend = BACKENDS[options.backend];
    this.#events = {
      free: (worker) => this.#freed(worker),
      broken: (worker, error) => this.#break(worker, error),
      gone: (worker, reason, ticket) => this.#lost(worker, reason, ticket),
    };
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
   * Queues a job. Rejects if the trip fails: the worker is lost, the task cannot be loaded, `signal` fires, the crew is
   * terminated; what single calls throw is in the reply.
   */
  submit(job: Job, { signal = null }: { readonly signal?: AbortSignal | null } = {}): Promise<Reply> {
    try {
      if (this.#feeds.size === 0 || this.#state !== "closing") this.assertOpen();
      if (signal?.aborted === true) throw abortError(job, signal);
    } catch (error) {
      return Promise.reject(error);
    }
    const ticket = new Ticket(job, signal, () => this.#cancelled(ticket));
    this.#queue.push(ticket);
    this.#dispatch();
    return ticket.reply;
  }

  /** Keeps the workers, and lets jobs in, until the function that it gives is called: also after `close`. */
  begin(feed: Feed): () => void {
    this.assertOpen();
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
    for (const worker of [...this.#workers]) {
      worker.ticket?.reject(new AbortError("the pool was terminated"));
      this.#retire(worker);
    }
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
      else if (worker.free && !this.#giveNext(worker)) this.#release(worker);
    }
    for (; starting < this.#queue.length && this.#workers.size < this.#options.workers; starting++) this.#start();
    if (this.#isEmpty()) for (const resolve of this.#ended.splice(0)) resolve();
  }

  #start(): void {
    const { initializer = null, resourceLimits, startTimeout = START_MS } = this.#options;
    const backend = this.#backend;
    const name = nextWorkerName(backend.prefix);
    this.#workers.add(new CrewWorker({ backend, name, initializer, resourceLimits, startTimeout, seed: this.#seed }, this.#events));
  }

  /** Gives the oldest job to a free worker; false if there is none. */
  #giveNext(worker: CrewWorker): boolean {
    for (let ticket = this.#queue.take(); ticket !== undefined; ticket = this.#queue.take()) {
      try {
        worker.give(ticket);
        return true;
      } catch (error) {
        ticket.reject(notSent(ticket, error));
      }
    }
    return false;
  }

  #freed(worker: CrewWorker): void {
    const { maxJobsPerWorker } = this.#options;
    if (maxJobsPerWorker != null && worker.jobs >= maxJobsPerWorker) {
      this.#retire(worker);
      worker.stop();
      this.#dispatch();
    } else if (!this.#giveNext(worker)) {
      this.#release(worker);
    }
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

  #cancelled(ticket: Ticket): void {
    const running = [...this.#workers].find((worker) => worker.ticket === ticket);
    if (running === undefined) this.#queue.dropped();
    else if (this.#backend.killable) {
      this.#retire(running);
      void running.kill();
    }
    this.#dispatch();
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

  #lost(worker: CrewWorker, reason: ExitReason, ticket: Ticket | null): void {
    const expected = this.#retired.delete(worker);
    this.#workers.delete(worker);
    if (ticket !== null) ticket.reject(lostWorkerError(worker.name, `while it ran "${ticket.job.task.name}"`, reason));
    else if (!worker.ready && !expected) this.#startFailed(worker, reason);
    this.#dispatch();
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

function notSent(ticket: Ticket, cause: unknown): SerializationError {
  const reason = cause instanceof Error ? cause.message : String(cause);
  return new SerializationError(`the arguments of "${ticket.job.task.name}" cannot be sent to a worker: ${reason}`, { path: "args", direction: "to worker" }, { cause });
}

async function within(ms: number, work: Promise<void>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  await Promise.race([work, new Promise<void>((resolve) => (timer = setTimeout(resolve, ms)))]);
  clearTimeout(timer);
}
