import { ArgumentError } from "@framepool/errors";
import { shown } from "../../build/cell-error.js";

/** The names of columns that a verb is given, one or several, as a list. Throws ArgumentError for what are none. */
export function columnNames(verb: string, argument: string, given: string | readonly string[]): readonly string[] {
  return typeof given === "string" ? [given] : columnList(verb, argument, given);
}

/** The same of a verb that takes a list only. */
export function columnList(verb: string, argument: string, given: unknown): readonly string[] {
  if (!Array.isArray(given)) throw new ArgumentError(`${verb}: ${argument} is a list of column names, ["a", "b"], not ${shown(given)}`);
  for (const name of given as readonly unknown[]) columnName(verb, argument, name);
  return given as readonly string[];
}

/** The name of one column. Throws ArgumentError for what is none. */
export function columnName(verb: string, argument: string, given: unknown): string {
  if (typeof given === "string") return given;
  throw new ArgumentError(`${verb}: ${argument} is a column's name, not ${shown(given)}`);
}
