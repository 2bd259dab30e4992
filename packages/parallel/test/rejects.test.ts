import { existsSync, linkSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import { pathToFileURL } from "node:url";
import { gunzipSync } from "node:zlib";
import { readCsv as readHere, type BadLine, type CsvReadOptions } from "@framepool/csv";
import { ArgumentError, CsvParseError, SinkError, TaskError } from "@framepool/errors";
import type { DataFrame } from "@framepool/frame";
import { readCsv, scanCsv, type PipelineOptions } from "@framepool/parallel";
import fc from "fast-check";
import { afterAll, beforeEach, describe, expect, it } from "vitest";
import { runs } from "../../../scripts/runs.mjs";

const folder = mkdtempSync(join(tmpdir(), "framepool-rejects-"));
const bad = join(folder, "bad.csv");
beforeEach(() => {
  for (const name of readdirSync(folder)) rmSync(join(folder, name));
});
afterAll(() => rmSync(folder, { recursive: true }));

const text = (path: string, encoding: BufferEncoding = "utf8") => readFileSync(path).toString(encoding);
const reasons = async (path = bad) => (await readHere(`${path}.reasons`, { dtype: { column: "string" } })).toRows();

const dtype = { a: "int32", b: "string" } as const;
const DATA = 'a,b\r\n1,"x, y"\r\nno,"one\r\n""two"""\r\n\r\n4,5,6\r\n7,é\r\n8x,"last"';

/** Each way of reading: on this thread, in ranges of any size, cut as it comes, on threads. */
const WAYS: readonly (readonly [string, (data: Uint8Array, options: CsvReadOptions) => Promise<DataFrame>])[] = [
  ["readCsv of the package of CSV alone", (data, options) => readHere(data, options)],
  ["readCsv", (data, options) => readCsv(data, options)],
  ...[1, 7, 1000].map((partitionBytes) => [`ranges of ${String(partitionBytes)} bytes`, (data: Uint8Array, options: CsvReadOptions) => scanCsv(data, { ...options, partitionBytes, backend: "inline" }).collect()] as const),
  ["one row at a time", (data, options) => scanCsv(data, { ...options, partitionRows: 1, backend: "inline" }).collect()],
  ["three threads", (data, options) => scanCsv(data, { ...options, partitionBytes: 9, workers: 3 }).collect()],
  ["csv-parse", (data, options) => scanCsv(data, { ...options, comment: "%", partitionBytes: 9, backend: "inline" }).collect()],
  ["our splitter", (data, options) => scanCsv(data, { ...options, escapechar: "\\", partitionBytes: 9, backend: "inline" }).collect()],
  ["csv-parse on the main thread", (data, options) => scanCsv(data, { ...options, skiprows: () => false, partitionBytes: 9, backend: "inline" }).collect()],
];

it("takes time by the length of the file alone where all of its lines are bad", async () => {
  const secondsFor = async (rows: number): Promise<number> => {
    const data = Buffer.from(`a,b\n${"no,some text that is longer\n".repeat(rows)}`);
    const started = performance.now();
    let lines = 0;
    await scanCsv(data, { dtype, onBadLines: "collect", rejects: ({ line }) => void (lines = line), partitionBytes: "4MiB", backend: "inline" }).collect();
    expect(lines).toBe(rows + 1);
    return performance.now() - started;
  };
  await secondsFor(1000);
  // Where each bad line is looked for from the start on, this is 64 times as long.
  expect((await secondsFor(40_000)) / (await secondsFor(5000))).toBeLessThan(30);
}, 60_000);

describe("of several things that are wrong the lowest is told", () => {
  it.each(WAYS)("%s", async (_, read) => {
    await expect(read(Buffer.from('a,b\n1,x\n4,5,6\n8,"never closed'), { dtype })).rejects.toMatchObject({ line: 3, byte: 8 });
    await expect(read(Buffer.from('a,b\n1,x\nno,5\n7,y\n8,"never closed'), { dtype })).rejects.toMatchObject({ line: 3, byte: 8, column: "a" });
    await expect(read(Buffer.from('a,b\n1,x\n8,"never closed\n4,5,6\n'), { dtype })).rejects.toMatchObject({ line: 3, byte: 8, message: expect.stringContaining("never closed") as string });
  });
});

describe("a reject file has the bad lines as they stand, under the header", () => {
  it.each(WAYS)("%s", async (_, read) => {
    const frame = await read(Buffer.from(DATA), { dtype, onBadLines: "collect", rejects: bad });
    expect(frame.toRows()).toEqual([{ a: 1, b: "x, y" }, { a: 7, b: "é" }]);
    expect(text(bad)).toBe('a,b\r\nno,"one\r\n""two"""\r\n4,5,6\r\n8x,"last"\r\n');
    expect(await reasons()).toEqual([
      { rejectLine: 2, file: null, line: 3, byte: DATA.indexOf("no"), column: "a", reason: '"no" is no int32' },
      { rejectLine: 4, file: null, line: 6, byte: DATA.indexOf("4,5"), column: null, reason: "3 fields where 2 are expected" },
      { rejectLine: 5, file: null, line: 8, byte: Buffer.from(DATA).indexOf("8x,"), column: "a", reason: '"8x" is no int32' },
    ]);
    expect(readdirSync(folder).sort()).toEqual(["bad.csv", "bad.csv.reasons"]);
  });

  it("in the order of the file, the same for any ranges, and mended it reads with the same options: whatever the text", async () => {
    const field = fc.constantFrom("1", "22", "x", "", '"q,q"', '"a\nb"', '"é"');
    const row = fc.oneof({ weight: 4, arbitrary: fc.tuple(field, field).map((fields) => fields.join(",")) }, fc.constant("1,2,3"), fc.constant(""));
    await fc.assert(
      fc.asyncProperty(fc.array(row, { maxLength: 12 }), fc.constantFrom("\n", "\r\n"), fc.integer({ min: 1, max: 20 }), async (rows, lineEnd, partitionBytes) => {
        const data = Buffer.from([`a,b`, ...rows, ""].join(lineEnd));
        const lines: BadLine[] = [];
        const options = { dtype, onBadLines: "collect", rejects: bad } as const;
        const whole = await readHere(data, { ...options, rejects: (line) => void lines.push(line) });
        const frame = await scanCsv(data, { ...options, partitionBytes, backend: "inline" }).collect();
        expect(frame.toRows()).toEqual(whole.toRows());
        expect(text(bad)).toBe([`a,b`, ...lines.map((line) => line.text), ""].join(lineEnd));
        expect(lines.map((line) => data.subarray(line.byte, line.byte + Buffer.byteLength(line.text)).toString())).toEqual(lines.map((line) => line.text));
        // Read again, every line is bad as before.
        expect((await scanCsv(bad, { ...options, rejects: join(folder, "again.csv"), partitionBytes, backend: "inline" }).collect()).numRows).toBe(0);
        expect(text(join(folder, "again.csv"))).toBe(text(bad));
        writeFileSync(bad, text(bad).replaceAll("1,2,3", "1,2").replace(/^(x|"q,q"|"a\nb"|"é")/gm, "5"));
        expect((await readCsv(bad, { dtype })).numRows).toBe(lines.length);
      }),
      { numRuns: runs(40) },
    );
  });

  it("with all that stands before the rows, so that header, names and skiprows mean the same", async () => {
    const data = Buffer.from("made by hand\n\na;b\n1;2;3\n4;5\n");
    for (const partitionBytes of [1, 1000]) {
      const options = { sep: ";", skiprows: 1, onBadLines: "collect", rejects: bad, partitionBytes, backend: "inline" } as const;
      await scanCsv(data, options).collect();
      expect(text(bad)).toBe("made by hand\n\na;b\n1;2;3\n");
    }
    await readHere(Buffer.from("1,2\n3,4,5\n"), { header: null, onBadLines: "collect", rejects: bad });
    expect(text(bad)).toBe("3,4,5\n");
    await readHere(Buffer.from("a,b|1,2|3,4,5"), { lineterminator: "|", onBadLines: "collect", rejects: bad });
    expect(text(bad)).toBe("a,b|3,4,5|");
    expect((await reasons())[0]).toMatchObject({ rejectLine: 2, line: 3 });
  });

  it("in the encoding of the file, and compressed where its own name says so", async () => {
    const data = Buffer.from("ä,b\n1,2,é\nö,3\n", "latin1");
    for (const partitionBytes of [1, 1000]) {
      await scanCsv(data, { encoding: "latin1", onBadLines: "collect", rejects: pathToFileURL(bad), partitionBytes, backend: "inline" }).collect();
      expect(text(bad, "latin1")).toBe("ä,b\n1,2,é\n");
    }
    await readHere(Buffer.from("a,b\n1,2,日\n", "utf16le"), { encoding: "utf16le", onBadLines: "collect", rejects: bad });
    expect(text(bad, "utf16le")).toBe("a,b\n1,2,日\n");
    await readCsv(Buffer.from("a\n1\n2,3\n"), { onBadLines: "collect", rejects: `${bad}.gz` });
    expect(gunzipSync(readFileSync(`${bad}.gz`)).toString()).toBe("a\n2,3\n");
  });

  it("of several inputs, each line with its file", async () => {
    const files = ["one.csv", "two.csv"].map((name) => join(folder, name));
    writeFileSync(files[0]!, "a,b\n1,2\n1,2,3\n");
    writeFileSync(files[1]!, "a,b\nx,2\n3,4\n");
    const { report } = await scanCsv(files, { dtype, onBadLines: "collect", rejects: bad, workers: 2 }).run();
    expect(report.badLines).toBe(2);
    expect(text(bad)).toBe("a,b\n1,2,3\nx,2\n");
    expect((await reasons()).map(({ file, line }) => [file, line])).toEqual([[files[0], 3], [files[1], 2]]);
  });

  it("and fields beyond those that are read stay in it", async () => {
    const data = Buffer.from("a,b,c\n1,2,3\nx,2,3,4\n");
    for (const [, read] of WAYS) {
      await read(data, { usecols: ["a"], dtype: { a: "int32" }, onBadLines: "collect", rejects: bad });
      expect(text(bad)).toBe("a,b,c\nx,2,3,4\n");
    }
    const lines: BadLine[] = [];
    await scanCsv(data, { usecols: ["a"], dtype: { a: "int32" }, onBadLines: "collect", rejects: (line: BadLine) => lines.push(line), backend: "inline" }).collect();
    expect(lines[0]!.fields).toEqual(["x", "2", "3", "4"]);
  });
});

describe("a reject file is", () => {
  it("the header alone where no line was bad", async () => {
    writeFileSync(bad, "a,b\nfrom,the,run before\n");
    for (const [, read] of WAYS) {
      await read(Buffer.from("a,b\n1,2\n"), { onBadLines: "collect", rejects: bad });
      expect(text(bad)).toBe("a,b\n");
      expect(text(`${bad}.reasons`)).toBe("rejectLine,file,line,byte,column,reason\n");
    }
    await readCsv(Buffer.from("a,b"), { onBadLines: "collect", rejects: bad });
    expect(text(bad)).toBe("a,b\n");
  });

  it("the old one after a run that failed, and nothing else is left", async () => {
    writeFileSync(bad, "old");
    const data = Buffer.from("a,b\n1,2,3\n1,2\n");
    const options = { onBadLines: "collect", rejects: bad, backend: "inline", partitionBytes: 1 } as const;
    const failing = scanCsv(data, options).mapPartitions((part: DataFrame) => {
      if (part.numRows > 0) throw new Error("no");
      return part;
    });
    await expect(failing.collect()).rejects.toBeInstanceOf(TaskError);
    await expect(readHere(Buffer.from('a,b\n1,2,3\n"open'), { onBadLines: "collect", rejects: bad })).rejects.toBeInstanceOf(CsvParseError);
    await expect(scanCsv(data, { ...options, dtype: { c: "string" } }).collect()).rejects.toThrow('no column "c"');
    await expect(scanCsv(data, options).toCsv(join(folder, "no-folder", "out.csv"))).rejects.toBeInstanceOf(SinkError);
    await expect(scanCsv(data, { ...options, signal: AbortSignal.abort() }).collect()).rejects.toMatchObject({ code: "ERR_FRAMEPOOL_ABORT" });
    expect([text(bad), readdirSync(folder)]).toEqual(["old", ["bad.csv"]]);
  });

  it("not opened in vain: a path that cannot be written is said before a row is read", async () => {
    await expect(readCsv(Buffer.from("a\n1\n"), { onBadLines: "collect", rejects: join(folder, "no-folder", "bad.csv") })).rejects.toBeInstanceOf(SinkError);
    for (const [, read] of WAYS) {
      await expect(read(Buffer.from("a\n"), { onBadLines: "collect" })).rejects.toBeInstanceOf(ArgumentError);
      await expect(read(Buffer.from("a\n"), { onBadLines: "collect", rejects: 5 as never })).rejects.toThrow("rejects is 5; it must be a path");
    }
  });

  it("and its reasons are files of their own, neither the output nor the quarantine, by whatever name", async () => {
    const data = Buffer.from("a,b\n1,2\n1,2,3\n");
    const scanned = scanCsv(data, { onBadLines: "collect", rejects: bad, onError: "collect", backend: "inline" }).mapPartitions((part: DataFrame) => part);
    const [link, dangling, other] = [join(folder, "link.csv"), join(folder, "dangling.csv"), join(folder, "other")];
    writeFileSync(bad, "old");
    symlinkSync(bad, link);
    symlinkSync(`${bad}.reasons`, dangling);
    symlinkSync(folder, other);
    for (const path of [bad, link, join(other, "bad.csv"), pathToFileURL(bad)]) {
      await expect(scanned.toCsv(path)).rejects.toThrow(/rejects is .*bad\.csv, which the output goes to; give each of them a file of its own/);
      await expect(scanned.toArrow(path)).rejects.toBeInstanceOf(ArgumentError);
      await expect(scanned.collect({ quarantine: path })).rejects.toThrow(/rejects is .*bad\.csv, which quarantine goes to/);
    }
    for (const path of [dangling, `${bad}.reasons`]) await expect(scanned.toCsv(path)).rejects.toThrow(/the file of reasons beside rejects is .*bad\.csv\.reasons, which the output goes to/);
    expect(text(bad)).toBe("old");
    expect(existsSync(`${bad}.reasons`)).toBe(false);
    await scanned.toCsv(join(folder, "good.csv"), { quarantine: join(folder, "q.csv") });
    expect([text(join(folder, "good.csv")), text(bad)]).toEqual(["a,b\n1,2\n", "a,b\n1,2,3\n"]);
  });

  it("and its reasons never an input, by whatever name: it would be replaced by its bad lines", async () => {
    const data = "a,b\n1,2\n1,2,3\n";
    const [path, link, hard, beside] = ["in.csv", "in-link.csv", "in-hard.csv", "of.csv.reasons"].map((name) => join(folder, name)) as [string, string, string, string];
    for (const file of [path, beside]) writeFileSync(file, data);
    symlinkSync(path, link);
    linkSync(path, hard);
    const before = readdirSync(folder).sort();
    const targets = [path, link, hard, relative(process.cwd(), path), pathToFileURL(path)];
    for (const [, read] of WAYS) {
      for (const rejects of targets) await expect(read(path as never, { onBadLines: "collect", rejects })).rejects.toThrow(/rejects is .*, which is (an|the) input, and would be replaced/);
      await expect(read(beside as never, { onBadLines: "collect", rejects: join(folder, "of.csv") })).rejects.toBeInstanceOf(ArgumentError);
    }
    await expect(scanCsv(join(folder, "in*.csv"), { onBadLines: "collect", rejects: link }).toCsv(join(folder, "out.csv"))).rejects.toThrow("which is an input");
    expect([text(path), text(hard), text(beside), readdirSync(folder).sort()]).toEqual([data, data, data, before]);
  });

  it.runIf(existsSync("/dev/null"))("written alone where it is no regular file", async () => {
    await readCsv(Buffer.from("a\n1,2\n"), { onBadLines: "collect", rejects: "/dev/null" });
    expect(existsSync("/dev/null.reasons")).toBe(false);
  });

  it("of the rows that a head behind a function wants, however many were read ahead", async () => {
    const data = Buffer.from(`a,b\n${"1,2\n1,2,3\n".repeat(50)}`);
    const run: PipelineOptions = { partitionBytes: 30, workers: 3 };
    await scanCsv(data, { onBadLines: "collect", rejects: bad, ...run }).mapPartitions((part: DataFrame) => part).head(5).collect();
    const one = text(bad);
    await scanCsv(data, { onBadLines: "collect", rejects: bad, ...run, workers: 1 }).mapPartitions((part: DataFrame) => part).head(5).collect();
    expect(text(bad)).toBe(one);
    expect(one.split("\n").length).toBeLessThan(12);
  });
});
