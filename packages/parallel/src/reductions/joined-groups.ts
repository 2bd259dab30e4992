import { SeenKeys } from "@framepool/frame/internal";
import type { Functions } from "../plan/functions.js";
import { joinedParts, type AggregatedPart } from "./aggregated-parts.js";
import type { SpecsPlan } from "./aggregates.js";
import { joinedByMany } from "./joined-by-many.js";
import type { Joining } from "./reduction.js";

/** Groups of some parts, and the number of each among those of all. */
interface Block {
  readonly part: AggregatedPart;
  readonly numbers: Int32Array;
}

/** Joins the groups of parts as they come: keys at once, while the workers are busy with the parts behind them, states many together. */
export function joinedGroups(plan: SpecsPlan, functions: Functions): Joining<AggregatedPart> {
  const seen = new SeenKeys("groupby", false);
  const blocks = joinedByMany<Block>((some) => compacted(some, seen.count, plan, functions));
  let isEmpty = true;
  /** from the first part on whose keys have other types than those before it: the groups of all parts */
  let others: Joining<AggregatedPart> | null = null;
  const numbered = (): AggregatedPart => {
    const some = blocks.rest();
    const keys = seen.keys()!;
    // Its groups are all there are, in the order in which they came; where many parts were made one, it has no keys of its own.
    if (some.length === 1) return { ...some[0]!.part, keys };
    return joinedParts(some.map(({ part }) => part), plan, functions, { keys, count: seen.count, numbers: some.map(({ numbers }) => numbers) });
  };
  return {
    add(part) {
      const rows = others === null ? seen.add(part.keys) : null;
      if (rows !== null) {
        isEmpty = false;
        blocks.add({ part, numbers: rows.numbers });
        return;
      }
      if (others === null) {
        others = joinedByMany((parts) => joinedParts(parts, plan, functions));
        if (!isEmpty) others.add(numbered());
        seen.close();
      }
      others.add(part);
    },
    finish() {
      seen.close();
      return others === null ? numbered() : others.finish();
    },
    close: () => seen.close(),
  };
}

/** The groups of some blocks as one: without their keys, which are known by their numbers. */
function compacted(blocks: readonly Block[], count: number, plan: SpecsPlan, functions: Functions): Block {
  const places = new Int32Array(count).fill(-1);
  const numbers: number[] = [];
  const own = blocks.map((block) => block.numbers.map((number) => {
    if (places[number]! < 0) places[number] = numbers.push(number) - 1;
    return places[number]!;
  }));
  return { part: joinedParts(blocks.map(({ part }) => part), plan, functions, { keys: [], count: numbers.length, numbers: own }), numbers: Int32Array.from(numbers) };
}
