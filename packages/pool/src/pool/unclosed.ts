import type { Crew } from "../crew/Crew.js";

// The crew does not know its pool, so that the pool can be collected.
const unclosed = new FinalizationRegistry<Crew>((crew) => {
  if (crew.workers.length > 0) {
    process.emitWarning("a Pool was collected while it was running: end it by close() or terminate(), or let `await using` do it. Its workers end when their work is done", {
      type: "ResourceWarning",
      code: "FRAMEPOOL_UNCLOSED_POOL",
    });
  }
  crew.close();
});

/** Warns when a pool that has workers is collected before it was closed; they end when their work is done. */
export function warnIfUnclosed(pool: object, crew: Crew): void {
  unclosed.register(pool, crew, pool);
}

/** The pool was closed. */
export function forgetUnclosed(pool: object): void {
  unclosed.unregister(pool);
}
