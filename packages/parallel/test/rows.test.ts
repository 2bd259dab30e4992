import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import fc from "fast-check";
import { afterAll, describe, expect, it } from "vitest";
import { AbortError, ArgumentError, FrameError, SchemaMismatchError, StateError, TaskError } from "@framepool/errors";
import { DataFrame, Series } from "@framepool/frame";
import { parallel, scanRows, type PipelineOptions } from "@framepool/parallel";
import { anyFrame, differences } from "./support/frames.js";
import { runs } from "../../../scripts/runs.mjs";

const folder = mkdtempSync(join(tmpdir(), "framepool-rows-"));
afterAll(() => rmSync(folder, { recursive: true }));

/** Rows, and what was done to their iterator. */
function counted(rows: number, row: (i: number) => object = (i) => ({ n: i, name: `n${i}` })) {
  const seen = { taken: 0, closed: false };
  async function* generate() {
    try {
      for (let i = 0; i < rows; i++) {
        seen.taken++;
        yield row(i) as { n: number; name: string };
      }
    } finally {
      seen.closed = true;
    }
  }
  return { rows: generate(), seen };
}

const WAYS: readonly PipelineOptions[] = [{ backend: "inline" }, { backend: "inline", partitionRows: 1 }, { workers: 1, partitionRows: 70 }, { workers: 2, partitionRows: 33 }, { workers: 3 }];

