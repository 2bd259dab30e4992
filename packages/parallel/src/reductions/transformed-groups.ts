import { columnNamed, concatColumns, seriesOf, transform, type Column, type Grouping } from "@framepool/frame/internal";
import type { ShippedTask } from "@framepool/pool/worker-side";
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
export const transformedGroups: Reduction<TransformedGroupsStep, readonly (readonly Column[])[], readonly Column[]> = {
  columns: () => null,
  partial(part, { keys, column, task }, functions) {
    const grouping = groupsSideBySide(part, keys);
    return [transformedColumns(grouping, column).map((each) => transform(grouping, each, functions(task) as (series: never) => unknown, seriesOf))];
  },
  join: (partials) => partials.flat(),
  finish: (parts) => parts[0]!.map(({ name }, i) => concatColumns(name, parts.map((columns) => columns[i]!))),
};

/** What is transformed: one column, or every column that is no key. */
export function transformedColumns({ table, others }: Grouping, column: string | null): readonly Column[] {
  return column === null ? others : [columnNamed(table, column)];
}
