import { ArgumentError } from "@framepool/errors";
import type { ResourceLimits } from "node:worker_threads";
import { checkOptions, type OptionNames } from "./check-options.js";
import { shown } from "../shown.js";

const LIMITS: OptionNames<ResourceLimits> = { maxYoungGenerationSizeMb: true, maxOldGenerationSizeMb: true, codeRangeSizeMb: true, stackSizeMb: true };

/** Throws ArgumentError for what are no limits of a worker: Node would pass over a misspelt one, and start no worker with a wrong one. */
export function checkResourceLimits(limits: ResourceLimits | undefined): ResourceLimits | undefined {
  if (limits === undefined) return undefined;
  for (const [name, value] of Object.entries(checkOptions(limits, LIMITS, "resourceLimits")) as [string, unknown][]) {
    if (value !== undefined && !(typeof value === "number" && value > 0 && Number.isFinite(value))) throw new ArgumentError(`resourceLimits.${name} is ${shown(value)}; it must be a number of MB above 0`);
  }
  return limits;
}
