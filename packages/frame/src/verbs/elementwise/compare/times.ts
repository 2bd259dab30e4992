import { Column } from "../../../column.js";
import type { DataType, TimeUnit } from "../../../data-types.js";
import type { Operand } from "../../arguments/operand.js";
import { bigintAt, columnNumbers, scalarNumbers, type Numbers } from "../../numbers/numbers.js";

/** ns in each unit of time. */
const NS: Readonly<Record<TimeUnit | "day", number>> = { ns: 1, us: 1e3, ms: 1e6, s: 1e9, day: 86_400e9 };

/** What can be compared with each other: instants (timestamps, dates, Dates), or durations (a number counts ms). */
export function timesKind(operand: Operand): "instant" | "duration" | null {
  if (!(operand instanceof Column)) return operand instanceof Date ? "instant" : typeof operand === "number" ? "duration" : null;
  const { kind } = operand.type;
  return kind === "timestamp" || kind === "date" ? "instant" : kind === "duration" ? "duration" : null;
}

/** Both sides as counts of one unit, the finer of theirs. */
export function countsOf(left: Column, right: Operand): [Numbers, Numbers] {
  const [a, b] = [counts(left), counts(right)];
  const unit = Math.min(a.unit, b.unit);
  return [scaled(a, a.unit / unit), scaled(b, b.unit / unit)];
}

type Counts = Numbers & { readonly unit: number };

function counts(operand: Operand): Counts {
  if (operand instanceof Column) return { ...columnNumbers(operand), unit: NS[unitOf(operand.type)] };
  return { ...scalarNumbers(operand instanceof Date ? operand.getTime() : Number(operand)), unit: NS.ms };
}

function unitOf(type: DataType): TimeUnit | "day" {
  return type.kind === "timestamp" || type.kind === "duration" || type.kind === "date" ? type.unit : "ms";
}

/** Counts of a finer unit: as float64 while they are exact, else as bigints. */
function scaled(numbers: Counts, factor: number): Numbers {
  if (factor === 1) return numbers;
  const values = numbers.values.map((value) => value * factor);
  if (numbers.wide === null && values.every((value) => Number.isSafeInteger(value) || Number.isNaN(value))) return { ...numbers, values };
  const at = bigintAt(numbers);
  return { ...numbers, values, wide: Array.from(values, (_, row) => at(row) * BigInt(factor)) };
}
