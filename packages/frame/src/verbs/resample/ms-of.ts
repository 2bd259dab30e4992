import { bitOf } from "../../bitmap.js";
import type { Column } from "../../column.js";
import { instantsOf } from "../../dt/instants.js";

/** The times of a column in ms, NaN where one is missing. Digits finer than ms become one half: enough to tell before and after. */
export function msOf(column: Column): Float64Array {
  const { ms, nanos, validity } = instantsOf(column);
  if (nanos !== null) for (let row = 0; row < ms.length; row++) if (nanos[row] !== 0) ms[row]! += 0.5;
  if (validity !== null) for (let row = 0; row < ms.length; row++) if (bitOf(validity, row) === 0) ms[row] = NaN;
  return ms;
}
