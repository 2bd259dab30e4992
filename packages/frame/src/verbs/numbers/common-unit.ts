/** Units that integers far apart may all be of: those of times are, which are days, minutes and seconds in milliseconds and microseconds. */
const UNITS = [86_400_000_000, 86_400_000, 60_000_000, 1_000_000, 60_000, 1000];

/** The least and the greatest of some integers. */
interface Range {
  readonly low: number;
  readonly high: number;
}

/** The unit in which integers, counted from the lowest, are whole numbers below `most`; NaN is passed over. Null if there is none, and for a range beyond 2^53. */
export function commonUnit(values: Float64Array, { low, high }: Range, most: number): number | null {
  const span = high - low;
  // Beyond, distances are rounded, and two values may have one.
  if (span > Number.MAX_SAFE_INTEGER) return null;
  if (span < most) return 1;
  return UNITS.find((unit) => span / unit < most && areMultiples(values, low, unit)) ?? null;
}

function areMultiples(values: Float64Array, low: number, unit: number): boolean {
  for (let i = 0; i < values.length; i++) {
    const distance = values[i]! - low;
    if (distance === distance && Math.floor(distance / unit) * unit !== distance) return false;
  }
  return true;
}
