import { groupNames } from "./group-names.js";

/** Text, or the place of a group; 0 is the whole match. */
export type ReplacementPart = string | number;

const SPECIAL = /\$(?:([$&`'])|(\d\d?)|<([^>]*)>)/g;

/** What JavaScript puts in place of a match of a pattern: the parts of `to`; null where it asks what stands around the match. */
export function replacementParts(to: string, pattern: RegExp): ReplacementPart[] | null {
  if (!to.includes("$")) return [to];
  const names = groupNames(pattern);
  const isNamed = names.some((name) => !/^\d/.test(name));
  const parts: ReplacementPart[] = [];
  let at = 0;
  for (const { index, 0: whole, 1: sign, 2: digits, 3: name } of to.matchAll(SPECIAL)) {
    parts.push(to.slice(at, index));
    at = index + whole.length;
    if (sign === "$") parts.push("$");
    else if (sign === "&") parts.push(0);
    else if (digits !== undefined) for (const part of groupOrText(digits, names.length)) parts.push(part);
    // Of two groups by one name it is the one that took part.
    else if (name !== undefined && isNamed && !isTwice(pattern.source, name)) parts.push(/^\d/.test(name) ? "" : names.indexOf(name) + 1 || "");
    else return null;
  }
  parts.push(to.slice(at));
  return parts.filter((part) => part !== "");
}

/** The longer number, if there is such a group, else the shorter one, else what was written. */
function groupOrText(digits: string, groups: number): ReplacementPart[] {
  for (let length = digits.length; length > 0; length--) {
    const place = Number(digits.slice(0, length));
    if (place >= 1 && place <= groups) return [place, digits.slice(length)];
  }
  return [`$${digits}`];
}

function isTwice(source: string, name: string): boolean {
  return source.split(`(?<${name}>`).length > 2;
}
