import { TaskError } from "@framepool/errors";
import type { DataFrame, Series } from "@framepool/frame";
import { reasonOf } from "@framepool/pool/internal";
import type { PartitionPlace } from "../parts/row-origin.js";
import { ResultFrames } from "./result-frames.js";
import type { Sink } from "./sink.js";

/** Gives each result to a function on this thread, one after the other in input order. */
export function batchSink(fn: (batch: DataFrame | Series) => unknown): Sink<void> {
  const results = new ResultFrames();
  const give = async (batch: DataFrame | Series, { partition, firstRow }: PartitionPlace): Promise<void> => {
    try {
      await fn(batch);
    } catch (error) {
      const place = partition === null ? "the last batch" : `partition ${String(partition)}${firstRow === null ? "" : `, from row ${String(firstRow)}`}`;
      throw new TaskError(`the function of forEachBatch failed at ${place}: ${reasonOf(error)}`, { op: "forEachBatch", partition, firstRow }, error);
    }
  };
  return {
    output: { kind: "frame", isKept: false },
    ordered: true,
    async take(partition, reply, origins) {
      for (const batch of results.take(partition, reply, origins)) await give(batch, reply.place);
    },
    async finish() {
      for (const batch of results.rest()) await give(batch, { partition: null, firstRow: null });
    },
    abort: () => Promise.resolve(),
  };
}
