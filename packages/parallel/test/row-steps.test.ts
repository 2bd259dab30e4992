import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterAll, describe, expect, it } from "vitest";
import { ArgumentError, FrameError, TaskError, WorkerExitError } from "@framepool/errors";
import { DataFrame, Series } from "@framepool/frame";
import { parallel, scanCsv, type Pipeline } from "@framepool/parallel";
import { task } from "@framepool/pool";
import { anyFrame, differences } from "./support/frames.js";
import { anyGroups, anyWay } from "./support/ways.js";
import { runs } from "../../../scripts/runs.mjs";

const folder = mkdtempSync(join(tmpdir(), "framepool-rows-"));
afterAll(() => rmSync(folder, { recursive: true }));
const people = new DataFrame({ name: ["Ann", "Bo", null, "Dee", "Eve"], age: [30, 41, 5, null, 77] });

type Verbs = DataFrame & Pipeline;
/** The same call on a frame and on a pipeline. */
const calls: Readonly<Record<string, (on: Verbs) => DataFrame | Pipeline>> = {
  isna: (on) => on.isna(),
  notna: (on) => on.notna(),
  "fillna by column": (on) => on.fillna({ int: 0, text: "?", float: 1.5 }),
  dropna: (on) => on.dropna(),
  "dropna of some": (on) => on.dropna({ subset: ["int", "text"], how: "all" }),
  "dropna by number": (on) => on.dropna({ thresh: 5 }),
  "astype by column": (on) => on.astype({ int: "float64", float: "string", key: "category" }),
  "astype by column, one of which is left as it is": (on) => on.astype({ int: undefined, float: "string" }),
  "astype of all": (on) => on.astype("string"),
  replace: (on) => on.replace({ text: { u: "U", v: "V" } } as never),
  "replace a value": (on) => on.replace("a", "b"),
  explode: (on) => on.explode("key"),
  numbers: (on) => on.select(["int", "float", "number"]).add(1).mul(3).sub(0.5).clip(-20, 20).round(1).abs().neg() as never,
  quotients: (on) => on.select(["int", "number"]).div(2).pow(2) as never,
  comparisons: (on) => on.select(["int", "float"]).ge(0) as never,
  isin: (on) => on.isin(["a", 3, "x"]),
};

describe("verbs of whole columns in mapPartitions", () => {
  it("see their part, and the report says which they were", async () => {
    const df = new DataFrame({ a: [1, 2, 3, 10] });
    for (const way of [{ backend: "inline" }, { workers: 2 }] as const) {
      const late = async (part: DataFrame<{ a: number }>) => {
        await Promise.resolve();
        return part.assign({ most: part.col("a").max(), bin: part.col("a").cut([0, 2, 20], { labels: false }) });
      };
      const { frame, report } = await parallel(df, { ...way, partitions: 2 }).mapPartitions((part) => part.sortValues("a", { ascending: false })).mapPartitions(late).run();
      expect(frame.toColumns()).toEqual({ a: [2, 1, 10, 3], most: [2, 2, 10, 10], bin: [0, 0, 1, 1] });
      expect(report.partVerbs).toEqual(["max", "sortValues"]);
      expect((await parallel(df, way).col("a").cummax().run()).report.partVerbs).toEqual([]);
    }
  });
});

