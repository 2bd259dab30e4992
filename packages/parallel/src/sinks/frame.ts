import type { DataFrame, Series } from "@framepool/frame";
import type { Origin } from "@framepool/frame/internal";
import { gather } from "../gather.js";
import type { PartReply } from "../messages.js";
import { asSeries, unpackPart } from "../parts.js";
import type { Sink } from "./sink.js";

/** Keeps every part, and makes one frame (or Series) of them. */
export function frameSink(): Sink<DataFrame | Series> {
  const parts: DataFrame[] = [];
  const series: boolean[] = [];
  return {
    output: { kind: "frame" },
    ordered: false,
    take(partition: number, { result }: PartReply, origins: readonly Origin[]) {
      if (result.kind !== "frame") throw new TypeError(`a frame was expected of the worker, not ${result.kind}`);
      parts[partition] = unpackPart(result.batches, origins);
      series[partition] = result.series;
    },
    finish: () => (series.every(Boolean) ? asSeries(gather(parts)) : gather(parts.filter((_, k) => !series[k] || parts[k]!.numRows > 0))),
    abort: () => Promise.resolve(),
  };
}
