import { AbortError, InitializerError, SerializationError, TaskError } from "@framepool/errors";
import { type BackendKind, move, Pool, type PoolOptions, Process, task } from "@framepool/pool";
import { createSecretKey } from "node:crypto";
import { MessageChannel } from "node:worker_threads";
import { describe, expect, it } from "vitest";
import { caught, poolOn } from "./support/open.js";

const poolOf = (backend: BackendKind, options: PoolOptions = {}): Pool => poolOn(backend, { processes: 1, ...options });
async function ends(pool: Pool): Promise<void> {
  pool.close();
  await pool.join();
}

interface Tree {
  readonly parent: Tree | null;
  readonly children: Tree[];
}
function family(): Tree {
  const root: Tree = { parent: null, children: [] };
  for (let i = 0; i < 50; i++) root.children.push({ parent: root, children: [] });
  return root;
}
function detached(): ArrayBuffer {
  const buffer = new ArrayBuffer(8);
  structuredClone(buffer, { transfer: [buffer] });
  return buffer;
}

describe.each(["inline", "threads", "processes"] as const)("items that go in circles, on %s", (backend) => {
  it("are sent by every method, and the pool comes to its end", async () => {
    const pool = poolOf(backend);
    const isWhole = (tree: Tree) => tree.children.length === 50 && tree.children.every((child) => child.parent === tree);
    expect(await pool.map(isWhole, [family(), family()])).toEqual([true, true]);
    expect(await pool.starmap(isWhole, [[family()]])).toEqual([true]);
    expect(await pool.apply(isWhole, [family()])).toBe(true);
    expect(await pool.imap(isWhole, [family()]).next()).toEqual({ done: false, value: true });
    const round = new Map<string, unknown>();
    round.set("self", round);
    const list: unknown[] = [];
    list.push(list, round);
    expect(await pool.map((given) => given[0] === given && (given[1] as Map<string, unknown>).get("self") === given[1], [list])).toEqual([true]);
    await ends(pool);
  });
});

describe("an item that cannot be looked at", () => {
  it("fails by itself, with its position, and the pool comes to its end", async () => {
    const pool = poolOf("threads");
    const item = { get total(): number { throw new RangeError("no total"); } };
    const [first, second] = await pool.map((x) => typeof x, [1, item], { chunksize: 2, settled: true });
    expect(first).toEqual({ value: "number" });
    expect(second!.error).toBeInstanceOf(SerializationError);
    expect(second!.error).toMatchObject({ index: 1, path: "item", message: "item 1: item cannot be sent to a worker: it cannot be looked at: RangeError: no total", cause: new RangeError("no total") });
    await ends(pool);
  });

  it("may be nested deeper than anyone can look", async () => {
    const pool = poolOf("threads");
    let deep: unknown = 1;
    for (let i = 0; i < 100_000; i++) deep = { deep };
    const error = await caught(pool.map((x) => typeof x, [deep]));
    expect(error).toBeInstanceOf(SerializationError);
    expect(error.message).toBe("item 0: item cannot be sent to a worker: it is nested too deeply");
    await ends(pool);
  });
});

describe.each(["inline", "threads", "processes"] as const)("what structured cloning refuses, on %s", (backend) => {
  it("fails the one item that is to blame, and no other of its chunk", async () => {
    const pool = poolOf(backend);
    const withFunction = Object.assign([1, 2], { extra: () => 1 });
    const outcomes = await pool.map((x) => typeof x, [1, detached(), 3, withFunction, { five: 5 }], { chunksize: 5, settled: true });
    expect(outcomes.map(({ value }) => value)).toEqual(["number", undefined, "number", undefined, "object"]);
    expect(outcomes[1]!.error).toBeInstanceOf(SerializationError);
    expect(outcomes[1]!.error).toMatchObject({ index: 1 });
    expect(outcomes[3]!.error).toMatchObject({ index: 3 });
    expect(await pool.starmap((a, b) => [typeof a, b], [[detached(), 1], [2, 2]], { chunksize: 2, settled: true })).toMatchObject([{ error: { index: 0 } }, { value: ["number", 2] }]);
    await ends(pool);
  });

  it("fails the one result that is to blame, and no other of its chunk", async () => {
    const pool = poolOf(backend);
    const outcomes = await pool.map((x) => {
      const value: unknown = x === 1 ? Object.assign([1], { extra: () => 1 }) : { x };
      return value;
    }, [0, 1, 2], { chunksize: 3, settled: true });
    expect(outcomes.map(({ value }) => value)).toEqual([{ x: 0 }, undefined, { x: 2 }]);
    expect(outcomes[1]!.error).toBeInstanceOf(SerializationError);
    expect(outcomes[1]!.error).toMatchObject({ index: 1, direction: "from worker" });
  });
});

