/** The quantile of the first `count` of rising values between two of them by a straight line, as numpy computes it; NaN if there are none. */
export function quantileOf(rising: Float64Array, count: number, q: number): number {
  if (count === 0) return NaN;
  const place = (count - 1) * ((q * 100) / 100); // numpy is given percents
  const below = Math.floor(place);
  return onLine(rising[below]!, rising[Math.min(below + 1, count - 1)]!, place - below);
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
