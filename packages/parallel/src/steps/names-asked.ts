import { AsyncLocalStorage } from "node:async_hooks";
import { findAbsentNames } from "@framepool/frame/internal";

let names: AsyncLocalStorage<Set<string>> | null = null;

/** Runs work on a part that may lack columns which others have: what its functions ask a row for, and it does not have, is no error here, but goes into `asked`. */
export function notingNames<R>(asked: Set<string>, work: () => R): R {
  // Made for the first such part: most runs have none, and it makes promises slower.
  names ??= openNames();
  return names.run(asked, work);
}

function openNames(): AsyncLocalStorage<Set<string>> {
  const opened = new AsyncLocalStorage<Set<string>>();
  findAbsentNames(() => {
    const asked = opened.getStore();
    return asked === undefined ? undefined : (name) => void asked.add(name);
  });
  return opened;
}
