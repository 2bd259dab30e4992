import { BOOL, FLOAT64, INT32, INT64, NULL, STRING, UINT64, type DataType } from "@framepool/frame/internal";

// What a cell's text can be, as bits: what a column holds is the bits of its cells or-ed together, whatever their order
// or the pieces they were read in.
export const IS_BOOL = 1;
export const IS_INT32 = 2;
export const IS_INT64 = 4;
/** beyond int64, within uint64 */
export const IS_UINT64 = 8;
export const IS_NEGATIVE = 16;
/** an integer beyond 64 bits, not too large for a double: text, of which no digit is lost, unless something else in the column is a float */
export const IS_HUGE = 32;
export const IS_FLOAT = 64;
export const IS_TEXT = 128;

/** The bits of a cell that may be such a number, or a boolean, lie so far above those of one that is surely something. */
const EITHER = 8;
const SURE = (1 << EITHER) - 1;

export const IS_INTEGER = IS_INT32 | IS_INT64 | IS_UINT64;
export const IS_NUMBER = IS_INTEGER | IS_HUGE | IS_FLOAT;

const ZERO = 48;
const NINE = 57;
const PLUS = 43;
const MINUS = 45;
const DOT = 46;
/** pandas' white space around a number */
const SPACES = /^[ \t\n\v\f\r]+|[ \t\n\v\f\r]+$/g;
const FLOAT = /^[ \t\n\v\f\r]*[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?[ \t\n\v\f\r]*$/;
const INFINITE = /^[+-]?inf(?:inity)?$/i;
const BOOLEAN = /^(?:true|false)$/i;

/** What the text of a cell that is not missing can be, by pandas' rules. */
export function classify(text: string): number {
  const { length } = text;
  const first = text.charCodeAt(0);
  const signed = first === MINUS || first === PLUS;
  let i = signed ? 1 : 0;
  const digits = i;
  while (i < length) {
    const code = text.charCodeAt(i);
    if (code < ZERO || code > NINE) break;
    i++;
  }
  if (i === length && i > digits) {
    if (length < 10) return first === MINUS ? IS_INT32 | IS_NEGATIVE : IS_INT32;
    return longInteger(text);
  }
  return other(text, i < length ? text.charCodeAt(i) : 0);
}

/** Text that is more than a sign and digits; `code` is the first character after these. */
function other(text: string, code: number): number {
  if (code <= 32) {
    const trimmed = trimNumber(text);
    // Only a number may have spaces around it.
    if (trimmed !== text) return trimmed === "" ? IS_TEXT : spaced(classify(trimmed), trimmed);
  }
  if (code === DOT || code === 69 || code === 101) {
    return FLOAT.test(text) && Number.isFinite(Number(text)) ? IS_FLOAT : IS_TEXT;
  }
  switch (code | 32) {
    case 105: return INFINITE.test(text) ? IS_FLOAT : IS_TEXT;
    case 102:
    case 116: return BOOLEAN.test(text) ? IS_BOOL : IS_TEXT;
    default: return FLOAT.test(text) && Number.isFinite(Number(text)) ? IS_FLOAT : IS_TEXT;
  }
}

function spaced(flags: number, trimmed: string): number {
  return (flags & IS_NUMBER) !== 0 && !INFINITE.test(trimmed) ? flags : IS_TEXT;
}

/** A number's text without the white space around it. */
export function trimNumber(text: string): string {
  return text.replace(SPACES, "");
}

function longInteger(text: string): number {
  const value = BigInt(text.startsWith("+") ? text.slice(1) : text);
  const sign = value < 0n || text.startsWith("-") ? IS_NEGATIVE : 0;
  if (BigInt.asIntN(32, value) === value) return IS_INT32 | sign;
  if (BigInt.asIntN(64, value) === value) return IS_INT64 | sign;
  if (BigInt.asUintN(64, value) === value) return IS_UINT64;
  return Number.isFinite(Number(text)) ? IS_HUGE | sign : IS_TEXT;
}

/** The bits of a number that is a word for a boolean, too: of that type the column is in which all others are. */
export function inEitherCase(flags: number): number {
  return flags << EITHER;
}

/** The type of a column of such cells; null where every cell is missing. */
export function typeOfCells(cells: number): DataType {
  if (cells === 0) return NULL;
  if ((cells & SURE) === IS_BOOL) return BOOL;
  const flags = (cells & SURE) | (cells >> EITHER);
  if ((flags & (IS_TEXT | IS_BOOL)) !== 0) return STRING;
  // Floats of 2^63 and more are written with all their digits: beside what is plainly a float they are some.
  if ((flags & IS_FLOAT) !== 0) return FLOAT64;
  if ((flags & IS_HUGE) !== 0) return STRING;
  if ((flags & IS_UINT64) !== 0) return (flags & IS_NEGATIVE) !== 0 ? STRING : UINT64;
  return (flags & IS_INT64) !== 0 ? INT64 : INT32;
}
