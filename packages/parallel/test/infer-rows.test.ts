import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { readCsv as readHere, type BadLine, type CsvReadOptions } from "@framepool/csv";
import { ArgumentError, CsvParseError, SchemaMismatchError } from "@framepool/errors";
import type { DataFrame } from "@framepool/frame";
import { readCsv, scanCsv, type Progress } from "@framepool/parallel";
import { afterAll, describe, expect, it } from "vitest";

const folder = mkdtempSync(join(tmpdir(), "framepool-infer-"));
afterAll(() => rmSync(folder, { recursive: true }));

type Read = (data: Uint8Array, options: CsvReadOptions) => Promise<DataFrame>;
const WAYS: readonly (readonly [string, Read])[] = [
  ["readCsv of the package of CSV alone", (data, options) => readHere(data, options)],
  ["readCsv of a stream", (data, options) => readCsv(inPieces(data), options)],
  ["ranges of a byte", (data, options) => scanCsv(data, { ...options, partitionBytes: 1, backend: "inline" }).collect()],
  ["one range", (data, options) => scanCsv(data, { ...options, backend: "inline" }).collect()],
  ["threads", (data, options) => scanCsv(data, { ...options, partitionBytes: 8, workers: 2 }).collect()],
  ["one row at a time", (data, options) => scanCsv(data, { ...options, partitionRows: 1, backend: "inline" }).collect()],
  ["csv-parse", (data, options) => scanCsv(data, { ...options, comment: "%", partitionBytes: 8, backend: "inline" }).collect()],
  ["csv-parse on the main thread", (data, options) => scanCsv(data, { ...options, skiprows: () => false, partitionBytes: 8, backend: "inline" }).collect()],
];

async function* inPieces(data: Uint8Array) {
  for (let at = 0; at < data.length; at += 5) yield await Promise.resolve(data.subarray(at, at + 5));
}

describe.each(WAYS)("inferRows, %s", (_, read) => {
  const data = Buffer.from("id,when,empty,n\n1,2021-03-04,,1\n2,2021-03-05,,2\n3,later,x,2.5\n4,2021-03-06,y,3\n");

  it("finds types in the first rows, and text where they have no cell", async () => {
    const frame = await read(data, { inferRows: 2, nrows: 2, parseDates: ["when"] });
    expect(frame.dtypes).toEqual({ id: "int32", when: "timestamp", empty: "string", n: "int32" });
    expect((await read(data, { inferRows: 4, parseDates: ["when"] })).dtypes).toEqual({ id: "int32", when: "string", empty: "string", n: "float64" });
    expect((await read(Buffer.from("a,b\n"), { inferRows: 5 })).dtypes).toEqual({ a: "string", b: "string" });
  });

  it("says of a later cell that does not fit its file, line, column and what to do", async () => {
    const error: unknown = await read(data, { inferRows: 2 }).then(() => null, (reason: unknown) => reason);
    expect(error).toBeInstanceOf(SchemaMismatchError);
    expect(error).toMatchObject({ column: "n", line: 4, byte: data.indexOf("3,later"), file: null });
    expect((error as Error).message).toBe('the CSV text, line 4, column "n": "2.5" is no int32, as the first 2 rows are (inferRows); say what it is, dtype: { "n": "string" }, or look at more rows');
  });

  it("is a bad line for onBadLines", async () => {
    const lines: BadLine[] = [];
    const frame = await read(data, { inferRows: 1, onBadLines: "collect", rejects: (line) => void lines.push(line) });
    expect(frame.toColumns()).toEqual({ id: [1, 2, 4], when: ["2021-03-04", "2021-03-05", "2021-03-06"], empty: [null, null, "y"], n: [1, 2, 3] });
    expect(lines.map(({ line, column, text }) => [line, column, text])).toEqual([[4, "n", "3,later,x,2.5"]]);
  });

  it("leaves a declared type alone: a cell that it cannot hold is the file's fault", async () => {
    await expect(read(data, { inferRows: 1, dtype: { n: "int32" } })).rejects.toBeInstanceOf(CsvParseError);
    expect((await read(data, { inferRows: 1, dtype: { n: "float64" } })).toColumns().n).toEqual([1, 2, 2.5, 3]);
    expect((await read(data, { inferRows: 1, dtype: "string" })).toColumns().n).toEqual(["1", "2", "2.5", "3"]);
  });

  it("counts rows, not bad lines", async () => {
    const frame = await read(Buffer.from("a,b\n1,2,3\nx,0\n1,2\ny,3\n"), { inferRows: 2, onBadLines: "skip" });
    expect(frame.toColumns()).toEqual({ a: ["x", "1", "y"], b: [0, 2, 3] });
  });

  it("must be a row at least", async () => {
    await expect(read(data, { inferRows: 0 })).rejects.toBeInstanceOf(ArgumentError);
    await expect(read(data, { inferRows: -1 })).rejects.toBeInstanceOf(ArgumentError);
    expect((await read(data, { inferRows: Infinity })).dtypes).toMatchObject({ n: "float64" });
  });
});

