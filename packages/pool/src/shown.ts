import { inspect } from "node:util";
import { A_PROMISE, isThenable } from "@framepool/errors";

/** What was given, as an error shows it: of a promise nobody wants to know that it is pending. */
export function shown(given: unknown): string {
  return isThenable(given) ? A_PROMISE : inspect(given, { depth: 0 });
}
