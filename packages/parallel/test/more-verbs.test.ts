import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { ArgumentError, CaptureError, FrameError, TaskError, WorkerExitError } from "@framepool/errors";
import { concat, crosstab, DataFrame, Series } from "@framepool/frame";
import { parallel, type Pipeline } from "@framepool/parallel";
import { differences } from "./support/frames.js";
import { overBoth } from "./support/over-both.js";
import { anyGroups, anyWay } from "./support/ways.js";
import { runs } from "../../../scripts/runs.mjs";

type Call = (target: DataFrame) => unknown;
const collected = (made: unknown): Promise<DataFrame | Series> => (made as Pipeline).collect();
/** What comes of a call, or the message of its error: the frame's and the pipeline's are alike. */
const outcome = async (call: () => unknown): Promise<DataFrame | Series | Error> => {
  try {
    const made = call();
    return made instanceof DataFrame || made instanceof Series ? made : await collected(made);
  } catch (error) {
    return error as Error;
  }
};

const seen = { alike: 0, errors: 0 };

async function expectAlike(pipe: Pipeline, frame: DataFrame, call: Call): Promise<void> {
  const [there, here] = [await outcome(() => call(pipe as never)), await outcome(() => call(frame))];
  seen[here instanceof Error ? "errors" : "alike"]++;
  if (here instanceof Error) expect(there).toMatchObject({ message: expect.stringContaining(here.message) as unknown });
  else expect(differences(there as DataFrame, here)).toEqual([]);
}

const COLUMN_VERBS: Readonly<Record<string, Call>> = {
  "cut by edges": (df) => df.col("int").cut([-9, 0, 3, 9], { includeLowest: true }), "cut to numbers": (df) => df.col("float").cut([-1e9, 0, 1e9], { labels: false }), "cut with labels": (df) => df.col("number").cut([0, 2, 4], { labels: ["low", "high"], right: false }),
  "cut by number": (df) => df.col("int").cut(3), "cut by number, to numbers": (df) => df.col("float").cut(4, { labels: false }),
  "qcut": (df) => df.col("float").qcut(4, { duplicates: "drop" }), "qcut by quantiles": (df) => df.col("float").qcut([0, 0.1, 1], { labels: false, duplicates: "drop" }),
  "factorize: codes": (df) => df.col("text").factorize()[0], "factorize: values": (df) => df.col("key").factorize()[1], "factorize, sorted": (df) => df.col("label").factorize({ sort: true })[0], "factorize of numbers": (df) => df.col("number").factorize({ sort: true })[1],
  "expanding with a function": (df) => df.col("int").expanding().apply((window) => window.max()! - window.min()!), "expanding with a function, from three values on": (df) => df.col("float").expanding(3).apply((window) => window.sum()),
};
const TEXT: Readonly<Record<string, Call>> = {
  len: (df) => df.col("text").str.len(), upper: (df) => df.col("key").str.upper(), title: (df) => df.col("key").str.title(), capitalize: (df) => df.col("label").str.capitalize(), swapcase: (df) => df.col("key").str.swapcase(), lower: (df) => df.col("label").str.lower(),
  strip: (df) => df.col("key").str.strip("a"), lstrip: (df) => df.col("key").str.lstrip("a"), rstrip: (df) => df.col("key").str.rstrip(), removeprefix: (df) => df.col("key").str.removeprefix("a"), removesuffix: (df) => df.col("key").str.removesuffix("b"),
  contains: (df) => df.col("key").str.contains("b", { na: false }), "contains a pattern": (df) => df.col("key").str.contains(/B/i), match: (df) => df.col("key").str.match(/a/), fullmatch: (df) => df.col("key").str.fullmatch(/a/), startswith: (df) => df.col("key").str.startswith(["a", "é"]), endswith: (df) => df.col("key").str.endswith("b", { na: true }),
  extract: (df) => df.col("key").str.extract(/(a)(b)?/), "extract one": (df) => df.col("key").str.extract(/(?<first>.)/, { expand: false }), "extract one as a frame": (df) => df.col("key").str.extract(/(?<first>.)/), extractall: (df) => df.col("key").str.extractall(/(a|b)/), replace: (df) => df.col("key").str.replace(/(a)b/, "$1!"),
  split: (df) => df.col("key").str.split("b"), "split to columns": (df) => df.col("key").str.split("", { expand: true }), rsplit: (df) => df.col("key").str.rsplit("a", { n: 1 }), "rsplit to columns": (df) => df.col("key").str.rsplit("a", { expand: true }), find: (df) => df.col("key").str.find("b"), count: (df) => df.col("key").str.count(/a/),
  slice: (df) => df.col("key").str.slice(0, 1), get: (df) => df.col("key").str.get(-1), pad: (df) => df.col("key").str.pad(3, { side: "both" }), zfill: (df) => df.col("key").str.zfill(3), repeat: (df) => df.col("key").str.repeat(2), getDummies: (df) => df.col("key").str.getDummies("b"),
  isalpha: (df) => df.col("key").str.isalpha(), isalnum: (df) => df.col("key").str.isalnum(), isdigit: (df) => df.col("key").str.isdigit(), isdecimal: (df) => df.col("key").str.isdecimal(), isspace: (df) => df.col("key").str.isspace(), islower: (df) => df.col("key").str.islower(), isupper: (df) => df.col("key").str.isupper(),
};
const TIME: Readonly<Record<string, Call>> = {
  ...Object.fromEntries((["year", "quarter", "month", "day", "hour", "minute", "second", "microsecond", "nanosecond", "dayofweek", "weekday", "dayofyear", "daysInMonth", "isMonthStart", "isMonthEnd", "isQuarterStart", "isQuarterEnd", "isYearStart", "isYearEnd", "isLeapYear", "normalize", "date", "dayName", "monthName", "isocalendar"] as const).map((verb): [string, Call] => [verb, (df) => df.col("when").dt[verb]()])),
  floor: (df) => df.col("when").dt.floor("15min"), ceil: (df) => df.col("when").dt.ceil("1h"), round: (df) => df.col("when").dt.round(3_600_000), strftime: (df) => df.col("when").dt.strftime("%Y-%m %a"),
  ...Object.fromEntries((["days", "seconds", "microseconds", "totalSeconds"] as const).map((verb): [string, Call] => [verb, (df) => df.select(["when"]).diff().col("when").dt[verb]()])),
};
const FRAME_VERBS: Readonly<Record<string, Call>> = {
  mode: (df) => df.mode(), "mode of numbers": (df) => df.mode({ numericOnly: true }),
  "resample, aggregated": (df) => df.select(["when", "int", "text"]).resample("365D", { on: "when" }).agg({ int: ["mean", "count"], text: "last" }), "resample, summed": (df) => df.select(["when", "int", "float"]).resample("YS", { on: "when", label: "left" }).sum(), "resample, counted": (df) => df.resample("QS", { on: "when" }).size(),
};

