import type { CustomAggregate } from "@framepool/frame";
import { aggregateNamed, columnNamed, columnsOf, custom, describedStatistics, deviation, nuniqueBy, quantile, variance, type Aggregate, type AggregateName, type Column, type DataFrame, type DataType, type GroupDescribeOptions, type Interpolation, type NuniqueOptions } from "@framepool/frame/internal";
import type { ShippedTask } from "@framepool/pool/worker-side";
import type { Functions } from "../plan/functions.js";

/** An aggregate as data. The functions of one that users define lie in the step's `tasks`, from `first` on: init, add, merge, finish. */
export type AggregatePlan =
  | { readonly of: "name"; readonly name: AggregateName }
  | { readonly of: "spread"; readonly name: "std" | "var"; readonly ddof: number }
  | { readonly of: "nunique"; readonly name: "nunique"; readonly dropna: boolean }
  | { readonly of: "quantile"; readonly name: string; readonly q: number; readonly interpolation: Interpolation }
  | CustomPlan;

export interface CustomPlan {
  readonly of: "custom";
  readonly name: string;
  readonly first: number;
}

/** A function of a group's whole Series, `tasks[first]`: only where all rows of a group are. */
export interface SeriesPlan {
  readonly of: "series";
  readonly name: string;
  readonly first: number;
}

/** What `numericOnly` keeps, or `describe` describes as numbers. */
export type ColumnKinds = "numeric" | "described";

/** Which columns are aggregated, and how: every column of the frame that is no key, or columns by name. */
export interface SpecsPlan<A extends AggregatePlan | SeriesPlan = AggregatePlan> {
  readonly aggregates: readonly A[];
  readonly tasks: readonly ShippedTask[];
  /** for each column that is no key, or of these kinds, these places in `aggregates`; null: only for those in `columns` */
  readonly each: { readonly places: readonly number[]; readonly isList: boolean; readonly only?: ColumnKinds } | null;
  readonly columns: readonly { readonly name: string; readonly column: string; readonly place: number }[];
}

/** One column of the result: what it is called, what column it is of, and the place of its aggregate. */
export interface Wanted {
  readonly name: string;
  /** the column that it is of */
  readonly column: string;
  readonly type: DataType;
  readonly place: number;
}

/** What is wanted of a column, and its state for all groups: null where the column is passed over. */
export interface Aggregated extends Wanted {
  readonly state: unknown;
}

const PARTS = ["init", "add", "merge", "finish"] as const;

/** The columns of a part that are aggregated, in the order of the result: those that are passed over, too. Throws FrameError for a name that is not there. */
export function wantedOf(part: DataFrame, keys: readonly string[], { each, columns, aggregates }: SpecsPlan<AggregatePlan | SeriesPlan>): { readonly wanted: readonly Wanted[]; readonly columns: readonly Column[] } {
  const found: { readonly name: string; readonly column: Column; readonly place: number }[] = [];
  if (each !== null) {
    for (const column of columnsOf(part).filter((own) => !keys.includes(own.name))) {
      for (const place of each.places) found.push({ name: each.isList ? `${column.name}_${nameOf(aggregates[place]!)}` : column.name, column, place });
    }
  }
  for (const { name, column, place } of columns) found.push({ name, column: columnNamed(part, column), place });
  return { wanted: found.map(({ name, column, place }) => ({ name, column: column.name, type: column.type, place })), columns: found.map(({ column }) => column) };
}

/** The columns that a plan names; null: all. */
export function columnsNamed(keys: readonly string[], { each, columns }: SpecsPlan<AggregatePlan | SeriesPlan>): readonly string[] | null {
  return each === null ? [...new Set([...keys, ...columns.map(({ column }) => column)])] : null;
}

/** The plan of `nunique` with its options, which were checked. */
export function nuniquePlan({ dropna = true }: NuniqueOptions): AggregatePlan {
  return { of: "nunique", name: "nunique", dropna };
}

/** The plans of what `describe` says of a column in groups, whose options were checked. */
export function describedPlans(options: GroupDescribeOptions): readonly AggregatePlan[] {
  return describedStatistics(options).map((statistic) => ("q" in statistic ? { of: "quantile", interpolation: "linear", ...statistic } : { of: "name", ...statistic }));
}

export function nameOf(aggregate: AggregatePlan | SeriesPlan): string {
  return aggregate.name;
}

/** Whether no function needs the whole Series of a group, so that parts can be aggregated where they are. */
export function isInParts(plan: SpecsPlan<AggregatePlan | SeriesPlan>): plan is SpecsPlan {
  return plan.aggregates.every(({ of }) => of !== "series");
}

/** The aggregates of a plan, at work. */
export function aggregatesOf({ aggregates, tasks }: SpecsPlan, functions: Functions): Aggregate[] {
  return aggregates.map((plan) => (plan.of === "custom" ? custom(customOf(plan, tasks, functions)) : ownAggregate(plan)));
}

/** An aggregate that needs no function of the user's. */
export function ownAggregate(plan: Exclude<AggregatePlan, CustomPlan>): Aggregate {
  switch (plan.of) {
    case "name": return aggregateNamed(plan.name);
    case "spread": return plan.name === "std" ? deviation(plan.ddof) : variance(plan.ddof);
    case "nunique": return nuniqueBy({ dropna: plan.dropna });
    case "quantile": return quantile(plan.q, plan.interpolation);
  }
}

/** An aggregate of the user's own. */
export function customOf({ first }: CustomPlan, tasks: readonly ShippedTask[], functions: Functions): CustomAggregate {
  return Object.fromEntries(PARTS.map((part, i) => [part, functions(tasks[first + i]!)])) as unknown as CustomAggregate;
}
