import { describe, expect, it } from "vitest";
import { ArgumentError, FrameError, ParallelError, SchemaMismatchError } from "@framepool/errors";
import { DataFrame, Series, StandardScaler } from "@framepool/frame";
import { parallel, scanRows, type Pipeline } from "@framepool/parallel";

const df = new DataFrame({
  k: new Series(["a", "b", "a", "b", "a", "b"], { dtype: "string" }),
  t: new Series(["one", "two", "three", "four", "five", "six"], { dtype: "string" }),
  n: new Series([1, 2, 3, 4, 5, 6], { dtype: "int32" }),
  l: new Series([[1], [2], [3], [4], [5], [6]]),
  m: new Series([null, 2, 3, 4, 5, null], { dtype: "int32" }),
});
const other = new DataFrame({ k: ["a"], n: [new Date(0)], x: [1] });
const scaler = new StandardScaler({ columns: ["gone"] }).fit(new DataFrame({ gone: [1, 2] }));

// Calls of JavaScript, which no type keeps from being wrong.
interface Loose {
  readonly [verb: string]: (...args: readonly unknown[]) => Loose;
}
interface Fault {
  /** what the error calls the step, where that is not the verb */
  readonly op?: string;
  readonly of?: "schema";
  run(pipe: Loose, verb: string): unknown;
}
const call = (...args: readonly unknown[]): Fault => ({ run: (pipe, verb) => pipe[verb]!(...args) });
const named = (op: string, run: Fault["run"]): Fault => ({ op, run });
/** The call on one column, or on some. */
const ofCol = (name: string, ...args: readonly unknown[]): Fault => ({ run: (pipe, verb) => pipe["col"]!(name)[verb]!(...args) });
const ofCols = (names: readonly string[], ...args: readonly unknown[]): Fault => ({ run: (pipe, verb) => pipe["select"]!(names)[verb]!(...args) });
const windows = (verb: string, column: boolean, ...args: readonly unknown[]) => named(verb, (pipe) => (column ? pipe["col"]!("t") : pipe["select"]!(["t"]))[verb]!(...args)["mean"]!());

/** Why a verb has no fault of its own: there is none, its function's are told elsewhere, or it is no verb. */
const NONE = ["head", "isna", "notna", "count", "isin", "tail", "slice", "ffill", "bfill", "nunique", "round", "eq", "ne", "unique", "toNumeric"];
const OF_FUNCTIONS = ["mapPartitions", "apply", "applymap", "filter", "assign", "map", "where", "mask"];
const NO_VERBS = ["step", "stepAtRun", "stepsTo", "with", "pipelineOf", "column", "frame", "collect", "run", "toCsv", "toArrow", "forEachBatch", "explain", "reduce", "values", "sample", "groupby", "clip", "verb", "lt", "le", "gt", "ge", "between"];

