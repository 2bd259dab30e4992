import { ArgumentError } from "@framepool/errors";
import { noColumn } from "@framepool/frame/internal";
import type { CsvReadOptions } from "../options.js";

/** One column that is read: its name, and its field's position in a row. */
export interface ColumnPlace {
  readonly name: string;
  readonly place: number;
}

/** Which fields of a row are read, and how many it may have. */
export interface Layout {
  readonly columns: readonly ColumnPlace[];
  /** a row with more fields is a bad line; Infinity where further fields are ignored */
  readonly width: number;
}

/** `header` holds the fields of the header row, or null without one; `firstWidth` is the number of fields of the first row. */
export function layoutOf(header: readonly string[] | null, firstWidth: number, options: CsvReadOptions): Layout {
  const { names, usecols } = options;
  if (names !== undefined && new Set(names).size < names.length) throw new ArgumentError("two of the names are the same; give each column its own");
  const fileNames = header === null ? null : uniqueNames(header);
  const all = names ?? fileNames ?? Array.from({ length: firstWidth }, (_, i) => String(i));
  if (usecols === undefined) return { columns: all.map((name, place) => ({ name, place })), width: all.length };
  return { columns: chosen(all, usecols, Math.max(firstWidth, fileNames?.length ?? 0), names), width: Infinity };
}

function chosen(all: readonly string[], usecols: NonNullable<CsvReadOptions["usecols"]>, width: number, names: readonly string[] | undefined): ColumnPlace[] {
  if (typeof usecols === "function") return all.map((name, place) => ({ name, place })).filter(({ name }) => usecols(name));
  const positions = usecols.map((column) => (typeof column === "number" ? position(column, Math.max(width, all.length)) : named(column, all)));
  const places = [...new Set(positions)].sort((a, b) => a - b);
  // As many names as columns are read: the names are those columns'.
  if (names?.length === places.length && usecols.every((column) => typeof column === "number")) return places.map((place, i) => ({ name: names[i]!, place }));
  return places.map((place) => ({ name: all[place] ?? String(place), place }));
}

function position(column: number, width: number): number {
  if (Number.isInteger(column) && column >= 0 && column < width) return column;
  throw new ArgumentError(`usecols names column ${String(column)}; the file has columns 0 to ${String(width - 1)}`);
}

function named(column: string, all: readonly string[]): number {
  const place = all.indexOf(column);
  if (place < 0) throw noColumn(column, all);
  return place;
}

/**
 * Names as pandas makes them: an empty one is `Unnamed: 3` by its position, a repeated one gets `.1`, `.2` …, skipping
 * what is taken. Named columns come first, so that they keep their names.
 */
function uniqueNames(header: readonly string[]): string[] {
  const names = header.map((name, i) => (name === "" ? `Unnamed: ${String(i)}` : name));
  const taken = new Set(names);
  const counts = new Map<string, number>();
  const order = [...names.keys()].sort((a, b) => Number(header[a] === "") - Number(header[b] === "") || a - b);
  for (const i of order) {
    const own = names[i]!;
    let name = own;
    let count = counts.get(own) ?? 0;
    while (count > 0) {
      counts.set(own, count + 1);
      name = `${own}.${String(count)}`;
      count = taken.has(name) ? count + 1 : (counts.get(name) ?? 0);
    }
    names[i] = name;
    taken.add(name);
    counts.set(name, count + 1);
  }
  return names;
}
