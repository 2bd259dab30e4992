import { type FrameError, TaskError } from "@framepool/errors";
import type { RowPlace } from "@framepool/csv/internal";
import type { InputParts } from "../sources/InputParts.js";
import { placedFrameError } from "./step-error.js";
import { placedTaskError } from "./task-error.js";
import { takeInputRow } from "./to-be-located.js";

/** Errors with file, line and byte of their rows, where the input is a file, these are known, and they are not told already. */
export async function located(errors: readonly unknown[], input: InputParts, signal: AbortSignal | undefined): Promise<unknown[]> {
  const rows = errors.map(takeInputRow);
  const wanted = rows.filter((row) => row !== null);
  const places = await input.places(wanted, signal);
  let next = 0;
  return errors.map((error, i) => {
    const place = rows[i] === null ? null : (places?.[next++] ?? null);
    return place === null ? error : placed(error, place);
  });
}

function placed(error: unknown, place: RowPlace): unknown {
  return error instanceof TaskError ? placedTaskError(error, place) : placedFrameError(error as FrameError, place);
}
