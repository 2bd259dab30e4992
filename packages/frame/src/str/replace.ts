import { ArgumentError } from "@framepool/errors";
import { shown } from "../build/cell-error.js";
import type { Column } from "../column.js";
import { checkOptions } from "../verbs/arguments/check-options.js";
import { mapText } from "./map-text.js";
import { regExpOf, type Pattern } from "./pattern.js";
import { MOST_MATCHES, programOfAll } from "./match-bytes.js";
import { isReplacedInBytes, replaceBytes, replaceMatches } from "./replace-bytes.js";
import { replacementParts, type ReplacementPart } from "./replacement.js";
import { isCutInBytes } from "./slice-bytes.js";

/** How text is replaced. */
export interface ReplaceTextOptions {
  /** how many matches of each cell at most (default -1: all) */
  readonly n?: number;
  /** whether `a` and `A` differ (default true) */
  readonly case?: boolean;
}

/** What comes in place of a match: text, or what a function makes of the match and its groups. */
export type Replacement = string | ((match: string, ...groups: (string | undefined)[]) => string);

/** Every match of the pattern replaced. A text pattern is literal, and so is its replacement; with a RegExp `$1` is a group, as in JavaScript. */
export function replaceText(column: Column, pattern: Pattern, to: Replacement, options: ReplaceTextOptions = {}): Column {
  const { n = -1, case: exact = true } = checkOptions("str.replace", options, { n: "whole", case: "flag" });
  if (typeof to !== "string" && typeof to !== "function") throw new ArgumentError(`str.replace: to is a text or a function, not ${shown(to)}`);
  if (n === 0) return mapText(column, "replace", (text) => text);
  if (typeof pattern === "string" && pattern !== "" && exact && n < 0 && typeof to === "string") return replaceAll(column, pattern, to);
  const own = regExpOf("replace", pattern, { global: true, ignoreCase: !exact });
  const isLiteral = typeof pattern === "string" && typeof to === "string";
  const written = isLiteral ? (): string => to : to;
  const write = n < 0 ? (text: string): string => text.replace(own, written as string) : (text: string): string => replaceFirst(text, own, written, n);
  const parts = isLiteral ? [to] : typeof to === "string" ? replacementParts(to, own) : null;
  return (parts === null ? null : inBytes(column, own, parts, n, write)) ?? mapText(column, "replace", write);
}

/** Null where the pattern, or what becomes of a cell, is too much for bytes. */
function inBytes(column: Column, own: RegExp, parts: readonly ReplacementPart[], n: number, write: (text: string) => string): Column | null {
  const program = isCutInBytes(column) ? programOfAll(own) : null;
  return program === null ? null : replaceMatches(column, program, parts, n < 0 ? MOST_MATCHES : Math.min(n, MOST_MATCHES), write);
}

/** Wherever the text stands. */
function replaceAll(column: Column, pattern: string, to: string): Column {
  if (isReplacedInBytes(column, pattern, to)) return replaceBytes(column, pattern, to);
  return mapText(column, "replace", (text) => text.replaceAll(pattern, () => to));
}

/** At most `n` matches, from the left. */
function replaceFirst(text: string, pattern: RegExp, to: Replacement, n: number): string {
  const single = new RegExp(pattern.source, pattern.flags.replace("g", "y"));
  let out = "";
  let at = 0;
  let done = 0;
  for (const found of text.matchAll(pattern)) {
    if (done++ === n) break;
    single.lastIndex = found.index;
    // By the text's own replace, which knows what stands around the match.
    const end = found.index + found[0].length;
    const whole = text.replace(single, to as string);
    out += text.slice(at, found.index) + whole.slice(found.index, whole.length - (text.length - end));
    at = end;
  }
  return out + text.slice(at);
}
