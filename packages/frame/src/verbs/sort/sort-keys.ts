import { FrameError } from "@framepool/errors";
import type { Column } from "../../column.js";
import { typeName } from "../../data-types.js";
import { remedy } from "../../remedy.js";
import { missingFlags } from "../cells/missing.js";
import type { Codes } from "../keys/codes.js";
import { isSmallInteger, placeIntegers, rangeOf } from "../keys/integer-codes.js";
import { integerRange } from "../keys/number-codes.js";
import { codesOfDictionary, codesOfText, type TextCodes } from "../keys/text-codes.js";
import { commonUnit } from "../numbers/common-unit.js";
import { numbersWithGaps, readsAsNumbers } from "../numbers/numbers-with-gaps.js";

/** The least and the greatest of some words. */
export interface Extent {
  readonly least: number;
  readonly most: number;
}

/** Values as unsigned integers whose order is the values' order: what a radix sort needs. Equal values have equal keys. */
export interface SortKeys {
  /** null where all keys fit in 32 bits */
  readonly high: Uint32Array | null;
  readonly low: Uint32Array;
  /** 1 where a row is missing, and its key means nothing; null if none is */
  readonly missing: Uint8Array | null;
  /** no high word (or low one, where there are no high ones) lies beyond it, but those of missing rows; null where that is not known */
  readonly extent: Extent | null;
}

/** Keys of a column. Categories sort by their text, or by their place if they are ordered. Throws FrameError for lists and the like. */
export function sortKeys(column: Column, verb: string): SortKeys {
  const { type } = column;
  if (readsAsNumbers(type)) return numberKeys(column);
  if (type.kind === "utf8" || type.kind === "binary") return textKeys(codesOfText(column));
  if (type.kind === "dictionary" && type.values.kind === "utf8") {
    const coded = codesOfDictionary(column);
    const keys = rankKeys(coded, type.ordered ? coded.places : pickRanks(coded.texts.ranks(), coded.places), coded.texts.count);
    coded.texts.close();
    return keys;
  }
  throw new FrameError(`${verb}: column "${column.name}" (${typeName(type)}) has no order${remedy(type)}`, { column: column.name });
}

function textKeys(coded: TextCodes): SortKeys {
  const keys = rankKeys(coded, coded.texts.ranks(), coded.count);
  coded.texts.close();
  return keys;
}

function pickRanks(ranks: Uint32Array, places: Int32Array): Uint32Array {
  const picked = new Uint32Array(places.length);
  for (let i = 0; i < places.length; i++) picked[i] = ranks[places[i]!]!;
  return picked;
}

/** Ranks are below `count`. */
function rankKeys({ codes }: Codes, ranks: ArrayLike<number>, count: number): SortKeys {
  const low = new Uint32Array(codes.length);
  let missing: Uint8Array | null = null;
  for (let i = 0; i < codes.length; i++) {
    const code = codes[i]!;
    if (code >= 0) low[i] = ranks[code]!;
    else (missing ??= new Uint8Array(codes.length))[i] = 1;
  }
  return { high: null, low, missing, extent: { least: 0, most: Math.max(0, count - 1) } };
}

function numberKeys(column: Column): SortKeys {
  if (isSmallInteger(column.type)) return smallKeys(column);
  const { values, wide } = numbersWithGaps(column);
  if (wide !== null) return wideKeys(wide, gapsIn(values));
  return integerKeys(values) ?? decimalKeys(values) ?? floatKeys(values);
}

/** Small integers counted from the lowest. */
function smallKeys(column: Column): SortKeys {
  const { low: least, high } = rangeOf(column);
  const low = new Uint32Array(column.length);
  const places = new Int32Array(low.buffer);
  for (const [k, vector] of column.vectors.entries()) placeIntegers(vector, least, 0, places.subarray(column.starts[k], column.starts[k + 1]));
  return { high: null, low, missing: column.nullCount === 0 ? null : missingFlags(column), extent: { least: 0, most: Math.max(0, high - least) } };
}

function gapsIn(values: Float64Array): Uint8Array | null {
  let missing: Uint8Array | null = null;
  for (let i = 0; i < values.length; i++) if (values[i] !== values[i]) (missing ??= new Uint8Array(values.length))[i] = 1;
  return missing;
}

