import type { ResourceLimits } from "node:worker_threads";
import type { Backend, ExitReason, WorkerHandle } from "../backend/Backend.js";
import { JobClaims, MOST_JOBS } from "../job-claims.js";
import type { FromWorker, InitMessage, Initializer, ReplyMessage } from "../protocol.js";
import { reviveError } from "../revive-error.js";
import { serializeError } from "../serialize-error.js";
import { withImportFault } from "../travel/import-fault.js";
import type { CrewWorkerEvents } from "./crew-worker-events.js";
import { type GivenUp, HeldJobs } from "./HeldJobs.js";
import { JobClock } from "./JobClock.js";
import { lostWorkerError } from "./job-errors.js";
import { jobsMessage } from "./jobs-message.js";
import { Patience } from "./Patience.js";
import { readReply } from "./reply.js";
import { TaskMemory } from "./task-memory.js";
import type { Ticket } from "./ticket.js";

export interface CrewWorkerOptions {
  readonly backend: Backend;
  readonly name: string;
  /** jobs that it runs at a time */
  readonly concurrency: number;
  readonly initializer: Initializer | null;
  readonly resourceLimits: ResourceLimits | undefined;
  /** ms until a worker that does not come up is given up */
  readonly startTimeout: number;
  readonly seed: number;
}

/** One worker of a crew: what it knows, the jobs that it has, and its end. */
export class CrewWorker {
  readonly name: string;
  readonly #handle: WorkerHandle;
  readonly #events: CrewWorkerEvents;
  readonly #seed: number;
  readonly #concurrency: number;
  readonly #hasInitializer: boolean;
  readonly #known = new TaskMemory();
  readonly #claims: JobClaims | null;
  readonly #held: HeldJobs;
  readonly #patience = new Patience();
  readonly #clock: JobClock;
  #startFailure: ExitReason | null = null;
  #isTimed = false;
  #up = false;
  #started = false;
  #ready = false;
  #leaving = false;
  #stopping = false;
  /** signals that were sent, and of which it has not said that it heard */
  #unheard = 0;

