import type { ShippedTask } from "@framepool/pool/worker-side";
import { rowsOf } from "../parts/parts.js";
import { traced } from "../parts/trace.js";
import type { StepValue } from "../steps/index.js";
import type { Streams } from "./Streams.js";

/** Where a step's function draws its numbers. */
export interface Draws {
  readonly streams: Streams;
  readonly firstRow: number;
  /** number of the step among those with a function: two steps give a row different numbers */
  readonly step: number;
}

/** Whether a task's function is given a context, which has `random`. */
export function takesContext({ body, captures }: ShippedTask): boolean {
  return captures !== null || (body.kind === "module" && body.context);
}

/**
 * A function of one row or cell, which draws from the row's own stream, from its start, in every call. Where it is not known
 * which rows of the input these are, all calls draw from one stream, the partition's, one after the other.
 */
export function seededRows(fn: (input: unknown) => unknown, { value, trace }: StepValue, { streams, firstRow, step }: Draws): (input: unknown) => unknown {
  if (trace === null) return fn;
  const rows = rowsOf(value);
  let call = 0;
  return (input) => {
    const row = traced(trace, call % rows)!;
    streams.at("row", firstRow + row, step, Math.floor(call / rows));
    call++;
    return fn(input);
  };
}
