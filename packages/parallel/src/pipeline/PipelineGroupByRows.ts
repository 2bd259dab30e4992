import type { AggregateName, Cell, CustomAggregate, DataFrame, EachOther, FillOptions, GroupbyOptions, GroupShifted, GroupTransformed, RankOptions, SchemaOf, Series, ShiftOptions, Transformed, Unchecked } from "@framepool/frame/internal";
import type { Shipped } from "@framepool/pool";
import { callSite } from "@framepool/pool/internal";
import type { GroupTransformStep, WithinVerb } from "../exchanges/groupby-transform.js";
import { planTransform, planWithin } from "../exchanges/plan-transform.js";
import type { Step } from "../plan/plan.js";
import type { Pipeline } from "./Pipeline.js";
import type { PipelineColumn } from "./PipelineColumn.js";

/** The groups' own options. */
export interface Groups {
  readonly keys: readonly string[];
  readonly options: GroupbyOptions;
}

/** Appends steps to the pipeline that was grouped: what they give is a frame, or one column. */
export interface GroupSteps {
  frame(steps: readonly Step[]): unknown;
  column(name: string, steps: readonly Step[]): unknown;
}

/**
 * The steps of groups that give a row for each row, in the order of the rows: of every column that is no key. Rows without
 * a group have missing cells. All rows come together in memory; where a function is called whole groups are sent to the
 * workers, all else is done on the main thread.
 */
export abstract class PipelineGroupByRows<S, K extends string> {
  protected readonly steps: GroupSteps;
  protected readonly groups: Groups;

  /** Made by `pipe.groupby(keys)`. */
  constructor(steps: GroupSteps, groups: Groups) {
    this.steps = steps;
    this.groups = groups;
  }

  /**
   * A value for each row: that of its group's aggregate, or what a function gives for the group's Series, one column after
   * the other (one value, or one for each row of it).
   *
   * @throws CaptureError at once, if `fn` cannot travel; ArgumentError for no such aggregate
   * @example
   * import { parallel, DataFrame } from "framepool";
   *
   * const df = new DataFrame({ sex: ["m", "f", "m"], age: [20, 30, 40], fare: [7, 9, null] });
   * (await parallel(df, { partitions: 3 }).groupby("sex").transform("mean").collect()).toColumns(); // → { age: [ 30, 30, 30 ], fare: [ 7, 9, 7 ] }
   */
  transform<const F extends AggregateName | CustomAggregate<Unchecked, Unchecked>>(aggregate: F): Pipeline<SchemaOf<DataFrame<GroupTransformed<S, K, F>>>>;
  transform<R extends Cell | undefined | readonly Cell[] | Series<Cell>>(fn: Shipped<[series: Series], R>): Pipeline<EachOther<S, K, Transformed<R> | null>>;
  transform(by: unknown): unknown { return this.#within<unknown>(planTransform(by, callSite(this.transform))); }

  /** The values `periods` rows before, in their groups; `fillValue` where there is none, in a row of no group, too. */
  shift(periods?: number): Pipeline<GroupTransformed<S, K, "first">>;
  shift<const O extends Cell>(periods: number, options: ShiftOptions<O>): Pipeline<GroupShifted<S, K, O>>;
  shift(periods = 1, options: ShiftOptions<Cell> = {}): unknown { return this.#verb<unknown>("shift", periods, options); }
  /** The values less those `periods` rows before, in their groups. */
  diff(periods = 1): Pipeline<EachOther<S, K, number | null>> { return this.#verb("diff", periods); }
  /** Missing cells with the value before them in their group, at most `limit` in a row. */
  ffill(options: FillOptions = {}): Pipeline<GroupTransformed<S, K, "first">> { return this.#verb("ffill", options); }
  /** Missing cells with the value after them in their group, at most `limit` in a row. */
  bfill(options: FillOptions = {}): Pipeline<GroupTransformed<S, K, "first">> { return this.#verb("bfill", options); }
  /** Ranks within groups. */
  rank(options: RankOptions = {}): Pipeline<EachOther<S, K, number | null>> { return this.#verb("rank", options); }
  /** Sums so far, within groups. */
  cumsum(): Pipeline<GroupTransformed<S, K, "first">> { return this.#verb("cumsum"); }
  /** Products so far, within groups. */
  cumprod(): Pipeline<GroupTransformed<S, K, "first">> { return this.#verb("cumprod"); }
  /** Greatest values so far, within groups. */
  cummax(): Pipeline<GroupTransformed<S, K, "first">> { return this.#verb("cummax"); }
  /** Least values so far, within groups. */
  cummin(): Pipeline<GroupTransformed<S, K, "first">> { return this.#verb("cummin"); }
  /** The place of each row within its group, from 0 (from the end, with `ascending: false`). */
  cumcount(options: { readonly ascending?: boolean } = {}): PipelineColumn<number | null> { return this.#numbers("cumcount", options); }
  /** The number of each row's group, from 0 (from the last group, with `ascending: false`). */
  ngroup(options: { readonly ascending?: boolean } = {}): PipelineColumn<number | null> { return this.#numbers("ngroup", options); }

  #verb<T>(verb: WithinVerb, ...args: readonly unknown[]): Pipeline<T> {
    return this.#within(planWithin(verb, args));
  }

  #within<T>(plan: Pick<GroupTransformStep, "by" | "tasks">): Pipeline<T> {
    return this.steps.frame([{ op: "groupby.transform", ...this.groups, column: null, ...plan }]) as Pipeline<T>;
  }

  #numbers(verb: WithinVerb, ...args: readonly unknown[]): PipelineColumn<number | null> {
    const step: Step = { op: "groupby.transform", ...this.groups, column: null, ...planWithin(verb, args) };
    return this.steps.column("", [{ op: "select", columns: [...new Set(this.groups.keys)] }, step, { op: "series" }]) as PipelineColumn<number | null>;
  }
}
