// Where a pass calls no function of the user's, types are those of the first part, and all cells are looked at on the way:
// the answer must be that of types which were known before.
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { PassThrough } from "node:stream";
import { gunzipSync, gzipSync } from "node:zlib";
import { readCsv as readHere } from "@framepool/csv";
import { Scanner } from "@framepool/csv/internal";
import { CsvParseError, FrameError, TaskError } from "@framepool/errors";
import { DataFrame } from "@framepool/frame";
import { parallel, scanCsv, type Pipeline, type Progress } from "@framepool/parallel";
import fc from "fast-check";
import { afterAll, describe, expect, it, vi } from "vitest";
import { runs } from "../../../scripts/runs.mjs";

const folder = mkdtempSync(join(tmpdir(), "framepool-types-"));
afterAll(() => rmSync(folder, { recursive: true }));

/** Cells that are text, numbers of several kinds, flags, dates or missing: mostly of the kind that the column begins with. */
const kinds = ["1", "2.5", "True", "x", "", "2021-03-04", "9007199254740993", "-7", "18446744073709551615", "1e300", "-0", " 5", "5.0", "+4", "0007", "-inf", '"8"', '"a""b"', "NA", "99999999999999999999", "5.", "0.12345678901234567"];
const anyRow = fc.record({ key: fc.constantFrom("a", "b", ""), kind: fc.integer({ min: -50, max: kinds.length - 1 }), other: fc.integer({ min: -50, max: kinds.length - 1 }) });
const anyText = fc.record({ rows: fc.array(anyRow, { maxLength: 60 }), usual: fc.constantFrom("3", "0.25", "-4", " 6") })
  .map(({ rows, usual }) => ["key,value,other", ...rows.map(({ key, kind, other }) => `${key},${kinds[kind] ?? usual},${kinds[other] ?? ""}`), ""].join("\n"));

interface Answer { collect(): Promise<unknown> }

const ANSWERS: readonly (readonly [string, (pipe: Pipeline) => Answer])[] = [
  ["groups", (pipe) => pipe.groupby("key").agg({ value: ["count", "min", "max", "nunique"], other: "first" })],
  ["counts", (pipe) => pipe.col("value").valueCounts()],
  ["distinct rows", (pipe) => pipe.dropDuplicates({ subset: ["value"] })],
  ["a description", (pipe) => pipe.select(["value", "other"]).describe({ include: "all" })],
  ["order", (pipe) => pipe.sortValues("value")],
  ["columns by type", (pipe) => pipe.fillna({ other: 0 }).dropDuplicates()],
  ["rows", (pipe) => pipe],
  ["dummies", (pipe) => pipe.getDummies(["value"]).groupby("key").sum({ numericOnly: true })],
];

