import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterAll, describe, expect, it } from "vitest";
import { AbortError, FrameError, TaskError, WorkerExitError } from "@framepool/errors";
import { DataFrame } from "@framepool/frame";
import { parallel, scanCsv, scanRows, type Pipeline } from "@framepool/parallel";
import { task } from "@framepool/pool";
import { differences } from "./support/frames.js";
import { anyGroups, anyWay } from "./support/ways.js";
import { runs } from "../../../scripts/runs.mjs";

const folder = mkdtempSync(join(tmpdir(), "framepool-stages-"));
afterAll(() => rmSync(folder, { recursive: true }));
const people = new DataFrame({ sex: ["m", "f", null, "m", "f"], port: ["S", "C", "S", "S", null], age: [30, 41, 5, null, 77] });

// The functions below travel to workers, so each names only its arguments.
const spread = (group: DataFrame) => (group.col("int").count() === 0 ? null : group.col("int").max() - group.col("int").min());
const objects = (group: DataFrame) => (group.numRows > 1 ? { rows: group.numRows, text: group.col("text").at(0) } : null);
const frames = (group: DataFrame) => (group.at(0, "text") === "u" ? null : group.select(["text", "int"]).head(2));
const groupFunctions: Readonly<Record<string, (group: DataFrame) => never>> = { spread, objects, frames } as never;

describe("getDummies of a pipeline", () => {
  it("is that of the frame, whatever workers, partitions, backend and prefixes", async () => {
    await fc.assert(
      fc.asyncProperty(anyGroups, anyWay, fc.boolean(), fc.boolean(), async (df, way, dropFirst, dummyNa) => {
        const options = { dropFirst, dummyNa };
        const pipe = parallel(df, way) as Pipeline;
        expect(differences(await pipe.getDummies(undefined, options).collect(), df.getDummies(undefined, options))).toEqual([]);
        for (const named of [{}, { prefix: ["a", "b", "c"] }, { prefix: { label: "l", number: "n", key: "k" } }]) {
          expect(differences(await pipe.getDummies(["label", "number", "key"], named).collect(), df.getDummies(["label", "number", "key"], named))).toEqual([]);
        }
      }),
      { numRuns: runs(25) },
    );
  });

  it("reads a file twice, and keeps none of it", async () => {
    const path = join(folder, "in.csv");
    writeFileSync(path, `n,port\n${Array.from({ length: 500 }, (_, i) => `${i},${"SCQ"[i % 3]}`).join("\n")}\nx,late\n`);
    const rejects: unknown[] = [];
    const { frame, report } = await scanCsv(path, { workers: 2, partitionBytes: 600, schema: { n: "int32", port: "string" }, onBadLines: "collect", rejects: (line: unknown) => void rejects.push(line) }).getDummies(["port"], { dtype: "int8" }).run();
    expect(frame.columns).toEqual(["n", "port_C", "port_Q", "port_S"]);
    expect(frame.row(499)).toEqual({ n: 499, port_C: 1, port_Q: 0, port_S: 0 });
    expect(rejects).toHaveLength(1);
    expect(new Set(report.partitions.map(({ stage }) => stage))).toEqual(new Set([0, 1]));
    expect(report.rows).toBe(500);
  });

  it("calls a function before it once a row, and takes rows that are read once", async () => {
    const calls = join(folder, "calls.txt");
    const counting = task({ calls }, async (part: DataFrame, { calls }) => {
      const { appendFileSync } = await import("node:fs");
      appendFileSync(calls, "x");
      return part;
    });
    for (const way of [{ backend: "inline" as const }, { workers: 2 }]) {
      writeFileSync(calls, "");
      const out = await parallel(people, { ...way, partitions: 4 }).mapPartitions(counting).getDummies(["port"]).collect();
      expect(differences(out, people.getDummies(["port"]))).toEqual([]);
      expect(readFileSync(calls, "utf8")).toBe("xxxx");
    }
    const rows = await scanRows([{ a: "x" }, { a: "y" }], { backend: "inline", partitionRows: 1 }).getDummies(["a"]).collect();
    expect(rows.columns).toEqual(["a_x", "a_y"]);
  });

  it("keeps the rows of the input known to functions behind it", async () => {
    const failing = parallel(people, { workers: 2, partitions: 5 }).apply((row) => ({ port: row.port, age: row.age })).getDummies(["port"]).apply((row: { age: number | null }) => row.age!.toFixed());
    await expect(failing.collect()).rejects.toMatchObject({ globalRow: 3, code: "ERR_FRAMEPOOL_TASK" });
    const unknown = parallel(people, { backend: "inline", partitions: 5 }).groupby("sex").agg({ age: "mean" }).apply((row) => row.age!.toFixed(-1));
    await expect(unknown.collect()).rejects.toMatchObject({ globalRow: null, firstRow: null, code: "ERR_FRAMEPOOL_TASK" });
  });
});

