import type { DataFrame } from "@framepool/frame/internal";
import type { FunctionCalls } from "../faults/FunctionCalls.js";
import type { Functions } from "../plan/functions.js";
import type { PickedRows, PickStep } from "../steps/pick.js";
import type { DistinctKeysStep } from "./distinct-keys.js";

/** A reduction as what a first pass finds, and a step on parts of the second. */
export interface Twice {
  /** what the first pass has in memory, in words */
  readonly memory: string;
  readonly needs: DistinctKeysStep;
  then(found: PickedRows): PickStep;
}

/** Joins partials as they come, in order of their rows. */
export interface Joining<Partial> {
  add(partial: Partial): void;
  /** What they come to; nothing is added behind it. */
  finish(): Partial;
  /** The same, of what nobody wants any more. */
  close(): void;
}

/**
 * How all rows become little: a partial of each part, made by a worker; partials of neighbours joined, and the last one
 * finished, on the main thread. The result must be that of the whole frame, bit for bit, wherever the rows are cut.
 */
export interface Reduction<Step, Partial = unknown, Result = unknown> {
  /** what has to be in memory at once beside what is read, in words: `explain` says it where that may be much */
  readonly memory?: string;
  /** the columns that it looks at, so that no others are read; null: all */
  columns(step: Step): readonly string[] | null;
  /** of all columns those that it asks for by name: where a part lacks one its cells are missing */
  named?(step: Step): readonly string[];
  /** whether the result is rows with all of their columns, in order of appearance: those that a part lacks come where another has them */
  readonly keepsColumns?: true;
  /** Where its result is some of the rows, and rows can be read twice: a pass that finds which, and the step that picks them in another. Null: that would be no less. */
  twice?(step: Step): Twice | null;
  /** Whether it is sooner through with rows that are all in memory at once, on the main thread, than by way of workers: partials that are nearly as large as their parts save nothing. Never where it calls a function of the user's. */
  isHere?(frame: DataFrame, step: Step): boolean;
  /** What there is to know of a part; `calls` stands before functions of a group or a row; null where there is no part, since all were set aside; `partition` is its number. Plain data and columns; columns that are null throughout where a part knows none of its own. */
  partial(part: DataFrame, step: Step, functions: Functions, calls: FunctionCalls | null, partition: number): Partial;
  /** What there is to know of neighbouring parts, in order of their rows. They are not used again. */
  join(partials: readonly Partial[], step: Step, functions: Functions): Partial;
  /** The same, for who gets them one by one: where that looks at less, and workers are busy meanwhile. */
  joining?(step: Step, functions: Functions): Joining<Partial>;
  finish(partial: Partial, step: Step, functions: Functions): Result;
}
