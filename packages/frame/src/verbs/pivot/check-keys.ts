import { inspect } from "node:util";
import { ArgumentError } from "@framepool/errors";

/** Throws ArgumentError for options of `pivot` or `pivotTable` that do not name, as text or a list of it, the columns that make the rows (and those that make the columns). */
export function checkKeys(verb: "pivot" | "pivotTable", options: unknown): void {
  const given = (options ?? {}) as Readonly<Record<string, unknown>>;
  for (const name of ["index", "columns", "values"]) {
    const value = given[name];
    if (value === undefined && (name === "values" || (name === "columns" && verb === "pivotTable"))) continue;
    if (typeof value !== "string" && !Array.isArray(value)) throw new ArgumentError(`${verb}: ${name} is ${inspect(value, { depth: 0 })}; name columns: ${verb}({ index: "Pclass", columns: "Sex", values: "Fare" })`);
  }
}
