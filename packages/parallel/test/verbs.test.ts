import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterAll, describe, expect, it } from "vitest";
import { ArgumentError, CsvParseError, FrameError, TaskError } from "@framepool/errors";
import { concat, DataFrame } from "@framepool/frame";
import { parallel, type Pipeline, scanCsv, type PipelineOptions } from "@framepool/parallel";
import { anyFrame, differences } from "./support/frames.js";
import { anyWorkers, poolOf } from "./support/pools.js";
import { runs } from "../../../scripts/runs.mjs";

const folder = mkdtempSync(join(tmpdir(), "framepool-verbs-"));
afterAll(() => rmSync(folder, { recursive: true }));

function file(name: string, text: string): string {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
}

const ROWS = 5000;
const numbers = file("numbers.csv", `id,name,half,rest\n${Array.from({ length: ROWS }, (_, i) => `${i},"n, ${i}",${i / 2},x${i}`).join("\n")}\n`);
const WAYS: readonly PipelineOptions[] = [
  { backend: "inline" },
  { backend: "inline", partitionBytes: 700 },
  { workers: 1, partitionBytes: 5000 },
  { workers: 2, partitionRows: 333 },
  { workers: 3, partitionBytes: 9000 },
];

const workers = anyWorkers({ inline: 10, pool: 4, start: 1 });

describe("select, drop, rename and head of a pipeline", () => {
  it("are those of the frame, whatever workers, partitions and backend", async () => {
    await fc.assert(
      fc.asyncProperty(anyFrame, workers, fc.integer({ min: 1, max: 9 }), fc.nat({ max: 35 }), async (df, workers, partitions, n) => {
        const serial = df.select(["text", "int", "category", "list"]).rename({ int: "number", none: "x" }).head(n).drop("list");
        const pipe = parallel(df, { ...workers, partitions });
        expect(differences(await pipe.select(["text", "int", "category", "list"]).rename({ int: "number", none: "x" }).head(n).drop("list").collect(), serial)).toEqual([]);
      }),
      { numRuns: runs(40) },
    );
  });

  it("stand behind functions too, and head is over all parts, not each", async () => {
    const twice = (part: DataFrame) => part.assign({ more: part.col("int").map((n: number | null) => n) });
    await fc.assert(
      fc.asyncProperty(anyFrame, workers, fc.integer({ min: 1, max: 9 }), fc.nat({ max: 35 }), async (df, workers, partitions, n) => {
        const serial = twice(df).head(n + 3).drop(["flag"]).head(n);
        const pipe = parallel(df, { ...workers, partitions }).mapPartitions(twice).head(n + 3).drop(["flag"]).head(n);
        // Parts that are not wanted say nothing about types: a column may have fewer kinds of cells than the whole.
        const out = await pipe.collect();
        expect(out.columns).toEqual(serial.columns);
        expect(out.toRows()).toEqual(serial.toRows());
      }),
      { numRuns: runs(40) },
    );
  });

  it("give a function behind head the rows that are wanted, and no part without one", async () => {
    const df = new DataFrame({ n: Array.from({ length: 100 }, (_, i) => i) });
    for (const options of [{ backend: "inline" as const }, { workers: 1 }, { workers: 3 }]) {
      const pipe = parallel(df, { ...options, partitionRows: 7 }).mapPartitions((part) => part.filter((row) => row.n % 2 === 0)).head(10);
      const parts = await pipe.mapPartitions((part) => part.assign({ rows: part.numRows })).collect();
      expect(parts.toRows().map(({ n, rows }) => [n, rows])).toEqual([[0, 4], [2, 4], [4, 4], [6, 4], [8, 3], [10, 3], [12, 3], [14, 3], [16, 3], [18, 3]]);
    }
  });

  it("keep the columns with head(0), of cells too", async () => {
    const df = new DataFrame({ a: [1, 2], b: ["x", null] });
    const none = await parallel(df, { backend: "inline", partitions: 2 }).mapPartitions((part) => part).head(0).collect();
    expect(none.shape).toEqual([0, 2]);
    const cells = await parallel(df, { backend: "inline", partitions: 2 }).apply((row) => row.a).head(1).collect();
    expect([...cells]).toEqual([1]);
  });

  it("read no further than head wants, and nothing behind it can fail", async () => {
    const df = new DataFrame({ n: Array.from({ length: 1000 }, (_, i) => i) });
    // Which of those behind it fails first is another one each time.
    for (const options of [{ backend: "inline" as const }, { workers: 1 }, ...Array.from({ length: 4 }, () => ({ workers: 3 })), ...Array.from({ length: 16 }, () => ({ pool: poolOf(3) }))]) {
      const pipe = parallel(df, { ...options, partitionRows: 10 }).mapPartitions((part) => {
        if (part.at(0, "n")! >= 30) throw new Error("too far");
        return part;
      });
      const { frame, report } = await pipe.head(25).run();
      expect([...frame.col("n")]).toEqual(Array.from({ length: 25 }, (_, i) => i));
      expect(report.partitions.length).toBeLessThan(40);
      await expect(pipe.head(31).collect()).rejects.toMatchObject({ code: "ERR_FRAMEPOOL_TASK", partition: 3 });
    }
  });

  it("end with the lowest failure, not with those that wait for it", async () => {
    const df = new DataFrame({ n: Array.from({ length: 100 }, (_, i) => i) });
    for (const options of [{ backend: "inline" as const }, { workers: 3 }]) {
      const failing = parallel(df, { ...options, partitionRows: 10 }).mapPartitions((part) => {
        if (part.at(0, "n") === 20) throw new RangeError("no");
        return part;
      }).head(90);
      await expect(failing.collect()).rejects.toSatisfy((error) => error instanceof TaskError && error.partition === 2 && error.cause instanceof RangeError);
    }
    const exits = parallel(df, { workers: 2, partitionRows: 10 }).mapPartitions((part) => (part.at(0, "n") === 20 ? process.exit(3) : part)).head(90);
    await expect(exits.collect()).rejects.toMatchObject({ code: "ERR_FRAMEPOOL_WORKER_EXIT" });
  });

  it("say which name is not there, before any part is sent where the source knows its columns", async () => {
    const df = new DataFrame({ Name: ["a"] });
    const unknown = parallel(df) as Pipeline;
    await expect(unknown.select(["Nmae"]).collect()).rejects.toThrow('no column "Nmae"; did you mean "Name"?');
    await expect(unknown.mapPartitions((part) => part).drop(["x"]).collect()).rejects.toThrow(FrameError);
    await expect(scanCsv(numbers).select(["id", "nmae"]).collect()).rejects.toThrow('did you mean "name"?');
    expect(() => parallel(df).head(-1)).toThrow(ArgumentError);
    await expect((parallel(df).apply((row) => row.Name) as unknown as typeof unknown).select(["Name"]).collect()).rejects.toThrow("select needs a frame");
  });

  it("take any name as data", async () => {
    const df = DataFrame.fromRows([{ ["__proto__"]: 1, constructor: 2, "": 3 }]);
    const out = await (parallel(df, { backend: "inline" }) as Pipeline).mapPartitions((part) => part).rename({ constructor: "shape", ["__proto__"]: "p" }).collect();
    expect(out.columns).toEqual([...df.rename({ constructor: "shape", ["__proto__"]: "p" }).columns]);
  });
});

