import type { Column } from "../../column.js";
import { concatColumns } from "../../concat-columns.js";
import { sameType } from "../../data-types.js";
import { take } from "../take/take.js";
import { joinKeyCounts, pickedKeys, type DistinctCounts, type KeyCounts } from "./key-counts.js";
import { KeyNumbering } from "./KeyNumbering.js";

/** Parts that wait, where they cannot be counted as they come. */
const MOST_WAITING = 64;

/** Counts rows of key columns part by part, as they come: what {@link joinKeyCounts} does of all together, and each row is looked at once. */
export class KeyTally {
  readonly #verb: string;
  readonly #dropna: boolean;
  #numbering: KeyNumbering | null = null;
  /** the keys of each part that no part before it has */
  readonly #keys: (readonly Column[])[] = [];
  #counts = new Float64Array(1024);
  #count = 0;
  /** the first part whose columns have other types than those before it, and all behind it */
  #waiting: KeyCounts[] = [];

  constructor(verb: string, dropna: boolean) {
    this.#verb = verb;
    this.#dropna = dropna;
  }

  add(part: KeyCounts): void {
    const keys = pickedKeys(part);
    if (this.#waiting.length > 0 || !this.#fits(keys)) {
      this.#waiting.push(part);
      if (this.#waiting.length === MOST_WAITING) this.#waiting = [this.#join(this.#waiting)];
      return;
    }
    this.#numbering ??= new KeyNumbering(keys, this.#verb, this.#dropna);
    const rows = this.#placed(this.#numbering.add(keys), part.counts);
    this.#keys.push(rows.length === keys[0]!.length ? keys : keys.map((column) => take(column, rows)));
  }

  /** What was counted; nothing is added behind it. */
  finish(): DistinctCounts {
    this.#numbering?.close();
    if (this.#keys.length === 0) return this.#join(this.#waiting);
    const keys = this.#keys[0]!.map(({ name }, k) => concatColumns(name, this.#keys.map((columns) => columns[k]!)));
    const own = { keys, rows: null, counts: this.#counts.subarray(0, this.#count) };
    return this.#waiting.length === 0 ? own : this.#join([own, ...this.#waiting]);
  }

  /** Adds rows of those numbers; gives those that are new. */
  #placed(numbers: Int32Array, own: Float64Array | null): Int32Array {
    if (this.#counts.length < this.#count + numbers.length + 1) this.#counts = widened(this.#counts, this.#count + numbers.length + 1);
    const counts = this.#counts;
    const isNew = new Int32Array(numbers.length);
    let found = 0;
    for (let row = 0; row < numbers.length; row++) {
      const place = numbers[row]!;
      if (place < 0) continue;
      if (place === this.#count) {
        isNew[found++] = row;
        this.#count++;
      }
      counts[place]! += own === null ? 1 : own[row]!;
    }
    return isNew.subarray(0, found);
  }

  /** Whether keys have the types of those before them, and are there. */
  #fits(keys: readonly Column[]): boolean {
    const known = this.#keys[0] ?? keys;
    return keys.length > 0 && keys.every(({ type }, k) => sameType(type, known[k]!.type));
  }

  #join(parts: readonly KeyCounts[]): DistinctCounts {
    return joinKeyCounts(parts, this.#verb, this.#dropna);
  }
}

function widened(counts: Float64Array, least: number): Float64Array<ArrayBuffer> {
  const wider = new Float64Array(2 * least);
  wider.set(counts);
  return wider;
}
