import { columnFromValues } from "../build/column-from-values.js";
import type { Cell } from "../cell.js";
import type { Column } from "../column.js";
import type { DataType } from "../data-types.js";
import { unifyTypes } from "../unify.js";
import { countCodes } from "../verbs/keys/codes.js";
import { codesOf } from "../verbs/keys/column-codes.js";
import { keyTexts } from "../verbs/keys/key-texts.js";
import { risingOrder } from "../verbs/sort/order-rows.js";
import { take } from "../verbs/take/take.js";

/** The distinct values of a column, and how often each is there. */
export interface Tally {
  readonly type: DataType;
  /** a text for each value, equal where the values are */
  readonly keys: readonly string[];
  readonly values: readonly Cell[];
  readonly counts: readonly number[];
  /** how many cells are missing */
  readonly missing: number;
}

export function tallyOf(name: string, column: Column): Tally {
  const coded = codesOf(column, name);
  const uniques = take(column, coded.first);
  const counts = [...countCodes(coded)];
  const missing = column.length - counts.reduce((sum, count) => sum + count, 0);
  return { type: column.type, keys: keyTexts(name, uniques), values: [...uniques], counts, missing };
}

export function mergeTallies(a: Tally, b: Tally): Tally {
  const keys = [...a.keys];
  const values = [...a.values];
  const counts = [...a.counts];
  const places = new Map(keys.map((key, place) => [key, place]));
  for (const [i, key] of b.keys.entries()) {
    const place = places.get(key);
    if (place !== undefined) {
      counts[place]! += b.counts[i]!;
      continue;
    }
    keys.push(key);
    values.push(b.values[i]!);
    counts.push(b.counts[i]!);
  }
  return { type: unifyTypes(a.type, b.type) ?? a.type, keys, values, counts, missing: a.missing + b.missing };
}

/** Values in rising order, with the type of their column; null comes last, where cells were missing. */
export interface Categories {
  readonly type: DataType;
  readonly values: readonly Cell[];
}

export function categoriesOf({ type, values, missing }: Tally): Categories {
  const order = risingOrder(columnFromValues("", values, type), "fit");
  const rising = Array.from(order, (place) => values[place]!);
  return { type, values: missing > 0 ? [...rising, null] : rising };
}

/** Values in an order that the user gives. A column that was only missing says nothing of their type: they say it. */
export function givenCategories({ type }: Tally, values: readonly Cell[]): Categories {
  return { type: type.kind === "null" ? columnFromValues("", values).type : type, values };
}

/** The value that is there most often; of several the least. Null of no values. */
export function mostFrequent(tally: Tally): Cell {
  const most = tally.counts.reduce((best, count) => Math.max(best, count), 0);
  const { values } = categoriesOf({ ...tally, missing: 0, values: tally.values.filter((_, i) => tally.counts[i] === most) });
  return values[0] ?? null;
}
