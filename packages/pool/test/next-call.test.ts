// A call in which something dies is one thing; what this file looks at is the next call, and the end. Many small jobs that
// were sent ahead, owners that cancel the rest when they hear of one failure, workers that are blocked before a job begins.
import { AbortError, InitializerError, SerializationError, TimeoutError, WorkerExitError } from "@framepool/errors";
import { type BackendKind, perWorker, type Pool, task, type Task } from "@framepool/pool";
import { shipTask } from "@framepool/pool/internal";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { caught, crewOn, poolOf, range } from "./support/open.js";


const ship = (fn: (...args: never[]) => unknown) => shipTask(fn as (...args: unknown[]) => unknown, { op: "test", file: import.meta.url });

/** The next call is served, and the pool comes to its end. */
async function goesOn(pool: Pool): Promise<void> {
  expect(await pool.map((n: number) => n + 1, range(300), { chunksize: 1 })).toEqual(range(300).map((n) => n + 1));
  pool.close();
  await pool.join();
}

describe.each<BackendKind>(["threads", "processes"])("behind a call of many small items with failFast, of %s that were busy before,", (backend) => {
  const warm = async (processes: number): Promise<Pool> => {
    const pool = poolOf({ processes, backend });
    await pool.map((n: number) => n, range(2000), { chunksize: 1 });
    return pool;
  };

  it.each([1, 2])("in which a worker exits: %i of them", async (processes) => {
    const pool = await warm(processes);
    expect(await caught(pool.map((n: number) => (n === 700 ? process.exit(3) : n), range(2000), { chunksize: 1, failFast: true }))).toBeInstanceOf(WorkerExitError);
    await goesOn(pool);
  });

  it("in which one never ends", async () => {
    const pool = await warm(2);
    const forEver = (n: number) => { if (n === 700) for (;;); return n; };
    expect(await caught(pool.map(forEver, range(1000), { chunksize: 1, failFast: true, timeout: 200 }))).toBeInstanceOf(TimeoutError);
    await goesOn(pool);
  });

  it("in which one cannot be sent", async () => {
    const pool = await warm(1);
    // No walk looks for a function beside the cells of an array: only the message finds that it cannot hold it.
    const odd = Object.assign([1], { next: () => 1 });
    const items = range(1000).map((n) => ({ cells: n === 700 ? odd : [n] }));
    expect(await caught(pool.map(({ cells }: { cells: number[] }) => cells.length, items, { chunksize: 1, failFast: true }))).toBeInstanceOf(SerializationError);
    await goesOn(pool);
  });

  it("in which what one call comes to fires the signal of all", async () => {
    const pool = await warm(1);
    const controller = new AbortController();
    const retries = { times: 1, on: () => { controller.abort(); return false; } };
    expect(await caught(pool.map((n: number) => (n === 700 ? process.exit(1) : n), range(2000), { chunksize: 1, signal: controller.signal, retries }))).toBeInstanceOf(AbortError);
    await goesOn(pool);
  });
});

describe("a crew knows where each job is,", () => {
  it("whatever owners do when they hear of one: they cancel others, submit more, in the same turn", async () => {
    const sort = fc.constantFrom("value", "exit", "throw", "clone");
    const reaction = fc.constantFrom("nothing", "cancel all", "cancel next", "submit");
    await fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(sort, reaction), { minLength: 1, maxLength: 60 }), fc.integer({ min: 1, max: 2 }), async (jobs, workers) => {
        const crew = crewOn("threads", { workers });
        const work = ship((what: string) => {
          if (what === "exit") process.exit(1);
          if (what === "throw") throw new Error("no");
          return what;
        });
        const idle = ship((n: number) => n);
        const before = await Promise.all(range(100).map((n) => crew.submit({ task: idle, calls: [n], unary: true, bytes: 8 })));
        expect(before).toHaveLength(100);
        const ended: Promise<unknown>[] = [];
        const controllers = jobs.map(() => new AbortController());
        jobs.forEach(([what, then], i) => {
          const react = (): void => {
            if (then === "cancel all") for (const each of controllers) each.abort();
            if (then === "cancel next") controllers[i + 1]?.abort();
            if (then === "submit") ended.push(crew.submit({ task: idle, calls: [i], unary: true, bytes: 8 }));
          };
          const call = what === "clone" ? () => "no message holds this" : what;
          ended.push(crew.submit({ task: work, calls: [call], unary: true, bytes: 8 }, { signal: controllers[i]!.signal }).then(react, react));
        });
        for (let i = 0; i < ended.length; i++) await ended[i];
        expect((await crew.submit({ task: idle, calls: [7], unary: true })).values[0]).toBe(7);
        crew.close();
        await crew.join();
      }),
      { numRuns: 12, seed: 7 },
    );
  }, 60_000);

  it("and how many run at a time, however many a worker may", async () => {
    const crew = crewOn("threads", { workers: 1, concurrency: 200 });
    const work = ship(async (n: number) => { await new Promise((done) => setTimeout(done, n === 0 ? 400 : 5)); return n; });
    const replies = await Promise.all(range(1000).map((n) => crew.submit({ task: work, calls: [n], unary: true })));
    expect(replies.map(({ values }) => values[0])).toEqual(range(1000));
  });
});

