import type { Numbers } from "../../numbers/numbers.js";
import { HOLDS, LOOPS, type Comparison } from "./loops.js";

/** Flags of the rows where the comparison holds. Integers beyond 2^53 are compared exactly, beside floats too. */
export function compareNumbers(op: Comparison, a: Numbers, b: Numbers, length: number): Uint8Array {
  const flags = new Uint8Array(length);
  if (a.wide === null && b.wide === null) LOOPS[op](a.values, b.values, b.mask, flags);
  else compareExactly(op, a, b, flags);
  return flags;
}

function compareExactly(op: Comparison, a: Numbers, b: Numbers, flags: Uint8Array): void {
  const x = a.wide ?? a.values;
  const y = b.wide ?? b.values;
  const holds = HOLDS[op];
  for (let i = 0; i < flags.length; i++) {
    const left = x[i]!;
    const right = y[i & b.mask]!;
    // A bigint and a number are ordered by their exact values; NaN is neither less, greater nor equal.
    const order = left < right ? -1 : left > right ? 1 : left >= right ? 0 : NaN;
    flags[i] = holds(order) ? 1 : 0;
  }
}
