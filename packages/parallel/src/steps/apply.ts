import { FrameError } from "@framepool/errors";
import { Series, type Cell } from "@framepool/frame/internal";
import { isMissing } from "../parts/parts.js";
import type { StepValue } from "./step-value.js";
import { unknownRows } from "./verb.js";

/** Work of `apply(rowFn)`: row by row, so that rows stay where they are. */
export function apply(before: StepValue, fn: (row: unknown) => unknown): StepValue {
  const { value, trace } = before;
  if (isMissing(value)) return unknownRows("apply", before);
  if (value instanceof Series) throw new FrameError("apply(rowFn) needs a frame, and the step before gave a Series; let it give objects, one key a column");
  // What a row function may give is checked by the frame, cell by cell.
  return { value: value.apply(fn as (row: unknown) => Cell), trace };
}
