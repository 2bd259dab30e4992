import type { Column } from "../column.js";
import { BOOL } from "../data-types.js";
import { mapCells } from "./map-text.js";
import { SPACES } from "./spaces.js";

/** What is asked of the characters of a cell, as Python's `str` asks it. */
const CLASSES = {
  isalpha: /^\p{L}+$/u,
  isalnum: /^[\p{L}\p{N}]+$/u,
  isdigit: /^[\p{Nd}\u00b2\u00b3\u00b9\u2070\u2074-\u2079\u2080-\u2089]+$/u,
  isdecimal: /^\p{Nd}+$/u,
  isspace: new RegExp(`^[${SPACES}]+$`),
  islower: /^(?=.*\p{Ll})[^\p{Lu}\p{Lt}]+$/su,
  isupper: /^(?=.*\p{Lu})[^\p{Ll}\p{Lt}]+$/su,
} as const;

export type CharacterClass = keyof typeof CLASSES;

/** Whether each cell is of a class. */
export function isOf(column: Column, method: CharacterClass): Column {
  return mapCells(column, method, BOOL, (text) => CLASSES[method].test(text));
}
