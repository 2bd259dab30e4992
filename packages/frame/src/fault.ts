import type { Column } from "./column.js";

/** Where a user's function threw. */
export interface Fault {
  /** the column whose cell it was given, or the first of the row's: the rows of both are the same. Null where a row has no cells */
  readonly column: Column | null;
  readonly row: number;
}

let lastError: unknown;
let lastFault: Fault | null = null;

/**
 * Remembers the row at which a user's function threw, so that the error itself travels on untouched. Only the last
 * fault is kept; where calls are nested, the outer one is recorded last and wins.
 */
export function recordFault(error: unknown, column: Column | null, row: number): void {
  lastError = error;
  lastFault = { column, row };
}

/** The place at which `error` (any value, compared by identity) was thrown, or null if it came from elsewhere. Forgets it. */
export function takeFault(error: unknown): Fault | null {
  const fault = Object.is(error, lastError) ? lastFault : null;
  lastError = undefined;
  lastFault = null;
  return fault;
}
