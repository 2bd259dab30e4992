import { FrameError } from "@framepool/errors";
import type { Field } from "./data-types.js";

/** The fields of a frame, in order. Names are data: they are looked up in a Map, never as properties. Names are unique. */
export class Schema {
  readonly fields: readonly Field[];
  readonly #places = new Map<string, number>();

  constructor(fields: readonly Field[]) {
    this.fields = fields;
    for (const [place, { name }] of fields.entries()) {
      if (this.#places.has(name)) throw new FrameError(`two columns are named "${name}"; rename one first`, { column: name });
      this.#places.set(name, place);
    }
  }

  get names(): readonly string[] {
    return this.fields.map(({ name }) => name);
  }

  has(name: string): boolean {
    return this.#places.has(name);
  }

  /** Position of a column. Throws FrameError, with the nearest name, if there is none. */
  place(name: string): number {
    const place = this.#places.get(name);
    if (place === undefined) throw noColumn(name, this.names);
    return place;
  }
}

/** The error for a name that is not there: `no column "Nmae"; did you mean "Name"?` */
export function noColumn(name: string, names: readonly string[]): FrameError {
  const near = nearest(name, names);
  const hint = near !== undefined ? `; did you mean "${near}"?` : names.length === 0 ? "; the frame has no columns" : `; the columns are ${listed(names)}`;
  return new FrameError(`no column "${name}"${hint}`, { column: name });
}

function listed(names: readonly string[]): string {
  const shown = names.slice(0, 12).map((name) => `"${name}"`).join(", ");
  return names.length > 12 ? `${shown} … (${String(names.length)} in all)` : shown;
}

/** The name with the fewest edits, if those are at most a third of its letters (or only case differs). */
function nearest(name: string, names: readonly string[]): string | undefined {
  let best: string | undefined;
  let least = Math.max(1, Math.floor(name.length / 3)) + 1;
  for (const other of names.slice(0, 1000)) {
    const edits = other.toLowerCase() === name.toLowerCase() ? 0 : distance(name, other, least);
    if (edits < least) [best, least] = [other, edits];
  }
  return best;
}

/** Damerau-Levenshtein distance (optimal string alignment), given up at `limit`. */
function distance(a: string, b: string, limit: number): number {
  if (Math.abs(a.length - b.length) >= limit) return limit;
  let before: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1];
      let edits = Math.min(last[j]! + 1, row[j - 1]! + 1, last[j - 1]! + (same ? 0 : 1));
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) edits = Math.min(edits, before[j - 2]! + 1);
      row.push(edits);
    }
    [before, last] = [last, row];
  }
  return last[b.length]!;
}
