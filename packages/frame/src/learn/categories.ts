import { columnFromValues } from "../build/column-from-values.js";
import type { Cell } from "../cell.js";
import { Column } from "../column.js";
import { STRING, type DataType } from "../data-types.js";
import { floatColumn } from "../verbs/numbers/floats.js";

/** Values in an order, with the type of their column; null is a missing cell. Those that were learned rise, null last where cells were missing. */
export interface Categories {
  readonly type: DataType;
  readonly count: number;
  /** made when somebody asks */
  readonly values: readonly Cell[];
  /** the first place of null, -1 where it is none of them */
  readonly nullAt: number;
  /** What cells are looked up among: text, or numbers; null where it takes the values themselves. */
  readonly keys: Column | null;
  /** The values as a column of their type. Throws FrameError for one that a user gave and that does not fit it. */
  column(name: string): Column;
}

/** Of values that were learned; those of a category come as text. */
export function categoriesOfColumn(type: DataType, held: Column): Categories {
  const { kind } = held.type;
  let values: readonly Cell[] | null = null;
  return {
    type,
    count: held.length,
    get values() { return (values ??= [...held]); },
    nullAt: held.length > 0 && held.isNull(held.length - 1) ? held.length - 1 : -1,
    keys: kind === "utf8" || kind === "int" || kind === "float" ? held : null,
    column(name) { return type.kind === "dictionary" ? columnFromValues(name, this.values, type) : new Column(name, type, held.vectors); },
  };
}

/** Of values that a user gave, or JSON. */
export function categoriesOfValues(type: DataType, values: readonly Cell[]): Categories {
  let keys: Column | null | undefined;
  return {
    type,
    count: values.length,
    values,
    nullAt: values.indexOf(null),
    get keys() { return keys === undefined ? (keys = keysOf(values)) : keys; },
    column: (name) => columnFromValues(name, values, type),
  };
}

/** Values as they are, whatever the type of their column would make of them. */
function keysOf(values: readonly Cell[]): Column | null {
  if (values.every((value) => value === null || typeof value === "string")) return columnFromValues("", values, STRING);
  if (values.every((value) => value === null || typeof value === "number")) return floatColumn("", Float64Array.from(values, (value) => (value) ?? NaN));
  return null;
}
