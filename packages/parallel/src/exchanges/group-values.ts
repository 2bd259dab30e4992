import { aggregateColumn, columnFromValues, concatColumns, take, type Cell, type Column, type DataFrame, type Grouping } from "@framepool/frame/internal";
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

/**
 * A cell for each group, in a column for each that is wanted. What users' functions make of whole groups is made by
 * workers; all else is aggregated here, as the frame does it.
 */
export async function groupValues(frame: DataFrame, grouping: Grouping, specs: GroupSpecs, stage: Stage): Promise<readonly Column[]> {
  const { wanted, columns } = wantedOf(frame, specs.keys, specs);
  const plans = wanted.map(({ place }) => specs.aggregates[place]!);
  const called = wanted.flatMap(({ name }, i) => (isCalled(plans[i]!) ? [{ name, column: columns[i]!.name, plan: plans[i] }] : []));
  const made = called.length === 0 ? [] : await calledValues(grouping, specs, called, stage);
  const next = made.values();
  return wanted.map(({ name }, i) => {
    const plan = plans[i]!;
    return isCalled(plan) ? next.next().value! : aggregateColumn(ownAggregate(plan), columns[i]!, grouping.codes, grouping.count).named(name);
  });
}

function isCalled(plan: AggregatePlan | SeriesPlan): plan is CustomPlan | SeriesPlan {
  return plan.of === "custom" || plan.of === "series";
}

async function calledValues(grouping: Grouping, { call, keys, tasks }: GroupSpecs, called: readonly Called[], stage: Stage): Promise<readonly Column[]> {
  const { frame, ranges, places: rows } = groupedParts(grouping);
  const made: readonly Column[] = await stage.reduce(rangesSource(frame, ranges), { op: "aggregatedGroups", call, keys, tasks, ...planOf(called) }, rows);
  const { starts } = grouping.rows;
  let groups = 0;
  const places = Int32Array.from({ length: grouping.count }, (_, group) => (starts[group] === starts[group + 1] ? -1 : groups++));
  if (groups === grouping.count) return made;
  const ofNothing = await valuesOfNothing(frame.slice(0, 0), called, tasks, stage);
  return made.map((column, i) => {
    if (called[i]!.plan.of === "series") return take(column, places);
    const value = ofNothing[called[i]!.name] ?? null;
    return take(concatColumns(column.name, [column, columnFromValues(column.name, [value])]), places.map((place) => (place < 0 ? groups : place)));
  });
}

/** What users' aggregates are of a group that no row has. A function of a Series is not called for one. */
async function valuesOfNothing(empty: DataFrame, called: readonly Called[], tasks: SpecsPlan["tasks"], stage: Stage): Promise<Readonly<Record<string, Cell>>> {
  const custom = called.filter((each): each is Called & { readonly plan: CustomPlan } => each.plan.of === "custom");
  return custom.length === 0 ? {} : stage.reduce(rangesSource(empty, [{ begin: 0, end: 0 }]), { op: "agg", tasks, ...planOf(custom) });
}

/** A plan of these columns alone. */
function planOf<P extends CustomPlan | SeriesPlan>(called: readonly (Called & { readonly plan: P })[]): { readonly aggregates: readonly P[] } & Pick<SpecsPlan, "each" | "columns"> {
  return { aggregates: called.map(({ plan }) => plan), each: null, columns: called.map(({ name, column }, place) => ({ name, column, place })) };
}
