import type { ResourceLimits } from "node:worker_threads";
import type { Backend, ExitReason, WorkerHandle } from "../backend/Backend.js";
import type { FromWorker, Initializer, JobMessage, ReplyMessage } from "../protocol.js";
import { reviveError } from "../revive-error.js";
import { readReply } from "./reply.js";
import { TaskMemory } from "./task-memory.js";
import type { Ticket } from "./ticket.js";

/** How long a worker that was asked to stop may take to flush what it printed. */
const STOP_MS = 2000;

export interface CrewWorkerOptions {
  readonly backend: Backend;
  readonly name: string;
  readonly initializer: Initializer | null;
  readonly resourceLimits: ResourceLimits | undefined;
  /** ms until a worker that does not come up is given up */
  readonly startTimeout: number;
  readonly seed: number;
}

/** What a worker tells its crew. */
export interface CrewWorkerEvents {
  /** it can take a job: it has started, or its job is done */
  free(worker: CrewWorker): void;
  /** its initializer threw */
  broken(worker: CrewWorker, error: unknown): void;
  /** it is gone; `ticket` is the job that it had */
  gone(worker: CrewWorker, reason: ExitReason, ticket: Ticket | null): void;
}

/** One worker of a crew: what it knows, the job that it has, and its end. */
export class CrewWorker {
  readonly name: string;
  readonly #handle: WorkerHandle;
  readonly #events: CrewWorkerEvents;
  readonly #seed: number;
  readonly #known = new TaskMemory();
  readonly #startTimer: NodeJS.Timeout;
  #startFailure: ExitReason | null = null;
  #ticket: Ticket | null = null;
  #jobs = 0;
  #up = false;
  #ready = false;
  #stopping = false;

  constructor(options: CrewWorkerOptions, events: CrewWorkerEvents) {
    const { backend, name, initializer, resourceLimits, startTimeout } = options;
    this.name = name;
    this.#events = events;
    this.#seed = options.seed;
    // The worker itself holds the process while it starts.
    this.#startTimer = setTimeout(() => this.#giveUp(startTimeout), startTimeout).unref();
    this.#handle = backend.start({
      name,
      resourceLimits,
      onMessage: (message) => this.#receive(message),
      onExit: (reason) => this.#exited(reason),
    });
    this.#handle.post({ type: "init", name, initializer }, []);
  }

  get id(): number | null {
    return this.#handle.id;
  }

  /** its start, initializer included, is over */
  get ready(): boolean {
    return this.#ready;
  }

  /** it has started and has no job */
  get free(): boolean {
    return this.#ready && this.#ticket === null && !this.#stopping;
  }

  /** the message loop runs */
  get up(): boolean {
    return this.#up;
  }

  /** the job that it runs */
  get ticket(): Ticket | null {
    return this.#ticket;
  }

  /** jobs that it was given */
  get jobs(): number {
    return this.#jobs;
  }

  /** Gives it a job. Throws, and stays free, if the job cannot be cloned. */
  give(ticket: Ticket): void {
    const { job } = ticket;
    const isNew = !this.#known.has(job.task.id);
    const message: JobMessage = {
      type: "job",
      id: this.#jobs + 1,
      taskId: job.task.id,
      task: isNew ? job.task : null,
      forget: isNew ? this.#known.oldest : null,
      unary: job.unary ?? false,
      calls: job.calls,
      partition: job.partition ?? null,
      firstRow: job.firstRow ?? null,
      index: job.index ?? 0,
      seed: job.seed ?? this.#seed,
    };
    this.#handle.post(message, job.transfer ?? []);
    if (isNew) this.#known.add(job.task.id);
    this.#jobs++;
    this.#ticket = ticket;
    this.#handle.ref();
  }

  /** Has nothing to do for now: it does not hold the process. */
  rest(): void {
    this.#handle.unref();
  }

  /** Ends it when its output is flushed, by force if that takes too long. */
  stop(): void {
    if (this.#stopping) return;
    this.#stopping = true;
    this.#handle.ref();
    this.#handle.post({ type: "stop" }, []);
    setTimeout(() => void this.#handle.kill(), STOP_MS).unref();
  }

  /** Ends it now. */
  kill(): Promise<void> {
    this.#stopping = true;
    return this.#handle.kill();
  }

  #giveUp(startTimeout: number): void {
    this.#startFailure = { exitCode: null, signal: null, memory: false, error: new Error(`it did not start within ${startTimeout} ms`) };
    void this.#handle.kill();
  }

  #receive(message: FromWorker): void {
    switch (message.type) {
      case "up":
        this.#up = true;
        return clearTimeout(this.#startTimer);
      case "ready":
        this.#ready = true;
        return this.#events.free(this);
      case "broken":
        return this.#events.broken(this, reviveError(message.error));
      case "reply":
        return void this.#replied(message);
      case "failed":
        this.#take(message.id)?.reject(reviveError(message.error));
        return this.#events.free(this);
      case "crash":
        return;
    }
  }

  #replied(message: ReplyMessage): void {
    const ticket = this.#take(message.id);
    // The worker takes its next job while this reply is read.
    readReply(message, this.name).then(
      (reply) => ticket?.resolve(reply),
      (error: unknown) => ticket?.reject(error),
    );
    this.#events.free(this);
  }

  /** The ticket of the job with that number, taken from the worker. */
  #take(id: number): Ticket | null {
    if (id !== this.#jobs) return null;
    const ticket = this.#ticket;
    this.#ticket = null;
    return ticket;
  }

  #exited(reason: ExitReason): void {
    clearTimeout(this.#startTimer);
    const ticket = this.#ticket;
    this.#ticket = null;
    this.#stopping = true;
    this.#events.gone(this, this.#startFailure ?? reason, ticket);
  }
}
