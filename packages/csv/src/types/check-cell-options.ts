import { ArgumentError } from "@framepool/errors";
import type { CsvReadOptions } from "../options.js";
import { dateParser } from "./date-format.js";

/** Checks the options that say how cells are read. Throws ArgumentError, naming the option and what it must be. */
export function checkCellOptions({ decimal, thousands, trueValues, falseValues, parseDates, dateFormat, schema }: CsvReadOptions): void {
  if (decimal !== undefined) mark("decimal", decimal);
  if (thousands !== undefined) mark("thousands", thousands);
  if (thousands !== undefined && thousands === (decimal ?? ".")) throw new ArgumentError(`decimal and thousands are both ${JSON.stringify(thousands)}; they must differ`);
  words("trueValues", trueValues);
  words("falseValues", falseValues);
  if (parseDates !== undefined) checkDates(parseDates);
  if (parseDates && schema !== undefined) throw new ArgumentError('schema types all columns; name dates there: { column: "timestamp" }, not in parseDates');
  for (const column of typeof dateFormat === "object" ? Object.keys(dateFormat) : [""]) dateParser(dateFormat, column);
}

function mark(name: string, value: string): void {
  // Neither could be told from a number's other characters.
  if (typeof value !== "string" || value.length !== 1 || /[\d+\-eE\t\n\v\f\r]/.test(value)) throw new ArgumentError(`${name} is ${JSON.stringify(value)}; it must be one character that is no digit, sign, e or line break`);
}

function words(name: string, value: readonly string[] | undefined): void {
  if (value === undefined) return;
  if (!Array.isArray(value) || value.some((word) => typeof word !== "string")) throw new ArgumentError(`${name} is ${JSON.stringify(value)}; it must be a list of words`);
}

function checkDates(parseDates: NonNullable<CsvReadOptions["parseDates"]>): void {
  // true is pandas' word for the index, which there is not.
  const given: unknown = parseDates;
  if (given === false) return;
  if (Array.isArray(given) && given.every((column) => typeof column === "string" || Number.isSafeInteger(column))) return;
  throw new ArgumentError(`parseDates is ${JSON.stringify(given)}; it must be a list of the names or positions of columns (there is no index whose dates true could mean)`);
}
