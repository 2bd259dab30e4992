import { FrameError } from "@framepool/errors";
import { columnFromValues } from "../build/column-from-values.js";
import type { Cell } from "../cell.js";
import { recordFault } from "../fault.js";
import { refusePromise } from "../verbs/arguments/refuse-promise.js";
import type { Aggregate } from "./aggregate.js";

/**
 * An aggregate of one's own, in parts: `add` and `merge` give the state that takes the place of the old one (the same
 * object, changed, will do; giving nothing will not, unless there was no state either). `add` sees every cell of a group,
 * null where one is missing, in order.
 */
export interface CustomAggregate<T = never, A = unknown, R extends Cell = Cell> {
  init(): A;
  add(state: A, value: T): A;
  /** `later` has seen rows that come after those of `state`. */
  merge(state: A, later: A): A;
  finish(state: A): R;
}

/** A user's aggregate as one of ours. */
export function custom(own: CustomAggregate): Aggregate<unknown[]> {
  return {
    init: (groups) => Array.from({ length: groups }, () => settled("init", own.init())),
    add(states, column, codes) {
      let row = 0;
      try {
        for (; row < codes.length; row++) {
          const group = codes[row]!;
          if (group >= 0) states[group] = stateGiven("add", states[group], own.add(states[group], column.get(row) as never));
        }
      } catch (error) {
        recordFault(error, column, row);
        throw error;
      }
    },
    merge(states, later, places) {
      for (const [group, state] of later.entries()) {
        const place = places[group]!;
        if (place >= 0) states[place] = stateGiven("merge", states[place], own.merge(states[place], state));
      }
    },
    finish: (states, name) => columnFromValues(name, states.map((state) => own.finish(state))),
    callsUser: true,
  };
}

/** The state that `add` or `merge` made of `old`. Throws FrameError for none and for a promise, which would go on as NaN or as a missing cell. */
export function stateGiven(part: "add" | "merge", old: unknown, made: unknown): unknown {
  if (made !== undefined || old === undefined) return settled(part, made);
  throw new FrameError(`${part} of { init, add, merge, finish } gave nothing (is a \`return\` missing?); it must give the state, the same object or another`);
}

function settled(part: "init" | "add" | "merge", state: unknown): unknown {
  refusePromise(state, `${part} of { init, add, merge, finish }`);
  return state;
}

export function isCustom(value: unknown): value is CustomAggregate {
  return typeof value === "object" && value !== null && ["init", "add", "merge", "finish"].every((part) => part in value);
}
