import { FrameError } from "@framepool/errors";
import type { Column } from "../../../column.js";
import { Table } from "../../../table.js";
import type { Grouping } from "../../groupby/grouping.js";
import { take } from "../../take/take.js";
import { groupLabels } from "./key-labels.js";

/** One column that is spread, and how its parts are named by the texts of their keys. */
export interface Spread {
  readonly column: Column;
  readonly named: (key: string) => string;
}

/**
 * A row for each group of `rows`, and for each spread column a column for each group of `columns`: its cell is that of
 * the row that is in both. Throws FrameError, naming the keys, where there are two such rows.
 */
export function spread(rows: Grouping, columns: Grouping, spreads: readonly Spread[]): Table {
  const places = placesOf(rows, columns);
  const keys = groupLabels(columns);
  const made = spreads.flatMap(({ column, named }) => keys.map((key, group) => take(column, places.subarray(group * rows.count, (group + 1) * rows.count)).named(named(key))));
  return new Table([...rows.keys, ...made], rows.count);
}

/** The row of each pair of groups, or -1: one stretch for each group of `columns`. */
function placesOf(rows: Grouping, columns: Grouping): Int32Array {
  const places = new Int32Array(rows.count * columns.count).fill(-1);
  for (let row = 0; row < rows.codes.length; row++) {
    const [down, across] = [rows.codes[row]!, columns.codes[row]!];
    if (down < 0 || across < 0) continue;
    const place = across * rows.count + down;
    if (places[place]! >= 0) throw new FrameError(`pivot: rows ${String(places[place]!)} and ${String(row)} have the same keys (${groupLabels(rows)[down]!}; ${groupLabels(columns)[across]!}); use pivotTable to aggregate them`, { row });
    places[place] = row;
  }
  return places;
}
