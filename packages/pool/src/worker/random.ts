/**
 * A stream of numbers in [0, 1): the same for the same seed and stream number, unrelated for others. sfc32: 128 bits of
 * state, passes PractRand, a few adds a number.
 */
export function randomStream(seed: number, stream: number): () => number {
  let a = scramble(seed);
  let b = scramble(seed ^ 0x9e3779b9);
  let c = scramble(stream);
  let d = 1;
  const next = (): number => {
    const t = (((a + b) | 0) + d) | 0;
    d = (d + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = ((c << 21) | (c >>> 11)) + t;
    c |= 0;
    return t >>> 0;
  };
  // Neighbouring seeds need a dozen rounds to part.
  for (let round = 0; round < 15; round++) next();
  return () => (next() * 0x200000 + (next() >>> 11)) / 0x20000000000000;
}

/** Spreads the bits of a 32-bit integer (the finaliser of MurmurHash3). */
function scramble(value: number): number {
  let h = value | 0;
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return h ^ (h >>> 16);
}
