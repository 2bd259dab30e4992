import { ArgumentError, isByName } from "@framepool/errors";
import { shown } from "../../build/cell-error.js";
import { checkOptions } from "./check-options.js";

/** Throws ArgumentError for what stands behind the arguments of a verb that has no options: pandas' `inplace`, or a name that belongs into a list. */
export function noMore(verb: string, more: readonly unknown[]): void {
  for (const given of more) {
    if (given === undefined) continue;
    if (!isByName(given)) throw new ArgumentError(`${verb} takes nothing behind its arguments, and is given ${shown(given)}${typeof given === "string" ? "; several names are a list" : ""}`);
    checkOptions(verb, given, {});
  }
}
