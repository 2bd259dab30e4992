import type { ErrorData } from "./serialize-error.js";
import type { ShippedTask, SourceBody } from "./travel/shipped.js";
import type { Creator } from "./worker/current-worker.js";

// Every message between a crew and its workers, both ways. All of it is plain data: it crosses a MessagePort, an IPC
// channel and structuredClone alike.
//
//   crew                               worker
//    │ init ──────────────────────────► │  loads and runs the initializer
//    │ ◄───────────────────────── (up)  │  the loop runs: told where there is an initializer, which may take long
//    │ ◄──────────────── ready / broken │
//    │ (knock) ───────────────────────► │  before a function that is new to it, where a clock runs
//    │ ◄──────────────────────── (here) │  at once: nothing that an earlier job left keeps it from hearing
//    │ jobs ──────────────────────────► │  one job, or several small ones
//    │ ◄────────────────────── (loaded) │  their function is here: asked for where a clock has to be started
//    │ ◄──────────────── reply / failed │  exactly one a job, before the next begins; none for one that was taken back
//    │ cancel ────────────────────────► │  fires the running job's signal
//    │ ◄──────────────────────── heard  │  before that: no loop of the job's keeps the worker from hearing
//    │ tidy ──────────────────────────► │  forgets all tasks, flushes its output
//    │ ◄─────────────── ready / untidy  │  untidy: something of the user's goes on in it
//    │ stop ──────────────────────────► │  flushes its output and ends

export type ToWorker = InitMessage | KnockMessage | JobsMessage | CancelMessage | TidyMessage | StopMessage;
export type FromWorker = UpMessage | ReadyMessage | BrokenMessage | UntidyMessage | HereMessage | LoadedMessage | HeardMessage | ReplyMessage | FailedMessage | CrashMessage;

/** First message: who the worker is, and what it runs before any job. */
export interface InitMessage {
  readonly type: "init";
  readonly name: string;
  /** jobs that it runs at a time */
  readonly concurrency: number;
  readonly initializer: Initializer | null;
  /** shared memory that says who has which job and which call of it runs (job-claims.ts); null where nothing is shared */
  readonly claims: Int32Array<SharedArrayBuffer> | null;
}

export interface Initializer {
  readonly task: ShippedTask;
  /** encoded */
  readonly args: readonly unknown[];
}

/** Jobs of a task follow that the worker has not seen. */
export interface KnockMessage {
  readonly type: "knock";
  readonly taskId: string;
}

/** Jobs of one task, to be run one after the other; several only where one runs at a time. What a message costs is shared by them. */
export interface JobsMessage {
  readonly type: "jobs";
  readonly taskId: string;
  /** sent with the first job of this task in this worker, null afterwards */
  readonly task: ShippedTask | null;
  /** a task that the worker may drop, so that a long-lived worker does not collect every function it ever ran */
  readonly forget: string | null;
  /** say when the task is loaded */
  readonly tellLoaded: boolean;
  /** true: `calls` holds the one argument of each call; false: an argument list a call */
  readonly unary: boolean;
  /** a call that fails is the last of its job */
  readonly stopAtFailure: boolean;
  readonly partition: number | null;
  readonly firstRow: number | null;
  readonly seed: number;
  /** number of the first job in this worker; those behind it count on */
  readonly id: number;
  /** positions of the jobs' first calls among the caller's items */
  readonly indexes: readonly number[];
  /** every job has one call, and `calls` holds that: a list a job is half of what a small job costs */
  readonly single: boolean;
  /** the calls of each job */
  readonly calls: readonly unknown[];
}

/** The job is given up: its function may hear of it by `ctx.signal`. */
export interface CancelMessage {
  readonly type: "cancel";
  readonly id: number;
  readonly reason: ErrorData;
}

/** The jobs of one who used the worker are done; another will come. */
export interface TidyMessage {
  readonly type: "tidy";
}

export interface StopMessage {
  readonly type: "stop";
}

export interface UpMessage {
  readonly type: "up";
}

export interface ReadyMessage {
  readonly type: "ready";
}

/** Timers, sockets and the like are left of what ran: the worker must not be used again. */
export interface UntidyMessage {
  readonly type: "untidy";
}

/** The initializer failed. */
export interface BrokenMessage {
  readonly type: "broken";
  readonly error: ErrorData;
}

/** A `cancel` has come in. */
export interface HeardMessage {
  readonly type: "heard";
}

/** A `knock` has come in. */
export interface HereMessage {
  readonly type: "here";
  readonly taskId: string;
}

export interface LoadedMessage {
  readonly type: "loaded";
  readonly taskId: string;
}

/**
 * What the calls of a job came to: encoded results, or numbers packed, one a call that was made, undefined where it failed. A tuple, and the
 * only message that is one: names would be sent with each, and be half of what a small reply costs.
 */
export type ReplyMessage = readonly [id: number, values: ArrayLike<unknown>, failures: readonly Failure[] | null, ms: number];

export interface Failure {
  /** position of the call in the job */
  readonly call: number;
  readonly error: ErrorData;
  /** false: the result could not be sent */
  readonly thrown: boolean;
}

/** No call of the job was made: the task could not be loaded, or an argument not be decoded. */
export interface FailedMessage {
  readonly type: "failed";
  readonly id: number;
  readonly error: ErrorData;
}

/** Something went uncaught in a worker process, which now ends. Threads have Node's own `error` event for it. */
export interface CrashMessage {
  readonly type: "crash";
  readonly error: ErrorData;
}

// A Process and its child: one message each way.

/** What the child runs, and who it is. */
export interface ProcessStart {
  readonly type: "start";
  readonly name: string;
  /** place in the family: "2", and "2:1" for its first child */
  readonly identity: string;
  readonly daemon: boolean;
  readonly parent: Creator;
  /** null: there is nothing to call */
  readonly work: TargetWork | RunWork | null;
}

/** A target to be called. */
export interface TargetWork {
  readonly kind: "target";
  readonly task: ShippedTask;
  /** encoded */
  readonly args: readonly unknown[];
}

/** The `run` of a subclass, to be called on a copy of the object. */
export interface RunWork {
  readonly kind: "run";
  readonly methods: readonly { readonly name: string; readonly body: SourceBody }[];
  /** the object's own properties, encoded */
  readonly fields: unknown;
}

/** What the target came to; a child that exits by itself says nothing. */
export type ProcessEnd =
  | { readonly type: "returned"; readonly value: unknown }
  /** `thrown`: by the target; otherwise what it returned could not be sent */
  | { readonly type: "failed"; readonly error: ErrorData; readonly thrown: boolean };
