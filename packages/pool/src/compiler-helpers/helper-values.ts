import type { HelperName } from "../travel/shipped.js";
import { counters } from "./istanbul.js";
import { ESBUILD } from "./esbuild.js";
import { tslib } from "./tslib.js";

/** The value of every helper that a source names, by its name there. */
export function helperValues(helpers: readonly HelperName[], require: NodeJS.Require): Readonly<Record<string, unknown>> {
  return Object.fromEntries(helpers.map((helper) => [helper.local, helperValue(helper, require)]));
}

function helperValue({ library, name }: HelperName, require: NodeJS.Require): unknown {
  switch (library) {
    case "tslib":
      return name === "*" ? tslib() : tslib()[name];
    case "esbuild":
      return ESBUILD[name];
    case "istanbul":
      return counters();
    case "require":
      return require;
    // Filled by the function at its first use.
    case "cache":
      return undefined;
  }
}
