import { FrameError } from "@framepool/errors";
import { sharedArray } from "../../build/growing.js";
import { Column } from "../../column.js";
import { concatColumns } from "../../concat-columns.js";
import { layoutOf } from "../../layout.js";
import { Storage } from "../../storage.js";
import type { Table } from "../../table.js";
import { Vector } from "../../vector.js";
import { withMissing } from "../keys/codes.js";
import { codesOf } from "../keys/column-codes.js";
import { take } from "../take/take.js";
import { Grouping, moved, sortedGroups } from "./grouping.js";

/** Groups for every combination of the keys' values, those that no row has too: of a category, values are all its categories. */
export function everyCombination(table: Table, keys: readonly Column[], dropna: boolean, sort: boolean): Grouping {
  const levels = keys.map((column) => levelsOf(column, dropna, sort));
  const count = levels.reduce((product, { values }) => product * values.length, 1);
  if (count > 2 ** 30) throw new FrameError(`groupby: the categories make ${String(count)} combinations; give { observed: true } for those that are there`);
  const codes = new Int32Array(table.numRows);
  for (const level of levels) {
    const { length } = level.values;
    for (let row = 0; row < codes.length; row++) codes[row] = codes[row]! < 0 || level.codes[row]! < 0 ? -1 : codes[row]! * length + level.codes[row]!;
  }
  let repeat = count;
  const columns = levels.map(({ values }) => {
    repeat /= values.length;
    return take(values, Int32Array.from({ length: count }, (_, group) => Math.floor(group / repeat) % values.length));
  });
  return new Grouping(table, columns, codes, count);
}

interface Levels {
  readonly values: Column;
  readonly codes: Int32Array;
}

function levelsOf(column: Column, dropna: boolean, sort: boolean): Levels {
  const all = column.type.kind === "dictionary" ? concatColumns(column.name, [column, ...categoriesOf(column)]) : column;
  const coded = dropna ? codesOf(all, "groupby") : withMissing(codesOf(all, "groupby"));
  const values = take(all, coded.first);
  const codes = coded.codes.subarray(0, column.length);
  if (!sort) return { values, codes };
  const order = sortedGroups([values], coded.count);
  return { values: take(values, order), codes: moved(codes, order) };
}

/** A column for each dictionary that holds each of its categories once. */
function categoriesOf({ name, type, vectors }: Column): Column[] {
  const dictionaries = new Set(vectors.map(({ storage }) => storage.dictionary!));
  return [...dictionaries].map((dictionary) => {
    const data = sharedArray(layoutOf(type)!.array, dictionary.length).subarray(0, dictionary.length);
    for (let code = 0; code < data.length; code++) data[code] = data instanceof BigInt64Array || data instanceof BigUint64Array ? BigInt(code) : code;
    return Column.of(name, new Vector(new Storage(type, dictionary.length, { data, dictionary })));
  });
}
