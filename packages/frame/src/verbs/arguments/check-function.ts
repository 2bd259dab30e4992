import { ArgumentError } from "@framepool/errors";
import { shown } from "../../build/cell-error.js";
import { taskHint } from "./task-hint.js";

/** Throws ArgumentError if a verb is not given a function. */
export function checkFunction(fn: unknown, verb: string): void {
  if (typeof fn !== "function") throw new ArgumentError(`${verb} takes a function, not ${shown(fn)}${taskHint(fn)}`);
}
