import { sharedArray } from "../build/growing.js";
import { Column } from "../column.js";
import { INT32 } from "../data-types.js";
import { Storage } from "../storage.js";
import { Table } from "../table.js";
import { Vector } from "../vector.js";
import { byCodePoints } from "../verbs/cells/by-code-points.js";
import { expectPatternText } from "./pattern.js";
import { expectText } from "./text-cells.js";

/** The tags that each cell is split into, a column of 0 and 1 a tag, in rising order. A missing cell has none. */
export function textDummies(column: Column, sep: string): Table {
  expectPatternText("getDummies", sep);
  expectText(column, "getDummies");
  const rowsOf = new Map<string, number[]>();
  for (let row = 0; row < column.length; row++) {
    const text = column.get(row) as string | null;
    for (const tag of text === null ? [] : text.split(sep)) {
      const rows = rowsOf.get(tag) ?? [];
      if (tag !== "") rowsOf.set(tag, rows);
      rows.push(row);
    }
  }
  const tags = [...rowsOf.keys()].sort(byCodePoints);
  return new Table(tags.map((tag) => flags(tag, rowsOf.get(tag)!, column.length)), column.length);
}

function flags(tag: string, rows: readonly number[], length: number): Column {
  const data = sharedArray(Int32Array, length).subarray(0, length);
  for (const row of rows) data[row] = 1;
  return Column.of(tag, new Vector(new Storage(INT32, length, { data })));
}