describe("an item that was moved, beside one that cannot be sent", () => {
  it("arrives all the same", async () => {
    const pool = poolOf("threads");
    const outcomes = await pool.map((x) => (x as ArrayBuffer).byteLength, [move(new ArrayBuffer(16)), detached()], { chunksize: 2, settled: true });
    expect(outcomes[0]).toEqual({ value: 16 });
    expect(outcomes[1]!.error).toBeInstanceOf(SerializationError);
  });
});

describe("memory that two items move", () => {
  it.each([1, 3])("arrives with the first, and is not there for the second, chunks of %d", async (chunksize) => {
    const pool = poolOf("threads");
    await pool.apply(() => 1);
    const bytes = new Uint8Array(8);
    const [first, second] = [move(bytes), move(bytes)];
    const outcomes = await pool.map((x) => (typeof x === "number" ? x : x.length), [first, 2, 3, second, 5, 6], { chunksize, settled: true });
    expect(outcomes.filter((_, i) => i !== 3).map(({ value }) => value)).toEqual([8, 2, 3, 5, 6]);
    expect(outcomes[3]!.error).toBeInstanceOf(SerializationError);
    expect(outcomes[3]!.error).toMatchObject({ index: 3 });
    expect((outcomes[3]!.error as Error).message).toContain("memory that is moved was moved before, and is not here any more");
    await ends(pool);
  });
});

describe("an iterable whose return() does not keep to the rules", () => {
  const endless = (give: () => unknown) => ({
    [Symbol.iterator]: () => ({ next: () => ({ done: false as const, value: 1 }), return: give as () => IteratorResult<number> }),
  });
  const endlessLater = (give: () => unknown) => ({
    [Symbol.asyncIterator]: () => ({ next: () => Promise.resolve({ done: false as const, value: 1 }), return: give as () => Promise<IteratorResult<number>> }),
  });
  const throws = () => { throw new Error("return throws"); };

  it.each([
    ["throws", endless(throws)],
    ["throws, of an async one", endlessLater(throws)],
    ["gives no promise, of an async one", endlessLater(() => ({ done: true }))],
    ["rejects", endlessLater(() => Promise.reject(new Error("return rejects")))],
  ])("keeps nobody from ending the pool: it %s", async (_what, items) => {
    const pool = poolOf("threads");
    const it = pool.imap((n: number) => n, items);
    expect(await it.next()).toEqual({ done: false, value: 1 });
    const other = pool.applyAsync(() => new Promise(() => undefined));
    const waiting = pool.applyAsync(() => 1);
    await pool.terminate();
    expect(pool.workers).toEqual([]);
    expect(await caught(other)).toBeInstanceOf(AbortError);
    expect(await caught(waiting)).toBeInstanceOf(AbortError);
  });

  it("keeps nobody from leaving the iterator", async () => {
    const pool = poolOf("threads");
    const it = pool.imap((n: number) => n, endless(throws));
    await it.next();
    expect(await it.return()).toEqual({ done: true, value: undefined });
    await ends(pool);
  });
});

describe("an async iterable that never yields", () => {
  it("leaves nobody waiting who has left", async () => {
    const pool = poolOf("threads");
    const it = pool.imap((n: number) => n, { [Symbol.asyncIterator]: () => ({ next: () => new Promise<IteratorResult<number>>(() => undefined) }) });
    const waiting = it.next();
    await it.return();
    expect(await waiting).toEqual({ done: true, value: undefined });
  });
});

describe.each(["threads", "processes"] as const)("a rule of retries that throws, on %s", (backend) => {
  const on = () => { throw new RangeError("on throws"); };
  const backoff = () => { throw new RangeError("backoff throws"); };

  it.each([
    ["on", { times: 1, on }],
    ["backoff", { times: 1, on: "any" as const, backoff }],
  ])("ends its item with what it threw: %s", async (name, retries) => {
    const pool = poolOf(backend);
    const failed = await caught(pool.map((n: number) => { if (n === 1) throw new Error("x"); return n; }, [0, 1], { chunksize: 2, retries }));
    expect(failed).toBeInstanceOf(TaskError);
    expect(failed).toMatchObject({ index: 1, op: "map", message: `map: its retries failed at item 1, in on or backoff: RangeError: ${name} throws`, cause: new RangeError(`${name} throws`) });
    expect(await caught(pool.map(() => process.exit(3), [1], { retries }))).toMatchObject({ cause: new RangeError(`${name} throws`) });
    expect(await pool.map((n: number) => n, [5], { retries })).toEqual([5]);
    await ends(pool);
  });
});

