import { type Shippable, task } from "@framepool/pool";
import { type Crew, type Job, type Reply, shipTask } from "@framepool/pool/internal";
import { setTimeout as sleep } from "node:timers/promises";
import { describe, expect, it } from "vitest";
import { crewOn, range } from "./support/open.js";

// Small jobs are sent to a worker before it has done those that it has: nobody must be able to tell.

function small(fn: Shippable): (item: unknown) => Job {
  const shipped = shipTask(fn, { op: "test", file: import.meta.url });
  return (item) => ({ task: shipped, calls: [item], unary: true, bytes: 9 });
}
const valueOf = ({ outcomes: [first] }: Reply) => (first?.ok === true ? first.value : first);
/** Both workers are there, and jobs are known to be small. */
async function warm(crew: Crew, job: (item: unknown) => Job): Promise<void> {
  await Promise.all(range(400).map((i) => crew.submit(job(i))));
}

/** Sleeps without yielding, so many ms, and gives where. */
const busy = (ms: number) => {
  const end = performance.now() + ms;
  while (performance.now() < end);
  return ms;
};

describe("jobs that are sent ahead", () => {
  it("are each run once, in their workers, with the right results", async () => {
    const crew = crewOn("threads");
    const counts = new Int32Array(new SharedArrayBuffer(20_000 * 4));
    const job = small(task({ counts }, (n: number, { counts: seen }) => { Atomics.add(seen, n, 1); return n * 2; }));
    const replies = await Promise.all(range(20_000).map((i) => crew.submit(job(i))));
    expect(replies.map(valueOf)).toEqual(range(20_000).map((n) => n * 2));
    expect(new Set(replies.map(({ worker }) => worker)).size).toBe(2);
    expect(counts.every((count) => count === 1)).toBe(true);
  });

  it("do not wait behind a long one while somebody is free", async () => {
    const crew = crewOn("threads");
    const job = small(busy);
    await warm(crew, () => job(0));
    const begin = performance.now();
    const long = crew.submit(job(800));
    const others = range(300).map(() => crew.submit(job(0)));
    await Promise.all(others);
    expect(performance.now() - begin).toBeLessThan(600);
    expect(valueOf(await long)).toBe(800);
  });

  it("do not keep two long ones in one worker", async () => {
    const crew = crewOn("threads");
    const job = small(async (ms: number) => new Promise((resolve) => (ms === 0 ? resolve(0) : setTimeout(resolve, ms, ms))));
    await warm(crew, () => job(0));
    const begin = performance.now();
    await Promise.all([0, 0, 0, 0, 500, 500, 500, 500].map((ms) => crew.submit(job(ms))));
    expect(performance.now() - begin).toBeLessThan(1700);
  });

  it("are never run when they are cancelled before their turn", async () => {
    const crew = crewOn("threads", { workers: 1 });
    const ran = new Int32Array(new SharedArrayBuffer(200 * 4));
    const job = small(task({ ran }, (n: number, { ran: seen }) => { if (n === 0) { const end = performance.now() + 200; while (performance.now() < end); } Atomics.store(seen, n, 1); return n; }));
    await warm(crew, () => job(199));
    const stops = range(100).map(() => new AbortController());
    const replies = range(100).map((i) => crew.submit(job(i), { signal: stops[i]!.signal }));
    await sleep(20);
    for (const i of range(100)) if (i % 2 === 1) stops[i]!.abort();
    const results = await Promise.allSettled(replies);
    expect(results.map(({ status }) => status)).toEqual(range(100).map((i) => (i % 2 === 1 ? "rejected" : "fulfilled")));
    expect([...ran.subarray(0, 100)]).toEqual(range(100).map((i) => (i % 2 === 1 ? 0 : 1)));
  });

  it("go to another worker when theirs dies, however often, and only the one that ran is lost", async () => {
    const crew = crewOn("threads", { workers: 1 });
    const counts = new Int32Array(new SharedArrayBuffer(300 * 4));
    const job = small(task({ counts }, (n: number, { counts: seen }) => { Atomics.add(seen, n, 1); if (n % 20 === 10) process.exit(1); return n; }));
    await warm(crew, () => job(299));
    Atomics.store(counts, 299, 0);
    const results = await Promise.allSettled(range(300).map((i) => crew.submit(job(i))));
    expect(results.map(({ status }, i) => [i, status])).toEqual(range(300).map((i) => [i, i % 20 === 10 ? "rejected" : "fulfilled"]));
    expect([...counts]).toEqual(range(300).map(() => 1));
  });

  it("end in an error, and not in a circle, when every worker dies before it comes to them", async () => {
    const initializer = { task: shipTask(() => void setImmediate(() => process.exit(7)), { op: "test", file: null }), args: [] };
    const crew = crewOn("threads", { workers: 1, initializer });
    const job = small((n: number) => n);
    const results = await Promise.allSettled(range(5).map((i) => crew.submit(job(i))));
    for (const result of results) if (result.status === "rejected") expect(result.reason).toMatchObject({ name: expect.stringMatching(/WorkerExitError|InitializerError/) as string });
  });

  it("are lost and found under any mixture of deaths and cancels: every job ends, and none runs twice", async () => {
    const crew = crewOn("threads");
    const counts = new Int32Array(new SharedArrayBuffer(600 * 4));
    const job = small(task({ counts }, async (n: number, { counts: seen }) => { Atomics.add(seen, n, 1); if (n % 97 === 13) process.exit(1); if (n % 31 === 7) await new Promise((resolve) => setTimeout(resolve, 5)); return n; }));
    const stops = range(600).map(() => new AbortController());
    const replies = range(600).map((i) => crew.submit(job(i), { signal: stops[i]!.signal }));
    const settled = Promise.allSettled(replies);
    for (let turn = 0; turn < 40; turn++) {
      await sleep(3);
      stops[(turn * 37) % 600]!.abort();
    }
    const results = await settled;
    expect(results).toHaveLength(600);
    expect(counts.every((count) => count <= 1)).toBe(true);
    results.forEach((result, i) => {
      if (result.status === "fulfilled") expect(valueOf(result.value)).toBe(i);
      else if (!stops[i]!.signal.aborted) expect([i, (result.reason as Error).name]).toEqual([i - (i % 97) + 13, "WorkerExitError"]);
    });
    expect(valueOf(await crew.submit(job(0)))).toBe(0);
  });

  it("count for maxJobsPerWorker, as they are done", async () => {
    const crew = crewOn("threads", { workers: 1, maxJobsPerWorker: 50 });
    const job = small((n: number) => n);
    const replies = await Promise.all(range(200).map((i) => crew.submit(job(i))));
    const perWorker = new Map<string, number>();
    for (const { worker } of replies) perWorker.set(worker, (perWorker.get(worker) ?? 0) + 1);
    expect([...perWorker.values()]).toEqual([50, 50, 50, 50]);
  });
});

