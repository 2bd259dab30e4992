import { appliedGroups, COLUMNS, concat, frameOf, groupby, oneKind, withoutValues, type Column, type DataFrame, type GroupResult, type Table } from "@framepool/frame/internal";
import type { ShippedTask } from "@framepool/pool/worker-side";
import type { Reduction } from "./reduction.js";

/** What a function makes of each group, where parts are of whole groups. */
export interface AppliedGroupsStep {
  readonly op: "appliedGroups";
  /** what messages say was called */
  readonly call: "groupby.apply";
  readonly keys: readonly string[];
  readonly task: ShippedTask;
}

interface Applied {
  readonly kind: GroupResult;
  readonly columns: readonly Column[];
  readonly numRows: number;
}

/** No frame where there is no part: all were set aside. Whether a function gives cells, objects or frames is known when all have been called: where one gave nothing, the others say what that means. */
export const applied: Reduction<AppliedGroupsStep, readonly Applied[], DataFrame | null> = {
  columns: () => null,
  partial(part, { keys, task }, functions, calls) {
    if (calls === null) return [];
    // They lie side by side, in the order that they shall have.
    const grouping = groupby(part, keys, { sort: false, dropna: false, observed: true });
    const { kind, table: all } = appliedGroups(grouping, calls.ofGroups(task, functions(task), keys, grouping.rows.starts), ({ [COLUMNS]: columns, numRows }) => frameOf(columns, numRows));
    const table = calls.settle(kind, all);
    return [{ kind, columns: table[COLUMNS], numRows: table.numRows }];
  },
  join: (partials) => partials.flat(),
  finish(parts) {
    if (parts.length === 0) return null;
    const kind = oneKind(parts.map((part) => part.kind));
    const stacked = kind === "a Series" || kind === "a DataFrame";
    const given = parts.filter((part) => !stacked || part.kind === kind).map(({ columns, numRows }) => frameOf(columns, numRows));
    const whole: Table = concat(given);
    const { [COLUMNS]: columns, numRows } = kind === "nothing" ? withoutValues(whole) : whole;
    return frameOf(columns, numRows);
  },
};
