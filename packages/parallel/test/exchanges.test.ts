import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterAll, describe, expect, it } from "vitest";
import { AbortError, ArgumentError, FrameError, SchemaMismatchError, TaskError } from "@framepool/errors";
import { concat, DataFrame, Series, type How, type Keep } from "@framepool/frame";
import { parallel, scanCsv, scanRows, type Pipeline } from "@framepool/parallel";
import { task } from "@framepool/pool";
import { differences } from "./support/frames.js";
import { overBoth } from "./support/over-both.js";
import { anyGroups, anyWay } from "./support/ways.js";
import { runs } from "../../../scripts/runs.mjs";

const folder = mkdtempSync(join(tmpdir(), "framepool-exchanges-"));
afterAll(() => rmSync(folder, { recursive: true }));

const people = new DataFrame({ name: ["Bo", "Ann", "Cy", "Di"], port: ["S", null, "C", "S"], fare: [9, null, 70, 9] });
const columns = ["key", "label", "number", "int", "float", "text", "when"] as const;
const someColumns = fc.shuffledSubarray([...columns], { minLength: 1, maxLength: 3 });

describe("sortValues of a pipeline", () => {
  it("is that of the frame, whatever workers, partitions, backend and source", async () => {
    await fc.assert(
      fc.asyncProperty(anyGroups, anyWay, someColumns, fc.array(fc.boolean(), { minLength: 3, maxLength: 3 }), fc.constantFrom("first" as const, "last" as const), async (df, way, by, up, naPosition) => {
        const options = { ascending: up.slice(0, by.length), naPosition };
        for (const [pipe, frame] of await overBoth(df, way)) expect(differences(await pipe.sortValues(by, options).collect(), frame.sortValues(by, options))).toEqual([]);
      }),
      { numRuns: runs(12) },
    );
  });

  it("merges runs of numbers that workers ordered, stable and with the same bits", async () => {
    const rows = 50_000;
    const df = new DataFrame({
      text: Array.from({ length: rows }, (_, i) => (i % 11 === 0 ? null : `t${(i * 7919) % 997}`)),
      n: Array.from({ length: rows }, (_, i) => ((i * 104_729) % 1009) / 8),
      gap: Array.from({ length: rows }, (_, i) => (i % 13 === 0 ? null : i % 7)),
      label: new Series(Array.from({ length: rows }, (_, i) => ["b", "é", "a"][(i * 31) % 3]!), { dtype: "category" }),
      row: Array.from({ length: rows }, (_, i) => i),
    }) as DataFrame;
    for (const way of [{ workers: 4, partitions: 7 }, { backend: "inline", partitions: 3 }] as const) {
      for (const [by, options, stages] of [[["n"], {}, 2], [["gap", "n"], { ascending: [false, true], naPosition: "first" }, 2], [["label", "text"], {}, 1]] as const) {
        const { frame, report } = await parallel(df, way).sortValues([...by], options).run();
        expect(differences(frame, df.sortValues([...by], options))).toEqual([]);
        expect(new Set(report.partitions.map(({ stage }) => stage)).size).toBe("backend" in way ? 1 : stages);
      }
    }
  });

  it("sends nothing of a frame in memory", async () => {
    const { frame, report } = await parallel(people, { backend: "threads", workers: 2, partitions: 3 }).sortValues("name").run();
    expect(differences(frame, people.sortValues("name"))).toEqual([]);
    expect(report.partitions).toMatchObject([{ stage: 0, partition: 0, firstRow: 0, rows: people.numRows, worker: "main" }]);
    const behind = await parallel(people, { backend: "threads", workers: 2, partitions: 3 }).filter(() => true).sortValues("name").run();
    expect(behind.report.perWorker.map(({ name }) => name)).not.toContain("main");
    const over = new AbortController();
    await expect(parallel(people, { backend: "threads", workers: 2, signal: over.signal, onProgress: () => over.abort() }).sortValues("name").collect()).rejects.toThrow(AbortError);
  });

  it("goes on with the rows in their order", async () => {
    const names = await parallel(people, { workers: 2, partitions: 3 }).sortValues("name").head(2).apply((row) => row.name).collect();
    expect([...names]).toEqual(["Ann", "Bo"]);
  });

  it("refuses options at once, and a column that is not there when it runs", async () => {
    expect(() => parallel(people).sortValues(["name", "fare"], { ascending: [true] })).toThrow(ArgumentError);
    expect(() => parallel(people).sortValues("name", { naPosition: "middle" as never })).toThrow(ArgumentError);
    await expect((parallel(people, { workers: 2 }) as Pipeline).sortValues("Name").collect()).rejects.toThrow('no column "Name"; did you mean "name"?');
    const lists = new DataFrame({ a: [[1], [2]] });
    await expect(parallel(lists, { workers: 2 }).sortValues("a").collect()).rejects.toThrow(FrameError);
  });
});

