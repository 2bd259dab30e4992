import { ArgumentError } from "@framepool/errors";
import { shown } from "../../build/cell-error.js";
import type { Column } from "../../column.js";
import { arithmetic } from "./arithmetic.js";

/** A bound that is null or NaN is none; of two the lesser one is the lower. */
export function clip(column: Column, lower: number | bigint | null, upper: number | bigint | null): Column {
  if (isBound("lower", lower) && isBound("upper", upper) && lower > upper) return clip(column, upper, lower);
  const raised = isBound("lower", lower) ? arithmetic("max", column, lower, "clip") : column;
  return isBound("upper", upper) ? arithmetic("min", raised, upper, "clip") : raised;
}

function isBound(name: string, bound: number | bigint | null): bound is number | bigint {
  if (bound !== null && typeof bound !== "number" && typeof bound !== "bigint") throw new ArgumentError(`clip: ${name} is a number, or null for no bound, not ${shown(bound)}`);
  return bound !== null && !Number.isNaN(bound);
}