describe("a thing that was thrown and has no text", () => {
  it("is told of all the same: by a pool's initializer", async () => {
    for (const backend of ["inline", "threads", "processes"] as const) {
      const pool = poolOf(backend, { initializer: () => { throw { toString: 1, valueOf: 1 }; } });
      const error = await caught(pool.map((x: number) => x, [1]));
      expect(error).toBeInstanceOf(InitializerError);
      expect(error.message).toContain("an object");
    }
  });

  it("is told of all the same: by a Process", async () => {
    const child = new Process({ target: () => { throw { toString: 1, valueOf: 1 }; } });
    child.start();
    const error = await caught(child.result());
    expect(error).toBeInstanceOf(TaskError);
    expect(error.message).toContain("it threw an object");
    expect(error.cause).toEqual({ toString: 1, valueOf: 1 });
  });
});

describe("what only a thread can be given", () => {
  const key = createSecretKey(Buffer.from("secret"));

  it("arrives in a thread, and comes back", async () => {
    const pool = poolOf("threads");
    const blob = await pool.apply((given: Blob) => given.slice(1), [new Blob(["abc"])]);
    expect(await blob.text()).toBe("bc");
    expect(await pool.map((given) => given.export().toString(), [key])).toEqual(["secret"]);
  });

  it("is refused by a pool of processes, with its path; other items are not touched", async () => {
    const pool = poolOf("processes");
    const { port1, port2 } = new MessageChannel();
    const { publicKey } = await crypto.subtle.generateKey({ name: "ECDSA", namedCurve: "P-256" }, true, ["sign", "verify"]);
    const items = [1, { file: new Blob(["a"]) }, [key], move(port1), publicKey, new SharedArrayBuffer(8), new Map([["blob", new Blob([])]])];
    const outcomes = await pool.map((x) => typeof x, items, { chunksize: items.length, settled: true });
    port2.close();
    expect(outcomes[0]).toEqual({ value: "number" });
    expect(outcomes.slice(1).every(({ error }) => error instanceof SerializationError)).toBe(true);
    expect(outcomes.slice(1).map(({ error }) => (error as SerializationError).path)).toEqual(["item.file", "item[0]", "item", "item", "item", "item.entries()[0][1]"]);
    expect((outcomes[1]!.error as Error).message).toBe("item 1: item.file cannot be sent to a worker: it is a Blob, which can be an argument or a result of a thread only: send what it holds, await blob.arrayBuffer()");
    expect((outcomes[2]!.error as Error).message).toContain("key.export()");
    expect(await caught(pool.apply(() => new Blob(["a"])))).toMatchObject({ name: "SerializationError", path: "result", direction: "from worker" });
    expect(await caught(pool.apply(() => [new SharedArrayBuffer(8)]))).toMatchObject({ name: "SerializationError", path: "result[0]", direction: "from worker" });
    expect(() => new Pool({ processes: 1, backend: "processes", initializer: () => undefined, initargs: [new Blob([])] })).toThrow("initargs[0] cannot be sent to a worker: it is a Blob");
  });

  it("is refused among the arguments of a Process, and as what it returns", async () => {
    expect(() => new Process({ target: (blob: { readonly size: number }) => blob.size, args: [new Blob([]) as { readonly size: number }] }).start()).toThrow("args[0] cannot be sent to a worker: it is a Blob");
    expect(() => new Process({ target: (shared: SharedArrayBuffer) => shared.byteLength, args: [new SharedArrayBuffer(8)] }).start()).toThrow("args[0] cannot be sent to a worker: it is a SharedArrayBuffer");
    const child = new Process({ target: () => new Blob([]) });
    child.start();
    expect(await caught(child.result())).toMatchObject({ name: "SerializationError", path: "result" });
  });

  it("is refused among captures, as is what no bytes can hold", async () => {
    const pool = poolOf("threads");
    const blob: { readonly size: number } = new Blob([]);
    const error = await caught(pool.map(task({ blob }, (x: number, captures) => [x, captures.blob.size]), [1]));
    expect(error).toBeInstanceOf(SerializationError);
    expect(error).toMatchObject({ path: "captures.blob" });
    expect(error.message).toContain("captures.blob is a Blob, which can be an argument or a result of a thread only");
    const buffer = detached();
    expect(await caught(pool.map(task({ buffer }, (x: number, captures) => [x, captures.buffer.byteLength]), [1]))).toBeInstanceOf(SerializationError);
  });
});
