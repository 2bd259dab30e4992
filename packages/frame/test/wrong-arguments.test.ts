import { ArgumentError } from "@framepool/errors";
import { DataFrame, Series } from "@framepool/frame";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { callsBehind, callsOf, callsOfOptions, judged, judgedBehind, methodsOf, optionsOf, unknownOptions, unseenOf, type Method, type Subject } from "./support/wrong-arguments.js";

const numbers = new DataFrame({ n: new Series([1, 2, 3], { dtype: "int32" }), x: [0.5, 1.5, null] });
const frame = new DataFrame({ k: ["a", "b", "a"], t: [new Date(0), new Date(1), new Date(2)], n: [1, 2, 3], x: [0.5, null, 2] });
const flags = new Series([true, false, true]);
const groups = new DataFrame({ k: ["a", "b", "a"], n: [1, 2, 3], x: [0.5, null, 2] }).groupby("k");
const options = [{}];
const none = ["null", "NaN"];

const ELEMENTWISE = Object.fromEntries(["add", "sub", "mul", "div", "floordiv", "mod", "pow", "ge", "gt", "le", "lt", "eq", "ne"].map((verb) => [verb, [1]]));
/** A missing operand makes missing results; values of two kinds are never equal. */
const OPERANDS = { ...Object.fromEntries(Object.keys(ELEMENTWISE).map((verb) => [`${verb} 0`, none])), "eq 0": [...none, "text"], "ne 0": [...none, "text"], "clip 0": none, "clip 1": none, "where 1": [...none, "undefined"], "mask 1": [...none, "undefined"] };
const REDUCTIONS = Object.fromEntries(["sum", "mean", "median", "std", "var", "min", "max", "prod", "skew", "kurt", "any", "all", "first", "last", "nunique", "describe"].map((verb) => [verb, options]));
const NEIGHBOURS = { shift: [1, {}], diff: [1], pctChange: [1, {}], ffill: options, bfill: options, interpolate: options, rolling: [3, {}], expanding: [1], rank: options };
const VIEWS = { head: [2], tail: [2], slice: [0, 2], print: options, toString: options };

