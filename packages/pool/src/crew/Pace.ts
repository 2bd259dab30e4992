/** Weight of the latest job. */
const LATEST = 0.2;
/** What a clock can tell apart. */
const LEAST_MS = 0.001;

/**
 * What a job took lately: the geometric mean, in which one job that was interrupted for long among many small ones does
 * not look like a change.
 */
export class Pace {
  #log = NaN;
  #ms = Infinity;

  add(ms: number): void {
    const log = Math.log(Math.max(ms, LEAST_MS));
    this.#log = Number.isNaN(this.#log) ? log : (1 - LATEST) * this.#log + LATEST * log;
    this.#ms = Math.exp(this.#log);
  }

  /** ms a job; Infinity while nothing is known */
  get ms(): number {
    return this.#ms;
  }
}
