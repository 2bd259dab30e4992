import { columnNamed, columnOf, frameOf, groupby, take, type AggregateName, type Column, type GroupbyOptions } from "@framepool/frame/internal";
import type { ShippedTask } from "@framepool/pool/worker-side";
import { rangesSource } from "../sources/ranges.js";
import type { Exchange } from "./exchange.js";
import { groupedParts } from "./group-parts.js";

/** `groupby(keys).col(column).transform(fn)`. */
export interface GroupTransformStep {
  readonly op: "groupby.transform";
  readonly keys: readonly string[];
  readonly column: string;
  readonly options: GroupbyOptions;
  /** an aggregate's name, or the function as a task */
  readonly by: { readonly name: AggregateName } | { readonly place: 0 };
  readonly tasks: readonly ShippedTask[];
}

/** The values of each group go to its rows, wherever they lie. */
export const groupTransform: Exchange<GroupTransformStep> = {
  memory: "the keys and the column, for a function twice: as they came and by group",
  async run({ frame }, { keys, column, options, by, tasks }, stage) {
    if ("name" in by) return oneColumn(columnOf(frame.groupby(keys, options).col(column).transform(by.name)));
    const grouping = groupby(frame, keys, options);
    const { frame: grouped, ranges } = groupedParts(grouping);
    const values: Column = await stage.reduce(rangesSource(grouped, ranges), { op: "transformedGroups", call: "groupby.transform", keys, column, task: tasks[0]! });
    const places = new Int32Array(frame.numRows).fill(-1);
    for (const [place, row] of grouping.rows.rows.entries()) places[row] = place;
    return oneColumn(take(grouped.numRows === 0 ? columnNamed(frame, column) : values, places));
  },
};

function oneColumn(column: Column): ReturnType<typeof frameOf> {
  return frameOf([column], column.length);
}
