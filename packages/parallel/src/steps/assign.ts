import type { Cell } from "@framepool/frame/internal";
import { onPart } from "@framepool/frame/internal";
import type { ShippedTask } from "@framepool/pool/worker-side";
import type { Functions } from "../functions.js";
import { isMissing } from "../parts.js";
import { onFrame } from "./on-frame.js";
import type { StepValue } from "./step-value.js";
import { unknownRows } from "./verb.js";

/** `assign(columns)`: values, and functions of the part by their place in `tasks`. */
export interface AssignStep {
  readonly op: "assign";
  readonly columns: readonly ({ readonly name: string; readonly value: Cell } | { readonly name: string; readonly place: number })[];
  readonly tasks: readonly ShippedTask[];
}

/** Work of `assign(columns)`: a function sees the part, and verbs of it that need more than a row are refused. */
export function assign(before: StepValue, { columns, tasks }: AssignStep, functions: Functions): StepValue {
  if (isMissing(before.value)) return unknownRows("assign", before);
  const given = Object.fromEntries(columns.map((column) => [column.name, "place" in column ? (functions(tasks[column.place]!) as () => Cell) : column.value]));
  return onFrame("assign", before, (frame) => onPart("assign", () => frame.assign(given)));
}