describe("nlargest and nsmallest of a pipeline", () => {
  it("are those of the frame, whatever workers, partitions, backend and source", async () => {
    await fc.assert(
      fc.asyncProperty(anyGroups, anyWay, someColumns, fc.integer({ min: 0, max: 45 }), fc.constantFrom("first" as const, "last" as const, "all" as const), async (df, way, by, n, keep) => {
        for (const [pipe, frame] of await overBoth(df, way)) {
          expect(differences(await pipe.nlargest(n, by, { keep }).collect(), frame.nlargest(n, by, { keep }))).toEqual([]);
          expect(differences(await pipe.nsmallest(n, by, { keep }).collect(), frame.nsmallest(n, by, { keep }))).toEqual([]);
        }
      }),
      { numRuns: runs(12) },
    );
  });

  it("refuse what is no number of rows at once", () => {
    expect(() => parallel(people).nlargest(1.5, "fare")).toThrow(ArgumentError);
    expect(() => parallel(people).nsmallest(1, [])).toThrow(ArgumentError);
    expect(() => parallel(people).nlargest(1, "fare", { keep: "none" as never })).toThrow(ArgumentError);
  });
});

describe("dropDuplicates of a pipeline", () => {
  it("is that of the frame, whatever workers, partitions, backend and source", async () => {
    await fc.assert(
      fc.asyncProperty(anyGroups, anyWay, fc.option(someColumns, { nil: undefined }), fc.constantFrom<Keep>("first", "last", false), async (df, way, subset, keep) => {
        const options = subset === undefined ? { keep } : { subset, keep };
        for (const [pipe, frame] of await overBoth(df, way)) expect(differences(await pipe.dropDuplicates(options).collect(), frame.dropDuplicates(options))).toEqual([]);
      }),
      { numRuns: runs(10) },
    );
  });

  it("sends distinct rows only, and joins those of many parts", async () => {
    const df = new DataFrame({ a: Array.from({ length: 4000 }, (_, i) => i % 5), b: Array.from({ length: 4000 }, (_, i) => `x${i % 3}`) }) as DataFrame;
    for (const keep of ["first", "last", false] as const) expect(differences(await parallel(df, { workers: 2, partitions: 40 }).dropDuplicates({ keep }).collect(), df.dropDuplicates({ keep }))).toEqual([]);
  });

  it("looks at all keys of parts of which nearly all are different", async () => {
    const df = new DataFrame({ k: Array.from({ length: 14_000 }, (_, i) => (i % 5000 === 4999 ? "often" : `k${i < 12_000 ? i : i - 7000}`)), v: Array.from({ length: 14_000 }, (_, i) => i) }) as DataFrame;
    for (const keep of ["first", "last", false] as const) {
      const options = { subset: ["k"], keep };
      for (const partitions of [1, 2, 3]) expect(differences(await parallel(df, { backend: "inline", partitions }).dropDuplicates(options).collect(), df.dropDuplicates(options))).toEqual([]);
    }
  });

  it.each([1, 20, 1000])("leaves rows out of a file where they are read, cells as they came, in parts of %i bytes", async (partitionBytes) => {
    const [path, target] = [join(folder, "twice.csv"), join(folder, "once.csv")];
    const rows = ["a,7.00,x", "b,1,", 'a,2.50,"y, z"', "c,1e3,x", "b,007,x", ",3.10,", ",4,x", 'd,5.0,"y, z"'];
    writeFileSync(path, `k,v,w\n${rows.join("\n")}\n`);
    const kept = { first: [0, 1, 3, 5, 7], last: [2, 3, 4, 6, 7], none: [3, 7] };
    for (const [keep, own] of Object.entries(kept)) {
      const pipe = scanCsv(path, { partitionBytes, workers: 2, backend: "threads" }).dropDuplicates({ subset: "k", keep: keep === "none" ? false : (keep as Keep) });
      const report = await pipe.toCsv(target);
      expect(readFileSync(target, "utf8")).toBe(`k,v,w\n${own.map((row) => `${rows[row]!}\n`).join("")}`);
      expect(report.rows).toBe(rows.length);
      expect(new Set(report.partitions.map(({ stage }) => stage))).toEqual(new Set([0, 1]));
    }
  });

  it("goes on with rows of the input, by their parts and numbers", async () => {
    const path = join(folder, "numbered.csv");
    writeFileSync(path, `k,v\n${Array.from({ length: 40 }, (_, i) => `${String(i % 10)},${String(i)}\n`).join("")}`);
    const last = scanCsv(path, { partitionBytes: 30, workers: 2, backend: "threads" }).dropDuplicates({ subset: ["k"], keep: "last" });
    expect((await last.tail(2).collect()).toColumns()).toEqual({ k: [8, 9], v: [38, 39] });
    expect((await last.head(2).collect()).toColumns()).toEqual({ k: [0, 1], v: [30, 31] });
    expect(await last.dropDuplicates({ subset: "v" }).groupby("k").agg({ v: "sum" }).agg({ v: "sum" })).toEqual({ v: 345 });
    const failing = last.apply((row) => { if (row.v === 33) throw new Error("no"); return row.v; }).collect();
    await expect(failing).rejects.toSatisfy((error) => error instanceof TaskError && error.globalRow === 33 && error.line === 35);
    const { rejects } = await last.apply((row) => { if (Number(row.v) % 2 === 1) throw new Error("no"); return row.v; }).run({ onError: "collect" });
    expect(rejects!.col("v").toList()).toEqual([31, 33, 35, 37, 39]);
  });

  it("of a file without rows, or keys that are missing throughout, is what it is of the frame", async () => {
    const path = join(folder, "nothing.csv");
    for (const [text, rows] of [["k,v\n", 0], ["k,v\n,1\n,2\n", 1]] as const) {
      writeFileSync(path, text);
      const made = await scanCsv(path, { partitionBytes: 4, backend: "inline" }).dropDuplicates({ subset: ["k"] }).collect();
      expect([made.columns, made.numRows]).toEqual([["k", "v"], rows]);
    }
  });

  it("tells rows of a column apart whose type only all parts tell", async () => {
    const path = join(folder, "types.csv");
    writeFileSync(path, "k,v\n1,a\n01,b\n1.0,c\n2,d\n");
    for (const partitionBytes of [1, 8, 100]) expect((await scanCsv(path, { partitionBytes, backend: "inline" }).dropDuplicates({ subset: ["k"] }).collect()).toColumns()).toEqual({ k: [1, 2], v: ["a", "d"] });
    writeFileSync(path, "k,v\n1,a\n01,b\n1.0,c\nx,d\n");
    for (const partitionBytes of [1, 8, 100]) expect((await scanCsv(path, { partitionBytes, backend: "inline" }).dropDuplicates({ subset: ["k"] }).collect()).toColumns()).toEqual({ k: ["1", "01", "1.0", "x"], v: ["a", "b", "c", "d"] });
  });

  it("refuses another keep at once, and a column that is not there when it runs", async () => {
    expect(() => parallel(people).dropDuplicates({ keep: "second" as never })).toThrow(ArgumentError);
    await expect((parallel(people, { workers: 2 }) as Pipeline).dropDuplicates({ subset: "Name" }).collect()).rejects.toThrow('no column "Name"');
  });
});

