import type { DataFrame } from "@framepool/frame/internal";
import type { ReductionStep } from "../plan/plan.js";
import type { Source } from "../sources/source.js";

/** All rows that came to a step, in order and with one type a column. */
export interface Rows {
  readonly frame: DataFrame;
  /** where the parts begin that they came in */
  readonly starts: readonly number[];
}

/** What an exchange may have done by the workers of its run. */
export interface Stage {
  /** how many workers there are */
  readonly workers: number;
  /** whether what takes a row no longer than it takes to send it is done here */
  readonly staysHere: boolean;
  /** Partials of the parts of a source, joined and finished. `places`: of each row of it its number among those that came; not given where that is its own. */
  reduce<R>(source: Source, step: ReductionStep, places?: Int32Array): Promise<R>;
}

/**
 * A step that needs rows that lie in other parts. What comes before it runs in the workers; its results are put together
 * on the main thread, and it makes of them the rows that go on, with the help of the workers where there is much to do.
 */
export interface Exchange<Step> {
  /** what has to be in memory at once, in words: `explain` says it */
  readonly memory: string;
  /** whether it gives a row for each that came, in their order, but for those that `onError` leaves out */
  readonly keepsRows?: true;
  /** What it gives where all partitions before it were set aside, so that no column is known; without it that is nothing. */
  ofNothing?(step: Step): DataFrame;
  run(rows: Rows, step: Step, stage: Stage): DataFrame | Promise<DataFrame>;
}