  constructor(options: CrewWorkerOptions, events: CrewWorkerEvents) {
    const { backend, name, initializer, resourceLimits, startTimeout } = options;
    this.name = name;
    this.#events = events;
    this.#seed = options.seed;
    this.#claims = backend.sharesMemory ? new JobClaims() : null;
    this.#concurrency = Math.min(options.concurrency, MOST_JOBS);
    this.#hasInitializer = initializer !== null;
    this.#held = new HeldJobs(this.#claims);
    this.#clock = new JobClock(startTimeout, (ticket) => events.late(ticket));
    this.#patience.forStart(startTimeout, () => this.#giveUp(startTimeout));
    this.#handle = backend.start({
      name,
      resourceLimits,
      onMessage: (message) => this.#receive(message),
      onExit: (reason) => this.#exited(reason),
    });
    this.#begin({ type: "init", name, concurrency: this.#concurrency, initializer, claims: this.#claims?.shared ?? null });
  }

  get id(): number | null {
    return this.#handle.id;
  }

  /** its start, initializer included, is over */
  get started(): boolean {
    return this.#started;
  }

  /** it has started, and is not tidied up */
  get ready(): boolean {
    return this.#ready;
  }

  /** it runs a job that it is given at once, or as soon as it is up, unless something of the user's has to run before */
  get free(): boolean {
    return (this.#ready || this.#takesEarly) && this.#held.list.length < this.#concurrency && !this.#leaving;
  }

  /** it is up, and has no job */
  get idle(): boolean {
    return this.#ready && this.#held.first === undefined && !this.#leaving;
  }

  /** What is sent to a thread that starts waits in its port, and can be taken back if it does not come up. */
  get #takesEarly(): boolean {
    return !this.#started && !this.#hasInitializer && this.#claims !== null;
  }

  /** its initializer runs, or has run */
  get up(): boolean {
    return this.#up;
  }

  /** the jobs that it has, oldest first */
  get tickets(): readonly Ticket[] {
    return this.#held.list;
  }

  /** jobs that it was given, of those that count */
  get counted(): number {
    return this.#held.counted;
  }

  /** The call that ran last, where the worker told it. */
  get call(): number | null {
    return this.#claims?.call ?? null;
  }

  /** Whether it would take the job behind those that it has, and `more` that are about to be sent. */
  takesAhead(ticket: Ticket, more: number): boolean {
    return this.#concurrency === 1 && !this.#leaving && this.#known.has(ticket.job.task.id) && this.#held.hasRoom(ticket, more);
  }

  /** Gives it jobs that go in one message. Throws, and has none of them, if they cannot be cloned. */
  give(tickets: readonly Ticket[]): void {
    const { job } = tickets[0]!;
    const isNew = !this.#known.has(job.task.id);
    const message = jobsMessage(tickets, this.#held.number(tickets), this.#seed, { isNew, forget: this.#known.oldest });
    // A message of its own: reading the other one may take long, too.
    if (message.tellLoaded && this.#started) this.#handle.post({ type: "knock", taskId: job.task.id }, []);
    this.#handle.post(message, job.transfer ?? []);
    if (isNew) this.#known.add(job.task.id);
    for (const ticket of tickets) ticket.worker = this;
    this.#held.add(tickets);
    this.#isTimed ||= job.timeout != null;
    if (message.tellLoaded) this.#clock.loading(job.task.id, !this.#started);
    this.#watch();
    this.#handle.ref();
  }

  /** Takes back jobs that it has not come to, at most `count`, the last ones: they may go to another worker. */
  takeBack(count: number): readonly Ticket[] {
    return this.#held.takeBack(count);
  }

  /**
   * Gives a job up. `goesOn` is true if the worker has not come to it (`isUntouched`), or is done with it: false if it runs
   * the job; what else it runs it may end. `spared` are jobs that it gave back meanwhile.
   */
  giveUp(ticket: Ticket): GivenUp {
    const given = this.#held.giveUp(ticket, this.#concurrency);
    this.#watch();
    return given;
  }

  /** Fires the signal of a job that was given up. */
  cancel(ticket: Ticket, reason: unknown): void {
    this.#unheard++;
    this.#handle.post({ type: "cancel", id: ticket.id, reason: serializeError(reason) }, []);
  }

  /**
   * Takes no more jobs, and is killed when the one that was given up has had the time to see its signal. Where it runs others,
   * it ends with the last of them, if it hears at all that one was given up.
   */
  leave(): void {
    this.#leaving = true;
    this.#patience.for("grace", () => this.#graceIsOver());
  }

  /** Has nothing to do for now: it does not hold the process. */
  rest(): void {
    this.#handle.unref();
  }

  /** It forgets what it was sent, and is ready again when what it printed is passed on; not if something goes on in it. */
  tidy(): void {
    this.#ready = false;
    this.#known.clear();
    this.#handle.ref();
    this.#handle.post({ type: "tidy" }, []);
    this.#patience.for("tidy", () => this.#untidy());
  }

  /** Ends it when its output is flushed, by force if that takes too long. */
  stop(): void {
    if (this.#stopping) return;
    this.#leaving = this.#stopping = true;
    this.#handle.ref();
    this.#handle.post({ type: "stop" }, []);
    this.#patience.forStop(() => void this.#handle.kill());
  }

  /** Ends it now. */
  kill(): Promise<void> {
    this.#leaving = this.#stopping = true;
    return this.#handle.kill();
  }

  /** An initializer with arguments that no message can hold is one that fails. */
  #begin(message: InitMessage): void {
    try {
      this.#handle.post(message, []);
    } catch (error) {
      // Not before the crew has this worker.
      queueMicrotask(() => this.#events.broken(this, error));
    }
  }

  #graceIsOver(): void {
    if (this.#held.first === undefined || this.#unheard > 0) void this.kill();
  }

  #giveUp(startTimeout: number): void {
    this.#startFailure = { exitCode: null, signal: null, memory: false, error: new Error(`it did not start within ${startTimeout} ms`) };
    void this.#handle.kill();
  }

  /** Not where the answer came meanwhile. */
  #untidy(): void {
    if (!this.#ready && !this.#leaving) this.#events.untidy(this);
  }

  #receive(message: FromWorker): void {
    if (!("type" in message)) return this.#replied(message);
    switch (message.type) {
      case "up":
        this.#up = true;
        return this.#patience.met("start");
      case "ready":
        this.#started = this.#ready = true;
        this.#patience.met("start");
        this.#patience.met("tidy");
        return this.#freed(null);
      case "untidy":
        return this.#untidy();
      case "broken":
        return this.#events.broken(this, withImportFault(reviveError(message.error)));
      case "heard":
        this.#unheard--;
        return;
      case "here":
        return this.#clock.here(message.taskId, this.#running);
      case "loaded":
        return this.#clock.loaded(message.taskId, this.#running);
      case "failed":
        this.#held.take(message.id)?.reject(withImportFault(reviveError(message.error)));
        return this.#freed(null);
      case "crash":
        return;
    }
  }

  /** What runs, as far as is known here. */
  get #running(): readonly Ticket[] {
    return this.#held.list.slice(0, this.#concurrency);
  }

  /** Few workers ever have a job with a clock. */
  #watch(): void {
    if (this.#isTimed) this.#clock.watch(this.#running);
  }

  #replied(message: ReplyMessage): void {
    const ticket = this.#held.take(message[0]);
    // The worker takes its next job before this reply is read.
    this.#freed(message[3]);
    if (ticket === null) return;
    const reply = readReply(message, this.name);
    if (!(reply instanceof Promise)) return ticket.resolve(reply);
    void reply.then((read) => ticket.resolve(read));
  }

  #freed(ms: number | null): void {
    this.#watch();
    if (!this.#leaving) this.#events.free(this, ms);
    // What was given up has ended after all: nothing is left to wait for.
    else if (this.#held.first === undefined) this.stop();
  }

  #exited(reason: ExitReason): void {
    this.#patience.end();
    this.#clock.watch([]);
    const spared = this.#held.takeBack(Infinity);
    const lost = this.#held.takeAll();
    // A job that it ran is told; one that came back before, or cannot, was told or will be.
    const isTold = lost.length > 0 || spared.some(({ returns, moves }) => returns > 0 || moves);
    if (!isTold && reason.error !== undefined && this.#ready && !this.#stopping) process.emitWarning(lostWorkerError(this.name, "between two calls", reason).message, { code: "FRAMEPOOL_LOST_ERROR" });
    this.#leaving = this.#stopping = true;
    this.#events.gone(this, this.#startFailure ?? reason, lost, spared);
  }
}
