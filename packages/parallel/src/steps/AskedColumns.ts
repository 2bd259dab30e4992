import { columnsOf, frameOf, Series, type DataFrame } from "@framepool/frame/internal";
import { isMissing, missingRows, rowsOf } from "../parts/parts.js";
import type { PartStep, Plan } from "../plan/plan.js";
import type { Asked } from "../worker/messages.js";
import { missingCounts } from "./missing-counts.js";
import { filledColumns, namedColumns } from "./named-columns.js";
import { forgivingNames } from "./forgiving-names.js";

/**
 * Columns that steps ask for by name where each part has columns of its own (`apply` gave objects with other keys, rows of
 * `scanRows` lack some): in a part that lacks one its cells are missing, as they are when the parts are put together. Whether
 * any part has it, only the main thread gets to know, which is told of all that was asked for.
 */
export class AskedColumns {
  readonly told: Asked[] = [];
  readonly #from: number;
  readonly #varyFrom: number;
  /** whether it can still be seen at the end that a column which was filled is one that no part has */
  readonly #fills: boolean;
  /** names of columns, as they are called by now, that the part itself does not have */
  #lacked = new Set<string>();

  constructor({ undecided, vary, output }: Plan) {
    this.#from = undecided ?? Infinity;
    this.#varyFrom = vary ?? Infinity;
    this.#fills = output.kind === "partial";
  }

  /** The part as a step gets it: with the columns that the step names. */
  before(value: DataFrame | Series, step: PartStep, place: number): DataFrame | Series {
    const filled = this.#fills && place >= this.#from ? filledColumns(step) : [];
    const given = this.given(this.given(value, filled, place, true), namedColumns(step), place);
    if (filled.length === 0) this.#seen(given, step, place);
    this.#follow(step);
    return given;
  }

  /** The part with columns that are named at a place; `mayLack`: it is no error where no part has them. */
  given(value: DataFrame | Series, names: readonly string[], place: number, mayLack = false): DataFrame | Series {
    if (place < this.#from || names.length === 0) return value;
    const isUnknown = isMissing(value);
    // No row says nothing of columns, and cells of a Series have none.
    if (isUnknown ? rowsOf(value) === 0 : value instanceof Series) return value;
    const there = isUnknown ? [] : columnsOf(value);
    this.told.push({ place, names, columns: isUnknown ? [] : this.own(value), mayLack });
    const lacked = [...new Set(names)].filter((name) => there.every((column) => column.name !== name));
    for (const name of lacked) this.#lacked.add(name);
    const rows = rowsOf(value);
    return lacked.length === 0 ? value : frameOf([...there, ...columnsOf(missingRows(lacked, rows))], rows);
  }

  /** Work of a step's function, which may ask the rows of a part for columns that only others have. */
  read<R>(place: number, work: () => R): R {
    return place < this.#varyFrom ? work() : forgivingNames(work);
  }

  /** The columns that the part has itself. */
  own(value: DataFrame | Series): readonly string[] {
    if (value instanceof Series) return [value.name];
    return this.#lacked.size === 0 ? value.columns : value.columns.filter((name) => !this.#lacked.has(name));
  }

  /** Tells which columns a part has where a step makes something of missing cells. A part without rows has none of those. */
  #seen(value: DataFrame | Series, step: PartStep, place: number): void {
    if (place < this.#varyFrom || value instanceof Series || rowsOf(value) === 0) return;
    const among = missingCounts(step);
    if (among === null) return;
    const columns = among === "all" ? value.columns : value.columns.filter((name) => among.includes(name));
    this.told.push({ place, names: [], columns, inAll: true });
  }

  /** What a step does to the names; columns that a function made are the part's own, and `select` says which there are, in which order. */
  #follow(step: PartStep): void {
    if (this.#lacked.size === 0) return;
    if (step.op === "apply" || step.op === "mapPartitions" || step.op === "select") this.#lacked.clear();
    if (step.op === "assign") for (const { name } of step.columns) this.#lacked.delete(name);
    if (step.op !== "rename") return;
    const names = new Map(step.names);
    this.#lacked = new Set([...this.#lacked].map((name) => names.get(name) ?? name));
  }
}
