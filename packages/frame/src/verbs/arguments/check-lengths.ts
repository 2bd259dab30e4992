import { FrameError } from "@framepool/errors";
import type { Column } from "../../column.js";
import { counted } from "../../table.js";

/** Throws FrameError, naming both lengths, if two columns of an element-wise verb differ in length. */
export function checkLengths(verb: string, left: Column, right: Column): void {
  if (left.length === right.length) return;
  throw new FrameError(`${verb}: column "${left.name}" has ${counted(left.length, "row")}, "${right.name}" has ${counted(right.length, "row")}`, { column: left.name });
}
