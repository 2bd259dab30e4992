import { describe, expect, it } from "vitest";
import { ArgumentError, ParallelError } from "@framepool/errors";
import { ColumnTransformer, DataFrame, KBinsDiscretizer, LabelEncoder, MinMaxScaler, OneHotEncoder, OrdinalEncoder, RobustScaler, Series, SimpleImputer, StandardScaler, transformerFromJSON, type Transformer } from "@framepool/frame";
import { parallel } from "@framepool/parallel";
import { Pool, task } from "@framepool/pool";
import { EFFORT, Seeded } from "../support/seeded.js";

const df = new DataFrame({
  n: [1, 2, 3, 4], x: [1, 1 + 1e-9, 0, 7], text: ["a", "b", "a", null], f: [0.5, null, 2.5, 1e300], when: [new Date(0), new Date(86_400_000), null, new Date(0)], flag: [true, false, null, true],
  label: new Series(["x", "y", "x", null], { dtype: "category" }), big: new Series([2n ** 60n, 1n, null, 3n], { dtype: "int64", int64: "bigint" }),
});
/** What code in JSON would do if it ran. */
const PWNED = "globalThis.pwned = true";
const ran = (): boolean => "pwned" in globalThis || "pwned" in {};

/** A value of JSON as somebody hostile would write it. */
const HOSTILE: readonly string[] = [`"() => { ${PWNED} }"`, `"\${${PWNED}}"`, `"import('data:text/javascript,${PWNED}')"`, '{"__proto__":{"pwned":true}}', '{"constructor":{"prototype":{"pwned":true}}}', '{"toString":"x","valueOf":1,"toJSON":1,"then":1}', '{"length":4294967296}', "null", "true", '"__proto__"', '"constructor"', "-1", "1e308", "[]", "{}", "[[[[[[]]]]]]", '{"framepool.form":"module","url":"data:text/javascript,0","name":"x"}'];

/** Values that stand in such JSON, at other places. */
const PLAUSIBLE: readonly string[] = ['{"date":0}', '{"date":1e15}', '{"bigint":"7"}', '{"bigint":"99999999999999999999"}', '{"number":"NaN"}', '{"number":"-Infinity"}', "0", "2", "3", "64", "0.5", "false", '"int"', '"utf8"', '"timestamp"', '"dictionary"', '"bool"', '"ns"', '"a"', '""', "[1,2]", '["n","n"]', '{"kind":"bool"}', '"drop"', '"float64"', '"category"'];

describe("a plan and a report", () => {
  it("hold no code, and are data when they are read again", async () => {
    const pipe = parallel(df, { backend: "inline" }).apply(task({ secret: "captured" }, function double(row: { n: number | null }, { secret }) { return { n: row.n! * 2, secret: secret.length }; })).sortValues("n");
    const plan = JSON.stringify(await pipe.explain());
    const { report } = await pipe.run();
    for (const text of [plan, JSON.stringify(report)]) expect(text).not.toMatch(/row\.n|captured|=>/);
    expect(JSON.parse(plan)).toMatchObject({ steps: [{ op: "apply", function: "double" }, { op: "sortValues" }] });
    expect(JSON.parse(JSON.stringify(report))).toEqual(report);
  });

  it("are no functions where functions are asked for, whatever they say to be", async () => {
    const step: unknown = JSON.parse(JSON.stringify((await parallel(df).apply((row) => row.n).explain()).toJSON().steps[0]));
    const forged: readonly unknown[] = [
      step,
      ...HOSTILE.map((text) => JSON.parse(text) as unknown).filter((value) => typeof value === "object" && value !== null),
      { id: "x", name: "x", captures: null, body: { kind: "source", source: `() => { ${PWNED} }`, stackFile: "x" } },
      { id: "x", name: "default", captures: null, body: { kind: "module", url: `data:text/javascript,export default () => { ${PWNED} }`, name: "default", context: true, required: false } },
    ];
    const pool = new Pool({ processes: 1, backend: "inline" });
    for (const each of forged) {
      for (const run of [() => parallel(df, { backend: "inline" }).apply(each as never).collect(), () => parallel(df, { backend: "inline" }).groupby("text").apply(each as never).collect(), () => pool.map(each as never, [1]), () => parallel(df, { backend: "inline", initializer: each as never }).collect()]) {
        // Thrown at once, or when it runs.
        await expect((async () => run())()).rejects.toBeInstanceOf(ArgumentError);
      }
      if (each !== step) await expect((async () => parallel(df, { backend: "inline", onError: each as never }).apply((row) => row.n!.toFixed()).collect())()).rejects.toBeInstanceOf(ParallelError);
    }
    await pool.terminate();
    expect(ran()).toBe(false);
  });
});

