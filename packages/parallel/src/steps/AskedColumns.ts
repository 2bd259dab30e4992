import { columnsOf, frameOf, Series, type DataFrame } from "@framepool/frame/internal";
import type { Asked } from "../worker/messages.js";
import { isMissing, missingRows, rowsOf } from "../parts/parts.js";
import type { Plan } from "../plan/plan.js";

/**
 * Columns that steps ask for by name where each part has columns of its own (`apply` gave objects with other keys): in a part
 * that lacks one its cells are missing, as they are when the parts are put together. Whether any part has it, only the main
 * thread gets to know, which is told of all that was asked for.
 */
export class AskedColumns {
  readonly told: Asked[] = [];
  readonly #from: number;

  constructor({ undecided }: Plan) {
    this.#from = undecided ?? Infinity;
  }

  /** The part with the columns that the step at `place` names. */
  given(value: DataFrame | Series, names: readonly string[], place: number): DataFrame | Series {
    if (place < this.#from || names.length === 0) return value;
    const isUnknown = isMissing(value);
    // No row says nothing of columns, and cells of a Series have none.
    if (isUnknown ? rowsOf(value) === 0 : value instanceof Series) return value;
    const own = isUnknown ? [] : columnsOf(value);
    const columns = own.map(({ name }) => name);
    this.told.push({ place, names, columns });
    const lacked = [...new Set(names)].filter((name) => !columns.includes(name));
    const rows = rowsOf(value);
    return lacked.length === 0 ? value : frameOf([...own, ...columnsOf(missingRows(lacked, rows))], rows);
  }
}
