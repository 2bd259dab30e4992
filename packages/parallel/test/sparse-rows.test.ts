import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterAll, describe, expect, it } from "vitest";
import { FrameError, SchemaMismatchError } from "@framepool/errors";
import { DataFrame, StandardScaler } from "@framepool/frame";
import { scanRows, type Pipeline, type PipelineOptions } from "@framepool/parallel";
import { differences } from "./support/frames.js";
import { anyWorkers } from "./support/pools.js";
import { runs } from "../../../scripts/runs.mjs";

const folder = mkdtempSync(join(tmpdir(), "framepool-sparse-"));
afterAll(() => rmSync(folder, { recursive: true }));

type Rows = readonly Record<string, unknown>[];

const orNone = <T>(cells: fc.Arbitrary<T>) => fc.option(cells, { nil: null });
/** Rows of which each has some of the keys, in an order of its own. */
const anyRows: fc.Arbitrary<Rows> = fc.array(
  fc
    .record({ k: orNone(fc.constantFrom("p", "q", "r")), a: orNone(fc.integer({ min: 0, max: 4 })), b: orNone(fc.oneof(fc.integer({ min: 0, max: 3 }), fc.constantFrom(0.5, 1e12))), c: orNone(fc.boolean()), t: orNone(fc.constantFrom("x", "1", "y z")), l: orNone(fc.array(fc.integer({ min: 0, max: 9 }), { maxLength: 2 })) }, { requiredKeys: [] })
    .chain((row) => fc.shuffledSubarray(Object.keys(row), { minLength: Object.keys(row).length }).map((keys) => Object.fromEntries(keys.map((key) => [key, row[key as keyof typeof row]])))),
  { minLength: 1, maxLength: 12 },
);
const anyWay: fc.Arbitrary<PipelineOptions> = fc.tuple(anyWorkers({ inline: 24, pool: 6, start: 1 }), fc.integer({ min: 1, max: 5 })).map(([workers, partitionRows]) => ({ ...workers, partitionRows }));

/** Called on a pipeline, or on a frame: the names are the same. */
type Step = (of: Pipeline) => Pipeline;
const right = new DataFrame({ b: [0, 1, 0.5], c: ["u", "v", "w"] }) as unknown as DataFrame;
const scaler = new StandardScaler({ columns: ["b"] } as never).fit(new DataFrame({ b: [1, 2, 3.5] }) as never);
const named: Readonly<Record<string, Step>> = {
  "fillna by name": (of) => of.fillna({ b: 0 } as never),
  "fillna by name of two": (of) => of.fillna({ b: 2.5, t: "none" } as never),
  "dropna of a subset": (of) => of.dropna({ subset: ["b"] } as never),
  "dropna of any": (of) => of.dropna({ subset: ["a", "b"], how: "all" } as never),
  astype: (of) => of.astype({ b: "float64", a: "string" } as never) as unknown as Pipeline,
  rename: (of) => of.rename({ b: "z", a: "b" } as never) as Pipeline,
  select: (of) => of.select(["b", "a"] as never) as unknown as Pipeline,
  drop: (of) => of.drop(["b"] as never) as unknown as Pipeline,
  "replace by name": (of) => of.replace({ b: new Map([[null, 7], [1, 8]]) } as never),
  "replace values": (of) => of.replace({ t: { x: "X" } } as never),
  explode: (of) => of.explode("l" as never),
  merge: (of) => of.merge(right, { on: "b", how: "left" } as never) as unknown as Pipeline,
  "inner merge": (of) => of.merge(right, { on: "b" } as never) as unknown as Pipeline,
  isin: (of) => of.isin({ b: [0, null] } as never) as Pipeline,
};
const others: Readonly<Record<string, Step>> = {
  "fillna of a type": (of) => of.select(["a", "b"] as never).fillna(0 as never) as unknown as Pipeline,
  dropna: (of) => of.dropna() as Pipeline,
  isna: (of) => of.isna() as Pipeline,
  ne: (of) => of.ne(1) as Pipeline,
  "merge by common names": (of) => of.merge(right) as unknown as Pipeline,
  sortValues: (of) => of.sortValues(["b", "a"] as never) as Pipeline,
  dropDuplicates: (of) => of.dropDuplicates({ subset: ["b"] } as never),
  nlargest: (of) => of.nlargest(2, ["b"] as never) as unknown as Pipeline,
  shift: (of) => of.shift(1, { fillValue: null } as never) as unknown as Pipeline,
};
const summed: Readonly<Record<string, Step>> = {
  size: (of) => of.groupby("b" as never).size() as unknown as Pipeline,
  agg: (of) => of.groupby("k" as never).agg({ b: ["sum", "count", "size"], a: "max" } as never) as unknown as Pipeline,
  valueCounts: (of) => of.valueCounts({ subset: ["b"] } as never) as unknown as Pipeline,
};

/** What a frame gives, or "refused" for a column that is not there, or of which the cells do not fit. */
async function outcome(work: () => Promise<DataFrame> | DataFrame): Promise<DataFrame | "refused"> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof FrameError || error instanceof SchemaMismatchError) return "refused";
    throw error;
  }
}

