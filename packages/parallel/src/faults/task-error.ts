import { inspect } from "node:util";
import { errorMessage, errorName, errorStack, isError, ParallelError, TaskError, type TaskErrorPlace } from "@framepool/errors";
import type { RowPlace } from "@framepool/csv/internal";
import type { DataFrame } from "@framepool/frame/internal";
import type { Call } from "../plan/calls.js";
import { tasksOf } from "../plan/functions.js";
import type { Step } from "../plan/plan.js";
import { sourceFrame } from "./source-frame.js";

/** Where a step's function failed, as far as that is certain. */
export type FaultPlace = Pick<TaskErrorPlace, "partition" | "globalRow" | "firstRow" | "row" | "file" | "line" | "byte" | "worker" | "attempt"> & { readonly key: Readonly<Record<string, unknown>> | null };

/**
 * A TaskError for what a step's function threw. Its message is what a colleague would say: what failed, where in the input
 * and why; below it the line of the function, and what it was called with.
 */
export function taskError(error: unknown, step: Step, place: FaultPlace): TaskError {
  const op = opOf(step);
  const stack = isError(error) ? errorStack(error) : undefined;
  const frame = tasksOf(step).reduce<ReturnType<typeof sourceFrame>>((found, task) => found ?? sourceFrame(stack, task), null);
  const given = [
    ...(frame === null ? [] : [frame.place]),
    ...(place.row === null ? [] : [rowText(place.row)]),
  ].join(", ");
  const message = `${op} of ${namesOf(step)} failed at ${placeText(place)}: ${reasonOf(error)}`;
  return new TaskError([message, ...(frame === null ? [] : ["", frame.text]), ...(given === "" ? [] : [`  ${given}`])].join("\n"), { op, ...place }, error);
}

/** The same error with the place of its row, or of the group's first one, in a file. */
export function placedTaskError(error: TaskError, where: RowPlace): TaskError {
  const { message, cause, op, partition, globalRow, firstRow, index, key, row, worker, attempt } = error;
  const place = { partition, globalRow, firstRow, key: key as FaultPlace["key"], file: null, line: null };
  // The first one: what the user's function says comes behind it.
  return new TaskError(message.replace(placeText(place), () => placeText({ ...place, ...where })), { op, partition, globalRow, firstRow, index, key, row, ...where, worker, attempt }, cause);
}

/** What a step's function threw on the main thread, where partials are joined: of which rows it was, nobody knows. */
export function joinError(error: unknown, step: Step): TaskError {
  return new TaskError(`${opOf(step)} of ${namesOf(step)} failed where parts were put together: ${reasonOf(error)}`, { op: opOf(step), worker: "main" }, error);
}

/** The method that the user called. */
export function opOf(step: Step): string {
  if ("call" in step) return step.call;
  if ("calls" in step) return nameOfCall(step.calls[0]!);
  return step.op === "groupby.transform" && step.by.of === "verb" ? `groupby.${step.by.verb}` : step.op;
}

/** `shift`, `str.getDummies` */
function nameOfCall({ of, verb }: Call): string {
  return of === undefined ? verb : `${of}.${verb}`;
}

function namesOf(step: Step): string {
  return [...new Set(tasksOf(step).map(({ name }) => name))].join(", ");
}

/** `Pclass = 3, Sex = 'male'` */
export function keyText(key: Readonly<Record<string, unknown>> | null): string | null {
  return key === null ? null : Object.entries(key).map(([name, value]) => `${name} = ${inspect(value)}`).join(", ");
}

function placeText({ partition, globalRow, firstRow, key, file, line }: Pick<FaultPlace, "partition" | "globalRow" | "firstRow" | "key" | "file" | "line">): string {
  const part = `partition ${String(partition)}`;
  const where = line === null ? "" : `line ${String(line)}${file === null ? "" : ` of ${file}`}`;
  // Its rows may lie in many.
  if (key !== null) return `group ${keyText(key)!} (from ${part}${where === "" ? "" : `, ${where},`} on)`;
  if (globalRow !== null) return `row ${String(globalRow)} (${part})${where === "" ? "" : `, ${where}`}`;
  return `${part}${firstRow === null ? "" : `, from row ${String(firstRow)}`}${where === "" ? "" : ` (${where})`}`;
}

/** What was thrown; the class is named where it says more than that it is an error. */
export function reasonOf(error: unknown): string {
  return isError(error) && errorName(error) !== "Error" ? `${errorName(error)}: ${errorMessage(error)}` : messageOf(error);
}

/** The message of what was thrown, which may be anything. */
export function messageOf(error: unknown): string {
  if (isError(error)) return errorMessage(error);
  if (typeof error === "string") return error;
  try {
    return `it threw ${inspect(error, { depth: 1 })}`;
  } catch {
    return "it threw something that cannot be printed";
  }
}

const COLUMNS = 20;
const CHARACTERS = 80;

/** `row { id: 7, text: 'seven' }` */
export function rowText(row: Readonly<Record<string, unknown>>): string {
  return `row ${inspect(row, { breakLength: Infinity, depth: 1, maxArrayLength: 5 })}`;
}

/** The values of a row, cut; null where one of them cannot be read, which may be what failed. */
export function valuesOf(frame: DataFrame, row: number): Record<string, unknown> | null {
  try {
    return cutRow(frame.row(row) as Readonly<Record<string, unknown>>);
  } catch (error) {
    if (error instanceof ParallelError) return null;
    throw error;
  }
}

/** A row's values, cut to what a person reads in a message. */
function cutRow(row: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(row)
      .slice(0, COLUMNS)
      .map(([name, value]) => [name, typeof value === "string" && value.length > CHARACTERS ? `${value.slice(0, CHARACTERS)}…` : value]),
  );
}
