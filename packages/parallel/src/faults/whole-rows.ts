import { columnsOf, frameOf, type DataFrame } from "@framepool/frame/internal";
import { gatherAny } from "../parts/gather.js";
import { rowsAt } from "../parts/parts.js";
import type { InputParts } from "../sources/InputParts.js";
import { isReason, placeColumns } from "./rows-aside.js";

/**
 * Rows that were set aside behind the first stage, where they have the columns that are worked on there: whole, as the
 * source gave them, and with their places in its files. Rows of which nobody knows what they were of the input stay as they
 * are, and all of them where it cannot be read again.
 */
export async function wholeRows(aside: DataFrame, input: InputParts, signal: AbortSignal | undefined): Promise<DataFrame> {
  const numbers = [...aside.col("error_row")] as (number | null)[];
  const known = numbers.flatMap((number, row) => (number === null ? [] : [row]));
  const found = await input.rows(known.map((row) => numbers[row]!), signal);
  if (found === null) return aside;
  const places = found.places === null ? [] : placeColumns(found.places);
  const whole = frameOf([...columnsOf(found.frame).filter(({ name }) => !isReason(name)), ...columnsOf(rowsAt(aside, Int32Array.from(known))).filter(({ name }) => isReason(name)), ...places], known.length);
  if (known.length === numbers.length) return whole;
  const others = numbers.flatMap((number, row) => (number === null ? [row] : []));
  const placeOf = new Map([...known, ...others].map((row, place) => [row, place]));
  return rowsAt(gatherAny([whole, rowsAt(aside, Int32Array.from(others))]), Int32Array.from(numbers, (_, row) => placeOf.get(row)!));
}
