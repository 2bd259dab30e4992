import type { DataFrame, Series } from "@framepool/frame/internal";
import { asFrame, asSeries, isMissing } from "../parts/parts.js";
import { called, type Call } from "../plan/calls.js";
import type { StepValue } from "./step-value.js";
import { unknownRows } from "./verb.js";

/** A method of a column's text or times: what it makes of each cell is a column, or several. */
export interface AccessorStep {
  readonly op: "accessor";
  readonly call: string;
  readonly how: Call;
}

/** Work of `str` and `dt`: rows stay where they are. */
export function accessor(before: StepValue, { call, how }: AccessorStep): StepValue {
  const { value, trace } = before;
  if (isMissing(value)) return unknownRows(call, before);
  // Rows that were kept for a second pass are a frame.
  return { value: called(asSeries(asFrame(value)), how) as DataFrame | Series, trace };
}
