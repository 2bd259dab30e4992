import type { Column } from "../column.js";
import { BOOL } from "../data-types.js";
import { mapCells } from "./map-text.js";
import { SPACES } from "./spaces.js";

/** Digits that make no number side by side: raised, circled, in parentheses … (Unicode's Numeric_Type=Digit, of which RegExp has no class). */
const OTHER_DIGITS =
  "\\u00b2\\u00b3\\u00b9\\u1369-\\u1371\\u19da\\u2070\\u2074-\\u2079\\u2080-\\u2089\\u2460-\\u2468\\u2474-\\u247c\\u2488-\\u2490\\u24ea\\u24f5-\\u24fd\\u24ff\\u2776-\\u277e\\u2780-\\u2788" +
  "\\u278a-\\u2792\\u{10a40}-\\u{10a43}\\u{10e60}-\\u{10e68}\\u{11052}-\\u{1105a}\\u{1f100}-\\u{1f10a}";

/** What is asked of the characters of a cell, as Python's `str` asks it. */
const CLASSES = {
  isalpha: /^\p{L}+$/u,
  isalnum: /^[\p{L}\p{N}]+$/u,
  isdigit: new RegExp(`^[\\p{Nd}${OTHER_DIGITS}]+$`, "u"),
  isdecimal: /^\p{Nd}+$/u,
  isspace: new RegExp(`^[${SPACES}]+$`),
  islower: /^(?=.*\p{Lowercase})[^\p{Uppercase}\p{Lt}]+$/su,
  isupper: /^(?=.*\p{Uppercase})[^\p{Lowercase}\p{Lt}]+$/su,
} as const;

export type CharacterClass = keyof typeof CLASSES;

/** Whether each cell is of a class. */
export function isOf(column: Column, method: CharacterClass): Column {
  return mapCells(column, method, BOOL, (text) => CLASSES[method].test(text));
}
