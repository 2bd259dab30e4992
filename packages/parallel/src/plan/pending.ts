import type { DataFrame, Series } from "@framepool/frame";
import { stepHere } from "../faults/step-error.js";
import type { RowOrigin } from "../parts/row-origin.js";
import { partsSource } from "../sources/ranges.js";
import type { Source } from "../sources/source.js";
import { onColumns } from "../steps/index.js";
import { series } from "../steps/series.js";
import type { StepValue } from "../steps/step-value.js";
import { looksAtNoCell } from "./light-steps.js";
import type { ColumnStep, PartStep, Step } from "./plan.js";

/** Rows that are not made yet: a source, and what is done to each of its parts. */
export interface Pending {
  readonly source: Source;
  /** to be done where the source does not do them */
  readonly columns: readonly ColumnStep[];
  readonly steps: readonly PartStep[];
  /** what the rows of the source are of the input */
  readonly origin: RowOrigin;
  /** the rows of the source where a stage has made them, so that they are here; else null */
  readonly made: DataFrame | null;
}

/** What goes on where all partitions were set aside: no part, since nobody knows which columns there would be. */
export function nothing(): Pending {
  return { source: partsSource([]), columns: [], steps: [], origin: { kind: "made" }, made: null };
}

/** Rows that are here, as steps that look at no cell leave them; null where there is more to do, or nothing is here. */
export function rowsHere({ made, steps }: { readonly made: DataFrame | null; readonly steps: readonly Step[] }): DataFrame | Series | null {
  if (made === null) return null;
  let state: StepValue = { value: made, trace: null };
  for (const step of steps) {
    const before = state;
    if (!looksAtNoCell(step)) return null;
    state = step.op === "series" ? series(before) : stepHere(step, () => onColumns(before, step));
  }
  return state.value;
}
