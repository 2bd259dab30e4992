import { BACKENDS } from "../backend/backends.js";
import type { CrewOptions } from "./crew-options.js";
import type { CrewWorkerEvents } from "./crew-worker-events.js";
import { CrewWorker } from "./CrewWorker.js";
import { nextWorkerName } from "./worker-name.js";

/** How long a worker may take to come up. */
const START_MS = 30_000;

/** The workers of a crew: those that take jobs, and those that are ending. */
export class Staff {
  readonly #options: CrewOptions;
  readonly #events: CrewWorkerEvents;
  readonly #working = new Set<CrewWorker>();
  // They take no job and no place, but the crew's end waits for them.
  readonly #retired = new Set<CrewWorker>();
  // Jobs that bring no seed draw from here: other numbers in every crew, the same in all workers of one.
  readonly #seed = Math.floor(Math.random() * 2 ** 32);

  constructor(options: CrewOptions, events: CrewWorkerEvents) {
    this.#options = options;
    this.#events = events;
  }

  /** those that take jobs, the oldest first */
  get working(): ReadonlySet<CrewWorker> {
    return this.#working;
  }

  /** those that are about to end */
  get retired(): ReadonlySet<CrewWorker> {
    return this.#retired;
  }

  /** there is none left, not even one that is ending */
  get isGone(): boolean {
    return this.#working.size + this.#retired.size === 0;
  }

  /** Starts one more. */
  startOne(): CrewWorker {
    const { initializer = null, resourceLimits, startTimeout = START_MS, concurrency = 1 } = this.#options;
    const backend = BACKENDS[this.#options.backend];
    const name = nextWorkerName(backend.prefix);
    const worker = new CrewWorker({ backend, name, concurrency, initializer, resourceLimits, startTimeout, seed: this.#seed }, this.#events);
    this.#working.add(worker);
    return worker;
  }

  /** The worker is about to end: its place is free at once, another may start before it is gone. */
  retire(worker: CrewWorker): void {
    if (this.#working.delete(worker)) this.#retired.add(worker);
  }

  /** The worker ends when its output is flushed. */
  replace(worker: CrewWorker): void {
    this.retire(worker);
    worker.stop();
  }

  /** The worker has ended. Gives whether that was expected. */
  gone(worker: CrewWorker): boolean {
    this.#working.delete(worker);
    return this.#retired.delete(worker);
  }
}