const HOWS: readonly How[] = ["inner", "left", "right", "outer", "cross", "semi", "anti"];

describe("merge of a pipeline", () => {
  it("is that of the frame for every how, whatever workers, partitions, backend and source", async () => {
    await fc.assert(
      fc.asyncProperty(anyGroups, anyGroups, anyWay, fc.constantFrom(...HOWS), fc.constantFrom(["key"], ["number"], ["int"], ["text", "number"]), fc.boolean(), async (df, other, way, how, on, indicator) => {
        const right = other.select([...on, "when", "float"].filter((name, i, all) => all.indexOf(name) === i)) as DataFrame;
        const options = how === "cross" ? { how } : { how, on, ...(how === "semi" || how === "anti" ? {} : { indicator }) };
        for (const [pipe, frame] of await overBoth(df, way)) expect(differences(await pipe.merge(right, options).collect(), frame.merge(right, options))).toEqual([]);
      }),
      { numRuns: runs(30) },
    );
  });

  it("takes keys of other names, suffixes, and a right side that is a pipeline", async () => {
    const ports = new DataFrame({ code: ["S", "C"], name: ["Southampton", "Cherbourg"] });
    const options = { leftOn: "port", rightOn: "code", suffixes: ["", "_port"] } as const;
    const capitals = parallel(ports, { backend: "inline" }).mapPartitions((part) => part.assign({ name: part.col("name").str.upper() }));
    const upper = ports.assign({ name: ports.col("name").str.upper() });
    for (const how of ["left", "outer"] as const) {
      const expected = people.merge(upper, { ...options, how });
      const given = await parallel(people, { workers: 2, partitions: 3 }).merge(capitals, { ...options, how }).collect();
      expect(differences(given as DataFrame, expected as DataFrame)).toEqual([]);
    }
  });

  it("sees the right side once for all parts, and merges parts where they are", async () => {
    const df = new DataFrame({ id: Array.from({ length: 3000 }, (_, i) => i % 700) });
    const right = new DataFrame({ id: Array.from({ length: 500 }, (_, i) => i), name: Array.from({ length: 500 }, (_, i) => `n${i}`) });
    const { frame, report } = await parallel(df, { workers: 2, partitions: 6 }).merge(right, { on: "id" }).apply((row) => row.name).run();
    expect([...frame]).toEqual([...df.merge(right, { on: "id" }).col("name")]);
    expect(new Set(report.partitions.map(({ stage }) => stage))).toEqual(new Set([0]));
  });

  it("holds what validate says of either side", async () => {
    const left = new DataFrame({ id: [1, 2, 1] });
    const right = new DataFrame({ id: [1, 2], x: ["a", "b"] });
    const pipe = parallel(left, { workers: 2, partitions: 3 });
    await expect(pipe.merge(right, { on: "id", validate: "1:1" }).collect()).rejects.toThrow("the keys of the left side are not unique");
    await expect(parallel(right, { workers: 2, partitions: 2 }).merge(left, { on: "id", validate: "m:1" }).collect()).rejects.toThrow("the keys of the right side are not unique");
    expect((await pipe.merge(right, { on: "id", validate: "m:1" }).collect()).toColumns()).toEqual({ id: [1, 2, 1], x: ["a", "b", "a"] });
  });

  it("says what does not go together", async () => {
    const pipe = parallel(people, { workers: 2 }) as Pipeline;
    await expect(pipe.merge(new DataFrame({ zip: [1] }) as DataFrame).collect()).rejects.toThrow("the frames have no column of one name");
    await expect(pipe.merge(new DataFrame({ name: [1] }) as DataFrame).collect()).rejects.toThrow(SchemaMismatchError);
    expect(() => pipe.merge(people as DataFrame, { how: "sideways" as never })).toThrow("how");
  });

  it("goes from file to file", async () => {
    const path = join(folder, "people.csv");
    const target = join(folder, "merged.csv");
    writeFileSync(path, people.toCsv());
    await scanCsv(path, { workers: 2, partitionBytes: 20 }).merge(new DataFrame({ port: ["S"], town: ["Southampton"] }) as DataFrame, { how: "left" }).toCsv(target);
    expect(readFileSync(target, "utf8")).toBe("name,port,fare,town\nBo,S,9,Southampton\nAnn,,,\nCy,C,70,\nDi,S,9,Southampton\n");
  });
});

