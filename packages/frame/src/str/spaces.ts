/** What Python's `str` counts as space, as the inside of a RegExp class; JavaScript's `\s` differs in six characters. */
export const SPACES = "\\t-\\r\\x1c-\\x20\\x85\\xa0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000";

let points: ReadonlySet<number> | null = null;

/** The same as code points. Made once, when text is stripped. */
export function spacePoints(): ReadonlySet<number> {
  return (points ??= found());
}

function found(): ReadonlySet<number> {
  const space = new RegExp(`[${SPACES}]`, "u");
  return new Set(Array.from({ length: 0x3001 }, (_, point) => point).filter((point) => space.test(String.fromCodePoint(point))));
}
