import { inspect } from "node:util";
import type { GroupTransformStep } from "../exchanges/groupby-transform.js";
import { opOf } from "../faults/task-error.js";
import { nameOf, type AggregatePlan, type SeriesPlan, type SpecsPlan } from "../reductions/aggregates.js";
import type { AssignStep } from "../steps/assign.js";
import type { Call } from "./calls.js";
import type { Step } from "./plan.js";
import { otherText } from "./sides.js";

/** A step as it was called. */
export function callText(step: Step): string {
  switch (step.op) {
    case "agg": return `agg(${specsText(step)})`;
    case "groupby.agg": return `${groupsText(step)}.agg(${specsText(step)})`;
    case "groupby.aggSeries": return step.keys.length === 0 ? `agg(${specsText(step)})` : `${groupsText(step)}.agg(${specsText(step)})`;
    case "getDummies": return `getDummies(${step.columns === null ? "" : JSON.stringify(step.columns)})`;
    case "assign": return assignText(step, []);
    case "assign.made": return assignText(step.then, step.branches);
    case "verb": return `${step.call}(${step.args.map(shown).join(", ")})`;
    case "valueCounts": return `valueCounts(${step.columns === null ? "" : JSON.stringify(step.columns)})`;
    case "describe": return "describe()";
    case "groupby.transform": return `${groupsText(step)}${step.column === null ? "" : `.col(${JSON.stringify(step.column)})`}.${withinText(step)}`;
    case "rolling": return `${step.call}(${String(step.n ?? step.options.minPeriods)}).${step.verb}(${[...step.tasks.map(({ name }) => name), ...argsText(step.args)].join(", ")})`;
    case "whole":
    case "columnwise": return step.calls.map(verbText).join(".");
    case "accessor":
    case "neighbours": return verbText(step.how);
    case "crosstab": return `crosstab(${[step.index, step.columns, step.options].filter((given) => !isEmpty(given)).map(shown).join(", ")})`;
    case "modes": return verbText({ verb: "mode", args: [step.options] });
    case "tail": return `tail(${String(step.rows)})`;
    case "transform": return `transform(${step.transformer.transformer})`;
    case "series": return "its column as a Series";
    case "sortValues": return `sortValues(${JSON.stringify(step.by)}${step.ascending.includes(false) ? `, falling: ${JSON.stringify(step.by.filter((_, i) => step.ascending[i] === false))}` : ""})`;
    case "merge": return `merge(${otherText(step.sides[0]!)}, ${JSON.stringify(step.options)})`;
    case "concat": return `concat(${step.sides.map(otherText).join(", ")})`;
    case "dropDuplicates": return `dropDuplicates(${JSON.stringify(step.options)})`;
    case "nlargest":
    case "nsmallest": return `${step.op}(${String(step.n)}, ${JSON.stringify(step.by)})`;
    default: return "task" in step ? `${opOf(step)}(${step.task.name})` : step.op;
  }
}

function assignText({ columns, tasks }: AssignStep, branches: readonly (readonly Step[])[]): string {
  const given = (column: AssignStep["columns"][number]): string => {
    if ("made" in column) return branchText(branches[column.made]!);
    return "place" in column ? tasks[column.place]!.name : shown(column.value);
  };
  return `assign({ ${columns.map((column) => `${JSON.stringify(column.name)}: ${given(column)}`).join(", ")} })`;
}

/** A column as it was called: `col("fare").shift()`. */
function branchText(branch: readonly Step[]): string {
  return branch.flatMap((step, i) => {
    if (step.op === "series") return [];
    if (step.op === "select") return branch[i + 1]?.op === "series" ? [`col(${step.columns.map((name) => JSON.stringify(name)).join(", ")})`] : [];
    return [callText(step)];
  }).join(".");
}

function groupsText({ keys }: { readonly keys: readonly string[] }): string {
  return `groupby(${JSON.stringify(keys)})`;
}

function withinText({ by, tasks }: GroupTransformStep): string {
  switch (by.of) {
    case "aggregate": return `transform(${nameOf(by.aggregate)})`;
    case "function": return `transform(${tasks[0]!.name})`;
    case "verb": return verbText({ verb: by.verb, args: by.args });
  }
}

function verbText({ of, verb, args }: Call): string {
  return `${of === undefined ? "" : `${of}.`}${verb}(${argsText(args).join(", ")})`;
}

function argsText(args: readonly unknown[]): string[] {
  return args.filter((arg) => arg !== undefined && !isEmpty(arg)).map(shown);
}

function isEmpty(options: unknown): boolean {
  return typeof options === "object" && options !== null && Object.getPrototypeOf(options) === Object.prototype && Object.keys(options).length === 0;
}

function shown(value: unknown): string {
  return inspect(value, { breakLength: Infinity, depth: 2, maxArrayLength: 5 });
}

function specsText({ each, columns, aggregates }: SpecsPlan<AggregatePlan | SeriesPlan>): string {
  const name = (place: number): string => nameOf(aggregates[place]!);
  if (each !== null) return each.places.map(name).join(", ");
  return `{ ${columns.map((spec) => `${JSON.stringify(spec.name)}: ${name(spec.place)} of ${JSON.stringify(spec.column)}`).join(", ")} }`;
}
