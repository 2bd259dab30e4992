import type { Column } from "../column.js";
import { missingFlags } from "../verbs/cells/missing.js";
import { textColumn } from "../verbs/cells/text-column.js";
import { civilOf, dayNumber, weekdayOf } from "./civil.js";
import { expectInstants } from "./expect-time.js";
import { instantsOf } from "./instants.js";
import { DAY_NAMES, MONTH_NAMES } from "./names.js";
import { snap } from "./snap.js";

/** Midnight of each instant's day, UTC. */
export function normalize(column: Column): Column {
  expectInstants(column, "normalize");
  return snap(column, "floor", "D");
}

/** `Monday` … */
export function dayName(column: Column): Column {
  return named(column, "dayName", (ms) => DAY_NAMES[weekdayOf(dayNumber(ms))]!);
}

/** `January` … */
export function monthName(column: Column): Column {
  return named(column, "monthName", (ms) => MONTH_NAMES[civilOf(dayNumber(ms), { year: 0, month: 0, day: 0 }).month - 1]!);
}

function named(column: Column, method: string, name: (ms: number) => string): Column {
  expectInstants(column, method);
  const { ms } = instantsOf(column);
  const missing = missingFlags(column);
  return textColumn(column.name, column.length, (row) => (missing[row] === 1 ? null : name(ms[row]!)));
}
