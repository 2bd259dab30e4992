import type { Column } from "../../column.js";
import type { Windowing } from "./bounds.js";
import { ExactSum } from "./ExactSum.js";
import { eachWindow } from "./slide.js";

/** Below so small a variance pandas gives no skewness. */
const FLAT = 1e-14;

/** The adjusted Fisher–Pearson coefficient of skewness of each window; of at least three values. */
export function windowSkew(column: Column, windowing: Windowing): Column {
  return eachWindow("skew", column, windowing, (values) => {
    const n = values.length;
    if (n < 3) return NaN;
    if (allEqual(values)) return 0;
    const [second, third] = [moment(values, 2), moment(values, 3)];
    return second <= FLAT ? NaN : (Math.sqrt(n * (n - 1)) / (n - 2)) * (third / second ** 1.5);
  });
}

/** The excess kurtosis of each window, without bias; of at least four values. */
export function windowKurt(column: Column, windowing: Windowing): Column {
  return eachWindow("kurt", column, windowing, (values) => {
    const n = values.length;
    if (n < 4) return NaN;
    if (allEqual(values)) return -3;
    const [second, fourth] = [moment(values, 2), moment(values, 4)];
    if (second <= FLAT) return NaN;
    return ((n * n - 1) * (fourth / second ** 2) - 3 * (n - 1) ** 2) / ((n - 2) * (n - 3));
  });
}

function allEqual(values: Float64Array): boolean {
  for (const value of values) if (value !== values[0]) return false;
  return true;
}

/** The mean of a power of what each value is off the mean. */
function moment(values: Float64Array, power: number): number {
  const mean = total(values, (value) => value) / values.length;
  return total(values, (value) => (value - mean) ** power) / values.length;
}

function total(values: Float64Array, of: (value: number) => number): number {
  const sum = new ExactSum();
  for (const value of values) sum.add(of(value));
  return sum.value();
}
