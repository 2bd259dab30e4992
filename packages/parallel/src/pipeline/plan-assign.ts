import { ArgumentError } from "@framepool/errors";
import { DataFrame, Series, type Cell } from "@framepool/frame";
import { checkByColumn, shown } from "@framepool/frame/internal";
import type { Shippable } from "@framepool/pool";
import { formOf, shipTask, type ShippedTask } from "@framepool/pool/internal";
import { opOf } from "../faults/task-error.js";
import { keepsRows, type MadeColumnsStep } from "../plan/made-columns.js";
import type { Step } from "../plan/plan.js";
import type { AssignStep } from "../steps/assign.js";

/**
 * What `assign` is given, as data. `stepsTo`: what leads from the pipeline that it is called on to another, null where that
 * was made of something else, undefined for what is no pipeline. Throws CaptureError for a function that cannot travel, ArgumentError for rows, and for columns
 * of other rows.
 */
export function planAssign(columns: Readonly<Record<string, unknown>>, file: string | null, stepsTo: (given: unknown) => readonly Step[] | null | undefined): AssignStep | MadeColumnsStep {
  checkByColumn("assign", "columns", columns);
  const tasks: ShippedTask[] = [];
  const branches: (readonly Step[])[] = [];
  const planned = Object.entries(columns).map(([name, given]): AssignStep["columns"][number] => {
    if (isCell(given)) return { name, value: given ?? null };
    const steps = stepsTo(given);
    if (steps !== undefined) return { name, made: branches.push(branchOf(name, steps)) - 1 };
    if (Array.isArray(given) || given instanceof Series || given instanceof DataFrame || (ArrayBuffer.isView(given) && !(given instanceof Uint8Array))) {
      throw new ArgumentError(`assign: column "${name}" is given rows, and of which part of the pipeline they are, nobody knows; give a value, a function of the part or a column of the pipeline, or let the frame have them first`);
    }
    if (typeof given !== "function" && formOf(given) === undefined) throw new ArgumentError(`assign: column "${name}" is given ${shown(given)}; give a value, a function of the part, task(…), moduleTask(…), or a column of the pipeline`);
    return { name, place: tasks.push(shipTask(given as Shippable, { op: "assign", file })) - 1 };
  });
  const then: AssignStep = { op: "assign", columns: planned, tasks };
  return branches.length === 0 ? then : { op: "assign.made", call: "assign", branches, then };
}

/** Throws ArgumentError for a column whose cells are not one for each row. */
function branchOf(name: string, branch: readonly Step[] | null): readonly Step[] {
  if (branch === null) throw new ArgumentError(`assign: column "${name}" is a column of another pipeline, so that nobody knows which row each of its cells belongs to; take it of the one that assign is called on: \`const pipe = …; pipe.assign({ ${name}: pipe.col(…) })\``);
  const other = branch.find((step) => !keepsRows(step));
  if (other !== undefined) throw new ArgumentError(`assign: column "${name}" comes behind ${"verb" in other && typeof other.verb === "string" ? other.verb : opOf(other)}, which gives other rows, so that nobody knows which row each of its cells belongs to; do that to the pipeline first`);
  return branch;
}

function isCell(given: unknown): given is Cell | undefined {
  return given === null || (typeof given !== "object" && typeof given !== "function") || given instanceof Date || given instanceof Uint8Array;
}
