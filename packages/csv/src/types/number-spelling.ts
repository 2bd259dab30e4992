import type { CsvReadOptions } from "../options.js";

const SPACES = "[ \\t\\n\\v\\f\\r]*";
const INFINITE = /^[+-]?inf(?:inity)?$/i;

/** Gives a number's text in the default spelling, or null for text that is no number. */
export type NumberSpelling = (text: string) => string | null;

/**
 * What `decimal` and `thousands` say; null where numbers have the default spelling. As pandas has it, a float has at
 * most one separator behind each digit of its whole part, an integer any number behind its first: where they stand, and
 * how many digits are between them, nobody asks.
 */
export function numberSpelling({ decimal = ".", thousands }: CsvReadOptions): NumberSpelling | null {
  if (decimal === "." && thousands === undefined) return null;
  const point = literal(decimal);
  const digits = thousands === undefined ? "\\d+" : `(?:\\d${literal(thousands)}?)+`;
  const float = new RegExp(`^${SPACES}[+-]?(?:${digits}(?:${point}\\d*)?|${point}\\d+)(?:[eE][+-]?\\d+)?${SPACES}$`);
  const integer = new RegExp(`^${SPACES}[+-]?\\d[\\d${thousands === undefined ? "" : literal(thousands)}]*${SPACES}$`);
  return (text) => {
    if (!integer.test(text) && !float.test(text)) return INFINITE.test(text) ? text : null;
    const whole = thousands === undefined ? text : text.replaceAll(thousands, "");
    return decimal === "." ? whole : whole.replace(decimal, ".");
  };
}

/** A character as itself in a regular expression, also inside brackets. */
function literal(character: string): string {
  return /\w/.test(character) ? character : `\\${character}`;
}
