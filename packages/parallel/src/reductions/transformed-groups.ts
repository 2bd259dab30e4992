import { columnNamed, seriesOf, transform, type Column, type Grouping } from "@framepool/frame/internal";
import type { ShippedTask } from "@framepool/pool/worker-side";
import type { Piece } from "./pieces.js";
import type { Reduction } from "./reduction.js";
import { groupsSideBySide } from "./side-by-side.js";

/** What a function gives for the rows of each group, where parts are of whole groups: of each column that is no key. */
export interface TransformedGroupsStep {
  readonly op: "transformedGroups";
  /** what messages say was called */
  readonly call: "groupby.transform";
  readonly keys: readonly string[];
  /** the column; null: every column that is no key */
  readonly column: string | null;
  readonly task: ShippedTask;
}

/** The values in the order of the rows, part by part. */
export const transformedGroups: Reduction<TransformedGroupsStep, readonly Piece[], readonly Piece[]> = {
  columns: () => null,
  partial(part, { keys, column, task }, functions, calls) {
    if (calls === null) return [];
    const grouping = groupsSideBySide(part, keys);
    const { starts } = grouping.rows;
    const fn = functions(task);
    const columns = transformedColumns(grouping, column).map((each, i) => transform(grouping, each, calls.ofGroups(task, fn, keys, starts, i), seriesOf));
    const rows = (group: number): number[] => Array.from({ length: starts[group + 1]! - starts[group]! }, (_, i) => starts[group]! + i);
    return [{ begin: calls.part.firstRow, columns, dropped: [...calls.dropped].flatMap(rows) }];
  },
  join: (partials) => partials.flat(),
  finish: (pieces) => pieces,
};

/** What is transformed: one column, or every column that is no key. */
export function transformedColumns({ table, others }: Grouping, column: string | null): readonly Column[] {
  return column === null ? others : [columnNamed(table, column)];
}
