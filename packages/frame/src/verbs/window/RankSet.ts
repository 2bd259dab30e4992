/**
 * Some of the numbers from 0 to `size`, as bits, and above each 32 bits one that says whether any of them is set, and so on up to one
 * word: which number comes next is found in as many steps as there are levels, four for a million, however far away it is.
 */
export class RankSet {
  readonly #levels: readonly Int32Array[];

  constructor(size: number) {
    const levels: Int32Array[] = [];
    let words = size;
    do levels.push(new Int32Array((words = Math.ceil(words / 32)))); while (words > 1);
    this.#levels = levels;
  }

  add(rank: number): void {
    let bit = rank;
    for (const words of this.#levels) {
      const before = words[bit >> 5]!;
      words[bit >> 5] = before | (1 << (bit & 31));
      if (before !== 0) return;
      bit >>= 5;
    }
  }

  remove(rank: number): void {
    let bit = rank;
    for (const words of this.#levels) {
      const after = words[bit >> 5]! & ~(1 << (bit & 31));
      words[bit >> 5] = after;
      if (after !== 0) return;
      bit >>= 5;
    }
  }

  /** The least number that is greater than `rank`; -1 if there is none. */
  after(rank: number): number {
    let bit = rank;
    for (let level = 0; level < this.#levels.length; level++) {
      // Shifted twice: a shift by 32 is one by 0.
      const rest = this.#levels[level]![bit >> 5]! & ((-1 << (bit & 31)) << 1);
      if (rest !== 0) return this.#descend(level, (bit & ~31) + lowestBit(rest), lowestBit);
      bit >>= 5;
    }
    return -1;
  }

  /** The greatest number that is less than `rank`; -1 if there is none. */
  before(rank: number): number {
    let bit = rank;
    for (let level = 0; level < this.#levels.length; level++) {
      const rest = this.#levels[level]![bit >> 5]! & ((1 << (bit & 31)) - 1);
      if (rest !== 0) return this.#descend(level, (bit & ~31) + highestBit(rest), highestBit);
      bit >>= 5;
    }
    return -1;
  }

  /** The number below a bit of a level that `choose` leads to. */
  #descend(level: number, bit: number, choose: (word: number) => number): number {
    for (let below = level - 1; below >= 0; below--) bit = (bit << 5) + choose(this.#levels[below]![bit]!);
    return bit;
  }
}

function lowestBit(word: number): number {
  return 31 - Math.clz32(word & -word);
}

function highestBit(word: number): number {
  return 31 - Math.clz32(word);
}
