import { SchemaMismatchError } from "@framepool/errors";
import { Series, type DataFrame } from "@framepool/frame";
import { frameOf, type Origin } from "@framepool/frame/internal";
import { gather } from "../parts/gather.js";
import { asSeries, unpackPart } from "../parts/parts.js";
import type { ResultReply } from "../worker/messages.js";
import type { Sink } from "./sink.js";

/** Keeps every part, and makes one frame (or Series) of them. */
export function frameSink(): Sink<DataFrame | Series> {
  // A partition that was set aside has no place in it.
  const taken: Taken[] = [];
  return {
    output: { kind: "frame", isKept: true },
    ordered: false,
    take(partition: number, { rows, result }: ResultReply, origins: readonly Origin[]) {
      if (result.kind === "csv" || result.kind === "partial") throw new TypeError(`a frame was expected of the worker, not ${result.kind}`);
      if (result.kind === "missing") taken.push({ partition, frame: frameOf([], rows), kind: "missing" });
      else taken.push({ partition, frame: unpackPart(result.batches, origins), kind: result.series ? "series" : "frame" });
    },
    whole: (value) => value,
    restart: () => void taken.splice(0),
    finish: () => whole(taken),
    soFar: (partitions) => whole(taken.filter(({ partition }) => partition < partitions)),
    abort: () => Promise.resolve(),
  };
}

interface Taken {
  readonly partition: number;
  readonly frame: DataFrame;
  readonly kind: "frame" | "series" | "missing";
}

/** Parts in the order of the input, as one. */
function whole(taken: readonly Taken[]): DataFrame | Series {
  if (taken.length === 0) return frameOf([], 0);
  const parts = [...taken].sort((a, b) => a.partition - b.partition);
  const series = parts.find(({ kind }) => kind === "series");
  const frame = parts.find(({ kind }) => kind === "frame");
  if (series !== undefined && frame !== undefined) {
    throw new SchemaMismatchError(`apply gave cells in partition ${String(series.partition)} and objects in partition ${String(frame.partition)}; give one of the two for every row`, { partition: Math.max(series.partition, frame.partition) });
  }
  const gathered = gather(parts.map((part) => part.frame));
  if (frame !== undefined) return gathered;
  return series !== undefined ? asSeries(gathered) : new Series(new Array<null>(gathered.numRows).fill(null));
}
