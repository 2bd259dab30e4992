import { AbortError, CaptureError, InitializerError, StateError, TimeoutError, WorkerExitError } from "@framepool/errors";
import { moduleTask, type Shippable } from "@framepool/pool";
import { type Job, shipTask } from "@framepool/pool/internal";
import { setTimeout as sleep } from "node:timers/promises";
import { describe, expect, it } from "vitest";
import { crewOn } from "./support/open.js";


function ship(fn: Shippable) {
  return shipTask(fn, { op: "test", file: import.meta.url });
}
function job(fn: Shippable, calls: unknown[] = [[0]], more: Partial<Job> = {}): Job {
  return { task: ship(fn), calls, ...more };
}
const values = (reply: { outcomes: readonly { ok: boolean; value?: unknown }[] }) => reply.outcomes.map((outcome) => (outcome.ok ? outcome.value : outcome));

describe("jobs that run in one worker at a time", () => {
  it("have their own time each: one whose function is being loaded does not give another's back", async () => {
    const crew = crewOn("threads", { workers: 1, concurrency: 2 });
    await crew.submit(job(() => 0));
    const started = performance.now();
    const slow = crew.submit(job(async () => { await new Promise((done) => setTimeout(done, 10_000)); }, [[0]], { timeout: 1500 })).catch((error: unknown) => error);
    await sleep(1000);
    expect(values(await crew.submit(job((n: number) => n + 1, [[1]], { timeout: 5000 })))).toEqual([2]);
    expect(await slow).toBeInstanceOf(TimeoutError);
    expect(performance.now() - started).toBeLessThan(2300);
  });
});

describe("an urgent job", () => {
  const waiting = (flag: Int32Array) => Atomics.wait(flag, 0, 0, 20_000);

  it("has a worker of its own where all others wait for what it does, and that worker ends with it", async () => {
    const crew = crewOn("threads");
    const flag = new Int32Array(new SharedArrayBuffer(4));
    const blocked = [1, 2, 3].map(() => crew.submit(job(waiting, [[flag]])));
    await sleep(200);
    const opening = job((shared: Int32Array) => { Atomics.store(shared, 0, 1); Atomics.notify(shared, 0); return "open"; }, [[flag]], { urgent: true });
    expect(values(await crew.submit(opening))).toEqual(["open"]);
    for (const reply of await Promise.all(blocked)) expect(values(reply)).toHaveLength(1);
    await crew.submit(job(() => 1));
    expect(crew.workers.length).toBeLessThanOrEqual(2);
  });

  it.each<[string, () => unknown]>([
    ["throws", () => { throw new RangeError("no"); }],
    ["exits", () => process.exit(4)],
    ["never answers", () => { for (;;); }],
  ])("that %s ends as any other does, and the crew goes on with as many workers as before", async (_what, fn) => {
    const crew = crewOn("threads");
    const ended = await crew.submit(job(fn, [[0]], { urgent: true, timeout: 500 })).then(({ outcomes }) => outcomes[0]!.ok, () => false);
    expect(ended).toBe(false);
    await Promise.all([1, 2, 3, 4].map((n) => crew.submit(job((given: number) => given, [[n]]))));
    expect(crew.workers.length).toBeLessThanOrEqual(2);
  });

  it("is put before those that wait, in line too", async () => {
    const crew = crewOn("inline", { workers: 1 });
    const done: number[] = [];
    const all = [1, 2, 3].map((n) => crew.submit(job((given: number) => given, [[n]], { urgent: n === 3 })).then(() => done.push(n)));
    await Promise.all(all);
    expect(done).toEqual([3, 1, 2]);
  });
});

