import { AsyncLocalStorage } from "node:async_hooks";
import { findAbsentNames } from "@framepool/frame/internal";

let lenient: AsyncLocalStorage<true> | null = null;

/** Runs work on a part that may lack columns which others have: a row that is asked for one gives undefined. Whether any part has it nobody knows here, nor whether the frame is the part itself or one that a function made of it. */
export function forgivingNames<R>(work: () => R): R {
  // Made for the first such part: most runs have none, and it makes promises slower.
  lenient ??= openNames();
  return lenient.run(true, work);
}

function openNames(): AsyncLocalStorage<true> {
  const opened = new AsyncLocalStorage<true>();
  findAbsentNames(() => opened.getStore() === true);
  return opened;
}
