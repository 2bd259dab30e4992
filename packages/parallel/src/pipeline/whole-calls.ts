import { Series } from "@framepool/frame";
import type { WholeStep } from "../exchanges/whole.js";
import { called, type Call } from "../plan/calls.js";
import { checkBefore } from "../plan/check-before.js";
import { haloOf } from "../plan/halo.js";
import type { NeighboursStep } from "../statistics/neighbours.js";
import { checkedArgs } from "./checked-args.js";

/** A step of verbs that need all rows. Throws ArgumentError for rows or functions among their arguments. */
export function wholeStep(ofSeries: boolean, calls: readonly Call[], op: WholeStep["op"] = "whole"): WholeStep {
  return { op, ofSeries, calls: calls.map((call) => ({ ...call, args: checkedArgs(call.verb, call.args) })) };
}

/** The same of verbs that do to each column what they do to a Series, with all rows here: what is wrong with their options is wrong with them for no rows. */
function columnwiseStep(ofSeries: boolean, calls: readonly Call[]): WholeStep {
  checkCalls(calls);
  return wholeStep(ofSeries, calls, "columnwise");
}

/** A step of such a verb, or of verbs one behind the other: by the rows beside each part where few are enough, else with all rows here. */
export function cellsAroundStep(ofSeries: boolean, calls: readonly Call[]): WholeStep | NeighboursStep {
  const step = columnwiseStep(ofSeries, calls);
  const [how, ...more] = step.calls;
  const halo = more.length > 0 ? null : haloOf(how!);
  return halo === null ? step : { op: "neighbours", call: how!.verb, ofSeries, how: how!, halo };
}

/** Throws ArgumentError for options that such verbs do not have. */
export function checkCalls(calls: readonly Call[], sample: Series = new Series<number>([], { dtype: "float64" })): void {
  checkBefore(() => calls.reduce<unknown>((target, { verb, args }) => called(target, { verb, args: checkedArgs(verb, args) }), sample));
}
