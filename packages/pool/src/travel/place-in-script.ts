import type { ParsedFunction } from "../free-names/parse.js";
import type { Position } from "../free-names/where.js";

/**
 * Where a position of a function's text is in the script that runs, from the place that V8 gives for the function.
 *
 * @param offset position in `parsed.text`
 */
export function placeInScript<P extends Position>(place: P, { text, anchor }: ParsedFunction, offset: number): P {
  const lines = linesBefore(text, offset) - linesBefore(text, anchor);
  const sameLine = lines === 0;
  // Before the anchor's line the text's own columns are not known: only a name spread over lines comes to that.
  const column = sameLine ? place.column + offset - anchor : lines > 0 ? columnOf(text, offset) : 0;
  return { ...place, line: place.line + lines, column };
}

/** Number of line ends before a position. */
export function linesBefore(text: string, offset: number): number {
  let lines = 0;
  for (let at = text.indexOf("\n"); at >= 0 && at < offset; at = text.indexOf("\n", at + 1)) lines++;
  return lines;
}

function columnOf(text: string, offset: number): number {
  return offset - text.lastIndexOf("\n", offset - 1) - 1;
}
