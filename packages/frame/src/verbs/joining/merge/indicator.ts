import { columnFromValues } from "../../../build/column-from-values.js";
import { sharedArray } from "../../../build/growing.js";
import { Column } from "../../../column.js";
import { CATEGORY, STRING } from "../../../data-types.js";
import { Storage } from "../../../storage.js";
import { Vector } from "../../../vector.js";
import type { JoinedRows } from "./join-rows.js";

/** Which sides each row came from, as a category whose order is pandas', in groups and dummies too. */
export function indicatorColumn(name: string, { length, left, right }: JoinedRows): Column {
  const dictionary = columnFromValues("", ["left_only", "right_only", "both"], STRING).vectors[0]!;
  const data = sharedArray(Int32Array, length).subarray(0, length);
  for (let i = 0; i < data.length; i++) data[i] = right !== null && right[i]! < 0 ? 0 : left !== null && left[i]! < 0 ? 1 : 2;
  return Column.of(name, new Vector(new Storage({ ...CATEGORY, ordered: true }, data.length, { data, dictionary })));
}
