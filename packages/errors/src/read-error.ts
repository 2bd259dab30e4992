/**
 * The message of an error, its name, its stack: of a user's own, any of them may be a getter that throws, or no text at all,
 * and what fails while an error is told would be told in its place. None of these throws.
 */
export function errorMessage(error: Error): string {
  return textAt(error, "message") ?? "its message cannot be read";
}

export function errorName(error: Error): string {
  return textAt(error, "name") ?? "Error";
}

export function errorStack(error: Error): string | undefined {
  return textAt(error, "stack");
}

function textAt(error: Error, key: "message" | "name" | "stack"): string | undefined {
  try {
    return key in error ? textOf(error[key]) : undefined;
  } catch {
    return undefined;
  }
}

function textOf(value: unknown): string {
  return String(value);
}