describe("a cancel that comes late", () => {
  it("does not lose the worker's next job, whenever it comes", async () => {
    for (const backend of ["threads", "processes", "inline"] as const) {
      const crew = crewOn("threads", { backend, workers: 1 });
      const job = small((n: number) => n);
      await crew.submit(job(0));
      for (let i = 0; i < 18; i++) {
        const stop = new AbortController();
        const doomed = crew.submit(job(1), { signal: stop.signal }).then(valueOf, (error: unknown) => (error as Error).name);
        const next = crew.submit(job(2));
        // From before it was sent to after its reply.
        for (let turns = i % 6; turns > 0; turns--) await new Promise((resolve) => setImmediate(resolve));
        stop.abort();
        // Its reply may have been the first.
        expect([1, "AbortError"]).toContain(await doomed);
        expect(valueOf(await next)).toBe(2);
      }
      expect(crew.workers.length).toBeLessThanOrEqual(1);
    }
  });
});

describe("jobs that move something", () => {
  it("are moved, each by itself, among others that are sent ahead", async () => {
    const crew = crewOn("threads");
    const job = small((item: number | Uint8Array) => (typeof item === "number" ? item : item.length));
    await warm(crew, job);
    const buffers = range(50).map((i) => new Uint8Array(i + 1));
    const replies = await Promise.all(buffers.flatMap((bytes, i) => [crew.submit({ ...job(bytes), transfer: [bytes.buffer] }), crew.submit(job(i))]));
    expect(replies.map(valueOf)).toEqual(range(50).flatMap((i) => [i + 1, i]));
    expect(buffers.every((bytes) => bytes.length === 0)).toBe(true);
  });
});
