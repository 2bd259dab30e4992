import { FrameError } from "@framepool/errors";
import type { Cell } from "../../cell.js";
import type { Column } from "../../column.js";
import { recordFault } from "../../fault.js";
import { holdsColumn } from "../arguments/operand.js";
import { refusePromise } from "../arguments/refuse-promise.js";
import { ColumnCollector } from "../creation/column-collector.js";
import { take } from "../take/take.js";
import type { Grouping } from "./grouping.js";

/**
 * What `fn` makes of each group's cells, one after the other: they lie together in one copy of the column. It is not
 * called for a group that no row has: that has no value.
 */
export function eachGroup(grouping: Grouping, column: Column, fn: (series: unknown) => Cell | undefined, wrap: (column: Column) => unknown): Column {
  const { rows, starts } = grouping.rows;
  const together = take(column, rows);
  const collector = new ColumnCollector(column.name, grouping.count);
  for (let group = 0; group < grouping.count; group++) {
    if (starts[group] === starts[group + 1]) {
      collector.append(null);
      continue;
    }
    const result = calledFor(fn, wrap(together.slice(starts[group]!, starts[group + 1]!)), column, rows[starts[group]!]!);
    refusePromise(result, "agg");
    if (holdsColumn(result)) throw new FrameError(`agg: the function of column "${column.name}" gave a Series; it must give one value a group`, { column: column.name });
    collector.append(result);
  }
  return collector.finish();
}

/** Calls a function of a group; where it throws, the row that is remembered is the group's first. */
export function calledFor<R>(fn: (part: unknown) => R, part: unknown, column: Column | null, row: number): R {
  try {
    return fn(part);
  } catch (error) {
    recordFault(error, column, row);
    throw error;
  }
}
