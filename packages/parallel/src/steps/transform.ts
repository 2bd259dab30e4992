import type { Transformer, TransformerJson } from "@framepool/frame/internal";
import { isMissing } from "../parts/parts.js";
import { learnerFromJson } from "../transformers.js";
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
  const fitted = made.get(step) ?? (learnerFromJson(step.transformer) as Transformer);
  made.set(step, fitted);
  return onFrame("transform", before, (frame) => fitted.transform(frame));
}
