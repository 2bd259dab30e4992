import { ArgumentError } from "@framepool/errors";
import { formKind, formOf, onceForm } from "./forms.js";
import type { PerWorker, Shipped } from "./types.js";

/**
 * A capture that cannot travel, or should not: every worker makes it for itself, once, when a task first needs it. The
 * function is given the result; a promise is awaited before. `make` travels by the same rules as any function.
 *
 * @throws ArgumentError if `make` is neither a function nor a task
 * @example
 * import { perWorker, Pool, task } from "@framepool/pool";
 *
 * const letters = perWorker(() => new Intl.Segmenter("en"));
 * const count = task({ letters }, (text: string, { letters }) => [...letters.segment(text)].length);
 * await using pool = new Pool(2);
 * await pool.map(count, ["naïve", "👍🏽"]); // → [ 5, 1 ]
 */
export function perWorker<T>(make: Shipped<[], T>): PerWorker<T> {
  const form = formOf(make);
  if (typeof make !== "function" && (form === undefined || formKind(form) === "once")) {
    throw new ArgumentError("perWorker needs a function or a task: perWorker(() => open())");
  }
  return onceForm(make) as unknown as PerWorker<T>;
}
