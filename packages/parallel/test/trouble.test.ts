import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, truncateSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { PassThrough } from "node:stream";
import { buffer } from "node:stream/consumers";
import { afterAll, describe, expect, it } from "vitest";
import { AbortError, SinkError } from "@framepool/errors";
import { DataFrame } from "@framepool/frame";
import { parallel, scanArrow, scanCsv, scanRows, type Pipeline } from "@framepool/parallel";

const folder = mkdtempSync(join(tmpdir(), "framepool-trouble-"));
afterAll(() => rmSync(folder, { recursive: true }));
const df = new DataFrame({ n: Array.from({ length: 100 }, (_, i) => i) });

const sinks: readonly (readonly [string, (pipe: Pipeline, path: string) => Promise<unknown>])[] = [
  ["toCsv", (pipe, path) => pipe.toCsv(path)],
  ["toArrow", (pipe, path) => pipe.toArrow(path)],
];

describe.each(sinks)("%s", (_name, into) => {
  it("says so when its folder vanishes during the run", async () => {
    const gone = join(folder, "gone");
    mkdirSync(gone);
    async function* rows() {
      for (let i = 0; i < 1000; i++) {
        if (i === 500) rmSync(gone, { recursive: true });
        yield { n: i };
      }
    }
    const run = into(scanRows(rows(), { backend: "inline", partitionRows: 10 }) as unknown as Pipeline, join(gone, "out"));
    await expect(run).rejects.toSatisfy((error) => error instanceof SinkError && error.message.includes("folder does not exist"));
    expect(existsSync(gone)).toBe(false);
  });

  it.runIf(existsSync("/dev/full"))("says so when the disk is full, and closes the source", async () => {
    let closed = false;
    async function* rows() {
      try {
        for (let i = 0; ; i++) yield { n: i };
      } finally {
        closed = true;
      }
    }
    const run = into(scanRows(rows(), { workers: 2, partitionRows: 100 }) as unknown as Pipeline, "/dev/full");
    await expect(run).rejects.toSatisfy((error) => error instanceof SinkError && error.message.includes("no space is left"));
    expect(closed).toBe(true);
  });

  it("ends with an abort while workers wait at a head for a part that never ends", async () => {
    const signal = AbortSignal.timeout(400);
    const pipe = parallel(df, { workers: 3, partitionRows: 10, signal }).mapPartitions((part) => {
      while (part.at(0, "n") === 0);
      return part;
    }).head(95);
    const started = performance.now();
    await expect(into(pipe as unknown as Pipeline, join(folder, "aborted"))).rejects.toThrow(AbortError);
    expect(performance.now() - started).toBeLessThan(8000);
    expect(readdirSync(folder)).toEqual([]);
  });
});

describe("a pipeline that failed", () => {
  it("can run again, and leaves no descriptor open", async () => {
    const input = join(folder, "in.csv");
    writeFileSync(input, `n\n${Array.from({ length: 3000 }, (_, i) => String(i)).join("\n")}\n`);
    const open = () => (existsSync("/proc/self/fd") ? readdirSync("/proc/self/fd").length : 0);
    const before = open();
    const failing = scanCsv(input, { backend: "inline", partitionBytes: 500 }).mapPartitions((part) => {
      if (part.at(0, "n")! > 1000) throw new Error("no");
      return part;
    });
    for (let i = 0; i < 5; i++) await expect(failing.collect()).rejects.toMatchObject({ code: "ERR_FRAMEPOOL_TASK" });
    expect(open()).toBeLessThanOrEqual(before + 1);
    expect((await failing.head(10).collect()).numRows).toBe(10);
    rmSync(input);
  });
});

describe("a stream that keeps what it was given", () => {
  it("gets memory that is not used again: the text is whole, in order", async () => {
    const many = new DataFrame({ n: Array.from({ length: 5000 }, (_, i) => i) });
    for (const way of [{ backend: "inline" as const }, { workers: 2 }]) {
      const stream = new PassThrough({ highWaterMark: 1 << 20 });
      // Read only when all was written.
      await scanCsv(Buffer.from(many.toCsv()), { ...way, partitionBytes: 1000, dtype: "string" }).mapPartitions((part) => part).toCsv(stream);
      stream.end();
      expect((await buffer(stream)).toString()).toBe(many.toCsv());
    }
  });
});

describe("a file that becomes shorter while it is read in order", () => {
  it("is an error that says so, as CSV and as Arrow", async () => {
    const path = join(folder, "shrinks");
    const many = new DataFrame({ n: Array.from({ length: 300_000 }, (_, i) => i) });
    const shrink = () => truncateSync(path, 400_000);
    await many.toCsv(path);
    await expect(scanCsv(path, { backend: "inline", dtype: "string", partitionRows: 1000, onProgress: shrink }).forEachBatch(() => undefined)).rejects.toThrow("has become shorter while it was read");
    await parallel(many, { backend: "inline", partitionRows: 1000 }).toArrow(path);
    await expect(scanArrow(path, { backend: "inline", partitionRows: 1000, onProgress: shrink }).forEachBatch(() => undefined)).rejects.toThrow("it has become shorter while it was read");
    rmSync(path);
  });
});

describe("types of a pipeline", () => {
  it("know the columns that select, drop and rename leave", async () => {
    const typed = parallel(new DataFrame({ a: [1], b: ["x"] }), { backend: "inline" });
    const renamed = await typed.select(["a", "b"]).rename({ a: "id" }).collect();
    const id: number | null = renamed.col("id").at(0);
    expect(id).toBe(1);
    await expect(typed.select(["c" as never]).collect()).rejects.toThrow('no column "c"');
    const dropped = await typed.drop("a").collect();
    expect(() => dropped.col("a" as never)).toThrow('no column "a"');
  });
});
