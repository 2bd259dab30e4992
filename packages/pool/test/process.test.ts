import { ArgumentError, CaptureError, SerializationError, StateError, TaskError, WorkerExitError } from "@framepool/errors";
import { activeChildren, currentProcess, moduleTask, parentProcess, Pool, Process, task } from "@framepool/pool";
import { afterEach, describe, expect, expectTypeOf, it } from "vitest";

const started: Process<never, unknown>[] = [];
function start<A extends readonly unknown[], R>(process: Process<A, R>): Process<A, R> {
  process.start();
  started.push(process as unknown as Process<never, unknown>);
  return process;
}
afterEach(async () => {
  for (const process of started.splice(0)) {
    process.kill();
    await process.join();
  }
});
const forever = () => new Promise(() => setInterval(() => 0, 1000));
const caught = (promise: PromiseLike<unknown>) => promise.then((value) => expect.fail(`gave ${String(value)}`), (error: unknown) => error as Error & Record<string, unknown>);

describe("a Process", () => {
  it("runs a function in a process of its own, and ends with 0", async () => {
    const child = new Process({ target: (a: number, b: number) => [a + b, process.pid], args: [1, 2] });
    expect([child.pid, child.exitcode, child.isAlive(), child.error]).toEqual([null, null, false, null]);
    start(child);
    expect(child.pid).toBeGreaterThan(0);
    expect(child.isAlive()).toBe(true);
    await child.join();
    expect([child.exitcode, child.isAlive(), child.error]).toEqual([0, false, null]);
    expect(await child.result()).toEqual([3, child.pid]);
  });

  it("is nine processes with nine pids", async () => {
    const children = Array.from({ length: 9 }, (_, n) => start(new Process({ target: (i: number) => [i, process.pid], args: [n] })));
    await Promise.all(children.map((child) => child.join()));
    const results = await Promise.all(children.map((child) => child.result()));
    expect(results.map(([n]) => n)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8]);
    expect(new Set(results.map(([, pid]) => pid)).size).toBe(9);
    expect(results.map(([, pid]) => pid)).toEqual(children.map(({ pid }) => pid));
  });

  it("takes captures, module tasks and async functions", async () => {
    const scale = 3;
    expect(await start(new Process({ target: task({ scale }, async (n: number, { scale }) => n * scale), args: [2] })).result()).toBe(6);
    const context = moduleTask<(n: number) => { worker: string }>(new URL("fixtures/context.mjs", import.meta.url), "context");
    expect((await start(new Process({ target: context, args: [1], name: "mine" })).result()).worker).toBe("mine");
  });

  it.each([
    ["returns", () => 1, 0],
    ["throws", () => { throw new RangeError("no"); }, 1],
    ["rejects", async () => { throw new RangeError("no"); }, 1],
    ["throws undefined", () => { throw undefined; }, 1],
    ["exits with 3", () => process.exit(3), 3],
    ["exits with 0", () => process.exit(), 0],
    ["sets the code", () => { process.exitCode = 5; }, 5],
    ["throws in a timer", () => new Promise(() => setTimeout(() => { throw new RangeError("no"); }, 1)), 1],
    ["is killed by itself", () => process.kill(process.pid, "SIGKILL") && new Promise(() => setInterval(() => 0, 1000)), -9],
  ] as [string, () => unknown, number][])("has Python's exit code when its target %s", async (_, target, exitcode) => {
    const child = start(new Process({ target }));
    expect(await child.exited).toBe(exitcode);
    expect(child.exitcode).toBe(exitcode);
  });

  it("is terminated with -15, killed with -9, in the middle of anything", async () => {
    const [polite, busy] = [start(new Process({ target: forever })), start(new Process({ target: () => { for (;;); } }))];
    polite.terminate();
    busy.kill();
    expect(await Promise.all([polite.exited, busy.exited])).toEqual([-15, -9]);
    polite.terminate();
    expect(await caught(polite.result())).toMatchObject({ name: "WorkerExitError", signal: "SIGTERM", exitCode: null });
  });

  it("tells what its target threw, with class, properties and remote stack", async () => {
    const child = start(new Process({ target: function work() { throw Object.assign(new RangeError("too far"), { distance: 9 }); } }));
    await child.join();
    expect(child.exitcode).toBe(1);
    const { error } = child;
    expect(error).toBeInstanceOf(TaskError);
    expect(error).toMatchObject({ op: "Process", worker: child.name, cause: { name: "RangeError", distance: 9 } });
    expect((error?.cause as Error).stack).toMatch(/process\.test\.ts/);
    expect(await caught(child.result())).toBe(error);
  });

  it("says so when it ended before its target returned, or never could", async () => {
    const left = start(new Process({ target: () => process.exit(0) }));
    expect(await caught(left.result())).toBeInstanceOf(WorkerExitError);
    const stuck = start(new Process({ target: () => new Promise(() => undefined) }));
    expect(await caught(stuck.result())).toMatchObject({ name: "WorkerExitError", exitCode: 0 });
    const gone = start(new Process({ target: moduleTask(new URL("fixtures/syntax-error.mjs", import.meta.url), "work") }));
    expect((await caught(gone.result())).name).toMatch(/CaptureError|TaskError/);
    expect(gone.exitcode).toBe(1);
  });

  it("keeps code 0 when what it returned cannot be sent", async () => {
    for (const target of [() => () => 1, () => new SharedArrayBuffer(8)]) {
      const child = start(new Process({ target: target as () => unknown }));
      expect(await caught(child.result())).toBeInstanceOf(SerializationError);
      expect(child.exitcode).toBe(0);
    }
  });

  it("is joined as often as one likes, with a timeout that is no error", async () => {
    const child = start(new Process({ target: forever }));
    await child.join(30);
    expect(child.exitcode).toBeNull();
    child.kill();
    await Promise.all([child.join(), child.join(10_000)]);
    await child.join();
    expect(child.exitcode).toBe(-9);
  });

  it("has a name that counts, or the one it was given", () => {
    const [a, b] = [new Process({ target: forever }), new Process({ target: forever })];
    expect(a.name).toMatch(/^Process-\d+$/);
    expect(Number(b.name.slice(8))).toBe(Number(a.name.slice(8)) + 1);
    expect(new Process({ target: forever, name: "loader" }).name).toBe("loader");
    expect([a.daemon, new Process({ target: forever, daemon: true }).daemon]).toEqual([false, true]);
  });

  it("may have children, named after it", async () => {
    const family = moduleTask<() => Promise<string[]>>(new URL("fixtures/family.mjs", import.meta.url), "family");
    const parent = start(new Process({ target: family }));
    const number = parent.name.slice(8);
    expect(await parent.result()).toEqual([`Process-${number}:1`, `Process-${number}:2`]);
  });

  it("may have no children as a daemon", async () => {
    const family = moduleTask<() => Promise<string[]>>(new URL("fixtures/family.mjs", import.meta.url), "family");
    expect(await caught(start(new Process({ target: family, daemon: true })).result())).toMatchObject({ cause: { name: "StateError" } });
  });

  it("gives the type that its target gives", () => {
    const child = new Process({ target: async (n: number) => String(n), args: [1] });
    expectTypeOf(child.result).returns.resolves.toEqualTypeOf<string>();
  });
});