const FRAME: Readonly<Record<string, Fault>> = {
  select: call(["none"]), drop: call("none"), rename: call({ t: "n" }), getDummies: call(["none"]), valueCounts: named("select", (pipe) => pipe["valueCounts"]!({ subset: ["none"] })), describe: named("describe", (pipe) => pipe["select"]!([])["describe"]!()),
  transform: call(scaler), agg: named("agg", (pipe) => pipe["agg"]!({ t: "mean" })), col: named("select", (pipe) => pipe["col"]!("none")),
  fillna: call({ m: "x" }), dropna: call({ subset: ["none"] }), astype: call({ t: "int32" }), replace: ofCols(["t"], "one", 7), explode: call("none"),
  add: ofCols(["t"], 1), sub: ofCols(["t"], 1), mul: ofCols(["t"], 1), div: ofCols(["t"], 1), floordiv: ofCols(["t"], 1), mod: ofCols(["t"], 1), pow: ofCols(["t"], 1), neg: ofCols(["t"]), abs: ofCols(["t"]),
  and: ofCols(["n"], true), or: ofCols(["n"], true), not: ofCols(["n"]),
  sortValues: call("none"), nlargest: call(2, "none"), nsmallest: call(2, "none"), dropDuplicates: call({ subset: "none" }),
  merge: call(other, { on: "none", how: "outer" }), concat: { of: "schema", run: (pipe) => pipe["concat"]!([other]) },
  melt: call({ idVars: "none" }), pivot: call({ index: "k", columns: "k", values: "n" }), pivotTable: call({ index: "none" }), corr: ofCols(["t"]), duplicated: call({ subset: "none" }),
  crosstab: named("select", (pipe) => pipe["crosstab"]!("k", "none")), mode: ofCols(["l"]), resample: named("resample", (pipe) => pipe["resample"]!("1D", { on: "none" })["size"]!()),
  shift: ofCols(["n"], 1, { fillValue: "x" }), diff: ofCols(["t"]), pctChange: ofCols(["t"]), interpolate: ofCols(["t"]),
  cumsum: ofCols(["t"]), cumprod: ofCols(["t"]), cummax: ofCols(["l"]), cummin: ofCols(["l"]), rank: ofCols(["l"]),
  rolling: windows("rolling", false, 2), expanding: windows("expanding", false), ewm: windows("ewm", false, { alpha: 0.5 }),
  ...Object.fromEntries(["sum", "mean", "median", "prod", "skew", "kurt", "std", "var", "quantile", "any", "all"].map((verb) => [verb, named("agg", (pipe) => pipe["select"]!(["t"])[verb]!())])),
  ...Object.fromEntries(["min", "max"].map((verb) => [verb, named("agg", (pipe) => pipe["select"]!(["l"])[verb]!())])),
};

const COLUMN: Readonly<Record<string, Fault>> = {
  add: ofCol("t", 1), sub: ofCol("t", 1), mul: ofCol("t", 1), div: ofCol("t", 1), floordiv: ofCol("t", 1), mod: ofCol("t", 1), pow: ofCol("t", 1), neg: ofCol("t"), abs: ofCol("t"),
  and: ofCol("n", true), or: ofCol("n", true), not: ofCol("n"), fillna: ofCol("m", "x"), astype: ofCol("t", "int32"), replace: ofCol("n", 1, "x"), toDatetime: ofCol("t"), toNumeric: ofCol("t"),
  shift: ofCol("n", 1, { fillValue: "x" }), diff: ofCol("t"), pctChange: ofCol("t"), interpolate: ofCol("t"), cumsum: ofCol("t"), cumprod: ofCol("t"), cummax: ofCol("l"), cummin: ofCol("l"), rank: ofCol("l"),
  rolling: windows("rolling", true, 2), expanding: windows("expanding", true), ewm: windows("ewm", true, { alpha: 0.5 }),
  cut: ofCol("t", [0, 1]), qcut: ofCol("t", 2), factorize: { run: (pipe) => (pipe["col"]!("l")["factorize"]!() as unknown as readonly Loose[])[0] },
  str: named("str.len", (pipe) => (pipe["col"]!("n")["str"] as unknown as Loose)["len"]!()), dt: named("dt.year", (pipe) => (pipe["col"]!("t")["dt"] as unknown as Loose)["year"]!()),
  mode: ofCol("l"), valueCounts: ofCol("l"),
  agg: named("agg", (pipe) => pipe["col"]!("t")["agg"]!("mean")),
  ...Object.fromEntries(["sum", "mean", "median", "prod", "skew", "kurt", "std", "var", "quantile", "any", "all"].map((verb) => [verb, named("agg", (pipe) => pipe["col"]!("t")[verb]!())])),
  ...Object.fromEntries(["min", "max"].map((verb) => [verb, named("agg", (pipe) => pipe["col"]!("l")[verb]!())])),
};

