import { FrameError } from "@framepool/errors";
import { Series, type DataFrame } from "@framepool/frame/internal";
import { isMissing } from "../parts/parts.js";
import type { StepValue } from "./step-value.js";

/** What a verb of the frame makes of a part; rows stay where they are, and rows of which nothing is known stay that. */
export function onFrame(op: string, { value, trace }: StepValue, verb: (frame: DataFrame) => DataFrame): StepValue {
  if (!(value instanceof Series)) return { value: verb(value), trace };
  if (isMissing(value)) return { value, trace };
  throw new FrameError(`${op} needs a frame, and the step before gave a Series; let it give objects, one key a column`);
}
