import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterAll, describe, expect, it } from "vitest";
import { ArgumentError, WorkerExitError } from "@framepool/errors";
import { ColumnTransformer, DataFrame, KBinsDiscretizer, LabelEncoder, MinMaxScaler, OneHotEncoder, OrdinalEncoder, RobustScaler, SimpleImputer, StandardScaler, transformerFromJSON, type Transformer } from "@framepool/frame";
import { parallel, scanCsv, type Pipeline } from "@framepool/parallel";
import { task } from "@framepool/pool";
import { differences } from "./support/frames.js";
import { anyGroups, anyWay } from "./support/ways.js";
import { runs } from "../../../scripts/runs.mjs";

const folder = mkdtempSync(join(tmpdir(), "framepool-learn-"));
afterAll(() => rmSync(folder, { recursive: true }));

const numbers = { columns: ["int", "float"] };
const learners: Readonly<Record<string, () => Transformer>> = {
  StandardScaler: () => new StandardScaler(numbers),
  MinMaxScaler: () => new MinMaxScaler(numbers),
  RobustScaler: () => new RobustScaler(numbers),
  OneHotEncoder: () => new OneHotEncoder({ columns: ["key", "label"], handleUnknown: "ignore" }),
  OrdinalEncoder: () => new OrdinalEncoder({ columns: ["key", "text"] }),
  "SimpleImputer of means": () => new SimpleImputer(numbers),
  "SimpleImputer of medians": () => new SimpleImputer({ ...numbers, strategy: "median" }),
  "SimpleImputer of modes": () => new SimpleImputer({ columns: ["key", "int"], strategy: "mostFrequent" }),
  KBinsDiscretizer: () => new KBinsDiscretizer({ ...numbers, nBins: 3, encode: "ordinal" }),
  ColumnTransformer: () => new ColumnTransformer([["num", new StandardScaler(), ["float"]], ["cat", new OneHotEncoder(), ["label"]], ["id", "passthrough", ["int"]]]) as Transformer,
};

describe("fit and transform of a pipeline", () => {
  it.each(Object.entries(learners))("%s learns and changes what it does of the frame, whatever workers, partitions and backend", async (_name, make) => {
    await fc.assert(
      fc.asyncProperty(anyGroups.filter((df) => df.col("int").count() > 2 && df.col("float").count() > 2), anyWay, async (df, way) => {
        const pipe = parallel(df, way) as Pipeline;
        const [here, there] = [make().fit(df), await make().fit(pipe)];
        // toJSON holds all that was learned.
        expect(there.toJSON()).toEqual(here.toJSON());
        expect(differences(await pipe.transform(there).collect(), here.transform(df))).toEqual([]);
      }),
      { numRuns: runs(12) },
    );
  });

  it("is one pass over a file, behind other steps, and a LabelEncoder learns of a column", async () => {
    const df = new DataFrame({ fare: Array.from({ length: 999 }, (_, i) => (i % 7 === 0 ? null : i / 3)), sex: Array.from({ length: 999 }, (_, i) => ["m", "f"][i % 2]!) });
    const path = join(folder, "in.csv");
    await parallel(df).toCsv(path);
    const pipe = scanCsv(path, { workers: 2, partitionBytes: 1500 });
    const filled = pipe.fillna({ fare: 0 });
    const scaler = await new StandardScaler({ columns: ["fare"] }).fit(filled);
    expect(scaler.toJSON()).toEqual(new StandardScaler({ columns: ["fare"] }).fit(df.fillna({ fare: 0 })).toJSON());
    expect(differences(await filled.transform(scaler).collect(), scaler.transform(df.fillna({ fare: 0 })))).toEqual([]);
    expect((await new LabelEncoder().fit(pipe.col("sex"))).classes).toEqual(["f", "m"]);
  });

  it("sends very many values, of parts that share few of them and of parts that have none", async () => {
    const df = new DataFrame({ id: Array.from({ length: 30_000 }, (_, i) => (i % 1000 === 999 ? null : `user ${String((i * 7919) % 20_011)}`)), n: Array.from({ length: 30_000 }, (_, i) => ((i * 31) % 9973) / 4) });
    const [ordinal, label] = [new OrdinalEncoder().fit(df), new LabelEncoder<string | null>().fit(df.col("id"))];
    for (const way of [{ backend: "inline", partitions: 5 }, { workers: 2, partitions: 5 }, { workers: 2, partitions: 70, transport: "transfer" }] as const) {
      const pipe = parallel(df, way);
      const there = await new OrdinalEncoder().fit(pipe);
      expect(there.toJSON()).toEqual(ordinal.toJSON());
      expect(differences(await pipe.transform(there).collect(), ordinal.transform(df))).toEqual([]);
      expect((await new LabelEncoder().fit(pipe.col("id"))).toJSON()).toEqual(label.toJSON());
      expect((await new LabelEncoder().fit(pipe.filter((row) => row.n > 2400).col("id"))).classes).toEqual(new LabelEncoder().fit(df.filter(df.col("n").gt(2400)).col("id")).classes);
      const none = await new LabelEncoder().fit(pipe.filter((row) => row.n < 0).col("id"));
      expect([none.classes, none.transform([]).toList(), none.inverseTransform([]).dtype]).toEqual([[], [], "string"]);
    }
  });

  it("says where no rows are left to learn from, and learns where only some parts have none", async () => {
    const df = new DataFrame({ fare: [1, 2, 3, 4] });
    for (const way of [{ backend: "inline", partitions: 4 }, { workers: 2, partitions: 4 }] as const) {
      const pipe = parallel(df, way);
      await expect(new StandardScaler().fit(pipe.filter((row) => row.fare > 9))).rejects.toThrow("StandardScaler: there are no rows to learn from");
      await expect(new ColumnTransformer([["n", new RobustScaler(), ["fare"]]]).fit(pipe.filter((row) => row.fare > 9))).rejects.toThrow(ArgumentError);
      expect((await new MinMaxScaler().fit(pipe.filter((row) => row.fare > 2))).dataMin).toEqual({ fare: 3 });
    }
  });

  it("travels as a capture, with what it learned", async () => {
    const df = new DataFrame({ fare: [1, 3, null] });
    const scaler = new StandardScaler().fit(df);
    const scaled = task({ scaler }, (part: DataFrame, { scaler }) => scaler.transform(part));
    expect((await parallel(df, { workers: 2, partitions: 2 }).mapPartitions(scaled).collect()).toColumns()).toEqual({ fare: [-1, 1, null] });
    expect(transformerFromJSON(JSON.stringify(scaler))).toBeInstanceOf(StandardScaler);
  });

  it("says what is wrong, and ends when a worker dies", async () => {
    const df = new DataFrame({ fare: [1, 3], name: ["a", "b"] });
    const pipe = parallel(df, { workers: 2, partitions: 2 });
    await expect(new StandardScaler().fit(pipe)).rejects.toThrow('"name"');
    await expect(new StandardScaler({ columns: ["fear"] }).fit(pipe)).rejects.toThrow('no column "fear"');
    await expect(pipe.transform(new StandardScaler()).collect()).rejects.toThrow("has learned nothing yet");
    expect(() => pipe.transform({ transform: (part: DataFrame) => part, toJSON: () => null } as never)).toThrow(ArgumentError);
    await expect(new StandardScaler({ columns: ["fare"] }).fit(pipe.mapPartitions(() => process.exit(3)))).rejects.toThrow(WorkerExitError);
  });
});
