import { readFileSync } from "node:fs";
import { type BackendKind, Pool, Process, type PoolOptions } from "@framepool/pool";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Death, deaths } from "../../../../benchmarks/hangs/deaths.mjs";
import { ONE_IN } from "../../../../scripts/runs.mjs";
import { settledWithin } from "../support/settled-within.js";
import { circumstances, MANY, manyCircumstances, METHODS, outcome, victims, workOf, workOfMany } from "./attempts.js";
import { type Observed, hangMatrix, type Peers } from "./table.js";

// Every way to die × every method × every backend, with one item and with one among many: the call ends in the stated error
// within the stated time, the same method is served next by the same pool, and join returns. What is seen here is the table
// in docs/reference.

const BACKENDS = ["threads", "processes", "inline"] as const;
const JOIN_MS = 5000;
const observed: Observed = new Map(deaths.map(({ key }) => [key, { threads: new Set(), processes: new Set(), inline: new Set(), process: new Set() }]));
const limits = { resourceLimits: { maxOldGenerationSizeMb: 32 } };

const deathsOn = (backend: BackendKind): Death[] =>
  deaths.filter(({ how, kills, processesOnly }) => how !== "initializer" && !(backend === "inline" && kills === true) && !(backend === "threads" && processesOnly === true));

/**
 * Once a call's way through the package, and one more of the others, another one from death to death: with RUNS=1 all of
 * them. A heap is slow to fill.
 */
function methodsFor(death: Death): readonly string[] {
  const ways = ["map", "apply", "imap"];
  const others = Object.keys(MANY).filter((method) => !ways.includes(method));
  if (death.key === "heap") return ways;
  return ONE_IN === 1 ? Object.keys(MANY) : [...ways, others[deaths.indexOf(death) % others.length]!];
}

async function tried<T>(within: number, call: () => PromiseLike<T>): Promise<T> {
  const begin = performance.now();
  const seen = await call();
  expect(performance.now() - begin).toBeLessThan(within);
  return seen;
}

async function served(pool: Pool, method: string): Promise<void> {
  expect([await METHODS[method]!(pool, (n) => (n as number) * 2, 2, {})].flat()).toEqual([4]);
}

async function joined(pool: Pool): Promise<void> {
  pool.close();
  expect(await settledWithin(pool.join(), JOIN_MS)).toBe(true);
  expect(pool.workers).toEqual([]);
}

describe.each(BACKENDS)("%s", (backend) => {
  describe.each(Object.keys(METHODS))("Pool.%s ends, and the pool goes on, when", (method) => {
    let pool: Pool;
    beforeAll(() => {
      pool = new Pool({ processes: 1, backend, ...limits });
    });
    afterAll(() => joined(pool));

    it.each(deathsOn(backend))("$title", async (death) => {
      const { item, options } = circumstances(death);
      const seen = await tried(death.within, () => outcome(() => METHODS[method]!(pool, workOf(death, backend), item, options)));
      observed.get(death.key)![backend].add(seen);
      expect(seen).toBe(death.error);
      await served(pool, method);
    });

    it("the initializer throws: this pool is broken and says so, another works", async () => {
      const options: PoolOptions = { processes: 1, backend, initializer: () => { throw new RangeError("not today"); } };
      const broken = new Pool(options);
      const call = () => outcome(() => METHODS[method]!(broken, (n) => n, 1, {}));
      observed.get("initializer")![backend].add(await tried(2000, call));
      expect(await tried(2000, call)).toBe("InitializerError");
      await joined(broken);
    });
  });

  describe("one of many items takes no other along, the next call is served and join returns, when", () => {
    it.each(deathsOn(backend))("$title", async (death) => {
      const pool = new Pool({ processes: 2, backend, ...limits });
      // What jobs take is known then, and more of them are sent ahead.
      await pool.map((n: number) => n, Array.from({ length: 300 }, (_, i) => i), { chunksize: 1 });
      const { least, most } = victims(death);
      for (const method of methodsFor(death)) {
        const { items, options } = manyCircumstances(death);
        // What is known before anything runs, a file that is not there, is told of the whole call.
        const whole = (error: unknown): string[] => items.map(() => (error as Error).name);
        const names: readonly (string | null)[] = await tried(2 * death.within, async () => MANY[method]!(pool, workOfMany(death, backend), items, options)).catch(whole);
        const failed = names.filter((name) => name !== null);
        for (const name of failed) observed.get(death.key)![backend].add(name);
        expect([...new Set(failed)]).toEqual([death.error]);
        expect(failed.length).toBeGreaterThanOrEqual(method.startsWith("imap") ? 1 : least);
        expect(failed.length).toBeLessThanOrEqual(most);
        await served(pool, method);
      }
      await joined(pool);
    }, 60_000);
  });
});

describe("a Process ends when", () => {
  it.each(deaths.filter(({ how }) => how === undefined || how === "item cannot be sent").filter(({ key }) => key !== "heap"))("$title", async (death) => {
    const seen = await tried(death.within, () => outcome(async () => {
      const child = new Process({ target: workOf(death, "processes"), args: [circumstances(death).item] });
      child.start();
      return child.result();
    }));
    observed.get(death.key)!.process.add(seen);
    // A child's last words come back as what its target threw.
    const toldByTheChild = ["uncaught", "no-import", "syntax"].includes(death.key);
    expect(seen).toBe(toldByTheChild ? "TaskError" : death.error);
  });
});

it("the table in docs/reference is what was seen here", async () => {
  const peers = JSON.parse(readFileSync(new URL("../../../../benchmarks/results/hang-matrix.json", import.meta.url), "utf8")) as Peers;
  await expect(hangMatrix(deaths, observed, peers)).toMatchFileSnapshot("../../../../docs/reference/hang-matrix.md");
});
