import { FrameError, SchemaMismatchError } from "@framepool/errors";
import type { RowPlace } from "@framepool/csv/internal";
import type { DataFrame } from "@framepool/frame/internal";
import { inputPartition, inputRow, type RowOrigin } from "../parts/row-origin.js";
import { tasksOf } from "../plan/functions.js";
import type { Step } from "../plan/plan.js";
import { joinError, opOf, rowText, valuesOf, type FaultPlace } from "./task-error.js";
import { toBeLocated } from "./to-be-located.js";

/** Where in the input a step without a function of the user's failed; no partition, where it was done to rows of many. */
export type InputPlace = Omit<FaultPlace, "key">;

/** Rows that a step was given on the main thread, and what they are of the input. */
export interface RowsHere {
  readonly frame: DataFrame;
  readonly origin: RowOrigin;
}

/**
 * What a step of ours threw in one part, with its place in the input: a verb counts the rows of the part that it was given.
 * `own` is the row that the error names, null if it names none of the part; `counted`: it is one of all rows together. Errors of other families say already where they are, or are of no place.
 */
export function stepError(error: unknown, op: string, own: number | null, place: InputPlace, counted: "part" | "all" = "part"): unknown {
  const { globalRow, row: values, ...where } = place;
  if (error instanceof FrameError) {
    const message = own === null ? error.message : `${placedMessage(error.message, own, place, counted)}${values === null ? "" : `\n  ${rowText(values)}`}`;
    return new FrameError(message, { column: error.column, row: own === null ? null : globalRow, place: { op, ...where } }, { cause: error });
  }
  if (error instanceof SchemaMismatchError && error.op === undefined) {
    const { message, column, row, partition, file, line, byte } = error;
    return new SchemaMismatchError(message, { op, column, row, partition: partition ?? place.partition, file, line, byte }, { cause: error });
  }
  return error;
}

/** The same error with the place of its row in a file. */
export function placedFrameError(error: FrameError, where: RowPlace): FrameError {
  const { message, column, row, op = "", partition = null, firstRow = null, worker = null, attempt = 1, cause } = error;
  const part = partOf(partition);
  return new FrameError(message.replace(`${part})`, () => `${part}${whereOf(where)})`), { column, row, place: { op, partition, firstRow, ...where, worker, attempt } }, { cause });
}

/**
 * What a step threw on the main thread, where rows of many partitions are together: its operation, and the place of the row
 * that it names, where that is one of `rows`. What was thrown elsewhere on its way says already where that was.
 */
export function errorHere(error: unknown, step: Step, rows: RowsHere | null): unknown {
  if (error instanceof FrameError && error.op !== undefined) return error;
  const own = rows === null ? null : ownRow(error, step, rows.frame.numRows);
  const nowhere: InputPlace = { partition: null, globalRow: null, firstRow: null, row: null, file: null, line: null, byte: null, worker: "main", attempt: 1 };
  if (rows === null || own === null) return stepError(error, opOf(step), null, nowhere);
  const { frame, origin } = rows;
  const globalRow = inputRow(origin, own);
  return toBeLocated(stepError(error, opOf(step), own, { ...nowhere, ...inputPartition(origin, own, { partition: null, firstRow: null }), globalRow, row: valuesOf(frame, own) }, "all"), globalRow);
}

/** Work of a step on the main thread, with rows of which nobody knows where they came from. Throws what it threw, with its operation. */
export function stepHere<R>(step: Step, work: () => R): R {
  try {
    return work();
  } catch (error) {
    throw tasksOf(step).length === 0 ? errorHere(error, step, null) : joinError(error, step);
  }
}

/** The row that an error names, of so many that the step was given. Steps with another side name rows of that. */
export function ownRow(error: unknown, { op }: Step, rows: number): number | null {
  return error instanceof FrameError && error.row !== null && error.row < rows && !OF_SIDES.has(op) ? error.row : null;
}

const OF_SIDES: ReadonlySet<Step["op"]> = new Set(["merge.parts", "merge.rows", "concat.rows"]);

/** The message with the input's number of its row, and where else that is. */
function placedMessage(message: string, own: number, { globalRow, firstRow, partition, file, line }: InputPlace, counted: "part" | "all"): string {
  const part = partOf(partition);
  if (globalRow === null) {
    const rows = counted === "all" ? `all rows${partition === null ? "" : `; it came in ${part}`}` : `${part}${firstRow === null ? "" : `, from row ${String(firstRow)}`}`;
    return `${message} (row ${String(own)} of what the steps before made of ${rows})`;
  }
  const told = message.replace(new RegExp(`\\brow ${String(own)}\\b`), `row ${String(globalRow)}`);
  // Where it counts several rows, its numbers are those of the rows that the step was given.
  return `${told} (${told === message && own !== globalRow ? `row ${String(globalRow)} of the input, ` : ""}${part}${whereOf({ file, line })})`;
}

function partOf(partition: number | null): string {
  return partition === null ? "all rows" : `partition ${String(partition)}`;
}

function whereOf({ file, line }: Pick<InputPlace, "file" | "line">): string {
  return line === null ? "" : `, line ${String(line)}${file === null ? "" : ` of ${file}`}`;
}
