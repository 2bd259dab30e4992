import * as framepool from "@framepool/frame";
import {
  arraySplit, ColumnTransformer, concat, crosstab, cut, DataFrame, factorize, getDummies, KBinsDiscretizer, LabelEncoder, MinMaxScaler, OneHotEncoder, OrdinalEncoder, qcut, RobustScaler, Series, SimpleImputer, StandardScaler, toDatetime, toNumeric, trainTestSplit, type Transformer,
} from "@framepool/frame";
import { StateError } from "@framepool/errors";
import { describe, expect, it } from "vitest";
import { callsOf, callsOfOptions, judged, methodsOf, optionsOf, unknownOptions, type Method, type Subject } from "./support/wrong-arguments.js";

const numbers: DataFrame = new DataFrame({ n: new Series([1, 2, 3], { dtype: "int32" }), x: [0.5, 1.5, null] });
const texts: DataFrame = new DataFrame({ k: ["a", "b", "a"], m: ["x", null, "x"] });
const options = [{}];

/** What is called without a frame, as methods of one name with it: what is new is found by itself, and by the first test. */
class Calls {
  DataFrame(columns: never, options: never) { return new DataFrame(columns, options); }
  Series(values: never, options: never) { return new Series(values, options); }
  fromRows(rows: never, options: never) { return DataFrame.fromRows(rows, options); }
  fromArrow(table: never) { return DataFrame.fromArrow(table); }
  fromArrowIpc(bytes: never) { return DataFrame.fromArrowIpc(bytes); }
  arraySplit(frame: never, n: never) { return arraySplit(frame, n); }
  concat(frames: never, options: never) { return concat(frames, options); }
  crosstab(index: never, columns: never, options: never) { return crosstab(index, columns, options); }
  cut(values: never, bins: never, options: never) { return cut(values, bins, options); }
  qcut(values: never, q: never, options: never) { return qcut(values, q, options); }
  factorize(values: never, options: never) { return factorize(values, options); }
  getDummies(values: never, options: never) { return getDummies(values, options); }
  toDatetime(values: never, options: never) { return toDatetime(values, options); }
  toNumeric(values: never, options: never) { return toNumeric(values, options); }
  trainTestSplit(frame: never, options: never) { return trainTestSplit(frame, options); }
  transformerFromJSON(json: never) { return framepool.transformerFromJSON(json); }
  ColumnTransformer(transformers: never, options: never) { return new ColumnTransformer(transformers, options); }
  KBinsDiscretizer(options: never) { return new KBinsDiscretizer(options); }
  LabelEncoder() { return new LabelEncoder(); }
  MinMaxScaler(options: never) { return new MinMaxScaler(options); }
  OneHotEncoder(options: never) { return new OneHotEncoder(options); }
  OrdinalEncoder(options: never) { return new OrdinalEncoder(options); }
  RobustScaler(options: never) { return new RobustScaler(options); }
  SimpleImputer(options: never) { return new SimpleImputer(options); }
  StandardScaler(options: never) { return new StandardScaler(options); }
}

const CALLS: Subject = {
  make: () => new Calls(),
  good: {
    DataFrame: [{ a: [1] }, {}], Series: [[1], {}], fromRows: [[{ a: 1 }], {}], arraySplit: [numbers, 2], concat: [[numbers], {}], crosstab: [texts.col("k"), texts.col("m"), { values: numbers.col("n"), aggfunc: "sum" }], cut: [[1, 2], [0, 5], {}], qcut: [[1, 2], [0, 1], {}], factorize: [["a"], {}],
    getDummies: [["a"], {}], toDatetime: [["2021-03-04"], {}], toNumeric: [["1"], {}], trainTestSplit: [numbers, {}], transformerFromJSON: [new MinMaxScaler().toJSON()],
    ColumnTransformer: [[["a", new StandardScaler(), ["n"]]], {}], KBinsDiscretizer: options, MinMaxScaler: options, OneHotEncoder: options, OrdinalEncoder: options, RobustScaler: options, SimpleImputer: options, StandardScaler: options,
  },
  taken: {
    "crosstab 2": ["undefined"], "Series 0": ["[]"], "DataFrame 0": ["{}"], "ColumnTransformer 0": ["[]"], "cut 1": ["number"], "qcut 1": ["number"], "toDatetime 0": ["[]"], "toNumeric 0": ["[]"], "factorize 0": ["[]"], "getDummies 0": ["[]"],
  },
  inner: ["fromArrow", "fromArrowIpc"],
};

