import { ArgumentError } from "@framepool/errors";
import { DataFrame, Series, type Cell } from "@framepool/frame";
import type { Shippable } from "@framepool/pool";
import { shipTask, type ShippedTask } from "@framepool/pool/internal";
import type { AssignStep } from "./assign.js";

/** What `assign` is given, as data. Throws CaptureError for a function that cannot travel, ArgumentError for rows. */
export function planAssign(columns: Readonly<Record<string, unknown>>, file: string | null): AssignStep {
  const tasks: ShippedTask[] = [];
  const planned = Object.entries(columns).map(([name, given]) => {
    if (isCell(given)) return { name, value: given ?? null };
    if (Array.isArray(given) || given instanceof Series || given instanceof DataFrame || (ArrayBuffer.isView(given) && !(given instanceof Uint8Array))) {
      throw new ArgumentError(`assign: column "${name}" is given rows, and of which part of the pipeline they are, nobody knows; give a value or a function of the part, or let the frame have them first`);
    }
    return { name, place: tasks.push(shipTask(given as Shippable, { op: "assign", file })) - 1 };
  });
  return { op: "assign", columns: planned, tasks };
}

function isCell(given: unknown): given is Cell | undefined {
  return given === null || (typeof given !== "object" && typeof given !== "function") || given instanceof Date || given instanceof Uint8Array;
}
