import type { Column } from "../column.js";
import type { DataType } from "../data-types.js";
import { newFloats } from "../verbs/numbers/floats.js";
import { columnNumbers } from "../verbs/numbers/numbers.js";
import { oneGroup, type Aggregate } from "./aggregate.js";
import { checkNumbers } from "./check-numbers.js";
import { valuesByGroup, type GroupedValues, type GroupValues } from "./grouped-values.js";
import { middle, onLine, sideOf, type Interpolation } from "./quantile-of.js";
import { enough, statisticColumn } from "./results.js";
import { select } from "../verbs/numbers/select-nth.js";
import { mayBeSorted, sortedAround, sortedValues, unsorted, type SortedValues } from "./sorted-values.js";
import { talliedAround, talliedValues, untallied, type TalliedValues } from "./tallied-values.js";
import { valuesAround } from "./values-around.js";

/**
 * The cells themselves, part by part: there is no shorter way to an exact quantile, unless few are different. 4 bytes a cell
 * for its group where there are several, and 8 if it is no float64 of one vector.
 */
export interface QuantileCells {
  readonly type: DataType;
  readonly groups: number;
  readonly parts: GroupedValues[];
  /** parts of one group in order */
  readonly sorted: SortedValues[];
  /** parts of which equal cells stand once */
  readonly tallied: TalliedValues[];
}

/** The middle cell, or the mean of the two in the middle; missing where none is. Of times a time. */
export const median: Aggregate<QuantileCells> = quantileOf("median", 0.5, "midpoint");

/** The quantile `q`, from 0 to 1, as numpy's: between two cells by `interpolation`. */
export function quantile(q: number, interpolation: Interpolation = "linear"): Aggregate<QuantileCells> {
  return quantileOf("quantile", q, interpolation);
}

function quantileOf(verb: string, q: number, interpolation: Interpolation): Aggregate<QuantileCells> {
  return {
    anyOrder: true,
    init: (groups, type) => ({ type, groups, parts: [], sorted: [], tallied: [] }),
    add: (state, column, codes) => gather(verb, state, column, codes),
    packed: (state, isWhole) => (isWhole ? inOrder(state) : tallied(state)),
    merge(state, other, places) {
      const isSame = state.groups === 1 && places[0] === 0;
      if (isSame) for (const part of other.sorted) state.sorted.push(part);
      else for (const part of other.sorted) state.parts.push(unsorted(part, places[0]!));
      for (const part of other.parts) state.parts.push({ ...part, codes: placed(part, places, state.groups) });
      for (const part of other.tallied) state.tallied.push({ ...part, codes: part.codes.map((code) => (code < 0 ? -1 : places[code]!)) });
    },
    finish(state, name) {
      const [results] = quantilesByGroup(state, [q], interpolation);
      return statisticColumn(name, state.type, results!.values, enough(results!.counts, 1));
    },
  };
}

/** Of a state of one group of all rows: those parts in order that can be had so. */
function inOrder(state: QuantileCells): QuantileCells {
  const { made, left } = eachMade(state.parts, (part) => (mayBeSorted(part) ? sortedValues(part).sorted : null));
  return { ...state, parts: left, sorted: [...state.sorted, ...made] };
}

/** Those parts counted that are worth it. */
function tallied(state: QuantileCells): QuantileCells {
  const { made, left } = eachMade(state.parts, (part) => talliedValues(part, state.groups));
  return { ...state, parts: left, tallied: [...state.tallied, ...made] };
}

/** What can be made of parts, and those of which nothing can. */
function eachMade<T>(parts: readonly GroupedValues[], make: (part: GroupedValues) => T | null): { readonly made: T[]; readonly left: GroupedValues[] } {
  const [made, left]: [T[], GroupedValues[]] = [[], []];
  for (const part of parts) {
    const own = make(part);
    if (own === null) left.push(part);
    else made.push(own);
  }
  return { made, left };
}

