import type { JobMessage } from "../protocol.js";
import type { TaskContext } from "../travel/shipped.js";
import { randomStream } from "./random.js";

/**
 * The context of one job. It is made once a job and not once a call, since calls run one after the other; what costs
 * something (a random stream, a signal) is made when the function asks for it.
 */
export class CallContext implements TaskContext {
  readonly worker: string;
  readonly partition: number | null;
  readonly firstRow: number | null;
  readonly #seed: number;
  readonly #firstStream: number;
  #call = 0;
  #next: (() => number) | null = null;
  #controller: AbortController | null = null;

  constructor(worker: string, job: Pick<JobMessage, "partition" | "firstRow" | "index" | "seed">) {
    this.worker = worker;
    this.partition = job.partition;
    this.firstRow = job.firstRow;
    this.#seed = job.seed;
    this.#firstStream = job.partition ?? job.index;
  }

  /** Says which call comes next: its random numbers are a stream of its own. */
  begin(call: number): void {
    this.#call = call;
    this.#next = null;
  }

  // An own function: it works when a task takes it out of the context, `({ random }) => random()`.
  readonly random = (): number => {
    this.#next ??= randomStream(this.#seed, this.#firstStream + this.#call);
    return this.#next();
  };

  get signal(): AbortSignal {
    this.#controller ??= new AbortController();
    return this.#controller.signal;
  }
}
