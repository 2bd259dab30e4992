import type { Shippable } from "@framepool/pool";
import { shipTask } from "@framepool/pool/internal";
import type { Trips } from "./Trips.js";

/** The workers of a run, for a source that has something to be done before the steps. */
export class Workers {
  readonly #trips: Trips;

  constructor(trips: Trips) {
    this.#trips = trips;
  }

  /** partitions that are under way at a time in one worker */
  get concurrency(): number {
    return this.#trips.concurrency;
  }

  /**
   * Calls an export of ours, which gets the item and what is captured, on a worker for each item; gives the results in the
   * order of the items. A few are on their way at a time: items are asked for no faster. The lowest failure is thrown; `release` is told of each item that is over, for those that wait for it.
   */
  async map<T, R>(fn: Shippable, items: AsyncIterable<T>, release: (item: T) => void): Promise<R[]> {
    const shipped = shipTask(fn, { op: "scan", file: null });
    const results: R[] = [];
    const open = new Set<Promise<void>>();
    const failures: { readonly place: number; readonly error: unknown }[] = [];
    let next = 0;
    const send = async (item: T, place: number): Promise<void> => {
      try {
        const load = { name: `partition ${String(place)}`, partition: place, bytes: null, rows: () => ({ firstRow: null, rows: null }), lines: () => null };
        results[place] = (await this.#trips.make<R>(load, () => ({ task: shipped, calls: [[item]], partition: place }))).result;
      } catch (error) {
        failures.push({ place, error });
      } finally {
        release(item);
      }
    };
    for await (const item of items) {
      if (failures.length > 0) break;
      const sent = send(item, next++);
      const done: Promise<void> = sent.then(() => void open.delete(done));
      open.add(done);
      if (open.size >= this.#trips.size * this.concurrency * 2) await Promise.race(open);
    }
    await Promise.all(open);
    const [lowest] = failures.sort((a, b) => a.place - b.place);
    if (lowest !== undefined) throw lowest.error;
    return results;
  }
}
