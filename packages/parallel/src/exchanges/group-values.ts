import { aggregateColumn, columnFromValues, concatColumns, rowNumbers, take, type Column, type DataFrame, type Grouping } from "@framepool/frame/internal";
import type { GroupCells } from "../reductions/aggregated-groups.js";
import { ownAggregate, wantedOf, type AggregatePlan, type CustomPlan, type SeriesPlan, type SpecsPlan } from "../reductions/aggregates.js";
import { rangesSource } from "../sources/ranges.js";
import type { Stage } from "./exchange.js";
import { groupedParts } from "./group-parts.js";

/** What is wanted of each group. */
export interface GroupSpecs extends SpecsPlan<AggregatePlan | SeriesPlan> {
  readonly call: "groupby.agg" | "agg" | "groupby.transform";
  readonly keys: readonly string[];
}

/** A column that a user's function makes of each group. */
interface Called {
  readonly name: string;
  readonly column: string;
  readonly plan: CustomPlan | SeriesPlan;
}

/** What was made of groups. */
export interface GroupValues {
  /** a cell for each group */
  readonly columns: readonly Column[];
  /** the groups without those that are to go */
  readonly left: Int32Array;
}

/**
 * A cell for each group, in a column for each that is wanted. What users' functions make of whole groups is made by
 * workers; all else is aggregated here, as the frame does it.
 */
export async function groupValues(frame: DataFrame, grouping: Grouping, specs: GroupSpecs, stage: Stage): Promise<GroupValues> {
  const { wanted, columns } = wantedOf(frame, specs.keys, specs);
  const plans = wanted.map(({ place }) => specs.aggregates[place]!);
  const called = wanted.flatMap(({ name }, i) => (isCalled(plans[i]!) ? [{ name, column: columns[i]!.name, plan: plans[i] }] : []));
  const { columns: made, left } = called.length === 0 ? { columns: [], left: rowNumbers(grouping.count) } : await calledValues(grouping, specs, called, stage);
  const next = made.values();
  const values = wanted.map(({ name }, i) => {
    const plan = plans[i]!;
    return isCalled(plan) ? next.next().value! : aggregateColumn(ownAggregate(plan), columns[i]!, grouping.codes, grouping.count).named(name);
  });
  return { columns: values, left };
}

function isCalled(plan: AggregatePlan | SeriesPlan): plan is CustomPlan | SeriesPlan {
  return plan.of === "custom" || plan.of === "series";
}

async function calledValues(grouping: Grouping, { call, keys, tasks }: GroupSpecs, called: readonly Called[], stage: Stage): Promise<GroupValues> {
  const step = { op: "aggregatedGroups", call, tasks, ...planOf(called) } as const;
  const { frame, ranges, places: rows } = groupedParts(grouping);
  const made = rows.length === 0 ? [] : await stage.reduce<readonly GroupCells[]>(rangesSource(frame, ranges), { ...step, keys }, rows);
  const { starts } = grouping.rows;
  const groups = rowNumbers(grouping.count);
  const empty = groups.filter((group) => starts[group] === starts[group + 1]);
  // Groups that no row has lie in no part. A function of a Series is not called for one; users' aggregates finish what they began with.
  const isAsked = empty.length > 0 && called.some(({ plan }) => plan.of === "custom");
  const ofNothing = isAsked ? await stage.reduce<readonly GroupCells[]>(rangesSource(frame.slice(0, 0), [{ begin: 0, end: 0 }]), { ...step, keys: [] }) : [];
  const places = new Int32Array(grouping.count).fill(-1);
  let place = 0;
  for (const { firsts } of made) for (const row of firsts) places[grouping.codes[rows[row]!]!] = place++;
  const stays = !isAsked || ofNothing.some(({ firsts }) => firsts.length > 0);
  if (isAsked && stays) for (const group of empty) places[group] = place;
  const isLeft = new Set(stays ? empty : []);
  const cells = [...made, ...ofNothing];
  return {
    columns: called.map(({ name }, i) => take(cells.length === 0 ? columnFromValues(name, []) : concatColumns(name, cells.map(({ columns }) => columns[i]!)), places)),
    left: groups.filter((group) => places[group]! >= 0 || isLeft.has(group)),
  };
}

/** A plan of these columns alone. */
function planOf(called: readonly Called[]): { readonly aggregates: readonly (CustomPlan | SeriesPlan)[] } & Pick<SpecsPlan, "each" | "columns"> {
  return { aggregates: called.map(({ plan }) => plan), each: null, columns: called.map(({ name, column }, place) => ({ name, column, place })) };
}
