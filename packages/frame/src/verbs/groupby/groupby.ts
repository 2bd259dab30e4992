import { ArgumentError, FrameError } from "@framepool/errors";
import { columnNamed, type Table } from "../../table.js";
import { checkOptions } from "../arguments/check-options.js";
import { columnNames } from "../arguments/column-names.js";
import { rowCodes } from "../keys/row-codes.js";
import { take } from "../take/take.js";
import { everyCombination } from "./every-combination.js";
import { Grouping, moved, sortedGroups } from "./grouping.js";

/** How rows are put into groups. */
export interface GroupbyOptions {
  /** leave rows with a missing key out (default); else missing is a key, the last */
  readonly dropna?: boolean;
  /** groups in order of their keys (default), else of first appearance */
  readonly sort?: boolean;
  /** only the categories that are there; by default a key of categories has a group for each of them, as in pandas 2 */
  readonly observed?: boolean;
}

/** Groups the rows of a table by one key or several. Throws FrameError for a name that is not there. */
export function groupby(table: Table, by: string | readonly string[], options: GroupbyOptions): Grouping {
  const { dropna = true, sort = true, observed = false } = checkOptions("groupby", options, { dropna: "flag", sort: "flag", observed: "flag" });
  const names = columnNames("groupby", "keys", by);
  if (names.length === 0) throw new ArgumentError("groupby: no keys were given");
  if (new Set(names).size < names.length) throw new FrameError(`groupby: a key is named twice in ${names.map((name) => `"${name}"`).join(", ")}`);
  const keys = names.map((name) => columnNamed(table, name));
  if (!observed && keys.some(({ type }) => type.kind === "dictionary")) return everyCombination(table, keys, dropna, sort);
  const { codes, count, first } = rowCodes(keys, table.numRows, "groupby", dropna);
  if (!sort) return new Grouping(table, keys.map((column) => take(column, first)), codes, count);
  const order = sortedGroups(keys.map((column) => take(column, first)), count);
  const sorted = first.map((_, place) => first[order[place]!]!);
  return new Grouping(table, keys.map((column) => take(column, sorted)), moved(codes, order), count);
}
