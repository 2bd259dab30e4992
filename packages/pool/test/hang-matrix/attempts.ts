import { AbortError } from "@framepool/errors";
import { moduleTask, type Pool, type Shippable } from "@framepool/pool";
import { type Death, TIMEOUT } from "../../../../benchmarks/hangs/deaths.mjs";
import * as work from "../../../../benchmarks/hangs/work.mjs";

type Options = { timeout?: number; signal?: AbortSignal };
type Fn = (item: unknown) => unknown;

/** Every method of a Pool that runs functions, as one call with one item; gives what that came to. */
export const METHODS: Readonly<Record<string, (pool: Pool, fn: Fn, item: unknown, options: Options) => PromiseLike<unknown>>> = {
  map: (pool, fn, item, options) => pool.map(fn, [item], options),
  starmap: (pool, fn, item, options) => pool.starmap(fn, [[item]], options),
  apply: (pool, fn, item, options) => pool.apply(fn, [item], options),
  mapAsync: (pool, fn, item, options) => pool.mapAsync(fn, [item], options).get(),
  starmapAsync: (pool, fn, item, options) => pool.starmapAsync(fn, [[item]], options),
  applyAsync: (pool, fn, item, options) => pool.applyAsync(fn, [item], options).get(),
  imap: async (pool, fn, item, options) => (await pool.imap(fn, [item], options).next()).value,
  imapUnordered: async (pool, fn, item, options) => (await pool.imapUnordered(fn, [item], options).next()).value,
};

/** The function that dies. */
export function workOf({ work: name, module }: Death): Fn {
  const fn: Shippable = module === undefined ? (work[name as keyof typeof work] as Fn) : moduleTask<Fn>(new URL(`../../../../benchmarks/hangs/${module}`, import.meta.url), "work");
  return fn as Fn;
}

/** What kills one call: its item and its options. `signal` fires after 150 ms, when the call runs. */
export function circumstances({ how }: Death): { item: unknown; options: Options } {
  switch (how) {
    case "item cannot be sent":
      return { item: () => 1, options: {} };
    case "timeout":
      return { item: 1, options: { timeout: TIMEOUT } };
    case "abort before":
      return { item: 1, options: { signal: AbortSignal.abort(new Error("enough")) } };
    case "abort during":
      return { item: 1, options: { signal: AbortSignal.timeout(150) } };
    default:
      return { item: 1, options: {} };
  }
}

/** Name of the error that a call ended with; fails if it gave a value. */
export async function outcome(call: () => PromiseLike<unknown>): Promise<string> {
  try {
    return `the value ${String(await call())}`;
  } catch (error) {
    return error instanceof AbortError ? "AbortError" : (error as Error).name;
  }
}