describe.each(["inline", "threads", "processes"] as const)("a crew of %s", (backend) => {
  it("starts no worker before the first job, and no more than there are jobs", async () => {
    const crew = crewOn(backend);
    expect(crew.workers).toEqual([]);
    await crew.submit(job(() => 1));
    expect(crew.workers).toHaveLength(1);
    await Promise.all([1, 2, 3].map(() => crew.submit(job(() => 1))));
    expect(crew.workers.length).toBeLessThanOrEqual(2);
  });

  it("replies with what every call came to, by whom, and how long it took", async () => {
    const crew = crewOn(backend);
    const reply = await crew.submit(job((a: number, b: number) => { if (a === b) throw new RangeError("same"); return a - b; }, [[5, 3], [1, 1], [1, 2]]));
    expect(values(reply)).toMatchObject([2, { ok: false, thrown: true, error: { name: "RangeError", message: "same" } }, -1]);
    expect(reply.worker).toMatch(/PoolWorker-\d+$/);
    expect(reply.ms).toBeGreaterThanOrEqual(0);
    expect(crew.workers.map(({ name }) => name)).toContain(reply.worker);
  });

  it("runs jobs in the order in which they came", async () => {
    const crew = crewOn(backend, { workers: 1 });
    const done: number[] = [];
    await Promise.all([0, 1, 2, 3, 4].map((i) => crew.submit(job((n: number) => n, [[i]])).then((reply) => done.push(...(values(reply) as number[])))));
    expect(done).toEqual([0, 1, 2, 3, 4]);
  });

  it("gives the calls what the job says of its place, and random numbers that depend on that alone", async () => {
    const crew = crewOn(backend);
    const fn = moduleTask(new URL("fixtures/context.mjs", import.meta.url), "context");
    const places = { partition: 3, firstRow: 300, seed: 7 };
    const first = values(await crew.submit(job(fn, [[0]], places)));
    expect(first).toMatchObject([{ partition: 3, firstRow: 300, aborted: false }]);
    expect(values(await crew.submit(job(fn, [[0]], places)))).toMatchObject([{ random: (first[0] as { random: number[] }).random }]);
    const [a, b] = values(await crew.submit(job(fn, [[0], [1]], { index: 10, seed: 7 }))) as { random: number[] }[];
    const [c] = values(await crew.submit(job(fn, [[1]], { index: 11, seed: 7 }))) as { random: number[] }[];
    expect(b!.random).toEqual(c!.random);
    expect(a!.random).not.toEqual(b!.random);
    for (const n of a!.random) expect(n >= 0 && n < 1).toBe(true);
  });

  it("rejects a job whose module cannot be loaded, again and again, and works on", async () => {
    const crew = crewOn(backend, { workers: 1 });
    const syntax = moduleTask(new URL("fixtures/syntax-error.mjs", import.meta.url), "work");
    for (let i = 0; i < 2; i++) await expect(crew.submit(job(syntax))).rejects.toThrow(/Unexpected|syntax-error/);
    const missing = moduleTask(new URL("fixtures/context.mjs", import.meta.url), "nothingOfThatName");
    await expect(crew.submit(job(missing))).rejects.toBeInstanceOf(CaptureError);
    expect(values(await crew.submit(job(() => "on")))).toEqual(["on"]);
  });

  it("runs the initializer in every worker before its first job", async () => {
    const crew = crewOn(backend, { initializer: { task: ship((tag: string) => { (globalThis as { tag?: string }).tag = tag; }), args: ["set"] } });
    const replies = await Promise.all([1, 2, 3, 4].map(() => crew.submit(job(() => (globalThis as { tag?: string }).tag))));
    expect(replies.flatMap(values)).toEqual(["set", "set", "set", "set"]);
  });

  it("is broken when the initializer throws: nothing is started again", async () => {
    const crew = crewOn(backend, { initializer: { task: ship(async () => { throw new RangeError("no model"); }), args: [] } });
    const results = await Promise.allSettled([1, 2, 3].map(() => crew.submit(job(() => 1))));
    for (const result of results) {
      expect(result).toMatchObject({ status: "rejected", reason: { name: "InitializerError", cause: { name: "RangeError" } } });
    }
    await expect(crew.submit(job(() => 1))).rejects.toBeInstanceOf(InitializerError);
    await crew.join();
    expect(crew.workers).toEqual([]);
  });

  it("replaces a worker after so many jobs", async () => {
    const crew = crewOn(backend, { workers: 1, maxJobsPerWorker: 2 });
    const names: string[] = [];
    for (let i = 0; i < 6; i++) names.push((await crew.submit(job(() => 1))).worker);
    expect(new Set(names).size).toBe(3);
    expect(names[0]).toBe(names[1]);
  });

  it("closes: what was submitted is done, more is refused, join waits for the end", async () => {
    const crew = crewOn(backend);
    const replies = [1, 2, 3, 4].map((n) => crew.submit(job((given: number) => given * 2, [[n]])));
    crew.close();
    await expect(crew.submit(job(() => 1))).rejects.toBeInstanceOf(StateError);
    await crew.join();
    expect((await Promise.all(replies)).flatMap(values)).toEqual([2, 4, 6, 8]);
    expect(crew.workers).toEqual([]);
  });

  it("terminates: pending jobs reject with AbortError; again is fine", async () => {
    const crew = crewOn(backend);
    const replies = [1, 2, 3, 4].map(() => crew.submit(job(() => new Promise(() => setInterval(() => 0, 1000).unref()))));
    const settled = Promise.allSettled(replies);
    await sleep(30);
    await crew.terminate();
    for (const result of await settled) expect(result).toMatchObject({ status: "rejected", reason: { name: "AbortError" } });
    await crew.terminate();
    await crew.join();
    await expect(crew.submit(job(() => 1))).rejects.toBeInstanceOf(StateError);
  });

  it("refuses to join while it takes jobs", async () => {
    await expect(crewOn(backend).join()).rejects.toBeInstanceOf(StateError);
  });

  it("drops a job that is cancelled while it waits, and never runs it", async () => {
    const crew = crewOn(backend, { workers: 1 });
    const first = crew.submit(job(() => new Promise((resolve) => setTimeout(resolve, 30, "done"))));
    const stop = new AbortController();
    const waiting = crew.submit(job(() => { throw new Error("ran"); }), { signal: stop.signal });
    const last = crew.submit(job(() => "last"));
    stop.abort(new Error("enough"));
    await expect(waiting).rejects.toMatchObject({ name: "AbortError", cause: { message: "enough" } });
    expect(values(await first)).toEqual(["done"]);
    expect(values(await last)).toEqual(["last"]);
    await expect(crew.submit(job(() => 1), { signal: stop.signal })).rejects.toBeInstanceOf(AbortError);
  });

  it("cancels a job that runs, and serves the next", async () => {
    const crew = crewOn(backend, { workers: 1 });
    const stop = new AbortController();
    const running = crew.submit(job(() => new Promise((resolve) => setTimeout(resolve, 300))), { signal: stop.signal });
    setTimeout(() => stop.abort(), 100);
    await expect(running).rejects.toBeInstanceOf(AbortError);
    expect(values(await crew.submit(job(() => "next")))).toEqual(["next"]);
  });

  it("forgets functions that it has not seen for long, and knows them when they come again", async () => {
    const crew = crewOn(backend, { workers: 1 });
    const made = Array.from({ length: 80 }, (_, i) => ({ ...ship(() => "made"), id: `made-${i}` }));
    for (const task of [...made, ...made]) expect(values(await crew.submit({ task, calls: [[0]] }))).toEqual(["made"]);
  });
});

