import type { Column } from "../../column.js";
import { withMissing } from "../keys/codes.js";
import { codesOf } from "../keys/column-codes.js";
import { take } from "../take/take.js";

/** Each value once, in order of first appearance; a missing one too. */
export function unique(column: Column): Column {
  return take(column, withMissing(codesOf(column, "unique")).first);
}
