import { ArgumentError } from "@framepool/errors";
import { shown } from "../build/cell-error.js";
import type { Column } from "../column.js";
import { checkWhole } from "../verbs/arguments/check-kind.js";
import { checkOptions } from "../verbs/arguments/check-options.js";
import { codePoints } from "./code-points.js";
import { mapText } from "./map-text.js";
import { isPlain } from "./slice.js";

/** How text is padded. */
export interface PadOptions {
  /** where the padding goes (default `"left"`) */
  readonly side?: "left" | "right" | "both";
  /** one character (default a space) */
  readonly fillchar?: string;
}

/** Each cell with so many code points at least. */
export function pad(column: Column, width: number, options: PadOptions = {}): Column {
  const { side = "left", fillchar = " " } = checkOptions("str.pad", options, { side: ["left", "right", "both"], fillchar: "own" });
  checkWhole("str.pad", "width", width);
  if (typeof fillchar !== "string" || codePoints(fillchar).length !== 1) throw new ArgumentError(`str.pad: fillchar is one character, not ${shown(fillchar)}`);
  return mapText(column, "pad", (text) => {
    const lack = Math.max(0, width - pointsIn(text));
    // As Python's center: an odd space goes left if the width is odd.
    const left = side === "left" ? lack : side === "right" ? 0 : Math.floor(lack / 2) + (lack & width & 1);
    return fillchar.repeat(left) + text + fillchar.repeat(lack - left);
  });
}

/** Zeros on the left up to a width, behind a sign. */
export function zfill(column: Column, width: number): Column {
  checkWhole("str.zfill", "width", width);
  return mapText(column, "zfill", (text) => {
    const zeros = "0".repeat(Math.max(0, width - pointsIn(text)));
    const sign = text.startsWith("-") || text.startsWith("+") ? text.slice(0, 1) : "";
    return sign + zeros + text.slice(sign.length);
  });
}

/** Each cell so many times. */
export function repeat(column: Column, times: number): Column {
  checkWhole("str.repeat", "times", times);
  return mapText(column, "repeat", (text) => text.repeat(Math.max(0, times)));
}

function pointsIn(text: string): number {
  return isPlain(text) ? text.length : codePoints(text).length;
}