async function expectSame(rows: Rows, way: PipelineOptions, step: Step): Promise<void> {
  const whole = await outcome(() => step(DataFrame.fromRows(rows as never) as unknown as Pipeline) as unknown as DataFrame);
  const out = await outcome(() => step(scanRows(rows as never, way) as unknown as Pipeline).collect() as unknown as Promise<DataFrame>);
  if (whole === "refused" || out === "refused") expect(out).toBe(whole);
  else expect(differences(out, whole)).toEqual([]);
}

describe("rows of scanRows that lack keys", () => {
  it.each(Object.entries({ ...named, ...others }))("give what all rows as a frame give, however they are cut: %s", async (_, step) => {
    await fc.assert(fc.asyncProperty(anyRows, anyWay, (rows, way) => expectSame(rows, way, step)), { numRuns: runs(30) });
  });

  it("are filled in parts that come before the first row with the column", async () => {
    for (const way of [{ backend: "inline", partitionRows: 1 }, { workers: 2, partitionRows: 1 }] as const) {
      const rows = () => [{ a: 1 }, { c: "x", a: 2, b: 2.5 }, { a: 3 }] as unknown as { a: number; b: number }[];
      expect(differences(await scanRows(rows(), way).fillna({ b: 0 }).collect(), new DataFrame({ a: [1, 2, 3], c: [null, "x", null], b: [0, 2.5, 0] }))).toEqual([]);
      expect(await scanRows(rows(), way).fillna({ b: 1 }).agg({ b: "sum" })).toEqual({ b: 4.5 });
    }
  });

  it.each(Object.entries(summed))("are counted behind steps that name columns, without all of them in memory: %s", async (_, sum) => {
    // Of a column that only some parts have, and the right side has too, the others cannot know what it is called.
    const alone = right.drop("c");
    const steps: typeof named = { ...named, merge: (of) => of.merge(alone, { on: "b", how: "left" } as never) as unknown as Pipeline, "inner merge": (of) => of.merge(alone, { on: "b" } as never) as unknown as Pipeline };
    const before = fc.constantFrom(...Object.keys(steps).filter((name) => !["rename", "drop", "isin", "replace by name"].includes(name)));
    await fc.assert(fc.asyncProperty(anyRows, anyWay, before, (rows, way, name) => expectSame(rows, way, (of) => sum(steps[name]!(of)))), { numRuns: runs(60) });
  });

  it("are transformed as those of a frame", async () => {
    await fc.assert(fc.asyncProperty(anyRows, anyWay, (rows, way) => expectSame(rows, way, (of) => ("transform" in of ? of.transform(scaler as never) : scaler.transform(of as never)) as Pipeline)), { numRuns: runs(20) });
  });

  it("have the columns of those before them in every sink, in one order", async () => {
    const batches: (readonly string[])[] = [];
    const rows = [{ a: 1, b: 2 }, { b: 1, a: 3 }, { a: 5 }, { c: 1 }];
    await scanRows(rows as unknown as { a: number }[], { backend: "inline", partitionRows: 1 }).forEachBatch((batch) => void batches.push(batch.columns));
    expect(batches).toEqual([["a", "b"], ["a", "b"], ["a", "b"], ["a", "b", "c"]]);
  });

  it("go into a file behind steps that name columns, which is left as it was where no row has them", async () => {
    const path = join(folder, "out.csv");
    const rows = () => [{ a: 1 }, { b: 2, a: 3 }] as unknown as { a: number; b: number }[];
    const way = { backend: "inline", partitionRows: 1 } as const;
    await scanRows(rows(), way).select(["b", "a"]).toCsv(path);
    expect(readFileSync(path, "utf8")).toBe("b,a\n,1\n2,3\n");
    await expect(scanRows(rows(), way).select(["bb"] as never).toCsv(path)).rejects.toThrow('no column "bb"');
    await expect(scanRows(rows(), way).fillna({ b: 0 }).toCsv(path)).rejects.toThrow(SchemaMismatchError);
    expect(readFileSync(path, "utf8")).toBe("b,a\n,1\n2,3\n");
  });

  it("need a schema where what is made of missing cells goes into a result that keeps no rows", async () => {
    const rows = () => [{ a: 1 }, { a: 2, b: 2 }] as unknown as { a: number; b: number }[];
    const way = { backend: "inline", partitionRows: 1 } as const;
    await expect(scanRows(rows(), way).fillna(0).agg("sum")).rejects.toThrow(/only some parts have a column "b".*give scanRows a schema/);
    expect(await scanRows(rows(), { ...way, schema: { a: "int32", b: "int32" } }).fillna(1).agg("sum")).toEqual({ a: 3, b: 3 });
    await expect(scanRows(rows(), way).fillna({ bb: 0 } as never).agg("sum")).rejects.toThrow('no column "bb"');
    expect(await scanRows(rows(), way).fillna({ bb: 0 } as never).agg({ b: "sum" })).toEqual({ b: 2 });
  });
});
