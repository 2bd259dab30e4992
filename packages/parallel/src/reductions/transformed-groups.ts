import { columnOf, concatColumns, type Column, type Series } from "@framepool/frame/internal";
import type { ShippedTask } from "@framepool/pool/worker-side";
import type { Reduction } from "./reduction.js";

/** What a function gives for the rows of each group, where parts are of whole groups. */
export interface TransformedGroupsStep {
  readonly op: "transformedGroups";
  /** what messages say was called */
  readonly call: "groupby.transform";
  readonly keys: readonly string[];
  readonly column: string;
  readonly task: ShippedTask;
}

/** The values in the order of the rows, part by part. */
export const transformedGroups: Reduction<TransformedGroupsStep, readonly Column[], Column> = {
  columns: () => null,
  partial(part, { keys, column, task }, functions) {
    const fn = functions(task);
    // They lie side by side, in the order that they shall have.
    const groups = part.groupby(keys, { sort: false, dropna: false, observed: true });
    return [columnOf(groups.col(column).transform((series: Series) => fn(series) as Series<never>))];
  },
  join: (partials) => partials.flat(),
  finish: (columns, { column }) => concatColumns(column, columns),
};
