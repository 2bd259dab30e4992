import { inspect } from "node:util";
import { ArgumentError } from "@framepool/errors";
import { shown } from "../../../build/cell-error.js";
import { checkOptions, type OptionNames } from "../../arguments/check-options.js";

type Keys = Readonly<Partial<Record<"index" | "columns" | "values", unknown>>>;

/** Throws ArgumentError for options of `pivot` or `pivotTable` that do not name, as text or a list of it, the columns that make the rows (and those that make the columns). */
export function checkKeys<O extends Keys>(verb: "pivot" | "pivotTable", options: O, names: OptionNames<O>): void {
  const how = `name columns: ${verb}({ index: "Pclass", columns: "Sex", values: "Fare" })`;
  const given: unknown = options;
  if (typeof given !== "object" || given === null || Array.isArray(given)) throw new ArgumentError(`${verb}: options is ${shown(given)}; ${how}`);
  checkOptions(verb, options, names);
  for (const name of ["index", "columns", "values"] as const) {
    const value = options[name];
    if (value === undefined && (name === "values" || (name === "columns" && verb === "pivotTable"))) continue;
    const isList = Array.isArray(value) && value.every((name) => typeof name === "string");
    if (typeof value !== "string" && !isList) throw new ArgumentError(`${verb}: ${name} is ${Array.isArray(value) ? inspect(value, { depth: 0 }) : shown(value)}; ${how}`);
    if (isList && value.length === 0 && name !== "values" && !(verb === "pivotTable" && name === "columns")) throw new ArgumentError(`${verb}: ${name} is an empty list; ${how}`);
  }
}
