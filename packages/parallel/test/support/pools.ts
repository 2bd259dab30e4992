import { afterAll } from "vitest";
import fc from "fast-check";
import type { PipelineOptions } from "@framepool/parallel";
import { Pool } from "@framepool/pool";

type Workers = Pick<PipelineOptions, "backend" | "workers" | "pool">;

const pools = new Map<number, Pool>();
afterAll(async () => {
  for (const pool of pools.values()) pool.close();
  await Promise.all([...pools.values()].map((pool) => pool.join()));
});

/** The test file's own pool of so many threads: starting them takes ten times as long as a run of few rows. */
export function poolOf(processes: number): Pool {
  const pool = pools.get(processes) ?? new Pool(processes);
  pools.set(processes, pool);
  return pool;
}

/** Who does the work: in line, a pool of 1 to 5 threads that is there, or, seldom, threads that start for this run. */
export const anyWorkers = (weight: { inline: number; pool: number; start: number }): fc.Arbitrary<Workers> =>
  fc.oneof(
    { weight: weight.inline, arbitrary: fc.constant<Workers>({ backend: "inline" }) },
    { weight: weight.pool, arbitrary: fc.constantFrom(1, 2, 3, 5).map((processes): Workers => ({ pool: poolOf(processes) })) },
    { weight: weight.start, arbitrary: fc.integer({ min: 1, max: 4 }).map((workers): Workers => ({ backend: "threads", workers })) },
  );
