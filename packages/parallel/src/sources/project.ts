import type { Table } from "@framepool/csv/internal";
import { STRING } from "@framepool/frame/internal";
import type { Pushed } from "../plan/push-down.js";

/**
 * A table of the columns that are wanted: the others are not decoded, and their types not looked for. Rows stay as wide as
 * they are. Where all are kept, the others are text: so it is the same rows that are no rows.
 */
export function project(table: Table, pushed: Pushed): Table {
  const names = table.columns.map(({ name }) => name);
  const wanted = pushed.columns(names);
  if (pushed.keepsAll) {
    const isWanted = new Set(wanted);
    const others = <T>(list: readonly T[], other: T): T[] => list.map((own, place) => (isWanted.has(names[place]!) ? own : other));
    return { ...table, types: others(table.types, STRING), open: others(table.open, null), known: others(table.known, "found") };
  }
  const placeOf = new Map(names.map((name, place) => [name, place]));
  const places = wanted.map((name) => placeOf.get(name)!);
  const pick = <T>(list: readonly T[]): T[] => places.map((place) => list[place]!);
  return { ...table, columns: pick(table.columns), types: pick(table.types), open: pick(table.open), known: pick(table.known) };
}
