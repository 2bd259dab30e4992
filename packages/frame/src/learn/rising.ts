import { onLine } from "../aggregates/quantile-of.js";
import type { Column } from "../column.js";
import { checkNumeric, floatsOf } from "../verbs/numbers/floats.js";
import { sortColumn } from "../verbs/sort/sort-values.js";

/** The distinct numbers of a column in rising order, and how often each is there: what quantiles need, and merges exactly. */
export interface Rising {
  readonly values: Float64Array;
  readonly counts: Float64Array;
}

export function risingOf(name: string, column: Column): Rising {
  checkNumeric(name, column);
  const sorted = floatsOf(name, sortColumn(column, {})); // missing ones come last
  const values = new Float64Array(sorted.length);
  const counts = new Float64Array(sorted.length);
  let distinct = 0;
  for (let i = 0; i < sorted.length; i++) {
    const value = sorted[i]!;
    if (value !== value) break;
    if (distinct === 0 || values[distinct - 1] !== value) values[distinct++] = value + 0; // -0 is 0
    counts[distinct - 1]!++;
  }
  return { values: values.slice(0, distinct), counts: counts.slice(0, distinct) };
}

export function mergeRising(a: Rising, b: Rising): Rising {
  const values = new Float64Array(a.values.length + b.values.length);
  const counts = new Float64Array(values.length);
  let [i, j, distinct] = [0, 0, 0];
  while (i < a.values.length || j < b.values.length) {
    const [x, y] = [a.values[i] ?? Infinity, b.values[j] ?? Infinity];
    const fromA = i < a.values.length && (x <= y || j === b.values.length);
    const fromB = j < b.values.length && (y <= x || i === a.values.length);
    values[distinct] = fromA ? x : y;
    counts[distinct++] = (fromA ? a.counts[i++]! : 0) + (fromB ? b.counts[j++]! : 0);
  }
  return { values: values.slice(0, distinct), counts: counts.slice(0, distinct) };
}

/** How many numbers there are, and the one at a place among all of them. */
function placesOf({ values, counts }: Rising): { length: number; at: (place: number) => number } {
  const ends = new Float64Array(counts.length);
  let length = 0;
  for (let i = 0; i < counts.length; i++) ends[i] = length += counts[i]!;
  return {
    length,
    at: (place) => {
      let [low, high] = [0, ends.length - 1];
      while (low < high) {
        const middle = (low + high) >> 1;
        if (ends[middle]! > place) high = middle;
        else low = middle + 1;
      }
      return values[low]!;
    },
  };
}

/** The quantile between two numbers by a straight line, as numpy computes it; NaN of no numbers. */
export function linearQuantile(rising: Rising, q: number): number {
  const { length, at } = placesOf(rising);
  if (length === 0) return NaN;
  const place = (length - 1) * q;
  const below = Math.floor(place);
  return onLine(at(below), at(Math.min(below + 1, length - 1)), place - below);
}

/** The quantile that is a number of the column, or half-way between two of them: numpy's "averaged_inverted_cdf". */
export function averagedQuantile(rising: Rising, q: number): number {
  const { length, at } = placesOf(rising);
  if (length === 0) return NaN;
  const place = length * q - 1;
  if (place < 0) return at(0);
  const below = Math.floor(place);
  if (below >= length - 1) return at(length - 1);
  return onLine(at(below), at(below + 1), place === below ? 0.5 : 1);
}
