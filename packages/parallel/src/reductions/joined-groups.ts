import { rowNumbers, SeenKeys } from "@framepool/frame/internal";
import type { Functions } from "../plan/functions.js";
import { joinedParts, type AggregatedPart } from "./aggregated-parts.js";
import type { SpecsPlan } from "./aggregates.js";
import type { Joining } from "./reduction.js";

/** States of so many parts are merged at a time. */
const MERGED = 64;

/** Joins the groups of parts as they come: keys at once, while the workers are busy with the parts behind them, states many together. */
export function joinedGroups(plan: SpecsPlan, functions: Functions): Joining<AggregatedPart> {
  const seen = new SeenKeys("groupby", false);
  let parts: AggregatedPart[] = [];
  let numbers: Int32Array[] = [];
  /** whether a part had keys of other types than those before it: none behind it has numbers */
  let differ = false;
  const merge = (): AggregatedPart => {
    const numbered = differ ? undefined : { keys: seen.keys()!, count: seen.count, numbers };
    const merged = joinedParts(parts, plan, functions, numbered);
    parts = [merged];
    numbers = [rowNumbers(seen.count)];
    return merged;
  };
  return {
    add(part) {
      const rows = differ ? null : seen.add(part.keys);
      if (rows === null && !differ) {
        if (parts.length > 0) merge();
        differ = true;
      }
      parts.push(part);
      if (rows !== null) numbers.push(rows.numbers);
      if (parts.length === MERGED) merge();
    },
    finish() {
      seen.close();
      return merge();
    },
  };
}
