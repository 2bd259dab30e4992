import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { ParallelError, type TimeoutError, type WorkerExitError } from "@framepool/errors";
import { DataFrame } from "@framepool/frame";
import { parallel, scanCsv, type PipelineOptions } from "@framepool/parallel";
import { task } from "@framepool/pool";
import { afterAll, describe, expect, it } from "vitest";

const range = (length: number): number[] => Array.from({ length }, (_, n) => n);
const frame = new DataFrame({ n: range(12) });
const caught = async (run: Promise<unknown>): Promise<ParallelError> => {
  const error = await run.then(() => null, (thrown: unknown) => thrown);
  if (!(error instanceof ParallelError)) throw error ?? new Error("nothing was thrown");
  return error;
};

describe("what is lost of CSV is told with its lines", () => {
  const folder = mkdtempSync(join(tmpdir(), "framepool-lost-lines-"));
  afterAll(() => rmSync(folder, { recursive: true }));
  // Quoted line ends, and none at the end: row n begins on lines[n].
  const records = range(9).map((n) => `${String(n)},${n % 2 === 0 ? '"a\r\nb"' : "c"}${n === 8 ? "" : "\r\n"}`);
  const text = `n,t\r\n${records.join("")}`;
  const lines = range(10).map((n) => 2 + records.slice(0, n).join("").split("\n").length - 1);
  const path = join(folder, "lost.csv");
  writeFileSync(path, text);
  writeFileSync(`${path}.gz`, gzipSync(text));
  const fails = (part: DataFrame, { at, exits }: { at: number; exits: boolean }) => {
    for (const n of part.col("n")) if (n === at && exits) process.exit(3); else while (n === at);
    return part;
  };

  it.each<[string, string, PipelineOptions]>([
    ["byte ranges", path, { partitionBytes: 14 }],
    ["rows of text that is cut", path, { partitionRows: 2 }],
    ["compressed text", `${path}.gz`, { partitionRows: 2 }],
    ["one part", path, {}],
  ])("%s", async (_, file, how) => {
    for (const at of [0, 4, 8]) {
      const error = await caught(scanCsv(file, { workers: 2, dtype: { n: "int32" }, ...how }).mapPartitions(task({ at, exits: true }, fails)).collect()) as WorkerExitError;
      const { firstRow, rows } = error;
      expect(error).toMatchObject({ name: "WorkerExitError", file, line: lines[firstRow!] });
      const next = lines[firstRow! + rows!]! - 1;
      expect(error.lastLine).toBe(firstRow! + rows! === 9 ? text.split("\n").length : next);
      expect(error.message).toContain(`lines ${String(error.line)} to ${String(error.lastLine)} of ${file}, `);
    }
  });

  it("where its time is over, too, also of rows that are set aside; of bytes and frames no file", async () => {
    const endless = task({ at: 4, exits: false }, fails);
    const error = await caught(scanCsv(path, { workers: 2, dtype: { n: "int32" }, partitionRows: 3, timeout: 300 }).mapPartitions(endless).collect());
    expect(error).toMatchObject({ name: "TimeoutError", partition: 1, file: path, line: lines[3], lastLine: lines[6]! - 1 });
    const { report } = await scanCsv(path, { workers: 2, dtype: { n: "int32" }, partitionRows: 3, timeout: 300, onError: "collect" }).mapPartitions(endless).run();
    expect(report.errors.first[0]).toContain(`lines ${String(lines[3])} to ${String(lines[6]! - 1)} of ${path}`);
    const bytes = await caught(scanCsv(Buffer.from(text), { workers: 2, dtype: { n: "int32" }, partitionBytes: 14, timeout: 300 }).mapPartitions(endless).collect());
    expect(bytes).toMatchObject({ file: null, line: lines[(bytes as TimeoutError).firstRow!] });
    const rows = await caught(parallel(frame, { workers: 2, partitionRows: 3, timeout: 300 }).mapPartitions(endless).collect());
    expect(rows).toMatchObject({ file: null, line: null, lastLine: null });
  });
});
