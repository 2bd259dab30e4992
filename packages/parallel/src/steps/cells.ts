import { FrameError } from "@framepool/errors";
import { Series, type Cell } from "@framepool/frame/internal";
import type { ShippedTask } from "@framepool/pool/worker-side";
import { isMissing } from "../parts/parts.js";
import type { BoundFunction } from "../plan/functions.js";
import { onFrame } from "./on-frame.js";
import type { StepValue } from "./step-value.js";
import { unknownRows } from "./verb.js";

/** `applymap(fn)` of a frame, and `col(name).map(fn)`. */
export interface CellsStep {
  readonly op: "applymap" | "map";
  readonly task: ShippedTask;
}

/** Work of a function of one cell. */
export function cells(before: StepValue, { op }: CellsStep, fn: BoundFunction): StepValue {
  const { value, trace } = before;
  if (isMissing(value)) return unknownRows(op, before);
  // The cell alone: what else a verb passes is none of the function's.
  const each = (cell: unknown): Cell => fn(cell) as Cell;
  if (op === "applymap") return onFrame(op, before, (frame) => frame.applymap(each));
  if (value instanceof Series) return { value: value.map(each), trace };
  throw new FrameError("map needs a column, and the step before gave a frame; name one with col(name)");
}
