import type { CsvWriteOptions } from "@framepool/csv";
import type { Table } from "@framepool/csv/internal";
import type { Transport as BatchTransport } from "@framepool/frame/internal";
import type { ShippedTask } from "@framepool/pool/worker-side";
import type { ConcatRowsStep } from "../exchanges/concat-rows.js";
import type { CrosstabStep } from "../exchanges/crosstab.js";
import type { GroupAggSeriesStep } from "../exchanges/groupby-agg-series.js";
import type { GroupApplyStep } from "../exchanges/groupby-apply.js";
import type { GroupFilterStep } from "../exchanges/groupby-filter.js";
import type { GroupTransformStep } from "../exchanges/groupby-transform.js";
import type { MergeRowsStep } from "../exchanges/merge-rows.js";
import type { RollingStep } from "../exchanges/rolling.js";
import type { SortValuesStep } from "../exchanges/sort-values.js";
import type { WholeStep } from "../exchanges/whole.js";
import type { ErrorPolicy } from "../faults/policy.js";
import type { RowOrigin } from "../parts/row-origin.js";
import type { Seed } from "../random/seed.js";
import type { AggStep } from "../reductions/agg.js";
import type { AggregatedGroupsStep } from "../reductions/aggregated-groups.js";
import type { AppliedGroupsStep } from "../reductions/applied-groups.js";
import type { CategoriesStep } from "../reductions/categories.js";
import type { DescribeStep } from "../reductions/describe.js";
import type { DistinctKeysStep } from "../reductions/distinct-keys.js";
import type { DropDuplicatesStep } from "../reductions/drop-duplicates.js";
import type { EdgesStep } from "../reductions/edges.js";
import type { ExtremeRowsStep } from "../reductions/extreme-rows.js";
import type { FilteredGroupsStep } from "../reductions/filtered-groups.js";
import type { FitStep } from "../reductions/fit.js";
import type { GroupAggStep } from "../reductions/groupby-agg.js";
import type { ModesStep } from "../reductions/modes.js";
import type { OrderedRunsStep } from "../reductions/ordered-runs.js";
import type { QuantilesStep } from "../reductions/quantiles.js";
import type { TailStep } from "../reductions/tail.js";
import type { TransformedGroupsStep } from "../reductions/transformed-groups.js";
import type { DistinctStep, ValueCountsStep } from "../reductions/value-counts.js";
import type { WindowsStep } from "../reductions/windows.js";
import type { GetDummiesStep } from "../statistics/get-dummies.js";
import type { NeighboursStep } from "../statistics/neighbours.js";
import type { AccessorStep } from "../steps/accessor.js";
import type { AssignStep } from "../steps/assign.js";
import type { BesideStep } from "../steps/beside.js";
import type { BranchStep, StemStep } from "../steps/Branches.js";
import type { CellsStep } from "../steps/cells.js";
import type { DummiesStep } from "../steps/dummies.js";
import type { FilterStep } from "../steps/filter.js";
import type { MergePartsStep } from "../steps/merge-parts.js";
import type { PickStep } from "../steps/pick.js";
import type { PlacedStep } from "../steps/placed.js";
import type { SeriesStep } from "../steps/series.js";
import type { TransformStep } from "../steps/transform.js";
import type { VerbStep } from "../steps/verb.js";
import type { WhereStep } from "../steps/where.js";
import type { MadeColumnsStep } from "./made-columns.js";
import type { SidedStep } from "./sides.js";

/**
 * What is done to the rows, in order: plain data, so that any executor can run it. A step names its file: in steps/ what is
 * done to each part by itself, in reductions/, statistics/ and exchanges/ what looks across parts, and ends a stage. A step
 * with other inputs becomes one of these when they are there, and one that makes columns of their own several.
 */
export type Step = PartStep | ReductionStep | StatisticStep | ExchangeStep | SidedStep | MadeColumnsStep;

/** What a worker does to its part, one step after the other in one visit. */
export type PartStep = FunctionStep | CellsStep | FilterStep | WhereStep | AssignStep | VerbStep | AccessorStep | SeriesStep | TransformStep | ColumnStep | DummiesStep | BesideStep | BranchStep | StemStep | PlacedStep | PickStep | MergePartsStep | HeadStep;

