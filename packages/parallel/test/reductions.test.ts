import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterAll, describe, expect, it } from "vitest";
import { ArgumentError, CaptureError, FrameError, TaskError, WorkerExitError } from "@framepool/errors";
import { DataFrame, Series } from "@framepool/frame";
import { parallel, scanCsv, scanRows, type Pipeline } from "@framepool/parallel";
import { task } from "@framepool/pool";
import { differences } from "./support/frames.js";
import { anyGroups, anyWay } from "./support/ways.js";
import { runs } from "../../../scripts/runs.mjs";

const folder = mkdtempSync(join(tmpdir(), "framepool-reductions-"));
afterAll(() => rmSync(folder, { recursive: true }));

const people = new DataFrame({ sex: ["m", "f", null, "m", "f"], port: ["S", "C", "S", "S", null], age: [30, 41, 5, null, 77] });

// Its functions travel, so each names only its arguments.
const range = {
  init: () => ({ low: Infinity, high: -Infinity }),
  add: (state: { low: number; high: number }, age: number | null) => (age === null ? state : { low: Math.min(state.low, age), high: Math.max(state.high, age) }),
  merge: (a: { low: number; high: number }, b: { low: number; high: number }) => ({ low: Math.min(a.low, b.low), high: Math.max(a.high, b.high) }),
  finish: ({ low, high }: { low: number; high: number }) => (low <= high ? high - low : null),
};
const SPECS = {
  int: ["count", "sum", "mean", "median", "std", "min", "max", "mode", "nunique", "first", "last", "prod", "skew"],
  float: ["sum", "mean", "var", "median", "kurt", "max"],
  text: ["min", "mode", "nunique", "first", "count"],
  when: ["max", "mean", "median"],
  own: { column: "int", aggfunc: range },
  n: { column: "text", aggfunc: "size" },
} as const;

