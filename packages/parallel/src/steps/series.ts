import { FrameError } from "@framepool/errors";
import { Series } from "@framepool/frame/internal";
import { asSeries, isMissing } from "../parts/parts.js";
import type { StepValue } from "./step-value.js";
import { unknownRows } from "./verb.js";

/** The one column of a frame as a Series: what `col(name)` is behind a `select`. */
export interface SeriesStep {
  readonly op: "series";
}

/** Work of `col(name)`. */
export function series(before: StepValue): StepValue {
  const { value, trace } = before;
  if (isMissing(value)) return unknownRows("col", before);
  if (value instanceof Series) throw new FrameError("col needs a frame, and the step before gave a Series; let it give objects, one key a column");
  return { value: asSeries(value), trace };
}
