import type { Column } from "../../column.js";
import { withMissing } from "../keys/codes.js";
import { codesOf } from "../keys/column-codes.js";
import { countBools } from "../keys/bool-counts.js";
import { take } from "../take/take.js";

/** Each value once, in order of first appearance; a missing one too. */
export function unique(column: Column): Column {
  const known = column.nullCount === 0 ? countBools(column) : null;
  return take(column, (known ?? withMissing(codesOf(column, "unique"))).first);
}