const SUBJECTS: Readonly<Record<string, Subject>> = {
  DataFrame: {
    make: () => frame,
    good: {
      ...VIEWS, select: [["k"]], drop: ["k"], rename: [{ k: "z" }], assign: [{ z: 1 }], filter: [() => true], apply: [() => 1, {}], applymap: [() => 1], col: ["k"], row: [0], at: [0, "k"], sample: options,
      sortValues: ["k", {}], nlargest: [1, "n", {}], nsmallest: [1, "n", {}], duplicated: options, dropDuplicates: options, merge: [numbers, {}], pivot: [{ index: "n", columns: "k", values: "x" }], pivotTable: [{ index: "k", values: "n" }], explode: ["k"],
      fillna: [{ x: 1 }], dropna: options, ffill: options, bfill: options, astype: [{ n: "float64" }, {}], replace: ["a", "b"], getDummies: [["k"], {}], isin: [["a"]], shift: [1, {}], where: [flags, null], mask: [flags, null], round: [1],
      groupby: ["k", {}], resample: ["1D", { on: "t" }], valueCounts: options, describe: options, mode: options, rank: options, eq: ["a"], ne: ["a"], min: options, max: options, nunique: options, toArrow: [undefined], toArrowIpc: options, corr: [{ numericOnly: true }],
      ...Object.fromEntries(["sum", "mean", "median", "std", "var", "prod", "skew", "kurt", "any", "all"].map((verb) => [verb, [{ numericOnly: true }]])), count: options, agg: [{ n: "sum" }], selectDtypes: [{ include: "number" }], quantile: [0.5, { numericOnly: true }],
    },
    taken: { "quantile 0": ["[]"],
      "drop 0": ["[]"], "explode 0": ["[]"], "sortValues 0": ["[]"], "getDummies 0": ["undefined"], "slice 0": ["undefined"], "slice 1": ["undefined"], "assign 0": ["{ noSuchOption }"], "rename 0": ["{ noSuchOption }"], "fillna 0": ["number", ...none, "{ noSuchOption }"],
      "isin 0": ["{}", "{ noSuchOption }", "Map", "Set"], "round 0": ["{}", "{ noSuchOption }"], "nlargest 1": ["[]"], "nsmallest 1": ["[]"], "groupby 0": ["[]"], "replace 0": ["undefined", ...none, "number", "{}", "{ noSuchOption }", "[]", "RegExp", "Map"], "replace 1": [...none, "undefined", "number", "[]"], "where 1": ["null", "undefined"], "mask 1": ["null", "undefined"], "eq 0": ["number", ...none], "ne 0": ["number", ...none], "toArrow 0": ["undefined"], "agg 0": ["[]", "function"],
    },
    inner: ["add", "sub", "mul", "div", "floordiv", "mod", "pow", "neg", "abs", "clip", "and", "or", "not", "lt", "le", "gt", "ge", "melt", "diff", "pctChange", "interpolate", "rolling", "expanding", "ewm", "cumsum", "cumprod"],
  },
  "DataFrame of numbers": {
    make: () => numbers,
    good: { ...ELEMENTWISE, ...REDUCTIONS, ...NEIGHBOURS, ewm: [{ com: 1 }], clip: [0, 1], quantile: [0.5, {}], corr: options, melt: options, where: [flags, 0], mask: [flags, 0], fillna: [0], replace: [1, 2], toString: options },
    taken: { "quantile 0": ["[]"], ...OPERANDS, "fillna 0": ["{}", "{ noSuchOption }", ...none], "replace 0": [...none, "undefined", "text", "{}", "{ noSuchOption }", "[]", "RegExp", "Map"], "replace 1": [...none, "text", "[]", "undefined"] },
    inner: methodsOf({ make: () => numbers, good: {} }).filter((name) => !(name in ELEMENTWISE || name in REDUCTIONS || name in NEIGHBOURS || ["ewm", "clip", "quantile", "corr", "melt", "toString", "where", "mask", "fillna", "replace", "cumsum", "cumprod", "neg", "abs"].includes(name))),
  },
  "DataFrame of bools": {
    make: () => new DataFrame({ b: [true, false, true] }),
    good: { and: [true], or: [true] },
    taken: { "and 0": ["null"], "or 0": ["null"] },
    inner: methodsOf({ make: () => numbers, good: {} }).filter((name) => !["and", "or", "not"].includes(name)),
  },
  Series: {
    make: () => numbers.col("n"),
    good: {
      ...VIEWS, ...ELEMENTWISE, ...NEIGHBOURS, rename: ["z"], filter: [flags], map: [() => 1], apply: [() => 1], at: [0], between: [0, 1, {}], isin: [[1]], where: [flags, 0], mask: [flags, 0], round: [1], clip: [0, 1], fillna: [1], astype: ["float64", {}], replace: [1, 2],
      toNumeric: options, toDatetime: options, getDummies: options, cut: [[0, 5], {}], qcut: [[0, 1], {}], factorize: options, agg: ["sum"], ewm: [{ com: 1 }], std: options, var: options, nunique: options, quantile: [[0.5], {}], valueCounts: options, describe: options, corr: [numbers.col("x"), {}], sortValues: options, nlargest: [2, {}], nsmallest: [2, {}], duplicated: options, dropDuplicates: options,
    },
    taken: { ...OPERANDS, "between 0": none, "between 1": none, "fillna 0": [...none, "text", "[]"], "map 0": ["{}", "{ noSuchOption }", "Map"], "isin 0": ["Map", "Set"], "replace 0": [...none, "undefined", "text", "{}", "{ noSuchOption }", "[]", "RegExp", "Map"], "replace 1": [...none, "text", "[]", "undefined"], "cut 0": ["number"], "qcut 0": ["number"], "agg 0": ["[]", "function"] },
    inner: ["and", "or", "not", "made"],
  },
  "Series of bools": { make: () => flags, good: { and: [flags], or: [flags] }, taken: { "and 0": ["null"], "or 0": ["null"] }, inner: methodsOf({ make: () => flags, good: {} }).filter((name) => !["and", "or", "not"].includes(name)) },
  str: {
    make: () => frame.col("k").str,
    good: {
      strip: ["a"], lstrip: ["a"], rstrip: ["a"], removeprefix: ["a"], removesuffix: ["a"], contains: ["a", {}], match: [/a/, {}], fullmatch: [/a/, {}], startswith: ["a", {}], endswith: ["a", {}], extract: [/(a)/, {}], extractall: [/(a)/], replace: ["a", "b", {}], split: ["a", {}], rsplit: ["a", {}],
      find: ["a", 0, 1], count: ["a"], slice: [0, 1, 1], get: [0], cat: [frame.col("k"), {}], pad: [3, {}], zfill: [3], repeat: [2], getDummies: ["|"],
    },
    taken: {
      ...Object.fromEntries(["strip", "lstrip", "rstrip", "rsplit"].map((verb) => [`${verb} 0`, ["undefined"]])), "split 0": ["undefined", "RegExp"], "contains 0": ["RegExp"], "count 0": ["RegExp"], "replace 0": ["RegExp"], "match 0": ["text"], "fullmatch 0": ["text"], "startswith 0": ["[]"], "endswith 0": ["[]"], "replace 1": ["function"], "cat 0": ["{}", "[]"], "extract 0": ["text"], "extractall 0": ["text"],
      "find 1": ["undefined"], "find 2": ["undefined"], "slice 0": ["undefined"], "slice 1": ["undefined"], "slice 2": ["undefined"],
    },
  },
  dt: { make: () => frame.col("t").dt, good: { floor: ["D"], ceil: ["D"], round: ["D"], strftime: ["%Y"] }, taken: { "floor 0": ["number"], "ceil 0": ["number"], "round 0": ["number"] }, inner: ["days", "seconds", "microseconds", "totalSeconds"] },
  "dt of durations": { make: () => frame.col("t").diff().dt, good: {}, inner: methodsOf({ make: () => frame.col("t").dt, good: {} }).filter((name) => !["days", "seconds", "microseconds", "totalSeconds"].includes(name)) },
  "rolling of a Series": { make: () => numbers.col("n").rolling(2), good: { quantile: [0.5, {}], apply: [() => 1], var: options, std: options } },
  "rolling of a DataFrame": { make: () => numbers.rolling(2), good: { quantile: [0.5, {}], apply: [() => 1], var: options, std: options } },
  ewm: { make: () => numbers.col("n").ewm({ com: 1 }), good: { var: options, std: options } },
  GroupBy: {
    make: () => groups,
    good: { ...REDUCTIONS, ...NEIGHBOURS, col: ["n"], agg: [{ n: "sum" }], apply: [() => 1], transform: ["sum"], cumcount: options, ngroup: options, quantile: [0.5, {}], filter: [() => true], head: [2], tail: [2], nth: [0], select: [["n"]] },
    taken: { "agg 0": ["[]", "function"], "transform 0": ["function"], "nth 0": ["[]"], "select 0": ["[]"] },
  },
  GroupByColumn: {
    make: () => groups.col("n"),
    good: { ...NEIGHBOURS, agg: ["sum"], apply: [() => 1], transform: ["sum"], cumcount: options, quantile: [0.5, {}], std: options, var: options, nunique: options, describe: options },
    taken: { "agg 0": ["{}", "{ noSuchOption }", "[]", "function"], "transform 0": ["function"] },
  },
};

