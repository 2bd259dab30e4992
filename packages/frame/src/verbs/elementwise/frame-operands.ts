import { FrameError } from "@framepool/errors";
import type { Cell } from "../../cell.js";
import type { Column } from "../../column.js";
import { columnNamed, counted, Table } from "../../table.js";
import { columnGiven, operandOf, type ColumnHolder, type Operand } from "../arguments/operand.js";
import { eachColumn } from "../cells/each-column.js";
import { where } from "./where.js";

/** A verb of two operands for every column: with a value, a column, or the column of the same name. */
export function withTable(verb: string, table: Table, other: Table | ColumnHolder | Cell, compute: (column: Column, operand: Operand) => Column): Table {
  if (!(other instanceof Table)) {
    const operand = operandOf(verb, other);
    return eachColumn(table, (column) => compute(column, operand));
  }
  checkAlike(verb, table, other);
  return eachColumn(table, (column) => compute(column, columnNamed(other, column.name)));
}

/** {@link where} for every column, with the flags of the same name or one column of flags for all. */
export function whereTable(table: Table, flags: Table | ColumnHolder, other: Operand, flag: boolean): Table {
  const verb = flag ? "where" : "mask";
  if (!(flags instanceof Table)) {
    const mask = columnGiven(verb, flag ? "keep" : "hide", flags);
    return eachColumn(table, (column) => where(column, mask, other, flag));
  }
  checkAlike(verb, table, flags);
  return eachColumn(table, (column) => where(column, columnNamed(flags, column.name), other, flag));
}

/** Throws FrameError for two frames whose columns or rows do not go together. */
function checkAlike(verb: string, left: Table, right: Table): void {
  if (left.numRows !== right.numRows) throw new FrameError(`${verb}: one frame has ${counted(left.numRows, "row")}, the other ${counted(right.numRows, "row")}`);
  const odd = right.schema.names.find((name) => !left.schema.has(name)) ?? left.schema.names.find((name) => !right.schema.has(name));
  if (odd !== undefined) throw new FrameError(`${verb}: only one of the frames has a column "${odd}"; select the columns that both have`, { column: odd });
}
