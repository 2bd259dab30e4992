import { SerializationError } from "@framepool/errors";
import { move, perWorker, Pool, Process, task, type Task } from "@framepool/pool";
import { describe, expect, it } from "vitest";
import { caught, poolOf } from "./support/open.js";

const shared = (): Int32Array => new Int32Array(new SharedArrayBuffer(8));
const write = (view: Int32Array): number => (view[0] = 7);
const writes = (view: Int32Array): Task<[number], number> => task({ view }, (_n: number, captures) => (captures.view[0] = 7));

describe.each(["threads", "inline"] as const)("a view of shared memory, on %s,", (backend) => {
  it("is seen by all, among items, arguments, captures and results", async () => {
    const pool = poolOf({ processes: 1, backend });
    for (const run of [(view: Int32Array) => pool.map(write, [view]), (view: Int32Array) => pool.apply(write, [view]), (view: Int32Array) => pool.map(writes(view), [1])]) {
      const view = shared();
      await run(view);
      expect(view[0]).toBe(7);
    }
    expect((await pool.apply(() => new Int32Array(new SharedArrayBuffer(8)))).buffer).toBeInstanceOf(SharedArrayBuffer);
  });
});

describe("a view of shared memory, for another process,", () => {
  const why = "is a view of shared memory, which only threads share: send a copy, new Int32Array(view)";

  it("is refused among items and arguments, with its path: it would arrive as a copy that nobody asked for", async () => {
    const pool = poolOf({ processes: 1, backend: "processes" });
    const [error, other] = await pool.map((item) => typeof item, [{ cells: shared() }, 2], { chunksize: 2, settled: true });
    expect(error!.error).toBeInstanceOf(SerializationError);
    expect(error!.error).toMatchObject({ index: 0, path: "item.cells", message: `item 0: item.cells cannot be sent to a worker: it ${why}` });
    expect(other).toEqual({ value: "number" });
    expect(await caught(pool.starmap(write, [[shared()]]))).toMatchObject({ name: "SerializationError", path: "args[0]" });
    expect(await caught(pool.apply(() => [new DataView(new SharedArrayBuffer(8))]))).toMatchObject({ name: "SerializationError", path: "result[0]", direction: "from worker" });
    expect(await pool.map((cells: Int32Array) => cells.length, [new Int32Array(shared())])).toEqual([2]);
  });

  it("is refused among captures when the call is made, also of a task that a thread was given before", async () => {
    const pool = poolOf({ processes: 1, backend: "processes" });
    const used = writes(shared());
    await poolOf({ processes: 1, backend: "inline" }).map(used, [1]);
    for (const each of [writes(shared()), used]) {
      const error = await caught(pool.map(each, [1]));
      expect(error).toBeInstanceOf(SerializationError);
      expect(error).toMatchObject({ path: "captures.view", message: `map cannot send "<anonymous>" to another process: captures.view ${why}` });
    }
    const buffer = new SharedArrayBuffer(8);
    const inPerWorker = task({ made: perWorker(task({ buffer }, (_n: unknown, captures) => captures.buffer.byteLength) as never) }, (n: number, captures) => [n, captures.made]);
    expect((await caught(pool.map(inPerWorker, [1]))).message).toContain('captures.buffer is a SharedArrayBuffer, which only threads share: send a copy, new Uint8Array(buffer).slice()');
    expect(() => pool.imap(used, [1])).toThrow(SerializationError);
    expect(pool.workers.length).toBeLessThanOrEqual(1);
    pool.close();
    await pool.join();
  });

  it("is refused by an initializer and by a Process", () => {
    expect(() => new Pool({ processes: 1, backend: "processes", initializer: write, initargs: [shared()] })).toThrow(`initargs[0] cannot be sent to a worker: it ${why}`);
    expect(() => new Pool({ processes: 1, backend: "processes", initializer: writes(shared()) })).toThrow(`captures.view ${why}`);
    expect(() => new Process({ target: write, args: [shared()] }).start()).toThrow(`args[0] cannot be sent to a worker: it ${why}`);
    expect(() => new Process({ target: writes(shared()), args: [1] }).start()).toThrow(`captures.view ${why}`);
  });
});

describe("large captures", () => {
  it("reach a Process, though threads share them", async () => {
    const text = "x".repeat(100_000);
    const child = new Process({ target: task({ text }, (n: number, captures) => n + captures.text.length), args: [1] });
    child.start();
    expect(await child.result()).toBe(100_001);
  });
});

describe("memory that two results move", () => {
  it.each(["threads", "inline"] as const)("arrives with the first, and is not there for the second, which says so; the worker goes on: on %s", async (backend) => {
    const pool = poolOf({ processes: 1, backend });
    const twice = task({ move }, (n: number, captures) => {
      const kept = globalThis as { kept?: Uint8Array };
      kept.kept ??= captures.move(new Uint8Array(100));
      return n === 2 ? "free" : kept.kept;
    });
    const outcomes = await pool.map(twice, [0, 1, 2], { chunksize: 1, settled: true });
    expect((outcomes[0]!.value as Uint8Array).length).toBe(100);
    expect(outcomes[1]!.error).toBeInstanceOf(SerializationError);
    expect(outcomes[1]!.error).toMatchObject({ index: 1, direction: "from worker" });
    expect((outcomes[1]!.error as Error).message).toContain("memory that is moved was moved before, and is not here any more");
    expect(outcomes[2]).toEqual({ value: "free" });
    pool.close();
    await pool.join();
    Reflect.deleteProperty(globalThis, "kept");
  });
});
