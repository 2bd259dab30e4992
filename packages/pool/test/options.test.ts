import { ArgumentError } from "@framepool/errors";
import { Pool, Process, task } from "@framepool/pool";
import { describe, expect, it } from "vitest";
import { caught, poolOf } from "./support/open.js";

const f = (n: number): number => n;
// What a script in JavaScript passes, where no type stops it.
const wrong = (options: unknown): never => options as never;
const thrown = (call: () => unknown): Error => {
  try {
    call();
  } catch (error) {
    return error as Error;
  }
  return expect.fail("threw nothing");
};

describe("options that there are not", () => {
  const pool = (): Pool => poolOf({ processes: 1, backend: "inline" });

  it("are refused by every method, and not passed over: also Python's chunk size in the third place", async () => {
    for (const given of [10, null, "chunksize", [1], Promise.resolve({}), new Map(), new Set(), /a/, new Date(0), new AbortController().signal, pool()]) {
      for (const error of [
        await caught(pool().map(f, [1], wrong(given))),
        await caught(pool().starmap(f, [[1]], wrong(given))),
        await caught(pool().apply(f, [1], wrong(given))),
        thrown(() => pool().mapAsync(f, [1], wrong(given))),
        thrown(() => pool().starmapAsync(f, [[1]], wrong(given))),
        thrown(() => pool().applyAsync(f, [1], wrong(given))),
        thrown(() => pool().imap(f, [1], wrong(given))),
        thrown(() => pool().imapUnordered(f, [1], wrong(given))),
      ]) {
        expect(error).toBeInstanceOf(ArgumentError);
        expect(error.message).toContain("takes options as an object");
      }
    }
    expect((await caught(pool().map(f, [1], wrong(10)))).message).toBe("map takes options as an object, { chunksize: … }, not 10");
    expect((await caught(pool().map(f, [1], wrong(Promise.resolve({}))))).message).toBe("map takes options as an object, { chunksize: … }, not a promise (is an `await` missing?)");
  });

  it("may be those of a class, or without a prototype", async () => {
    class Options { get chunksize() { return 1; } }
    for (const given of [new Options(), Object.assign(Object.create(null), { chunksize: 1 })]) expect(await pool().map(f, [1, 2], wrong(given))).toEqual([1, 2]);
  });

  it("of a promise say that an await may be missing, wherever it stands", async () => {
    const promise = wrong(Promise.resolve(1));
    const told = "a promise (is an `await` missing?)";
    for (const call of [() => new Pool(promise), () => new Pool({ processes: promise }), () => new Pool({ resourceLimits: promise }), () => new Process(promise), () => task(promise, f), () => pool().mapAsync(f, [1], { callback: promise })]) {
      expect(thrown(call)).toBeInstanceOf(ArgumentError);
      expect(thrown(call).message).toContain(told);
    }
    for (const call of [pool().map(f, promise), pool().map(promise, [1]), pool().map(f, [1], { timeout: promise }), pool().map(f, [1], { retries: promise }), pool().map(f, [1], { signal: promise }), pool().map(f, [1], { chunksize: promise })]) {
      const error = await caught(call);
      expect(error).toBeInstanceOf(ArgumentError);
      expect(error.message).toContain(told);
    }
  });

  it("are refused when misspelt, with the name that was meant", async () => {
    expect((await caught(pool().map(f, [1], wrong({ chunkSize: 5 })))).message).toBe('map has no option "chunkSize"; did you mean chunksize?');
    expect((await caught(pool().map(f, [1], wrong({ fail_fast: true })))).message).toContain("did you mean failFast?");
    expect(thrown(() => pool().imap(f, [1], wrong({ bufferSize: 5 }))).message).toContain("did you mean buffersize?");
    expect((await caught(pool().apply(f, [1], wrong({ chunksize: 5 })))).message).toBe('apply has no option "chunksize"; there are timeout retries signal');
    expect((await caught(pool().map(f, [1], wrong({ callback: f })))).message).toContain('map has no option "callback"');
    expect(thrown(() => pool().mapAsync(f, [1], wrong({ error_callback: f }))).message).toContain("did you mean errorCallback?");
    expect((await caught(pool().map(f, [1], wrong({ retries: { times: 1, when: "any" } })))).message).toBe('retries has no option "when"; there are times on backoff');
    expect((await caught(pool().map(f, [1], wrong({ retries: null })))).message).toContain("retries must be a whole number of at least 0, or { times, on, backoff }, not null");
    expect(thrown(() => new Pool(wrong({ maxTasksPerChild: 1 }))).message).toBe('new Pool has no option "maxTasksPerChild"; did you mean maxtasksperchild?');
    expect(thrown(() => new Pool(wrong([])))).toBeInstanceOf(ArgumentError);
    expect(thrown(() => new Pool({ initializer: f, initargs: wrong(5) })).message).toBe("initargs needs an iterable of items, not 5");
    expect(thrown(() => new Process(wrong({ target: f, kwargs: {} }))).message).toBe('new Process has no option "kwargs"; there are target args name daemon');
    expect(thrown(() => new Process(wrong(null)))).toBeInstanceOf(ArgumentError);
  });

  it("a callback that is no function, before the call runs", () => {
    expect(thrown(() => pool().applyAsync(f, [1], { callback: wrong(5) })).message).toBe("callback of applyAsync must be a function, not 5");
    expect(thrown(() => pool().mapAsync(f, [1], { errorCallback: wrong(null) })).message).toBe("errorCallback of mapAsync must be a function, not null");
  });

  it("start no worker", () => {
    const threads = poolOf({ processes: 2 });
    thrown(() => threads.imap(f, [1], { chunksize: 0 }));
    thrown(() => threads.imap(f, [1], { buffersize: 0 }));
    thrown(() => threads.imap(f, wrong(5)));
    expect(threads.workers).toEqual([]);
  });
});
