import { columnOf, frameOf, groupby, Series, take, type Column, type DataFrame, type GroupbyOptions, type Grouping } from "@framepool/frame/internal";
import type { ShippedTask } from "@framepool/pool/worker-side";
import { called } from "../plan/calls.js";
import type { AggregatePlan } from "../reductions/aggregates.js";
import { joinPieces, type Piece } from "../reductions/pieces.js";
import { transformedColumns } from "../reductions/transformed-groups.js";
import { rangesSource } from "../sources/ranges.js";
import type { Exchange, Stage } from "./exchange.js";
import { groupedParts } from "./group-parts.js";
import { groupValues } from "./group-values.js";

/** Verbs of groups that give a row for each row of the frame. */
export type WithinVerb = "shift" | "diff" | "ffill" | "bfill" | "rank" | "cumsum" | "cumprod" | "cummax" | "cummin" | "cumcount" | "ngroup";

/** `groupby(keys).col(column).transform(by)`, or of every column that is no key; and the verbs that are transforms of their own. */
export interface GroupTransformStep {
  readonly op: "groupby.transform";
  readonly keys: readonly string[];
  /** null: every column that is no key */
  readonly column: string | null;
  readonly options: GroupbyOptions;
  readonly by:
    | { readonly of: "aggregate"; readonly aggregate: AggregatePlan }
    /** of the group's Series: the first of the tasks */
    | { readonly of: "function" }
    | { readonly of: "verb"; readonly verb: WithinVerb; readonly args: readonly unknown[] };
  readonly tasks: readonly ShippedTask[];
}

/** The values of each group go to its rows, wherever they lie. Users' functions are called by workers, the rest is done here. */
export const groupTransform: Exchange<GroupTransformStep> = {
  keepsRows: true,
  memory: "the keys and the columns, for a function twice: as they came and by group",
  async run({ frame }, step, stage) {
    const { keys, column, options, by } = step;
    if (by.of === "verb") return withinGroups(frame, step, by);
    const grouping = groupby(frame, keys, options);
    const columns = transformedColumns(grouping, column);
    const made = by.of === "function" ? await transformed(grouping, columns, step, stage) : await aggregated(frame, grouping, columns, step, by.aggregate, stage);
    return frameOf(made, made[0]?.length ?? frame.numRows);
  },
};

function withinGroups(frame: DataFrame, { keys, column, options }: GroupTransformStep, { verb, args }: { readonly verb: WithinVerb; readonly args: readonly unknown[] }): DataFrame {
  const groups = frame.groupby(keys, options);
  const made = called(column === null ? groups : groups.col(column), { verb, args }) as DataFrame | Series;
  return made instanceof Series ? frameOf([columnOf(made)], made.length) : made;
}

async function transformed(grouping: Grouping, columns: readonly Column[], { keys, column, tasks }: GroupTransformStep, stage: Stage): Promise<Column[]> {
  const { frame, ranges, places } = groupedParts(grouping);
  const pieces = await stage.reduce<readonly Piece[]>(rangesSource(frame, ranges), { op: "transformedGroups", call: "groupby.transform", keys, column, task: tasks[0]! }, places);
  const made = frame.numRows === 0 ? null : joinPieces(pieces);
  const values = valueOfRows(grouping, made?.rows ?? new Int32Array());
  return columns.map((given, i) => take(made?.columns[i] ?? given, values));
}

/** For each row the place of its value: -1 for one of no group; rows whose group was left out have none. */
function valueOfRows({ codes, rows: { rows } }: Grouping, made: Int32Array): Int32Array {
  const values = new Int32Array(codes.length).fill(-1);
  for (let i = 0; i < made.length; i++) values[rows[made[i]!]!] = i;
  return made.length === rows.length ? values : values.filter((value, row) => value >= 0 || codes[row]! < 0);
}

async function aggregated(frame: DataFrame, grouping: Grouping, columns: readonly Column[], { keys, tasks }: GroupTransformStep, aggregate: AggregatePlan, stage: Stage): Promise<Column[]> {
  const plan = { aggregates: [aggregate], tasks, each: null, columns: columns.map(({ name }) => ({ name, column: name, place: 0 })) };
  const { columns: values, left } = await groupValues(frame, grouping, { call: "groupby.transform", keys, ...plan }, stage);
  const isLeft = new Set(left);
  const codes = left.length === grouping.count ? grouping.codes : grouping.codes.filter((group) => group < 0 || isLeft.has(group));
  return values.map((each) => take(each, codes));
}