describe("scanRows", () => {
  it("gives the rows back, whatever workers and batches", async () => {
    for (const way of WAYS) {
      const { rows, seen } = counted(200);
      const out = await scanRows(rows, way).mapPartitions((part) => part).collect();
      expect(out.toRows()).toEqual(Array.from({ length: 200 }, (_, i) => ({ n: i, name: `n${i}` })));
      expect(seen.closed).toBe(true);
    }
  });

  it("types columns as the whole would be, over batches that differ", async () => {
    await fc.assert(
      fc.asyncProperty(anyFrame, fc.constantFrom(1, 2, 7, 100), async (df, partitionRows) => {
        const objects = df.select(["int", "wide", "float", "text", "flag", "when", "list", "nothing"]).toRows();
        const serial = DataFrame.fromRows(objects);
        const out = await scanRows(objects, { backend: "inline", partitionRows }).collect();
        expect(differences(out, serial)).toEqual([]);
      }),
      { numRuns: runs(40) },
    );
  });

  it("takes an iterable too, and types by dtype and schema, also where a batch lacks a column", async () => {
    const rows = [{ a: 1 }, { a: 2, b: "x" }, { b: "y" }];
    const out = await scanRows(rows as { a?: number; b?: string }[], { backend: "inline", partitionRows: 1, dtype: { a: "float64" } }).collect();
    expect(out.dtypes).toEqual({ a: "float64", b: "string" });
    expect(out.toColumns()).toEqual({ a: [1, 2, null], b: [null, "x", "y"] });
    const types = await scanRows(rows as { a?: number; b?: string }[], { backend: "inline", partitionRows: 1, schema: { b: "category", a: "int8" } }).mapPartitions((part) => part.assign({ type: part.dtypes["a"]! })).collect();
    expect(types.dtypes).toEqual({ b: "category", a: "int8", type: "string" });
    expect([...types.col("type")]).toEqual(["int8", "int8", "int8"]);
  });

  it("says what does not fit, with its row of all", async () => {
    const bad = scanRows([{ a: 1 }, { a: 2 }, { a: 300 }], { backend: "inline", partitionRows: 2, dtype: { a: "int8" } });
    await expect(bad.collect()).rejects.toSatisfy((error) => error instanceof FrameError && error.column === "a" && error.row === 2);
    await expect(scanRows([{ a: 1, b: 2 }], { backend: "inline", schema: { a: "int8" } }).collect()).rejects.toThrow(SchemaMismatchError);
    await expect(scanRows([{ a: 1 }, 7 as never], { backend: "inline" }).collect()).rejects.toThrow("row 1 is no object of cells");
    await expect(scanRows([{ a: 1 }, { a: "x" }] as { a: unknown }[] as { a: number }[], { backend: "inline", partitionRows: 1 }).collect()).rejects.toThrow(SchemaMismatchError);
  });

  it("of nothing is a frame without rows", async () => {
    expect((await scanRows([], { backend: "inline" }).mapPartitions((part) => part).collect()).shape).toEqual([0, 0]);
    expect((await scanRows([] as { a: string }[], { backend: "inline", schema: { a: "date" } }).collect()).dtypes).toEqual({ a: "date" });
  });

  it("has one run, and asking for the plan is none", async () => {
    const pipe = scanRows([{ a: 1 }], { backend: "inline" });
    expect(String(await pipe.explain())).toContain("8192 rows each");
    await pipe.collect();
    await expect(pipe.collect()).rejects.toSatisfy((error) => error instanceof StateError && error.message.includes("read once"));
    await expect(pipe.head(1).toCsv(join(folder, "second.csv"))).rejects.toThrow(StateError);
  });

  it("passes on what the iterable throws, after what came before, and closes nothing twice", async () => {
    for (const way of [{ backend: "inline" as const }, { workers: 2 }]) {
      async function* failing() {
        for (let i = 0; i < 100; i++) yield { n: i };
        throw new RangeError("the cursor is lost");
      }
      const given: number[] = [];
      const run = scanRows(failing(), { ...way, partitionRows: 10 }).mapPartitions((part) => part).forEachBatch((batch) => void given.push(batch.numRows));
      await expect(run).rejects.toThrow(new RangeError("the cursor is lost"));
      expect(given).toEqual(Array.from({ length: 10 }, () => 10));
    }
  });

  it("says why the run failed, whatever the iterable does when it is let go", async () => {
    const leftBy = (leave: () => Promise<IteratorResult<{ n: number }>>) => ({
      [Symbol.asyncIterator]: () => {
        let n = 0;
        return { next: () => Promise.resolve({ done: false as const, value: { n: n++ } }), return: leave };
      },
    });
    const failing = (leave: () => Promise<IteratorResult<{ n: number }>>) =>
      scanRows(leftBy(leave), { backend: "inline", partitionRows: 10 }).apply(() => {
        throw new RangeError("no");
      }).collect();
    const never = () => new Promise<never>(() => undefined);
    const refused = () => Promise.reject(new TypeError("it will not be left"));
    await expect(failing(refused)).rejects.toMatchObject({ cause: { name: "RangeError" } });
    await expect(failing(never)).rejects.toMatchObject({ cause: { name: "RangeError" } });
    // A run that has all it wants waits for it, as for await does, until it is aborted.
    await expect(scanRows(leftBy(refused), { backend: "inline" }).head(3).collect()).rejects.toThrow("it will not be left");
    const out = join(folder, "left.csv");
    await expect(scanRows(leftBy(never), { backend: "inline", signal: AbortSignal.timeout(200) }).head(3).toCsv(out)).rejects.toThrow(AbortError);
    expect(readdirSync(folder).filter((name) => name.includes("left.csv"))).toEqual([]);
  });

  it("closes the iterable when the run fails, when it is aborted, and when head has enough", async () => {
    const failing = counted(10_000);
    const run = scanRows(failing.rows, { backend: "inline", partitionRows: 10 }).apply((row) => {
      if (row.n === 42) throw new Error("no");
      return row.n;
    });
    await expect(run.collect()).rejects.toMatchObject({ globalRow: 42 });
    expect(failing.seen.closed).toBe(true);
    expect(failing.seen.taken).toBeLessThan(1000);

    const enough = counted(10_000);
    expect((await scanRows(enough.rows, { workers: 2, partitionRows: 10 }).head(25).mapPartitions((part) => part).collect()).numRows).toBe(25);
    expect(enough.seen).toEqual({ taken: 25, closed: true });

    const controller = new AbortController();
    let told = false;
    const silent = { [Symbol.asyncIterator]: () => ({ next: () => new Promise<IteratorResult<{ a: number }>>(() => undefined), return: () => { told = true; return new Promise<IteratorResult<{ a: number }>>(() => undefined); } }) };
    setTimeout(() => controller.abort(), 50);
    await expect(scanRows(silent, { backend: "inline", signal: controller.signal }).collect()).rejects.toThrow(AbortError);
    expect(told).toBe(true);
  });

  it("takes no more rows than the sink keeps up with", async () => {
    for (const way of [{ backend: "inline" as const }, { workers: 2 }]) {
      const { rows, seen } = counted(100_000);
      let most = 0;
      let through = 0;
      const report = await scanRows(rows, { ...way, partitionRows: 100 }).head(3000).mapPartitions((part) => part).forEachBatch(async (batch) => {
        await sleep(2);
        most = Math.max(most, seen.taken - through);
        through += batch.numRows;
      });
      expect(report.rows).toBe(3000);
      // Four parts a worker in flight, and one that waits to enter.
      expect(most).toBeLessThanOrEqual(100 * (4 * report.workers + 2));
    }
  });

  it("is not read to its end before the first part goes on, where a schema says all columns", async () => {
    const { rows, seen } = counted(10_000);
    const takenAt: number[] = [];
    const schema = { n: "int32", name: "string" } as const;
    const out = await scanRows(rows, { schema, backend: "inline", partitionRows: 100, onProgress: () => takenAt.push(seen.taken) }).fillna({ name: "" }).collect();
    expect(out.numRows).toBe(10_000);
    expect(takenAt[0]).toBeLessThan(1000);
  });

  it("holds on to no batch that has gone through", async () => {
    setFlagsFromString("--expose-gc");
    const collectGarbage = runInNewContext("gc") as () => void;
    const { rows } = counted(40_000, (i) => ({ text: `${"x".repeat(1000)}${String(i)}` }));
    let most = 0;
    let through = 0;
    await scanRows(rows, { backend: "inline", partitionRows: 1000 }).forEachBatch(async (batch) => {
      through += batch.numRows;
      if (through % 10_000 !== 0) return;
      // What is collected is freed by a thread behind it, which is given time.
      collectGarbage();
      await sleep(20);
      collectGarbage();
      most = Math.max(most, process.memoryUsage().arrayBuffers);
    });
    // All of them are 40 MB.
    expect(most).toBeLessThan(10_000_000);
  }, 30_000);

  it("refuses what it cannot be cut by, and what it does not know", () => {
    expect(() => scanRows(7 as never)).toThrow(ArgumentError);
    expect(() => scanRows([], { sep: ";" } as never)).toThrow('no option "sep"');
    expect(() => scanRows([], { dtype: "string", schema: {} })).toThrow(ArgumentError);
    return expect(scanRows([], { partitions: 3 }).collect()).rejects.toThrow("partitionRows");
  });

  it("goes into a file, with rows that are missing altogether", async () => {
    const target = join(folder, "rows.csv");
    await scanRows([{ a: 1 }, { a: null }, { a: 3 }], { backend: "inline", partitionRows: 1 }).toCsv(target);
    expect(readFileSync(target, "utf8")).toBe('a\n1\n""\n3\n');
  });
});

