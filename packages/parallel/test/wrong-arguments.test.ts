import { ArgumentError } from "@framepool/errors";
import { DataFrame, MinMaxScaler } from "@framepool/frame";
import { parallel } from "@framepool/parallel";
import { describe, expect, it } from "vitest";
import { callsBehind, callsOf, callsOfOptions, judged, judgedBehind, methodsOf, optionsOf, unknownOptions, unseenOf, type Call, type Method, type Subject } from "../../frame/test/support/wrong-arguments.js";

const inline = { backend: "inline", partitions: 2 } as const;
const numbers = new DataFrame({ n: [1, 2, 3], x: [0.5, 1.5, null] });
const frame = new DataFrame({ k: ["a", "b", "a"], t: [new Date(0), new Date(1), new Date(2)], n: [1, 2, 3], x: [0.5, null, 2] });
const flags = new DataFrame({ b: [true, false, true] });
const pipeOf = (df: DataFrame) => parallel(df, inline);
const groups = () => pipeOf(new DataFrame({ k: ["a", "b", "a"], n: [1, 2, 3], x: [0.5, null, 2] })).groupby("k");
const scaler = new MinMaxScaler({ columns: ["n"] }).fit(frame);
const options = [{}];
const none = ["null", "NaN"];

const ELEMENTWISE = Object.fromEntries(["add", "sub", "mul", "div", "floordiv", "mod", "pow", "ge", "gt", "le", "lt", "eq", "ne"].map((verb) => [verb, [1]]));
const OPERANDS = { ...Object.fromEntries(Object.keys(ELEMENTWISE).map((verb) => [`${verb} 0`, none])), "eq 0": [...none, "text"], "ne 0": [...none, "text"], "clip 0": none, "clip 1": none, "where 1": [...none, "undefined"], "mask 1": [...none, "undefined"] };
const REDUCTIONS = Object.fromEntries(["sum", "mean", "median", "std", "var", "min", "max", "prod", "skew", "kurt", "any", "all", "nunique", "describe"].map((verb) => [verb, options]));
const NEIGHBOURS = { shift: [1, {}], diff: [1], pctChange: [1, {}], ffill: options, bfill: options, interpolate: options, rolling: [3, {}], expanding: [1], rank: options, ewm: [{ com: 1 }] };
const RUNS = { collect: options, run: options, explain: options, forEachBatch: [() => undefined, {}] };
const WINDOWS = { quantile: [0.5, {}], var: options, std: options };
/** Methods that a pipeline's own classes call, and those that write files. */
const INNER = ["step", "stepAtRun", "stepsTo", "with", "pipelineOf", "column", "frame", "reduce", "values", "toCsv", "toArrow", "verb"];
const but = (make: () => object, ...names: readonly string[]) => methodsOf({ make, good: {} }).filter((name) => !names.includes(name));

