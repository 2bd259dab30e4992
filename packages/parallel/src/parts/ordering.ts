import { columnNamed, type NaPosition, type SortColumn, type Table } from "@framepool/frame/internal";

/** By which columns rows are ordered, each rising or falling, and where missing values go. */
export interface Ordering {
  readonly by: readonly string[];
  readonly ascending: readonly boolean[];
  readonly naPosition: NaPosition;
}

/** The columns of an ordering. Throws FrameError for one that is not there. */
export function sortColumns(table: Table, { by, ascending }: Ordering): readonly SortColumn[] {
  return by.map((name, i) => ({ column: columnNamed(table, name), ascending: ascending[i]! }));
}
