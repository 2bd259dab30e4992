import type { Column } from "../column.js";
import { compare } from "./compare.js";
import { and } from "./logic.js";
import type { Operand } from "./operand.js";

/** Which ends count as inside. */
export type Inclusive = "both" | "neither" | "left" | "right";

export function between(column: Column, left: Operand, right: Operand, inclusive: Inclusive): Column {
  const above = compare(inclusive === "both" || inclusive === "left" ? "ge" : "gt", column, left);
  const below = compare(inclusive === "both" || inclusive === "right" ? "le" : "lt", column, right);
  return and(above, below);
}
