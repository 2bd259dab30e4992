import { FrameError } from "@framepool/errors";
import { shown } from "../build/cell-error.js";
import { castColumn } from "../cast.js";
import { Column } from "../column.js";
import { sameType } from "../data-types.js";
import { nullVector } from "../null-vector.js";
import { isText } from "../verbs/cells/join-text.js";
import { codesOf } from "../verbs/keys/column-codes.js";
import { columnIndex } from "../verbs/keys/key-index.js";
import { keyTexts, textOfKey } from "../verbs/keys/key-texts.js";
import { floatColumn } from "../verbs/numbers/floats.js";
import { numbersWithGaps } from "../verbs/numbers/numbers-with-gaps.js";
import { take } from "../verbs/take/take.js";
import type { Categories } from "./categories.js";
import { orderedCategories, tallyOf } from "./tally.js";
import { withLast } from "./with-last.js";

/** The code of what is no category. */
export const UNKNOWN = -1;
/** The code of a missing cell, where missing is no category. */
export const MISSING = -2;

/** The categories of a column, and the place of each of its cells: which value a cell is was found out to know the categories. */
export function learnedCodes(name: string, column: Column): { readonly categories: Categories; readonly codes: Int32Array } {
  const coded = codesOf(column, name);
  const { categories, order } = orderedCategories(tallyOf(name, column, coded));
  const isTime = column.type.kind === "timestamp" || column.type.kind === "duration";
  // Times are learned without their finest digits, and those that have some are unknown.
  return { categories, codes: isTime ? categoryCodes(name, column, categories) : picked(coded.codes, withLast(placesIn(order), order.length)) };
}

/** The place in an order of each of its entries. */
function placesIn(order: Int32Array): Int32Array {
  const places = new Int32Array(order.length);
  for (let place = 0; place < order.length; place++) places[order[place]!] = place;
  return places;
}

/** The place of each cell among the categories, the last one of several that are equal. */
export function categoryCodes(name: string, column: Column, categories: Categories): Int32Array {
  const { keys } = categories;
  if (keys !== null && isText(keys) && isText(column)) return codesOfTexts(name, column, keys);
  const numbers = keys === null ? null : alikeNumbers(keys, column);
  return numbers === null ? codesByCell(name, column, categories) : codesAmong(name, ...numbers);
}

function codesOfTexts(name: string, column: Column, keys: Column): Int32Array {
  const { type } = column;
  if (type.kind !== "dictionary") return codesAmong(name, keys, column);
  const { codes, first } = codesOf(column, name);
  // A missing cell behind the values has the code that missing ones get.
  return picked(codes, codesAmong(name, keys, castColumn(take(column, withLast(first, -1)), type.values)));
}

/** Both as columns whose cells can be compared, if they are numbers; null where floats do not hold them. */
function alikeNumbers(keys: Column, column: Column): [keys: Column, column: Column] | null {
  if ([keys, column].some(({ type }) => type.kind !== "int" && type.kind !== "float")) return null;
  if (sameType(keys.type, column.type)) return [keys, column];
  const [a, b] = [numbersWithGaps(keys), numbersWithGaps(column)];
  return a.wide === null && b.wide === null ? [floatColumn("", a.values, null), floatColumn("", b.values, null)] : null;
}

/** The codes of cells among keys of the same type. */
function codesAmong(name: string, keys: Column, column: Column): Int32Array {
  const index = columnIndex(keys, name);
  /** the code of each number that the index gives, and behind them that of a missing cell */
  const placeOf = new Int32Array(index.count + 1).fill(UNKNOWN);
  placeOf[index.count] = MISSING;
  for (let place = 0; place < keys.length; place++) {
    const number = index.codes[place]!;
    placeOf[number < 0 ? index.count : number] = place;
  }
  const numbers = index.find(column, index.count);
  index.close();
  for (let row = 0; row < numbers.length; row++) if (numbers[row]! >= 0) numbers[row] = placeOf[numbers[row]!]!;
  return numbers;
}

/** The codes of cells that are compared with values of other types: each distinct one is looked up as text. */
function codesByCell(name: string, column: Column, { values }: Categories): Int32Array {
  const { codes, first } = codesOf(column, name);
  const places = new Map<string, number>();
  let missing = MISSING;
  for (const [place, value] of values.entries()) {
    const key = textOfKey(column, value, false);
    if (key === null) missing = place;
    else if (key !== undefined) places.set(key, place);
  }
  return picked(codes, withLast(keyTexts(name, take(column, first)).map((key) => places.get(key) ?? UNKNOWN), missing));
}

/** For each code its entry, the last one for codes below 0; written over them. */
function picked(codes: Int32Array, entries: Int32Array): Int32Array {
  for (let row = 0; row < codes.length; row++) codes[row] = entries[codes[row]! < 0 ? entries.length - 1 : codes[row]!]!;
  return codes;
}

/** Throws FrameError, naming column, row and value, if a cell is no category. */
export function refuseUnknown(name: string, column: Column, codes: Int32Array): void {
  const row = codes.indexOf(UNKNOWN);
  if (row >= 0) throw new FrameError(`${name}: column "${column.name}", row ${String(row)}: ${shown(column.get(row))} was not there when it was fitted`, { column: column.name, row });
}

/** The categories at places, of their own type; missing for places below 0. Throws FrameError for a place that there is not. */
export function valuesAt(name: string, column: string, categories: Categories, places: Int32Array): Column {
  const { type, count } = categories;
  const rows = places.slice();
  for (let row = 0; row < rows.length; row++) {
    if (rows[row]! >= count) throw new FrameError(`${name}: column "${column}", row ${String(row)}: there are ${String(count)} categories, and no number ${String(rows[row]!)}`, { column, row });
    if (rows[row]! < 0) rows[row] = -1;
  }
  return count === 0 ? Column.of(column, nullVector(type, rows.length)) : take(categories.column(column), rows);
}
