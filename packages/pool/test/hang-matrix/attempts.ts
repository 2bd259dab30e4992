import { AbortError } from "@framepool/errors";
import { type BackendKind, moduleTask, type Pool, type Shippable, task } from "@framepool/pool";
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

/** What one of many items came to: the name of its error, or null for a value. */
type Outcomes = Promise<(string | null)[]>;
const EACH = { settled: true, chunksize: 1 } as const;

/** The same methods with many items, each of which has a message to itself. */
export const MANY: Readonly<Record<string, (pool: Pool, fn: Fn, items: unknown[], options: Options) => Outcomes>> = {
  map: async (pool, fn, items, options) => (await pool.map(fn, items, { ...options, ...EACH })).map(nameOf),
  starmap: async (pool, fn, items, options) => (await pool.starmap(fn, lists(items), { ...options, ...EACH })).map(nameOf),
  apply: (pool, fn, items, options) => Promise.all(items.map((item) => nameIn(pool.apply(fn, [item], options)))),
  mapAsync: async (pool, fn, items, options) => (await pool.mapAsync(fn, items, { ...options, ...EACH })).map(nameOf),
  starmapAsync: async (pool, fn, items, options) => (await pool.starmapAsync(fn, lists(items), { ...options, ...EACH })).map(nameOf),
  applyAsync: (pool, fn, items, options) => Promise.all(items.map((item) => nameIn(pool.applyAsync(fn, [item], options)))),
  imap: (pool, fn, items, options) => namesIn(pool.imap(fn, items, options)),
  imapUnordered: (pool, fn, items, options) => namesIn(pool.imapUnordered(fn, items, options)),
};

const lists = (items: unknown[]): [unknown][] => items.map((item) => [item]);
const nameOf = ({ error }: { readonly error?: unknown }): string | null => (error === undefined ? null : (error as Error).name);
const nameIn = (call: PromiseLike<unknown>): Promise<string | null> => Promise.resolve(call).then(() => null, (error: unknown) => nameOf({ error }));

async function namesIn(it: AsyncIterator<unknown>): Outcomes {
  const names: (string | null)[] = [];
  for (let ended = false; !ended; ) {
    const step = it.next().then(({ done }) => (ended = done === true));
    const name = await nameIn(step);
    if (!ended) names.push(name);
  }
  return names;
}

/** The function that dies; in line nothing ends a loop, so what is aborted there waits. */
export function workOf({ work: name, module, how }: Death, backend: BackendKind): Fn {
  if (how === "abort during" && backend === "inline") return () => new Promise(() => undefined);
  const fn: Shippable = module === undefined ? (work[name as keyof typeof work] as Fn) : moduleTask<Fn>(new URL(`../../../../benchmarks/hangs/${module}`, import.meta.url), "work");
  return fn as Fn;
}

/** How many items there are, and which of them dies. */
export const ITEMS = 100;
const VICTIM = 37;

/** A function of which one item dies; with a module that cannot be had, all do. */
export function workOfMany(death: Death, backend: BackendKind): Fn {
  const die = workOf(death, backend);
  if (death.module !== undefined) return die;
  return task({ die, VICTIM }, (item: unknown, captures) => (item === captures.VICTIM ? captures.die(item) : 1)) as unknown as Fn;
}

/** How many of them end with the death's error: one, where nothing else is given up. */
export function victims({ module, how }: Death): { readonly least: number; readonly most: number } {
  if (module !== undefined) return { least: ITEMS, most: ITEMS };
  return { least: 1, most: how === "abort before" || how === "abort during" ? ITEMS : 1 };
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

/** The same for many items. */
export function manyCircumstances(death: Death): { items: unknown[]; options: Options } {
  const { item, options } = circumstances(death);
  return { items: Array.from({ length: ITEMS }, (_, i) => (i === VICTIM && typeof item === "function" ? item : i)), options };
}

/** Name of the error that a call ended with; fails if it gave a value. */
export async function outcome(call: () => PromiseLike<unknown>): Promise<string> {
  try {
    return `the value ${String(await call())}`;
  } catch (error) {
    return error instanceof AbortError ? "AbortError" : (error as Error).name;
  }
}
