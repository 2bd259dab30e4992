import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { arraySplit, concat, type DataFrame } from "@framepool/frame";
import { parallel, parallelDataFrame, type PipelineOptions } from "@framepool/parallel";
import { anyFrame, differences } from "./support/frames.js";
import { anyWorkers } from "./support/pools.js";
import { runs } from "../../../scripts/runs.mjs";

// The functions below travel to workers, so each names only its arguments.
const scalar = (row: { int: number | null; text: string | null }) => (row.int === null ? null : row.int * 2 + (row.text ?? "").length);
const halves = (row: { int: number | null }) => (row.int === null ? null : row.int / 2);
const texts = (row: { text: string | null; flag: boolean | null }) => `${String(row.text)}/${String(row.flag)}`;
const objects = (row: { int: number | null; when: Date | null; list: number[] | null; text: string | null }) =>
  row.int !== null && row.int < 0 ? { first: row.text, when: row.when } : { first: row.text, list: row.list, when: row.when };
const rowFunctions = { scalar, halves, texts, objects };

const part = (data: DataFrame) => data.assign({ rows: data.numRows, up: data.col("text").map((text: string | null) => text?.toUpperCase() ?? null) }).rename({ int: "number" }).drop("flag");
const selected = (data: DataFrame) => data.filter((row) => row.int !== null && row.int > 0).select(["text", "int", "category", "list"]);
const partFunctions: Readonly<Record<string, (data: DataFrame) => DataFrame>> = { part, selected };

const workers = anyWorkers({ inline: 4, pool: 5, start: 1 });
const transport = fc.constantFrom("auto" as const, "transfer" as const, "share" as const);
const RUNS = { numRuns: 25 };

describe("serial ≡ parallel", () => {
  it.each(Object.entries(rowFunctions))("apply(%s) is df.apply, whatever workers, partitions, backend and transport", async (_name, fn) => {
    await fc.assert(
      fc.asyncProperty(anyFrame, workers, transport, fc.integer({ min: 1, max: 9 }), async (df, workers, transport, partitions) => {
        const options: PipelineOptions = { ...workers, transport, partitions };
        const serial = df.apply(fn as (row: unknown) => string);
        expect(differences(await parallel(df, options).apply(fn as (row: unknown) => string).collect(), serial)).toEqual([]);
      }),
      RUNS,
    );
  });

  it.each(Object.entries(partFunctions))("mapPartitions(%s) is the parts one after the other, whatever workers, backend and transport", async (_name, fn) => {
    await fc.assert(
      fc.asyncProperty(anyFrame, workers, transport, fc.integer({ min: 1, max: 9 }), async (df, workers, transport, partitions) => {
        const serial = concat(arraySplit(df, partitions).map(fn));
        const result = await parallel(df, { ...workers, transport, partitions }).mapPartitions(fn).collect();
        expect(differences(result, serial)).toEqual([]);
      }),
      RUNS,
    );
  });

  it("parallelDataFrame gives back the frame for the identity, any number of parts", async () => {
    await fc.assert(
      fc.asyncProperty(anyFrame, fc.integer({ min: 1, max: 7 }), async (df, numCores) => {
        expect(differences(await parallelDataFrame(df, (data) => data, numCores), df)).toEqual([]);
      }),
      { numRuns: runs(15) },
    );
  });
});
