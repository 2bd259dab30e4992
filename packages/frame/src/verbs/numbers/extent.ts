/** The least and the greatest of some numbers; Infinity and -Infinity of none. */
export interface Extent {
  readonly low: number;
  readonly high: number;
}

/** NaN is passed over. */
export function extentOf(values: Float64Array): Extent {
  return { low: least(values), high: greatest(values) };
}

/** The least of some numbers, Infinity of none; NaN is passed over. Four numbers do not wait for each other. */
export function least(values: Float64Array): number {
  let [a, b, c, d] = [Infinity, Infinity, Infinity, Infinity];
  const whole = values.length & ~3;
  for (let i = 0; i < whole; i += 4) {
    if (values[i]! < a) a = values[i]!;
    if (values[i + 1]! < b) b = values[i + 1]!;
    if (values[i + 2]! < c) c = values[i + 2]!;
    if (values[i + 3]! < d) d = values[i + 3]!;
  }
  for (let i = whole; i < values.length; i++) if (values[i]! < a) a = values[i]!;
  return Math.min(a, b, c, d);
}

/** The greatest, as {@link least}. */
export function greatest(values: Float64Array): number {
  let [a, b, c, d] = [-Infinity, -Infinity, -Infinity, -Infinity];
  const whole = values.length & ~3;
  for (let i = 0; i < whole; i += 4) {
    if (values[i]! > a) a = values[i]!;
    if (values[i + 1]! > b) b = values[i + 1]!;
    if (values[i + 2]! > c) c = values[i + 2]!;
    if (values[i + 3]! > d) d = values[i + 3]!;
  }
  for (let i = whole; i < values.length; i++) if (values[i]! > a) a = values[i]!;
  return Math.max(a, b, c, d);
}