const groups = (pipe: Loose, columns: readonly string[]): Loose => pipe["select"]!(["k", ...columns])["groupby"]!("k");
const GROUPS: Readonly<Record<string, Fault>> = {
  ...Object.fromEntries(["sum", "mean", "median", "prod", "skew", "kurt", "std", "var", "quantile"].map((verb) => [verb, named("groupby.agg", (pipe) => groups(pipe, ["t"])[verb]!())])),
  ...Object.fromEntries(["min", "max"].map((verb) => [verb, named("groupby.agg", (pipe) => groups(pipe, ["l"])[verb]!())])),
  agg: named("groupby.agg", (pipe) => groups(pipe, ["t"])["agg"]!({ t: "mean" })),
  size: named("groupby.agg", (pipe) => pipe["groupby"]!("l")["size"]!()),
  transform: named("groupby.transform", (pipe) => groups(pipe, ["t"])["transform"]!("mean")),
  ...Object.fromEntries(["diff", "cumsum", "cumprod"].map((verb) => [verb, named(`groupby.${verb}`, (pipe) => groups(pipe, ["t"])[verb]!())])),
  ...Object.fromEntries(["cummax", "cummin", "rank"].map((verb) => [verb, named(`groupby.${verb}`, (pipe) => groups(pipe, ["l"])[verb]!())])),
  ...Object.fromEntries(["shift", "ffill", "bfill"].map((verb) => [verb, named(`groupby.${verb}`, (pipe) => pipe["groupby"]!("l")[verb]!())])),
  select: named("select", (pipe) => pipe["groupby"]!("k")["select"]!(["none"])["first"]!()),
  describe: named("groupby.agg", (pipe) => groups(pipe, ["t"])["describe"]!()),
  ...Object.fromEntries(["head", "tail", "nth"].map((verb) => [verb, named(`groupby.${verb}`, (pipe) => pipe["groupby"]!("l")[verb]!(1))])),
  ...Object.fromEntries(["cumcount", "ngroup"].map((verb) => [verb, named(`groupby.${verb}`, (pipe) => pipe["groupby"]!("l")[verb]!())])),
};

const ways = [{ workers: 2, partitions: 3 }, { backend: "inline", partitions: 3 }, { backend: "inline", partitions: 1 }] as const;
const caught = async (way: (typeof ways)[number], verb: string, { run }: Fault): Promise<FrameError | SchemaMismatchError> => {
  const made = run(parallel(df, way) as unknown as Loose, verb) as { collect?: () => Promise<unknown> } & Promise<unknown>;
  const error: unknown = await (made.collect === undefined ? made : made.collect()).then(() => null, (thrown: unknown) => thrown);
  if (!(error instanceof FrameError || error instanceof SchemaMismatchError)) throw error ?? new Error("nothing was thrown");
  return error;
};
/** What an error tells, but for the worker's name, and stacks. */
const told = (error: FrameError | SchemaMismatchError): Record<string, unknown> => ({ ...error, message: error.message, worker: null });

describe.each([["frames", FRAME], ["columns", COLUMN], ["groups", GROUPS]] as const)("what verbs of %s without a function fail at", (_what, table) => {
  it.each(Object.entries(table))("says the operation, and where it was: %s", async (verb, fault) => {
    const [threads, inline, whole] = [await caught(ways[0], verb, fault), await caught(ways[1], verb, fault), await caught(ways[2], verb, fault)];
    for (const error of [threads, inline, whole]) {
      expect(error).toBeInstanceOf(fault.of === "schema" ? SchemaMismatchError : FrameError);
      expect(error.op).toBe(fault.op ?? verb);
      if (error instanceof FrameError) expect(error).toMatchObject({ worker: expect.any(String), attempt: 1 });
    }
    expect(told(threads)).toEqual(told(inline));
    expect({ row: whole.row, column: whole.column }).toEqual({ row: inline.row, column: inline.column });
  });
});

