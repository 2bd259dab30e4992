import type { DataFrame, Series } from "@framepool/frame/internal";
import type { Trace } from "../parts/trace.js";

/** What goes from step to step, and which rows of the input part its rows are. */
export interface StepValue {
  readonly value: DataFrame | Series;
  readonly trace: Trace;
}
