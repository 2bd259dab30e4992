import { FrameError, SchemaMismatchError } from "@framepool/errors";
import { rowText, type FaultPlace } from "./task-error.js";

/** Where in the input a step without a function of the user's failed. */
export type InputPlace = Omit<FaultPlace, "key">;

/**
 * What a step of ours threw in one part, with its place in the input: a verb counts the rows of the part that it was given.
 * `own` is the row that the error names, null if it names none of the part. Errors of other families say already where they are, or are of no place.
 */
export function stepError(error: unknown, op: string, own: number | null, place: InputPlace): unknown {
  const { globalRow, row: values, ...where } = place;
  if (error instanceof FrameError) {
    const message = own === null ? error.message : `${placedMessage(error.message, own, place)}${values === null ? "" : `\n  ${rowText(values)}`}`;
    return new FrameError(message, { column: error.column, row: own === null ? null : globalRow, place: { op, ...where } }, { cause: error });
  }
  if (error instanceof SchemaMismatchError && error.partition === null) {
    const { message, column, row, file, line, byte } = error;
    return new SchemaMismatchError(message, { column, row, partition: place.partition, file, line, byte }, { cause: error });
  }
  return error;
}

/** The message with the input's number of its row, and where else that is. */
function placedMessage(message: string, own: number, { globalRow, firstRow, partition, file, line }: InputPlace): string {
  const part = `partition ${String(partition)}`;
  if (globalRow === null) return `${message} (row ${String(own)} of what the steps before made of ${part}${firstRow === null ? "" : `, from row ${String(firstRow)}`})`;
  const told = message.replace(new RegExp(`\\brow ${String(own)}\\b`), `row ${String(globalRow)}`);
  return `${told} (${part}${line === null ? "" : `, line ${String(line)}${file === null ? "" : ` of ${file}`}`})`;
}
