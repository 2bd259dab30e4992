const double = new DataView(new ArrayBuffer(8));

/** Ways to make a cell of two numbers from 0 to 1. */
export const NUMBERS: Readonly<Record<string, (a: number, b: number) => number>> = {
  fractions: (a) => a,
  integers: (a) => Math.floor(a * 1e9) - 5e8,
  prices: (a) => Math.round(a * 1e5) / 100,
  "equal cells": () => 0.1,
  zeros: (a) => (a < 0.5 ? 0 : -0),
  "of all sizes": (a, b) => (a - 0.5) * 2 ** Math.floor(b * 2000 - 1000),
  "of sizes whose powers are ordinary": (a, b) => (a - 0.5) * 2 ** Math.floor(b * 400 - 200),
  "next to 0": (a) => Math.floor(a * 1000) * Number.MIN_VALUE,
  "the greatest": (a) => (a < 0.4 ? -Number.MAX_VALUE : Number.MAX_VALUE),
  "far from 0": (a) => 1e8 + a,
  "some infinite": (a, b) => (a < 0.001 ? (b < 0.5 ? Infinity : -Infinity) : b),
  "any bits": (a, b) => {
    double.setUint32(0, a * 2 ** 32);
    double.setUint32(4, b * 2 ** 32);
    return double.getFloat64(0);
  },
};

/** Numbers from 0 to 1 that a seed says. */
export function randomFrom(seed: number): () => number {
  let state = seed | 1;
  return () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) / 2 ** 32;
  };
}
