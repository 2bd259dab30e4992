import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterAll, describe, expect, it } from "vitest";
import { ArgumentError, FrameError, TaskError, WorkerExitError } from "@framepool/errors";
import { DataFrame, type Series } from "@framepool/frame";
import { parallel, scanCsv, scanRows, type Pipeline } from "@framepool/parallel";
import { task } from "@framepool/pool";
import { differences } from "./support/frames.js";
import { overBoth } from "./support/over-both.js";
import { anyGroups, anyWay } from "./support/ways.js";
import { runs } from "../../../scripts/runs.mjs";

const folder = mkdtempSync(join(tmpdir(), "framepool-made-columns-"));
afterAll(() => rmSync(folder, { recursive: true }));

/** What a frame and a pipeline make of themselves: a column, by the same call. */
type Made = (of: DataFrame) => Series;
const twice = (x: number | null) => (x === null ? null : x * 2);
const COLUMNS: Readonly<Record<string, Made>> = {
  "in parts": (df) => df.col("float").map(twice).add(1),
  "of rows": (df) => df.apply((row) => (row["text"] === null ? null : `${String(row["text"])}!`)) as unknown as Series,
  "shift": (df) => df.col("text").shift(2), "diff": (df) => df.col("int").diff(), "pctChange": (df) => df.col("float").pctChange(), "ffill": (df) => df.col("when").ffill(), "bfill": (df) => df.col("label").bfill(), "cummax": (df) => df.col("int").cummax().shift(1),
  "of a function, then of neighbours": (df) => df.col("int").map(twice).shift(1),
  "cumsum": (df) => df.col("int").cumsum(), "rank": (df) => df.col("float").rank().sub(1), "interpolate": (df) => df.col("number").interpolate(), "expanding": (df) => df.col("int").expanding(2).mean(), "ewm": (df) => df.col("int").ewm({ com: 1 }).mean(), "rolling": (df) => df.col("float").rolling(3, { minPeriods: 1 }).mean(),
  "a part of a text": (df) => df.col("key").fillna("").str.split("b", { expand: true }).col("0"), "its last part": (df) => df.col("key").fillna("").str.rsplit("a", { n: 1, expand: true }).col("0"),
  "a tag": (df) => df.col("key").fillna("a|b").add("|z").str.getDummies().col("z"),
  "rolling with a function": (df) => df.col("int").rolling(2).apply((window) => window.sum()),
  "one behind the other": (df) => df.col("int").cumsum().map(twice).rank().shift(1),
  "of groups": (df) => df.groupby("key").col("float").transform("mean"), "of groups by a function": (df) => df.groupby("key").col("int").transform((x) => x.sub(x.min())), "within groups": (df) => df.groupby(["key", "label"]).col("int").shift(), "counted": (df) => df.groupby("text").cumcount(),
  "duplicated": (df) => df.duplicated({ subset: ["key"] }), "of a frame that keeps its rows": (df) => df.select(["int", "float"]).fillna(0).col("int").cumsum(),
};

