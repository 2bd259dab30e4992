import type { Column } from "../column.js";
import { BOOL } from "../data-types.js";
import { boolColumn, flagMissing } from "../verbs/cells/flags.js";
import { validityOfColumn } from "../verbs/cells/validity.js";
import { PAIRS } from "./kernels.js";
import { mapCells } from "./map-text.js";
import { isCutInBytes } from "./slice-bytes.js";
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

/** What a character says of a cell: nothing, that it has what is needed, that it is not of the class; or the text is to be asked. */
const FITS = 0;
const HAS = 1;
const FAILS = 2;
const ASK = 3;
const UNASKED = 4;

/** So many characters have a place for what they say: those of the first two planes, which are nearly all that texts have. */
const CHARACTERS = 0x2_0000;

interface Sayings {
  readonly pattern: RegExp;
  /** a character that is of the class alone */
  readonly one: string;
  /** by code point, what it says */
  readonly says: Uint8Array;
}

/** Whether each cell is of a class. */
export function isOf(column: Column, method: CharacterClass): Column {
  return isCutInBytes(column) ? isOfBytes(column, CLASSES[method]) : mapCells(column, method, BOOL, (text) => CLASSES[method].test(text));
}

/** By the bytes of the cells. */
function isOfBytes(column: Column, pattern: RegExp): Column {
  const sayings = sayingsOf(pattern);
  const flags = new Uint8Array(column.length);
  const validity = validityOfColumn(column);
  for (const [k, vector] of column.vectors.entries()) {
    const bytes = vector.storage.data as Uint8Array;
    const ends = (vector.storage.offsets as Int32Array).subarray(vector.offset, vector.offset + vector.length + 1);
    const first = column.starts[k]!;
    for (let row = 0; row < vector.length; row++) {
      const said = saidOf(bytes, ends[row]!, ends[row + 1]!, sayings);
      if (said === HAS || (said === ASK && pattern.test((vector.get(row) ?? "") as string))) flags[first + row] = 1;
    }
  }
  flagMissing(flags, validity, 0);
  return boolColumn(column.name, flags, validity);
}

/** The most that any character says, up to the first that says it all. */
function saidOf(bytes: Uint8Array, start: number, end: number, sayings: Sayings): number {
  const { says } = sayings;
  let said = FITS;
  for (let at = start; at < end; at++) {
    let code = bytes[at]!;
    if (code >= 0xe0) {
      code = codeOf(bytes, at, end);
      if (code < 0) return ASK;
      at += code < 0x1_0000 ? 2 : 3;
    } else if (code >= 0x80) {
      if (code < 0xc2 || ++at === end || (bytes[at]! & 0xc0) !== 0x80) return ASK;
      code = ((code & 0x1f) << 6) | (bytes[at]! & 0x3f);
    }
    let saying = says[code]!;
    if (saying === UNASKED) saying = says[code] = sayingOf(sayings, String.fromCodePoint(code));
    if (saying > HAS) return saying;
    said |= saying;
  }
  return said;
}

/** The character of three or four bytes that begins there, if it has a place; -1 for others, and for bytes that are no UTF-8, of which the text has another. */
function codeOf(bytes: Uint8Array, at: number, end: number): number {
  const lead = bytes[at]!;
  const count = lead < 0xf0 ? 3 : 4;
  if (at + count > end) return -1;
  let code = lead & (count === 3 ? 0x0f : 0x07);
  for (let k = 1; k < count; k++) {
    const byte = bytes[at + k]!;
    if ((byte & 0xc0) !== 0x80) return -1;
    code = (code << 6) | (byte & 0x3f);
  }
  const isOther = code >= CHARACTERS || (code >= 0xd800 && code <= 0xdfff) || code < (count === 3 ? 0x800 : 0x1_0000) || lead > 0xf4;
  return isOther ? -1 : code;
}

const known = new Map<RegExp, Sayings>();

/** What each character says: those of one and two bytes are asked at once, others when they are met. */
function sayingsOf(pattern: RegExp): Sayings {
  const made = known.get(pattern);
  if (made !== undefined) return made;
  const chars = Array.from({ length: PAIRS }, (_, code) => String.fromCharCode(code));
  const sayings: Sayings = { pattern, one: chars.find((char) => pattern.test(char))!, says: new Uint8Array(CHARACTERS).fill(UNASKED) };
  for (const [code, char] of chars.entries()) sayings.says[code] = sayingOf(sayings, char);
  known.set(pattern, sayings);
  return sayings;
}

/** One that is of the class alone has what is needed, one that is beside such a one fits. */
function sayingOf({ pattern, one }: Sayings, char: string): number {
  return pattern.test(char) ? HAS : pattern.test(one + char) ? FITS : FAILS;
}