describe("errors of verbs that are done with all rows", () => {
  it("name the row of the input and its partition, where one is to blame", async () => {
    const twice = new DataFrame({ k: ["a", "b", "c", "b"], n: [1, 2, 3, 4] });
    const error = await caught(ways[0], "pivot", { run: () => parallel(twice, { workers: 2, partitions: 4 }).pivot({ index: "k", columns: "k", values: "n" }) });
    expect(error).toMatchObject({ op: "pivot", row: 3, partition: 3, firstRow: 3, worker: "main" });
    expect(error.message).toMatch(/rows 1 and 3 have the same keys.*\(partition 3\)\n {2}row \{ k: 'b', n: 4 \}$/s);
    const filtered = await caught(ways[0], "pivot", { run: () => parallel(twice, { workers: 2, partitions: 2 }).filter((row) => row.n > 1).pivot({ index: "k", columns: "k", values: "n" }) });
    expect(filtered).toMatchObject({ op: "pivot", row: 3, partition: 1, firstRow: 2 });
    expect(filtered.message).toContain("rows 0 and 2 have the same keys");
    expect(filtered.message).toContain("(row 3 of the input, partition 1)");
  });

  it("behind a stage that made the rows say no partition", async () => {
    const grouped = (parallel(new DataFrame({ k: ["a", "b"], n: [1, 1] }), ways[0]) as Pipeline).groupby("k").agg({ n: "sum" });
    expect(await caught(ways[0], "pivot", { run: () => grouped.pivot({ index: "n", columns: "n", values: "k" } as never) })).toMatchObject({ row: null, partition: null, firstRow: null, message: expect.stringContaining("(row 1 of what the steps before made of all rows)") });
    const error = await caught(ways[0], "select", { run: () => (parallel(df, ways[0]) as Pipeline).groupby("k").agg({ n: "sum" }).select(["none"] as never) });
    expect(error).toMatchObject({ op: "select", partition: null, worker: "main" });
    const merged = await caught(ways[0], "merge", { run: () => (parallel(df, ways[0]) as Pipeline).merge(new DataFrame({ k: [new Date(0)] }), { on: "k", how: "right" } as never) });
    expect(merged).toBeInstanceOf(ParallelError);
    expect(merged).toMatchObject({ code: "ERR_FRAMEPOOL_SCHEMA", op: "merge", column: "k" });
  });

  it("keep what was told on the way: errors of another pipeline, and of parts", async () => {
    const side = (parallel(df, { backend: "inline" }) as Pipeline).astype({ t: "int32" });
    const error = await caught(ways[0], "merge", { run: () => (parallel(df, ways[0]) as Pipeline).merge(side, { on: "k" } as never) });
    expect(error).toMatchObject({ op: "astype", row: 0, partition: 0 });
  });
});