describe("assign of columns that steps make", () => {
  it.each(Object.entries(COLUMNS))("%s: the frame's own, beside the others, whatever workers, partitions, backend and source", async (_, made) => {
    await fc.assert(
      fc.asyncProperty(anyGroups, anyWay, async (df, way) => {
        for (const [pipe, frame] of await overBoth(df, way)) {
          if (frame.numRows === 0) continue; // apply of no rows has no columns
          expect(differences(await pipe.assign({ made: made(pipe as never) as never }).collect(), frame.assign({ made: made(frame) }) as DataFrame)).toEqual([]);
        }
      }),
      { numRuns: runs(8) },
    );
  });

  it("several, in the order of their names, of the rows before any of them is set", async () => {
    await fc.assert(
      fc.asyncProperty(anyGroups, anyWay, fc.uniqueArray(fc.constantFrom(...Object.values(COLUMNS)), { minLength: 2, maxLength: 3 }), async (df, way, mades) => {
        const both = (of: DataFrame) => of.assign({ one: 1, ...Object.fromEntries(mades.map((made, i) => [["int", "first", "key"][i]!, made(of)])), last: (part: DataFrame) => part.col("one").add(1) });
        for (const [pipe, frame] of await overBoth(df, way)) {
          if (frame.numRows > 0) expect(differences(await (both(pipe as never) as unknown as Pipeline).collect(), both(frame) as DataFrame)).toEqual([]);
        }
      }),
      { numRuns: runs(15) },
    );
  });

  it("go on as steps, over parts of which steps before have left little or nothing, and branch again", async () => {
    const df = new DataFrame({ a: Array.from({ length: 40 }, (_, i) => i), keep: Array.from({ length: 40 }, (_, i) => i % 13 === 0 || i > 37) });
    for (const way of [{ backend: "inline", partitions: 40 }, { workers: 3, partitions: 20 }] as const) {
      const pipe = parallel(df, way).filter((row) => row.keep);
      const inner = pipe.assign({ before: pipe.col("a").shift(), sofar: pipe.col("a").cumsum() });
      const all = inner.assign({ next: inner.col("sofar").shift(-1), rank: inner.col("a").rank({ ascending: false }) }).select(["a", "before", "sofar", "next", "rank"]);
      expect((await all.collect()).toColumns()).toEqual({ a: [0, 13, 26, 38, 39], before: [null, 0, 13, 26, 38], sofar: [0, 13, 39, 77, 116], next: [13, 39, 77, 116, null], rank: [5, 4, 3, 2, 1] });
      // A column of a column that was assigned elsewhere.
      const far = pipe.assign({ far: pipe.assign({ more: pipe.col("a").shift(), all: pipe.col("a").cumsum() }).assign({ more: 1 }).apply((row) => row.all + row.more) });
      expect((await far.collect()).col("far").toList()).toEqual([1, 14, 40, 78, 117]);
    }
  });

  it("of rows that are read once, and call a function once a row", async () => {
    const rows = scanRows(Array.from({ length: 7 }, (_, a) => ({ a })), { backend: "inline", partitionRows: 2 });
    expect((await rows.assign({ before: rows.col("a").shift(), sofar: rows.col("a").cumsum() }).collect()).row(6)).toEqual({ a: 6, before: 5, sofar: 21 });
    const count = (name: string) => task({ name }, (x: number, { name }) => {
      const state = globalThis as unknown as Record<string, number>;
      state[name] = (state[name] ?? 0) + 1;
      return x;
    });
    const pipe = parallel(new DataFrame({ a: [1, 2, 3, 4, 5] }), { backend: "inline", partitions: 3 }).assign({ b: (part) => part.col("a").mul(2) });
    const mapped = pipe.assign({ c: pipe.col("b").map(count("framepoolC")), d: pipe.col("b").map(count("framepoolD")).shift(), e: pipe.col("b").map(count("framepoolE")).cumsum() });
    expect((await mapped.collect()).toColumns()).toEqual({ a: [1, 2, 3, 4, 5], b: [2, 4, 6, 8, 10], c: [2, 4, 6, 8, 10], d: [null, 2, 4, 6, 8], e: [2, 6, 12, 20, 30] });
    expect(["framepoolC", "framepoolD", "framepoolE"].map((name) => (globalThis as unknown as Record<string, number>)[name])).toEqual([5, 5, 5]);
  });

  it("that begin with the same column call its function once a row, whatever is made of it behind that", async () => {
    const calls = (name: string) => (globalThis as unknown as Record<string, number>)[name];
    const counted = (name: string) => task({ name }, (x: number, { name }) => {
      const state = globalThis as unknown as Record<string, number>;
      state[name] = (state[name] ?? 0) + 1;
      return x * 10;
    });
    const pipe = parallel(new DataFrame({ a: [1, 2, 3, 4, 5] }), { backend: "inline", partitions: 3 });
    const m = pipe.col("a").map(counted("framepoolStem"));
    const n = m.add(1).map(counted("framepoolStem2"));
    const all = pipe.assign({ other: pipe.col("a").add(1), m, more: m.add(1), n, half: n.div(2), less: n.sub(1).map((x) => x), part: (part) => part.columns.length, again: m });
    expect((await all.collect()).row(4)).toEqual({ a: 5, other: 6, m: 50, more: 51, n: 510, half: 255, less: 509, part: 7, again: 50 });
    expect([calls("framepoolStem"), calls("framepoolStem2")]).toEqual([5, 5]);
    expect(String(await all.explain())).toContain('"again": col("a").map(');
    // A column that comes together is a pass of its own.
    const apart = pipe.col("a").map(counted("framepoolApart"));
    expect((await pipe.assign({ apart, sofar: apart.cumsum() }).collect()).row(4)).toEqual({ a: 5, apart: 50, sofar: 150 });
    expect(calls("framepoolApart")).toBe(10);
  });

  it("that begin with the same column, of a function that fails, are left out, missing, and set aside as each by itself", async () => {
    const df = new DataFrame({ a: [1, 2, 3, 4], t: ["x", null, "zz", "w"] });
    const length = (text: string | null) => text!.length;
    for (const way of [{ backend: "inline", partitions: 2 }, { workers: 2, partitions: 3 }, { workers: 2, partitions: 1 }] as const) {
      const pipe = parallel(df, way);
      const m = pipe.col("t").map(length);
      const shared = pipe.assign({ m, more: m.add(1), before: pipe.col("a").shift(), twice: m.mul(2).map((x) => x) });
      const apart = pipe.assign({ m: pipe.col("t").map(length), more: pipe.col("t").map(length).add(1), before: pipe.col("a").shift(), twice: pipe.col("t").map(length).mul(2).map((x) => x) });
      for (const onError of ["skip", "null", "collect"] as const) {
        const [one, other] = [await shared.run({ onError }), await apart.run({ onError })];
        expect(one.frame.toColumns()).toEqual(other.frame.toColumns());
        expect(one.rejects?.toColumns()).toEqual(other.rejects?.toColumns());
      }
      await expect(shared.collect()).rejects.toSatisfy((error) => error instanceof TaskError && error.globalRow === 1 && error.op === "map");
      // Its function is called once a row, and so has one stream of random numbers.
      const dice = pipe.col("a").map(task({}, (_a: number, _captures, ctx) => ctx.random()));
      const { first, second } = (await pipe.assign({ first: dice, second: dice }).collect({ seed: 7 })).toColumns();
      expect(first).toEqual(second);
    }
  });

  it("read a file twice, part by part, and keep no more of it than the column", async () => {
    const path = join(folder, "in.csv");
    writeFileSync(path, `a,b\n${Array.from({ length: 3000 }, (_, i) => `${String(i)},x${String(i)}`).join("\n")}\n`);
    const pipe = scanCsv(path, { dtype: { a: "int32", b: "string" }, workers: 2, partitionBytes: 900 });
    const { frame, report } = await pipe.assign({ before: pipe.col("a").shift(), sofar: pipe.col("a").cumsum() }).tail(1).run();
    expect(frame.toRows()).toEqual([{ a: 2999, b: "x2999", before: 2998, sofar: 4_498_500 }]);
    expect(report.rows).toBe(3000);
    await pipe.assign({ before: pipe.col("a").shift() }).toCsv(join(folder, "out.csv"));
    expect((await scanCsv(join(folder, "out.csv")).head(2).collect()).toRows()).toEqual([{ a: 0, b: "x0", before: null }, { a: 1, b: "x1", before: 0 }]);
    expect(String(await pipe.assign({ before: pipe.col("a").shift(1), n: 1 }).explain())).toContain('assign({ "before": col("a").shift(1), "n": 1 }): what its columns need of all rows first, in a pass of its own');
    expect(String(await pipe.assign({ m: pipe.groupby("b").col("a").transform("mean") }).explain())).toContain('assign({ "m": groupby(["b"]).col("a").transform(mean) }): columns that come together are made first, in a pass of their own: the keys and the columns');
    expect(String(await pipe.assign({ before: pipe.col("b").map(function size(b) { return b?.length ?? 0; }).shift(1) }).explain())).toContain("columns that come together are made first, in a pass of their own: these columns in memory");
    expect(String(await pipe.assign({ l: pipe.col("b").map(function size(b) { return b?.length ?? 0; }) }).explain())).toMatch(/assign\(\{ "l": col\("b"\)\.map\(size\) \}\)$/m);
    await expect(pipe.assign({ before: pipe.col("a").shift() }).toCsv(join(folder, "{name}-out.csv"))).rejects.toThrow(ArgumentError);
    await pipe.assign({ more: pipe.col("a").add(1) }).toCsv(join(folder, "{name}-out.csv"));
    expect((await scanCsv(join(folder, "in-out.csv")).tail(1).collect()).toRows()).toEqual([{ a: 2999, b: "x2999", more: 3000 }]);
  });

  it("leave out the rows at which a function failed, or say that nobody knows which", async () => {
    const df = new DataFrame({ a: [1, 2, 3, 4], t: ["x", null, "z", "w"] });
    for (const way of [{ backend: "inline", partitions: 2 }, { workers: 2, partitions: 2 }] as const) {
      const pipe = parallel(df, way);
      const length = (text: string | null) => text!.length;
      const sized = pipe.assign({ before: pipe.col("a").shift(), size: pipe.col("t").map(length), more: pipe.col("a").add(1) });
      expect((await sized.collect({ onError: "skip" })).toColumns()).toEqual({ a: [1, 3, 4], t: ["x", "z", "w"], before: [null, 2, 3], size: [1, 1, 1], more: [2, 4, 5] });
      expect((await sized.collect({ onError: "null" })).col("size").toList()).toEqual([1, null, 1, 1]);
      const { frame, rejects } = await sized.run({ onError: "collect" });
      expect(frame.numRows).toBe(3);
      expect(rejects!.col("error_row").toList()).toEqual([1]);
      await expect(sized.collect()).rejects.toSatisfy((error) => error instanceof TaskError && error.globalRow === 1 && error.op === "map");
      const summed = pipe.assign({ sofar: pipe.col("t").map(length).cumsum() });
      expect((await summed.collect({ onError: "null" })).col("sofar").toList()).toEqual([1, null, 2, 3]);
      await expect(summed.collect({ onError: "skip" })).rejects.toThrow(FrameError);
      await expect(summed.collect()).rejects.toSatisfy((error) => error instanceof TaskError && error.globalRow === 1);
      await expect(pipe.assign({ m: pipe.groupby("t").col("a").transform((a) => { if (a.length === 1) throw new RangeError("one"); return a; }) }).collect({ onError: "skip" })).rejects.toThrow(/onError left out cells/);
    }
    const dying = parallel(df, { workers: 2, partitions: 2 });
    await expect(dying.assign({ n: dying.col("a").map(() => process.exit(3)) }).collect()).rejects.toThrow(WorkerExitError);
  });

  it.each(["skip", "collect"] as const)("leave out with %s the rows of one column whatever the others look at, in any order and any partitions", async (onError) => {
    const df = new DataFrame({ x: [1, 2, 3, 4, 5, 6, 7, 8] });
    const noTwos = (x: number) => { if (x % 4 === 2) throw new RangeError("no"); return x; };
    for (const partitions of [1, 2, 3, 8]) {
      const pipe = parallel(df, { backend: "inline", partitions, onError });
      const columns = { a: pipe.col("x").map(noTwos), b: pipe.col("x").shift(), c: pipe.col("x").cumsum() };
      for (const order of [["a", "b", "c"], ["b", "a", "c"], ["c", "b", "a"]] as const) {
        const { frame, rejects } = await pipe.assign(Object.fromEntries(order.map((name) => [name, columns[name]]))).run();
        expect(frame!.select(["x", "a", "b", "c"]).toColumns()).toEqual({ x: [1, 3, 4, 5, 7, 8], a: [1, 3, 4, 5, 7, 8], b: [null, 2, 3, 4, 6, 7], c: [1, 6, 10, 15, 28, 36] });
        expect(rejects?.numRows ?? 0).toBe(onError === "collect" ? 2 : 0);
      }
    }
  });

  it("are nothing where steps before have set all parts aside", async () => {
    const df = new DataFrame({ x: [1, 2, 3, 4], k: [1, 1, 2, 2] });
    const pipe = parallel(df, { backend: "inline", partitions: 2, onError: "collect" }).mapPartitions((): DataFrame => { throw new RangeError("no"); }) as unknown as Pipeline<{ x: number; k: number }>;
    for (const made of [pipe.col("x").rank(), pipe.col("x").shift(), pipe.groupby("k").col("x").transform("mean")]) {
      const { frame, rejects } = await pipe.assign({ made }).run();
      expect([frame?.numRows ?? 0, rejects?.numRows]).toEqual([0, 4]);
    }
  });

  it("say at once what is no column of these rows", () => {
    const pipe = parallel(new DataFrame({ a: [3, 1, 2] }), { backend: "inline" });
    const other = parallel(new DataFrame({ a: [3, 1, 2] }), { backend: "inline" });
    expect(() => pipe.assign({ b: other.col("a") })).toThrow('assign: column "b" is a column of another pipeline');
    expect(() => pipe.fillna(0).assign({ b: pipe.col("a") })).toThrow(ArgumentError);
    expect(() => pipe.assign({ b: pipe.sortValues("a").col("a") })).toThrow('assign: column "b" comes behind sortValues, which gives other rows');
    expect(() => pipe.assign({ b: pipe.col("a").dropna() })).toThrow("comes behind dropna");
    expect(() => pipe.assign({ b: pipe.head(2).col("a") })).toThrow("comes behind head");
    expect(() => pipe.assign({ b: pipe.mapPartitions((part) => part).col("a") })).toThrow("comes behind mapPartitions");
    return expect(pipe.assign({ b: pipe.apply((row) => ({ c: row.a })) as never }).collect()).rejects.toThrow("the steps of a column gave a frame");
  });
});
