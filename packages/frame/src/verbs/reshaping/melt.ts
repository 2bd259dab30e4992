import { columnFromValues } from "../../build/column-from-values.js";
import type { Column } from "../../column.js";
import { COLUMNS } from "../../columns-key.js";
import { concatColumns } from "../../concat-columns.js";
import { NULL, STRING } from "../../data-types.js";
import { Table, columnNamed } from "../../table.js";
import { checkOptions } from "../arguments/check-options.js";
import { columnNames } from "../arguments/column-names.js";
import { take } from "../take/take.js";

/** What a frame is melted into. */
export interface MeltOptions<I = string, V = string> {
  /** columns that are repeated beside the values (default none) */
  readonly idVars?: I | readonly I[];
  /** columns that become values (default all others); their types are unified */
  readonly valueVars?: V | readonly V[];
  /** name of the column that says where a value came from (default `"variable"`) */
  readonly varName?: string;
  /** name of the column of values (default `"value"`) */
  readonly valueName?: string;
}

/** Columns one below the other: a row for each row and each of `valueVars`, column by column. */
export function melt(table: Table, options: MeltOptions = {}): Table {
  const { idVars = [], valueVars, varName = "variable", valueName = "value" } = checkOptions("melt", options, { idVars: "own", valueVars: "own", varName: "text", valueName: "text" });
  const ids = columnNames("melt", "idVars", idVars).map((name) => columnNamed(table, name));
  const values = valueVars === undefined ? table[COLUMNS].filter((column) => !ids.includes(column)) : columnNames("melt", "valueVars", valueVars).map((name) => columnNamed(table, name));
  const { numRows } = table;
  const length = numRows * values.length;
  const place = new Int32Array(length);
  for (let k = 1; k < values.length; k++) place.fill(k, k * numRows, (k + 1) * numRows);
  const names = columnFromValues(varName, values.map(({ name }) => name), STRING);
  return new Table([
    // The same cells again and again: nothing is copied.
    ...ids.map((column) => (values.length === 0 ? column.slice(0, 0) : concatColumns(column.name, values.map(() => column)))),
    take(names, place),
    values.length === 0 ? columnOfNothing(valueName) : concatColumns(valueName, values),
  ], length);
}

function columnOfNothing(name: string): Column {
  return columnFromValues(name, [], NULL);
}
