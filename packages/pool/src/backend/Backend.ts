import type { ResourceLimits } from "node:worker_threads";
import type { FromWorker, ToWorker } from "../protocol.js";
import type { Transferred } from "../values/codec.js";

/** Where functions run. A backend starts one worker at a time; a crew keeps several. */
export interface Backend {
  readonly kind: BackendKind;
  /** false: a worker cannot be stopped while it runs a function */
  readonly killable: boolean;
  /** workers see the crew's memory: jobs that were sent ahead can be taken back */
  readonly sharesMemory: boolean;
  /** what workers' names begin with */
  readonly prefix: string;
  /** Starts a worker. Returns at once; the worker says `up` when it runs. */
  start(options: WorkerOptions): WorkerHandle;
}

export type BackendKind = "threads" | "processes" | "inline";

export interface WorkerOptions {
  readonly name: string;
  readonly resourceLimits?: ResourceLimits | undefined;
  readonly onMessage: (message: FromWorker) => void;
  /** Called once, after the last message, however the worker ended. */
  readonly onExit: (reason: ExitReason) => void;
}

/** A worker that was started and has not ended. It holds the process until `unref`. */
export interface WorkerHandle {
  readonly name: string;
  /** thread id, process id, or 0 in line; null until the worker is there */
  readonly id: number | null;
  /** Sends a message; throws if it cannot be cloned. A worker that is gone swallows it. */
  post(message: ToWorker, transfer: readonly Transferred[]): void;
  /** Ends the worker now, whatever it does; resolves when it is gone. */
  kill(): Promise<void>;
  ref(): void;
  unref(): void;
}

/** Why a worker ended. */
export interface ExitReason {
  readonly exitCode: number | null;
  readonly signal: string | null;
  /** it ran out of heap */
  readonly memory: boolean;
  /** what went uncaught in it, if anything */
  readonly error?: unknown;
}
