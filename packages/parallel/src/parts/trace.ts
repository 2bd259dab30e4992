import { Series, type DataFrame } from "@framepool/frame/internal";
import { columnOf, columnsOf, type Column } from "@framepool/frame/internal";

/** Which row of the input part each row of a step's value was: all of them in their order, these, or null: that is not known. */
export type Trace = "all" | Int32Array | null;

/** Row of the input part that row `at` was, or null. */
export function traced(trace: Trace, at: number): number | null {
  if (trace === null) return null;
  return trace === "all" ? at : trace[at]!;
}

/** The trace on memory that all threads see: who takes it sends it on, to every worker. */
export function sharedTrace(trace: Trace): Trace {
  if (trace === null || trace === "all") return trace;
  const shared = new Int32Array(new SharedArrayBuffer(trace.byteLength));
  shared.set(trace);
  return shared;
}

/** The trace of the rows `kept` of a value. */
export function traceOf(trace: Trace, kept: Int32Array): Trace {
  if (trace === null) return null;
  return trace === "all" ? kept : kept.map((row) => trace[row]!);
}

/**
 * Whether a frame that a user's function made has the rows of the one that it was given, in their order: that is certain
 * where one of its columns is one of theirs, on the very same memory.
 */
export function hasSameRows(before: DataFrame | Series, after: DataFrame): boolean {
  const own = before instanceof Series ? [columnOf(before)] : columnsOf(before);
  return columnsOf(after).some((column) => own.some((other) => sameWindows(column, other)));
}

function sameWindows({ vectors: a }: Column, { vectors: b }: Column): boolean {
  if (a.length !== b.length) return false;
  return a.every(({ storage, offset, length }, k) => storage === b[k]!.storage && offset === b[k]!.offset && length === b[k]!.length);
}
