import { type BackendKind, BACKENDS, type ExitReason, type Failure, type FromWorker, type ReplyMessage, reviveError, shipTask, type WorkerHandle } from "@framepool/pool/internal";
import { afterEach, describe, expect, it } from "vitest";

/** What a worker says; a reply with names, where the wire has a tuple. */
type Said = Exclude<FromWorker, ReplyMessage> | { type: "reply"; id: number; values: ArrayLike<unknown>; failures: readonly Failure[] };

function named(message: FromWorker): Said {
  if ("type" in message) return message;
  const [id, values, failures] = message;
  return { type: "reply", id, values, failures: failures ?? [] };
}

/** A worker and everything that it said. */
class Trial {
  readonly handle: WorkerHandle;
  readonly said: Said[] = [];
  readonly exits: ExitReason[] = [];
  readonly exited: Promise<ExitReason>;
  #heard: (() => void)[] = [];

  constructor(kind: BackendKind, options: { resourceLimits?: { maxOldGenerationSizeMb: number } } = {}) {
    const { promise, resolve } = withResolvers<ExitReason>();
    this.exited = promise;
    this.handle = BACKENDS[kind].start({
      name: `${kind}-trial`,
      ...options,
      onMessage: (message) => {
        this.said.push(named(message));
        for (const heard of this.#heard.splice(0)) heard();
      },
      onExit: (reason) => {
        this.exits.push(reason);
        resolve(reason);
      },
    });
    this.handle.post({ type: "init", name: `${kind}-trial`, concurrency: 1, initializer: null, claims: null }, []);
  }

  async hear(count: number): Promise<Said[]> {
    while (this.said.length < count) await new Promise<void>((resolve) => this.#heard.push(resolve));
    return this.said.slice(0, count);
  }

  job(id: number, fn: (n: never) => unknown, calls: unknown[], transfer: ArrayBuffer[] = []): void {
    const task = shipTask(fn, { op: "test", file: import.meta.url });
    this.handle.post({ type: "jobs", taskId: task.id, task, forget: null, tellLoaded: false, unary: true, stopAtFailure: false, partition: null, firstRow: null, seed: 1, id, indexes: [0], single: false, calls: [calls] }, transfer);
  }
}

function withResolvers<T>() {
  let resolve!: (value: T) => void;
  const promise = new Promise<T>((given) => (resolve = given));
  return { promise, resolve };
}

const trials: Trial[] = [];
function start(kind: BackendKind, options = {}): Trial {
  const trial = new Trial(kind, options);
  trials.push(trial);
  return trial;
}
afterEach(async () => {
  await Promise.all(trials.splice(0).map(({ handle }) => handle.kill()));
});

const kinds = Object.keys(BACKENDS) as BackendKind[];

describe.each(kinds)("every backend keeps the protocol: %s", (kind) => {
  it("says that it is ready, and nothing else, where it has no initializer", async () => {
    expect(await start(kind).hear(1)).toEqual([{ type: "ready" }]);
  });

  it("has a name and an id once it is up", async () => {
    const trial = start(kind);
    await trial.hear(1);
    expect(trial.handle.name).toBe(`${kind}-trial`);
    expect(trial.handle.id).toBeTypeOf("number");
  });

  it("answers every job once, in order, with its id", async () => {
    const trial = start(kind);
    trial.job(1, async (n: number) => new Promise((resolve) => setTimeout(() => resolve(n + 1), 20)), [1, 2]);
    trial.job(2, (n: number) => n * 2, [5]);
    const replies = (await trial.hear(3)).slice(1);
    expect(replies).toMatchObject([
      { type: "reply", id: 1, values: [2, 3], failures: [] },
      { type: "reply", id: 2, values: [10], failures: [] },
    ]);
  });

  it("tells the failing call from the others of its job", async () => {
    const trial = start(kind);
    trial.job(1, (n: number) => (n === 2 ? (null as unknown as { deep: number }).deep : n), [1, 2, 3]);
    const reply = (await trial.hear(2))[1]!;
    if (reply.type !== "reply") throw new Error(reply.type);
    expect(reply.values).toEqual([1, undefined, 3]);
    expect(reply.failures).toMatchObject([{ call: 1, thrown: true }]);
    expect(reviveError(reply.failures[0]!.error)).toBeInstanceOf(TypeError);
  });

  it("copies arguments: what the function does to them stays there", async () => {
    const trial = start(kind);
    const list = [3, 1, 2];
    trial.job(1, (given: number[]) => given.sort(), [list]);
    expect((await trial.hear(2))[1]).toMatchObject({ values: [[1, 2, 3]] });
    expect(list).toEqual([3, 1, 2]);
  });

  it("throws when a message cannot be cloned, and works on", async () => {
    const trial = start(kind);
    expect(() => trial.job(1, (n: number) => n, [() => 1])).toThrow(/could not be cloned/);
    trial.job(2, (n: number) => n, [7]);
    expect((await trial.hear(2))[1]).toMatchObject({ id: 2, values: [7] });
  });

  it("fails the call whose result cannot be sent, and works on", async () => {
    const trial = start(kind);
    trial.job(1, (n: number) => (n === 0 ? () => n : n), [0, 1]);
    const reply = (await trial.hear(2))[1]!;
    expect(reply).toMatchObject({ values: [undefined, 1], failures: [{ call: 0, thrown: false }] });
  });

  it("ends by stop with exit code 0, once", async () => {
    const trial = start(kind);
    await trial.hear(1);
    trial.handle.post({ type: "stop" }, []);
    expect(await trial.exited).toMatchObject({ exitCode: 0, signal: null, memory: false });
    await trial.handle.kill();
    expect(trial.exits).toHaveLength(1);
  });

  it("swallows messages when it is gone", async () => {
    const trial = start(kind);
    await trial.hear(1);
    await trial.handle.kill();
    trial.job(1, (n: number) => n, [1]);
    await trial.exited;
    expect(trial.said).toHaveLength(1);
  });

  it("can be killed before it is up", async () => {
    const trial = start(kind);
    await trial.handle.kill();
    await trial.exited;
    expect(trial.exits).toHaveLength(1);
  });
});

describe.each(kinds.filter((kind) => BACKENDS[kind].killable))("a worker that can be killed: %s", (kind) => {
  it("tells the code of process.exit", async () => {
    const trial = start(kind);
    trial.job(1, () => process.exit(3), [0]);
    expect(await trial.exited).toMatchObject({ exitCode: 3, signal: null, memory: false });
  });

  it("gives what it said before it exited", async () => {
    const trial = start(kind);
    trial.job(1, () => setImmediate(() => process.exit(4)) && "last words", [0]);
    expect(await trial.exited).toMatchObject({ exitCode: 4 });
    expect(trial.said.at(-1)).toMatchObject({ values: ["last words"] });
  });

  it("tells what went uncaught", async () => {
    const trial = start(kind);
    trial.job(1, () => new Promise(() => setTimeout(() => { throw new RangeError("in a timer"); }, 1)), [0]);
    const { exitCode, error } = await trial.exited;
    expect(exitCode).toBe(1);
    expect(error).toBeInstanceOf(RangeError);
  });

  it("is ended in the middle of a loop that never ends", async () => {
    const trial = start(kind);
    trial.job(1, () => { for (;;); }, [0]);
    await trial.hear(1);
    await trial.handle.kill();
    expect(await trial.exited).toBeDefined();
  });

  it("tells that its heap is exhausted", async () => {
    const trial = start(kind, { resourceLimits: { maxOldGenerationSizeMb: 24 } });
    trial.job(1, () => { const all: unknown[] = []; for (;;) all.push([all.length]); }, [0]);
    expect(await trial.exited).toMatchObject({ memory: true });
  });
});

describe("worker processes", () => {
  it("tell the signal that killed them", async () => {
    const trial = start("processes");
    trial.job(1, () => process.kill(process.pid, "SIGKILL"), [0]);
    expect(await trial.exited).toMatchObject({ exitCode: null, signal: "SIGKILL", memory: false });
  });

  it("do not take an abort for an exhausted heap", async () => {
    const trial = start("processes");
    trial.job(1, () => process.abort(), [0]);
    expect(await trial.exited).toMatchObject({ signal: "SIGABRT", memory: false });
  });
});
