import type { DataFrame, Series } from "@framepool/frame";
import type { ResultReply } from "../messages.js";
import type { Origin } from "@framepool/frame/internal";
import { frameSink } from "./frame.js";
import type { Sink } from "./sink.js";

/** All rows that came to a step, put together; the partitions that they came in, and where each begins. */
export interface Held {
  readonly value: DataFrame | Series;
  readonly partitions: readonly number[];
  readonly starts: readonly number[];
  /** whether row i is row i of what the first of the steps was given */
  readonly rowsKept: boolean;
}

/** {@link holdPartsSink}, for who does not ask which partitions rows came in that are here already. */
export function holdSink(): Sink<Held> {
  return { ...holdPartsSink(), whole: (value) => ({ value, partitions: [0], starts: [0], rowsKept: true }) };
}

/** Keeps every part as {@link frameSink} does. */
export function holdPartsSink(): Sink<Held> {
  const whole = frameSink();
  const lengths = new Map<number, number>();
  let rowsKept = true;
  return {
    output: { kind: "frame", isKept: true },
    ordered: false,
    gathers: true,
    take(partition: number, reply: ResultReply, origins: readonly Origin[], from: number) {
      lengths.set(partition, reply.rows);
      rowsKept &&= reply.rowsKept;
      return whole.take(partition, reply, origins, from);
    },
    async finish() {
      const partitions = [...lengths.keys()].sort((a, b) => a - b);
      let rows = 0;
      const starts = partitions.map((partition) => (rows += lengths.get(partition)!) - lengths.get(partition)!);
      // Where a partition was set aside, the rows behind it have other numbers.
      return { value: await whole.finish(), partitions, starts, rowsKept: rowsKept && partitions.every((partition, k) => partition === k) };
    },
    abort: () => whole.abort(),
  };
}
