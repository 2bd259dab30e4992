import { concat, type DataFrame } from "@framepool/frame/internal";
import { asFrame, asSeries, isMissing } from "../parts/parts.js";
import { called, type Call } from "../plan/calls.js";
import { rowsOfSide } from "../plan/sides.js";
import type { Edges } from "../reductions/edges.js";
import { placeAt } from "./place-at.js";
import type { StepValue } from "./step-value.js";
import { unknownRows } from "./verb.js";

/** A verb of columns whose neighbours are known. */
export interface BesideStep {
  readonly op: "beside";
  readonly call: string;
  readonly ofSeries: boolean;
  readonly how: Call;
  readonly edges: Edges;
}

/** Work of verbs that look at the cells around a cell: the rows beside the part are there while it is done. */
export function beside(before: StepValue, { call, ofSeries, how, edges }: BesideStep, partition: number): StepValue {
  const { value, trace } = before;
  if (isMissing(value)) return unknownRows(call, before);
  const own = asFrame(value);
  const [lead, trail] = rowsBeside(edges, partition);
  const together = concat([lead, own, trail].filter((frame) => frame !== null));
  const from = lead?.numRows ?? 0;
  const made = (called(together, how) as DataFrame).slice(from, from + own.numRows);
  // Rows that were kept for a second pass are a frame.
  return { value: ofSeries ? asSeries(made) : made, trace };
}

/** What ends with the partition before, and what begins with the one behind; null where there is nothing. */
function rowsBeside({ rows, partitions, starts }: Edges, partition: number): readonly [DataFrame | null, DataFrame | null] {
  const all = rowsOfSide(rows);
  const own = placeAt(partitions, partition);
  const behind = partitions[own] === partition ? own + 1 : own;
  const slice = (place: number): DataFrame | null => {
    const [begin, end] = [starts[place] ?? 0, starts[place + 1] ?? 0];
    return begin < end ? all.slice(begin, end) : null;
  };
  return [slice(2 * (own - 1)), slice(2 * behind + 1)];
}
