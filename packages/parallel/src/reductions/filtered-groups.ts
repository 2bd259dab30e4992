import { COLUMNS, frameOf, isKept, keptGroups } from "@framepool/frame/internal";
import type { ShippedTask } from "@framepool/pool/worker-side";
import type { Reduction } from "./reduction.js";
import { groupsSideBySide } from "./side-by-side.js";

/** For which groups a function is true, where parts are of whole groups. */
export interface FilteredGroupsStep {
  readonly op: "filteredGroups";
  /** what messages say was called */
  readonly call: "groupby.filter";
  readonly keys: readonly string[];
  readonly task: ShippedTask;
}

/** The rows of such groups in all parts, each part's from its first one on. */
export const filteredGroups: Reduction<FilteredGroupsStep, readonly Int32Array[], readonly Int32Array[]> = {
  columns: () => null,
  partial(part, { keys, task }, functions, calls) {
    if (calls === null) return [];
    const grouping = groupsSideBySide(part, keys);
    const { starts } = grouping.rows;
    const fn = functions(task);
    // One that throws, and is to be left out, gives nothing: it does not stay.
    const stays = keptGroups(grouping, calls.ofGroups(task, (group) => isKept(fn(group)), keys, starts), ({ [COLUMNS]: columns, numRows }) => frameOf(columns, numRows));
    const { firstRow } = calls.part;
    const { codes } = grouping;
    const kept = new Int32Array(codes.length);
    let count = 0;
    for (let row = 0; row < codes.length; row++) if (stays[codes[row]!] === 1) kept[count++] = firstRow + row;
    return [kept.slice(0, count)];
  },
  join: (partials) => partials.flat(),
  finish: (rows) => rows,
};
