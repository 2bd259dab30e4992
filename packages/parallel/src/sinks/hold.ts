import type { DataFrame, Series } from "@framepool/frame";
import type { ResultReply } from "../worker/messages.js";
import type { Origin } from "@framepool/frame/internal";
import type { RowRange } from "../parts/partition.js";
import type { HeldRows } from "../parts/row-origin.js";
import type { Trace } from "../parts/trace.js";
import { frameSink } from "./frame.js";
import type { Sink } from "./sink.js";

/** All rows that came to a step, put together; the partitions that they came in, where each begins, and which of its rows came. */
export interface Held extends Pick<HeldRows, "partitions" | "starts" | "firstRows" | "traces"> {
  readonly value: DataFrame | Series;
}

/** The rows of each of those partitions, of so many in all. */
export function rangesOf({ starts }: Held, rows: number): readonly RowRange[] {
  return starts.map((begin, k) => ({ begin, end: starts[k + 1] ?? rows }));
}

/** Keeps every part as {@link frameSink} does. */
export function holdSink(): Sink<Held> {
  const whole = frameSink();
  const parts = new Map<number, { readonly rows: number; readonly firstRow: number; readonly trace: Trace }>();
  return {
    output: { kind: "frame", isKept: true, tracesRows: true },
    ordered: false,
    gathers: true,
    take(partition: number, reply: ResultReply, origins: readonly Origin[], from: number) {
      const { rows, trace, input: { firstRow } } = reply;
      parts.set(partition, { rows, firstRow, trace });
      return whole.take(partition, reply, origins, from);
    },
    restart() {
      parts.clear();
      return whole.restart!();
    },
    async finish() {
      const partitions = [...parts.keys()].sort((a, b) => a - b);
      const held = partitions.map((partition) => parts.get(partition)!);
      let rows = 0;
      const starts = held.map((part) => (rows += part.rows) - part.rows);
      return { value: await whole.finish(), partitions, starts, firstRows: held.map(({ firstRow }) => firstRow), traces: held.map(({ trace }) => trace) };
    },
    abort: () => whole.abort(),
  };
}
