import type { Column } from "../column.js";
import { numbersWithGaps, readsAsNumbers } from "../verbs/numbers/numbers-with-gaps.js";
import { sortKeys } from "../verbs/sort/sort-keys.js";
import type { Aggregate } from "./aggregate.js";
import { extremeRow } from "./extreme-row.js";
import { extremeText } from "./extreme-text.js";
import { pickedBy, type Picked } from "./picked.js";

/** The least cell: numbers and times by value, text by code points, ordered categories by their order. */
export const min = extremeOf("min", 1);

/** The greatest cell, as {@link min}. */
export const max = extremeOf("max", -1);

function extremeOf(verb: string, sign: 1 | -1): Aggregate<Picked> {
  return pickedBy(
    (column, codes, groups) => extreme(verb, column, codes, groups, sign),
    (column) => (readsAsNumbers(column.type) ? extremeRow(column, sign) : null),
  );
}

/** The row of the least value of each group (`sign` 1), or of the greatest (-1); of equal ones the first. */
export function extreme(verb: string, column: Column, codes: Int32Array, groups: number, sign: 1 | -1): Int32Array {
  const { kind } = column.type;
  if (kind === "utf8" || kind === "binary") return extremeText(column, codes, groups, sign);
  if (!readsAsNumbers(column.type)) return extremeKey(column, codes, groups, sign, verb);
  const { values, wide } = numbersWithGaps(column);
  return wide === null ? extremeNumber(values, codes, groups, sign) : extremeWide(wide, values, codes, groups, sign);
}

function extremeNumber(values: Float64Array, codes: Int32Array, groups: number, sign: 1 | -1): Int32Array {
  const rows = new Int32Array(groups).fill(-1);
  const best = new Float64Array(groups);
  for (let i = 0; i < values.length; i++) {
    const value = values[i]! * sign;
    const group = codes[i]!;
    if (value !== value || group < 0) continue;
    if (rows[group]! >= 0 && value >= best[group]!) continue;
    best[group] = value;
    rows[group] = i;
  }
  return rows;
}

function extremeWide(wide: BigInt64Array | BigUint64Array, values: Float64Array, codes: Int32Array, groups: number, sign: 1 | -1): Int32Array {
  const rows = new Int32Array(groups).fill(-1);
  for (let i = 0; i < wide.length; i++) {
    const group = codes[i]!;
    if (group < 0 || values[i] !== values[i]) continue;
    const before = rows[group]!;
    if (before < 0 || (sign > 0 ? wide[i]! < wide[before]! : wide[i]! > wide[before]!)) rows[group] = i;
  }
  return rows;
}

function extremeKey(column: Column, codes: Int32Array, groups: number, sign: 1 | -1, verb: string): Int32Array {
  const { low, missing } = sortKeys(column, verb);
  const rows = new Int32Array(groups).fill(-1);
  for (let i = 0; i < low.length; i++) {
    const group = codes[i]!;
    if (group < 0 || missing?.[i] === 1) continue;
    const before = rows[group]!;
    if (before < 0 || (low[i]! - low[before]!) * sign < 0) rows[group] = i;
  }
  return rows;
}
