import { bitAt } from "../../../bitmap.js";
import type { Column } from "../../../column.js";
import { BOOL } from "../../../data-types.js";
import { boolColumn } from "../../cells/flags.js";
import { missingFlags } from "../../cells/missing.js";
import { mayBeNumeric } from "../../cells/numeric-only.js";
import { validityOfFlags } from "../../numbers/floats.js";
import { columnNumbers } from "../../numbers/numbers.js";
import { cannotConvert, misfit } from "./misfit.js";

/** Bools: numbers that are not 0, and the texts `True`, `False` (in any case), `1` and `0`. */
export function toBool(column: Column): Column {
  const missing = missingFlags(column);
  const flags = column.type.kind === "utf8" ? ofText(column, missing) : mayBeNumeric(column) ? ofNumbers(column) : null;
  if (flags === null) throw cannotConvert(column, BOOL);
  return boolColumn(column.name, flags, validityOfFlags(missing));
}

function ofNumbers(column: Column): Uint8Array {
  const { values, validity } = columnNumbers(column);
  const flags = new Uint8Array(values.length);
  for (let row = 0; row < flags.length; row++) if (values[row] !== 0 && (validity === null || bitAt(validity, row))) flags[row] = 1;
  return flags;
}

function ofText(column: Column, missing: Uint8Array): Uint8Array {
  const flags = new Uint8Array(column.length);
  for (let row = 0; row < flags.length; row++) {
    if (missing[row] === 1) continue;
    const text = column.get(row) as string;
    const flag = ["false", "0", "true", "1"].indexOf(text.toLowerCase());
    if (flag < 0) throw misfit(column, row, text, BOOL, "True, False, 1 and 0 are");
    flags[row] = flag >> 1;
  }
  return flags;
}
