import { FrameError, TaskError } from "@framepool/errors";

/** What an error of a later stage has, from who made it to who ends the run, beside what it tells. */
interface Unlocated {
  inputRow?: number;
}

/**
 * An error of who has not the file that its rows were read from, with the row of the input (of a group the first) at which it
 * shall be placed there. An error without it is not placed, whatever rows it names: they may be those of another run, whose
 * result is merged.
 */
export function toBeLocated(error: unknown, inputRow: number | null): unknown {
  return isPlaced(error) && inputRow !== null ? Object.assign(error, { inputRow } satisfies Unlocated) : error;
}

/** The row at which an error is to be placed, which it does not have any more; null: there is none. */
export function takeInputRow(error: unknown): number | null {
  if (!isPlaced(error)) return null;
  const { inputRow = null } = error as Unlocated;
  delete (error as Unlocated).inputRow;
  return inputRow;
}

function isPlaced(error: unknown): error is TaskError | FrameError {
  return error instanceof TaskError || error instanceof FrameError;
}
