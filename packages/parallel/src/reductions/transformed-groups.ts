import { columnNamed, groupby, seriesOf, transformGroups } from "@framepool/frame/internal";
import type { ShippedTask } from "@framepool/pool/worker-side";
import type { Piece } from "./pieces.js";
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
export const transformedGroups: Reduction<TransformedGroupsStep, readonly Piece[], readonly Piece[]> = {
  columns: () => null,
  partial(part, { keys, column, task }, functions, calls) {
    if (calls === null) return [];
    // They lie side by side, in the order that they shall have.
    const grouping = groupby(part, keys, { sort: false, dropna: false, observed: true });
    const { starts } = grouping.rows;
    const values = transformGroups(grouping, columnNamed(part, column), calls.ofGroups(task, functions(task), keys, starts), seriesOf);
    const rows = (group: number): number[] => Array.from({ length: starts[group + 1]! - starts[group]! }, (_, i) => starts[group]! + i);
    return [{ begin: calls.part.firstRow, values, dropped: [...calls.dropped].flatMap(rows) }];
  },
  join: (partials) => partials.flat(),
  finish: (pieces) => pieces,
};
