import { ArgumentError } from "@framepool/errors";
import { shown } from "../build/cell-error.js";
import { checkByColumn, checkValue } from "../verbs/arguments/check-kind.js";

/** Throws ArgumentError for what are no lists of values by column name. */
export function checkCategories(name: string, given: unknown): void {
  checkByColumn(name, "categories", given);
  for (const [column, values] of Object.entries(given)) {
    if (!Array.isArray(values)) throw new ArgumentError(`${name}: categories of column "${column}" are a list of its values, not ${shown(values)}`);
    for (const value of values) checkValue(name, `each of the categories of column "${column}"`, value);
  }
}
