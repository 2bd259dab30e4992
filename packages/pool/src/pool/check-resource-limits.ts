import { inspect } from "node:util";
import { ArgumentError } from "@framepool/errors";
import type { ResourceLimits } from "node:worker_threads";

const LIMITS: Readonly<Record<keyof ResourceLimits, true>> = { maxYoungGenerationSizeMb: true, maxOldGenerationSizeMb: true, codeRangeSizeMb: true, stackSizeMb: true };

/** Throws ArgumentError for what are no limits of a worker: Node would pass over a misspelt one, and start no worker with a wrong one. */
export function checkResourceLimits(limits: ResourceLimits | undefined): ResourceLimits | undefined {
  // What JavaScript passes may be anything, whatever the type says.
  const given: unknown = limits;
  if (given === undefined) return undefined;
  if (typeof given !== "object" || given === null || Array.isArray(given)) throw new ArgumentError(`resourceLimits are an object, { maxOldGenerationSizeMb: 512 }, not ${inspect(given)}`);
  for (const [name, value] of Object.entries(given) as [string, unknown][]) {
    if (!Object.hasOwn(LIMITS, name)) throw new ArgumentError(`resourceLimits has no "${name}"; there are ${Object.keys(LIMITS).join(" ")}`);
    if (value !== undefined && !(typeof value === "number" && value > 0 && Number.isFinite(value))) throw new ArgumentError(`resourceLimits.${name} is ${inspect(value)}; it must be a number of MB above 0`);
  }
  return limits;
}
