import { ColumnTransformer, concat, DataFrame, KBinsDiscretizer, LabelEncoder, MinMaxScaler, OneHotEncoder, OrdinalEncoder, RobustScaler, Series, SimpleImputer, StandardScaler, toDatetime, trainTestSplit, transformerFromJSON } from "@framepool/frame";
import { ArgumentError } from "@framepool/errors";
import fc from "fast-check";
import { describe, expect, it } from "vitest";

describe("transformers", () => {
  const df = new DataFrame({ n: [1, 2, null, 4], x: ["b", "a", null, "b"] });

  it("change their columns, and share the others", () => {
    const scaled = new StandardScaler({ columns: ["n"] }).fitTransform(df);
    expect(scaled.columns).toEqual(["n", "x"]);
    expect(scaled.col("x").toList()).toEqual(["b", "a", null, "b"]);
    expect(df.col("n").toList()).toEqual([1, 2, null, 4]);
  });

  it("say what is wrong, by name", () => {
    expect(() => new StandardScaler().transform(df)).toThrow("this StandardScaler has learned nothing yet");
    expect(() => new LabelEncoder().transform(["a"])).toThrow("learned nothing yet");
    expect(() => new StandardScaler().fit(df)).toThrow('StandardScaler needs numbers; column "x" is string');
    expect(() => new StandardScaler({ columns: ["nn"] }).fit(df)).toThrow('no column "nn"; did you mean "n"?');
    expect(() => new MinMaxScaler({ columns: ["n"] }).fit(df).transform(df.drop("n"))).toThrow('no column "n"');
    expect(() => new MinMaxScaler({ featureRange: [1, 0] })).toThrow("must rise");
    expect(() => new RobustScaler({ quantileRange: [80, 20] })).toThrow("rises from 0 to 100");
    expect(() => new OrdinalEncoder().fit(df.select(["x"])).transform(new DataFrame({ x: ["a", "q"] }))).toThrow('OrdinalEncoder: column "x", row 1: "q" was not there when it was fitted');
    expect(() => new OneHotEncoder({ columns: ["x"] }).fit(df).transform(new DataFrame({ x: ["q"] }))).toThrow('row 0: "q"');
    expect(() => new OrdinalEncoder({ handleUnknown: "useEncodedValue" })).toThrow("unknownValue is given with");
    expect(() => new LabelEncoder().fit(["a"]).inverseTransform([1])).toThrow("there are 1 categories, and no number 1");
    expect(() => new SimpleImputer({ strategy: "mode" as never })).toThrow('strategy is "mean", "median", "mostFrequent" or "constant", not "mode"');
    expect(() => new SimpleImputer().fit(df.select(["n"])).inverseTransform(df)).toThrow("only with addIndicator");
    expect(() => new KBinsDiscretizer({ nBins: 1 })).toThrow("whole number from 2");
    expect(() => new ColumnTransformer([["a", "drop", []], ["a", "drop", []]])).toThrow("have one name");
    expect(() => new ColumnTransformer([]).inverseTransform(df)).toThrow("no inverse");
    expect(() => StandardScaler.fromJSON("{}")).toThrow("takes what StandardScaler.toJSON gave");
    expect(() => StandardScaler.fromJSON(new MinMaxScaler())).toThrow("takes what StandardScaler.toJSON gave");
    expect(() => transformerFromJSON({ transformer: "constructor" })).toThrow("transformerFromJSON takes what toJSON of a transformer gave");
  });

  it("learn of parts without rows, but not of no rows at all", () => {
    const some = new DataFrame({ a: [1, 4] }, { dtype: "float64" });
    const none = some.head(0);
    for (const make of [() => new StandardScaler(), () => new MinMaxScaler(), () => new RobustScaler(), () => new KBinsDiscretizer(), () => new OneHotEncoder(), () => new OrdinalEncoder(), () => new SimpleImputer()]) {
      const learner = make();
      expect(() => learner.fit(none)).toThrow(ArgumentError);
      expect(() => learner.fit(none)).toThrow(`${learner.constructor.name}: there are no rows to learn from`);
      expect(() => learner.finish(learner.merge(learner.partial(none), learner.partial(none)))).toThrow("no rows to learn from");
      const parts = learner.merge(learner.partial(none), learner.merge(learner.partial(some), learner.partial(none)));
      expect(learner.finish(parts).toJSON()).toEqual(make().fit(some).toJSON());
      expect(learner.transform(none).numRows).toBe(0);
    }
    expect(() => new ColumnTransformer([["n", new MinMaxScaler(), ["a"]]]).fit(none)).toThrow("MinMaxScaler: there are no rows to learn from");
  });

  it("learn of columns that are only missing without failing", () => {
    const missing = new DataFrame({ a: [null, null] }, { dtype: "float64" });
    for (const rows of [missing, missing.head(1)]) {
      for (const make of [() => new StandardScaler(), () => new MinMaxScaler(), () => new RobustScaler(), () => new KBinsDiscretizer({ encode: "ordinal" })]) {
        expect(make().fitTransform(rows).col("a").toList()).toEqual(rows.toColumns().a);
        expect(transformerFromJSON(JSON.stringify(make().fit(rows))).transform(rows).numRows).toBe(rows.numRows);
      }
    }
    const nothing = new DataFrame({ x: [null, null] });
    expect(new OrdinalEncoder({ categories: { x: ["b", "a"] } }).fit(nothing).inverseTransform(new DataFrame({ x: [1, 0] })).toColumns()).toEqual({ x: ["a", "b"] });
    expect(new OneHotEncoder({ categories: { x: ["b", "a"] } }).fit(nothing).transform(new DataFrame({ x: ["a"] })).toColumns()).toEqual({ x_b: [0], x_a: [1] });
    const scaler = new StandardScaler();
    expect(() => scaler.merge(scaler.partial(missing), [])).toThrow('only one of the parts to merge has learned of column "a"');
    expect(new OrdinalEncoder().fitTransform(missing).toColumns()).toEqual({ a: [null, null] });
    expect(new OneHotEncoder().fitTransform(missing).columns).toEqual(["a_nan"]);
  });

  it("give back integers, dates and wide numbers as what they were, through JSON", () => {
    const odd = new DataFrame({ i: [3, 1], d: [new Date(5), new Date(1)], w: [2n ** 60n, 1n], b: [true, false], __proto__x: ["p", "q"] });
    const encoder = OrdinalEncoder.fromJSON(JSON.stringify(new OrdinalEncoder().fit(odd)));
    expect(encoder.inverseTransform(encoder.transform(odd)).toColumns()).toEqual(odd.toColumns());
    expect(encoder.inverseTransform(encoder.transform(odd)).dtypes).toEqual(odd.dtypes);
    const hot = OneHotEncoder.fromJSON(JSON.stringify(new OneHotEncoder().fit(odd)));
    expect(hot.inverseTransform(hot.transform(odd)).toColumns()).toEqual(odd.toColumns());
    expect(hot.featureNames.slice(0, 2)).toEqual(["i_1", "i_3"]);
  });

  it("fill with a duration finer than a millisecond, through JSON too", () => {
    const [fine, other] = ["2021-03-04T00:00:00.0000005", "2021-03-04T00:00:00.0000015"];
    const waits = (texts: readonly (string | null)[]): DataFrame => new DataFrame({ d: toDatetime(new Series(texts)).sub(new Date("2021-03-04")) });
    for (const texts of [[fine, other, null, fine], [other, fine, null]]) { // of as many the least
      const imputer = new SimpleImputer({ strategy: "mostFrequent" }).fit(waits(texts));
      for (const fitted of [imputer, transformerFromJSON(JSON.stringify(imputer))]) {
        const filled = fitted.transform(waits([null, other])).col("d");
        expect([filled.dtype, filled.astype("string").toList()]).toEqual(["duration", ["0 days 00:00:00.000000500", "0 days 00:00:00.000001500"]]);
      }
    }
  });

  it("take categories as the text they are, also in parts with dictionaries of their own", () => {
    const parts = [["b", "a"], ["c", null, "a"]].map((cells) => new DataFrame({ x: cells }, { dtype: "category" }));
    const whole = concat(parts);
    const text = whole.astype("string");
    for (const make of [() => new OneHotEncoder(), () => new OrdinalEncoder(), () => new SimpleImputer({ strategy: "mostFrequent" })]) {
      const expected = make().fitTransform(text).toColumns();
      expect(make().fitTransform(whole).toColumns()).toEqual(expected);
      const learner = make();
      const fitted = learner.finish(learner.merge(learner.partial(parts[0]!), learner.partial(parts[1]!)));
      expect(fitted.transform(whole).toColumns()).toEqual(expected);
      expect(transformerFromJSON(JSON.stringify(fitted)).transform(text).toColumns()).toEqual(expected);
    }
    const encoder = new OrdinalEncoder().fit(whole);
    expect(encoder.inverseTransform(encoder.transform(whole)).toColumns()).toEqual(whole.toColumns());
    expect(new LabelEncoder().fitTransform(whole.col("x")).toList()).toEqual([1, 0, 2, 3, 0]);
    expect(trainTestSplit(concat([whole, whole]), { testSize: 5, seed: 1, stratify: "x" })[0].numRows).toBe(5);
  });

  it("learn the same bits from parts of the rows, however they are cut and in whatever order they merge", () => {
    fc.assert(fc.property(fc.array(fc.option(fc.double({ noNaN: true, min: -1e12, max: 1e12 })), { minLength: 1, maxLength: 30 }), fc.nat(), fc.nat(), (cells, i, j) => {
      const rows = new DataFrame({ a: cells }, { dtype: "float64" });
      const [from, to] = [i % (cells.length + 1), j % (cells.length + 1)].sort((a, b) => a - b) as [number, number];
      const parts = [rows.slice(0, from), rows.slice(from, to), rows.slice(to)];
      for (const make of [() => new StandardScaler(), () => new MinMaxScaler(), () => new RobustScaler(), () => new KBinsDiscretizer({ strategy: "kmeans" }), () => new SimpleImputer({ strategy: "mostFrequent" }), () => new OrdinalEncoder()]) {
        const learner = make();
        const [x, y, z] = parts.map((part) => learner.partial(part));
        const whole = JSON.stringify(make().fit(rows));
        expect(JSON.stringify(make().finish(learner.merge(learner.merge(x!, y!), z!)))).toBe(whole);
        expect(JSON.stringify(make().finish(learner.merge(z!, learner.merge(y!, x!))))).toBe(whole);
      }
    }), { numRuns: 60 });
  });

  it("keep labels apart that are missing, and refuse them where none was", () => {
    expect(new LabelEncoder().fitTransform(["b", null, "a"]).toList()).toEqual([1, 2, 0]);
    expect(() => new LabelEncoder<string | null>().fit(["a"]).transform([null])).toThrow("row 0 is missing");
  });
});