describe("a subclass of Process", () => {
  it("runs its own run() in the child, with its fields and methods", async () => {
    class Loader extends Process<[], number> {
      table = new Map([["a", 1]]);
      constructor(public factor: number) {
        super({ name: "loader" });
      }
      lookUp(key: string): number {
        return (this.table.get(key) ?? 0) * this.factor;
      }
      override async run(): Promise<unknown> {
        await new Promise((resolve) => setTimeout(resolve, 1));
        return [this.lookUp("a"), this.name, this.daemon, this.pid === process.pid];
      }
    }
    const child = start(new Loader(5));
    expect(await child.result()).toEqual([5, "loader", false, true]);
    expect(child.exitcode).toBe(0);
  });

  it("inherits methods of the classes between, the nearest first", async () => {
    class Base extends Process {
      override run(): string {
        return this.greet();
      }
      greet(): string {
        return "base";
      }
    }
    class Derived extends Base {
      override greet(): string {
        return "derived";
      }
    }
    expect(await start(new Base()).result()).toBe("base");
    expect(await start(new Derived()).result()).toBe("derived");
  });

  it("fails as a target does", async () => {
    class Failing extends Process {
      override run(): never {
        throw new RangeError("in run");
      }
    }
    const child = start(new Failing());
    expect(await child.exited).toBe(1);
    expect(child.error).toMatchObject({ name: "TaskError", cause: { name: "RangeError", message: "in run" } });
  });

  it("is told what cannot travel when it starts", () => {
    const outside = new Date();
    class Captures extends Process {
      override async run(): Promise<unknown> {
        return outside.getTime();
      }
    }
    class Super extends Process {
      override async run(): Promise<unknown> {
        return super.run();
      }
    }
    class Field extends Process {
      stream = () => 1;
      override async run(): Promise<unknown> {
        return 1;
      }
    }
    expect(() => new Captures().start()).toThrow(/outside/);
    expect(() => new Super().start()).toThrow(CaptureError);
    expect(() => new Field().start()).toThrow(/this\.stream cannot be sent to a worker/);
  });

  it("may be without a target: then nothing happens, and all is well", async () => {
    const child = start(new Process());
    expect([await child.exited, await child.result()]).toEqual([0, undefined]);
  });

  it("runs its target here when run() is called here", async () => {
    expect(await new Process({ target: task({ pid: process.pid }, (n: number, { pid }) => [n, pid === process.pid]), args: [4] }).run()).toEqual([4, true]);
    expect(await new Process().run()).toBeUndefined();
  });
});

