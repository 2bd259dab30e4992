import { spaced } from "../verbs/quantiles.js";
import type { Rising } from "./rising.js";

const ROUNDS = 300;
const TOLERANCE = 1e-4;

/** Where `count` groups of numbers part, by Lloyd's algorithm from centres at equal distances; the ends are the least and the greatest number. */
export function kmeansEdges({ values, counts }: Rising, count: number): number[] {
  const [low, high] = [values[0]!, values[values.length - 1]!];
  const uniform = spaced(low, high, count + 1);
  let centres = uniform.slice(1).map((edge, i) => (edge + uniform[i]!) * 0.5);
  const stop = TOLERANCE * variance(values, counts);
  for (let round = 0; round < ROUNDS; round++) {
    const moved = meansNear(values, counts, centres);
    const shift = moved.reduce((sum, centre, k) => sum + (centre - centres[k]!) ** 2, 0);
    centres = moved;
    if (shift <= stop) break;
  }
  centres.sort((a, b) => a - b);
  return [low, ...centres.slice(1).map((centre, k) => (centre + centres[k]!) * 0.5), high];
}

/** The mean of the numbers that are nearest to each centre; a centre that none is nearest to stays. */
function meansNear(values: Float64Array, counts: Float64Array, centres: readonly number[]): number[] {
  const sums = centres.map(() => 0);
  const sizes = centres.map(() => 0);
  let k = 0;
  for (let i = 0; i < values.length; i++) {
    while (k + 1 < centres.length && Math.abs(values[i]! - centres[k + 1]!) < Math.abs(values[i]! - centres[k]!)) k++;
    sums[k]! += values[i]! * counts[i]!;
    sizes[k]! += counts[i]!;
  }
  return centres.map((centre, at) => (sizes[at] === 0 ? centre : sums[at]! / sizes[at]!));
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