const SUBJECTS: Readonly<Record<string, Subject>> = {
  Pipeline: {
    make: () => pipeOf(frame),
    good: {
      ...RUNS, select: [["k"]], drop: ["k"], rename: [{ k: "z" }], assign: [{ z: 1 }], filter: [() => true], apply: [() => 1, {}], applymap: [() => "a"], mapPartitions: [(part: DataFrame) => part], col: ["k"], sample: options, head: [2], tail: [2], slice: [0, 2],
      sortValues: ["k", {}], nlargest: [1, "n", {}], nsmallest: [1, "n", {}], duplicated: options, dropDuplicates: options, merge: [numbers, {}], concat: [[frame], {}], pivot: [{ index: "n", columns: "k", values: "x" }], pivotTable: [{ index: "k", values: "n" }], explode: ["k"], crosstab: ["k", "n", { values: "x", aggfunc: "sum" }],
      fillna: [{ x: 1 }], dropna: options, ffill: options, bfill: options, astype: [{ n: "float64" }, {}], replace: ["a", "b"], getDummies: [["k"], {}], isin: [["a"]], shift: [1, {}], where: [(part: DataFrame) => part.isna(), null], mask: [(part: DataFrame) => part.isna(), null], round: [1],
      groupby: ["k", {}], resample: ["1D", { on: "t" }], valueCounts: options, describe: options, mode: options, rank: options, eq: ["a"], ne: ["a"], min: options, max: options, nunique: options, corr: [{ numericOnly: true }], agg: [{ n: "sum" }], transform: [scaler],
      ...Object.fromEntries(["sum", "mean", "median", "std", "var", "prod", "skew", "kurt", "any", "all"].map((verb) => [verb, [{ numericOnly: true }]])), count: options, quantile: [0.5, { numericOnly: true }],
    },
    taken: { "quantile 0": ["[]"],
      "drop 0": ["[]"], "explode 0": ["[]"], "sortValues 0": ["[]"], "getDummies 0": ["undefined"], "slice 0": ["undefined"], "slice 1": ["undefined"], "assign 0": ["{ noSuchOption }"], "rename 0": ["{ noSuchOption }"], "fillna 0": ["number", ...none, "{ noSuchOption }"],
      "isin 0": ["{}", "{ noSuchOption }", "Map", "Set"], "round 0": ["{}", "{ noSuchOption }"], "nlargest 1": ["[]"], "nsmallest 1": ["[]"], "groupby 0": ["[]"], "crosstab 0": ["[]"], "crosstab 1": ["[]"], "replace 0": ["undefined", ...none, "number", "{}", "{ noSuchOption }", "[]", "RegExp", "Map"], "replace 1": [...none, "undefined", "number", "[]"],
      "where 1": [...none, "undefined"], "mask 1": [...none, "undefined"], "eq 0": ["number", ...none], "ne 0": ["number", ...none], "agg 0": ["[]", "function"],
    },
    inner: [...INNER, "melt", "add", "sub", "mul", "div", "floordiv", "mod", "pow", "neg", "abs", "clip", "and", "or", "not", "lt", "le", "gt", "ge", "diff", "pctChange", "interpolate", "rolling", "expanding", "ewm", "cumsum", "cumprod"],
  },
  "Pipeline of numbers": {
    make: () => pipeOf(numbers),
    good: { ...ELEMENTWISE, ...REDUCTIONS, ...NEIGHBOURS, clip: [0, 1], quantile: [0.5, {}], corr: options, melt: options, fillna: [0], replace: [1, 2] },
    taken: { "quantile 0": ["[]"], ...OPERANDS, "fillna 0": ["{}", "{ noSuchOption }", ...none], "replace 0": [...none, "undefined", "text", "{}", "{ noSuchOption }", "[]", "RegExp", "Map"], "replace 1": [...none, "text", "[]", "undefined"] },
    inner: but(() => pipeOf(numbers), ...Object.keys({ ...ELEMENTWISE, ...REDUCTIONS, ...NEIGHBOURS }), "clip", "quantile", "corr", "melt", "fillna", "replace", "cumsum", "cumprod", "neg", "abs"),
  },
  "Pipeline of bools": { make: () => pipeOf(flags), good: { and: [true], or: [true] }, taken: { "and 0": ["null"], "or 0": ["null"] }, inner: but(() => pipeOf(flags), "and", "or", "not") },
  PipelineColumn: {
    make: () => pipeOf(numbers).col("n"),
    good: {
      ...RUNS, ...ELEMENTWISE, ...NEIGHBOURS, map: [() => 1], apply: [() => 1], between: [0, 1, {}], isin: [[1]], where: [(part: { isna(): unknown }) => part.isna(), 0], mask: [(part: { isna(): unknown }) => part.isna(), 0], round: [1], clip: [0, 1], fillna: [1], astype: ["float64", {}], replace: [1, 2],
      toNumeric: options, toDatetime: options, cut: [[0, 5], {}], qcut: [[0, 1], {}], factorize: options, std: options, var: options, nunique: options, quantile: [[0.5], {}], valueCounts: options, agg: ["sum"],
    },
    taken: { ...OPERANDS, "between 0": none, "between 1": none, "fillna 0": [...none, "text", "[]"], "map 0": ["{}", "{ noSuchOption }", "Map"], "isin 0": ["Map", "Set"], "replace 0": [...none, "undefined", "text", "{}", "{ noSuchOption }", "[]", "RegExp", "Map"], "replace 1": [...none, "text", "[]", "undefined"], "cut 0": ["number"], "qcut 0": ["number"], "quantile 0": ["number"], "agg 0": ["[]", "function"] },
    inner: [...INNER, "and", "or", "not"],
  },
  "PipelineColumn of bools": { make: () => pipeOf(flags).col("b"), good: { and: [true], or: [true] }, taken: { "and 0": ["null"], "or 0": ["null"] }, inner: but(() => pipeOf(flags).col("b"), "and", "or", "not") },
  PipelineText: {
    make: () => pipeOf(frame).col("k").str,
    good: {
      strip: ["a"], lstrip: ["a"], rstrip: ["a"], removeprefix: ["a"], removesuffix: ["a"], contains: ["a", {}], match: [/a/, {}], fullmatch: [/a/, {}], startswith: ["a", {}], endswith: ["a", {}], extract: [/(a)/, {}], extractall: [/(a)/], replace: ["a", "b", {}], split: ["a", {}], rsplit: ["a", {}],
      find: ["a", 0, 1], count: ["a"], slice: [0, 1, 1], get: [0], pad: [3, {}], zfill: [3], repeat: [2], getDummies: ["|"],
    },
    taken: {
      ...Object.fromEntries(["strip", "lstrip", "rstrip", "rsplit"].map((verb) => [`${verb} 0`, ["undefined"]])), "split 0": ["undefined", "RegExp"], "contains 0": ["RegExp"], "count 0": ["RegExp"], "replace 0": ["RegExp"], "match 0": ["text"], "fullmatch 0": ["text"], "startswith 0": ["[]"], "endswith 0": ["[]"], "extract 0": ["text"], "extractall 0": ["text"],
      "find 1": ["undefined"], "find 2": ["undefined"], "slice 0": ["undefined"], "slice 1": ["undefined"], "slice 2": ["undefined"],
    },
    inner: INNER,
  },
  PipelineTime: { make: () => pipeOf(frame).col("t").dt, good: { floor: ["D"], ceil: ["D"], round: ["D"], strftime: ["%Y"] }, taken: { "floor 0": ["number"], "ceil 0": ["number"], "round 0": ["number"] }, inner: [...INNER, "days", "seconds", "microseconds", "totalSeconds"] },
  "PipelineTime of durations": { make: () => pipeOf(frame).col("t").diff().dt, good: {}, inner: but(() => pipeOf(frame).col("t").dt, "days", "seconds", "microseconds", "totalSeconds") },
  PipelineWindows: { make: () => pipeOf(numbers).col("n").rolling(2), good: { ...WINDOWS, apply: [() => 1] }, inner: ["verb"] },
  ExpandingWindows: { make: () => pipeOf(numbers).col("n").expanding(), good: { ...WINDOWS, apply: [() => 1] }, inner: ["verb"] },
  WholeWindows: { make: () => pipeOf(numbers).rolling(2), good: WINDOWS, inner: ["verb"] },
  WholeExponentialWindows: { make: () => pipeOf(numbers).col("n").ewm({ com: 1 }), good: { var: options, std: options } },
  PipelineGroupBy: {
    make: groups,
    good: { ...REDUCTIONS, ...NEIGHBOURS, first: options, last: options, col: ["n"], agg: [{ n: "sum" }], apply: [() => 1], transform: ["sum"], cumcount: options, ngroup: options, quantile: [0.5, {}], filter: [() => true], head: [2], tail: [2], nth: [0], select: [["n"]] },
    taken: { "agg 0": ["[]", "function"], "transform 0": ["function"], "nth 0": ["[]"], "select 0": ["[]"] },
  },
  PipelineGroupByColumn: {
    make: () => groups().col("n"),
    good: { ...NEIGHBOURS, agg: ["sum"], apply: [() => 1], transform: ["sum"], cumcount: options, quantile: [0.5, {}], std: options, var: options, nunique: options, describe: options },
    taken: { "agg 0": ["{}", "{ noSuchOption }", "[]", "function"], "transform 0": ["function"] },
  },
  PipelineResampled: {
    make: () => pipeOf(frame).select(["t", "n", "x"]).resample("1D", { on: "t" }),
    good: { ...REDUCTIONS, agg: [{ n: "sum" }], quantile: [0.5, {}], col: ["n"] },
    taken: { "agg 0": ["[]"] },
  },
  PipelineResampledColumn: {
    make: () => pipeOf(frame).resample("1D", { on: "t" }).col("n"),
    good: { agg: ["sum"], std: options, var: options, nunique: options, quantile: [0.5, {}] },
    taken: { "agg 0": ["[]"] },
  },
};

