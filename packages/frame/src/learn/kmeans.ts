import { spaced } from "../aggregates/quantile-of.js";
import type { Rising } from "./rising.js";

const ROUNDS = 300;
const TOLERANCE = 1e-4;

/**
 * Where `count` groups of numbers part, by Lloyd's algorithm from centres at equal distances; the ends are the least and
 * the greatest number. A centre that no number is nearest to is handled as scikit-learn does it.
 */
export function kmeansEdges(rising: Rising, count: number): number[] {
  const { values, counts } = rising;
  const [low, high] = [values[0]!, values[values.length - 1]!];
  const uniform = spaced(low, high, count + 1);
  let centres = uniform.slice(1).map((edge, i) => (edge + uniform[i]!) * 0.5);
  const stop = TOLERANCE * variance(values, counts);
  for (let round = 0; round < ROUNDS; round++) {
    const moved = movedCentres(rising, centres);
    const shift = moved.reduce((sum, centre, k) => sum + (centre - centres[k]!) ** 2, 0);
    centres = moved;
    if (shift <= stop) break;
  }
  centres.sort((a, b) => a - b);
  return [low, ...centres.slice(1).map((centre, k) => (centre + centres[k]!) * 0.5), high];
}

/** The mean of the numbers that are nearest to each centre. */
function movedCentres({ values, counts }: Rising, centres: readonly number[]): number[] {
  const nearest = Int32Array.from(values, (value) => nearestTo(value, centres));
  const sums = centres.map(() => 0);
  const sizes = centres.map(() => 0);
  for (let i = 0; i < values.length; i++) {
    sums[nearest[i]!]! += values[i]! * counts[i]!;
    sizes[nearest[i]!]! += counts[i]!;
  }
  fillEmpty(values, nearest, centres, sums, sizes);
  const largest = sizes.indexOf(sizes.reduce((most, size) => Math.max(most, size), 0));
  return sizes.map((size, k) => (size === 0 ? sums[largest]! / sizes[largest]! : sums[k]! / size));
}

function nearestTo(value: number, centres: readonly number[]): number {
  let nearest = 0;
  for (let k = 1; k < centres.length; k++) if (Math.abs(value - centres[k]!) < Math.abs(value - centres[nearest]!)) nearest = k;
  return nearest;
}

/** A centre without numbers takes one of those that are farthest from theirs. */
function fillEmpty(values: Float64Array, nearest: Int32Array, centres: readonly number[], sums: number[], sizes: number[]): void {
  const empty = [...sizes.keys()].filter((k) => sizes[k] === 0);
  const distance = (i: number): number => Math.abs(values[i]! - centres[nearest[i]!]!);
  const farthest = empty.length === 0 ? [] : [...values.keys()].sort((a, b) => distance(b) - distance(a) || b - a);
  for (const [e, k] of empty.entries()) {
    const far = farthest[e];
    if (far === undefined) return;
    sums[nearest[far]!]! -= values[far]!;
    sizes[nearest[far]!]!--;
    sums[k] = values[far]!;
    sizes[k] = 1;
  }
}

function variance(values: Float64Array, counts: Float64Array): number {
  let [size, sum] = [0, 0];
  for (let i = 0; i < values.length; i++) {
    size += counts[i]!;
    sum += values[i]! * counts[i]!;
  }
  const mean = sum / size;
  let spread = 0;
  for (let i = 0; i < values.length; i++) spread += counts[i]! * (values[i]! - mean) ** 2;
  return spread / size;
}
