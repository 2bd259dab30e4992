import * as errors from "@framepool/errors";
import * as pool from "@framepool/pool";
import { AbortError } from "@framepool/errors";
import { currentProcess, move, task, type Task } from "@framepool/pool";
import { expect, it } from "vitest";
import { poolOf } from "../support/open.js";

const capturing = (it: unknown): Task<[number], string> => task({ it: it as () => void }, (_n: number, captures) => captures.it.name);

it("every function and class that the package and its errors export may be captured, and is what it is in the worker", async () => {
  const workers = poolOf({ processes: 1 });
  const exported = Object.entries({ ...errors, ...pool }).filter(([, value]) => typeof value === "function");
  expect(exported.length).toBeGreaterThan(25);
  for (const [name, value] of exported) expect([name, ...(await workers.map(capturing(value), [1]))]).toEqual([name, (value as () => void).name]);
});

it.each(["threads", "processes", "inline"] as const)("they do there what they do here, on %s", async (backend) => {
  const workers = poolOf({ processes: 1, backend });
  const bytes = await workers.apply(task({ move }, (n: number, captures) => captures.move(new Uint8Array(n))), [100]);
  expect(bytes).toHaveLength(100);
  expect(await workers.apply(task({ currentProcess }, (_n: number, captures) => captures.currentProcess().daemon), [1])).toBe(backend !== "inline");
  const failed = await workers.map(task({ AbortError }, (_n: number, captures) => { throw new captures.AbortError("enough"); }), [1], { settled: true });
  expect((failed[0]!.error as Error).cause).toBeInstanceOf(AbortError);
});
