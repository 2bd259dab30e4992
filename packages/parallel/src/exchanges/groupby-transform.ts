import { columnNamed, columnOf, frameOf, groupby, take, type AggregateName, type Column, type GroupbyOptions, type Grouping } from "@framepool/frame/internal";
import type { ShippedTask } from "@framepool/pool/worker-side";
import { joinPieces, type Piece } from "../reductions/pieces.js";
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
  keepsRows: true,
  memory: "the keys and the column, for a function twice: as they came and by group",
  async run({ frame }, { keys, column, options, by, tasks }, stage) {
    if ("name" in by) return oneColumn(columnOf(frame.groupby(keys, options).col(column).transform(by.name)));
    const grouping = groupby(frame, keys, options);
    const { frame: grouped, ranges, places } = groupedParts(grouping);
    const pieces = await stage.reduce<readonly Piece[]>(rangesSource(grouped, ranges), { op: "transformedGroups", call: "groupby.transform", keys, column, task: tasks[0]! }, places);
    const made = grouped.numRows === 0 ? null : joinPieces(column, pieces);
    return oneColumn(take(made?.values ?? columnNamed(frame, column), valueOfRows(grouping, made?.rows ?? new Int32Array())));
  },
};

/** For each row the place of its value: -1 for one of no group; rows whose group has no values are left out. */
function valueOfRows({ codes, rows: { rows } }: Grouping, made: Int32Array): Int32Array {
  const values = new Int32Array(codes.length).fill(-1);
  for (let i = 0; i < made.length; i++) values[rows[made[i]!]!] = i;
  return made.length === rows.length ? values : values.filter((value, row) => value >= 0 || codes[row]! < 0);
}

function oneColumn(column: Column): ReturnType<typeof frameOf> {
  return frameOf([column], column.length);
}
