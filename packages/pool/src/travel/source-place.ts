import type { ParsedFunction } from "../free-names/parse.js";
import { hasSourceMap, lineOf, originalPlace, type Place, type Position, positionOf } from "../free-names/where.js";
import { placeInScript } from "./place-in-script.js";
import type { SourceBody } from "./shipped.js";
import type { Subject } from "./subject.js";

const START = { line: 0, column: 0 };

/**
 * Where remote stacks say that the function is. V8 tells the position cheaply, but not of which file (that costs 20 ms):
 * the call's file is taken if the function's text stands there, and otherwise marked, since lines then count from the
 * function's first.
 */
export function sourcePlace(parsed: ParsedFunction, { fn, label, file }: Subject): Pick<SourceBody, "stackFile" | "position" | "original"> {
  if (file === null) return { stackFile: `framepool:${label}`, position: START, original: null };
  const position = positionOf(fn);
  const start: Place | null = position === null ? null : { file, ...placeInScript(position, parsed, 0) };
  const original = start !== null && hasSourceMap(file) ? originalPlace(start) : null;
  const written = original?.mapped === true ? original : start;
  if (start === null || written === null || !standsAt(parsed.text, written, written === start)) {
    return { stackFile: `${file}?function=${encodeURIComponent(label)}`, position: START, original: null };
  }
  return { stackFile: file, position: only(start), original: original === null ? null : only(original) };
}

function only({ line, column }: Place): Position {
  return { line, column };
}

/** Whether the text at the place is the function's: the same characters, or the first word where a compiler was between. */
function standsAt(text: string, place: Place, exact: boolean): boolean {
  const line = lineOf(place)?.slice(place.column);
  if (line === undefined) return false;
  const head = /^.*/.exec(text)?.[0] ?? "";
  return exact ? line.startsWith(head) : firstWord(line) === firstWord(head);
}

function firstWord(text: string): string | undefined {
  return /[\w$]+/.exec(text)?.[0];
}
