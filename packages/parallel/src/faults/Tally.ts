import { TaskError } from "@framepool/errors";
import { reviveError } from "@framepool/pool/internal";
import type { PartFaults } from "../worker/messages.js";

/** What a report says of errors that did not end the run. */
export interface ErrorCount {
  /** calls that failed */
  readonly count: number;
  /** input rows that were set aside */
  readonly rowsAside: number;
  /** messages of the first ones, in the order of the input */
  readonly first: readonly string[];
}

/** Errors of which the report has the message; no partition need tell more. */
export const EXAMPLES = 5;

/** Counts the errors of a run, partition by partition in the order of the input: so it is the same error that is one too many, whatever the workers. */
export class Tally {
  readonly #most: number;
  #count = 0;
  #rowsAside = 0;
  #first: unknown[] = [];

  constructor(most = Infinity) {
    this.#most = most;
  }

  /** Adds those of the next partition; gives the error that is one too many, or null. */
  add({ count, told, aside }: PartFaults): unknown {
    const room = this.#most - this.#count;
    // The run has ended.
    if (room < 0) return null;
    this.#count += count;
    this.#rowsAside += aside?.rows ?? 0;
    for (const error of told.slice(0, Math.max(0, EXAMPLES - this.#first.length))) this.#first.push(reviveError(error));
    return count > room ? this.#tooMany(reviveError(told[room]!)) : null;
  }

  /** The first errors, as far as the report has their messages. */
  get first(): readonly unknown[] {
    return this.#first;
  }

  /** Takes the same errors with more that is known of them. */
  retold(first: readonly unknown[]): void {
    this.#first = [...first];
  }

  get counted(): ErrorCount {
    return { count: this.#count, rowsAside: this.#rowsAside, first: this.#first.map((error) => (error as Error).message) };
  }

  #tooMany(error: unknown): unknown {
    if (!(error instanceof TaskError)) return error;
    const { message, cause, ...place } = error;
    return new TaskError(`more than ${String(this.#most)} errors (maxErrors): ${message}`, place, cause);
  }
}
