import type { ResourceLimits } from "node:worker_threads";
import type { BackendKind } from "../backend/Backend.js";
import type { Initializer } from "../protocol.js";

export interface CrewOptions {
  readonly backend: BackendKind;
  /** most workers at a time */
  readonly workers: number;
  /** jobs that run at a time in one worker, which gains by it where they wait for something; 1 by default */
  readonly concurrency?: number;
  /** runs in every worker before its first job; arguments are encoded */
  readonly initializer?: Initializer | null;
  /** jobs after which a worker is replaced */
  readonly maxJobsPerWorker?: number | null;
  readonly resourceLimits?: ResourceLimits | undefined;
  /** ms a worker may take to come up, 30,000 by default */
  readonly startTimeout?: number;
}

export interface WorkerInfo {
  readonly name: string;
  /** thread id, process id, or 0 in line; null while it starts */
  readonly id: number | null;
  readonly alive: boolean;
}
