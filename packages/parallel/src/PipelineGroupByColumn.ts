import type { AggregatedCell, AggregateName, Cell, GroupbyOptions, Series, Transformed } from "@framepool/frame/internal";
import type { Shipped } from "@framepool/pool";
import { aggregateNamed } from "@framepool/frame/internal";
import { callSite, shipTask } from "@framepool/pool/internal";
import type { PipelineColumn } from "./PipelineColumn.js";
import type { Step } from "./plan.js";

/** Appends steps to the pipeline that was grouped: what they give is a frame, or one column. */
export interface GroupSteps {
  frame(steps: readonly Step[]): unknown;
  column(name: string, steps: readonly Step[]): unknown;
}

/** One column of the groups of a pipeline. */
export class PipelineGroupByColumn<T> {
  readonly #with: GroupSteps;
  readonly #groups: { readonly keys: readonly string[]; readonly options: GroupbyOptions; readonly column: string };

  /** Made by `pipe.groupby(keys).col(name)`. */
  constructor(withSteps: GroupSteps, groups: { readonly keys: readonly string[]; readonly options: GroupbyOptions; readonly column: string }) {
    this.#with = withSteps;
    this.#groups = groups;
  }

  /**
   * A value for each row, in the order of the rows: that of its group's aggregate, or what a function gives for the
   * group's Series (one value, or one for each row of it). Rows without a group have none. The keys and the column come
   * together in memory; whole groups are sent to the workers.
   *
   * @throws CaptureError at once, if `fn` cannot travel; ArgumentError for no such aggregate
   * @example
   * import { parallel, DataFrame } from "framepool";
   *
   * const df = new DataFrame({ sex: ["m", "f", "m"], age: [20, 30, 40] });
   * const ages = parallel(df, { partitions: 3 }).groupby("sex").col("age");
   * (await ages.transform("mean").collect()).toList(); // → [ 30, 30, 30 ]
   * (await ages.transform((age) => age.sub(age.mean())).collect()).toList(); // → [ -10, 0, 10 ]
   */
  transform<const F extends AggregateName>(aggregate: F): PipelineColumn<AggregatedCell<T, F> | null>;
  transform<R extends Cell | undefined | readonly Cell[] | Series<Cell>>(fn: Shipped<[series: Series<T>], R>): PipelineColumn<Transformed<R> | null>;
  transform(by: unknown): unknown {
    const { keys, options, column } = this.#groups;
    const isName = typeof by === "string";
    if (isName) aggregateNamed(by as AggregateName); // throws for a name that there is not
    const tasks = isName ? [] : [shipTask(by as Shipped<[Series<T>], Cell>, { op: "groupby.transform", file: callSite(this.transform) })];
    return this.#with.column(column, [
      { op: "select", columns: [...new Set([...keys, column])] },
      { op: "groupby.transform", keys, options, column, by: isName ? { name: by as AggregateName } : { place: 0 }, tasks },
      { op: "series" },
    ]);
  }
}
