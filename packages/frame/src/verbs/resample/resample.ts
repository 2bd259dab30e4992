import { FrameError } from "@framepool/errors";
import { WideCells } from "../../build/builders/wide-cells.js";
import { Column } from "../../column.js";
import { TIMESTAMP_MS, typeName } from "../../data-types.js";
import { Storage } from "../../storage.js";
import { columnNamed, type Table } from "../../table.js";
import { Vector } from "../../vector.js";
import { checkText } from "../arguments/check-kind.js";
import { checkOptions } from "../arguments/check-options.js";
import { columnName } from "../arguments/column-names.js";
import { Grouping } from "../groupby/grouping.js";
import { risingOrder } from "../sort/order-rows.js";
import { binsOf, type Side } from "./bins.js";
import { msOf } from "./ms-of.js";

/** Which column has the times, and how bins are closed and named. */
export interface ResampleOptions<K = string> {
  /** a column of dates or timestamps */
  readonly on: K;
  /** which end belongs to a bin (default `"left"`; for rules of a fixed length only) */
  readonly closed?: Side;
  /** which end names a bin (default `"left"`) */
  readonly label?: Side;
}

/**
 * Rows in groups of time, from the first to the last that is there, those without rows too. Days begin at midnight UTC.
 * Rows without a time are left out; those of a bin are in the order of their times. Throws ArgumentError for a rule that is none, FrameError for a column of no times.
 */
export function resample(table: Table, rule: string, options: ResampleOptions): Grouping {
  checkText("resample", "rule", rule);
  const { on, closed, label } = checkOptions("resample", options, { on: "own", closed: ["left", "right"], label: ["left", "right"] });
  const column = columnNamed(table, columnName("resample", "on", on));
  const { kind } = column.type;
  if (kind !== "timestamp" && kind !== "date" && kind !== "null") throw new FrameError(`resample: column "${on}" is ${typeName(column.type)}; it must have dates or timestamps`, { column: on });
  const times = msOf(column);
  const { codes, labels } = binsOf(times, rule, closed, label);
  return new Grouping(table, [timesColumn(on, labels)], codes, labels.length, () => (isRising(times) ? null : risingOrder(column, "resample")), "bins");
}

/** Whether times rise as they stand. Of two with digits finer than ms in the same one nobody knows here. */
function isRising(times: Float64Array): boolean {
  let before = -Infinity;
  for (const time of times) {
    if (time < before || (time === before && !Number.isInteger(time))) return false;
    if (time === time) before = time;
  }
  return true;
}

function timesColumn(name: string, labels: Float64Array): Column {
  const cells = new WideCells(labels.length);
  for (let i = 0; i < labels.length; i++) cells.setNumber(i, labels[i]!);
  return Column.of(name, new Vector(new Storage(TIMESTAMP_MS, labels.length, { data: cells.signed(labels.length) })));
}
