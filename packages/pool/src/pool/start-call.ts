import type { Crew } from "../crew/Crew.js";
import { shipTask } from "../travel/ship-task.js";
import type { ShippedTask } from "../travel/shipped.js";
import type { Site } from "../travel/subject.js";
import type { Shippable } from "../travel/types.js";
import { callLimits, type LimitOptions } from "./call-limits.js";
import { CallScope } from "./CallScope.js";
import type { PoolCall } from "./PoolCall.js";

/** How a method calls its function. */
export interface CallForm {
  /** the method's name */
  readonly op: string;
  /** how many calls there will be, or Infinity where nobody knows */
  readonly calls: number;
  /** each item is the one argument of its call, and not a list of them */
  readonly unary: boolean;
  /** errors name an item */
  readonly items: boolean;
  /** file URL of the call: asked for while it is being made, of a function that is sent for the first time */
  readonly file: () => string | null;
}

/** Checks a call before anything of it runs: the pool is open, the options make sense, the function can travel. */
export function startCall(crew: Crew, fn: Shippable, { op, calls, unary, items, file }: CallForm, options: LimitOptions & { readonly failFast?: boolean }): PoolCall {
  crew.assertOpen();
  const limits = callLimits(options, crew.killable, op);
  // A worker needs some 30 ms to come up, and the first function some 20 to be read: side by side.
  const undo = crew.start(calls);
  const site: Site = {
    op,
    bytes: crew.kind === "processes",
    get file() {
      return file();
    },
  };
  const task = shipped(fn, site, undo);
  // Last: it listens to the signal from here on.
  const scope = new CallScope(options.signal, op);
  return { crew, task, op, unary, items, stopAtFailure: options.failFast ?? false, limits, scope };
}

function shipped(fn: Shippable, site: Site, refused: () => void): ShippedTask {
  try {
    return shipTask(fn, site);
  } catch (error) {
    refused();
    throw error;
  }
}
