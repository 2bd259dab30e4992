import { readingOf, writingOf } from "./csv-flags.js";
import { isArrow, requireFormat } from "./formats.js";
import { fromTo, type RunOptions } from "./run.js";

/** `framepool convert in.csv out.arrow`: the same table in another format, as the endings of the names say. */
export async function convert(input: string, output: string, options: Omit<RunOptions, "output">): Promise<void> {
  requireFormat(input);
  requireFormat(output);
  const types = isArrow(input) || isArrow(output) || asksForTypes(options) ? {} : textAsItIs(options);
  await fromTo([input], [], { ...options, ...types, output }, (pipe) => Promise.resolve(pipe));
}

/** From text to text nothing but the dialect changes: a cell is its characters, and no word means a missing one where none is to be written otherwise. */
function textAsItIs(options: Omit<RunOptions, "output">): { readonly dtype: "string"; readonly naFilter?: false } {
  return writingOf(options).naRep === undefined ? { dtype: "string", naFilter: false } : { dtype: "string" };
}

/** Whether a flag speaks of what the cells of a column are. */
function asksForTypes(options: Omit<RunOptions, "output">): boolean {
  const { dtype, schema, parseDates, dateFormat: dates, decimal, thousands, trueValues, falseValues, naValues, quoting: read } = readingOf(options);
  const { floatFormat, dateFormat, escapeFormulas, quoting } = writingOf(options);
  const given = [dtype, schema, parseDates, dates, decimal, thousands, trueValues, falseValues, naValues, floatFormat, dateFormat, escapeFormulas];
  return given.some((option) => option !== undefined) || [read, quoting].includes("nonnumeric");
}
