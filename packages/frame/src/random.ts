import { ArgumentError } from "@framepool/errors";
import { shown } from "./build/cell-error.js";

/**
 * xoshiro128** (Blackman and Vigna, 2018), its state filled from the seed by splitmix32: 32-bit integer arithmetic only,
 * so that a seed gives the same numbers on every machine and in every version of this package.
 */
export class Random {
  #a: number;
  #b: number;
  #c: number;
  #d: number;

  /** `seed` is a safe integer; without one, numbers are unpredictable. */
  constructor(seed: number = Math.floor(Math.random() * Number.MAX_SAFE_INTEGER)) {
    if (!Number.isSafeInteger(seed)) throw new ArgumentError(`a seed is a whole number up to 2^53, not ${shown(seed)}`);
    const next = splitmix32(seed | 0, Math.floor(seed / 0x1_0000_0000) | 0);
    this.#a = next();
    this.#b = next();
    this.#c = next();
    this.#d = next() | 1; // never all zeros
  }

  /** The next 32 random bits, as an integer from 0. */
  bits(): number {
    const result = Math.imul(rotate(Math.imul(this.#b, 5), 7), 9) >>> 0;
    const shifted = this.#b << 9;
    this.#c ^= this.#a;
    this.#d ^= this.#b;
    this.#b ^= this.#c;
    this.#a ^= this.#d;
    this.#c ^= shifted;
    this.#d = rotate(this.#d, 11);
    return result;
  }

  /** An integer of `[0, end)`, each as likely as the others; `end` is at most 2^32. */
  below(end: number): number {
    const fair = 0x1_0000_0000 - (0x1_0000_0000 % end);
    let bits = this.bits();
    while (bits >= fair) bits = this.bits();
    return bits % end;
  }

  /** A number of `[0, 1)` with 53 random bits. */
  number(): number {
    return ((this.bits() >>> 5) * 0x400_0000 + (this.bits() >>> 6)) / 0x20_0000_0000_0000;
  }
}

function splitmix32(low: number, high: number): () => number {
  let state = low ^ Math.imul(high, 0x85eb_ca6b);
  return () => {
    state = (state + 0x9e37_79b9) | 0;
    let bits = state ^ (state >>> 16);
    bits = Math.imul(bits, 0x21f0_aaad);
    bits ^= bits >>> 15;
    bits = Math.imul(bits, 0x735a_2d97);
    return bits ^ (bits >>> 15);
  };
}

function rotate(bits: number, by: number): number {
  return (bits << by) | (bits >>> (32 - by));
}
