import { errorMessage, errorName, isError } from "@framepool/errors";

/** The text of whatever was thrown. Never throws: the value may be an object whose `toString` does, or is none. */
export function textOf(thrown: unknown): string {
  try {
    return String(thrown);
  } catch {
    // An object without a prototype has no text.
    return "an object";
  }
}

/** What an error says; the text of anything else. Never throws. */
export function reasonOf(cause: unknown): string {
  return isError(cause) ? errorMessage(cause) : textOf(cause);
}

/** The same with the error's name: `RangeError: too far`, `it threw 3`. */
export function namedReasonOf(cause: unknown): string {
  return isError(cause) ? `${errorName(cause)}: ${errorMessage(cause)}` : `it threw ${textOf(cause)}`;
}
