/** How a quantile between two cells is found. */
export type Interpolation = "linear" | "lower" | "higher" | "midpoint" | "nearest";

export const INTERPOLATIONS: readonly Interpolation[] = ["linear", "lower", "higher", "midpoint", "nearest"];

/** The quantile of the first `count` of rising values, between two of them by a straight line as numpy computes it; NaN if there are none. */
export function quantileOf(rising: Float64Array, count: number, q: number, interpolation: Interpolation = "linear"): number {
  if (count === 0) return NaN;
  const place = interpolation === "linear" ? (count - 1) * ((q * 100) / 100) : (count - 1) * q; // numpy is given percents
  const below = Math.floor(place);
  const side = sideOf(interpolation, below, place - below);
  if (side !== null) return rising[below + side]!;
  const [low, high] = [rising[below]!, rising[Math.min(below + 1, count - 1)]!];
  return interpolation === "midpoint" ? middle(low, high) : onLine(low, high, place - below);
}

/** Which of two neighbours is the quantile at a part of the way from the one at `below`: that one (0) or the next (1); null: it is between them. */
export function sideOf(interpolation: Interpolation, below: number, part: number): 0 | 1 | null {
  if (part === 0 || interpolation === "lower") return 0;
  if (interpolation === "higher") return 1;
  if (interpolation !== "nearest") return null;
  // As in numpy, a half goes to the even place.
  return part < 0.5 || (part === 0.5 && below % 2 === 0) ? 0 : 1;
}

/** The number in the middle of two, where their sum would be infinite, too. */
export function middle(low: number, high: number): number {
  const sum = low + high;
  return Number.isFinite(sum) ? sum / 2 : low / 2 + high / 2;
}

/** The number at a part of the way from `low` to `high`: as numpy computes it, NaN between two infinite ones, but exact at both ends. */
export function onLine(low: number, high: number, part: number): number {
  if (part === 0) return low;
  if (part === 1) return high;
  const step = high - low;
  return part < 0.5 ? low + step * part : high - step * (1 - part);
}

/** `count` numbers at equal distances from `low` to `high`, as numpy spaces them. */
export function spaced(low: number, high: number, count: number): number[] {
  const step = (high - low) / (count - 1);
  return Array.from({ length: count }, (_, i) => (i === count - 1 ? high : i * step + low));
}
