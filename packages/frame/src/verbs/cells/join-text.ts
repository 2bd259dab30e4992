import { makeBuilder } from "../../build/make-builder.js";
import { Column } from "../../column.js";
import { STRING } from "../../data-types.js";
import type { Operand } from "../arguments/operand.js";

export function isText(operand: Operand): boolean {
  if (!(operand instanceof Column)) return typeof operand === "string";
  const { type } = operand;
  return type.kind === "utf8" || (type.kind === "dictionary" && type.values.kind === "utf8");
}

/** Text of both sides joined, row by row. */
export function joinText(left: Column, right: Operand): Column {
  const builder = makeBuilder(STRING, left.length);
  for (let row = 0; row < left.length; row++) {
    const a = left.get(row);
    const b = right instanceof Column ? right.get(row) : right;
    if (a === null || b === null) builder.appendNull();
    else builder.append((a as string) + (b as string));
  }
  return Column.of(left.name, builder.finish());
}
