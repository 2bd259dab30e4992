import { ArgumentError, isByName } from "@framepool/errors";
import { shown } from "@framepool/frame/internal";
import type { CsvReadOptions, CsvWriteOptions } from "./options.js";

const READ_FLAGS = ["doublequote", "skipBlankLines", "skipinitialspace", "keepDefaultNa", "naFilter"] as const satisfies readonly (keyof CsvReadOptions)[];
const WRITE_FLAGS = ["doublequote", "escapeFormulas"] as const satisfies readonly (keyof CsvWriteOptions)[];
const WRITE_TEXTS = ["naRep", "floatFormat", "dateFormat", "lineterminator", "encoding"] as const satisfies readonly (keyof CsvWriteOptions)[];

/** Throws ArgumentError for options of reading that are no such list, object, text or bool: of a promise nothing would be read, and it is true. */
export function checkReading(options: CsvReadOptions): void {
  const { dtype, schema, names, usecols, naValues, skiprows, dateFormat } = options;
  check("dtype", dtype, typeof dtype === "string" || isByName(dtype), "a type, or types by column name");
  check("schema", schema, isByName(schema), "types by column name");
  check("names", names, Array.isArray(names), "a list of names");
  check("usecols", usecols, typeof usecols === "function" || isList(usecols), "a list of names or positions, or a function of the name");
  check("naValues", naValues, isWords(naValues) || (isByName(naValues) && Object.values<unknown>(naValues).every((words) => words === undefined || isWords(words))), "a word, a list of them, or these by column name");
  check("skiprows", skiprows, typeof skiprows === "function" || typeof skiprows === "number" || isList(skiprows), "a number of lines, a list of their numbers, or a function of it");
  check("dateFormat", dateFormat, typeof dateFormat === "string" || isByName(dateFormat), "a format, or formats by column name");
  check("encoding", options.encoding, typeof options.encoding === "string", "the name of an encoding");
  for (const name of READ_FLAGS) check(name, options[name], typeof options[name] === "boolean", "true or false");
}

/** The same for options of writing. */
export function checkWriting(options: CsvWriteOptions): void {
  check("columns", options.columns, Array.isArray(options.columns), "a list of column names");
  check("header", options.header, typeof options.header === "boolean" || Array.isArray(options.header), "true, false or a list of names");
  for (const name of WRITE_TEXTS) check(name, options[name], typeof options[name] === "string", "a text");
  for (const name of WRITE_FLAGS) check(name, options[name], typeof options[name] === "boolean", "true or false");
}

function check(name: string, given: unknown, isSo: boolean, what: string): void {
  if (given !== undefined && !isSo) throw new ArgumentError(`${name} is ${shown(given)}; it must be ${what}`);
}

/** Numbers may come as a typed array. */
function isList(given: unknown): boolean {
  return Array.isArray(given) || (ArrayBuffer.isView(given) && Symbol.iterator in given);
}

function isWords(given: unknown): boolean {
  return typeof given === "string" || typeof given === "number" || Array.isArray(given);
}