function gather(verb: string, { groups, parts }: QuantileCells, column: Column, codes: Int32Array): void {
  checkNumbers(verb, column);
  const { values, validity } = columnNumbers(column);
  parts.push({ values, validity: validity?.slice() ?? null, codes: groups === 1 && !codes.includes(-1) ? null : codes });
}

/** The quantiles of a whole column, one below the other. */
export function quantilesOf(column: Column, qs: readonly number[], interpolation: Interpolation = "linear"): Column {
  const cells = median.init(1, column.type);
  gather("quantile", cells, column, oneGroup(column));
  return quantilesOfCells(cells, column.name, qs, interpolation);
}

/**
 * Several quantiles of all cells that the aggregate of one has gathered, one below the other: the cells are looked at no
 * more often than for one.
 */
export function quantilesOfCells(cells: QuantileCells, name: string, qs: readonly number[], interpolation: Interpolation = "linear"): Column {
  const found = quantilesByGroup(cells, qs, interpolation);
  const results = newFloats(qs.length);
  for (const [k, { values }] of found.entries()) results[k] = values[0]!;
  return statisticColumn(name, cells.type, results, enough(Float64Array.from(found, ({ counts }) => counts[0]!), 1));
}

/** For each quantile its value in each group, and how many cells that has. */
function quantilesByGroup(cells: QuantileCells, qs: readonly number[], interpolation: Interpolation): { readonly values: Float64Array; readonly counts: Float64Array }[] {
  const { groups } = cells;
  const counted = countedAround(cells, qs);
  const left = counted === null ? allCells(cells) : [];
  const around = counted ?? valuesAround(left, groups, qs);
  const all = around === null ? valuesByGroup(left, groups) : null;
  return qs.map((q, k) => {
    const { counts, values, starts, below } = all ?? around![k]!;
    const results = newFloats(groups);
    for (let group = 0; group < groups; group++) {
      // 0 of -0: they are equal, and which of them would come first is left to chance.
      if (counts[group]! > 0) results[group] = quantileAmong(values.subarray(starts[group], starts[group + 1]), below[group]!, counts[group]!, q, interpolation) + 0;
    }
    return { values: results, counts };
  });
}

/** For each quantile the values next to it, where all parts are in order, or few of their cells are different; else null. */
function countedAround(cells: QuantileCells, qs: readonly number[]): GroupValues[] | null {
  const { groups, sorted, parts } = cells;
  const made = [...cells.tallied];
  for (const part of parts) {
    const own = talliedValues(part, groups);
    if (own === null) return null;
    made.push(own);
  }
  if (sorted.length === 0) return talliedAround(made, groups, qs);
  return made.length === 0 ? sortedAround(sorted, qs) : null;
}

/** All of them as they were, in some order. */
function allCells({ parts, sorted, tallied }: QuantileCells): GroupedValues[] {
  return [...parts, ...sorted.map((part) => unsorted(part, 0)), ...tallied.map(untallied)];
}

/** The groups of a part's cells among `groups` others. */
function placed({ values, codes }: GroupedValues, places: Int32Array, groups: number): Int32Array | null {
  if (codes !== null) return codes.map((code) => (code < 0 ? -1 : places[code]!));
  return groups === 1 && places[0] === 0 ? null : new Int32Array(values.length).fill(places[0]!);
}

/** The quantile of `count` values of which `skipped` are less than those that are here, and the rest not: the two next to it are here. */
function quantileAmong(values: Float64Array, skipped: number, count: number, q: number, interpolation: Interpolation): number {
  const at = q * (count - 1);
  const below = Math.floor(at);
  const part = at - below;
  const place = below - skipped;
  const side = sideOf(interpolation, below, part);
  if (side !== null) return select(values, place + side);
  const low = select(values, place);
  const high = leastFrom(values, place + 1);
  return interpolation === "midpoint" ? middle(low, high) : onLine(low, high, part);
}

/** After a selection all values above the place are at least as large: the least of them is the next one. */
function leastFrom(values: Float64Array, place: number): number {
  let least = values[place]!;
  for (let i = place + 1; i < values.length; i++) if (values[i]! < least) least = values[i]!;
  return least;
}
