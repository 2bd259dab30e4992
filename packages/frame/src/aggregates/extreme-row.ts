import type { Column } from "../column.js";
import { tallyBools } from "../verbs/cells/tally-bools.js";
import { greatest, least } from "../verbs/numbers/extent.js";
import { BLOCK, cellBlocks } from "../verbs/numbers/number-blocks.js";

/** The row of the least number of a column that reads as numbers (`sign` 1), or of the greatest (-1); of equal ones the first. Null where that takes another look: none is there, all are infinite, or beyond ±(2^53 - 1). */
export function extremeRow(column: Column, sign: 1 | -1): number | null {
  if (column.type.kind === "bool") return extremeBool(column, sign);
  const room = new Float64Array(Math.min(BLOCK, column.length));
  let best = sign * Infinity;
  let row = 0;
  let found: readonly [begin: number, end: number] | null = null;
  for (const { values, wide } of cellBlocks(column, room)) {
    if (wide !== null) return null;
    const own = sign > 0 ? least(values) : greatest(values);
    if (sign > 0 ? own < best : own > best) {
      best = own;
      found = [row, row + values.length];
    }
    row += values.length;
  }
  if (found === null) return null;
  const [begin, end] = found;
  const [cells] = cellBlocks(column.slice(begin, end), room);
  return begin + cells!.values.indexOf(best);
}

function extremeBool(column: Column, sign: 1 | -1): number | null {
  const [no, yes] = tallyBools(column).first;
  const [sought, other] = sign > 0 ? [no, yes] : [yes, no];
  return sought >= 0 ? sought : other >= 0 ? other : null;
}
