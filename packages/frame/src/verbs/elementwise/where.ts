import { Column } from "../../column.js";
import { checkLengths } from "../arguments/check-lengths.js";
import type { Operand } from "../arguments/operand.js";
import { maskBits } from "../cells/mask.js";
import { choose } from "../take/choose.js";

/** The cell where the flag is `flag`, else that of `other`. */
export function where(column: Column, flags: Column, other: Operand, flag: boolean): Column {
  const verb = flag ? "where" : "mask";
  checkLengths(verb, column, flags);
  if (other instanceof Column) checkLengths(verb, column, other);
  const bits = maskBits(flags, verb);
  return choose(verb, column, flag ? bits : bits.map((byte) => ~byte), other);
}