describe("the frame's own verbs, part by part", () => {
  it.each(Object.entries(calls))("%s is that of the frame, whatever workers, partitions and backend", async (_name, call) => {
    await fc.assert(
      fc.asyncProperty(anyGroups, anyWay, async (df, way) => {
        const result = await (call(parallel(df, way) as unknown as Verbs) as Pipeline).collect();
        expect(differences(result, call(df as unknown as Verbs) as DataFrame)).toEqual([]);
      }),
      { numRuns: runs(15) },
    );
  });

  it("explodes lists, and keeps the rows known", async () => {
    await fc.assert(
      fc.asyncProperty(anyFrame, anyWay, async (df, way) => {
        const result = await (parallel(df, way) as Pipeline).select(["int", "list"]).explode("list").collect();
        expect(differences(result, df.select(["int", "list"]).explode("list"))).toEqual([]);
      }),
      { numRuns: runs(15) },
    );
    const lists = new DataFrame({ id: [1, 2, 3], items: [["a"], ["b", "c"], ["d"]] });
    const failing = parallel(lists, { backend: "inline", partitions: 2 }).explode("items").apply((row) => { if (row.items === "d") throw new Error("no d"); return 1; });
    await expect(failing.collect()).rejects.toMatchObject({ globalRow: 2 });
  });

  it("refuses rows of another frame, and columns that only the whole can drop", () => {
    const pipe = parallel(people);
    expect(() => pipe.add(new Series([1, 2, 3, 4, 5]) as never)).toThrow("takes values, not a Series");
    expect(() => pipe.fillna({ age: new Series([1]) } as never)).toThrow(ArgumentError);
    expect(() => pipe.dropna({ axis: 1 } as never)).toThrow("drops rows");
    expect(() => pipe.apply(() => 1, { axis: 0 } as never)).toThrow("apply of a pipeline gives rows to the function");
    expect(() => pipe.apply(() => 1, { axes: 0 } as never)).toThrow('apply has no option "axes"; did you mean axis?');
  });

  it("says where a function before told nothing of the columns", async () => {
    const gone = parallel(people, { backend: "inline", partitions: 5 }).apply((row) => (row.age === null || row.age > 40 ? null : { age: row.age })).fillna({ age: 1 });
    await expect(gone.collect()).rejects.toThrow("no row of this part tells which columns there are");
  });
});

const adult = (row: { int: number | null; text: string | null }) => row.int !== null && row.int > 0 && row.text !== "u";
const positive = (part: DataFrame) => part.col("int").gt(0).and(part.col("text").ne("u"));
const added = { sum: (part: DataFrame) => part.col("int").add(part.col("float")), twice: (part: DataFrame) => part.col("sum").mul(2), one: 1, label: "x", nothing: null };

describe("filter, assign and applymap", () => {
  it("are those of the frame, whatever workers, partitions and backend", async () => {
    await fc.assert(
      fc.asyncProperty(anyGroups, anyWay, async (df, way) => {
        const pipe = parallel(df, way) as Pipeline;
        expect(differences(await pipe.filter(adult as never).collect(), df.filter(adult as never))).toEqual([]);
        expect(differences(await pipe.filter({ mask: positive }).collect(), df.filter(positive(df)))).toEqual([]);
        expect(differences(await pipe.assign(added).collect(), df.assign(added) as DataFrame)).toEqual([]);
        const texts = ["text", "key"];
        expect(differences(await pipe.select(texts).applymap((cell: string | null) => cell?.length ?? -1).collect(), df.select(texts).applymap((cell: string | null) => cell?.length ?? -1) as DataFrame)).toEqual([]);
      }),
      { numRuns: runs(25) },
    );
  });

  it("name the input row of a failure, also behind rows that are gone", async () => {
    for (const way of [{ backend: "inline" as const }, { workers: 2 }]) {
      const pipe = parallel(people, { ...way, partitions: 2 });
      await expect(pipe.dropna({ subset: ["name"] }).filter((row) => row.age!.toFixed() !== "").collect()).rejects.toMatchObject({ globalRow: 3, op: "filter" });
      await expect(pipe.filter((row) => row.age !== 30).assign({ n: (part) => part.col("name").map((name) => name!.length) }).collect()).rejects.toMatchObject({ globalRow: 2, op: "assign" });
    }
  });

  it("refuse verbs that need the whole column, and show what to do", async () => {
    const pipe = parallel(people, { workers: 2, partitions: 2 });
    for (const fn of [
      (part: DataFrame) => part.col("age").sub(part.col("age").mean()),
      (part: DataFrame) => part.col("age").rank(),
      (part: DataFrame) => part.col("age").shift(),
      (part: DataFrame) => part.col("age").rolling(2).mean(),
      (part: DataFrame) => part.col("age").qcut(4),
      (part: DataFrame) => part.col("age").cut(3),
      (part: DataFrame) => part.sortValues("age").col("age"),
      (part: DataFrame) => part.groupby("name").col("age").transform("mean"),
    ]) {
      await expect(pipe.assign({ x: fn as never }).collect()).rejects.toSatisfy((error) => error instanceof TaskError && error.cause instanceof FrameError && error.message.includes("needs the whole column"));
    }
    await expect(pipe.filter({ mask: (part) => part.col("age").gt(part.col("age").median()) }).collect()).rejects.toThrow("pipe.agg({");
    expect((await pipe.assign({ bin: (part) => part.col("age").cut([0, 18, 99]) }).mapPartitions((part) => part.assign({ mean: part.col("age").mean() })).collect()).numRows).toBe(5);
  });

  it("take captures, and refuse rows", async () => {
    const limit = task({ limit: 40 }, (part: DataFrame<{ age: number | null }>, { limit }) => part.col("age").gt(limit));
    expect((await parallel(people, { backend: "inline", partitions: 3 }).assign({ old: limit as never }).collect()).col("old").toList()).toEqual([false, true, false, false, true]);
    expect(() => parallel(people).assign({ n: [1, 2, 3, 4, 5] as never })).toThrow("is given rows");
    await expect(parallel(people, { workers: 2 }).assign({ n: () => process.exit(3) }).collect()).rejects.toThrow(WorkerExitError);
    await expect(parallel(people, { workers: 2 }).filter(() => process.exit(3)).collect()).rejects.toThrow(WorkerExitError);
  });

  it("leave rows out, or their value missing, where onError says so", async () => {
    const strict = (row: { age: number | null }) => row.age!.toFixed().length > 0;
    expect((await parallel(people, { backend: "inline", partitions: 2, onError: "skip" }).filter(strict).collect()).numRows).toBe(4);
    expect((await parallel(people, { backend: "inline", partitions: 2, onError: "null" }).select(["name"]).applymap((name) => name!.length).collect()).toRows().map((row) => Object.values(row)[0])).toEqual([3, 2, null, 3, 3]);
  });
});

