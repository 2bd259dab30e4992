import { ArgumentError } from "@framepool/errors";
import { shown } from "../build/cell-error.js";

/** A pattern: text is meant literally, a RegExp is one. */
export type Pattern = string | RegExp;

/** The pattern as a RegExp of our own, so that no `lastIndex` is shared; `g` is set as asked. */
export function regExpOf(method: string, pattern: Pattern, { global = false, ignoreCase = false }: { readonly global?: boolean; readonly ignoreCase?: boolean } = {}): RegExp {
  if (typeof pattern === "string") return tried(method, new RegExp(literal(pattern), `${global ? "g" : ""}${ignoreCase ? "i" : ""}u`));
  if (!(pattern instanceof RegExp)) throw new ArgumentError(`str.${method} takes a text or a RegExp, not ${shown(pattern)}`);
  if (pattern.sticky) throw new ArgumentError(`str.${method}: flag y of ${String(pattern)} says that a match begins where the last search ended, which a cell does not know; leave it out, or begin the pattern with ^`);
  const flags = `${pattern.flags.replace("g", "")}${global ? "g" : ""}${ignoreCase && !pattern.ignoreCase ? "i" : ""}`;
  return tried(method, pattern.unicode || flags.includes("v") ? new RegExp(pattern.source, flags) : byCodePoints(pattern.source, flags));
}

/** The RegExp itself: V8 says that one is too large when it is first used. */
function tried(method: string, pattern: RegExp): RegExp {
  try {
    pattern.test("");
  } catch (error) {
    const { source } = pattern;
    throw new ArgumentError(`str.${method}: the pattern, of ${String(source.length)} letters, is too large for a RegExp; look for a part of it`, { cause: error });
  }
  pattern.lastIndex = 0;
  return pattern;
}

/** With flag `u`, so that `.` is a code point; without it where the source is not valid so (`\\-`). */
function byCodePoints(source: string, flags: string): RegExp {
  try {
    return new RegExp(source, `${flags}u`);
  } catch {
    return new RegExp(source, flags);
  }
}

function literal(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/]/g, "\\$&");
}

/** Throws ArgumentError where a method needs a text. */
export function expectPatternText(method: string, pattern: unknown): asserts pattern is string {
  if (typeof pattern !== "string") throw new ArgumentError(`str.${method} takes a text, not ${shown(pattern)}`);
}
