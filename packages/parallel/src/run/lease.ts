import { ArgumentError, StateError } from "@framepool/errors";
import { Crew, crewOf, keepCrew, shipInitializer, takeCrew, type Pool, type Shippable } from "@framepool/pool/internal";
import type { ResourceLimits } from "node:worker_threads";
import { atLeastOne } from "../parts/partition.js";
import type { BackendChoice } from "../plan/choose-backend.js";

/** Whose workers run it, and what they do before. */
export interface WorkerOptions {
  /** an open pool of threads, or in line, to run on: it is left open, and its workers serve whoever else calls it */
  readonly pool?: Pool | undefined;
  /** partitions that are under way at a time in one worker, 1 by default: for async functions, which wait for something */
  readonly concurrency?: number | undefined;
  /** runs in every worker before its first partition */
  readonly initializer?: Shippable | undefined;
  /** what the initializer is called with */
  readonly initargs?: Iterable<unknown> | undefined;
}

/** The workers of one run, which are its own until the end. */
export interface Lease {
  readonly crew: Crew;
  /** ends what is under way, where others go on using the workers */
  readonly signal: AbortSignal | null;
  /** The run is over; `well`: nothing of it is left in the workers. Resolves when workers of its own are free, or gone; those of a pool end what is under way by themselves. */
  end(well: boolean): Promise<void>;
}

const OF_THE_POOL = ["workers", "backend", "resourceLimits", "initializer", "initargs", "concurrency"] as const;

/** Checks who is to do the work. Throws ArgumentError for what a pool has decided already. */
export function checkWorkers(options: WorkerOptions & { readonly [K in (typeof OF_THE_POOL)[number]]?: unknown }): void {
  const { pool, concurrency } = options;
  if (concurrency !== undefined) atLeastOne("concurrency", concurrency);
  if (pool === undefined) return;
  const crew = typeof (pool as unknown) === "object" && (pool as unknown) !== null ? crewOf(pool) : null;
  if (crew === null) throw new ArgumentError("pool is a Pool of framepool, { pool: new Pool(4) }, of this copy of the package");
  const both = OF_THE_POOL.find((name) => options[name] !== undefined);
  if (both !== undefined) throw new ArgumentError(`${both} is what the pool has decided: give it to new Pool(…), or leave pool out`);
  if (crew.kind === "processes") throw new ArgumentError('a run needs a pool with backend "threads" or "inline": processes see no memory of ours');
}

/** Throws StateError if the pool that was given takes no more. */
export function assertOpen({ pool }: WorkerOptions): void {
  if (pool !== undefined) crewOf(pool)!.assertOpen();
}

/** The workers of a run: those of the pool that was given, some that an earlier run left, or new ones. */
export function lease({ pool, concurrency, initializer, initargs }: WorkerOptions, { backend, workers }: BackendChoice, resourceLimits: ResourceLimits | undefined): Lease {
  if (pool !== undefined) return leaseOf(crewOf(pool)!);
  const like = { workers, concurrency: concurrency ?? 1, resourceLimits };
  // What the user's own start-up has made stays with the run that asked for it.
  const isFresh = backend === "inline" || initializer !== undefined;
  const start = initializer === undefined ? null : shipInitializer(initializer, initargs ?? [], backend, null);
  const crew = isFresh ? new Crew({ backend, ...like, initializer: start }) : takeCrew(like);
  return { crew, signal: null, end: async (well) => void ((well && !isFresh && keepCrew(crew, like)) || (await crew.terminate())) };
}

/** The run goes on behind the pool's close(), as its own calls do. */
function leaseOf(crew: Crew): Lease {
  const over = new AbortController();
  const release = crew.begin({ hurry: () => undefined, stop: () => undefined });
  return {
    crew,
    signal: over.signal,
    end: () => {
      over.abort(new StateError("the run is over"));
      release();
      return Promise.resolve();
    },
  };
}
