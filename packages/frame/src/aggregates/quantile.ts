import type { DataType } from "../data-types.js";
import { newFloats } from "../verbs/floats.js";
import { onLine } from "../verbs/quantiles.js";
import type { Aggregate } from "./aggregate.js";
import { numbersFor } from "./check-numbers.js";
import { enough, statisticColumn } from "./results.js";
import { select } from "./select-nth.js";

/** How a quantile between two cells is found. */
export type Interpolation = "linear" | "lower" | "higher" | "midpoint" | "nearest";

/** The cells themselves, part by part: there is no shorter way to an exact quantile. 8 bytes a cell, and 4 for its group. */
interface State {
  readonly type: DataType;
  readonly groups: number;
  readonly parts: { readonly values: Float64Array; readonly codes: Int32Array }[];
}

/** The middle cell, or the mean of the two in the middle; missing where none is. Of times a time. */
export const median: Aggregate<State> = quantileOf("median", 0.5, "midpoint");

/** The quantile `q`, from 0 to 1, as numpy's: between two cells by `interpolation`. */
export function quantile(q: number, interpolation: Interpolation = "linear"): Aggregate<State> {
  return quantileOf("quantile", q, interpolation);
}

function quantileOf(verb: string, q: number, interpolation: Interpolation): Aggregate<State> {
  return {
    init: (groups, type) => ({ type, groups, parts: [] }),
    add(state, column, codes) {
      state.parts.push({ values: numbersFor(verb, column).values, codes });
    },
    merge(state, other, places) {
      for (const { values, codes } of other.parts) state.parts.push({ values, codes: codes.map((code) => (code < 0 ? -1 : places[code]!)) });
    },
    finish(state, name) {
      const { values, starts } = valuesByGroup(state);
      const results = newFloats(state.groups);
      const counts = new Float64Array(state.groups);
      for (let group = 0; group < state.groups; group++) {
        counts[group] = starts[group + 1]! - starts[group]!;
        // 0 of -0: they are equal, and which of them would come first is left to chance.
        if (counts[group]! > 0) results[group] = quantileIn(values.subarray(starts[group], starts[group + 1]), q, interpolation) + 0;
      }
      return statisticColumn(name, state.type, results, enough(counts, 1));
    },
  };
}

function valuesByGroup({ parts, groups }: State): { values: Float64Array; starts: Int32Array } {
  const starts = new Int32Array(groups + 1);
  for (const { values, codes } of parts) {
    for (let i = 0; i < codes.length; i++) if (codes[i]! >= 0 && values[i] === values[i]) starts[codes[i]! + 1]!++;
  }
  for (let group = 0; group < groups; group++) starts[group + 1]! += starts[group]!;
  const next = starts.slice(0, groups);
  const sorted = new Float64Array(starts[groups]!);
  for (const { values, codes } of parts) {
    for (let i = 0; i < codes.length; i++) if (codes[i]! >= 0 && values[i] === values[i]) sorted[next[codes[i]!]!++] = values[i]!;
  }
  return { values: sorted, starts };
}

/** The quantile of values, of which there is one at least and none is NaN; they are reordered. */
export function quantileIn(values: Float64Array, q: number, interpolation: Interpolation): number {
  const at = q * (values.length - 1);
  const below = Math.floor(at);
  const part = at - below;
  if (part === 0 || interpolation === "lower") return select(values, below);
  const above = below + 1;
  if (interpolation === "higher") return select(values, above);
  // As in numpy, a half goes to the even place.
  if (interpolation === "nearest") return select(values, part < 0.5 || (part === 0.5 && below % 2 === 0) ? below : above);
  const low = select(values, below);
  const high = leastFrom(values, above);
  return interpolation === "midpoint" ? middle(low, high) : onLine(low, high, part);
}

function middle(low: number, high: number): number {
  const sum = low + high;
  return Number.isFinite(sum) ? sum / 2 : low / 2 + high / 2;
}

/** After a selection all values above the place are at least as large: the least of them is the next one. */
function leastFrom(values: Float64Array, place: number): number {
  let least = values[place]!;
  for (let i = place + 1; i < values.length; i++) if (values[i]! < least) least = values[i]!;
  return least;
}
