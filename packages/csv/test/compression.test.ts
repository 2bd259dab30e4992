import { createReadStream } from "node:fs";
import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import * as zlib from "node:zlib";
import { readCsv, type CsvReadOptions } from "@framepool/csv";
import { inferSchema, openSink, readBatches } from "@framepool/csv/internal";
import { ArgumentError, CsvParseError } from "@framepool/errors";
import { DataFrame } from "@framepool/frame";
import { afterEach, beforeEach, describe, expect, it } from "vitest";

let folder = "";
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "framepool-csv-"));
});
afterEach(() => rm(folder, { recursive: true }));

const frame = new DataFrame({ a: [1, 2], b: ["x", "é"] });
const CSV = "a,b\n1,x\n2,é\n";

async function* chunks(bytes: Uint8Array, size: number): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

async function file(name: string, content: string | Uint8Array): Promise<string> {
  const path = join(folder, name);
  await writeFile(path, content);
  return path;
}

describe("reading", () => {
  it("decompresses a file whose path ends in .gz, in any case, and any source that is said to be gzip", async () => {
    const bytes = zlib.gzipSync(CSV);
    const [path, upper, other] = await Promise.all([file("a.csv.gz", bytes), file("B.GZ", bytes), file("c.csv", bytes)]);
    for (const source of [path, upper, pathToFileURL(path), pathToFileURL(path).href]) expect((await readCsv(source)).toRows()).toEqual(frame.toRows());
    for (const source of [path, other, bytes, createReadStream(path), chunks(bytes, 3)]) expect((await readCsv(source, { compression: "gzip" })).toRows()).toEqual(frame.toRows());
    expect((await readCsv(await file("plain.gz", CSV), { compression: null })).toRows()).toEqual(frame.toRows());
  });

  it("takes members in a row, wherever they and the pieces are cut", async () => {
    const text = Buffer.from(`a,b\n${Array.from({ length: 30 }, (_, i) => `${String(i)},"é\n${"x".repeat(i)}"\n`).join("")}`);
    const whole = await readCsv(text);
    for (const cut of [1, 5, 7, 100, 1000]) {
      const members = Array.from({ length: Math.ceil(text.length / cut) }, (_, i) => zlib.gzipSync(text.subarray(i * cut, (i + 1) * cut)));
      const bytes = Buffer.concat([zlib.gzipSync(""), ...members]);
      for (const size of [1, 17, 1 << 20]) expect((await readCsv(chunks(bytes, size), { compression: "gzip" })).toRows()).toEqual(whole.toRows());
    }
  });

  it("finds types and makes batches of what is compressed", async () => {
    const path = await file("a.csv.gz", zlib.gzipSync(CSV));
    const rows: unknown[] = [];
    for await (const { batch } of readBatches(path, {}, await inferSchema(path, {}), { batchRows: 1 })) rows.push(...batch.toRows());
    expect(rows).toEqual(frame.toRows());
  });

  it("places a bad line in the text that was compressed", async () => {
    const path = await file("a.csv.gz", zlib.gzipSync("a,b\n1,2\n1,2,3\n"));
    await expect(readCsv(path)).rejects.toMatchObject({ file: path, line: 3, byte: 8 });
  });

  it.each<[string, (bytes: Buffer) => Uint8Array, RegExp]>([
    ["plain text", () => Buffer.from(CSV), /it is not compressed by gzip; compression: null reads it as it is/],
    ["half of it", (bytes) => bytes.subarray(0, bytes.length - 12), /its gzip data ends too soon/],
    ["a wrong sum", (bytes) => Buffer.concat([bytes.subarray(0, -8), Buffer.alloc(8)]), /its gzip data is damaged/],
  ])("says what is wrong with a .gz file that is %s", async (_, spoil, message) => {
    const path = await file("a.csv.gz", spoil(zlib.gzipSync(CSV)));
    const error: unknown = await readCsv(path).catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(CsvParseError);
    expect(error).toMatchObject({ file: path, message: expect.stringMatching(message) as string });
  });

  it("passes on why a source failed, and closes it when the reading stops", async () => {
    async function* broken() {
      yield zlib.gzipSync("a,b\n1,2\n");
      throw new RangeError("the other side died");
    }
    await expect(readCsv(broken(), { compression: "gzip" })).rejects.toThrow(new RangeError("the other side died"));
    await expect(readCsv(join(folder, "none.csv.gz"))).rejects.toThrow("there is no such file");
    let closed = false;
    async function* endless() {
      try {
        for (;;) yield zlib.gzipSync(`a,b\n${"1,2\n".repeat(1000)}`);
      } finally {
        closed = true;
      }
    }
    expect((await readCsv(endless(), { compression: "gzip", nrows: 10 })).numRows).toBe(10);
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(closed).toBe(true);
  });

  it.each(["a.csv.bz2", "a.csv.xz", "a.zip", "a.tar", "a.tar.gz", "a.tgz", "A.ZIP"])("and writing refuse the compression of %s", async (name) => {
    const path = join(folder, name);
    await expect(readCsv(path)).rejects.toThrow(ArgumentError);
    await expect(frame.toCsv(path)).rejects.toThrow("a compression that is not supported here");
    await frame.toCsv(path, { compression: null });
    expect((await readCsv(path, { compression: null })).toRows()).toEqual(frame.toRows());
  });
});

