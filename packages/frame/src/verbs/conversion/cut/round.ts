import { LOOPS } from "../../elementwise/arithmetic/loops.js";

/** One number to so many decimals, as `round` does it for a column. */
export function arithmeticRound(value: number, decimals: number): number {
  const out = new Float64Array(1);
  LOOPS.round(Float64Array.of(value), Float64Array.of(decimals), 0, out);
  return out[0]!;
}