describe("groupby().apply of a pipeline", () => {
  it.each(Object.keys(groupFunctions))("(%s) is that of the frame, whatever workers, partitions and backend", async (name) => {
    const fn = groupFunctions[name]!;
    await fc.assert(
      fc.asyncProperty(anyGroups, anyWay, fc.constantFrom("key", "label", "number"), fc.boolean(), fc.boolean(), async (df, way, key, sort, dropna) => {
        const result = await (parallel(df, way) as Pipeline).groupby(key, { sort, dropna }).apply(fn).collect();
        expect(differences(result, df.groupby(key, { sort, dropna }).apply(fn) as DataFrame)).toEqual([]);
      }),
      { numRuns: runs(20) },
    );
  });

  it("sends whole groups, many to a message, and calls the function once for each", async () => {
    const df = new DataFrame({ k: Array.from({ length: 50_000 }, (_, i) => i % 700), n: Array.from({ length: 50_000 }, (_, i) => i) });
    const { frame, report } = await parallel(df, { workers: 2 }).groupby("k").apply((group) => ({ rows: group.numRows, first: group.at(0, "n") })).run();
    expect(frame.numRows).toBe(700);
    expect([...frame.col("rows")].every((rows) => rows === 71 || rows === 72)).toBe(true);
    expect([...frame.col("first")]).toEqual(Array.from({ length: 700 }, (_, i) => i));
    expect(report.partitions.filter(({ stage }) => stage === 1).length).toBeGreaterThan(1);
  });

  it("refuses kinds that differ, and says what a function threw", async () => {
    const pipe = parallel(people, { workers: 2, partitions: 2 });
    await expect(pipe.groupby("sex").apply(((group: DataFrame) => (group.at(0, "sex") === "m" ? 1 : { a: 1 })) as never).collect()).rejects.toSatisfy((error) => error instanceof TaskError && error.cause instanceof FrameError && error.message.includes("an object for some groups"));
    await expect(pipe.groupby("sex").apply(() => { throw new RangeError("never"); }).collect()).rejects.toSatisfy((error) => error instanceof TaskError && error.op === "groupby.apply" && error.cause instanceof RangeError);
    await expect(pipe.groupby("sex").apply(() => process.exit(2)).collect()).rejects.toThrow(WorkerExitError);
  });
});

describe("stages", () => {
  it("end with an abort in the middle of any of them, and leave nothing open", async () => {
    for (const until of ["first", "second"] as const) {
      const signal = AbortSignal.timeout(300);
      const endless = task({ until }, (group: DataFrame, { until }) => {
        while (until === "second");
        return group.numRows;
      });
      const before = task({ until }, (part: DataFrame, { until }) => {
        while (until === "first");
        return part;
      });
      await expect(parallel(people, { workers: 2, signal }).mapPartitions(before).groupby("sex").apply(endless).collect()).rejects.toThrow(AbortError);
    }
  });

  it("are told by explain", async () => {
    const pipe = parallel(people, { workers: 4 }).getDummies(["port"]).groupby("sex").apply(function rowsOf(group) { return group.numRows; }).groupby("value").agg({ n: { column: "sex", aggfunc: "count" } });
    expect(String(await pipe.explain()).split("\n").filter((line) => line.startsWith("step"))).toEqual([
      'step 1      getDummies(["port"]): what it needs of all rows first, in a pass of its own',
      "step 2      groupby.apply(rowsOf): all rows come here: all rows, twice: as they came and by group in memory",
      'step 3      select(["value","sex"])',
      'step 4      groupby(["value"]).agg({ "n": count of "sex" }): a partial of each part, put together here',
    ]);
    expect((await pipe.explain()).toJSON().steps[3]).toMatchObject({ op: "groupby.agg", ends: expect.any(String) });
  });
});
