import { ArgumentError } from "@framepool/errors";
import { shown } from "../shown.js";

/** `value` if it is a whole number of at least 1, else an ArgumentError that names it. */
export function checkCount(value: unknown, what: string): number {
  if (typeof value === "number" && Number.isSafeInteger(value) && value >= 1) return value;
  throw new ArgumentError(`${what} must be a whole number of at least 1, not ${shown(value)}`);
}

/** `value` if it is a time in ms or undefined, else an ArgumentError. */
export function checkTimeout(value: number | undefined): number | undefined {
  if (value === undefined || (typeof value === "number" && value >= 0)) return value;
  throw new ArgumentError(`a timeout must be a number of ms, not ${shown(value)}`);
}
