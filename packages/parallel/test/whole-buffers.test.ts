import { execFileSync } from "node:child_process";
import { describe, expect, it } from "vitest";

/** What V8 says when an ArrayBuffer of a thread is detached for the first time: from then on its loops over typed arrays take half as long again. */
const DETACHED = "ArrayBufferDetaching";

/** What a script prints, and V8 about what it can no longer rely on, of all threads. */
function printed(script: string): string {
  return execFileSync(process.execPath, ["--trace-protector-invalidation", "--input-type=module", "-e", script], { encoding: "utf8", cwd: new URL("..", import.meta.url) });
}

const FRAME = `
  import { DataFrame, parallel, scanCsv } from "framepool";
  const rows = 300_000;
  const df = new DataFrame({ key: Array.from({ length: rows }, (_, row) => "key " + row * 7 % 200_003), group: Int32Array.from({ length: rows }, (_, row) => row % 5), x: Float64Array.from({ length: rows }, (_, row) => row / 8) });
  const options = { workers: 2, backend: "threads" };`;

/** Many texts, so that their tables grow. */
const VERBS = `
  df.groupby("key").agg({ x: "mean" });
  df.merge(df.dropDuplicates({ subset: ["key"] }), { on: "key" });
  df.col("key").valueCounts();
  df.sortValues("key");`;

const PIPELINES = `
  await parallel(df, options).sortValues("x").collect();
  await parallel(df, options).groupby("group").agg({ x: ["mean", "median"] }).collect();
  await parallel(df, options).filter((row) => row.x > 10).collect();
  await parallel(df, options).col("x").map((x) => x * 2).collect();
  await parallel(df, { ...options, partitions: 4 }).dropDuplicates({ subset: ["key"] }).collect();
  const text = Buffer.from("key,x\\n" + Array.from({ length: rows }, (_, row) => "key " + row * 7 % 200_003 + "," + row / 8).join("\\n"));
  await scanCsv(text, options).col("key").valueCounts().collect();
  await scanCsv(text, options).groupby("key").agg({ x: "max" }).collect();
  await scanCsv(text, options).dropDuplicates({ subset: ["key"] }).collect();`;

describe("an ArrayBuffer that is detached makes every loop over typed arrays slower, so none is", () => {
  it("can be told", () => {
    expect(printed(`${FRAME} structuredClone(new ArrayBuffer(8), { transfer: [new ArrayBuffer(8)] }); console.log(df.numRows)`)).toMatch(DETACHED);
    expect(printed(`${FRAME} await parallel(df, options).apply((row) => { const buffer = new ArrayBuffer(8); structuredClone(buffer, { transfer: [buffer] }); return row.x; }).collect()`)).toMatch(DETACHED);
  });

  it("by a frame's verbs", () => {
    expect(printed(`${FRAME}${VERBS} console.log(df.numRows)`)).not.toMatch(DETACHED);
  });

  it("by pipelines, here or in a worker", () => {
    expect(printed(`${FRAME}${PIPELINES} console.log(df.numRows)`)).not.toMatch(DETACHED);
  });

  it("but what is to be moved is", () => {
    expect(printed(`${FRAME} await parallel(df, { ...options, transport: "transfer" }).col("x").map((x) => x).collect()`)).toMatch(DETACHED);
  });
});
