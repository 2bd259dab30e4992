import type { Crew } from "../crew/Crew.js";
import type { ShippedTask } from "../travel/shipped.js";
import type { CallLimits } from "./call-limits.js";
import type { CallScope } from "./CallScope.js";

/** One call of a Pool's method: what runs, where, within which limits, and what errors call it. */
export interface PoolCall {
  readonly crew: Crew;
  readonly task: ShippedTask;
  readonly op: string;
  /** each item is the one argument of its call (`map`), or a list of arguments (`starmap`, `apply`) */
  readonly unary: boolean;
  /** false: errors name no item (`apply`) */
  readonly items: boolean;
  /** a call that fails is the last of its chunk */
  readonly stopAtFailure: boolean;
  readonly limits: CallLimits;
  readonly scope: CallScope;
}

/** What a chunk came to, and what it took. */
export interface ChunkResult {
  /** one an item, in order; undefined where it failed */
  readonly values: ArrayLike<unknown>;
  /** by the item's position in the chunk: what the user gets; null where none failed */
  readonly errors: ReadonlyMap<number, unknown> | null;
  /** ms that workers spent on it */
  readonly ms: number;
  /** about how much was sent */
  readonly bytes: number;
}
