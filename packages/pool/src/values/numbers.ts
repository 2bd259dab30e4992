/** Fewer values are cloned one by one as fast. */
const LEAST = 32;

/**
 * Numbers as one piece of memory, which is cloned at once, where an array is cloned number by number: the most of what small
 * functions of numbers cost. Anything else as it is.
 */
export function packNumbers(values: readonly unknown[]): ArrayLike<unknown> {
  const { length } = values;
  // The first one tells nearly always.
  if (length < LEAST || typeof values[0] !== "number") return values;
  const packed = new Float64Array(length);
  for (let i = 0; i < length; i++) {
    const value = values[i];
    if (typeof value !== "number") return values;
    packed[i] = value;
  }
  return packed;
}
