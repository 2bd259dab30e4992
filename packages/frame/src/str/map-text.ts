import { makeBuilder } from "../build/make-builder.js";
import { Column } from "../column.js";
import { STRING, type DataType } from "../data-types.js";
import { nullVector } from "../null-vector.js";
import { Storage } from "../storage.js";
import { Vector } from "../vector.js";
import { take } from "../verbs/take/take.js";
import { expectText } from "./text-cells.js";

/** The text that a method makes of one cell; null is missing. */
export type TextFunction = (text: string) => string | null;

/** A text column of what `fn` makes of each cell; missing stays missing. Of a category, each of its values is looked at once. */
export function mapText(column: Column, method: string, fn: TextFunction): Column {
  expectText(column, method);
  if (column.type.kind === "dictionary") return mapCategories(column, column.type, fn);
  return mapVectors(column, STRING, fn);
}

/** A column of `type` of what `fn` makes of each cell; missing stays missing. Of a category, each of its values is looked at once. */
export function mapCells<R extends boolean | number | string | readonly (string | null)[]>(column: Column, method: string, type: DataType, fn: (text: string) => R | null): Column {
  expectText(column, method);
  if (column.type.kind !== "dictionary") return mapVectors(column, type, fn);
  return byCodes(column, (dictionary) => mapVectors(dictionary, type, fn));
}

/** What `of` makes of a category's values, by the codes of the rows. */
export function byCodes(column: Column, of: (dictionary: Column) => Column): Column {
  const parts = column.vectors.map((vector) => {
    const { storage, offset, length } = vector;
    const made = of(Column.of(column.name, storage.dictionary!));
    const rows = new Int32Array(length);
    for (let i = 0; i < length; i++) rows[i] = vector.isNull(i) ? -1 : Number(storage.data![offset + i]!);
    return take(made, rows);
  });
  const [first] = parts;
  return new Column(column.name, first!.type, parts.flatMap(({ vectors }) => vectors));
}

function mapVectors(column: Column, type: DataType, fn: (text: string) => boolean | number | string | readonly (string | null)[] | null): Column {
  return new Column(column.name, type, column.vectors.flatMap((vector) => mapVector(vector, type, fn)));
}

function mapVector(vector: Vector, type: DataType, fn: (text: string) => boolean | number | string | readonly (string | null)[] | null): Vector[] {
  const { length } = vector;
  if (vector.type.kind === "null") return [nullVector(type, length)];
  const done: Vector[] = [];
  let builder = makeBuilder(type, length);
  for (let i = 0; i < length; i++) {
    if (builder.full) {
      done.push(builder.finish());
      builder = makeBuilder(type, length - i);
    }
    const cell = vector.get(i);
    builder.append(cell === null ? null : fn(cell as string));
  }
  done.push(builder.finish());
  return done;
}

/** New texts under the same codes; two that have become equal get one code. */
function mapCategories(column: Column, type: Extract<DataType, { kind: "dictionary" }>, fn: TextFunction): Column {
  const unordered = { ...type, ordered: false };
  return new Column(column.name, unordered, column.vectors.map((vector) => {
    const { storage, offset, length } = vector;
    const codes = makeBuilder(type.index, length);
    const values = makeBuilder(STRING, storage.dictionary!.length);
    const places = new Map<string, number>();
    const codeOf = Array.from({ length: storage.dictionary!.length }, (_, code) => {
      const text = storage.dictionary!.get(code);
      const made = text === null ? null : fn(text as string);
      if (made === null) return null;
      const place = places.get(made) ?? places.size;
      if (place === places.size) values.append(made);
      places.set(made, place);
      return place;
    });
    for (let i = 0; i < length; i++) codes.append(vector.isNull(i) ? null : codeOf[Number(storage.data![offset + i]!)]!);
    const made = codes.finish().storage;
    return new Vector(new Storage(unordered, length, { data: made.data, validity: made.validity, dictionary: values.finish() }));
  }));
}