describe("forEachBatch", () => {
  const df = new DataFrame({ n: Array.from({ length: 100 }, (_, i) => i) });

  it("gives each result on this thread, in the order of the input, one at a time", async () => {
    for (const way of [{ backend: "inline" as const }, { workers: 3 }]) {
      const given: number[] = [];
      let inside = 0;
      const report = await parallel(df, { ...way, partitionRows: 7 }).mapPartitions(async (part) => {
        await new Promise((done) => setTimeout(done, part.at(0, "n")! % 3));
        return part;
      }).forEachBatch(async (batch) => {
        expect(inside++).toBe(0);
        await sleep(1);
        inside--;
        for (const n of batch.col("n") as Iterable<number>) given.push(n);
      });
      expect(given).toEqual([...df.col("n")]);
      expect(report.rows).toBe(100);
    }
  });

  it("gives a Series where cells were made, and rows that are missing altogether with the columns that others have", async () => {
    const cells: (number | null)[][] = [];
    await parallel(df.head(4), { backend: "inline", partitionRows: 2 }).apply((row) => row.n).forEachBatch((batch) => {
      expect(batch).toBeInstanceOf(Series);
      cells.push([...batch]);
    });
    expect(cells).toEqual([[0, 1], [2, 3]]);
    const rows: object[] = [];
    await parallel(df.head(4), { backend: "inline", partitionRows: 1 }).apply((row) => (row.n === 1 ? { n: row.n } : null)).forEachBatch((batch) => void rows.push(...batch.toRows()));
    expect(rows).toEqual([{ n: null }, { n: 1 }, { n: null }, { n: null }]);
    const mixed = parallel(df.head(2), { backend: "inline", partitionRows: 1 }).apply(((row: { n: number }) => (row.n === 0 ? 0 : { n: 1 })) as never) as ReturnType<typeof parallel>;
    await expect(mixed.forEachBatch(() => undefined)).rejects.toThrow("cells in partition 0 and objects in partition 1");
  });

  it("ends the run with what the function throws, and gives nothing behind it", async () => {
    const given: number[] = [];
    const run = parallel(df, { workers: 2, partitionRows: 10 }).mapPartitions((part) => part).forEachBatch((batch) => {
      given.push(batch.at(0, "n")!);
      if (batch.at(0, "n") === 20) throw new RangeError("full");
    });
    await expect(run).rejects.toSatisfy((error) => error instanceof TaskError && error.op === "forEachBatch" && error.partition === 2 && error.firstRow === 20 && error.cause instanceof RangeError);
    expect(given).toEqual([0, 10, 20]);
    await expect(parallel(df).forEachBatch(undefined as never)).rejects.toThrow(ArgumentError);
  });

  it("can be aborted while the function waits", async () => {
    const controller = new AbortController();
    const run = parallel(df, { backend: "inline", signal: controller.signal }).forEachBatch(() => {
      controller.abort();
      return new Promise(() => undefined);
    });
    await expect(run).rejects.toThrow(AbortError);
  });
});
