import { ParallelError } from "@framepool/errors";
import type { DataFrame, Series } from "@framepool/frame";
import type { Report } from "../run/report.js";

/** What a run that failed had done by then. */
export interface PartialRun {
  /** the result of the partitions before the one that failed; null where it was written and not kept */
  readonly frame: DataFrame | Series | null;
  /** input rows that were set aside by then; null where nothing was opened yet */
  readonly rejects: DataFrame | null;
}

declare module "@framepool/errors" {
  interface ParallelError {
    /** of a pipeline: what the run had done when it failed */
    readonly report?: Report;
    /** of a pipeline: what it had computed. It is put together when it is asked for */
    readonly partial?: PartialRun;
  }
}

/** Gives an error of the family along what was done until then. What somebody else threw is theirs, and stays as it is. */
export function withPartial(error: unknown, report: Report, make: () => { frame: unknown; rejects: DataFrame | null }): unknown {
  if (!(error instanceof ParallelError)) return error;
  let made: PartialRun | null = null;
  // Not enumerable: an error is printed and sent with what can be enumerated.
  Object.defineProperty(error, "report", { value: report, configurable: true });
  Object.defineProperty(error, "partial", { get: () => (made ??= make() as PartialRun), configurable: true });
  return error;
}
