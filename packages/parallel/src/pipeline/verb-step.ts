import { checkFrameCall, checkSeriesCall } from "../plan/check-call.js";
import type { RowVerb, VerbStep } from "../steps/verb.js";
import { checkedArgs } from "./checked-args.js";

/** A step of a verb that is done part by part, to frames or to a column. Throws ArgumentError for what is wrong with its arguments, whatever the rows. */
export function verbStep(ofSeries: boolean, verb: RowVerb, args: readonly unknown[]): VerbStep {
  const given = checkedArgs(verb, args);
  if (ofSeries) checkSeriesCall({ verb, args: given });
  else checkFrameCall(verb, ...given);
  return { op: "verb", call: verb, args: given };
}

/** Values of `isin` as a list that can be sent; what is none is refused with the step. */
export function valuesOf(values: unknown): unknown {
  return typeof values === "object" && values !== null && Symbol.iterator in values ? [...(values as Iterable<unknown>)] : values;
}