/** Runs a pipeline that a call made. */
async function settled(made: unknown): Promise<void> {
  const result: unknown = Array.isArray(made) ? made[0] : made;
  if (typeof result === "object" && result !== null && "collect" in result && typeof result.collect === "function") await result.collect();
}

describe.each(Object.entries(SUBJECTS))("wrong arguments of %s", (_, subject) => {
  const called = (method: string, args: readonly unknown[]): unknown => (subject.make() as Readonly<Record<string, Method>>)[method]!(...args);
  const faultOf = async (method: string, call: Call): Promise<string | null> => {
    let isMade = false;
    try {
      const made = await called(method, call.args);
      isMade = true;
      await settled(made);
      return judged(method, call, null);
    } catch (error) {
      // What depends on the types of columns is told when they are there.
      const late = isMade && !call.good && error instanceof ArgumentError;
      return late ? `${call.what}: it is told when it runs, not when it is called: ${String(error)}` : judged(method, call, error);
    }
  };

  it.each(methodsOf(subject))("%s works, or says what is wrong", async (method) => {
    const faults: string[] = [];
    for (const call of callsOf(subject, method)) faults.push((await faultOf(method, call)) ?? "");
    expect(faults.filter((fault) => fault !== "")).toEqual([]);
  });

  it.each(methodsOf(subject))("%s refuses what is given behind its arguments, when it is called", async (method) => {
    const faults: string[] = [];
    for (const call of callsBehind(subject, method)) {
      const thrown = await Promise.resolve()
        .then(() => called(method, call.args))
        .then(() => null, (error: unknown) => error);
      faults.push(judgedBehind(method, call, thrown) ?? "");
    }
    expect(faults.filter((fault) => fault !== "")).toEqual([]);
  });

  it.each(methodsOf(subject))("each option of %s works, or says what is wrong when it is called", async (method) => {
    const good = subject.good[method] ?? [];
    const options = await optionsOf((args) => called(method, args), good);
    if (options === null) return;
    const faults = unknownOptions(method, options.names);
    for (const call of callsOfOptions(method, good, options)) faults.push((await faultOf(method, call)) ?? "");
    expect(faults.filter((fault) => fault !== "")).toEqual([]);
  });
});

