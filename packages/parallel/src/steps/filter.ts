import { FrameError } from "@framepool/errors";
import { COLUMNS, frameOf, keptRows, onPart, Series, takeTable } from "@framepool/frame/internal";
import type { ShippedTask } from "@framepool/pool/worker-side";
import { isMissing } from "../parts/parts.js";
import { traceOf } from "../parts/trace.js";
import type { BoundFunction } from "../plan/functions.js";
import { described } from "./described.js";
import type { StepValue } from "./step-value.js";
import { unknownRows } from "./verb.js";

/** `filter(fn)` of a row, and `filter({ mask: fn })` of a part. */
export interface FilterStep {
  readonly op: "filter" | "filterMask";
  readonly call: "filter";
  readonly task: ShippedTask;
}

/** Work of `filter`: the rows for which a function is true, or where the bool Series is that it makes of the part. */
export function filter(before: StepValue, { op }: FilterStep, fn: BoundFunction): StepValue {
  const { value, trace } = before;
  if (isMissing(value)) return unknownRows("filter", before);
  if (value instanceof Series) throw new FrameError("filter needs a frame, and the step before gave a Series; let it give objects, one key a column");
  const rows = keptRows(value, op === "filter" ? (fn as (row: never) => boolean) : onPart("filter", () => maskOf(fn(value))));
  const { [COLUMNS]: columns, numRows } = takeTable(value, rows);
  return { value: frameOf(columns, numRows), trace: traceOf(trace, rows) };
}

function maskOf(mask: unknown): Series<boolean | null> {
  if (mask instanceof Series) return mask as Series<boolean | null>;
  throw new FrameError(`filter: the function of { mask } gave ${described(mask)}; it must give a bool Series of the part`);
}