describe("col of a pipeline", () => {
  it("maps cells as the Series does, whatever workers, partitions and backend", async () => {
    await fc.assert(
      fc.asyncProperty(anyGroups, anyWay, async (df, way) => {
        const pipe = parallel(df, way) as Pipeline;
        expect(differences(await pipe.col("text").map((text: string | null) => (text === null ? "none" : text + text)).collect(), df.col("text").map((text: string | null) => (text === null ? "none" : text + text)))).toEqual([]);
        expect(differences(await pipe.col("text").map({ u: 1, v: 2 }).collect(), df.col("text").map({ u: 1, v: 2 }))).toEqual([]);
        expect(differences(await pipe.col("int").fillna(0).mul(2).clip(-5, 5).collect(), df.col("int").fillna(0).mul(2).clip(-5, 5))).toEqual([]);
        expect(differences(await pipe.col("float").dropna().astype("string").collect(), df.col("float").dropna().astype("string"))).toEqual([]);
        expect(differences(await pipe.col("int").between(-3, 3).not().collect(), df.col("int").between(-3, 3).not())).toEqual([]);
      }),
      { numRuns: runs(20) },
    );
  });

  it("gives its aggregates as values", async () => {
    const { int, text } = await fc.sample(anyGroups.filter((df) => df.numRows > 20), 1).map((df) => ({ int: df, text: df }))[0]!;
    const pipe = parallel(int, { backend: "inline", partitions: 4 }) as Pipeline;
    const column = int.col("int");
    expect([await pipe.col("int").sum(), await pipe.col("int").median(), await pipe.col("int").mean(), await pipe.col("int").nunique(), await pipe.col("int").max()]).toEqual([column.sum(), column.median(), column.mean(), column.nunique(), column.max()]);
    expect(await pipe.col("text").agg("min")).toBe(text.col("text").min());
    expect(await pipe.col("int").fillna(100).agg("max")).toBe(column.fillna(100).max());
  });

  it("of nothing but missing cells keeps its name, and writes CSV", async () => {
    const nothing = parallel(new DataFrame({ a: [null, null], b: [1, 2] }), { backend: "inline", partitions: 2 });
    const series = await nothing.col("a").collect();
    expect([series.name, series.length]).toEqual(["a", 2]);
    const target = join(folder, "column.csv");
    await nothing.col("b").mul(2).toCsv(target);
    expect(readFileSync(target, "utf8")).toBe("b\n2\n4\n");
  });

  it("of a file reads that column alone", async () => {
    const path = join(folder, "in.csv");
    writeFileSync(path, "a,b\n1,x\n2,y\n3,z\n");
    expect(await scanCsv(path, { dtype: { b: "int32" }, backend: "inline", partitionBytes: 4 }).col("a").sum()).toBe(6);
  });
});