describe("a worker that is blocked before a job begins is replaced:", () => {
  const never = (): Task<[number], unknown> => task({ value: perWorker(() => new Promise<number>(() => undefined)) }, (n: number, { value }) => n + value);
  const loops = (): Task<[number], unknown> => task({ value: perWorker(() => { for (;;); }) }, (n: number, { value }) => [n, value]);

  it.each([["never resolves", never], ["loops for ever", loops]] as const)("what the job captured %s, and its signal fires", async (_what, make) => {
    const pool = poolOf({ processes: 1 });
    const error = await caught(pool.map(make(), [1], { timeout: 20_000, signal: AbortSignal.timeout(400) }));
    expect(error).toBeInstanceOf(AbortError);
    await goesOn(pool);
  });

  it("its initializer's arguments were moved elsewhere, and the worker that had them is lost", async () => {
    const bytes = new Uint8Array(8);
    const pool = poolOf({ processes: 1, initializer: (given: Uint8Array) => given.length, initargs: [bytes] });
    expect(await pool.map((n: number) => n, [1])).toEqual([1]);
    structuredClone(bytes, { transfer: [bytes.buffer] });
    expect(await caught(pool.map((n: number) => (n === 0 ? process.exit(1) : n), [0]))).toBeInstanceOf(WorkerExitError);
    expect(await caught(pool.map((n: number) => n, [1]))).toBeInstanceOf(InitializerError);
  });
});

describe("what is given up", () => {
  it("in line is left to itself, and the next call is served", async () => {
    const pool = poolOf({ processes: 1, backend: "inline" });
    const result = pool.applyAsync(() => new Promise(() => undefined));
    await new Promise((done) => setTimeout(done, 50));
    result.cancel();
    expect(await caught(result)).toBeInstanceOf(AbortError);
    await goesOn(pool);
  });

  it("as a loop takes its worker along, and what else ran there is told", async () => {
    const crew = crewOn("threads", { workers: 1, concurrency: 2 });
    const [slow, loop] = [ship((ms: number) => new Promise((done) => setTimeout(done, ms))), ship(async () => { await new Promise((done) => setTimeout(done, 100)); for (;;); })];
    await crew.submit({ task: slow, calls: [1], unary: true });
    const looping = caught(crew.submit({ task: loop, calls: [0], unary: true }, { signal: AbortSignal.timeout(300) }));
    const beside = caught(crew.submit({ task: slow, calls: [60_000], unary: true }));
    expect(await looping).toBeInstanceOf(AbortError);
    expect(await beside).toBeInstanceOf(WorkerExitError);
    expect((await crew.submit({ task: ship(() => 5), calls: [0], unary: true })).values[0]).toBe(5);
  });

  it("as something that waits leaves its worker to those beside it", async () => {
    const crew = crewOn("threads", { workers: 1, concurrency: 2 });
    const slow = ship(async (ms: number) => { await new Promise((done) => setTimeout(done, ms)); return ms; });
    await crew.submit({ task: slow, calls: [1], unary: true });
    const waiting = caught(crew.submit({ task: slow, calls: [60_000], unary: true }, { signal: AbortSignal.timeout(100) }));
    const beside = crew.submit({ task: slow, calls: [1000], unary: true });
    expect(await waiting).toBeInstanceOf(AbortError);
    expect((await beside).values[0]).toBe(1000);
  });
});

describe("an urgent job that runs", () => {
  it("is no reason to start workers for others", async () => {
    const crew = crewOn("threads", { workers: 1 });
    const wait = ship((ms: number) => new Promise((done) => setTimeout(done, ms)));
    await crew.submit({ task: wait, calls: [1], unary: true });
    const names = new Set<string>();
    const look = setInterval(() => { for (const { name } of crew.workers) names.add(name); }, 5);
    const jobs = [crew.submit({ task: wait, calls: [50], unary: true }), crew.submit({ task: wait, calls: [1000], unary: true, urgent: true }), ...range(10).map(() => crew.submit({ task: wait, calls: [50], unary: true }))];
    await Promise.all(jobs);
    clearInterval(look);
    expect(names.size).toBeLessThanOrEqual(3);
  });
});
