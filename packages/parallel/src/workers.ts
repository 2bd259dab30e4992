import type { Crew } from "@framepool/pool/internal";
import { shipTask } from "@framepool/pool/internal";
import { task, type Shippable } from "@framepool/pool";

/** The workers of a run, for a source that has something to be done before the steps. */
export class Workers {
  readonly #crew: Crew;

  constructor(crew: Crew) {
    this.#crew = crew;
  }

  get size(): number {
    return this.#crew.size;
  }

  /** Calls an export of ours on a worker for each item, in order and with what is captured; the results in the order of the items. A few are on their way at a time. */
  async map<T, C extends object, R>(fn: (item: T, captures: C) => R, captures: C, items: Iterable<T>, signal: AbortSignal | undefined): Promise<Awaited<R>[]> {
    const shipped = shipTask(task(captures as never, fn as never) as Shippable, { op: "scan", file: null });
    const results: Awaited<R>[] = [];
    const open = new Set<Promise<void>>();
    let failure: { readonly place: number; readonly error: unknown } | null = null;
    let place = 0;
    for (const item of items) {
      if (failure !== null || signal?.aborted === true) break;
      const own = place++;
      const done: Promise<void> = this.#crew
        .submit({ task: shipped, calls: [[item]], partition: own })
        .then(({ outcomes }) => {
          const outcome = outcomes[0]!;
          if (!outcome.ok) throw outcome.error;
          results[own] = outcome.value as Awaited<R>;
        })
        .catch((error: unknown) => {
          if (failure === null || own < failure.place) failure = { place: own, error };
        })
        .finally(() => open.delete(done));
      open.add(done);
      if (open.size >= this.#crew.size * 2) await Promise.race(open);
    }
    await Promise.all(open);
    if (failure !== null) throw (failure as { error: unknown }).error;
    return results;
  }
}
