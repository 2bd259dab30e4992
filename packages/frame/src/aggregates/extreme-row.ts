import type { Column } from "../column.js";
import { tallyBools } from "../verbs/cells/tally-bools.js";
import { greatest, least } from "../verbs/numbers/extent.js";
import { BLOCK, cellBlocks } from "../verbs/numbers/number-blocks.js";

/** The row of the least number of a column that reads as numbers (`sign` 1), or of the greatest (-1); of equal ones the first. Null where that takes another look: none is there, all are infinite, or beyond ±(2^53 - 1). */
export function extremeRow(column: Column, sign: 1 | -1): number | null {
  if (column.type.kind === "bool") return extremeBool(column, sign);
  let best = sign * Infinity;
  let found: number | null = null;
  let begin = 0;
  for (const { values, wide } of cellBlocks(column, new Float64Array(Math.min(BLOCK, column.length)))) {
    if (wide !== null) return null;
    const own = sign > 0 ? least(values) : greatest(values);
    if (sign > 0 ? own < best : own > best) {
      best = own;
      found = begin + values.indexOf(own);
    }
    begin += values.length;
  }
  return found;
}

function extremeBool(column: Column, sign: 1 | -1): number | null {
  const [no, yes] = tallyBools(column).first;
  const [sought, other] = sign > 0 ? [no, yes] : [yes, no];
  return sought >= 0 ? sought : other >= 0 ? other : null;
}