describe("rows are those of all files together", () => {
  const files = ["1,a\n2,b\n", "3,c\n4,d\n", "x,e\n"].map((rows, i) => {
    const path = join(folder, `${String(i)}.csv`);
    writeFileSync(path, `n,t\n${rows}`);
    return path;
  });
  const HOW: readonly (readonly [string, CsvReadOptions])[] = [["ranges", {}], ["csv-parse", { comment: "%" }], ["the main thread", { skiprows: (line) => line > 100 }]];

  it.each(HOW)("for nrows, by %s", async (_, how) => {
    for (const [nrows, n] of [[1, [1]], [2, [1, 2]], [3, [1, 2, 3]], [4, [1, 2, 3, 4]]] as const) {
      const frame = await readCsv(files, { ...how, nrows });
      expect([frame.toColumns().n, frame.dtypes.n]).toEqual([n, "int32"]);
    }
    expect((await readCsv(files, { ...how, nrows: 5 })).toColumns().n).toEqual(["1", "2", "3", "4", "x"]);
    expect((await readCsv(files, { ...how, nrows: 0 })).shape).toEqual([0, 2]);
  });

  it.each(HOW)("for inferRows, by %s", async (_, how) => {
    await expect(readCsv(files, { ...how, inferRows: 3 })).rejects.toMatchObject({ code: "ERR_FRAMEPOOL_SCHEMA", file: files[2], line: 2, column: "n" });
    expect((await readCsv(files, { ...how, inferRows: 5 })).dtypes).toEqual({ n: "string", t: "string" });
  });
});

describe("nrows counts rows that are good", () => {
  it.each(WAYS)("%s", async (_, read) => {
    const data = Buffer.from("a\nx\n1\n1,2\n2\ny\n3\n");
    const lines: BadLine[] = [];
    const frame = await read(data, { dtype: { a: "int32" }, nrows: 2, onBadLines: "collect", rejects: (line) => void lines.push(line) });
    expect(frame.toColumns()).toEqual({ a: [1, 2] });
    expect(lines.map(({ line }) => line)).toEqual([2, 4]);
  });
});

describe("what is behind the last row that is wanted is nobody's concern", () => {
  const bad = Buffer.concat([Buffer.from("a,b\n1,2\n3,4\n5,"), Buffer.from([0xe9, 0x0a])]);
  const open = Buffer.from('a,b\n1,2\n3,4\n"5,6\n7,8\n');

  it.each([["text that is no UTF-8", bad], ["a quote that is not closed", open]])("%s", async (_, data) => {
    for (const partitionBytes of [1, 7, 1000]) {
      for (const more of [{}, { onBadLines: "skip" }, { dtype: "int32" }] as const) {
        const options = { ...more, partitionBytes, backend: "inline" } as const;
        expect((await scanCsv(data, options).head(2).collect()).toColumns()).toEqual({ a: [1, 3], b: [2, 4] });
        await expect(scanCsv(data, options).head(3).collect()).rejects.toBeInstanceOf(CsvParseError);
      }
    }
  });

  it("a quote that goes on for longer than a row may", async () => {
    const long = Buffer.from(`a,b\n1,2\n"${"x".repeat(100_000)}`);
    expect((await scanCsv(long, { maxRowBytes: 20_000, partitionBytes: 16, backend: "inline" }).head(1).collect()).numRows).toBe(1);
  });
});

