import type { ErrorData } from "./serialize-error.js";
import type { ShippedTask } from "./travel/shipped.js";

// Every message between a crew and its workers, both ways. All of it is plain data: it crosses a MessagePort, an IPC
// channel and structuredClone alike.
//
//   crew                               worker
//    │ init ──────────────────────────► │  loads and runs the initializer
//    │ ◄─────────────────────────── up  │  the loop runs
//    │ ◄──────────────── ready / broken │
//    │ job ───────────────────────────► │
//    │ ◄──────────────── reply / failed │  exactly one a job
//    │ stop ──────────────────────────► │  flushes its output and ends

export type ToWorker = InitMessage | JobMessage | StopMessage;
export type FromWorker = UpMessage | ReadyMessage | BrokenMessage | ReplyMessage | FailedMessage | CrashMessage;

/** First message: who the worker is, and what it runs before any job. */
export interface InitMessage {
  readonly type: "init";
  readonly name: string;
  readonly initializer: Initializer | null;
}

export interface Initializer {
  readonly task: ShippedTask;
  /** encoded */
  readonly args: readonly unknown[];
}

export interface JobMessage {
  readonly type: "job";
  readonly id: number;
  readonly taskId: string;
  /** sent with the first job of this task in this worker, null afterwards */
  readonly task: ShippedTask | null;
  /** a task that the worker may drop, so that a long-lived worker does not collect every function it ever ran */
  readonly forget: string | null;
  /** true: `calls` holds the one argument of each call; false: an argument list a call */
  readonly unary: boolean;
  readonly calls: readonly unknown[];
  readonly partition: number | null;
  readonly firstRow: number | null;
  readonly index: number;
  readonly seed: number;
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

/** The initializer failed. */
export interface BrokenMessage {
  readonly type: "broken";
  readonly error: ErrorData;
}

export interface ReplyMessage {
  readonly type: "reply";
  readonly id: number;
  /** encoded results, one a call; undefined where the call failed */
  readonly values: readonly unknown[];
  readonly failures: readonly Failure[];
  readonly ms: number;
}

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
  readonly task: ShippedTask;
  /** encoded */
  readonly args: readonly unknown[];
}

/** What the target came to; a child that exits by itself says nothing. */
export type ProcessEnd =
  | { readonly type: "returned"; readonly value: unknown }
  /** `thrown`: by the target; otherwise what it returned could not be sent */
  | { readonly type: "failed"; readonly error: ErrorData; readonly thrown: boolean };
