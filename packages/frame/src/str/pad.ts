import { ArgumentError, FrameError } from "@framepool/errors";
import { shown } from "../build/cell-error.js";
import type { Column } from "../column.js";
import { checkWhole } from "../verbs/arguments/check-kind.js";
import { checkOptions } from "../verbs/arguments/check-options.js";
import { codePoints } from "./code-points.js";
import { mapText } from "./map-text.js";
import { padBytes, repeatBytes } from "./pad-bytes.js";
import { isPlain } from "./slice.js";
import { isCutInBytes } from "./slice-bytes.js";

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
  // As Python's center: an odd space goes left if the width is odd.
  const leftOf = (lack: number): number => (side === "left" ? lack : side === "right" ? 0 : Math.floor(lack / 2) + (lack & width & 1));
  const inBytes = (): Column | null => padBytes(column, { width, fill: fillchar, leftOf, signed: false });
  return lengthened(column, "pad", `a width of ${String(width)}`, inBytes, (text) => Math.max(width, text.length), (text) => {
    const lack = Math.max(0, width - pointsIn(text));
    const left = leftOf(lack);
    return fillchar.repeat(left) + text + fillchar.repeat(lack - left);
  });
}

/** Zeros on the left up to a width, behind a sign. */
export function zfill(column: Column, width: number): Column {
  checkWhole("str.zfill", "width", width);
  const inBytes = (): Column | null => padBytes(column, { width, fill: "0", leftOf: (lack) => lack, signed: true });
  return lengthened(column, "zfill", `a width of ${String(width)}`, inBytes, (text) => Math.max(width, text.length), (text) => {
    const zeros = "0".repeat(Math.max(0, width - pointsIn(text)));
    const sign = text.startsWith("-") || text.startsWith("+") ? text.slice(0, 1) : "";
    return sign + zeros + text.slice(sign.length);
  });
}

/** Each cell so many times. */
export function repeat(column: Column, times: number): Column {
  checkWhole("str.repeat", "times", times);
  return lengthened(column, "repeat", `${String(times)} times`, () => repeatBytes(column, times), (text) => text.length * times, (text) => text.repeat(Math.max(0, times)));
}

/** Characters of the longest text that is made: V8's are twice as long, and a vector of a column holds 2 GiB of UTF-8. */
const LONGEST = 2 ** 28;

/** {@link mapText} for what makes texts longer, by what it was given; in the bytes of the column where that can be. Throws FrameError where V8 or memory cannot hold them. */
function lengthened(column: Column, method: string, by: string, inBytes: () => Column | null, lengthOf: (text: string) => number, fn: (text: string) => string): Column {
  const tooLong = (cause?: unknown): FrameError =>
    new FrameError(`str.${method}: by ${by}, texts of ${column.name === "" ? "the column" : `column "${column.name}"`} become ${cause === undefined ? `longer than ${String(LONGEST)} characters, which is the most that a cell holds` : "more than memory holds"}; give less, or fewer rows`, { column: column.name }, cause === undefined ? {} : { cause });
  try {
    const made = isCutInBytes(column) ? inBytes() : null;
    return made ?? mapText(column, method, (text) => {
      if (lengthOf(text) > LONGEST) throw tooLong();
      return fn(text);
    });
  } catch (error) {
    // What V8 says of a buffer or a text that it cannot make.
    throw error instanceof RangeError ? tooLong(error) : error;
  }
}

function pointsIn(text: string): number {
  return isPlain(text) ? text.length : codePoints(text).length;
}
