import { makeBuilder } from "./build/make-builder.js";
import { castColumn } from "./cast.js";
import { Column } from "./column.js";
import { indexFor } from "./distinct-values.js";
import { Storage } from "./storage.js";
import { Vector } from "./vector.js";

/**
 * The column with the categories of parts that have no rows: a part of which every row was left out has its say in what
 * categories there are, as it has in one column of all rows. They come behind those of the last vector.
 */
export function withCategories(column: Column, empties: readonly Vector[]): Column {
  const { name, type, vectors, facts } = column;
  if (type.kind !== "dictionary" || type.values.kind !== "utf8" || empties.length === 0) return column;
  const known = new Set(vectors.map(({ storage }) => storage.dictionary!));
  const others = new Set(empties.map(({ storage }) => storage.dictionary!).filter((dictionary) => !known.has(dictionary)));
  if (others.size === 0) return column;
  const held = new Set([...known].flatMap(valuesOf));
  const more = new Set([...others].flatMap(valuesOf).filter((value) => !held.has(value)));
  if (more.size === 0) return column;
  const last = vectors.at(-1)!;
  const values = makeBuilder(type.values);
  for (const value of [...Column.of("", last.storage.dictionary!), ...more]) values.append(value);
  const dictionary = values.finish();
  const index = indexFor(type.index, dictionary.length);
  if (index !== type.index) return withCategories(castColumn(column, { ...type, index }), empties);
  const { data, validity, length } = last.storage;
  const extended = new Vector(new Storage(type, length, { data, validity, dictionary }), last.offset, last.length);
  return new Column(name, type, [...vectors.slice(0, -1), extended], facts);
}

function valuesOf(dictionary: Vector): string[] {
  return [...Column.of("", dictionary)].filter((value) => value !== null) as string[];
}
