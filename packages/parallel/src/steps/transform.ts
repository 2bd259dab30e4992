import type { Transformer, TransformerJson } from "@framepool/frame/internal";
import { isMissing } from "../parts/parts.js";
import { columnsLearned, learnerFromJson } from "../transformers.js";
import { onFrame } from "./on-frame.js";
import type { StepValue } from "./step-value.js";
import { unknownRows } from "./verb.js";

/** `transform(fitted)`. */
export interface TransformStep {
  readonly op: "transform";
  readonly transformer: TransformerJson;
}

/** Made of a plan once, and used for every part. */
const made = new WeakMap<TransformStep, Transformer>();

/** Work of `transform(fitted)`. */
export function transform(before: StepValue, step: TransformStep): StepValue {
  if (isMissing(before.value)) return unknownRows("transform", before);
  return onFrame("transform", before, (frame) => fittedOf(step).transform(frame));
}

/** The columns that it was fitted to, each of which must be there. */
export function columnsTransformed(step: TransformStep): readonly string[] {
  return columnsLearned(fittedOf(step)) ?? step.transformer.fitted?.map(([name]) => name) ?? [];
}

function fittedOf(step: TransformStep): Transformer {
  const fitted = made.get(step) ?? (learnerFromJson(step.transformer) as Transformer);
  made.set(step, fitted);
  return fitted;
}
