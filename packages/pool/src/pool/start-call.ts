import type { Crew } from "../crew/Crew.js";
import { shipTask } from "../travel/ship-task.js";
import type { Shippable } from "../travel/types.js";
import { callLimits, type LimitOptions } from "./call-limits.js";
import { CallScope } from "./CallScope.js";
import type { PoolCall } from "./PoolCall.js";

/** How a method calls its function. */
export interface CallForm {
  /** the method's name */
  readonly op: string;
  /** each item is the one argument of its call, and not a list of them */
  readonly unary: boolean;
  /** errors name an item */
  readonly items: boolean;
  /** file URL of the call */
  readonly file: string | null;
}

/** Checks a call before anything of it starts: the pool runs, the function can travel, the options make sense. */
export function startCall(crew: Crew, fn: Shippable, { op, unary, items, file }: CallForm, options: LimitOptions & { readonly failFast?: boolean }): PoolCall {
  crew.assertOpen();
  const limits = callLimits(options, crew.killable, op);
  const task = shipTask(fn, { op, file });
  // Last: it listens to the signal from here on.
  const scope = new CallScope(options.signal, op);
  return { crew, task, op, unary, items, stopAtFailure: options.failFast ?? false, limits, scope };
}
