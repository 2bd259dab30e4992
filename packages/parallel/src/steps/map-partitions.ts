import { FrameError } from "@framepool/errors";
import { DataFrame, Series } from "@framepool/frame/internal";
import { frameOf } from "@framepool/frame/internal";
import { isMissing } from "../parts/parts.js";
import { hasSameRows } from "../parts/trace.js";
import { described } from "./described.js";
import type { StepValue } from "./step-value.js";

/** Work of `mapPartitions(fn)`: the function sees the part as a frame, and gives a frame. `call` is what the user called. */
export async function mapPartitions({ value, trace }: StepValue, call: string, fn: (part: unknown) => unknown): Promise<StepValue> {
  if (isMissing(value)) return value.length === 0 ? { value, trace: null } : mapPartitions({ value: frameOf([], value.length), trace: null }, call, fn);
  if (value instanceof Series) throw new FrameError("mapPartitions needs a frame, and the step before gave a Series; let it give objects, one key a column");
  const result = await fn(value);
  if (result instanceof DataFrame) return { value: result, trace: hasSameRows(value, result) ? trace : null };
  throw new FrameError(`the function of ${call} gave ${described(result)}${wayFrom(result)}; it must give a DataFrame`);
}

/** How what was given becomes a frame. */
function wayFrom(value: unknown): string {
  if (value instanceof Series) return " (use `part.assign({ name: series })`)";
  return Array.isArray(value) ? " (use `DataFrame.fromRows(rows)`)" : "";
}
