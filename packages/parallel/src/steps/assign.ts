import type { Cell, Series } from "@framepool/frame/internal";
import { onPart } from "@framepool/frame/internal";
import type { ShippedTask } from "@framepool/pool/worker-side";
import { isMissing } from "../parts/parts.js";
import type { Functions } from "../plan/functions.js";
import { onFrame } from "./on-frame.js";
import type { StepValue } from "./step-value.js";
import { unknownRows } from "./verb.js";

/** `assign(columns)`: values, functions of the part by their place in `tasks`, and columns that branches have `made`. */
export interface AssignStep {
  readonly op: "assign";
  readonly columns: readonly ({ readonly name: string; readonly value: Cell } | { readonly name: string; readonly place: number } | { readonly name: string; readonly made: number })[];
  readonly tasks: readonly ShippedTask[];
}

/** Work of `assign(columns)`: a function sees the part, and verbs of it that need more than a row are refused. */
export function assign(before: StepValue, { columns, tasks }: AssignStep, functions: Functions, made: readonly Series[]): StepValue {
  if (isMissing(before.value)) return unknownRows("assign", before);
  const given = (column: AssignStep["columns"][number]): Cell | Series<Cell> | (() => Cell) => {
    if ("made" in column) return made[column.made]! as Series<Cell>;
    return "place" in column ? (functions(tasks[column.place]!) as () => Cell) : column.value;
  };
  const all = Object.fromEntries(columns.map((column) => [column.name, given(column)]));
  return onFrame("assign", before, (frame) => onPart("assign", () => frame.assign(all)));
}
