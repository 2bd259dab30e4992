import { isNativeError } from "node:util/types";

/** Whether a value is an error: also one of another realm, as Node's own are where a test runner gives its tests a global object of theirs. */
export function isError(value: unknown): value is Error {
  try {
    return value instanceof Error || isNativeError(value);
  } catch {
    // A proxy whose traps throw: of what is behind it nobody can know.
    return false;
  }
}
