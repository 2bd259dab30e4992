import { FrameError, isThenable } from "@framepool/errors";

/** Throws FrameError if a function of one row, cell or column has returned a promise. */
export function refusePromise(result: unknown, verb: string): void {
  if (!isThenable(result)) return;
  // Nobody will look at it again: were it to fail, that would end the process.
  void Promise.resolve(result).catch(() => undefined);
  throw new FrameError(`${verb}: the function returned a promise; it must not be async. In mapPartitions it may be: parallel(df).mapPartitions(async (part) => …)`);
}
