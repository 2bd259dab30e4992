import { ArgumentError } from "@framepool/errors";
import { shown } from "../../build/cell-error.js";
import type { Column } from "../../column.js";
import { checkOptions } from "../arguments/check-options.js";
import { floatColumn, floatsOf, newFloats } from "../numbers/floats.js";

/** How fast weights fall: one of the first four. */
export interface EwmOptions {
  /** centre of mass: alpha = 1 / (1 + com) */
  readonly com?: number;
  /** alpha = 2 / (span + 1) */
  readonly span?: number;
  /** rows after which a weight has halved */
  readonly halflife?: number;
  /** what a new value weighs, above 0 and up to 1 */
  readonly alpha?: number;
  /** values that a row needs before it for a result (default 0, which means 1) */
  readonly minPeriods?: number;
  /** weigh the first values as if there had been none before them (default true) */
  readonly adjust?: boolean;
  /** weights fall with the values, not with the rows (default false) */
  readonly ignoreNa?: boolean;
}

/** The options, understood. */
export interface Weighting {
  /** what is left of a weight after a row */
  readonly decay: number;
  /** what a new value weighs */
  readonly fresh: number;
  readonly adjust: boolean;
  readonly ignoreNa: boolean;
  readonly minPeriods: number;
}

/** Throws ArgumentError for no, or more than one, of the options that say how fast weights fall, and for one out of range. */
export function weightingOf(options: EwmOptions): Weighting {
  const { com, span, halflife, alpha, minPeriods = 0, adjust = true, ignoreNa = false } = checkOptions("ewm", options, { com: "own", span: "own", halflife: "own", alpha: "own", minPeriods: "whole", adjust: "flag", ignoreNa: "flag" });
  check("com", com, (given) => given >= 0, "from 0");
  check("span", span, (given) => given >= 1, "from 1");
  check("halflife", halflife, (given) => given > 0, "above 0");
  check("alpha", alpha, (given) => given > 0 && given <= 1, "above 0 and up to 1");
  const given = Object.entries({ com, span, halflife, alpha }).filter(([, value]) => value !== undefined);
  if (given.length !== 1) throw new ArgumentError(`ewm takes one of com, span, halflife and alpha, not ${given.length === 0 ? "none" : given.map(([name, value]) => `${name}: ${String(value)}`).join(" and ")}`);
  // By way of the centre of mass, as pandas goes.
  const centre = com ?? (span !== undefined ? (span - 1) / 2 : halflife !== undefined ? 1 / (1 - Math.exp(Math.log(0.5) / halflife)) - 1 : (1 - alpha!) / alpha!);
  const weight = 1 / (1 + centre);
  return { decay: 1 - weight, fresh: adjust ? 1 : weight, adjust, ignoreNa, minPeriods: Math.max(1, minPeriods) };
}

function check(name: string, value: unknown, isIn: (value: number) => boolean, range: string): void {
  if (value !== undefined && !(typeof value === "number" && isIn(value))) throw new ArgumentError(`ewm: ${name} is a number ${range}, not ${shown(value)}`);
}

/** The weighted mean of each row and those before it. */
export function ewmMean(column: Column, weighting: Weighting): Column {
  return weighted("mean", column, weighting, ({ mean }) => mean);
}

/** How weighted variances are made. */
export interface BiasOptions {
  /** without the correction for few values (default false) */
  readonly bias?: boolean;
}

/** The weighted variance of each row and those before it; `bias` leaves out the correction for few values. */
export function ewmVar(column: Column, weighting: Weighting, options: BiasOptions): Column {
  const { bias = false } = checkOptions("var", options, { bias: "flag" });
  return weighted("var", column, weighting, (state) => varianceOf(state, bias));
}

export function ewmStd(column: Column, weighting: Weighting, options: BiasOptions): Column {
  const { bias = false } = checkOptions("std", options, { bias: "flag" });
  return weighted("std", column, weighting, (state) => Math.sqrt(varianceOf(state, bias)));
}

interface State {
  mean: number;
  spread: number;
  /** sums of the weights, and of their squares */
  total: number;
  squares: number;
  /** what all values so far weigh against the next one */
  old: number;
}

function weighted(verb: string, column: Column, weighting: Weighting, result: (state: State) => number): Column {
  const values = floatsOf(verb, column);
  const out = newFloats(values.length);
  const state: State = { mean: NaN, spread: 0, total: 1, squares: 1, old: 1 };
  let count = 0;
  for (let row = 0; row < out.length; row++) {
    const value = values[row]!;
    const present = value === value;
    if (present) count++;
    if (state.mean !== state.mean) state.mean = value;
    else step(state, value, present, weighting);
    out[row] = count >= weighting.minPeriods ? result(state) : NaN;
  }
  return floatColumn(column.name, out);
}

function step(state: State, value: number, present: boolean, { decay, fresh, adjust, ignoreNa }: Weighting): void {
  if (!present && ignoreNa) return;
  state.total *= decay;
  state.squares *= decay * decay;
  state.old *= decay;
  if (!present) return;
  const before = state.mean;
  const sum = state.old + fresh;
  if (before !== value) state.mean = (state.old * before + fresh * value) / sum;
  state.spread = (state.old * (state.spread + (before - state.mean) ** 2) + fresh * (value - state.mean) ** 2) / sum;
  state.total += fresh;
  state.squares += fresh * fresh;
  state.old = sum;
  if (adjust) return;
  state.total /= sum;
  state.squares /= sum * sum;
  state.old = 1;
}

function varianceOf({ spread, total, squares }: State, bias: boolean): number {
  if (bias) return spread;
  const all = total * total;
  return all - squares > 0 ? (all / (all - squares)) * spread : NaN;
}
