import { ArgumentError, isError, TaskError } from "@framepool/errors";
import { DataFrame, StandardScaler } from "@framepool/frame";
import { parallel, parallelDataFrame, readCsv, scanArrow, scanCsv, scanRows } from "@framepool/parallel";
import { moduleTask, Pool, task } from "@framepool/pool";
import { describe, expect, it } from "vitest";

const df = new DataFrame({ k: ["a", "b", "a"], v: [2, null, 1] });
const pipe = parallel(df, { backend: "inline", partitions: 2 });
const bytes = new TextEncoder().encode("a,b\n1,2\n");
/** What JavaScript passes, where no type stops it. */
const given = (value: unknown): never => value as never;
const promise = (value: unknown): never => given(Promise.resolve(value));

const AT_ONCE: Readonly<Record<string, () => unknown>> = {
  "fillna of all": () => pipe.fillna(given(pipe.median({ numericOnly: true }))),
  "fillna of a column": () => pipe.fillna({ v: promise(1) }),
  "fillna of a column that is not there": () => pipe.fillna(given({ z: promise(1) })),
  rename: () => pipe.rename(promise({ v: "w" })),
  "rename of a column": () => pipe.rename({ v: promise("w") }),
  replace: () => pipe.replace(promise({ a: "b" })),
  "replace by column": () => pipe.replace(given({ k: promise({ a: "b" }) })),
  astype: () => pipe.astype(promise({ v: "string" })),
  "astype of a column": () => pipe.astype({ v: promise("string") }),
  round: () => pipe.round(promise({ v: 1 })),
  "round of a column": () => pipe.round({ v: promise(1) }),
  "isin by column": () => pipe.isin({ v: promise([1]) }),
  assign: () => pipe.assign(promise({ z: 1 })),
  "assign of a column": () => pipe.assign({ z: promise(1) }),
  agg: () => pipe.agg(promise({ v: "sum" })),
  "agg of a column": () => pipe.agg(given({ v: promise("sum") })),
  "agg of groups": () => pipe.groupby("k").agg(promise({ v: "sum" })),
  "agg of a group's column": () => pipe.groupby("k").col("v").agg(promise({ a: "sum" })),
  "the keys of groupby": () => pipe.groupby(promise("k")),
  "an aggfunc of pivotTable": () => pipe.pivotTable({ index: "k", values: "v", aggfunc: { v: promise("sum") } }),
  "another input": () => pipe.merge(promise(df), given({ on: "k" })),
  "the options of merge": () => pipe.merge(df, promise({ on: "k" })),
  "an input of concat": () => pipe.concat([promise(df)]),
  "the options of a verb": () => pipe.sortValues("v", promise({ ascending: false })),
  "an option of a verb": () => pipe.shift(1, { fillValue: promise(1) }),
  map: () => pipe.col("v").map(given(pipe.col("v").mean())),
  "map by value": () => pipe.col("v").map({ 1: promise("one") }),
  "a mask": () => pipe.filter({ mask: promise(1) }),
  "a function": () => pipe.mapPartitions(promise(1)),
  "a fitted scaler": () => pipe.transform(given(new StandardScaler({ columns: ["v"] }).fit(given(pipe)))),
  "a frame": () => parallel(given(readCsv(bytes))),
  "the options of parallel": () => parallel(df, promise({ workers: 1 })),
  "what onError is": () => parallel(df, { onError: promise("skip") }),
  "the quarantine": () => parallel(df, { onError: "collect", quarantine: promise("a.csv") }),
  "the number of workers": () => parallel(df, { workers: promise(2) }),
  "the memoryLimit": () => parallel(df, { memoryLimit: promise("1GiB") }),
  "the transport": () => parallel(df, { transport: promise("auto") }),
  "the seed": () => parallel(df, { seed: promise(1) }),
  "the most errors": () => parallel(df, { onError: "skip", maxErrors: promise(1) }),
  "the signal": () => parallel(df, { signal: promise(null) }),
  "the options of scanCsv": () => scanCsv(bytes, promise({ dtype: "string" })),
  "the options of scanRows": () => scanRows([{ a: 1 }], promise({ partitionRows: 1 })),
  "the dtype of scanRows": () => scanRows([{ a: 1 }], { dtype: promise({ a: "int8" }) }),
  "the rows of scanRows": () => scanRows(promise([{ a: 1 }])),
  "the input of scanArrow": () => scanArrow(promise(bytes)),
};

