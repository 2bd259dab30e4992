import { FrameError } from "@framepool/errors";
import { shown } from "../build/cell-error.js";
import { columnFromValues } from "../build/column-from-values.js";
import { Column } from "../column.js";
import { nullVector } from "../null-vector.js";
import { codesOf } from "../verbs/keys/column-codes.js";
import { keyTexts, textOfKey } from "../verbs/keys/key-texts.js";
import { take } from "../verbs/take/take.js";
import type { Categories } from "./tally.js";

/** The code of what is no category. */
export const UNKNOWN = -2;
/** The code of a missing cell, where missing is no category. */
export const MISSING = -1;

/** The place of each cell among the categories. Each distinct value is looked up once. */
export function categoryCodes(name: string, column: Column, { values }: Categories): Int32Array {
  const { codes, first } = codesOf(column, name);
  const places = new Map<string, number>();
  let missing = MISSING;
  for (const [place, value] of values.entries()) {
    const key = textOfKey(column, value, false);
    if (key === null) missing = place;
    else if (key !== undefined) places.set(key, place);
  }
  const placeOf = Int32Array.from([missing, ...keyTexts(name, take(column, first)).map((key) => places.get(key) ?? UNKNOWN)]);
  const placed = new Int32Array(codes.length);
  for (let row = 0; row < placed.length; row++) placed[row] = placeOf[codes[row]! + 1]!;
  return placed;
}

/** Throws FrameError, naming column, row and value, if a cell is no category. */
export function refuseUnknown(name: string, column: Column, codes: Int32Array): void {
  const row = codes.indexOf(UNKNOWN);
  if (row >= 0) throw new FrameError(`${name}: column "${column.name}", row ${String(row)}: ${shown(column.get(row))} was not there when it was fitted`, { column: column.name, row });
}

/** The categories at places, of their own type; missing for places below 0. Throws FrameError for a place that there is not. */
export function valuesAt(name: string, column: string, { type, values }: Categories, places: Int32Array): Column {
  const row = places.findIndex((place) => place >= values.length);
  if (row >= 0) throw new FrameError(`${name}: column "${column}", row ${String(row)}: there are ${String(values.length)} categories, and no number ${String(places[row]!)}`, { column, row });
  if (values.length === 0) return Column.of(column, nullVector(type, places.length));
  return take(columnFromValues(column, values, type), places.map((place) => Math.max(-1, place)));
}
