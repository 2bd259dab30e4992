import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { FrameError, type ParallelError } from "@framepool/errors";
import { DataFrame, OneHotEncoder, Series } from "@framepool/frame";
import { parallel, scanCsv, type Pipeline } from "@framepool/parallel";

const folder = mkdtempSync(join(tmpdir(), "framepool-step-errors-"));
afterAll(() => rmSync(folder, { recursive: true }));

const df = new DataFrame({ id: Array.from({ length: 12 }, (_, i) => i), text: Array.from({ length: 12 }, (_, i) => (i === 7 ? "seven" : String(i))) });
const caught = async (run: Promise<unknown>): Promise<FrameError> => {
  const error: unknown = await run.then(() => null, (thrown: unknown) => thrown);
  if (!(error instanceof FrameError)) throw error ?? new Error("nothing was thrown");
  return error;
};
const ways = [{ workers: 2, partitions: 4 }, { backend: "inline", partitions: 4 }] as const;

describe("an error of a step without a function of the user's", () => {
  it.each(ways)("names the input's row and partition, and the step: %j", async (way) => {
    const error = await caught(parallel(df, way).astype({ text: "int32" }).collect());
    expect(error).toMatchObject({ code: "ERR_FRAMEPOOL_FRAME", op: "astype", column: "text", row: 7, partition: 2, firstRow: 6, file: null, attempt: 1, worker: expect.stringContaining("PoolWorker-") });
    expect(error.message).toBe('astype: column "text" (string), row 7: "seven" is no int32: toNumeric(…, { errors: "coerce" }) makes such cells missing (partition 2)\n  row { id: 7, text: \'seven\' }');
    expect(error.cause).toBeInstanceOf(FrameError);
  });

  it("of a file its line and byte, too", async () => {
    const path = join(folder, "in.csv");
    const lines = Array.from({ length: 12 }, (_, i) => `${String(i)},${i === 7 ? "seven" : String(i)}`);
    writeFileSync(path, `id,text\n${lines.join("\n")}\n`);
    const error = await caught(scanCsv(path, { workers: 2, partitionBytes: 12, dtype: "string" }).col("text").toNumeric().collect());
    const byte = "id,text\n".length + lines.slice(0, 7).join("\n").length + 1;
    expect(error).toMatchObject({ op: "toNumeric", row: 7, file: path, line: 9, byte });
    expect(error.message).toContain(`row 7: "seven" is no number`);
    expect(error.message).toContain(`(partition ${String(error.partition)}, line 9 of ${path})`);
  });

  it("sees through steps that leave rows out, and says the partition behind one that makes others", async () => {
    const seen = await caught(parallel(df, { workers: 2, partitions: 3 }).filter((row) => row.id % 2 === 1).astype({ text: "int32" }).collect());
    expect(seen).toMatchObject({ row: 7, partition: 1 });
    expect(seen.message).toContain("row 7:");
    const unseen = await caught(parallel(df, { workers: 2, partitions: 3 }).mapPartitions((part) => part.filter((row) => row.id !== 5) as typeof part).astype({ text: "int32" }).collect());
    expect(unseen).toMatchObject({ row: null, partition: 1, firstRow: 4 });
    expect(unseen.message).toContain("(row 2 of what the steps before made of partition 1, from row 4)");
  });

  it("that needs all rows names the input's row where those before it kept the rows, else counts all that came and says in which partition it did", async () => {
    const rows = new DataFrame({ key: ["a", "b", "a", "c", "b"], of: ["x", "x", "y", "x", "x"], value: [1, 2, 3, 4, 5] });
    const twice = parallel(rows, { backend: "inline", partitions: 3 });
    const pivot = { index: "key", columns: "of", values: "value" } as const;
    const seen = await caught(twice.pivot(pivot).collect());
    expect(seen).toMatchObject({ op: "pivot", row: 4, partition: 2, firstRow: 4 });
    expect(seen.message).toBe("pivot: rows 1 and 4 have the same keys (b; x); use pivotTable to aggregate them (partition 2)\n  row { key: 'b', of: 'x', value: 5 }");
    const filtered = await caught(twice.filter((row) => row.value > 1).pivot(pivot).collect());
    expect(filtered).toMatchObject({ op: "pivot", row: 4, partition: 2, firstRow: 4 });
    expect(filtered.message).toContain("(row 4 of the input, partition 2)");
    const unseen = await caught(parallel(rows, { backend: "inline", partitions: 2 }).mapPartitions((part) => part.sortValues("value", { ascending: false })).pivot(pivot).collect());
    expect(unseen).toMatchObject({ op: "pivot", row: null, partition: 1 });
    expect(unseen.message).toBe("pivot: rows 1 and 3 have the same keys (b; x); use pivotTable to aggregate them (row 3 of what the steps before made of all rows; it came in partition 1)\n  row { key: 'b', of: 'x', value: 5 }");
  });

  it.each<[string, string, (pipe: Pipeline<{ id: number; text: string }>) => Promise<unknown>]>([
    ["select", "no column", (pipe) => pipe.select(["id", "txt" as "text"]).apply(() => 1).collect()],
    ["getDummies", "no column", (pipe) => pipe.apply((row) => ({ id: row.id })).getDummies(["text"] as never).collect()],
    ["merge", "no column", (pipe) => pipe.merge(df, { on: "none" as never }).collect()],
    // @ts-expect-error a number is not added to a text
    ["add", "text", (pipe) => pipe.col("text").add(1).collect()],
    ["agg", "text", (pipe) => pipe.agg({ text: "mean" } as never)],
    ["transform", "nine", (pipe) => pipe.transform(new OneHotEncoder({ columns: ["text"], handleUnknown: "error" }).fit(new DataFrame({ text: ["nine"] }))).collect()],
  ])("of any kind: %s", async (op, told, run) => {
    const error = await caught(run(parallel(df, { workers: 2, partitions: 4 }) as never));
    expect(error.message).toContain(told === "nine" ? "row 0" : told === "text" ? '"text"' : told);
    // A column that is not there is refused by the source itself, where that is possible.
    expect(error).toMatchObject({ op, partition: op === "select" ? null : expect.any(Number) });
  });

  it("is not passed over by onError, nor is it one of a function's: what was done before is kept", async () => {
    const error = await caught(parallel(df, { workers: 2, partitions: 4, onError: "collect" }).astype({ text: "int32" }).collect()) as ParallelError;
    expect((error.partial!.frame as DataFrame).numRows).toBe(6);
    const outside = await caught(Promise.resolve().then(() => new Series(["x"]).astype("int32")));
    expect(outside.row).toBe(0);
    expect(Object.keys(outside)).not.toContain("partition");
  });
});