const WHEN_IT_RUNS: Readonly<Record<string, () => Promise<unknown>>> = {
  "the options of collect": () => pipe.collect(promise({ workers: 1 })),
  "the options of run": () => pipe.run(promise({ workers: 1 })),
  "the options of toCsv": () => pipe.toCsv("/nowhere/x.csv", promise({ sep: ";" })),
  "the output of toCsv": () => pipe.toCsv(promise("/nowhere/x.csv")),
  "the options of toArrow": () => pipe.toArrow("/nowhere/x.arrow", promise({})),
  "the options of explain": () => pipe.explain(promise({})),
  "the options of readCsv": () => readCsv(bytes, promise({ nrows: 1 })),
  "the input of readCsv": () => readCsv(promise(bytes)),
  "an input of readCsv": () => readCsv([promise(bytes)]),
  "the dtype of readCsv": () => readCsv(bytes, { dtype: promise({ a: "int8" }) }),
  "the schema of readCsv": () => readCsv(bytes, { schema: promise({ a: "int8" }) }),
  "the usecols of readCsv": () => readCsv(bytes, { usecols: promise(["a"]) }),
  "the naValues of readCsv": () => readCsv(bytes, { naValues: promise(["a"]) }),
  "the rows of scanRows": () => scanRows([promise({ a: 1 })], { backend: "inline" }).collect(),
  "the frame of parallelDataFrame": () => parallelDataFrame(promise(df), (part) => part, 1),
  "the options of parallelDataFrame": () => parallelDataFrame(df, (part) => part, promise(2)),
};

const thrownBy = async (call: () => unknown): Promise<unknown> => {
  try {
    await call();
    return null;
  } catch (error) {
    return error;
  }
};

describe("a promise whose await was forgotten", () => {
  it.each(Object.entries(AT_ONCE))("is told at once, whatever the rows: %s", (_what, call) => {
    expect(call).toThrow(ArgumentError);
    expect(call).toThrow("a promise (is an `await` missing?)");
  });

  it.each(Object.entries(WHEN_IT_RUNS))("is told when it runs: %s", async (_what, call) => {
    const error = await thrownBy(call);
    expect(error).toBeInstanceOf(ArgumentError);
    expect((error as Error).message).toContain("a promise (is an `await` missing?)");
  });

  it("is told from a column of the name `then`", async () => {
    const then = parallel(new DataFrame({ then: [1, null] }), { backend: "inline" });
    expect((await then.fillna({ then: 3 }).rename({ then: "now" }).collect()).toColumns()).toEqual({ now: [1, 3] });
    expect((await then.assign({ then: (part) => part.col("then").add(1) }).collect()).toColumns()).toEqual({ then: [2, null] });
  });
});

describe("what has no properties of its own is no object of options or of columns", () => {
  it.each([["RegExp", /x/], ["Map", new Map([["v", 1]])], ["Set", new Set(["v"])], ["Date", new Date(0)], ["pipeline", pipe], ["groupby", pipe.groupby("k")], ["task", task({ n: 1 }, (x: number, { n }) => x + n)], ["Pool", new Pool({ processes: 1, backend: "inline" })], ["AbortSignal", new AbortController().signal]])("a %s", (_what, value) => {
    for (const call of [() => pipe.fillna(given(value)), () => pipe.rename(given(value)), () => pipe.assign(given(value)), () => parallel(df, given(value)), () => scanCsv(bytes, given(value)), () => pipe.sortValues("v", given(value))]) {
      if (value instanceof Date && call.toString().includes("fillna")) continue;
      expect(call).toThrow(ArgumentError);
    }
  });

  it("map of a column takes tables and functions", async () => {
    for (const by of [/x/, new Set([1]), new Date(0), ["x"], new StandardScaler()]) expect(() => pipe.col("v").map(given(by))).toThrow(/^map takes a function, task\(…\), moduleTask\(…\), a Map, an object or a frame of two columns, not /);
    const bare: Record<string, string> = Object.assign(Object.create(null), { 2: "two" });
    class Words { 2 = "two"; }
    for (const by of [bare, given(new Words())]) expect((await pipe.col("v").map(by).collect()).toList()).toEqual(["two", null, null]);
  });
});

