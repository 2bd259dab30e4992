import { ArgumentError } from "@framepool/errors";
import { shown } from "../../build/cell-error.js";

/** Throws ArgumentError if an option is none of the words that it may be. */
export function checkOption(verb: string, option: string, value: unknown, words: readonly unknown[]): void {
  if (words.includes(value)) return;
  const listed = words.map((word) => JSON.stringify(word));
  throw new ArgumentError(`${verb}: ${option} is ${listed.slice(0, -1).join(", ")}${listed.length > 1 ? " or " : ""}${listed.at(-1) ?? ""}, not ${shown(value)}`);
}