describe("JSON of a fitted transformer", () => {
  const fitted: readonly { toJSON(): unknown }[] = [
    new StandardScaler({ columns: ["n"] }).fit(df), new MinMaxScaler({ columns: ["n"] }).fit(df), new RobustScaler({ columns: ["n"] }).fit(df), new KBinsDiscretizer({ columns: ["n"], nBins: 2 }).fit(df),
    new OneHotEncoder({ columns: ["text"] }).fit(df), new OrdinalEncoder({ columns: ["text"] }).fit(df), new SimpleImputer({ columns: ["n"] }).fit(df),
    new KBinsDiscretizer({ columns: ["n", "f"], nBins: { n: 2, f: 3 }, encode: "ordinal", strategy: "uniform" }).fit(df), new SimpleImputer({ strategy: "constant", fillValue: "x", columns: ["text"], addIndicator: true }).fit(df),
    new OneHotEncoder({ columns: ["when", "label", "flag", "big"], drop: "ifBinary", dtype: "int8", handleUnknown: "ignore" }).fit(df), new OrdinalEncoder({ columns: ["text"], categories: { text: ["a", "b", null] }, handleUnknown: "useEncodedValue", unknownValue: -1 }).fit(df),
    new ColumnTransformer([["num", new StandardScaler(), ["n", "f"]], ["cat", new OneHotEncoder(), ["text"]], ["rest", "passthrough", ["flag"]], ["gone", "drop", ["big"]]], { remainder: "passthrough" }).fit(df),
    // All numbers of a column so close together that there is one edge, and edges that are no numbers.
    new KBinsDiscretizer({ columns: ["x"] }).fit(new DataFrame({ x: [1, 1 + 1e-9] })), new KBinsDiscretizer({ columns: ["x"], strategy: "uniform" }).fit(new DataFrame({ x: [-Infinity, 1, Infinity] })),
    new LabelEncoder().fit(df.col("text")),
  ];
  const read = (text: string): Transformer | LabelEncoder => (text.startsWith('{"transformer":"LabelEncoder"') ? LabelEncoder.fromJSON(text) : transformerFromJSON(text));

  it("with anything else in its place is an error of ours, or a transformer that works; it runs nothing, and changes nothing that others have", () => {
    const random = new Seeded(7);
    const texts = fitted.map((each) => JSON.stringify(each));
    const told = new Set<string>();
    let whole = 0;
    for (let i = 0; i < 1500 * EFFORT; i++) {
      let text = random.pick(texts);
      for (let times = 1 + random.below(3); times > 0; times--) text = mutated(text, random);
      try {
        const made = read(text);
        // What was read is what it writes again.
        const again = JSON.stringify(made);
        expect(JSON.stringify(read(again))).toBe(again);
        const out = made instanceof LabelEncoder ? made.transform(df.col("text")) : made.transform(df);
        expect(out instanceof DataFrame ? out.toRows().length : [...out].length).toBe(4);
        if (made instanceof LabelEncoder) made.inverseTransform(out as Series<number>);
        else made.inverseTransform(out as DataFrame);
        whole++;
      } catch (error) {
        if (!(error instanceof ParallelError)) throw Object.assign(new Error(`${text}: no error of ours`, { cause: error }));
        told.add(error.message.slice(0, 60));
      }
      expect(ran()).toBe(false);
    }
    expect(whole).toBeGreaterThan(0);
    expect(told.size).toBeGreaterThan(50);
  });

  it("says where it is wrong", () => {
    const text = JSON.stringify(fitted[0]);
    expect(() => transformerFromJSON(text.replace(/"mean":[\d.]+/, '"mean":"2"'))).toThrow('StandardScaler.fitted[0][1].mean is "2"; it must be a number, as toJSON gives it');
    expect(() => transformerFromJSON(text.replace('"withStd":true', '"withStd":{}'))).toThrow("StandardScaler.options.withStd is an object; it must be true or false");
    expect(() => transformerFromJSON(text.replace('"withStd":true', '"x":1'))).toThrow("StandardScaler.options.withStd is missing");
    let deep = '"drop"';
    for (let i = 0; i < 20_000; i++) deep = `{"transformer":"ColumnTransformer","options":{"steps":[["s",${deep},[]]],"remainder":"drop","verboseFeatureNamesOut":true},"fitted":null}`;
    expect(() => transformerFromJSON(deep)).toThrow("no more than 100 transformers deep");
  });

  it("is whole again, whatever was fitted", () => {
    for (const each of fitted) {
      const made = read(JSON.stringify(each));
      expect(made.toJSON()).toEqual(each.toJSON());
      if (made instanceof LabelEncoder) expect([...made.transform(df.col("text"))]).toEqual([...(each as LabelEncoder).transform(df.col("text"))]);
      else expect(made.transform(df).toRows()).toEqual((each as Transformer).transform(df).toRows());
    }
  });

  it("that is none is an error of ours", () => {
    for (const text of [...HOSTILE, "{", "", '{"transformer":{"toString":1}}', '{"transformer":"constructor"}']) {
      expect(() => transformerFromJSON(text)).toThrow(ArgumentError);
      expect(() => LabelEncoder.fromJSON(text)).toThrow(ArgumentError);
    }
  });
});

/** The text with one of its values, or a part of it, become another. */
function mutated(text: string, random: Seeded): string {
  const values = [...text.matchAll(/"(?:[^"\\]|\\.)*"|-?\d+(?:\.\d+)?|true|false|null|\[\]|\{\}/g)];
  const { index, 0: found } = random.pick(values);
  const isKey = text[index + found.length] === ":";
  const other = isKey ? random.pick(['"__proto__"', '"x"', '"constructor"']) : random.pick(random.below(2) === 0 ? HOSTILE : PLAUSIBLE);
  return text.slice(0, index) + other + text.slice(index + found.length);
}
