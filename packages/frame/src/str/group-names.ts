/** The names of a pattern's groups, one behind the other: a group's own name, or its place from 0. */
export function groupNames({ source, flags }: RegExp): string[] {
  // An empty alternative matches anywhere, and tells how many groups there are, and their names.
  const probe = new RegExp(`(?:${source})|`, flags).exec("")!;
  const names = Array.from({ length: probe.length - 1 }, (_, place) => String(place));
  for (const name of Object.keys(probe.groups ?? {})) names[placeOfGroup(source, name)] = name;
  return names;
}

/** How many groups begin before a named one: parentheses that are not escaped, in a class, or no groups. */
function placeOfGroup(source: string, name: string): number {
  let place = 0;
  let inClass = false;
  for (let i = 0; i < source.length; i++) {
    const char = source[i];
    if (char === "\\") i++;
    else if (char === "[") inClass = true;
    else if (char === "]") inClass = false;
    else if (char === "(" && !inClass) {
      if (source.startsWith(`(?<${name}>`, i)) return place;
      if (source[i + 1] !== "?" || /^\(\?<[^=!]/.test(source.slice(i, i + 4))) place++;
    }
  }
  return place;
}
