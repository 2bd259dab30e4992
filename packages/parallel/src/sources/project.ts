import type { Table } from "@framepool/csv/internal";
import type { Pushed } from "../push-down.js";

/** A table of the columns that are wanted: the others are not decoded, and their types not looked for. Rows stay as wide as they are. */
export function project(table: Table, pushed: Pushed): Table {
  const names = table.columns.map(({ name }) => name);
  const placeOf = new Map(names.map((name, place) => [name, place]));
  const places = pushed.columns(names).map((name) => placeOf.get(name)!);
  const pick = <T>(list: readonly T[]): T[] => places.map((place) => list[place]!);
  return { ...table, columns: pick(table.columns), types: pick(table.types), open: pick(table.open), known: pick(table.known) };
}