/** What a run gives, or why it gives nothing. */
async function outcome(pipe: Answer): Promise<unknown> {
  try {
    const frame = await pipe.collect();
    if (!(frame instanceof DataFrame)) throw new TypeError("no frame");
    return { dtypes: frame.dtypes, columns: frame.toColumns() };
  } catch (error) {
    return { name: (error as Error).name, message: (error as Error).message.replace(/ \(partition.*/s, "") };
  }
}

describe.each(ANSWERS)("%s of a file", (name, answer) => {
  it("are those of types that are known before, wherever the type of a column changes", async () => {
    await fc.assert(
      fc.asyncProperty(anyText, fc.integer({ min: 1, max: 200 }), fc.constantFrom("inline" as const, "inline" as const, "inline" as const, "threads" as const), async (text, partitionBytes, backend) => {
        const bytes = Buffer.from(text);
        const known = await readHere(bytes);
        const expected = await outcome(answer(parallel(known as DataFrame, { backend: "inline", partitions: 1 })));
        expect(await outcome(answer(scanCsv(bytes, { backend, workers: 2, partitionBytes }) as Pipeline))).toEqual(expected);
      }),
      { numRuns: runs(name === "rows" ? 60 : 25) },
    );
  });
});

describe("numbers of columns that nobody asks for", () => {
  const text = Buffer.from(`key,a,b\n${Array.from({ length: 40 }, (_, i) => `${String(i % 3)},${String(i)},${String(i + 0.5)}\n`).join("")}`);
  const open = (): Pipeline => scanCsv(text, { backend: "inline", partitionBytes: 100 });
  /** How many columns were read as numbers while a run was made, of parts behind the first. */
  async function readColumns(run: () => Promise<unknown>): Promise<{ int32: number; float64: number; parts: number }> {
    const int32 = vi.spyOn(Scanner.prototype, "int32");
    const float64 = vi.spyOn(Scanner.prototype, "float64");
    const parts = vi.spyOn(Scanner.prototype, "index");
    try {
      await run();
      return { int32: int32.mock.calls.length, float64: float64.mock.calls.length, parts: parts.mock.calls.length };
    } finally {
      vi.restoreAllMocks();
    }
  }

  it.each([
    ["written as they came in", () => open().dropDuplicates({ subset: ["key"] }).toCsv(join(folder, "few.csv")), 1],
    ["behind a step that knows no names", () => open().dropna({ subset: ["key"] }).groupby("key").agg({ a: "sum" }).collect(), 2],
    ["beside a column that becomes dummies", () => open().getDummies(["key"]).col("key_1" as never).sum(), 1],
  ] as const)("are not read for their types: %s", async (_, run, most) => {
    const { int32, float64, parts } = await readColumns(run);
    expect(parts).toBeGreaterThan(3);
    expect([float64, int32 <= most * parts, int32 > 0]).toEqual([0, true, true]);
  });

  it("are read where they are asked for, once each", async () => {
    const { int32, float64 } = await readColumns(() => open().groupby("key").agg({ b: "sum" }).collect());
    expect(float64).toBeGreaterThan(3);
    expect(int32).toBe(float64);
  });
});

describe("a column that looks so again behind what it is not", () => {
  const rows = ["18446744073709551615", "-1", ...Array.from({ length: 6 }, () => "1.5"), "x", "y"];
  const bytes = Buffer.from(`v\n${rows.join("\n")}\n`);

  it.each([1, 24, 48, 1000])("keeps all rows, in parts of %i bytes", async (partitionBytes) => {
    const pipe = scanCsv(bytes, { backend: "inline", partitionBytes });
    expect((await pipe.collect()).toColumns()).toEqual({ v: rows });
    expect(await scanCsv(bytes, { workers: 2, backend: "threads", partitionBytes }).col("v").count()).toBe(rows.length);
  });
});

it("types of a file that has a header only, before one that has rows, are those of the rows", async () => {
  const { frame, report } = await scanCsv([Buffer.from("v,s\n"), Buffer.from("v,s\n1,a\n2,b\n")], { backend: "inline" }).groupby("s").agg({ v: "sum" }).run();
  expect(frame.toColumns()).toEqual({ s: ["a", "b"], v: [1, 2] });
  expect(report.rows).toBe(2);
  expect(report.columns).toEqual([{ name: "s", type: "string" }, { name: "v", type: "int32" }]);
});

it("what an aborted run leaves is the rows that count as done", async () => {
  const abort = new AbortController();
  let done = 0;
  const run = scanCsv(Buffer.from(`v\n${"1\n".repeat(4)}2.5\n${"3\n".repeat(40)}`), { backend: "inline", partitionBytes: 8, signal: abort.signal, onProgress: () => { if (++done === 4) abort.abort(); } }).collect();
  const error = await run.then(() => null, (reason: unknown) => reason as { partial: { frame: DataFrame | null } });
  expect(error?.partial.frame?.toColumns()).toEqual({ v: [1, 1, 1, 1] });
});

describe("a file whose last rows are of another type", () => {
  const rows = 3000;
  const lines = Array.from({ length: rows }, (_, i) => `${String(i % 3)},${i === rows - 1 ? "2.5" : String(i % 10)},${i === rows - 1 ? "7" : ""}\n`);
  const file = join(folder, "late.csv");
  writeFileSync(file, `key,value,rare\n${lines.join("")}`);
  const zipped = join(folder, "late.csv.gz");
  writeFileSync(zipped, gzipSync(`key,value,rare\n${lines.join("")}`));

  it.each([["a file", file], ["a compressed one", zipped]])("is read again, and reported once: %s", async (_, path) => {
    const { frame, report } = await scanCsv(path, { partitionBytes: 1024, workers: 2, backend: "threads" }).groupby("key").agg({ value: "max", rare: "sum" }).run();
    expect(frame.toColumns()).toEqual({ key: [0, 1, 2], value: [9, 9, 9], rare: [0, 0, 7] });
    expect(frame.dtypes).toEqual({ key: "int32", value: "float64", rare: "int64" });
    expect(report.rows).toBe(rows);
    expect(new Set(report.partitions.map(({ partition }) => partition)).size).toBe(report.partitions.length);
    expect(report.columns).toEqual([{ name: "key", type: "int32" }, { name: "value", type: "float64" }, { name: "rare", type: "int32" }]);
  });

  it.each([["inline", file], ["threads", file], ["threads", zipped]] as const)("has a progress that never goes back, and counts all rows in the end: %s, %s", async (backend, path) => {
    const seen: Progress[] = [];
    const { report } = await scanCsv(path, { partitionBytes: 1024, backend, ...(backend === "threads" ? { workers: 2 } : {}), onProgress: (progress) => seen.push(progress) }).groupby("key").agg({ value: "max", rare: "sum" }).run();
    for (const count of ["stage", "rows", "bytes", "partitions", "elapsed"] as const) expect(seen.map((each) => each[count])).toEqual(seen.map((each) => each[count]).sort((a, b) => a - b));
    const first = seen.filter(({ stage }) => stage === 0);
    expect(first.at(-1)).toMatchObject({ rows, partitions: report.partitions.filter(({ stage }) => stage === 0).length });
    // Twice as many calls as parts: it was read twice, and the last part was not through the first time.
    expect(first.length).toBe(2 * first.at(-1)!.partitions);
    expect(first[first.length / 2 - 1]!.partitions).toBeLessThan(first.at(-1)!.partitions);
  });

  it("was no idle time of its workers where it is read for nothing", async () => {
    const { report } = await scanCsv(file, { partitionBytes: 1024, backend: "inline" }).groupby("key").agg({ value: "max", rare: "sum" }).run();
    const busy = report.perWorker.reduce((sum, { busyMs }) => sum + busyMs, 0);
    // In line the one worker waits only for what the main thread does; the first pass is as long as the second.
    expect(report.phases.idle).toBeLessThan(report.ms * report.workers - 1.3 * busy);
  });

  it("fails as it would have: a step that needs another type, with the types of all rows", async () => {
    const strings = scanCsv(file, { partitionBytes: 1024, workers: 2, backend: "threads" }).col("value").str.upper().valueCounts().collect();
    await expect(strings).rejects.toThrow(FrameError);
    await expect(strings).rejects.toThrow(/float64/);
  });

  it("is told what is wrong with its text", async () => {
    const broken = join(folder, "broken.csv");
    writeFileSync(broken, `key,value\n${lines.map((line) => line.slice(0, line.lastIndexOf(","))).join("\n")}\n1,2,3\n`);
    await expect(scanCsv(broken, { partitionBytes: 1024 }).groupby("key").sum().collect()).rejects.toThrow(CsvParseError);
  });

  it("calls no function of the user's twice, nor with another type", async () => {
    const seen = await scanCsv(file, { partitionBytes: 1024, workers: 2, backend: "threads" }).apply((row) => ({ key: row.key, type: `${typeof row.value} ${String(Number.isInteger(row.rare))}` })).col("type").valueCounts().collect();
    expect(seen.toColumns()).toEqual({ type: ["number false", "number true"], count: [rows - 1, 1] });
    await expect(scanCsv(file, { partitionBytes: 1024 }).apply(() => { throw new Error("no"); }).collect()).rejects.toThrow(TaskError);
  });

  it("ends when it is aborted on the way", async () => {
    const abort = new AbortController();
    const run = scanCsv(file, { partitionBytes: 1024, workers: 2, backend: "threads", signal: abort.signal, onProgress: () => abort.abort() }).groupby("key").sum().collect();
    await expect(run).rejects.toMatchObject({ name: "AbortError" });
  });
});

const WRITTEN: readonly (readonly [string, (pipe: Pipeline) => Pipeline])[] = [
  ["as they are", (pipe) => pipe],
  ["behind verbs that look at types", (pipe) => pipe.fillna({ value: 7, other: "none" }).round(1)],
  ["as what they are told apart by", (pipe) => pipe.eq(3)],
  ["without duplicates", (pipe) => pipe.dropDuplicates({ subset: ["value"] }).isin([1, "x", true, null])],
  ["joined", (pipe) => pipe.merge(new DataFrame({ key: ["a", "b"], name: ["A", "B"] }) as DataFrame, { on: "key", how: "left" }) as Pipeline],
];

describe.each(WRITTEN)("rows of a file, %s", (_, steps) => {
  it("are written as with types that are known before, wherever the type of a column changes", async () => {
    const [source, target] = [join(folder, "in.csv"), join(folder, "out.csv")];
    const written = async (pipe: Pipeline): Promise<string> => {
      try {
        await steps(pipe).toCsv(target);
        return readFileSync(target, "utf8");
      } catch (error) {
        return (error as Error).name;
      }
    };
    await fc.assert(
      fc.asyncProperty(anyText, fc.integer({ min: 1, max: 200 }), fc.constantFrom("inline" as const, "inline" as const, "threads" as const), async (text, partitionBytes, backend) => {
        writeFileSync(source, text);
        // A user's function: nothing is taken back behind one. In the same parts: a part in which nothing was to be filled keeps its numbers as they are spelled.
        const known = await written(scanCsv(source, { backend: "inline", partitionBytes }).mapPartitions((part) => part) as Pipeline);
        expect(await written(scanCsv(source, { backend, workers: 2, partitionBytes }) as Pipeline)).toBe(known);
      }),
      { numRuns: 25 },
    );
  });
});

describe("a CSV file of rows whose last ones are of another type", () => {
  const rows = 3000;
  const text = (last: string): string => `key,value\n${Array.from({ length: rows }, (_, i) => `${String(i % 3)},${i === rows - 1 ? last : i % 50 === 0 ? "" : String(i % 10)}\n`).join("")}`;
  const expected = `key,value\n${Array.from({ length: rows }, (_, i) => `${String(i % 3)},${i === rows - 1 ? "2.5" : i % 50 === 0 ? "0.5" : String(i % 10)}\n`).join("")}`;
  const own = mkdtempSync(join(folder, "written-"));
  const source = join(own, "late.csv");
  writeFileSync(source, text("2.5"));
  const filled = (path = source): Pipeline => scanCsv(path, { partitionBytes: 1024, workers: 2, backend: "threads" }).fillna({ value: 0.5 }) as Pipeline;

  it("is written once more from its beginning: whole, reported once, with nothing left beside it", async () => {
    const target = join(own, "out.csv");
    const report = await filled().toCsv(target);
    expect(readFileSync(target, "utf8")).toBe(expected);
    expect(report.rows).toBe(rows);
    expect(report.columns).toEqual([{ name: "key", type: "int32" }, { name: "value", type: "float64" }]);
    expect(new Set(report.partitions.map(({ partition }) => partition)).size).toBe(report.partitions.length);
    expect(readdirSync(own)).toEqual(["late.csv", "out.csv"]);
  });

  it("has one header, mark and member a part in every form", async () => {
    const [zipped, marked, stream] = [join(own, "out.csv.gz"), join(own, "marked.csv"), new PassThrough()];
    await filled().toCsv(zipped);
    expect(gunzipSync(readFileSync(zipped)).toString()).toBe(expected);
    await filled().toCsv(marked, { encoding: "utf-8-sig" });
    expect(readFileSync(marked, "utf8")).toBe(`\ufeff${expected}`);
    const chunks: Buffer[] = [];
    stream.on("data", (chunk: Buffer) => chunks.push(chunk));
    await filled().toCsv(stream);
    expect(Buffer.concat(chunks).toString()).toBe(expected);
  });

  it("is one of several that are written beside one another", async () => {
    const inputs = [join(own, "a.csv"), join(own, "b.csv")];
    writeFileSync(inputs[0]!, text("3"));
    writeFileSync(inputs[1]!, text("2.5"));
    await scanCsv(inputs, { partitionBytes: 4096, workers: 2, backend: "threads" }).fillna({ value: 0.5 }).toCsv(join(own, "{name}.out"));
    expect(readFileSync(join(own, "a.out"), "utf8")).toBe(expected.replace(/2\.5\n$/, "3\n"));
    expect(readFileSync(join(own, "b.out"), "utf8")).toBe(expected);
  });

  it("stays as it was where the second time fails", async () => {
    const target = join(own, "kept.csv");
    writeFileSync(target, "old");
    const upper = (scanCsv(source, { partitionBytes: 1024, backend: "inline" }).select(["value"]) as Pipeline).fillna({ value: "x" } as never);
    await expect(upper.toCsv(target)).rejects.toThrow(FrameError);
    expect(readFileSync(target, "utf8")).toBe("old");
    expect(readdirSync(own).filter((name) => name.startsWith("."))).toEqual([]);
  });
});
