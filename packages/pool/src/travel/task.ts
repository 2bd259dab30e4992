import { ArgumentError, isByName, isThenable, A_PROMISE } from "@framepool/errors";
import { capturedForm, formKind, formOf } from "./forms.js";
import type { TaskContext } from "./shipped.js";
import type { Captures, Given, Task } from "./types.js";

/**
 * A function together with the values that it uses. The values travel with it and are given to it behind its argument,
 * followed by `ctx`; functions among them travel by the same rules as the function itself. All workers see the values as
 * they are when the task is first used.
 *
 * The function must name what it captures in its second parameter, and nothing else of its surroundings.
 *
 * @throws ArgumentError if `fn` is no function, or `captures` no object
 * @example
 * import { Pool, task } from "@framepool/pool";
 *
 * const threshold = 3;
 * const above = task({ threshold }, (n: number, { threshold }) => n > threshold);
 * await using pool = new Pool(2);
 * await pool.map(above, [1, 5, 9]); // → [ false, true, true ]
 */
export function task<const C extends object, A, R>(captures: C & Captures<C>, fn: (arg: A, captures: Given<C>, ctx: TaskContext) => R): Task<[A], R> {
  // JavaScript callers have no type that stops them.
  if (!isByName(captures)) {
    throw new ArgumentError(`task needs its captures as an object: task({ threshold }, (part, { threshold }) => …)${isThenable(captures) ? `, not ${A_PROMISE}` : ""}`);
  }
  if (typeof fn !== "function") {
    const form = formOf(fn);
    const why = form !== undefined && formKind(form) === "module" ? "a moduleTask has no captures: its module imports what it needs" : `got ${typeof fn}`;
    throw new ArgumentError(`task needs a function behind its captures: task({ threshold }, (part, { threshold }) => …); ${why}`);
  }
  return capturedForm(captures, fn) as unknown as Task<[A], R>;
}
