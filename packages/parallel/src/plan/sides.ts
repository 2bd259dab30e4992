import type { ConcatOptions, DataFrame, MergeOptions } from "@framepool/frame";
import { columnsOf, frameOf, rowNumbers, take, type PackedBatch } from "@framepool/frame/internal";
import type { ConcatRowsStep } from "../exchanges/concat-rows.js";
import type { MergeRowsStep } from "../exchanges/merge-rows.js";
import { packPart, unpackPart } from "../parts/parts.js";
import type { MergePartsStep } from "../steps/merge-parts.js";

/** Another input of a step, on shared memory: all workers see it. */
export interface Side {
  readonly rows: number;
  readonly batches: readonly PackedBatch[];
}

/** What can be another input: rows, or a pipeline that gives them when it is their turn. */
export type Other = DataFrame | { collect(): Promise<DataFrame> };

/** A step with other inputs, as it was asked for: before it is done they are all there. */
export type SidedStep =
  | { readonly op: "merge"; readonly sides: readonly Other[]; readonly options: MergeOptions }
  | { readonly op: "concat"; readonly sides: readonly Other[]; readonly options: ConcatOptions };

export function isSided(step: { readonly op: string }): step is SidedStep {
  return step.op === "merge" || step.op === "concat";
}

/** The step that does it, by its name. */
export function settledOp(step: SidedStep): "merge.parts" | "merge.rows" | "concat.rows" {
  if (step.op === "concat") return "concat.rows";
  return mergesByRow(step.options) ? "merge.parts" : "merge.rows";
}

/** The step that does it: pipelines that it needs the rows of are run. */
export async function settled(step: SidedStep): Promise<MergePartsStep | MergeRowsStep | ConcatRowsStep> {
  const sides: Side[] = [];
  for (const other of step.sides) sides.push(sideOf("collect" in other ? await other.collect() : other));
  if (step.op === "concat") return { op: "concat.rows", call: "concat", sides, options: step.options };
  const [right] = sides as [Side];
  return mergesByRow(step.options) ? { op: "merge.parts", call: "merge", right, options: step.options } : { op: "merge.rows", call: "merge", right, options: step.options };
}

/** Whether a row of the left can be merged without the others: not where rows of the right without a partner are kept, or the left must be unique. */
export function mergesByRow({ how = "inner", validate = "m:m" }: MergeOptions): boolean {
  return how !== "right" && how !== "outer" && !["1:1", "1:m", "one_to_one", "one_to_many"].includes(validate);
}

/** A copy on shared memory, unless the frame is there already. */
export function sideOf(frame: DataFrame): Side {
  return { rows: frame.numRows, batches: packPart(frame, "share").batches };
}

/** {@link sideOf} in one piece, so that rows of it are found without a look at the others. */
export function wholeSideOf(frame: DataFrame): Side {
  const rows = rowNumbers(frame.numRows);
  return sideOf(frameOf(columnsOf(frame).map((column) => take(column, rows)), frame.numRows));
}

const unpacked = new WeakMap<readonly PackedBatch[], DataFrame>();

/** The rows of a side, unpacked once in each worker. */
export function rowsOfSide({ batches }: Side): DataFrame {
  let frame = unpacked.get(batches);
  if (frame === undefined) unpacked.set(batches, (frame = unpackPart(batches)));
  return frame;
}

/** The names of its columns. */
export function columnsOfSide({ batches }: Side): readonly string[] {
  return batches[0]!.fields.map(({ name }) => name);
}

/** An input as `explain` shows it. */
export function otherText(other: Other): string {
  if ("collect" in other) return "a pipeline that is run first";
  return `${other.numRows.toLocaleString("en")} ${other.numRows === 1 ? "row" : "rows"}`;
}