describe("groupby().agg of a pipeline", () => {
  it("is that of the frame bit for bit, whatever workers, partitions and backend", async () => {
    await fc.assert(
      fc.asyncProperty(anyGroups, anyWay, fc.constantFrom("key", "label", "number"), fc.boolean(), fc.boolean(), fc.boolean(), async (df, way, key, sort, dropna, observed) => {
        const options = { sort, dropna, observed };
        const result = await (parallel(df, way) as Pipeline).groupby(key, options).agg(SPECS).collect();
        expect(differences(result, df.groupby(key, options).agg(SPECS) as DataFrame)).toEqual([]);
      }),
      { numRuns: runs(40) },
    );
  });

  it("finishes groups in the order of the result, as a frame does", async () => {
    const df = new DataFrame({ k: ["b", "a", "c", "a"], v: [1, 2, 3, 4] });
    const sum = { init: () => 0, add: (state: number, value: number) => state + value, merge: (a: number, b: number) => a + b, finish: (state: number): number => { throw new RangeError(`finish ${String(state)}`); } };
    for (const [options, first] of [[{}, 6], [{ sort: false }, 1]] as const) {
      expect(() => df.groupby("k", options).agg({ v: sum })).toThrow(`finish ${String(first)}`);
      await expect(parallel(df, { backend: "inline", partitions: 2 }).groupby("k", options).agg({ v: sum }).collect()).rejects.toThrow(`finish ${String(first)}`);
    }
  });

  it("tells an aggregate's part that gives no state that a return is missing, as a frame does", async () => {
    const df = new DataFrame({ k: ["b", "a", "b"], v: [1, 2, 3] });
    const sum = { init: () => 0, add: (state: number, value: number) => state + value, merge: (a: number, b: number) => a + b, finish: (state: number) => state };
    const [adds, merges] = [{ ...sum, add: (state: number, value: number) => { state += value; } }, { ...sum, merge: (a: number, b: number) => { a += b; } }];
    for (const way of [{ backend: "inline", partitions: 2 }, { workers: 2, partitions: 2 }] as const) {
      const pipe = parallel(df, way) as Pipeline;
      for (const [part, own] of [["add", adds], ["merge", merges]] as const) {
        for (const run of [() => pipe.agg({ v: own } as never), () => pipe.groupby("k").agg({ v: own } as never).collect()]) {
          await expect(run()).rejects.toMatchObject({ code: "ERR_FRAMEPOOL_TASK", cause: { name: "FrameError" } });
          await expect(run()).rejects.toThrow(`${part} of { init, add, merge, finish } gave nothing (is a \`return\` missing?)`);
        }
      }
    }
    const whole = (parallel(df, { backend: "inline", onError: (error) => (error.message.includes("is a `return` missing?") ? "null" : "fail") }) as Pipeline).groupby("k");
    expect((await whole.agg({ v: adds } as never).collect()).col("v" as never).toList()).toEqual([null, null]);
  });

  it("joins very many parts of very many groups, also where the types of keys change on the way", async () => {
    const parts = 200;
    const df = new DataFrame({ part: Array.from({ length: 3 * parts }, (_, row) => Math.floor(row / 3)), v: Array.from({ length: 3 * parts }, (_, row) => row / 7) });
    const keyed = (change: number) => task({ change }, (part: DataFrame, { change }) => part.assign({ k: (part.col("part").at(0) as number) < change ? part.col("part") : part.col("part").div(4) }));
    for (const change of [0, 1, 130, parts]) {
      const whole = df.assign({ k: df.col("part").where(df.col("part").lt(change), df.col("part").div(4)) });
      const specs = { v: ["sum", "median", "first"], part: "count" } as const;
      const made = await parallel(df, { backend: "inline", partitions: parts }).mapPartitions(keyed(change)).groupby("k").agg(specs).collect();
      const expected = whole.groupby("k").agg(specs);
      expect(made.toRows()).toEqual(expected.toRows());
    }
  });

  // How many addresses a process has is read where only Linux shows it.
  it.skipIf(process.platform !== "linux")("gives the tables of keys back where a run fails", async () => {
    const gigabytes = (): number => Number(/VmSize:\s+(\d+)/.exec(readFileSync("/proc/self/status", "utf8"))![1]) / 2 ** 20;
    const before = gigabytes();
    const late = (part: DataFrame) => {
      if (part.col("v").at(0) === 3) throw new Error("late");
      return part;
    };
    const df = new DataFrame({ a: ["x", "y", "z"], b: ["u", "v", "w"], v: [1, 2, 3] });
    for (let run = 0; run < 40; run++) await expect(parallel(df, { backend: "inline", partitions: 3 }).mapPartitions(late).groupby(["a", "b"]).agg({ v: "sum" }).collect()).rejects.toThrow("late");
    // Each run has three tables, of 10 GiB of addresses; a thread keeps 16.
    expect(gigabytes() - before).toBeLessThan(300);
  });

  it("takes several keys, categories among them, with the combinations that pandas has", async () => {
    await fc.assert(
      fc.asyncProperty(anyGroups, anyWay, fc.boolean(), fc.boolean(), fc.boolean(), async (df, way, sort, dropna, observed) => {
        const options = { sort, dropna, observed };
        const specs = { float: "sum", int: ["mean", "size"] } as const;
        const result = await (parallel(df, way) as Pipeline).groupby(["label", "key"], options).agg(specs).collect();
        expect(differences(result, df.groupby(["label", "key"], options).agg(specs) as DataFrame)).toEqual([]);
      }),
      { numRuns: runs(40) },
    );
  });

  it("aggregates every other column by one name or several, and counts rows", async () => {
    const pipe = parallel(people, { backend: "inline", partitions: 3 });
    expect(differences(await pipe.groupby("sex").agg("count").collect(), people.groupby("sex").agg("count"))).toEqual([]);
    for (const name of ["count", "min", "max", "first", "last", "nunique"] as const) expect(differences(await pipe.groupby("sex")[name]().collect(), people.groupby("sex")[name]())).toEqual([]);
    const numbers = pipe.select(["sex", "age"]).groupby("sex");
    for (const name of ["sum", "mean", "median", "std", "var"] as const) expect(differences(await numbers[name]().collect(), people.select(["sex", "age"]).groupby("sex")[name]())).toEqual([]);
    expect(differences(await pipe.groupby("sex").agg(["min", "nunique"]).collect(), people.groupby("sex").agg(["min", "nunique"]))).toEqual([]);
    expect(differences(await pipe.groupby(["sex", "port"], { dropna: false }).size().collect(), people.groupby(["sex", "port"], { dropna: false }).size())).toEqual([]);
    for (const sized of [parallel(people).rename({ sex: "size" }), people.rename({ sex: "size" })]) expect(() => sized.groupby("size").size()).toThrow('size makes a column "size" beside yours of that name; rename yours first');
  });

  it("stands before other steps, which see its frame, and behind functions, whose types need not be those of every part", async () => {
    const halved = (row: { sex: string | null; age: number | null }) => ({ sex: row.sex, half: row.age === null ? null : row.age / 2 });
    const serial = people.apply(halved).groupby("sex").agg({ half: ["mean", "max"] }).head(1).rename({ half_mean: "mean" });
    for (const partitions of [1, 2, 5, 9]) {
      const result = await parallel(people, { backend: "inline", partitions }).apply(halved).groupby("sex").agg({ half: ["mean", "max"] }).head(1).rename({ half_mean: "mean" }).collect();
      expect(differences(result, serial)).toEqual([]);
    }
  });

  it("of a file is the same, whatever its parts, and only what is merged comes to the main thread", async () => {
    const path = join(folder, "numbers.csv");
    writeFileSync(path, `key,x,rest\n${Array.from({ length: 3000 }, (_, i) => `${"abc"[i % 3]},${i / 8},${"r".repeat(i % 7)}`).join("\n")}\n`);
    const whole = await scanCsv(path, { backend: "inline" }).collect();
    for (const way of [{ backend: "inline" as const, partitionBytes: 900 }, { workers: 2, partitionRows: 333 }, { workers: 3, partitionBytes: 5000 }]) {
      const { frame, report } = await scanCsv(path, way).groupby("key").agg({ x: ["sum", "mean", "std"] }).run();
      expect(differences(frame, whole.groupby("key").agg({ x: ["sum", "mean", "std"] }))).toEqual([]);
      expect(report.rows).toBe(3000);
      // The groups are here when they are merged: no worker sees them again.
      expect(new Set(report.partitions.map(({ stage }) => stage))).toEqual(new Set([0]));
    }
  });

  it("says what is wrong before or when it runs", async () => {
    const pipe = parallel(people, { backend: "inline", partitions: 2 });
    expect(() => pipe.groupby("sex").agg("middle" as never)).toThrow(ArgumentError);
    expect(() => pipe.groupby([])).toThrow("no keys");
    const limit = 3;
    expect(() => pipe.groupby("sex").agg({ age: { ...range, add: (state: { low: number; high: number }) => ({ ...state, low: limit }) } })).toThrow(CaptureError);
    await expect(pipe.groupby("sex").agg({ aeg: "mean" } as never).collect()).rejects.toThrow('did you mean "age"?');
    // @ts-expect-error text has no mean
    await expect(pipe.groupby("sex").agg({ port: "mean" }).collect()).rejects.toThrow(FrameError);
  });
});