/** Options that a verb does not have, whatever the rows are. */
const OPTIONS: readonly (readonly [call: string, told: string, run: (pipe: Loose) => unknown])[] = [
  ["groupby([])", "no keys", (pipe) => pipe["groupby"]!([])],
  ["groupby().shift(0.5)", "periods is a whole number", (pipe) => pipe["groupby"]!("k")["shift"]!(0.5)],
  ["groupby().diff('x')", "periods is a whole number", (pipe) => pipe["groupby"]!("k")["diff"]!("x")],
  ["groupby().ffill({ limit: 0 })", "limit is a whole number from 1", (pipe) => pipe["groupby"]!("k")["ffill"]!({ limit: 0 })],
  ["groupby().bfill({ limit: 1.5 })", "limit is a whole number from 1", (pipe) => pipe["groupby"]!("k")["bfill"]!({ limit: 1.5 })],
  ["groupby().rank({ method: 'x' })", 'rank: method is "average"', (pipe) => pipe["groupby"]!("k")["rank"]!({ method: "x" })],
  ["groupby().col().shift(0.5)", "periods is a whole number", (pipe) => pipe["groupby"]!("k")["col"]!("n")["shift"]!(0.5)],
  ["groupby().col().ffill({ limit: -1 })", "limit is a whole number from 1", (pipe) => pipe["groupby"]!("k")["col"]!("n")["ffill"]!({ limit: -1 })],
  ["groupby().col().rank({ naOption: 'x' })", "rank: naOption is", (pipe) => pipe["groupby"]!("k")["col"]!("n")["rank"]!({ naOption: "x" })],
  ["groupby().head('x')", "groupby.head: n is a whole number", (pipe) => pipe["groupby"]!("k")["head"]!("x")],
  ["groupby().nth([0, 0.5])", "groupby.nth: n is a whole number", (pipe) => pipe["groupby"]!("k")["nth"]!([0, 0.5])],
  ["groupby().describe({ percentiles: [2] })", "percentiles are from 0 to 1", (pipe) => pipe["groupby"]!("k")["describe"]!({ percentiles: [2] })],
  ["quantile([2])", "quantile: q is from 0 to 1", (pipe) => pipe["quantile"]!([2])],
  ["groupby().quantile(2)", "quantile: q is from 0 to 1", (pipe) => pipe["groupby"]!("k")["quantile"]!(2)],
  ["groupby().agg('nope')", 'no aggregate "nope"', (pipe) => pipe["groupby"]!("k")["agg"]!("nope")],
  ["groupby().transform('cumsum')", '"cumsum" is no aggregate, but a method: groupby(…).col(…).cumsum()', (pipe) => pipe["groupby"]!("k")["transform"]!("cumsum")],
  ["groupby().transform('nope')", 'no aggregate "nope"', (pipe) => pipe["groupby"]!("k")["transform"]!("nope")],
  ["col().rolling(-1)", "whole number of rows", (pipe) => pipe["col"]!("n")["rolling"]!(-1)],
  ["col().rolling(2).quantile(2)", "quantile: q is from 0 to 1", (pipe) => pipe["col"]!("n")["rolling"]!(2)["quantile"]!(2)],
  ["rolling(2).quantile(2)", "quantile: q is from 0 to 1", (pipe) => pipe["rolling"]!(2)["quantile"]!(2)],
  ["ewm({})", "ewm takes one of", (pipe) => pipe["ewm"]!({})],
  ["rank({ method: 'x' })", "rank: method is", (pipe) => pipe["rank"]!({ method: "x" })],
  ["interpolate({ limit: 0 })", "limit is a whole number from 1", (pipe) => pipe["interpolate"]!({ limit: 0 })],
  ["sample({ frac: 2 })", "frac is from 0 to 1", (pipe) => pipe["sample"]!({ frac: 2 })],
  ["sample({ n: 2, frac: 0.5 })", "n or frac", (pipe) => pipe["sample"]!({ n: 2, frac: 0.5 })],
  ["sample({ seed: 0.5 })", "sample: seed is a whole number", (pipe) => pipe["sample"]!({ n: 1, seed: 0.5 })],
  ["corr({ method: 'x' })", "corr: method is", (pipe) => pipe["corr"]!({ method: "x" })],
  ["pivotTable({ aggfunc: 'nope' })", 'no aggregate "nope"', (pipe) => pipe["pivotTable"]!({ index: "k", values: "n", aggfunc: "nope" })],
  ["pivot({ index: [] })", "pivot: index is an empty list", (pipe) => pipe["pivot"]!({ index: [], columns: "k" })],
  ["sortValues('n', { naPosition: 'x' })", "naPosition is", (pipe) => pipe["sortValues"]!("n", { naPosition: "x" })],
  ["nlargest(2, 'n', { keep: 'x' })", "keep is", (pipe) => pipe["nlargest"]!(2, "n", { keep: "x" })],
  ["dropDuplicates({ keep: 'x' })", "keep is", (pipe) => pipe["dropDuplicates"]!({ keep: "x" })],
  ["describe({ percentiles: [7] })", "percentiles are from 0 to 1", (pipe) => pipe["describe"]!({ percentiles: [7] })],
  ["getDummies(['k'], { prefix: [] })", "0 prefixes for 1 columns", (pipe) => pipe["getDummies"]!(["k"], { prefix: [] })],
  ["getDummies(undefined, { dtype: 'string' })", "dtype is bool", (pipe) => pipe["getDummies"]!(undefined, { dtype: "string" })],
  ["astype('int33')", 'no column type "int33"', (pipe) => pipe["astype"]!("int33")],
  ["astype({ n: 'int33' })", 'no column type "int33"', (pipe) => pipe["astype"]!({ n: "int33" })],
  ["merge(df, { how: 'outer', on, leftOn })", "merge takes on, or leftOn and rightOn", (pipe) => pipe["merge"]!(df, { how: "outer", on: "k", leftOn: "k" })],
  ["merge(df, { how: 'right', leftOn: two, rightOn: one })", "go together pair by pair", (pipe) => pipe["merge"]!(df, { how: "right", leftOn: ["k", "n"], rightOn: "k" })],
  ["fillna({ n: a column })", 'fillna of a pipeline takes values, not a pipeline or a column of one for n: set it beside the others first, pipe.assign({ other: pipe.col(…) })', (pipe) => pipe["fillna"]!({ n: pipe["groupby"]!("k")["col"]!("n")["transform"]!("mean") })],
  ["col().sub(a column)", 'pipe.assign({ x: (part) => part.col("x").sub(part.col("other")) })', (pipe) => pipe["col"]!("n")["sub"]!(pipe["col"]!("n"))],
  ["col().isin(a column)", "isin of a pipeline takes values, not a pipeline or a column of one: await its values first: isin((await other.collect()).toList())", (pipe) => pipe["col"]!("n")["isin"]!(pipe["col"]!("n"))],
  ["filter(a column)", 'write filter((row) => row.x > 1) or filter({ mask: (part) => part.col("x").gt(1) })', (pipe) => pipe["filter"]!(pipe["col"]!("n")["gt"]!(1))],
  ["filter({ mask: a column })", "filter takes a function, and what it is given is a pipeline or a column of one", (pipe) => pipe["filter"]!({ mask: pipe["col"]!("n")["gt"]!(1) })],
  ["where(a pipeline)", "write where((part) => part.gt(1))", (pipe) => pipe["where"]!(pipe["gt"]!(1))],
  ["col().mask(a column)", "by another column it is done where both are", (pipe) => pipe["col"]!("n")["mask"]!(pipe["col"]!("n")["gt"]!(1))],
  ["col().map(a pipeline)", "map(await other.collect())", (pipe) => pipe["col"]!("k")["map"]!(pipe["groupby"]!("k")["col"]!("n")["mean"]!())],
  ["col().map(a promise)", "map takes a function, task(…), moduleTask(…), a Map, an object or a frame of two columns, not a promise (is an `await` missing?)", (pipe) => pipe["col"]!("k")["map"]!(Promise.resolve({ a: "b" }))],
  ["fillna(a promise)", "fillna: values is an object by column name, { a: … }, not a promise (is an `await` missing?)", (pipe) => pipe["fillna"]!(Promise.resolve({ n: 1 }))],
  ["fillna({ n: a promise })", "fillna of a pipeline takes values, and what is given for n is a promise (is an `await` missing?)", (pipe) => pipe["fillna"]!({ n: Promise.resolve(1) })],
  ["assign({ z: a promise })", 'assign: column "z" is given a promise (is an `await` missing?); give a value, a function of the part, task(…), moduleTask(…), or a column of the pipeline', (pipe) => pipe["assign"]!({ z: Promise.resolve(1) })],
  ["replace(a Set)", "replace takes a value, a list of them, a RegExp, a Map, or an object of what comes in place of what, not an object (Set)", (pipe) => pipe["replace"]!(new Set(["a"]), "b")],
  ["rename(a RegExp)", "rename: names is an object by column name, { a: … }, not an object (RegExp)", (pipe) => pipe["rename"]!(/a/)],
  ["merge(7)", "merge of a pipeline takes frames and pipelines, not 7", (pipe) => pipe["merge"]!(7, { on: "k" })],
  ["crosstab('k', 't', { values: 'n' })", "crosstab takes values and aggfunc together", (pipe) => pipe["crosstab"]!("k", "t", { values: "n" })],
  ["crosstab('k', 't', { normalize: 'x' })", "crosstab: normalize is", (pipe) => pipe["crosstab"]!("k", "t", { normalize: "x" })],
  ["col().cut(0)", "cut needs", (pipe) => pipe["col"]!("n")["cut"]!(0)],
  ["col().qcut([0, 2])", "quantiles are from 0 to 1", (pipe) => pipe["col"]!("n")["qcut"]!([0, 2])],
  ["col().expanding(-1)", "minPeriods is a whole number", (pipe) => pipe["col"]!("n")["expanding"]!(-1)],
  ["concat(df)", "concat takes a list of frames and pipelines, concat([others]), not an object (DataFrame)", (pipe) => pipe["concat"]!(df)],
  ["concat([{}])", "concat of a pipeline takes frames and pipelines, not an object (Object)", (pipe) => pipe["concat"]!([{}])],
  ["concat([df], { join: 'x' })", 'concat: join is "outer" or "inner"', (pipe) => pipe["concat"]!([df], { join: "x" })],
];

