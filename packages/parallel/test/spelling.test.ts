import { DataFrame, SimpleImputer } from "@framepool/frame";
import { scanCsv, type Pipeline, type PipelineOptions } from "@framepool/parallel";
import fc from "fast-check";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { runs } from "../../../scripts/runs.mjs";

const folder = mkdtempSync(join(tmpdir(), "framepool-"));
afterAll(() => { rmSync(folder, { recursive: true }); });

// Cells that can be spelled in several ways: whether they are written as they came in must not depend on the part they are in.
const CELLS = {
  n: ["7", "007", "+5", "-0", "", "NA", '"3"', "12"],
  x: ["5.0", "1e3", "2.50", "", "NaN", "-0.0", ".5", "7"],
  t: ["a", '"a"', '"b,c"', "", "NA", "é", '"say ""x"""'],
  b: ["True", "true", "FALSE", "", "NA"],
};

const anyText = fc
  .array(fc.record({ n: fc.constantFrom(...CELLS.n), x: fc.constantFrom(...CELLS.x), t: fc.constantFrom(...CELLS.t), b: fc.constantFrom(...CELLS.b) }), { minLength: 1, maxLength: 14 })
  .map((rows) => `n,x,t,b\n${rows.map(({ n, x, t, b }) => `${n},${x},${t},${b}\n`).join("")}`);

type Pipe = Pipeline<{ n: number | null; x: number | null; t: string | null; b: boolean | null }>;
const imputer = new SimpleImputer({ columns: ["n", "x"] }).fit(new DataFrame({ n: [1, 3], x: [0.5, 1.5] }));
const lookup = new DataFrame({ t: ["a", "é", "z"], size: [1, null, 3] });

/** What can be done to a column of each kind, and changes some of its cells. */
const STEPS: Readonly<Record<string, (pipe: Pipe) => unknown>> = {
  "fillna by name": (pipe) => pipe.fillna({ n: 1, x: 0.5, t: "none" }),
  "fillna of a kind": (pipe) => pipe.fillna({ b: true }),
  "fillna with another type": (pipe) => pipe.fillna({ n: 0.5 }),
  "replace a number": (pipe) => pipe.replace(7, 8),
  "replace a text": (pipe) => pipe.replace("a", "d"),
  "replace by column": (pipe) => pipe.replace({ x: { 5: 6 } }),
  "replace a pattern": (pipe) => pipe.replace(/^b/, "d"),
  "replace what is missing": (pipe) => pipe.replace({ n: new Map([[null, 3]]), x: new Map([[null, 3]]) } as never),
  round: (pipe) => pipe.round(1),
  ffill: (pipe) => pipe.ffill(),
  "ffill of one": (pipe) => pipe.ffill({ limit: 1 }),
  bfill: (pipe) => pipe.bfill(),
  interpolate: (pipe) => pipe.select(["n", "x"]).interpolate(),
  clip: (pipe) => pipe.select(["n", "x"]).clip(1, 6),
  where: (pipe) => pipe.where((part) => part.notna(), null),
  dropna: (pipe) => pipe.dropna({ subset: ["n"] }),
  astype: (pipe) => pipe.astype({ x: "float64", t: "category" }),
  rename: (pipe) => pipe.rename({ n: "m" }),
  sort: (pipe) => pipe.sortValues(["x", "t"]),
  distinct: (pipe) => pipe.dropDuplicates({ subset: ["n"] }),
  merge: (pipe) => pipe.merge(lookup as never, { on: "t", how: "left" } as never),
  "merge of all": (pipe) => pipe.merge(lookup as never, { on: "t", how: "outer" } as never),
  "merge, right": (pipe) => pipe.merge(lookup as never, { on: "t", how: "right" } as never),
  "groups filled": (pipe) => pipe.assign({ x: pipe.groupby("t", { dropna: false } as never).col("x").ffill() } as never),
  mask: (pipe) => pipe.mask((part) => part.isna(), null),
  "toNumeric": (pipe) => pipe.assign({ t: pipe.col("t").toNumeric({ errors: "coerce" }) } as never),
  "text in lower case": (pipe) => pipe.assign({ t: pipe.col("t").str.lower() } as never),
  "a column filled": (pipe) => pipe.assign({ n: pipe.col("n").fillna(3) } as never),
  "a column cut": (pipe) => pipe.assign({ x: pipe.col("x").clip(1) } as never),
  largest: (pipe) => pipe.nlargest(4, "x"),
  filter: (pipe) => pipe.filter({ mask: (part) => part.col("t").notna() as never }),
  assign: (pipe) => pipe.assign({ m: (part: DataFrame<{ n: number | null }>) => part.col("n").add(1) } as never),
  "an imputer": (pipe) => pipe.transform(imputer),
  tail: (pipe) => pipe.tail(5),
};

describe("what is written", () => {
  it.each(Object.keys(STEPS))("is spelled in the same way wherever a file is cut: %s", async (name) => {
    let tried = 0;
    let written = 0;
    await fc.assert(fc.asyncProperty(anyText, fc.constantFrom(1, 12, 30), fc.option(fc.constantFrom(...Object.keys(STEPS)), { freq: 2 }), fc.integer({ min: 0, max: 19 }), async (text, partitionBytes, next, threads) => {
      const texts = [];
      const inParts: PipelineOptions = threads === 0 ? { workers: 2 } : { backend: "inline" };
      for (const options of [{ backend: "inline", partitionBytes: "1MiB" } as const, { ...inParts, partitionBytes }]) {
        const target = join(folder, `${String(tried++)}.csv`);
        try {
          const pipe = STEPS[name]!(scanCsv(Buffer.from(text), options) as unknown as Pipe);
          await ((next === null ? pipe : STEPS[next]!(pipe as Pipe)) as Pipe).toCsv(target);
          texts.push(readFileSync(target, "utf8"));
          rmSync(target);
          written++;
        } catch (error) {
          texts.push((error as Error).message);
        }
      }
      expect(texts[1]).toBe(texts[0]);
    }), { numRuns: runs(40) });
    expect(written).toBeGreaterThan(tried / 3);
  });
});