/** A step with a user's function, as a task. */
export interface FunctionStep {
  readonly op: "mapPartitions" | "apply";
  /** what the user called, where that is another name */
  readonly call?: "parallelDataFrame";
  readonly task: ShippedTask;
}

/** A verb of the frame that looks at no cell. Names are pairs and lists, never properties: they are data. */
export type ColumnStep =
  | { readonly op: "select" | "drop"; readonly columns: readonly string[] }
  | { readonly op: "rename"; readonly names: readonly (readonly [from: string, to: string])[] };

/** The first rows of all that come to it, over all partitions. */
export interface HeadStep {
  readonly op: "head";
  readonly rows: number;
}

/** All rows become one frame that is small, or one value: a partial in each worker, merged and finished here. */
export type ReductionStep = GroupAggStep | AggStep | CategoriesStep | AggregatedGroupsStep | AppliedGroupsStep | FilteredGroupsStep | FitStep | ValueCountsStep | DistinctStep | DescribeStep | TransformedGroupsStep | WindowsStep | DropDuplicatesStep | DistinctKeysStep | EdgesStep | ExtremeRowsStep | ModesStep | OrderedRunsStep | QuantilesStep | TailStep;

/** A step on parts that needs something of the whole first. */
export type StatisticStep = GetDummiesStep | NeighboursStep;

/** What needs rows that lie in other parts: all rows come here before it, and go on as others. */
export type ExchangeStep = GroupAggSeriesStep | GroupApplyStep | GroupFilterStep | GroupTransformStep | RollingStep | SortValuesStep | MergeRowsStep | ConcatRowsStep | CrosstabStep | WholeStep;

/** What a worker has to know to read a part: nothing of rows that are sent, the table of those it reads itself. */
export type SourcePlan = { readonly kind: "frame" } | { readonly kind: "csv"; readonly table: Table };

/** What a partition becomes at the end of its way through a worker. */
export type Output =
  /** `isKept`: false where whoever takes it has soon done with it; `tracesRows`: it is told which rows of the part are there */
  | { readonly kind: "frame"; readonly isKept: boolean; readonly tracesRows?: true }
  /** rows of text, without the header: formatted in the worker */
  | { readonly kind: "csv"; readonly options: CsvWriteOptions }
  /** what a reduction has to know of it */
  | { readonly kind: "partial"; readonly reduction: ReductionStep };

/** How batches cross a thread: copied and moved, shared, or (`"auto"`) shared where somebody keeps them. */
export type Transport = "auto" | BatchTransport;

/** How rows go to a worker. */
export function transportThere({ transport }: Pick<Plan, "transport">): BatchTransport {
  return transport === "auto" ? "share" : transport;
}

/**
 * How results go back. What nobody keeps is moved: memory that is shared is no burden to either side's collector, so that
 * what was dropped would lie about until something else makes it run.
 */
export function transportBack({ output, transport }: Pick<Plan, "output" | "transport">): BatchTransport {
  if (transport !== "auto") return transport;
  return output.kind === "frame" && !output.isKept ? "transfer" : "share";
}

/** All that a worker has to know of a stage, sent to each once. */
export interface Plan {
  readonly source: SourcePlan;
  /** what the rows of its source are of the input */
  readonly origin: RowOrigin;
  readonly steps: readonly PartStep[];
  readonly output: Output;
  readonly transport: Transport;
  readonly errors: ErrorPolicy;
  /** from which step on a column that is named may be one that only other parts have, whose cells are missing here; null: from none */
  readonly undecided: number | null;
  /** from which step on each part may have columns of its own; null: from none */
  readonly vary: number | null;
  /** whether several parts are under way in one worker, which none of them may block for another */
  readonly takesTurns: boolean;
  /** of all random numbers of the run, and how many functions earlier stages had: each function has numbers of its own */
  readonly functionsBefore: number;
  readonly seed: Seed;
}
