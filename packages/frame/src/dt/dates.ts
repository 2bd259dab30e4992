import type { Column } from "../column.js";
import { NumberedTexts } from "../verbs/take/NumberedTexts.js";
import { writtenTexts } from "../verbs/take/written-texts.js";
import { writeByDay } from "./by-day.js";
import { civilOf, weekdayOf } from "./civil.js";
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
  return named(column, "dayName", DAY_NAMES, weekdayOf);
}

/** `January` … */
export function monthName(column: Column): Column {
  const civil = { year: 0, month: 0, day: 0 };
  return named(column, "monthName", MONTH_NAMES, (day) => civilOf(day, civil).month - 1);
}

/** No name is longer. */
const LONGEST = 16;

function named(column: Column, method: string, names: readonly string[], placeOf: (day: number) => number): Column {
  expectInstants(column, method);
  const instants = instantsOf(column);
  const places = new Uint8Array(column.length);
  writeByDay(instants, places, placeOf);
  const texts = new NumberedTexts(0, names.length, (place) => names[place]!);
  return writtenTexts(column.name, column.length, instants.validity, LONGEST, (row, _, at, view) => texts.write(places[row]!, view, at));
}
