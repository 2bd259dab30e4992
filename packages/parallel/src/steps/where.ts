import { FrameError } from "@framepool/errors";
import { DataFrame, onPart, Series, type Cell } from "@framepool/frame/internal";
import type { ShippedTask } from "@framepool/pool/worker-side";
import { isMissing } from "../parts/parts.js";
import type { BoundFunction } from "../plan/functions.js";
import { described } from "./described.js";
import type { StepValue } from "./step-value.js";
import { unknownRows } from "./verb.js";

/** `where(keep, other)` and `mask(hide, other)`, whose bools a function makes of a part. */
export interface WhereStep {
  readonly op: "where" | "mask";
  readonly task: ShippedTask;
  readonly other: Cell;
}

/** Work of `where` and `mask`: rows stay where they are. */
export function where(before: StepValue, { op, other }: WhereStep, fn: BoundFunction): StepValue {
  const { value, trace } = before;
  if (isMissing(value)) return unknownRows(op, before);
  const flags = onPart(op, () => fn(value));
  if (value instanceof Series && flags instanceof Series) return { value: value[op](flags as Series<boolean | null>, other), trace };
  if (value instanceof DataFrame && (flags instanceof Series || flags instanceof DataFrame)) return { value: value[op](flags as Series<boolean | null>, other), trace };
  throw new FrameError(`${op}: the function gave ${described(flags)}; it must give bools for ${value instanceof Series ? "the rows, as a Series" : "the cells, as a DataFrame, or for the rows, as a Series"}`);
}