it("options of verbs that have none are refused at once, as those of frames are", () => {
  const pipe = pipeOf(numbers) as unknown as Readonly<Record<string, Method>>;
  const column = pipeOf(numbers).col("n") as unknown as Readonly<Record<string, Method>>;
  for (const [verb, ...args] of [["fillna", 0], ["drop", "n"], ["select", ["n"]], ["rename", { n: "m" }], ["replace", 1, 2]] as const) {
    expect(() => pipe[verb]!(...args, { inplace: true })).toThrow(new ArgumentError(`${verb} has no option "inplace": nothing is changed in place; take what the verb gives`));
  }
  for (const [verb, ...args] of [["fillna", 0], ["replace", 1, 2]] as const) expect(() => column[verb]!(...args, { inplace: true })).toThrow("nothing is changed in place");
});

it("there is no method that is not looked at here, but for those of a pipeline's own classes", () => {
  const unseen = unseenOf(SUBJECTS).filter((method) => !INNER.includes(method.split(".")[1]!));
  expect(unseen).toEqual([]);
});

it("what is given behind the options of a file is refused, and nothing is written", async () => {
  for (const pipe of [pipeOf(numbers), pipeOf(numbers).col("n")] as unknown as Readonly<Record<string, Method>>[]) {
    for (const verb of ["toCsv", "toArrow"]) {
      await expect(pipe[verb]!("/nowhere/x", {}, { index: false })).rejects.toThrow(new ArgumentError(`${verb} has no option "index": it has none`));
    }
  }
});

it("a wrong call of an async method rejects, as what is wrong with its options does", async () => {
  const calls = [(pipe: Readonly<Record<string, Method>>) => pipe["collect"]!({}, { bogus: 1 }), (pipe: Readonly<Record<string, Method>>) => pipe["collect"]!({ bogus: 1 })];
  for (const call of calls) await expect(call(pipeOf(numbers) as unknown as Readonly<Record<string, Method>>)).rejects.toThrow(/^collect.* no option "bogus"/);
});
