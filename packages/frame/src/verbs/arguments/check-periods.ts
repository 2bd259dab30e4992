import { ArgumentError } from "@framepool/errors";
import { shown } from "../../build/cell-error.js";

/** Throws ArgumentError if rows are counted by what is no whole number. */
export function checkPeriods(verb: string, periods: number): void {
  if (!Number.isInteger(periods)) throw new ArgumentError(`${verb}: periods is a whole number of rows, not ${shown(periods)}`);
}
