import { addCounts, joinKeyCounts, pickedKeys, type DistinctCounts, type KeyCounts } from "./key-counts.js";
import { SeenKeys } from "./SeenKeys.js";

/** Parts that wait, where they cannot be counted as they come. */
const MOST_WAITING = 64;

/** Counts rows of key columns part by part, as they come: what {@link joinKeyCounts} does of all together, and each row is looked at once. */
export class KeyTally {
  readonly #verb: string;
  readonly #dropna: boolean;
  readonly #seen: SeenKeys;
  #counts = new Float64Array(1024);
  /** the first part whose columns have other types than those before it, and all behind it */
  #waiting: KeyCounts[] = [];

  constructor(verb: string, dropna: boolean) {
    this.#verb = verb;
    this.#dropna = dropna;
    this.#seen = new SeenKeys(verb, dropna);
  }

  add(part: KeyCounts): void {
    const seen = this.#waiting.length > 0 ? null : this.#seen.add(pickedKeys(part));
    if (seen !== null) this.#count(seen.numbers, part.counts);
    else if (this.#waiting.push(part) === MOST_WAITING) this.#waiting = [this.#join(this.#waiting)];
  }

  /** Gives memory back; nothing is added behind it. */
  close(): void {
    this.#seen.close();
  }

  /** What was counted; nothing is added behind it. */
  finish(): DistinctCounts {
    this.close();
    const keys = this.#seen.keys();
    if (keys === null) return this.#join(this.#waiting);
    const own = { keys, rows: null, counts: this.#counts.subarray(0, this.#seen.count) };
    return this.#waiting.length === 0 ? own : this.#join([own, ...this.#waiting]);
  }

  #count(numbers: Int32Array, own: Float64Array | null): void {
    if (this.#counts.length < this.#seen.count) this.#counts = widened(this.#counts, 2 * this.#seen.count);
    addCounts(this.#counts, numbers, own);
  }

  #join(parts: readonly KeyCounts[]): DistinctCounts {
    return joinKeyCounts(parts, this.#verb, this.#dropna);
  }
}

function widened(counts: Float64Array, length: number): Float64Array<ArrayBuffer> {
  const wider = new Float64Array(length);
  wider.set(counts);
  return wider;
}
