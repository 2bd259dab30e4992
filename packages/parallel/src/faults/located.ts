import { FrameError, TaskError } from "@framepool/errors";
import type { RowPlace } from "@framepool/csv/internal";
import type { InputParts } from "../sources/InputParts.js";
import { placedFrameError } from "./step-error.js";
import { placedTaskError } from "./task-error.js";

/** What an error of a later stage knows beside what it tells: the row of the input that it is placed at. It is there from the worker to {@link located}. */
interface Unplaced {
  readonly inputRow?: number;
}

/** An error of a worker that has not the file of its rows: with the row (of a group the first) at which it shall be placed there. */
export function toBeLocated(error: unknown, inputRow: number | null): unknown {
  return error instanceof TaskError && inputRow !== null ? Object.assign(error, { inputRow } satisfies Unplaced) : error;
}

/** Errors with file, line and byte of their rows, where the input is a file, these are known, and they are not told already. */
export async function located(errors: readonly unknown[], input: InputParts, signal: AbortSignal | undefined): Promise<unknown[]> {
  const rows = errors.map(rowOf);
  const wanted = rows.filter((row) => row !== null);
  const places = (await input.rows(wanted, signal))?.places ?? null;
  let next = 0;
  return errors.map((error, i) => {
    const place = rows[i] === null ? null : (places?.[next++] ?? null);
    if (error instanceof TaskError && "inputRow" in error) delete (error as { inputRow?: number }).inputRow;
    return place === null ? error : placed(error, place);
  });
}

/** The row at which an error is to be placed; null: it is, or there is none. */
function rowOf(error: unknown): number | null {
  if (error instanceof TaskError && error.line === null) return (error as Unplaced).inputRow ?? error.globalRow ?? error.firstRow;
  return error instanceof FrameError && error.op !== undefined && error.line === null ? error.row : null;
}

function placed(error: unknown, place: RowPlace): unknown {
  return error instanceof TaskError ? placedTaskError(error, place) : placedFrameError(error as FrameError, place);
}