describe("verbs of a pipeline that were the frame's alone", () => {
  it.each(Object.entries({ ...COLUMN_VERBS, ...FRAME_VERBS }))("%s: that of the frame, whatever workers, partitions, backend and source", async (_, call) => {
    await fc.assert(
      fc.asyncProperty(anyGroups, anyWay, async (df, way) => {
        await expectAlike(parallel(df, way) as Pipeline, df, call);
        for (const [pipe, frame] of (await overBoth(df, way)).slice(1)) if (frame.col("when").dtype === "timestamp" || !String(call).includes("when")) await expectAlike(pipe, frame, call);
      }),
      { numRuns: runs(8) },
    );
  });

  it.each(Object.entries({ ...TEXT, ...TIME }))("%s of text and times: that of the Series, whatever workers and partitions", async (_, call) => {
    await fc.assert(fc.asyncProperty(anyGroups, anyWay, (df, way) => expectAlike(parallel(df, way) as Pipeline, df, call)), { numRuns: runs(6) });
  });

  it("came to results, and seldom to the same error", () => {
    expect(seen.errors).toBeLessThan(seen.alike / 10);
  });

  it("have every method of str and dt that gives columns", () => {
    const methods = (of: object): string[] => Object.getOwnPropertyNames(Object.getPrototypeOf(of)).filter((name) => name !== "constructor").sort();
    const pipe = parallel(new DataFrame({ t: ["x"] })).col("t");
    expect(methods(pipe.str)).toEqual(methods(new Series(["x"]).str).filter((name) => name !== "cat"));
    expect(methods(pipe.dt)).toEqual(methods(new Series([new Date(0)]).dt));
  });

  it("crosstab: that of the Series, of one key or several, counted, normalized, aggregated", async () => {
    await fc.assert(
      fc.asyncProperty(anyGroups, anyWay, fc.constantFrom(false, "all" as const, "index" as const, "columns" as const), fc.boolean(), fc.boolean(), async (df, way, normalize, margins, dropna) => {
        for (const [pipe, frame] of await overBoth(df, way)) {
          const options = { normalize, margins, dropna };
          const both = async (there: () => Pipeline, here: () => DataFrame) => {
            const [a, b] = [await outcome(there), await outcome(here)];
            if (b instanceof Error) expect(a).toMatchObject({ message: expect.stringContaining(b.message) as unknown });
            else expect(differences(a as DataFrame, b)).toEqual([]);
          };
          await both(() => pipe.crosstab("key", "text", options) as unknown as Pipeline, () => crosstab(frame.col("key"), frame.col("text"), options));
          await both(() => pipe.crosstab(["key", "number"], ["text"], { dropna, margins }) as unknown as Pipeline, () => crosstab([frame.col("key"), frame.col("number")], [frame.col("text")], { dropna, margins }));
          await both(() => pipe.crosstab("key", "text", { values: "int", aggfunc: "sum" }) as unknown as Pipeline, () => crosstab(frame.col("key"), frame.col("text"), { values: frame.col("int"), aggfunc: "sum" }));
        }
      }),
      { numRuns: runs(8) },
    );
    const pipe = parallel(new DataFrame({ a: [1], b: [2] }), { backend: "inline" });
    expect(() => pipe.crosstab("a", "b", { values: "a" })).toThrow(ArgumentError);
    await expect(pipe.crosstab("a", "c" as never).collect()).rejects.toThrow('no column "c"');
    expect(String(await pipe.crosstab("a", "b").explain())).toContain("crosstab([ 'a' ], [ 'b' ]): all rows at once, here: these columns in memory");
  });

  it("mode sees columns that are missing throughout some parts", async () => {
    const df = new DataFrame({ i: [0, 1, 2, 3, 4, 5] });
    const sparse = (row: { i: number }) => (row.i < 2 ? { a: null, t: "x" } : row.i === 2 ? { t: null, b: 2 } : { a: row.i % 2, t: "y", b: null });
    const serial = df.apply(sparse as never) as unknown as DataFrame;
    for (const partitions of [1, 3, 6, 9]) {
      const pipe = parallel(df, { backend: "inline", partitions }).apply(sparse as never) as unknown as Pipeline;
      expect(differences(await pipe.mode().collect(), serial.mode())).toEqual([]);
      expect(differences(await pipe.mode({ numericOnly: true }).collect(), serial.mode({ numericOnly: true }))).toEqual([]);
    }
  });

  it("stand beside other columns, go on as steps, and are told by explain", async () => {
    const df = new DataFrame({ name: ["Braund, Mr. Owen", null, "Heikkinen, Miss. Laina"], fare: [7, 71, 8] });
    const pipe = parallel(df, { backend: "inline", partitions: 3 });
    const [code] = pipe.col("name").str.extract(/ (\w+)\./, { expand: false }).factorize();
    const all = pipe.assign({ title: pipe.col("name").str.extract(/ (\w+)\./, { expand: false }).str.lower(), code, bin: pipe.col("fare").qcut(2, { labels: false }), wide: pipe.col("fare").cut(2, { labels: false }).add(10) });
    expect((await all.drop(["name", "fare"]).collect()).toColumns()).toEqual({ title: ["mr", null, "miss"], code: [0, -1, 1], bin: [0, 1, 0], wide: [10, 11, 10] });
    expect((await pipe.col("name").str.split(", ", { expand: true }).dropna().collect()).toColumns()).toEqual({ 0: ["Braund", "Heikkinen"], 1: ["Mr. Owen", "Miss. Laina"] });
    expect(String(await pipe.col("name").str.len().explain())).toContain("str.len()");
    expect(String(await pipe.col("fare").expanding(2).apply(function span(window) { return window.length; }).explain())).toContain("expanding(2).apply(span): all rows at once, here: the column in memory");
    expect(String(await pipe.mode().explain())).toContain("mode(): a partial of each part, put together here: the distinct values of each column in memory");
  });

  it("know a value that a part does not have from one that is missing there", async () => {
    const df = new DataFrame({ n: [null, null, 1, 2], t: ["x", "x", null, "y"] });
    for (const dtype of ["bool", "int8"] as const) {
      const made = await parallel(df, { backend: "inline", partitionRows: 1 }).getDummies(["n", "t"], { dummyNa: true, dtype }).collect();
      expect(differences(made, df.getDummies(["n", "t"], { dummyNa: true, dtype }))).toEqual([]);
      expect(made.col("n_1" as never).toList().map(Number)).toEqual([0, 0, 1, 0]);
    }
  });

  it("say what is wrong: at once where they can, else where in the input", async () => {
    const pipe = parallel(new DataFrame({ t: ["x", "y"], n: [1, 2], at: [new Date(0), null] }), { workers: 2, partitions: 2 });
    expect(() => pipe.col("n").cut(0)).toThrow(ArgumentError);
    expect(() => pipe.col("n").cut([0, 1], { labels: ["a", "b"] as const })).toThrow(ArgumentError);
    expect(() => pipe.col("n").qcut([0, 2])).toThrow(ArgumentError);
    expect(() => pipe.col("n").expanding(-1)).toThrow(ArgumentError);
    const limit = 2;
    expect(() => pipe.col("n").expanding().apply((window) => window.length + limit)).toThrow(CaptureError);
    await expect(pipe.col("n").expanding().apply(() => { throw new RangeError("no"); }).collect()).rejects.toSatisfy((error) => error instanceof TaskError && error.op === "expanding" && error.globalRow === 0);
    await expect(pipe.col("n").expanding().apply(() => process.exit(3)).collect()).rejects.toThrow(WorkerExitError);
    // @ts-expect-error numbers are no text
    await expect(pipe.col("n").str.len().collect()).rejects.toThrow(FrameError);
    // @ts-expect-error text is no time
    await expect(pipe.col("t").dt.year().collect()).rejects.toThrow(/column "t"/);
    await expect(pipe.resample("1X", { on: "at" }).size().collect()).rejects.toThrow(ArgumentError);
    expect(() => concat(new DataFrame({ t: ["z"] }) as never)).toThrow("concat takes a list of frames, concat([a, b]), not an object (DataFrame)");
  });
});