/** A transformer that has learned of a frame, and its public methods. */
function learned(learner: Transformer, frame: DataFrame): [string, Subject] {
  return [learner.constructor.name, { make: () => learner.fit(frame), good: { fit: [frame], transform: [frame], fitTransform: [frame], ...(learner instanceof ColumnTransformer ? {} : { inverseTransform: [learner.fitTransform(frame)] }) } }];
}

const LEARNERS: Readonly<Record<string, Subject>> = Object.fromEntries([
  learned(new StandardScaler(), numbers), learned(new MinMaxScaler(), numbers), learned(new RobustScaler(), numbers), learned(new SimpleImputer({ addIndicator: true }), numbers), learned(new OrdinalEncoder(), numbers), learned(new OneHotEncoder(), texts),
  learned(new KBinsDiscretizer({ nBins: 2 }), numbers), learned(new ColumnTransformer([["a", new StandardScaler(), ["n"]]]), numbers),
  ["LabelEncoder", { make: () => new LabelEncoder().fit(["a", "b"]), good: { fit: [["a"]], transform: [["a"]], fitTransform: [["a"]], inverseTransform: [[0]] }, taken: Object.fromEntries(["fit", "transform", "fitTransform", "inverseTransform"].map((method) => [`${method} 0`, ["[]"]])) }],
]);

async function thrownBy(subject: Subject, method: string, args: readonly unknown[]): Promise<unknown> {
  try {
    await (subject.make() as Readonly<Record<string, Method>>)[method]!(...args);
    return null;
  } catch (error) {
    return error;
  }
}

describe("what is called without a frame", () => {
  it("is all here", () => {
    const exported = Object.entries(framepool).flatMap(([name, value]) => (typeof value === "function" ? [name] : []));
    expect(exported.filter((name) => !methodsOf({ make: CALLS.make, good: {} }).includes(name))).toEqual([]);
  });

  it.each(methodsOf(CALLS))("%s works, or says what is wrong", async (name) => {
    const faults: string[] = [];
    for (const call of callsOf(CALLS, name)) faults.push(judged(name, call, await thrownBy(CALLS, name, call.args)) ?? "");
    expect(faults.filter((fault) => fault !== "")).toEqual([]);
  });

  it.each(methodsOf(CALLS))("each option of %s works, or says what is wrong", async (name) => {
    const good = CALLS.good[name] ?? [];
    const found = await optionsOf((args) => (CALLS.make() as Readonly<Record<string, Method>>)[name]!(...args), good);
    if (found === null) return;
    const faults = unknownOptions(name, found.names);
    for (const call of callsOfOptions(name, good, found)) faults.push(judged(name, call, await thrownBy(CALLS, name, call.args)) ?? "");
    expect(faults.filter((fault) => fault !== "")).toEqual([]);
  });

  it("names what it was given for a Table or bytes of Arrow", async () => {
    for (const given of [7, null, {}, [], "zz"]) {
      expect(() => DataFrame.fromArrow(given as never)).toThrow(/^fromArrow takes an apache-arrow Table .*, not /);
      await expect(DataFrame.fromArrowIpc(given as never)).rejects.toThrow(/^fromArrowIpc takes bytes, a Uint8Array, not /);
    }
  });
});

describe.each(Object.entries(LEARNERS))("wrong arguments of %s", (label, subject) => {
  it.each(Object.keys(subject.good))("%s works, or says what is wrong", async (method) => {
    const faults: string[] = [];
    // Who is given it is named, not which of its methods.
    for (const call of callsOf(subject, method)) faults.push(judged(label, call, await thrownBy(subject, method, call.args)) ?? "");
    expect(faults.filter((fault) => fault !== "")).toEqual([]);
  });
});

