import { readFileSync } from "node:fs";
import { Pool, Process, type PoolOptions } from "@framepool/pool";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { deaths } from "../../../../benchmarks/hangs/deaths.mjs";
import { circumstances, METHODS, outcome, workOf } from "./attempts.js";
import { type Observed, hangMatrix, type Peers } from "./table.js";

// Every way to die × every method × both backends whose workers can be killed: the call ends in the stated error within
// the stated time, and the same pool serves the next call. What is seen here is the table in docs/reference.

const observed: Observed = new Map(deaths.map(({ key }) => [key, { threads: new Set<string>(), processes: new Set<string>(), process: new Set<string>() }]));
const limits = { resourceLimits: { maxOldGenerationSizeMb: 32 } };

async function tried(within: number, call: () => PromiseLike<unknown>): Promise<string> {
  const begin = performance.now();
  const seen = await outcome(call);
  expect(performance.now() - begin).toBeLessThan(within);
  return seen;
}

describe.each(["threads", "processes"] as const)("%s", (backend) => {
  describe.each(Object.keys(METHODS))("Pool.%s ends, and the pool goes on, when", (method) => {
    let pool: Pool;
    beforeAll(() => {
      pool = new Pool({ processes: 1, backend, ...limits });
    });
    afterAll(() => pool.terminate());

    it.each(deaths.filter(({ how, processesOnly }) => how !== "initializer" && (processesOnly !== true || backend === "processes")))("$title", async (death) => {
      const { item, options } = circumstances(death);
      const seen = await tried(death.within, () => METHODS[method]!(pool, workOf(death), item, options));
      observed.get(death.key)![backend].add(seen);
      expect(seen).toBe(death.error);
      expect(await pool.map((n: number) => n * 2, [1, 2])).toEqual([2, 4]);
    });

    it("the initializer throws: this pool is broken and says so, another works", async () => {
      const options: PoolOptions = { processes: 1, backend, initializer: () => { throw new RangeError("not today"); } };
      const broken = new Pool(options);
      const call = () => METHODS[method]!(broken, (n) => n, 1, {});
      observed.get("initializer")![backend].add(await tried(2000, call));
      expect(await tried(2000, async () => call())).toBe("InitializerError");
      await broken.join();
    });
  });
});

describe("a Process ends when", () => {
  it.each(deaths.filter(({ how }) => how === undefined || how === "item cannot be sent").filter(({ key }) => key !== "heap"))("$title", async (death) => {
    const seen = await tried(death.within, async () => {
      const child = new Process({ target: workOf(death), args: [circumstances(death).item] });
      child.start();
      return child.result();
    });
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
