import type { Column } from "../column.js";
import { codePoints } from "./code-points.js";
import { mapText } from "./map-text.js";
import { expectPatternText } from "./pattern.js";
import { isCutInBytes } from "./slice-bytes.js";
import { SPACES, spacePoints } from "./spaces.js";
import { stripBytes } from "./strip-bytes.js";

export type Side = "left" | "right" | "both";

/** Text without the characters of `chars` (default: spaces) at its ends. */
export function strip(column: Column, method: string, side: Side, chars: string | undefined): Column {
  if (chars !== undefined) expectPatternText(method, chars);
  if (isCutInBytes(column)) return stripBytes(column, side, chars === undefined ? spacePoints() : new Set(codePoints(chars).map(pointOf)));
  const set = chars === undefined ? SPACES : codePoints(chars).map((char) => `\\u{${pointOf(char).toString(16)}}`).join("");
  if (set === "") return mapText(column, method, (text) => text);
  const [left, right] = [new RegExp(`^[${set}]+`, "u"), new RegExp(`[${set}]`, "u")];
  return mapText(column, method, (text) => {
    const begun = side === "right" ? text : text.replace(left, "");
    return side === "left" ? begun : withoutEnd(begun, right);
  });
}

function pointOf(char: string): number {
  return char.codePointAt(0)!;
}

/** From the end inwards: a pattern that ends in `$` would be tried at every place. */
function withoutEnd(text: string, stripped: RegExp): string {
  let end = text.length;
  while (end > 0) {
    const pair = end > 1 && isLow(text.charCodeAt(end - 1)) && isHigh(text.charCodeAt(end - 2));
    const begin = end - (pair ? 2 : 1);
    if (!stripped.test(text.slice(begin, end))) break;
    end = begin;
  }
  return text.slice(0, end);
}

function isHigh(unit: number): boolean {
  return unit >= 0xd800 && unit < 0xdc00;
}

function isLow(unit: number): boolean {
  return unit >= 0xdc00 && unit < 0xe000;
}
