import { isError } from "@framepool/errors";
/** The text of whatever was thrown. Never throws: the value may be an object whose `toString` does, or is none. */
export function textOf(thrown: unknown): string {
  try {
    return String(thrown);
  } catch {
    // An object without a prototype has no text.
    return "an object";
  }
}

/** What an error says; the text of anything else. */
export function reasonOf(cause: unknown): string {
  return isError(cause) ? textOf(cause.message) : textOf(cause);
}

/** The same with the error's name: `RangeError: too far`, `it threw 3`. */
export function namedReasonOf(cause: unknown): string {
  return isError(cause) ? `${textOf(cause.name)}: ${textOf(cause.message)}` : `it threw ${textOf(cause)}`;
}
