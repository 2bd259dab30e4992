import type { Column } from "../column.js";
import type { DataType } from "../data-types.js";

/**
 * What is computed of each group of a column, in parts: every part of the rows has a state, states of parts are merged,
 * and the end is the same for any parts, bit for bit. A state is plain data (typed arrays, Maps) and columns, so that it
 * can cross threads. Missing cells, NaN among them, are passed over unless said otherwise.
 */
export interface Aggregate<S = unknown> {
  /** The state of `groups` groups that have seen nothing, for a column of `type`. */
  init(groups: number, type: DataType): S;
  /** Adds a column of that type: row `i` belongs to group `codes[i]`, to none where that is -1. Throws FrameError for a type it does not take. */
  add(state: S, column: Column, codes: Int32Array): void;
  /** {@link add} of rows that are all of group 0, where that takes less; called once, before any other. */
  addWhole?(state: S, column: Column): void;
  /** Adds the groups of another state, whose rows come later: its group `i` is group `places[i]` here, and none where that is -1. */
  merge(state: S, other: S, places: Int32Array): void;
  /**
   * The state of a part made ready for its journey: less to send, and less to do where all parts are together. `isWhole`: its one group
   * holds all rows of the part.
   */
  packed?(state: S, isWhole: boolean): S;
  /** One cell for each group, missing where there is nothing to tell. The state is not used again. */
  finish(state: S, name: string): Column;
  /** The result of a group is one of its cells. */
  readonly picks?: true;
  /** The result is the same, bit for bit, in whatever order the rows of a group are added. */
  readonly anyOrder?: true;
  /** `finish` calls a function of the user's, which sees groups in the order of the result. */
  readonly callsUser?: true;
}

/** Adds a column to a state of one group that has seen nothing: all rows are of it. */
export function addWhole<S>(aggregate: Aggregate<S>, state: S, column: Column): void {
  if (aggregate.addWhole === undefined) aggregate.add(state, column, oneGroup(column));
  else aggregate.addWhole(state, column);
}

/** What an aggregate of the whole column has for codes: every row in group 0. */
export function oneGroup({ length }: { readonly length: number }): Int32Array {
  return new Int32Array(length);
}
