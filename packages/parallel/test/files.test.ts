import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { SimpleImputer, type DataFrame } from "@framepool/frame";
import { scanCsv, type PipelineOptions } from "@framepool/parallel";
import { differences } from "./support/frames.js";

const folder = mkdtempSync(join(tmpdir(), "framepool-files-"));
afterAll(() => rmSync(folder, { recursive: true }));

const path = join(folder, "numbers.csv");
const ROWS = 4000;
const text = `key,x,n,gap,when,word\n${Array.from({ length: ROWS }, (_, i) => `k${i % 13},${((i * 7919) % 4001) / 8},${(i * 31) % 997},${i % 3 === 0 ? "" : i / 4},2021-03-${String((i % 28) + 1).padStart(2, "0")},"w, ${i % 101}"`).join("\n")}\n`;
writeFileSync(path, text);
const csv = { parseDates: ["when"] } as const;
const WAYS: readonly PipelineOptions[] = [{ backend: "inline", partitionBytes: 9000 }, { workers: 1, partitionBytes: 5000 }, { workers: 3, partitionBytes: 7000 }, { workers: 2, partitionRows: 511 }];

/** A part's text is gone when the next one is read: what is known of it must be memory of its own. */
describe.each(WAYS)("reductions of a file, %j", (way) => {
  it("hold nothing of the text of their parts", async () => {
    const whole: DataFrame = await scanCsv(path, { ...csv, backend: "inline" }).collect();
    const pipe = scanCsv(path, { ...csv, ...way });
    const specs = { x: ["median", "min", "first", "sum"], n: ["median", "mode", "nunique", "last"], gap: ["median", "mean", "std"], when: ["max", "median"], word: ["min", "mode", "nunique"] } as const;
    expect(differences(await pipe.groupby("key").agg(specs).collect(), whole.groupby("key").agg(specs))).toEqual([]);
    expect(await pipe.agg({ x: "median", gap: "median", n: "max", word: "last" })).toEqual({ x: whole.col("x").median(), gap: whole.col("gap").median(), n: whole.col("n").max(), word: whole.col("word").at(ROWS - 1) });
    expect(differences(await pipe.describe({ include: "all" }).collect(), whole.describe({ include: "all" }))).toEqual([]);
    expect(differences(await pipe.col("word").valueCounts().collect(), whole.col("word").valueCounts())).toEqual([]);
    expect(differences(await pipe.getDummies(["key"]).collect(), whole.getDummies(["key"]))).toEqual([]);
    expect((await new SimpleImputer({ columns: ["gap"], strategy: "median" }).fit(pipe)).toJSON()).toEqual(new SimpleImputer({ columns: ["gap"], strategy: "median" }).fit(whole).toJSON());
    expect(differences(await pipe.groupby("key").col("x").transform("mean").collect(), whole.groupby("key").col("x").transform("mean"))).toEqual([]);
    expect(differences(await pipe.col("x").rolling(7).mean().collect(), whole.col("x").rolling(7).mean())).toEqual([]);
  });

  it("and steps that look at a row leave what they do not touch as it is in the file", async () => {
    const target = join(folder, "out.csv");
    await scanCsv(path, { ...csv, ...way }).filter((row) => row.n > 900).assign({ twice: (part) => part.col("n").mul(2) }).toCsv(target);
    const lines = text.trimEnd().split("\n");
    const expected = lines.slice(1).filter((line) => Number(line.split(",")[2]) > 900).map((line) => `${line},${Number(line.split(",")[2]) * 2}`);
    expect(readFileSync(target, "utf8")).toBe(`${lines[0]},twice\n${expected.join("\n")}\n`);
  });
});
