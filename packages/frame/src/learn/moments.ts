import type { Column } from "../column.js";
import { floatsOf } from "../verbs/floats.js";
import { ExactSum } from "../verbs/window/ExactSum.js";

/** What is kept of a column's numbers for mean and variance: exact sums, as expansions, so that parts merge to the same bits in any order. */
export interface Moments {
  readonly count: number;
  readonly sum: readonly number[];
  readonly squares: readonly number[];
}

export function momentsOf(name: string, column: Column): Moments {
  const [sum, squares] = [new ExactSum(), new ExactSum()];
  let count = 0;
  for (const value of floatsOf(name, column)) {
    if (value !== value) continue;
    count++;
    sum.add(value);
    squares.addProduct(value, value);
  }
  return { count, sum: sum.parts, squares: squares.parts };
}

export function mergeMoments(a: Moments, b: Moments): Moments {
  return { count: a.count + b.count, sum: joined(a.sum, b.sum), squares: joined(a.squares, b.squares) };
}

function joined(a: readonly number[], b: readonly number[]): readonly number[] {
  const sum = new ExactSum();
  for (const part of a) sum.add(part);
  for (const part of b) sum.add(part);
  return sum.parts;
}

/** Mean, and variance of all (divided by n); NaN of no numbers. */
export function meanAndVariance({ count, sum, squares }: Moments): { mean: number; variance: number } {
  if (count === 0) return { mean: NaN, variance: NaN };
  const total = new ExactSum();
  for (const part of sum) total.add(part);
  // n Σx² − (Σx)², rounded once
  const spread = new ExactSum();
  for (const part of squares) spread.addProduct(count, part);
  spread.subtractSquare(total);
  return { mean: total.value() / count, variance: Math.max(0, spread.value()) / (count * count) };
}