describe.each(["threads", "processes"] as const)("a crew of %s whose workers die", (backend) => {
  it("ends the job at once, with the task, the worker and the code, and replaces the worker", async () => {
    const crew = crewOn(backend, { workers: 1 });
    const error = await crew.submit(job(function leaves() { process.exit(3); })).catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(WorkerExitError);
    expect(error).toMatchObject({ exitCode: 3, signal: null });
    expect((error as Error).message).toMatch(/PoolWorker-\d+ exited with code 3 while it ran "leaves"/);
    expect(values(await crew.submit(job(() => "alive")))).toEqual(["alive"]);
  });

  it("loses no other job", async () => {
    const crew = crewOn(backend);
    const jobs = Array.from({ length: 20 }, (_, i) => crew.submit(job((n: number) => { if (n % 5 === 2) process.exit(1); return n; }, [[i]])));
    const results = await Promise.allSettled(jobs);
    expect(results.map(({ status }, i) => [i, status])).toEqual(results.map((_, i) => [i, i % 5 === 2 ? "rejected" : "fulfilled"]));
  });

  it("notices a worker that ends while it has nothing to do", async () => {
    const crew = crewOn(backend, { workers: 1 });
    await crew.submit(job(() => void setTimeout(() => process.exit(0), 10)));
    await expect.poll(() => crew.workers).toEqual([]);
    expect(values(await crew.submit(job(() => "again")))).toEqual(["again"]);
  });

  it("is broken by an initializer that ends its worker", async () => {
    const crew = crewOn(backend, { initializer: { task: ship(() => process.exit(7)), args: [] } });
    await expect(crew.submit(job(() => 1))).rejects.toMatchObject({ name: "InitializerError", cause: { name: "WorkerExitError", exitCode: 7 } });
  });

  it("terminates in the middle of a loop that never ends", async () => {
    const crew = crewOn(backend);
    const reply = crew.submit(job(() => { for (;;); }));
    const settled = reply.catch((error: unknown) => error);
    await sleep(200);
    const begin = performance.now();
    await crew.terminate();
    expect(performance.now() - begin).toBeLessThan(5000);
    expect(await settled).toBeInstanceOf(AbortError);
  });

  it("gives a worker up that does not come up in time, at the cost of one job", async () => {
    const crew = crewOn(backend, { workers: 1, startTimeout: 1 });
    const [first] = await Promise.allSettled([crew.submit(job(() => 1))]);
    expect(first).toMatchObject({ status: "rejected", reason: { name: "WorkerExitError" } });
    expect((first as { reason: Error }).reason.message).toMatch(/did not start within 1 ms/);
  });
});
