import { TaskError } from "@framepool/errors";
import type { DataFrame } from "@framepool/frame/internal";
import { takeFault } from "@framepool/frame/internal";
import type { TaskContext } from "@framepool/pool/worker-side";
import { locateFault } from "./locate-fault.js";
import { tasksOf } from "./functions.js";
import type { Step } from "./plan.js";

/** A TaskError for what a step's function threw: where in the input it happened, as far as that is certain. */
export function taskError(error: unknown, step: Step, input: DataFrame, rowsKept: boolean, ctx: TaskContext): TaskError {
  const fault = takeFault(error);
  const row = fault === null || !rowsKept ? null : locateFault(input, fault);
  const { partition, firstRow, worker } = ctx;
  const globalRow = row === null || firstRow === null ? null : firstRow + row;
  const place = globalRow === null ? `partition ${String(partition)}${firstRow === null ? "" : `, from row ${String(firstRow)}`}` : `row ${String(globalRow)} (partition ${String(partition)})`;
  const values = row === null ? null : cut(input.row(row) as Readonly<Record<string, unknown>>);
  return new TaskError(`${callOf(step)} failed at ${place}: ${messageOf(error)}`, { op: opOf(step), partition, globalRow, firstRow, row: values, worker }, error);
}

/** What a step's function threw here, where partials are joined: of which rows it was, nobody knows. */
export function partialTaskError(error: unknown, step: Step): unknown {
  if (tasksOf(step).length === 0) return error;
  return new TaskError(`${callOf(step)} failed while parts were put together: ${messageOf(error)}`, { op: opOf(step), worker: "main" }, error);
}

/** The method that a user called. */
function opOf(step: Step): string {
  return "call" in step ? step.call : step.op;
}

/** `apply of halve`; of functions of an aggregate, their names. */
function callOf(step: Step): string {
  return `${opOf(step)} of ${[...new Set(tasksOf(step).map(({ name }) => name))].join(", ")}`;
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

const COLUMNS = 20;
const CHARACTERS = 80;

/** A row's values, cut to what a person reads in a message. */
function cut(row: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(row)
      .slice(0, COLUMNS)
      .map(([name, value]) => [name, typeof value === "string" && value.length > CHARACTERS ? `${value.slice(0, CHARACTERS)}…` : value]),
  );
}
