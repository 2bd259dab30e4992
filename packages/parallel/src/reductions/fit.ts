import { columnsOf, LabelEncoder, seriesOf, type FitPart, type Transformer, type TransformerJson } from "@framepool/frame/internal";
import { learnerFromJson } from "../transformers.js";
import type { Reduction } from "./reduction.js";

/** `transformer.fit(pipeline)`: what there is to learn of all rows. */
export interface FitStep {
  readonly op: "fit";
  readonly transformer: TransformerJson;
  readonly columns: readonly string[] | null;
}

/** The transformer's own `partial` and `merge`; it finishes where it was called. */
export const fit: Reduction<FitStep> = {
  columns: ({ columns }) => columns,
  partial(part, { transformer }) {
    const learner = learnerFromJson(transformer);
    return learner instanceof LabelEncoder ? learner.partial(seriesOf(columnsOf(part)[0]!)) : learner.partial(part);
  },
  join(partials, { transformer }) {
    // What is learned is of the learner's own kind.
    const learner = learnerFromJson(transformer) as Transformer;
    return partials.reduce((before, later) => learner.merge(before as FitPart, later as FitPart));
  },
  finish: (partial) => partial,
};