describe("the family", () => {
  it("is the main process, its children, and what they know of each other", async () => {
    expect(currentProcess()).toMatchObject({ name: "MainProcess", pid: process.pid, daemon: false });
    expect(currentProcess().isAlive()).toBe(true);
    expect(parentProcess()).toBeNull();
    const kin = moduleTask<() => unknown>(new URL("fixtures/family.mjs", import.meta.url), "kin");
    const child = start(new Process({ target: kin, name: "kid" }));
    expect(await child.result()).toEqual({ me: ["kid", child.pid, false], parent: ["MainProcess", process.pid, true] });
    for (const backend of ["threads", "processes"] as const) {
      await using pool = new Pool({ processes: 1, backend });
      const { me, parent } = (await pool.apply(kin)) as { me: [string, number, boolean]; parent: unknown[] };
      expect(me).toEqual([pool.workers[0]!.name, backend === "threads" ? process.pid : pool.workers[0]!.id, true]);
      expect(parent).toEqual(["MainProcess", process.pid, true]);
    }
  });

  it("lists the children that have not ended", async () => {
    const before = activeChildren().length;
    const [a, b] = [start(new Process({ target: forever, name: "a" })), start(new Process({ target: forever, name: "b" }))];
    expect(activeChildren().map(({ name }) => name).slice(before)).toEqual(["a", "b"]);
    a.kill();
    await a.join();
    expect(activeChildren().map(({ name }) => name).slice(before)).toEqual(["b"]);
    expect(b.ident).toBe(b.pid);
    b.kill();
    await b.join();
    expect(activeChildren()).toHaveLength(before);
  });
});

describe("a result that nobody reads", () => {
  it("is no unhandled rejection", async () => {
    const unhandled: unknown[] = [];
    const listener = (reason: unknown) => unhandled.push(reason);
    process.on("unhandledRejection", listener);
    const child = start(new Process({ target: () => { throw new RangeError("unread"); } }));
    void child.result();
    await child.join();
    await new Promise((resolve) => setTimeout(resolve, 20));
    process.off("unhandledRejection", listener);
    expect(unhandled).toEqual([]);
  });
});

describe("the wrong call", () => {
  it("starts no process twice", () => {
    const child = start(new Process({ target: () => 1 }));
    expect(() => child.start()).toThrow(new StateError("cannot start a process twice: make another Process"));
  });

  it("waits for nothing that was not started", async () => {
    const child = new Process({ target: () => 1 });
    await expect(child.join()).rejects.toBeInstanceOf(StateError);
    await expect(child.result()).rejects.toBeInstanceOf(StateError);
    expect(() => child.terminate()).toThrow(StateError);
    expect(() => child.kill()).toThrow(StateError);
    expect(() => child.exited).toThrow(StateError);
  });

  it("closes nothing that runs, and asks nothing of what is closed", async () => {
    const child = new Process({ target: forever });
    child.start();
    expect(() => child.close()).toThrow(StateError);
    child.kill();
    await child.join();
    child.close();
    child.close();
    expect(() => child.pid).toThrow("process object is closed");
    expect(() => child.exitcode).toThrow(StateError);
    expect(() => child.isAlive()).toThrow(StateError);
    expect(() => child.start()).toThrow(StateError);
    await expect(child.join()).rejects.toBeInstanceOf(StateError);
  });

  it("refuses what cannot travel when it starts", () => {
    const outside = new Date();
    expect(() => new Process({ target: () => outside.getTime() }).start()).toThrow(CaptureError);
    expect(() => new Process({ target: (fn: () => number) => fn(), args: [() => 1] }).start()).toThrow(SerializationError);
    expect(() => new Process({ target: (memory: SharedArrayBuffer) => memory, args: [new SharedArrayBuffer(8)] }).start()).toThrow(SerializationError);
    expect(() => new Process({ target: () => 1, args: 3 as unknown as [] })).toThrow(ArgumentError);
  });

  it("refuses a timeout that is none", async () => {
    const child = start(new Process({ target: () => 1 }));
    await expect(child.join("1" as unknown as number)).rejects.toBeInstanceOf(ArgumentError);
    await expect(child.join(NaN)).rejects.toBeInstanceOf(ArgumentError);
  });
});
