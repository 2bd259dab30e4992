import { A_PROMISE, ArgumentError, isThenable } from "@framepool/errors";

/** Where the random numbers of a run begin. */
export interface SeedOptions {
  /** a whole number from 0: `ctx.random` gives each row the same numbers in every run. Without it every run has its own */
  readonly seed?: number | undefined;
}

/** The key of a generator: two words of 32 bits. */
export type Seed = readonly [low: number, high: number];

/** Throws ArgumentError for what is no seed. */
export function seedOf({ seed }: SeedOptions): Seed {
  if (seed === undefined) return [anyWord(), anyWord()];
  if (!Number.isSafeInteger(seed) || seed < 0) throw new ArgumentError(`seed is ${isThenable(seed) ? A_PROMISE : String(seed)}; it must be a whole number of at least 0`);
  return [seed >>> 0, Math.floor(seed / 2 ** 32)];
}

function anyWord(): number {
  return Math.floor(Math.random() * 2 ** 32);
}
