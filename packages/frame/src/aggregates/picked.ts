import { Column } from "../column.js";
import { concatColumns } from "../concat-columns.js";
import type { DataType } from "../data-types.js";
import { nullVector } from "../null-vector.js";
import { take } from "../verbs/take/take.js";
import type { Aggregate } from "./aggregate.js";

/** One cell of its own for each group: the one that was picked so far. */
export interface Picked {
  readonly groups: number;
  /** null until the first cells come */
  picked: Column | null;
  readonly type: DataType;
}

/** The row that is picked for each group, or -1. */
export type Pick = (column: Column, codes: Int32Array, groups: number) => Int32Array;

/**
 * An aggregate whose result is one of the cells, of any type. Cells picked before stand above the new ones, so that one
 * way of picking serves to add and to merge.
 */
export function pickedBy(pick: Pick): Aggregate<Picked> {
  const add = (state: Picked, column: Column, codes: Int32Array): void => {
    const { groups, picked } = state;
    if (picked === null) {
      state.picked = take(column, pick(column, codes, groups));
      return;
    }
    const own = Int32Array.from({ length: groups + codes.length }, (_, i) => (i < groups ? i : codes[i - groups]!));
    const both = concatColumns(column.name, [picked, column]);
    state.picked = take(both, pick(both, own, groups));
  };
  return {
    init: (groups, type) => ({ groups, picked: null, type }),
    add,
    merge(state, { picked }, places) {
      if (picked !== null) add(state, picked, places);
    },
    finish: ({ picked, type, groups }, name) => picked?.named(name) ?? Column.of(name, nullVector(type, groups)),
  };
}
