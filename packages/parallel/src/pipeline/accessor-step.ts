import { checkSeriesCall } from "../plan/check-call.js";
import type { AccessorStep } from "../steps/accessor.js";
import { checkedArgs } from "./checked-args.js";

/** A step of a method of text or times. Throws ArgumentError for what is wrong with its arguments, whatever the cells. */
export function accessorStep(of: "str" | "dt", verb: string, args: readonly unknown[]): AccessorStep {
  const call = `${of}.${verb}`;
  const how = { of, verb, args: checkedArgs(call, args) };
  checkSeriesCall(how);
  return { op: "accessor", call, how };
}
