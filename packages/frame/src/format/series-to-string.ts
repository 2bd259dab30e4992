import type { Column } from "../column.js";
import { typeName } from "../data-types.js";
import { checkOptions } from "../verbs/arguments/check-options.js";
import { cellTexts, oneLine } from "./cell-texts.js";
import { signed } from "./frame-to-string.js";
import { checkSizes, shownRows } from "./shown-rows.js";
import { padLeft, padRight, shortened, textWidth } from "./text-width.js";

/** How much of a Series is printed. */
export interface SeriesTextOptions {
  /** rows beyond which only the first and last five are shown (default 60) */
  readonly maxRows?: number;
  /** characters of a cell (default 50) */
  readonly maxColwidth?: number;
}

/** A Series as pandas prints it: row numbers, values to the right, then name and type. */
export function seriesToString(verb: string, column: Column, options: SeriesTextOptions = {}): string {
  const { maxRows = 60, maxColwidth = 50 } = checkOptions(verb, options, { maxRows: "own", maxColwidth: "own" });
  checkSizes(verb, { maxRows, maxColwidth });
  const { name, length } = column;
  const named = name === "" ? "" : `Name: ${oneLine(name)}, `;
  const dtype = typeName(column.type);
  if (length === 0) return `Series([], ${named}dtype: ${dtype})`;
  const { rows, gap } = shownRows(length, maxRows);
  const labels = rows.map(String);
  const texts = cellTexts(column, rows).map((text) => shortened(signed(column, text), maxColwidth));
  const width = texts.reduce((most, text) => Math.max(most, textWidth(text)), 0);
  const labelWidth = String(rows.at(-1)).length;
  const lines = texts.map((text, i) => `${padRight(labels[i]!, labelWidth)}   ${padLeft(text, width)}`);
  if (gap !== null) lines.splice(gap, 0, `${" ".repeat(labelWidth)}   ${centred(width > 3 ? "..." : "..", width)}`);
  return `${lines.join("\n")}\n${named}${gap === null ? "" : `Length: ${String(length)}, `}dtype: ${dtype}`;
}

/** As Python's str.center puts it: of an odd rest, more to the left where the width is odd too. */
function centred(text: string, width: number): string {
  const rest = width - text.length;
  return " ".repeat((rest >> 1) + (rest & width & 1)) + text;
}