/** What is called for each row, where looking at arguments would cost. */
const UNWATCHED = ["at", "row"];

describe.each(Object.entries(SUBJECTS))("wrong arguments of %s", (_, subject) => {
  const called = (method: string, args: readonly unknown[]): unknown => (subject.make() as Readonly<Record<string, Method>>)[method]!(...args);
  const thrownBy = async (method: string, args: readonly unknown[]): Promise<unknown> => {
    try {
      await called(method, args);
      return null;
    } catch (error) {
      return error;
    }
  };

  beforeEach(() => void vi.spyOn(console, "log").mockImplementation(() => undefined));
  afterEach(() => vi.restoreAllMocks());

  it.each(methodsOf(subject))("%s works, or says what is wrong", async (method) => {
    const faults: string[] = [];
    for (const call of callsOf(subject, method)) faults.push(judged(method, call, await thrownBy(method, call.args)) ?? "");
    expect(faults.filter((fault) => fault !== "")).toEqual([]);
  });

  it.each(methodsOf(subject).filter((method) => !UNWATCHED.includes(method)))("%s refuses what is given behind its arguments", async (method) => {
    const faults: string[] = [];
    for (const call of callsBehind(subject, method)) faults.push(judgedBehind(method, call, await thrownBy(method, call.args)) ?? "");
    expect(faults.filter((fault) => fault !== "")).toEqual([]);
  });

  it.each(methodsOf(subject))("each option of %s works, or says what is wrong", async (method) => {
    const good = subject.good[method] ?? [];
    const options = await optionsOf((args) => called(method, args), good);
    if (options === null) return;
    const faults = unknownOptions(method, options.names);
    for (const call of callsOfOptions(method, good, options)) faults.push(judged(method, call, await thrownBy(method, call.args)) ?? "");
    expect(faults.filter((fault) => fault !== "")).toEqual([]);
  });
});

it("there is no method that is not looked at here", () => {
  expect(unseenOf(SUBJECTS)).toEqual([]);
});

it("of options that pandas has, and no verb here or not this one, is said what there is instead", () => {
  const series = numbers.col("n") as unknown as Readonly<Record<string, Method>>;
  const told = (verb: string, ...args: readonly unknown[]) => expect(() => series[verb]!(...args));
  told("mean", { skipna: false }).toThrow(new ArgumentError('mean has no option "skipna": missing cells are always passed over'));
  told("sum", { min_count: 5 }).toThrow('sum has no option "min_count": count() says how many values there are');
  told("add", 1, { fillValue: 0 }).toThrow('add has no option "fillValue": missing cells are filled before: fillna(…)');
  told("cumsum", { axis: 1 }).toThrow('cumsum has no option "axis": there is no choice of axis here; apply((row) => …) goes by rows');
  told("map", () => 1, { naAction: "ignore" }).toThrow('map has no option "naAction": the function is given null, and says what becomes of it');
  told("apply", () => 1, { args: [3] }).toThrow('apply has no option "args": give a function of one argument: (value) => fn(value, …)');
  // Where a verb has it, its own spelling is what is wrong.
  told("shift", 1, { fill_value: 9 }).toThrow('shift has no option "fill_value"; did you mean fillValue?');
});

it("a method says how many arguments it needs", () => {
  const { sum, between } = numbers.col("n") as unknown as Readonly<Record<string, Method>>;
  expect([sum!.length, between!.length]).toEqual([0, 2]);
});