describe("concat of pipelines", () => {
  it("is that of the frames, whatever workers, partitions, backend and source", async () => {
    await fc.assert(
      fc.asyncProperty(anyGroups, anyGroups, anyWay, fc.constantFrom("inner" as const, "outer" as const), async (df, other, way, join) => {
        const second = other.rename({ text: "word" }).drop("when") as DataFrame;
        const given = await (parallel(df, way) as Pipeline).concat([second, parallel(other, { backend: "inline" }) as Pipeline], { join }).collect();
        expect(differences(given, concat([df, second, other], { join }) as DataFrame)).toEqual([]);
      }),
      { numRuns: runs(10) },
    );
  });

  it("refuses columns side by side, and types that do not go together", async () => {
    expect(() => parallel(people).concat([people], { axis: 1 })).toThrow(ArgumentError);
    await expect((parallel(people, { backend: "inline" }) as Pipeline).concat([new DataFrame({ name: [1] }) as DataFrame]).collect()).rejects.toThrow(SchemaMismatchError);
  });
});

describe("steps that look at rows of several parts", () => {
  it("come behind one another, and behind rows that are read once", async () => {
    const rows = people.toRows() as { name: string; port: string | null; fare: number | null }[];
    const ports = new DataFrame({ port: ["S", "C"], town: ["Southampton", "Cherbourg"] });
    const pipe = scanRows(rows, { backend: "inline", partitionRows: 1 }).dropDuplicates({ subset: ["port", "fare"] }).merge(ports, { how: "left" }).sortValues("fare", { ascending: false }).nlargest(2, "fare");
    expect((await pipe.collect()).toRows()).toEqual([{ name: "Cy", port: "C", fare: 70, town: "Cherbourg" }, { name: "Bo", port: "S", fare: 9, town: "Southampton" }]);
  });

  it("call a function before them once a part, and tell where it failed", async () => {
    const calls = join(folder, "calls.txt");
    const counting = task({ calls }, async (part: DataFrame, { calls }) => {
      const { appendFileSync } = await import("node:fs");
      appendFileSync(calls, "x");
      return part;
    });
    for (const run of [(pipe: Pipeline) => pipe.sortValues("name"), (pipe: Pipeline) => pipe.dropDuplicates(), (pipe: Pipeline) => pipe.merge(people as DataFrame, { how: "outer" })]) {
      writeFileSync(calls, "");
      await run(parallel(people, { workers: 2, partitions: 4 }).mapPartitions(counting) as Pipeline).collect();
      expect(readFileSync(calls, "utf8")).toBe("xxxx");
    }
    const failing = parallel(people, { workers: 2, partitions: 4 }).apply((row) => ({ name: row.name, fare: row.fare!.toFixed() })).sortValues("name");
    await expect(failing.collect()).rejects.toSatisfy((error) => error instanceof TaskError && error.globalRow === 1);
  });

  it("are told by explain, with the memory that they need", async () => {
    const pipe = (parallel(people, { workers: 2 }) as Pipeline).merge(people as DataFrame, { how: "left", on: "name" }).merge(parallel(people) as Pipeline, { how: "outer", on: "name" }).sortValues("name", { ascending: false }).dropDuplicates({ subset: "name" }).concat([people as DataFrame]).nlargest(3, "fare");
    expect(String(await pipe.explain()).split("\n").filter((line) => line.startsWith("step"))).toEqual([
      'step 1      merge(4 rows, {"how":"left","on":"name"})',
      'step 2      merge(a pipeline that is run first, {"how":"outer","on":"name"}): all rows come here: all rows of both sides, and the result, in memory',
      'step 3      sortValues(["name"], falling: ["name"]): all rows at once, here: all rows, twice: as they came and in order, in memory',
      'step 4      dropDuplicates({"subset":["name"],"keep":"first"}): which rows stay first, in a pass of its own: the distinct keys in memory',
      "step 5      concat(4 rows): all rows come here: all rows of all inputs in memory",
      'step 6      nlargest(3, ["fare"]): a partial of each part, put together here',
    ]);
  });
});