describe("readCsv of what is read once", () => {
  const data = Buffer.from("a,b\n1,x\n2,y\n");

  it("finds types, in a list too, and however the text is read", async () => {
    for (const how of [{}, { comment: "%" }, { skipfooter: 0 }, { skiprows: () => false }, { encoding: "utf16le" }] as const) {
      const own = "encoding" in how ? Buffer.from(data.toString(), "utf16le") : data;
      expect((await readCsv(inPieces(own), how)).toColumns()).toEqual({ a: [1, 2], b: ["x", "y"] });
      const both = await readCsv([inPieces(own), own, inPieces(own)], { ...how, workers: 2 });
      expect([both.dtypes, both.toColumns().a]).toEqual([{ a: "int32", b: "string" }, [1, 2, 1, 2, 1, 2]]);
    }
    expect((await readCsv(inPieces(data), { skipfooter: 1 })).toColumns()).toEqual({ a: [1], b: ["x"] });
    async function* strings() {
      yield "a\n1\n";
      yield "2\n";
    }
    expect((await readCsv(strings(), { encoding: "latin1" })).toColumns()).toEqual({ a: [1, 2] });
  });

  it("obeys the options of a run", async () => {
    async function* silent() {
      yield "a\n1\n";
      await new Promise(() => undefined);
    }
    const reading = readCsv(silent(), { signal: AbortSignal.timeout(50) });
    await expect(reading).rejects.toMatchObject({ code: "ERR_FRAMEPOOL_ABORT" });
    await expect(readCsv(inPieces(data), { workers: 0 })).rejects.toBeInstanceOf(ArgumentError);
    const told: number[] = [];
    await readCsv(inPieces(data), { onProgress: ({ rows }: Progress) => void told.push(rows) });
    expect(told).toEqual([2]);
  });

  it("reads no further than its rows, and lets the source go", async () => {
    let closed = 0;
    async function* endless() {
      try {
        yield "a\n";
        for (let n = 0; ; n++) yield `${String(n)}\n`;
      } finally {
        closed++;
      }
    }
    for (const how of [{}, { comment: "%" }, { skiprows: () => false }] as const) expect((await readCsv(endless(), { ...how, nrows: 3, partitionBytes: 64 })).toColumns()).toEqual({ a: [0, 1, 2] });
    await expect(readCsv(endless(), { nrows: 3, dtype: { b: "string" } })).rejects.toThrow('no column "b"');
    await new Promise((done) => setTimeout(done, 20));
    expect(closed).toBe(4);
  });
});

describe("a row that has more bytes than one may is an error with its place", () => {
  it.each(WAYS)("%s", async (_, read) => {
    const data = Buffer.from(`a,b\n1,2\n\n3,${"x".repeat(50)}\n5,6\n`);
    await expect(read(data, { maxRowBytes: 40 })).rejects.toMatchObject({ code: "ERR_FRAMEPOOL_CSV", line: 4, byte: 9, message: expect.stringContaining("maxRowBytes") as string });
    expect((await read(data, { maxRowBytes: 60 })).numRows).toBe(3);
    expect((await read(data, { maxRowBytes: 40, nrows: 1 })).toColumns()).toEqual({ a: [1], b: [2] });
  });

  it("also where its quote is never closed, in text that is read in order", async () => {
    async function* open() {
      yield 'a\n1\n"';
      for (;;) yield await Promise.resolve("x".repeat(1000));
    }
    for (const options of [{}, { escapechar: "\\" }, { skiprows: () => false }]) await expect(readHere(open(), { ...options, maxRowBytes: 5000 })).rejects.toMatchObject({ line: 3, byte: 4 });
    await expect(readCsv(open(), { skiprows: () => false, maxRowBytes: 5000 })).rejects.toMatchObject({ line: 3, byte: 4 });
  });
});
