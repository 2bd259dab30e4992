import { readFileSync } from "node:fs";
import {
  ColumnTransformer, concat, DataFrame, KBinsDiscretizer, LabelEncoder, MinMaxScaler, OneHotEncoder, OrdinalEncoder, RobustScaler, SimpleImputer, StandardScaler, transformerFromJSON, type Cell, type DType, type Transformer,
} from "@framepool/frame";
import { describe, expect, it } from "vitest";
import { decoded, type Json } from "./support/decoded.js";

// What scikit-learn 1.9 gives: pandas/make-learn-cases.py.
type Columns = Record<string, Cell[]>;
interface Case {
  title: string; transformer: string; options: object; train: Json; test: Json; dtypes: Record<string, DType>; expected: Json; attributes: Record<string, Json>; inverse?: Json;
  values: (string | number | boolean)[]; codes: number[]; classes: Cell[];
}

const cases = JSON.parse(readFileSync(new URL("pandas/learn-cases.json", import.meta.url), "utf8")) as Case[];
const ofColumns = cases.filter(({ transformer }) => transformer !== "LabelEncoder" && transformer !== "ColumnTransformer");
const MAKE: Record<string, new (options: object) => Transformer> = { KBinsDiscretizer, MinMaxScaler, OneHotEncoder, OrdinalEncoder, RobustScaler, SimpleImputer, StandardScaler };

describe("as in scikit-learn", () => {
  it.each(ofColumns.map((each) => [each.title, each] as const))("%s", (_, { transformer, options, train, test, dtypes, expected, attributes, inverse }) => {
    const fitted = new MAKE[transformer]!(options).fit(frame(train, dtypes));
    const result = fitted.transform(frame(test, dtypes));
    expect(near(cellsOf(result))).toEqual(near(decoded(expected)));
    for (const [name, value] of Object.entries(attributes)) expect([name, near(Reflect.get(fitted, name))]).toEqual([name, near(decoded(value))]);
    if (inverse !== undefined) expect(near(cellsOf(fitted.inverseTransform(result)))).toEqual(near(decoded(inverse)));
  });

  it.each(ofColumns.map((each) => [each.title, each] as const))("%s: the same from JSON, and from parts of the rows", (_, { transformer, options, train, test, dtypes }) => {
    const rows = frame(train, dtypes);
    const whole = new MAKE[transformer]!(options).fit(rows);
    const given = frame(test, dtypes);
    const result = cellsOf(whole.transform(given));
    const text = JSON.stringify(whole);
    expect(cellsOf(transformerFromJSON(text).transform(given))).toEqual(result);
    expect(JSON.stringify(transformerFromJSON(text))).toBe(text);
    for (const cut of [0, 1, 3].filter((row) => row <= rows.numRows)) {
      const parted = new MAKE[transformer]!(options);
      const parts = [rows.slice(cut), rows.slice(0, cut)].map((part) => structuredClone(parted.partial(part)));
      parted.finish(parted.merge(parts[1]!, parts[0]!));
      expect(JSON.stringify(parted)).toBe(text);
    }
    const pieces = concat([rows.slice(0, 1), rows.slice(1)]);
    expect(JSON.stringify(new MAKE[transformer]!(options).fit(pieces))).toBe(text);
  });

  it.each(cases.filter(({ transformer }) => transformer === "LabelEncoder").map((each) => [each.title, each] as const))("%s", (_, { values, codes, classes }) => {
    const encoder = new LabelEncoder().fit(values as Cell[]);
    expect(encoder.transform(values).toList()).toEqual(codes);
    expect(encoder.classes).toEqual(classes);
    expect(LabelEncoder.fromJSON(JSON.stringify(encoder)).inverseTransform(codes).toList()).toEqual(values);
  });

  it.each(cases.filter(({ transformer }) => transformer === "ColumnTransformer").map((each) => [each.title, each] as const))("%s", (_, { options, train, dtypes, expected }) => {
    const combined = new ColumnTransformer([["num", new StandardScaler(), ["Fare", "Age"]], ["cat", new OneHotEncoder(), ["Sex"]]], options);
    const rows = frame(train, dtypes);
    const result = combined.fitTransform(rows);
    expect(result.columns).toEqual(Object.keys(expected as object));
    expect(near(cellsOf(result))).toEqual(near(decoded(expected)));
    expect(cellsOf(ColumnTransformer.fromJSON(JSON.stringify(combined)).transform(rows))).toEqual(cellsOf(result));
  });
});

function frame(columns: Json, dtypes: Record<string, DType>): DataFrame {
  return new DataFrame(decoded(columns) as Columns, { dtype: dtypes });
}

function cellsOf(result: DataFrame): unknown {
  return Object.fromEntries(result.columns.map((name) => [name, result.col(name).toList()]));
}

/** Numbers to eleven digits, without the sign of a zero; what was learned of nothing is null in the table. */
function near(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(near);
  if (Number.isNaN(value)) return null;
  if (typeof value === "number") return Math.abs(value) < 1e-13 ? 0 : Number(value.toPrecision(11));
  return typeof value === "object" && value !== null ? Object.fromEntries(Object.entries(value).map(([key, part]) => [key, near(part)])) : value;
}
