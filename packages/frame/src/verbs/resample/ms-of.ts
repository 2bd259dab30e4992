import { bitAt } from "../../bitmap.js";
import type { Column } from "../../column.js";
import { instantsOf } from "../../dt/instants.js";

/** The times of a column in ms, NaN where one is missing. Digits finer than ms become one half: enough to tell before and after. */
export function msOf(column: Column): Float64Array {
  const { ms, nanos, validity } = instantsOf(column);
  return ms.map((value, row) => {
    if (validity !== null && !bitAt(validity, row)) return NaN;
    return (nanos?.[row] ?? 0) === 0 ? value : value + 0.5;
  });
}