describe("writing", () => {
  it("compresses a file whose path ends in .gz, or as it is said", async () => {
    await frame.toCsv(join(folder, "a.csv.gz"));
    await frame.toCsv(join(folder, "b.csv"), { compression: "gzip" });
    await frame.toCsv(join(folder, "c.gz"), { compression: null });
    expect(zlib.gunzipSync(await readFile(join(folder, "a.csv.gz"))).toString()).toBe(CSV);
    expect(zlib.gunzipSync(await readFile(join(folder, "b.csv"))).toString()).toBe(CSV);
    expect(await readFile(join(folder, "c.gz"), "utf8")).toBe(CSV);
  });

  it("makes the same bytes each time, and reads back, in several members and other encodings", async () => {
    const many = new DataFrame({ n: Array.from({ length: 70_000 }, (_, i) => i), s: Array.from({ length: 70_000 }, (_, i) => `é${String(i % 100)}`) });
    for (const encoding of ["utf8", "utf-8-sig", "utf-16", "latin1"]) {
      const path = join(folder, "many.csv.gz");
      await many.toCsv(path, { encoding });
      const first = await readFile(path);
      await many.toCsv(path, { encoding });
      expect((await readFile(path)).equals(first)).toBe(true);
      const back = await readCsv(path, { encoding });
      expect(back.columns).toEqual(["n", "s"]);
      expect(back.toCsv()).toBe(many.toCsv());
    }
  });

  it("makes one member of each piece that a sink is given, and a file that is no less valid without any", async () => {
    const path = join(folder, "a.csv.gz");
    const pieces = ["a\n", "", "1\n".repeat(100), "2\n"].map((text) => Buffer.from(text));
    const sink = await openSink(path);
    for (const piece of pieces) await sink.write(piece);
    await sink.commit();
    expect(await readFile(path)).toEqual(Buffer.concat(pieces.filter(({ length }) => length > 0).map((piece) => zlib.gzipSync(piece))));
    const empty = await openSink(path);
    await empty.commit();
    expect(zlib.gunzipSync(await readFile(path)).length).toBe(0);
    await new DataFrame({ a: [] }).toCsv(path, { header: false });
    expect(await readFile(path)).toEqual(zlib.gzipSync(""));
  });

  it("leaves the old file until the end", async () => {
    const path = await file("a.csv.gz", "old");
    const sink = await openSink(path);
    await sink.write(Buffer.from("new"));
    expect(await readFile(path, "utf8")).toBe("old");
    await sink.abort();
    await expect(new DataFrame({ s: ["日"] }).toCsv(path, { encoding: "latin1" })).rejects.toThrow("cannot be written in latin1");
    expect(await readFile(path, "utf8")).toBe("old");
    expect(await readdir(folder)).toEqual(["a.csv.gz"]);
  });

  it("refuses the compression of text, and one that there is not", async () => {
    expect(() => frame.toCsv({ compression: "gzip" })).toThrow("compression is that of a file");
    expect(frame.toCsv({ compression: "infer" })).toBe(CSV);
    await expect(frame.toCsv(join(folder, "a.csv"), { compression: "brotli" as never })).rejects.toThrow('compression is "brotli"; it must be one of "infer" "gzip" null');
    await expect(readCsv(Buffer.from(CSV), { compression: "brotli" } as object as CsvReadOptions)).rejects.toThrow('compression is "brotli"');
  });
});

// Node has zstd from 22.15 on: below that, what is tested is that it says so.
const zstdCompress = (zlib as { zstdCompressSync?: (text: string | Uint8Array) => Buffer }).zstdCompressSync;
if (zstdCompress === undefined) console.warn("SKIPPED: this Node has no zstd; that it is read was not tested");

describe("zstd", () => {
  it.runIf(zstdCompress)("is read by the ending .zst, or where it is said, in whatever pieces", async () => {
    const bytes = zstdCompress!(CSV);
    expect((await readCsv(await file("a.csv.zst", bytes))).toRows()).toEqual(frame.toRows());
    for (const size of [1, 2, 7, 1000]) expect((await readCsv(chunks(bytes, size), { compression: "zstd" })).toRows()).toEqual(frame.toRows());
    await expect(readCsv(bytes.subarray(0, -3), { compression: "zstd" })).rejects.toThrow("ends too soon");
    await expect(readCsv(Buffer.from(CSV), { compression: "zstd" })).rejects.toThrow("it is not compressed by zstd");
  });

  it.runIf(zstdCompress)("of several frames is read whole or refused, never in part", async () => {
    const bytes = Buffer.concat([zstdCompress!(CSV), zstdCompress!("3,z\n")]);
    for (let size = 1; size <= bytes.length; size++) {
      const reading = readCsv(chunks(bytes, size), { compression: "zstd" });
      const rows = await reading.then(({ numRows }) => numRows, (error: Error) => error.message);
      if (rows !== 3) expect(rows).toContain("several frames");
    }
  });

  // A Node that has zstd cannot show what one without it says; the tests above skip the other way round.
  it.skipIf(zstdCompress)("says which Node it needs", async () => {
    await expect(readCsv(await file("b.zst", "x"))).rejects.toThrow("zstd needs Node 22.15 or later");
  });

  it("is not written", async () => {
    await expect(frame.toCsv(join(folder, "a.csv.zst"))).rejects.toThrow("a.csv.zst ends in .zst, a compression that is not supported here; use .gz");
  });
});