describe("a task that is given to a frame in memory", () => {
  const plus = given(task({ n: 1 }, (x: number, { n }) => x + n));
  const calls: Readonly<Record<string, (fn: never) => unknown>> = {
    map: (fn) => df.col("v").map(fn), apply: (fn) => df.col("v").apply(fn), "apply of rows": (fn) => df.apply(fn), "apply of columns": (fn) => df.apply(fn, { axis: 0 }), applymap: (fn) => df.select(["v"]).applymap(fn), filter: (fn) => df.filter(fn), assign: (fn) => df.assign({ z: fn }),
    agg: (fn) => df.agg(given({ v: fn })), "agg of groups": (fn) => df.groupby("k").agg(given({ v: fn })), "transform of groups": (fn) => df.groupby("k").col("v").transform(fn), "apply of groups": (fn) => df.groupby("k").apply(fn), "filter of groups": (fn) => df.groupby("k").filter(fn), "apply of windows": (fn) => df.col("v").rolling(2).apply(fn),
  };
  it.each(Object.entries(calls))("is for pipelines: %s", (_what, call) => {
    for (const fn of [plus, given(moduleTask(import.meta.url, "f"))]) expect(() => call(fn)).toThrow(/ a task(; give .*)?; a task is for pipelines, parallel\(df\) or scanCsv\(…\): here give the function itself$/);
  });
});

describe("a filter whose answer is undefined", () => {
  it("takes it for no, wherever rows are cut", async () => {
    const rows = [{ id: 1, active: true }, { id: 2 }, { id: 3, active: false }, { id: 4, active: true }];
    for (const partitionRows of [1, 2, 4]) {
      const kept = await scanRows<Record<string, number | boolean>>(given(rows), { partitionRows, backend: "inline" }).filter(((row: Record<string, unknown>) => row["active"]) as never).collect();
      expect(kept.col("id").toList()).toEqual([1, 4]);
    }
  });
});

describe("an error whose properties throw when they are read", () => {
  const hostile = () => {
    const error = new Error("x");
    for (const key of ["stack", "message", "name", "code", "cause"]) Object.defineProperty(error, key, { get() { throw new Error("nested"); } });
    throw error;
  };
  const proxied = () => { throw new Proxy(new Error("x"), { get() { throw new Error("trap"); }, has() { throw new Error("trap"); }, getPrototypeOf() { throw new Error("trap"); }, ownKeys() { throw new Error("trap"); } }); };
  const printing = () => { throw { [Symbol.for("nodejs.util.inspect.custom")]() { throw new Error("printed"); } }; };
  const calling = () => {
    const error = new TypeError("x");
    Object.defineProperty(error, "message", { get() { throw new Error("nested"); } });
    throw error;
  };

  for (const way of [{ backend: "inline" }, { workers: 2 }] as const) {
    it.each([["an error", hostile], ["a TypeError", calling], ["a proxy", proxied], ["what cannot be printed", printing]])(`arrives as one of the family, with its place: %s, ${JSON.stringify(way)}`, async (_what, fn) => {
      const on = parallel(df, { ...way, partitions: 2 });
      for (const made of [on.filter(given(fn)), on.apply(given(fn)), on.col("v").map(given(fn)), on.mapPartitions(given(fn)), on.groupby("k").apply(given(fn)), on.assign({ z: given(fn) })]) {
        const error = await thrownBy(() => made.collect());
        expect(isError(error) && error instanceof TaskError).toBe(true);
        expect((error as TaskError).partition).toBe(0);
      }
      const { rejects } = await parallel(df, { ...way, partitions: 2, onError: "collect" }).apply(given(fn)).run();
      expect(rejects?.numRows).toBe(3);
    });
  }
});
