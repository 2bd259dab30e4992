import type { JobsMessage } from "../protocol.js";
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
  /** which call of the job runs: its random numbers are a stream of its own */
  call = 0;
  #streamOf = -1;
  #next: (() => number) | null = null;
  #random: (() => number) | null = null;
  #controller: AbortController | null = null;
  #given: { readonly up: unknown } | null = null;

  /** `index` is the position of the job's first call among the caller's items. */
  constructor(worker: string, place: Pick<JobsMessage, "partition" | "firstRow" | "seed">, index: number) {
    this.worker = worker;
    this.partition = place.partition;
    this.firstRow = place.firstRow;
    this.#seed = place.seed;
    this.#firstStream = place.partition ?? index;
  }

  /** Made when it is asked for, and bound: it works when a task takes it out of the context, `({ random }) => random()`. */
  get random(): () => number {
    this.#random ??= () => {
      if (this.#next === null || this.#streamOf !== this.call) this.#next = randomStream(this.#seed, this.#firstStream + this.call);
      this.#streamOf = this.call;
      return this.#next();
    };
    return this.#random;
  }

  /** Fires when the job is given up: its caller aborted it, or its time is over. A worker that does not end soon after is killed. */
  get signal(): AbortSignal {
    this.#controller ??= new AbortController();
    if (this.#given !== null) this.#controller.abort(this.#given.up);
    return this.#controller.signal;
  }

  /** The job is given up. */
  abort(reason: unknown): void {
    this.#given = { up: reason };
    this.#controller?.abort(reason);
  }
}