describe("what lies deeper", () => {
  it("is told with the place where it lies", () => {
    const deeper: readonly (readonly [given: () => unknown, told: string])[] = [
      [() => texts.groupby("k").agg({ n: { column: 7, aggfunc: "count" } } as never), 'agg: the column of "n" is a column\'s name, not 7'],
      [() => cut([1, 2], [0, 1, 2], { labels: [1, true] as never }), "cut: a label is a text or a number, not true"],
      [() => getDummies(texts, { prefix: { k: 7 } as never }), 'getDummies: the prefix of "k" is a text, not 7'],
      [() => new DataFrame({ a: [1] }, { dtype: { a: 7 } as never }), 'DataFrame: the dtype of "a" is a text, not 7'],
      [() => new OneHotEncoder({ categories: { k: "ab" as never } }), 'OneHotEncoder: categories of column "k" are a list of its values, not "ab"'],
    ];
    for (const [given, told] of deeper) expect(given).toThrow(told);
    for (const given of [new Map([["a", [1]]]), new Date(0), new Series([1])]) expect(() => new DataFrame(given as never)).toThrow("new DataFrame takes columns by name, { a: [1, 2] }, not");
    class Options { get how() { return "left"; } }
    expect(() => texts.dropna(new Options() as never)).toThrow('dropna: how is "any" or "all", not "left"');
  });
});

describe("transformers", () => {
  it("say that they have learned nothing", () => {
    for (const learner of [new StandardScaler(), new MinMaxScaler(), new RobustScaler(), new SimpleImputer({ addIndicator: true }), new OrdinalEncoder(), new OneHotEncoder(), new KBinsDiscretizer()]) {
      expect(() => learner.transform(numbers)).toThrow(StateError);
      expect(() => learner.inverseTransform(numbers)).toThrow(`this ${learner.constructor.name} has learned nothing yet`);
    }
    expect(() => new LabelEncoder().transform(["a"])).toThrow("this LabelEncoder has learned nothing yet");
    expect(() => new ColumnTransformer([["a", new StandardScaler(), ["n"]]]).transform(numbers)).toThrow("this StandardScaler has learned nothing yet");
  });

  it("name a column that is not there, and one of another type", () => {
    const learned = new StandardScaler({ columns: ["n"] }).fit(numbers);
    expect(() => learned.transform(texts as never)).toThrow('no column "n"');
    expect(() => learned.transform(new DataFrame({ n: ["1", "2"] }) as never)).toThrow('StandardScaler needs numbers; column "n" is string');
    expect(() => new StandardScaler().fit(texts)).toThrow('StandardScaler needs numbers; column "k" is string');
    expect(() => new OrdinalEncoder().fit(texts).transform(new DataFrame({ k: [1], m: ["x"] }) as never)).toThrow(/OrdinalEncoder.*"k"/);
    expect(() => new OneHotEncoder().fit(texts).transform(new DataFrame({ k: ["c"], m: ["x"] }))).toThrow(/OneHotEncoder.*"k".*"c"/);
  });

  it("say which step is none", () => {
    const scaler = new StandardScaler();
    const made = (steps: unknown) => () => new ColumnTransformer(steps as never);
    expect(made([["a", scaler]])).toThrow('ColumnTransformer: step 0 is an array; give ["name", transformer, ["column"]]');
    expect(made([["a", "scale", ["n"]]])).toThrow('ColumnTransformer: step "a" has "scale" for its transformer; give one, "passthrough" or "drop"');
    expect(made([["a", StandardScaler, ["n"]]])).toThrow('ColumnTransformer: step "a" has a function for its transformer');
    expect(made([[7, scaler, ["n"]]])).toThrow("ColumnTransformer: the name of step 0 is a text, not 7");
    expect(made([["a", scaler, "n"]])).toThrow('ColumnTransformer: columns of step "a" is a list of column names, ["a", "b"], not "n"');
  });
});
