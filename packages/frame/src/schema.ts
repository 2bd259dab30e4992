import { FrameError } from "@framepool/errors";
import type { Field } from "./data-types.js";
import { nearest } from "./nearest.js";

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

/** Text that was read as what it is not may be one name of megabytes. */
const LONG_NAME = 60;

function listed(names: readonly string[]): string {
  const shown = names.slice(0, 12).map((name) => `"${name.length > LONG_NAME ? `${name.slice(0, LONG_NAME)}…` : name}"`).join(", ");
  return names.length > 12 ? `${shown} … (${String(names.length)} in all)` : shown;
}
