import { rowsAt, rowsOf } from "../parts/parts.js";
import { traceOf } from "../parts/trace.js";
import { placeAt } from "./place-at.js";
import type { StepValue } from "./step-value.js";

/** Rows of parts, by their numbers. */
export interface PickedRows {
  /** numbers of the parts, rising, and where the rows of each begin: one number more, where those of the last end */
  readonly partitions: Int32Array;
  readonly starts: Int32Array;
  /** the rows of each part, rising; on shared memory */
  readonly rows: Int32Array;
}

/** The rows that stay, which a pass before has found. */
export interface PickStep extends PickedRows {
  readonly op: "pick";
  /** what messages say was called */
  readonly call: "dropDuplicates";
}

/** Work of `dropDuplicates` where rows are read twice. Of a part that was set aside before none stays. */
export function pick(before: StepValue, { partitions, starts, rows }: PickStep, partition: number): StepValue {
  const { value, trace } = before;
  const place = placeAt(partitions, partition);
  const own = partitions[place] === partition ? rows.subarray(starts[place], starts[place + 1]) : new Int32Array(0);
  if (own.length === rowsOf(value)) return before;
  return { value: rowsAt(value, own), trace: traceOf(trace, own) };
}
