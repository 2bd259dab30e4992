import type { Column } from "../../column.js";
import type { Table } from "../../table.js";
import { checkByColumn, checkWhole } from "../arguments/check-kind.js";
import { eachColumn } from "../cells/each-column.js";
import { arithmetic } from "./arithmetic.js";

export function round(column: Column, decimals: number): Column {
  checkWhole("round", "decimals", decimals);
  return column.type.kind === "int" && decimals >= 0 ? column : arithmetic("round", column, decimals);
}

/** {@link round} for the numbers of a table: all, or the columns that are named; names that are not there are passed over. */
export function roundTable(table: Table, decimals: number | Readonly<Record<string, number | undefined>>): Table {
  if (typeof decimals === "number") checkWhole("round", "decimals", decimals);
  else {
    checkByColumn("round", "decimals", decimals);
    for (const [name, places] of Object.entries<unknown>(decimals)) if (places !== undefined) checkWhole("round", `decimals of "${name}"`, places);
  }
  return eachColumn(table, (column) => {
    const places = typeof decimals === "number" ? decimals : Object.hasOwn(decimals, column.name) ? decimals[column.name] : undefined;
    return places !== undefined && (column.type.kind === "int" || column.type.kind === "float") ? round(column, places) : column;
  });
}
