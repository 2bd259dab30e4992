import { FrameError } from "@framepool/errors";
import { DataFrame, Series } from "@framepool/frame/internal";
import { frameOf } from "@framepool/frame/internal";
import { isMissing } from "../parts.js";
import { hasSameRows } from "../trace.js";
import type { StepValue } from "./step-value.js";

/** Work of `mapPartitions(fn)`: the function sees the part as a frame, and gives a frame. */
export async function mapPartitions({ value, trace }: StepValue, fn: (part: unknown) => unknown): Promise<StepValue> {
  if (isMissing(value)) return value.length === 0 ? { value, trace: null } : mapPartitions({ value: frameOf([], value.length), trace: null }, fn);
  if (value instanceof Series) throw new FrameError("mapPartitions needs a frame, and the step before gave a Series; let it give objects, one key a column");
  const result = await fn(value);
  if (result instanceof DataFrame) return { value: result, trace: hasSameRows(value, result) ? trace : null };
  throw new FrameError(`the function of mapPartitions gave ${described(result)}; it must give a DataFrame`);
}

function described(value: unknown): string {
  if (value === undefined) return "nothing (is a `return` missing?)";
  if (value instanceof Series) return "a Series (use `part.assign({ name: series })`)";
  if (Array.isArray(value)) return "an array (use `DataFrame.fromRows(rows)`)";
  return value === null ? "null" : `a ${typeof value}`;
}
