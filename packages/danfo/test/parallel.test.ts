import { Module } from "node:module";
import { ArgumentError, TaskError } from "@framepool/errors";
import type { DataFrame } from "@framepool/frame";
import * as viaFramepool from "framepool";
import { fromDanfo, parallelDataFrame } from "@framepool/danfo";
import * as dfd from "danfojs-node";
import fc from "fast-check";
import { describe, expect, it } from "vitest";

const passengers = () => new dfd.DataFrame({ Name: ["Ann", "Bo", null, "Dee", "Ed"], Age: [22, Number.NaN, 4, 38, 5.5] });

describe("parallelDataFrame of a danfojs DataFrame", () => {
  it("gives one back, and the function sees a frame of ours, with missing cells at their places", async () => {
    const df = passengers();
    const out = await parallelDataFrame(df, (data) => data.assign({ length: data.col("Name").map((name) => name?.length ?? null), adult: data.col("Age").map((age) => (age === null ? "?" : age >= 18 ? "yes" : "no")) }), 2);
    expect(out).toBeInstanceOf(dfd.DataFrame);
    expect(out.columns).toEqual(["Name", "Age", "length", "adult"]);
    expect(out.dtypes).toEqual(["string", "float32", "float32", "string"]);
    expect(out.index).toEqual([0, 1, 2, 3, 4]);
    expect(out.values).toEqual([["Ann", 22, 3, "yes"], ["Bo", Number.NaN, 2, "?"], [null, 4, Number.NaN, "no"], ["Dee", 38, 3, "yes"], ["Ed", 5.5, 2, "no"]]);
    expect(df.columns).toEqual(["Name", "Age"]);
  });

  it("is the function that framepool exports, once the package is imported", async () => {
    expect(parallelDataFrame).toBe(viaFramepool.parallelDataFrame);
    const out = await viaFramepool.parallelDataFrame(passengers(), (data) => data.dropna(), 3);
    expect(out.values).toEqual([["Ann", 22], ["Dee", 38], ["Ed", 5.5]]);
    expect(out.index).toEqual([0, 1, 2]);
  });

  it("loads danfojs here, and in no worker", async () => {
    const here = Object.keys(Reflect.get(Module, "_cache") as object).filter((file) => /danfojs-node|tfjs/.test(file));
    expect(here.length).toBeGreaterThan(10);
    const out = await parallelDataFrame(
      passengers(),
      async (data) => {
        const node = await import("node:module");
        const files = Object.keys(Reflect.get(node.Module, "_cache") as object);
        return data.assign({ danfojs: files.filter((file) => /danfojs|tfjs/.test(file)).length, files: files.length });
      },
      2,
    );
    expect(out["danfojs"].values).toEqual([0, 0, 0, 0, 0]);
    // Workers do load something by require, so that the count would show danfojs.
    expect(Math.min(...(out["files"].values as number[]))).toBeGreaterThan(0);
  });

  it("keeps the configuration of what went in", async () => {
    const df = new dfd.DataFrame([[1], [2]], { columns: ["a"], config: { lowMemoryMode: true, tableMaxRow: 3 } });
    const { config } = await parallelDataFrame(df, (data) => data.assign({ b: 1 }), 2);
    expect([config.isLowMemoryMode, config.getMaxRow]).toEqual([true, 3]);
  });

  it("gives a frame of the class that went in, which need not be the one of the namespace", async () => {
    const Base = Object.getPrototypeOf(dfd.DataFrame) as typeof dfd.DataFrame;
    const out = await parallelDataFrame(new Base([[1], [2]], { columns: ["a"] }), (data) => data, 2);
    expect(Object.getPrototypeOf(out)).toBe(Base.prototype);
  });

  it("works with no rows, and with fewer rows than parts", async () => {
    const empty = await parallelDataFrame(new dfd.DataFrame([], { columns: ["a", "b"], dtypes: ["int32", "string"] }), (data) => data.assign({ c: data.col("a").mul(2) }), 2);
    expect([empty.shape, empty.columns, empty.dtypes]).toEqual([[0, 3], ["a", "b", "c"], ["int32", "string", "int32"]]);
    const one = await parallelDataFrame(new dfd.DataFrame({ a: [1] }), (data) => data.assign({ rows: data.numRows }), 4);
    expect(one.values).toEqual([[1, 1]]);
  });

  it("names the row at which a function failed", async () => {
    const failed = parallelDataFrame(passengers(), (data) => data.assign({ n: data.col("Name").map((name) => name.length) }), 2);
    await expect(failed).rejects.toBeInstanceOf(TaskError);
    await expect(failed).rejects.toMatchObject({ globalRow: 2, row: { Name: null, Age: 4 } });
  });

  it("says what cannot be a column of a danfojs frame", async () => {
    await expect(parallelDataFrame(passengers(), (data) => data.assign({ values: 1 }), 2)).rejects.toThrow('a danfojs frame with a column "values" loses its own values');
  });

  it("refuses what is no table, and names those that it takes", async () => {
    for (const value of [null, [], "x", new dfd.Series([1])]) await expect(parallelDataFrame(value as never, (data) => data, 2)).rejects.toThrow(ArgumentError);
    await expect(parallelDataFrame({} as never, (data) => data, 2)).rejects.toThrow("parallelDataFrame takes a DataFrame, an apache-arrow Table, or a danfojs DataFrame");
  });

  it("gives what the function gives of the whole frame, for any number of parts", async () => {
    const cell = fc.record({ s: fc.option(fc.string()), n: fc.option(fc.double({ noNaN: true })) });
    await fc.assert(
      fc.asyncProperty(fc.array(cell, { minLength: 1, maxLength: 20 }), fc.integer({ min: 1, max: 5 }), async (rows, partitions) => {
        const df = new dfd.DataFrame(rows.map(({ s, n }) => [s, n ?? Number.NaN]) as never, { columns: ["s", "n"], dtypes: ["string", "float32"] });
        const work = (data: DataFrame) => data.assign({ length: data.col("s").map((text: string | null) => text?.length ?? null), twice: data.col("n").mul(2) });
        const out = await parallelDataFrame(df, work, { partitions, backend: "inline" });
        expect(fromDanfo(out).toRows()).toEqual(work(fromDanfo(df)).toRows());
      }),
      { numRuns: 30 },
    );
  });
});
