/** The values that are there (no NaN), in rising order: a copy. */
export function risingValues(values: Float64Array): Float64Array {
  return values.filter((value) => value === value).sort();
}

/** The quantile of rising values between two of them by a straight line, as numpy computes it; NaN if there are none. */
export function quantileOf(rising: Float64Array, q: number): number {
  if (rising.length === 0) return NaN;
  const place = (rising.length - 1) * ((q * 100) / 100); // numpy is given percents
  const below = Math.floor(place);
  const part = place - below;
  const low = rising[below]!;
  const high = rising[Math.min(below + 1, rising.length - 1)]!;
  const step = high - low;
  return part < 0.5 ? low + step * part : high - step * (1 - part);
}

/** `count` numbers at equal distances from `low` to `high`, as numpy spaces them. */
export function spaced(low: number, high: number, count: number): number[] {
  const step = (high - low) / (count - 1);
  return Array.from({ length: count }, (_, i) => (i === count - 1 ? high : i * step + low));
}