describe("directly behind a scan", () => {
  it("select and drop give the columns in their order, with the bytes of the file", async () => {
    for (const way of WAYS) {
      const target = join(folder, "selected.csv");
      await scanCsv(numbers, way).select(["name", "id"]).toCsv(target);
      const expected = `name,id\n${Array.from({ length: ROWS }, (_, i) => `"n, ${i}",${i}`).join("\n")}\n`;
      expect(readFileSync(target, "utf8")).toBe(expected);
      const rest = await scanCsv(numbers, way).drop(["name", "half"]).mapPartitions((part) => part).collect();
      expect(rest.dtypes).toEqual({ id: "int32", rest: "string" });
      expect(rest.row(ROWS - 1)).toEqual({ id: ROWS - 1, rest: `x${ROWS - 1}` });
    }
  });

  it("select does not look at what is not selected", async () => {
    const bad = file("bad.csv", "a,b\n1,x\n2,y\n");
    const options = { dtype: { b: "int32" }, backend: "inline" } as const;
    await expect(scanCsv(bad, options).collect()).rejects.toThrow(CsvParseError);
    expect((await scanCsv(bad, options).select(["a"]).collect()).toColumns()).toEqual({ a: [1, 2] });
    const long = file("long.csv", "a,b\n1,x\n2,y,z\n");
    await expect(scanCsv(long, { backend: "inline" }).select(["a"]).collect()).rejects.toThrow("3 fields where 2 are expected");
  });

  it("head is the first rows of all files, for any number of ranges", async () => {
    for (const way of WAYS) {
      for (const n of [0, 1, 777, ROWS, ROWS + 1, 2 * ROWS + 5]) {
        const out = await scanCsv([numbers, numbers], way).drop("half").head(n).mapPartitions((part) => part).collect();
        expect(out.columns).toEqual(["id", "name", "rest"]);
        const ids = Array.from({ length: Math.min(n, 2 * ROWS) }, (_, i) => i % ROWS);
        expect([...out.col("id")]).toEqual(ids);
      }
    }
  });

  it("head reads no later range of a file with declared types", async () => {
    const { report } = await scanCsv(numbers, { dtype: "string", workers: 1, partitionBytes: 2000 }).head(3).run();
    expect(report.partitions.length).toBeLessThan(12);
    expect(report.rows).toBe(3);
  });

  it("nrows and head are the smaller of the two", async () => {
    expect((await scanCsv(numbers, { nrows: 7, backend: "inline" }).head(9).collect()).numRows).toBe(7);
    expect((await scanCsv(numbers, { nrows: 9, backend: "inline" }).head(7).collect()).numRows).toBe(7);
  });

  it("several frames stay apart: the pipeline is a value", async () => {
    const pipe = scanCsv(numbers, { backend: "inline" }).select(["id"]);
    const [first, second] = [await pipe.head(2).collect(), await pipe.head(3).collect()];
    expect(concat([first, second]).toColumns()).toEqual({ id: [0, 1, 0, 1, 2] });
  });
});

describe("nrows of a scan", () => {
  it("makes no part for a function of ranges behind the last row, and nothing there can fail", async () => {
    const open = file("open.csv", `a\n${"1\n".repeat(2000)}"never closed\n`);
    for (const options of [{ backend: "inline" as const }, { workers: 1 }, { workers: 3 }]) {
      const { frame } = await scanCsv(open, { dtype: "int32", nrows: 30, partitionBytes: 40, ...options }).mapPartitions((part) => part.head(1).assign({ rows: part.numRows })).run();
      expect([...frame.col("rows")]).toEqual([20, 10]);
    }
  });
});
