import { COLUMNS } from "../columns-key.js";
import { typeName } from "../data-types.js";
import { counted, type Table } from "../table.js";
import { oneLine } from "./cell-texts.js";
import { padRight, textWidth } from "./text-width.js";

/** Size of a frame, and of each column its place, name, number of values that are there, and type. */
export function infoText(table: Table): string {
  const columns = table[COLUMNS];
  const rows = columns.map((column, i) => [` ${String(i)}`, oneLine(column.name), `${String(column.length - column.nullCount)} non-null`, typeName(column.type)]);
  const lines = [[" #", "Column", "Non-Null Count", "Dtype"], ...rows];
  const widths = [0, 1, 2].map((k) => lines.reduce((most, line) => Math.max(most, textWidth(line[k]!)), 0));
  const body = lines.map((line) => line.map((text, k) => padRight(text, widths[k] ?? 0)).join("  ").trimEnd());
  return [`DataFrame: ${counted(table.numRows, "row")}, ${counted(columns.length, "column")}`, ...(columns.length > 0 ? body : [])].join("\n");
}