describe("options that a verb does not have are refused when it is called, before anything is read", () => {
  it.each(OPTIONS)("%s", (_call, message, run) => {
    const pipe = scanRows({ [Symbol.asyncIterator]: () => { throw new Error("it was read"); } }) as unknown as Loose;
    const error = ((): unknown => { try { return run(pipe); } catch (thrown) { return thrown; } })();
    expect(error).toBeInstanceOf(ArgumentError);
    expect((error as Error).message).toContain(message);
  });

  it("those that it has are taken, whatever the columns are", async () => {
    const pipe = parallel(df, ways[0]) as Pipeline;
    expect((await pipe.col("t").shift(1, { fillValue: "none" }).collect()).toList()).toEqual(["none", "one", "two", "three", "four", "five"]);
    expect((await pipe.select(["t"]).shift(-5, { fillValue: "none" }).collect()).col("t").toList()).toEqual(["six", "none", "none", "none", "none", "none"]);
    expect((await pipe.select(["k", "n"]).sample({ n: 4, seed: 1 }).collect()).toRows()).toEqual(df.select(["k", "n"]).sample({ n: 4, seed: 1 }).toRows());
    expect((await pipe.select(["k", "t", "n"]).pivot({ index: "t", columns: "k" }).collect()).toRows()).toEqual(df.select(["k", "t", "n"]).pivot({ index: "t", columns: "k" }).toRows());
    expect((await pipe.select(["k", "n"]).pivotTable({ index: "k", aggfunc: { n: "max" } }).collect()).toRows()).toEqual([{ k: "a", n: 5 }, { k: "b", n: 6 }]);
  });
});

describe("the tables above", () => {
  const methods = (value: object): string[] => {
    const names = new Set<string>();
    for (let at = Object.getPrototypeOf(value) as object; at !== Object.prototype; at = Object.getPrototypeOf(at) as object) for (const name of Object.getOwnPropertyNames(at)) if (name !== "constructor") names.add(name);
    return [...names];
  };

  it("have every verb of pipelines, columns and groups", () => {
    const pipe = parallel(df) as Pipeline;
    const missing = (value: object, table: Readonly<Record<string, Fault>>): string[] => methods(value).filter((name) => !Object.hasOwn(table, name) && ![...NONE, ...OF_FUNCTIONS, ...NO_VERBS].includes(name));
    expect(missing(pipe, FRAME)).toEqual([]);
    expect(missing(pipe.col("n"), { ...COLUMN, dropna: call() })).toEqual([]);
    expect(missing(pipe.groupby("k"), { ...GROUPS, col: call(), first: call(), last: call() })).toEqual([]);
  });
});
