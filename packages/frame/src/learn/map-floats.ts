import type { Column } from "../column.js";
import { floatColumn, floatsOf, newFloats } from "../verbs/numbers/floats.js";

/** A float64 column of what `fn` makes of each number; missing stays missing. */
export function mapFloats(name: string, column: Column, fn: (value: number) => number): Column {
  const values = floatsOf(name, column);
  const out = newFloats(values.length);
  for (let row = 0; row < out.length; row++) out[row] = fn(values[row]!);
  return floatColumn(column.name, out);
}
