/** The least and the greatest of some numbers; Infinity and -Infinity of none. */
export interface Extent {
  readonly low: number;
  readonly high: number;
}

/** NaN is passed over. */
export function extentOf(values: Float64Array): Extent {
  let [low, high] = [Infinity, -Infinity];
  for (let i = 0; i < values.length; i++) {
    if (values[i]! < low) low = values[i]!;
    if (values[i]! > high) high = values[i]!;
  }
  return { low, high };
}
