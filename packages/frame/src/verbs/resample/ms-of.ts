import type { Column } from "../../column.js";
import { numbersWithGaps } from "../numbers-with-gaps.js";

/** ms in each unit of a column of times. */
const MS = { day: 86_400_000, s: 1000, ms: 1, us: 1e-3, ns: 1e-6 };

/** The times of a column in ms, NaN where one is missing. Digits finer than ms become one half: enough to tell before and after. */
export function msOf(column: Column): Float64Array {
  const { type } = column;
  const { values, wide } = numbersWithGaps(column);
  const unit = type.kind === "timestamp" || type.kind === "date" ? type.unit : "ms";
  if (unit === "ms" || unit === "s" || unit === "day") return values.map((value) => value * MS[unit]);
  const scale = unit === "us" ? 1000 : 1_000_000;
  if (wide === null) return values.map((value) => halved(Math.floor(value / scale), value % scale !== 0));
  const big = BigInt(scale);
  return values.map((value, row) => {
    const count = wide[row]!;
    const rest = ((count % big) + big) % big;
    return value !== value ? NaN : halved(Number((count - rest) / big), rest !== 0n);
  });
}

function halved(ms: number, more: boolean): number {
  return more ? ms + 0.5 : ms;
}