describe("trainTestSplit", () => {
  const df = new DataFrame({ i: Array.from({ length: 100 }, (_, i) => i), y: Array.from({ length: 100 }, (_, i) => (i % 10 === 0 ? "rare" : "common")) });

  it("divides the rows: every one is in one part, as many as scikit-learn would take", () => {
    for (const [options, sizes] of [[{}, [75, 25]], [{ testSize: 0.333 }, [66, 34]], [{ testSize: 7 }, [93, 7]], [{ trainSize: 0.333 }, [33, 67]], [{ trainSize: 10, testSize: 0.111 }, [10, 12]]] as const) {
      const [train, test] = trainTestSplit(df, { ...options, seed: 3 });
      expect([train.numRows, test.numRows]).toEqual(sizes);
      expect(new Set([...train.col("i"), ...test.col("i")].map(Number)).size).toBe(sizes[0] + sizes[1]);
    }
  });

  it("draws the same rows for a seed, and others for another", () => {
    const rows = (seed: number) => trainTestSplit(df, { seed })[1].col("i").toList();
    expect(rows(1)).toEqual(rows(1));
    expect(rows(1)).not.toEqual(rows(2));
  });

  it("keeps the proportions of the values that it is stratified by", () => {
    for (const stratify of ["y", df.col("y")] as const) {
      const [train, test] = trainTestSplit(df, { testSize: 0.2, seed: 5, stratify });
      expect([train, test].map((part) => part.filter(part.col("y").eq("rare")).numRows)).toEqual([8, 2]);
      expect(new Set([...train.col("i"), ...test.col("i")]).size).toBe(100);
    }
  });

  it("refuses what cannot be", () => {
    expect(() => trainTestSplit(df, { testSize: 1.5 })).toThrow("testSize is a part between 0 and 1");
    expect(() => trainTestSplit(df, { testSize: 100 })).toThrow("fewer rows than the 100");
    expect(() => trainTestSplit(df, { testSize: 0.6, trainSize: 0.6 })).toThrow("are more than the 100");
    expect(() => trainTestSplit(df.head(1))).toThrow("none is left to train with");
    expect(() => trainTestSplit(df, { shuffle: false, stratify: "y" })).toThrow("stratify draws rows");
    expect(() => trainTestSplit(df, { stratify: "i" })).toThrow("is there once only");
    expect(() => trainTestSplit(df, { stratify: new Series([1]) })).toThrow("1 row, the frame has 100 rows");
  });
});
