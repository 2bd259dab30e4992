import type { Column } from "../../column.js";
import { checkOptions } from "../arguments/check-options.js";
import type { Operand } from "../arguments/operand.js";
import { compare } from "./compare.js";
import { and } from "./logic.js";

/** Which ends count as inside. */
export type Inclusive = "both" | "neither" | "left" | "right";

/** How the ends are compared. */
export interface BetweenOptions {
  /** default `"both"` */
  readonly inclusive?: Inclusive;
}

export function between(column: Column, left: Operand, right: Operand, options: BetweenOptions): Column {
  const { inclusive = "both" } = checkOptions("between", options, { inclusive: ["both", "neither", "left", "right"] });
  const above = compare(inclusive === "both" || inclusive === "left" ? "ge" : "gt", column, left, "between");
  const below = compare(inclusive === "both" || inclusive === "right" ? "le" : "lt", column, right, "between");
  return and(above, below);
}
