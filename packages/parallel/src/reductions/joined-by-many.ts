import type { Joining } from "./reduction.js";

/** Partials are joined by so many at a time: none is looked at more than a few times, and few wait. */
const JOINED = 64;

/** What was joined so far may be asked for, too. */
export interface JoiningByMany<Partial> extends Joining<Partial> {
  /** The partials that are still to be joined with each other, in order; none is here any more. */
  rest(): Partial[];
}

/** Joins partials 64 at a time. */
export function joinedByMany<Partial>(join: (partials: readonly Partial[]) => Partial): JoiningByMany<Partial> {
  /** in order of their rows; those in `levels[k]` stand for JOINED ** k parts each */
  const levels: Partial[][] = [];
  const put = (partial: Partial, level: number): void => {
    const own = (levels[level] ??= []);
    own.push(partial);
    if (own.length === JOINED) put(join(own.splice(0)), level + 1);
  };
  const rest = (): Partial[] => levels.splice(0).reverse().flat();
  return {
    add: (partial) => put(partial, 0),
    rest,
    finish() {
      const partials = rest();
      return partials.length === 1 ? partials[0]! : join(partials);
    },
    close: () => undefined,
  };
}
