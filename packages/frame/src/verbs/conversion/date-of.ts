import type { Column } from "../../column.js";
import { expectInstants } from "../../dt/expect-time.js";
import { astype } from "./astype.js";

/** The day of each instant, UTC, as a date. */
export function dateOf(column: Column): Column {
  expectInstants(column, "date");
  return astype(column, "date");
}
