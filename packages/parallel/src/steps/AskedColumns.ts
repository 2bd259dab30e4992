import { columnsOf, frameOf, Series, type DataFrame } from "@framepool/frame/internal";
import { isMissing, missingRows, rowsOf } from "../parts/parts.js";
import type { PartStep, Plan } from "../plan/plan.js";
import type { Asked } from "../worker/messages.js";
import { missingCounts } from "./missing-counts.js";

/**
 * Columns that steps ask for by name where each part has columns of its own (`apply` gave objects with other keys): in a part
 * that lacks one its cells are missing, as they are when the parts are put together. Whether any part has it, only the main
 * thread gets to know, which is told of all that was asked for.
 */
export class AskedColumns {
  readonly told: Asked[] = [];
  readonly #from: number;
  readonly #varyFrom: number;

  constructor({ undecided, vary }: Plan) {
    this.#from = undecided ?? Infinity;
    this.#varyFrom = vary ?? Infinity;
  }

  /** Tells which columns a part has where a step makes something of missing cells. A part without rows has none of those. */
  seen(value: DataFrame | Series, step: PartStep, place: number): void {
    if (place < this.#varyFrom || value instanceof Series || rowsOf(value) === 0) return;
    const among = missingCounts(step);
    if (among === null) return;
    const columns = among === "all" ? value.columns : value.columns.filter((name) => among.includes(name));
    this.told.push({ place, names: [], columns, inAll: true });
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
