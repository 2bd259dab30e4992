import { groupby, wholeGroup, type DataFrame, type Grouping } from "@framepool/frame/internal";

/** The groups of a part that lie side by side in it, in the order that they shall have; without keys all rows are one, also if there are none. */
export function groupsSideBySide(part: DataFrame, keys: readonly string[]): Grouping {
  if (keys.length === 0) return wholeGroup(part);
  return groupby(part, keys, { sort: false, dropna: false, observed: true });
}
