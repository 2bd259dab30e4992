import { type BackendKind, Pool, type PoolOptions } from "@framepool/pool";
import { Crew, type CrewOptions } from "@framepool/pool/internal";
import { afterEach, expect } from "vitest";

// Whatever a test leaves open ends behind it.
const open: { terminate(): Promise<void> }[] = [];
afterEach(async () => {
  await Promise.all(open.splice(0).map((each) => each.terminate()));
});

export function poolOf(options: PoolOptions): Pool {
  const pool = new Pool(options);
  open.push(pool);
  return pool;
}

/** A pool of two workers, where nothing else is said. */
export function poolOn(backend: BackendKind, options: PoolOptions = {}): Pool {
  return poolOf({ processes: 2, backend, ...options });
}

/** A crew of two workers, where nothing else is said. */
export function crewOn(backend: BackendKind, options: Partial<CrewOptions> = {}): Crew {
  const crew = new Crew({ backend, workers: 2, ...options });
  open.push(crew);
  return crew;
}

/** What a promise is rejected with; a value is a failure. */
export function caught(promise: PromiseLike<unknown>): Promise<Error & Record<string, unknown>> {
  return Promise.resolve(promise).then((value) => expect.fail(`gave ${String(value)}`), (error: unknown) => error as Error & Record<string, unknown>);
}

export const range = (n: number): number[] => Array.from({ length: n }, (_, i) => i);
