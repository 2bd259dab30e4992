/** Below so small a scale a column is constant, and is only centred: scikit-learn's measure, ten times the float's precision. */
const TINY = 10 * Number.EPSILON;

/** A scale to divide by: 1 for one that is nearly 0. */
export function scaleOrOne(scale: number): number {
  return scale < TINY ? 1 : scale;
}