/** Integers counted from the lowest, in a unit that all have if that leaves one word to sort by; null for others, and for a range beyond 2^53. */
function integerKeys(values: Float64Array): SortKeys | null {
  const range = integerRange(values);
  if (range === null || range.high - range.low > Number.MAX_SAFE_INTEGER) return null;
  const unit = commonUnit(values, range, 2 ** 32);
  if (unit !== null) return keysInUnit(values, range, unit);
  const low = new Uint32Array(values.length);
  const high = new Uint32Array(values.length);
  for (let i = 0; i < low.length; i++) {
    const distance = values[i]! - range.low;
    low[i] = distance;
    high[i] = distance / 2 ** 32;
  }
  return { high, low, missing: gapsIn(values), extent: { least: 0, most: Math.floor(Math.max(0, range.high - range.low) / 2 ** 32) } };
}

/** Integers counted from the lowest in a unit of which all are less than 2^32. */
export function keysInUnit(values: Float64Array, range: { readonly low: number; readonly high: number }, unit: number): SortKeys {
  const low = new Uint32Array(values.length);
  for (let i = 0; i < low.length; i++) low[i] = (values[i]! - range.low) / unit;
  return { high: null, low, missing: gapsIn(values), extent: { least: 0, most: Math.max(0, range.high - range.low) / unit } };
}

/** Decimals of up to six places are looked for. */
const MOST_SCALE = 1e6;
/** Adding it leaves no places: it makes the nearest whole number of what is below 2^51. */
const WHOLE = 2 ** 52 + 2 ** 51;
const SIGN = 0x8000_0000;

/**
 * Decimals of few places, as prices are, counted in their last place: few digits to sort by, and one word. Exact: a value is
 * the quotient of its count and the scale, so of two values the greater has the greater count. Null for others, and for
 * counts beyond 31 bits.
 */
export function decimalKeys(values: Float64Array): SortKeys | null {
  const low = new Uint32Array(values.length);
  for (let scale = 10; scale <= MOST_SCALE; scale *= 10) {
    const counted = countDecimals(values, scale, low);
    if (counted !== null) return { high: null, low, missing: counted.gaps === 0 ? null : gapsIn(values), extent: counted };
  }
  return null;
}

/** Counts values in units of which `scale` are one; null if that is not exact. */
function countDecimals(values: Float64Array, scale: number, counts: Uint32Array): (Extent & { readonly gaps: number }) | null {
  let least = 2 ** 31 - 1;
  let most = -(2 ** 31);
  let gaps = 0;
  for (let row = 0; row < values.length; row++) {
    const value = values[row]!;
    const count = (value * scale + WHOLE - WHOLE) | 0;
    if (count / scale === value) {
      least = Math.min(least, count);
      most = Math.max(most, count);
      counts[row] = count ^ SIGN;
    } else if (value === value) return null;
    else gaps++;
  }
  return { least: (least ^ SIGN) >>> 0, most: (most ^ SIGN) >>> 0, gaps };
}

/** Bits of a float, flipped so that they sort as unsigned integers: all of a negative, the sign of a positive. */
function floatKeys(values: Float64Array): SortKeys {
  const { length } = values;
  const words = new Uint32Array(values.buffer, values.byteOffset, 2 * length);
  const high = new Uint32Array(length);
  const low = new Uint32Array(length);
  for (let i = 0; i < length; i++) {
    const top = words[2 * i + 1]!;
    const bottom = words[2 * i]!;
    const negative = top >>> 31 === 1 && (top !== 0x8000_0000 || bottom !== 0); // -0 is 0
    high[i] = negative ? ~top : top | 0x8000_0000;
    low[i] = negative ? ~bottom : bottom;
  }
  return { high, low, missing: gapsIn(values), extent: null };
}

function wideKeys(wide: BigInt64Array | BigUint64Array, missing: Uint8Array | null): SortKeys {
  const { length } = wide;
  const words = new Uint32Array(wide.buffer, wide.byteOffset, length * 2);
  const sign = wide instanceof BigInt64Array ? 0x8000_0000 : 0;
  const high = new Uint32Array(length);
  const low = new Uint32Array(length);
  for (let i = 0; i < length; i++) {
    high[i] = words[2 * i + 1]! ^ sign;
    low[i] = words[2 * i]!;
  }
  return { high, low, missing, extent: null };
}
