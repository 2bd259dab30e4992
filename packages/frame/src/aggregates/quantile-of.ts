/** How a quantile between two cells is found. */
export type Interpolation = "linear" | "lower" | "higher" | "midpoint" | "nearest";

export const INTERPOLATIONS: readonly Interpolation[] = ["linear", "lower", "higher", "midpoint", "nearest"];

/** Where the quantile of `count` values in rising order lies: a place, or between it and the next. */
export function quantilePlace(count: number, q: number, interpolation: Interpolation): number {
  return interpolation === "linear" ? (count - 1) * ((q * 100) / 100) : (count - 1) * q; // numpy is given percents
}

/** The quantile at a part of the way from `low` to `high`, which is the value at place `below` and the next one. */
export function quantileBetween(low: number, high: number, below: number, part: number, interpolation: Interpolation): number {
  const side = sideOf(interpolation, below, part);
  if (side !== null) return side === 0 ? low : high;
  return interpolation === "midpoint" ? middle(low, high) : onLine(low, high, part);
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
