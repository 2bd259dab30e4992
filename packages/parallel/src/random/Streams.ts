import { philox } from "./philox.js";
import type { Seed } from "./seed.js";

/** What a stream belongs to, so that a row's numbers are no partition's. */
export type StreamOf = keyof typeof KINDS;

const KINDS = { row: 0, partition: 1, group: 2 } as const;

/**
 * Random numbers in streams of their own: of each row of the input under each step, the same for any number of workers
 * and partitions, of a group by its key, or of a partition where no row is known.
 *
 * ```
 *   counter   [ pair of numbers | row, low word | row, high word (21 bits) · row, partition or group (2) | step (12) · column (20) ]
 *   key       [ seed, low word  | seed, high word ]
 * ```
 */
export class Streams {
  readonly #seed: Seed;
  readonly #words = new Uint32Array(4);
  #low = 0;
  #high = 0;
  #place = 0;
  /** numbers of the stream that were given */
  #given = 0;
  /** Bound: it works when a task takes it out of its context. */
  readonly next: () => number;

  constructor(seed: Seed) {
    this.#seed = seed;
    this.next = () => this.#next();
  }

  /** From now on the numbers are those of this place: each time from the first one. */
  at(of: StreamOf, place: number, step: number, column = 0): void {
    this.#low = place >>> 0;
    this.#high = (Math.floor(place / 2 ** 32) << 2) | KINDS[of];
    this.#place = (step << 20) | (column & 0xfffff);
    this.#given = 0;
  }

  /** A number in [0, 1), of 53 bits; a block of the generator makes two. */
  #next(): number {
    const words = this.#words;
    const second = this.#given % 2 === 1;
    if (!second) philox(this.#seed, this.#given >>> 1, this.#low, this.#high, this.#place, words);
    this.#given++;
    const [high, low] = second ? [words[2]!, words[3]!] : [words[0]!, words[1]!];
    return ((high >>> 5) * 0x4000000 + (low >>> 6)) / 0x20000000000000;
  }
}
