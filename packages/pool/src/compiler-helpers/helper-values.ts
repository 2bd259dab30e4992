import type { HelperName } from "../travel/shipped.js";
import { runInThisContext } from "node:vm";
import { counters } from "./istanbul.js";
import { ESBUILD } from "./esbuild.js";
import { tslib } from "./tslib.js";

/** The value of every helper that a source names, by its name there. */
export function helperValues(helpers: readonly HelperName[], code: string, require: NodeJS.Require): Readonly<Record<string, unknown>> {
  const values = Object.fromEntries(helpers.map((helper) => [helper.local, helperValue(helper, require)]));
  return code === "" ? values : { ...values, ...declared(helpers, code, require) };
}

/** What Babel and SWC wrote into the function's script. Together: some of them take another's place, or their own, at the first call. */
function declared(helpers: readonly HelperName[], code: string, require: NodeJS.Require): object {
  const names = helpers.filter(({ library }) => library === "script").map(({ local }) => local);
  const make: unknown = runInThisContext(`(function (require) { ${code}\nreturn { ${names.join(", ")} }; })`);
  return (make as (require: NodeJS.Require) => object)(require);
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
    // In `declared`.
    case "script":
      return undefined;
  }
}
