/** A seeded generator (mulberry32), so that one number from fast-check stands for a whole column. */
export interface Random {
  /** from 0 to 1 */
  (): number;
}

export function seeded(seed: number): Random {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** An integer from 0 to `end` - 1. */
export function below(random: Random, end: number): number {
  return Math.floor(random() * end);
}

export function one<T>(random: Random, from: readonly T[]): T {
  return from[below(random, from.length)]!;
}