describe("agg of a pipeline", () => {
  it("gives the frame's values in one pass, whatever workers, partitions and backend", async () => {
    await fc.assert(
      fc.asyncProperty(anyGroups, anyWay, async (df, way) => {
        const values: Record<string, unknown> = await (parallel(df, way) as Pipeline).agg({ int: ["sum", "median", "mode", "nunique", "std"], float: ["mean", "min"], text: "max", own: { column: "int", aggfunc: range } });
        const [int, float, text] = [df.col("int"), df.col("float"), df.col("text")];
        const modes = int.mode();
        expect(values).toEqual({
          int_sum: int.sum(), int_median: int.median(), int_mode: modes.length === 0 ? null : modes.at(0), int_nunique: int.nunique(), int_std: int.std(),
          float_mean: float.mean(), float_min: float.min(), text: text.max(), own: int.count() === 0 ? null : int.max() - int.min(),
        });
      }),
      { numRuns: runs(40) },
    );
  });

  it("of every column, and of rows that are read once", async () => {
    expect(await parallel(people, { backend: "inline", partitions: 3 }).agg("count")).toEqual({ sex: 4, port: 4, age: 4 });
    expect(await scanRows([{ a: 1 }, { a: 2.5 }, { a: null }], { backend: "inline", partitionRows: 1 }).agg({ a: "sum" })).toEqual({ a: 3.5 });
  });
});

describe("an aggregate of one's own", () => {
  it("may have captures, and its failures name the row", async () => {
    const above = { init: () => 0, add: task({ limit: 6 }, ((n: number, age: number | null, { limit }: { limit: number }) => n + (age !== null && age > limit ? 1 : 0)) as never), merge: (a: number, b: number) => a + b, finish: (n: number) => n };
    expect(await parallel(people, { workers: 2, partitions: 3 }).agg({ age: above } as never)).toEqual({ age: 3 });
    for (const backend of ["inline", "threads"] as const) {
      const failing = parallel(people, { backend, partitions: 2 }).agg({ age: { ...range, add: (_state: { low: number; high: number }, age: number | null) => ({ low: age!.toFixed(1).length, high: 0 }) } });
      await expect(failing).rejects.toSatisfy((error) => error instanceof TaskError && error.globalRow === 3 && error.op === "agg" && error.cause instanceof TypeError);
    }
  });

  it("that fails where parts are put together says so", async () => {
    const failing = parallel(people, { workers: 2, partitions: 3 }).groupby("sex").agg({ age: { ...range, finish: () => { throw new RangeError("no end"); } } });
    await expect(failing.collect()).rejects.toSatisfy((error) => error instanceof TaskError && error.cause instanceof RangeError && error.message.includes("put together"));
  });

  it("whose worker dies ends the run with a typed error", async () => {
    const dying = { ...range, add: () => process.exit(4) };
    await expect(parallel(people, { workers: 2, partitions: 3 }).agg({ age: dying })).rejects.toThrow(WorkerExitError);
    await expect(parallel(people, { workers: 2, partitions: 3 }).groupby("sex").agg({ age: dying }).collect()).rejects.toThrow(WorkerExitError);
  });
});

it("one value beyond 2^53 is an error where it is a cell, as that of a frame, and rounded where it was computed", async () => {
  const df = new DataFrame({ id: new Series([2n ** 53n + 1n, 2n ** 53n + 3n], { dtype: "int64" }) });
  const pipe = parallel(df, { backend: "inline", partitions: 2 });
  await expect(pipe.agg({ id: "max" })).rejects.toThrow('column "id" (int64): 9007199254740995 is beyond 2^53');
  await expect(pipe.col("id").min()).rejects.toThrow('column "id" (int64): 9007199254740993 is beyond 2^53');
  expect(await pipe.agg({ id: "mean" })).toEqual({ id: 2 ** 53 + 2 });
  expect(await pipe.agg({ id: "sum" })).toEqual({ id: 2 ** 54 + 4 });
});
