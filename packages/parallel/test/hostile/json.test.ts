import { describe, expect, it } from "vitest";
import { ArgumentError, ParallelError } from "@framepool/errors";
import { DataFrame, KBinsDiscretizer, LabelEncoder, MinMaxScaler, OneHotEncoder, OrdinalEncoder, RobustScaler, SimpleImputer, StandardScaler, transformerFromJSON, type Transformer } from "@framepool/frame";
import { parallel } from "@framepool/parallel";
import { Pool, task } from "@framepool/pool";
import { EFFORT, Seeded } from "../support/seeded.js";

const df = new DataFrame({ n: [1, 2, 3, 4], text: ["a", "b", "a", null] });
/** What code in JSON would do if it ran. */
const PWNED = "globalThis.pwned = true";
const ran = (): boolean => "pwned" in globalThis || "pwned" in {};

/** A value of JSON as somebody hostile would write it. */
const HOSTILE: readonly string[] = [`"() => { ${PWNED} }"`, `"\${${PWNED}}"`, `"import('data:text/javascript,${PWNED}')"`, '{"__proto__":{"pwned":true}}', '{"constructor":{"prototype":{"pwned":true}}}', '{"toString":"x","valueOf":1,"toJSON":1,"then":1}', '{"length":4294967296}', "null", "true", '"__proto__"', '"constructor"', "-1", "1e308", "[]", "{}", "[[[[[[]]]]]]", '{"framepool.form":"module","url":"data:text/javascript,0","name":"x"}'];

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
  ];

  it("with anything else in its place runs nothing, and changes nothing that others have", () => {
    const random = new Seeded(7);
    const texts = fitted.map((each) => JSON.stringify(each));
    let errors = 0;
    for (let i = 0; i < 400 * EFFORT; i++) {
      const text = mutated(random.pick(texts), random);
      try {
        const made = transformerFromJSON(text) as Transformer;
        made.transform(df);
      } catch (error) {
        errors++;
        expect(error).toBeInstanceOf(Error);
      }
      expect(ran()).toBe(false);
    }
    expect(errors).toBeGreaterThan(0);
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
  const other = isKey ? random.pick(['"__proto__"', '"x"', '"constructor"']) : random.pick(HOSTILE);
  return text.slice(0, index) + other + text.slice(index + found.length);
}
