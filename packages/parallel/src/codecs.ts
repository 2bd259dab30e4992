import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";
import * as csv from "@framepool/csv";
import { DataFrame, Series } from "@framepool/frame";
import * as frame from "@framepool/frame";
import type { TransformerJson } from "@framepool/frame";
import type { PackedBatch } from "@framepool/frame/internal";
import { registerCodec, registerExports } from "@framepool/pool/worker-side";
import { asSeries, packPart, unpackPart } from "./parts/parts.js";
import { isLearner, learnerFromJson, type Learner } from "./transformers.js";
import { inferTextRange, runPartition } from "./worker.js";

declare module "@framepool/pool" {
  interface SendableClasses {
    frame: DataFrame;
    series: Series;
    learner: Learner;
  }
}

interface PackedValue {
  readonly batches: readonly PackedBatch[];
}

// By `require`, since a loader that turns modules into CommonJS leaves no `import.meta.resolve`.
export const urlOf = (specifier: string): string => pathToFileURL(createRequire(import.meta.url).resolve(specifier)).href;
// By the package's own names: where a file lies in what is published is not where it lies here.
const SELF = urlOf("@framepool/parallel/codecs");

// A worker that meets a frame among captures or items imports this module, and so has the codecs too.
registerCodec<DataFrame, PackedValue>({
  name: "framepool.DataFrame",
  module: SELF,
  test: (value) => value instanceof DataFrame,
  encode: packed,
  decode: ({ batches }) => unpackPart(batches),
});

registerCodec<Series, PackedValue>({
  name: "framepool.Series",
  module: SELF,
  test: (value) => value instanceof Series,
  encode: packed,
  decode: ({ batches }) => asSeries(unpackPart(batches)),
});

registerCodec<Learner, TransformerJson>({
  name: "framepool.Transformer",
  module: SELF,
  test: isLearner,
  encode: (value) => ({ data: value.toJSON() }),
  decode: learnerFromJson,
});

/** By handle its memory would be copied whole, for the few rows of a slice too. */
function packed(value: DataFrame | Series, isCopied: boolean): { data: PackedValue; transfer: ArrayBuffer[] } {
  const { batches, transfer } = packPart(value, isCopied ? "transfer" : "share");
  return { data: { batches }, transfer };
}

registerExports(urlOf("@framepool/parallel/worker"), { inferTextRange, runPartition });
registerExports(urlOf("@framepool/frame"), frame);
registerExports(urlOf("@framepool/csv"), csv);
