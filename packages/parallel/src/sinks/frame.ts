import { SchemaMismatchError } from "@framepool/errors";
import { Series, type DataFrame } from "@framepool/frame";
import { frameOf, type Origin } from "@framepool/frame/internal";
import { gather } from "../gather.js";
import type { ResultReply } from "../messages.js";
import { asSeries, unpackPart } from "../parts.js";
import type { Sink } from "./sink.js";

/** Keeps every part, and makes one frame (or Series) of them. */
export function frameSink(): Sink<DataFrame | Series> {
  const parts: { readonly frame: DataFrame; readonly kind: "frame" | "series" | "missing" }[] = [];
  return {
    output: { kind: "frame" },
    ordered: false,
    take(partition: number, { rows, result }: ResultReply, origins: readonly Origin[]) {
      if (result.kind === "csv" || result.kind === "partial") throw new TypeError(`a frame was expected of the worker, not ${result.kind}`);
      if (result.kind === "missing") parts[partition] = { frame: frameOf([], rows), kind: "missing" };
      else parts[partition] = { frame: unpackPart(result.batches, origins), kind: result.series ? "series" : "frame" };
    },
    finish() {
      const series = parts.findIndex(({ kind }) => kind === "series");
      const frame = parts.findIndex(({ kind }) => kind === "frame");
      if (series >= 0 && frame >= 0) throw new SchemaMismatchError(`apply gave cells in partition ${String(series)} and objects in partition ${String(frame)}; give one of the two for every row`, { partition: Math.max(series, frame) });
      const whole = gather(parts.map((part) => part.frame));
      if (frame >= 0) return whole;
      return series >= 0 ? asSeries(whole) : new Series(new Array<null>(whole.numRows).fill(null));
    },
    abort: () => Promise.resolve(),
  };
}
