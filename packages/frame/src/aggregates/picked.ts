import { Column } from "../column.js";
import { concatColumns } from "../concat-columns.js";
import type { DataType } from "../data-types.js";
import { nullVector } from "../null-vector.js";
import { rowNumbers } from "../verbs/sort/row-numbers.js";
import { take } from "../verbs/take/take.js";
import { oneGroup, type Aggregate } from "./aggregate.js";

/** One cell of its own for each group: the one that was picked so far. */
export interface Picked {
  readonly groups: number;
  readonly type: DataType;
  /** null until the first cells come */
  picked: Column | null;
  /** cells behind those, of which none was picked yet, and the group of each: fewer than there are groups */
  readonly later: Cells[];
}

interface Cells {
  readonly column: Column;
  readonly codes: Int32Array;
}

/** The row that is picked for each group, or -1. */
export type Pick = (column: Column, codes: Int32Array, groups: number) => Int32Array;

/** The row that is picked of all; null where {@link Pick} has to say. */
export type PickOne = (column: Column) => number | null;

/**
 * An aggregate whose result is one of the cells, of any type. Cells picked before stand above the new ones, so that one
 * way of picking serves to add and to merge. Few cells wait for others, since to pick looks at all groups.
 */
export function pickedBy(pick: Pick, pickOne: PickOne = () => null): Aggregate<Picked> {
  const add = (state: Picked, column: Column, codes: Int32Array): void => {
    state.later.push({ column, codes });
    if (state.later.reduce((rows, cells) => rows + cells.codes.length, 0) >= state.groups) settled(state);
  };
  const settled = (state: Picked): Column | null => {
    const { groups, picked, later } = state;
    if (later.length === 0) return picked;
    const all = picked === null ? later.splice(0) : [{ column: picked, codes: rowNumbers(groups) }, ...later.splice(0)];
    const { column, codes } = all.length === 1 ? all[0]! : together(all);
    return (state.picked = take(column, pick(column, codes, groups)));
  };
  return {
    picks: true,
    init: (groups, type) => ({ groups, type, picked: null, later: [] }),
    add,
    addWhole(state, column) {
      const row = pickOne(column);
      if (row === null) add(state, column, oneGroup(column));
      else state.picked = take(column, Int32Array.of(row));
    },
    merge(state, other, places) {
      const picked = settled(other);
      if (picked !== null) add(state, picked, places);
    },
    finish: (state, name) => settled(state)?.named(name) ?? Column.of(name, nullVector(state.type, state.groups)),
  };
}

function together(all: readonly Cells[]): Cells {
  const codes = new Int32Array(all.reduce((rows, cells) => rows + cells.codes.length, 0));
  let begin = 0;
  for (const cells of all) {
    codes.set(cells.codes, begin);
    begin += cells.codes.length;
  }
  return { column: concatColumns(all[0]!.column.name, all.map(({ column }) => column)), codes };
}
