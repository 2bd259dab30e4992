import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { readCsv, type BadLine, type CsvReadOptions } from "@framepool/csv";
import { ArgumentError, CsvParseError, FrameError } from "@framepool/errors";
import { describe, expect, it } from "vitest";

const bytes = (text: string) => Buffer.from(text);

async function failure(text: string | Uint8Array, options?: CsvReadOptions): Promise<CsvParseError> {
  const error: unknown = await readCsv(typeof text === "string" ? bytes(text) : text, options).then(() => null, (reason: unknown) => reason);
  expect(error).toBeInstanceOf(CsvParseError);
  return error as CsvParseError;
}

describe("a bad line is placed", () => {
  it("by its physical line and the byte at which its row begins", async () => {
    const text = 'a,b\n1,2\n1,2,3\n';
    expect(await failure(text)).toMatchObject({ file: null, line: 3, byte: text.indexOf("1,2,3"), column: null });
  });

  it("counting the line breaks inside quotes, of every kind, and what comes before it", async () => {
    const text = '\ufeffa,b\r\n"x\r\ny",2\r\n"p\nq\rr",3\n\n  \n#no,\n"é",4\r1,2,3\n';
    const error = await failure(text, { comment: "#" });
    expect(error.line).toBe(text.slice(0, text.indexOf("1,2,3")).split(/\r\n|\r|\n/).length);
    expect(error.byte).toBe(bytes(text).indexOf("1,2,3"));
  });

  it.each([1, 2, 3, 7, 64])("whatever pieces the text comes in: %i bytes", async (size) => {
    const text = 'a,b\r\n"x\r\ny",2\r\n\r\n"p\nq",3\r\n1,2,3\r\n4,5\r\n';
    async function* pieces() {
      for (let at = 0; at < text.length; at += size) yield bytes(text).subarray(at, at + size);
    }
    await expect(readCsv(pieces())).rejects.toMatchObject({ line: 7, byte: text.indexOf("1,2,3") });
  });

  it("in the bytes of the file's own encoding", async () => {
    for (const encoding of ["utf16le", "latin1", "windows-1252", "shift_jis"]) {
      const before = encoding === "shift_jis" ? "a,b\n日本,1\n" : "a,b\né,1\n";
      const { default: iconv } = await import("iconv-lite");
      const error = await failure(iconv.encode(`${before}1,2,3\n`, encoding), { encoding });
      expect(error).toMatchObject({ line: 3, byte: iconv.encode(before, encoding).length });
    }
  });

  it("far into a large file", async () => {
    const rows = Array.from({ length: 60_000 }, (_, i) => (i % 1000 === 0 ? `${i},"a\n${"x".repeat(20)}"` : `${i},${"x".repeat(i % 13)}`));
    const before = `n,s\n${rows.join("\n")}\n`;
    const error = await failure(`${before}1,2,3\n1,2\n`);
    expect(error).toMatchObject({ line: before.split("\n").length, byte: before.length });
  });

  it("with the column whose type cannot hold its cell, and the cell", async () => {
    const error = await failure("id,age\n1,22\n2,old\n", { dtype: { age: "int32" } });
    expect(error).toMatchObject({ line: 3, byte: 12, column: "age" });
    expect(error.message).toContain('"old" is no int32');
  });

  it("with the line on which a quote began that is never closed", async () => {
    const text = 'a,b\n1,"x\ny"\n2,z\n"p\nq","open,3\n4,5\n';
    const error = await failure(text);
    expect(error).toMatchObject({ line: 6, byte: text.indexOf('"p') });
    expect(error.message).toContain("line 6 is never closed");
    expect(await failure(text, { escapechar: "\\" })).toMatchObject({ line: 6 });
  });

  it("counting the lines that lineterminator ends, and with separators of several characters", async () => {
    const text = 'a::b|"x|y"::2\n|1::2::3|';
    expect(await failure(text, { sep: "::", lineterminator: "|" })).toMatchObject({ line: 4, byte: text.indexOf("1::2::3") });
    expect(await failure('a  b\n1 2\n  1 "x 2\n3\n', { sep: "\\s+" })).toMatchObject({ line: 3, byte: 9 });
  });

  it("with the file's path", async () => {
    const folder = await mkdtemp(join(tmpdir(), "framepool-csv-"));
    const path = join(folder, "bad.csv");
    await writeFile(path, "a\n1\n1,2\n");
    await expect(readCsv(path)).rejects.toMatchObject({ file: path, line: 3, byte: 4 });
    await rm(folder, { recursive: true });
  });

  it("where bytes are not UTF-8, with the encoding as the way out", async () => {
    const error = await failure(Buffer.concat([bytes("a\nx\ny"), Buffer.from([0xe9]), bytes("\nz\n")]));
    expect(error).toMatchObject({ line: 3, byte: 5 });
    expect(error.message).toContain('{ encoding: "latin1" }');
    expect((await failure(Buffer.concat([bytes("a\nx"), Buffer.from([0xe6, 0x97])]))).byte).toBe(3);
    expect((await failure(Buffer.from("\ufeffa\n1\n", "utf16le"))).message).toContain("utf16le");
    expect((await failure(gzipSync("a\n1\n"))).message).toContain('compressed by gzip; read them with { compression: "gzip" }');
    expect((await failure(Buffer.from([0x28, 0xb5, 0x2f, 0xfd, 0x20]))).message).toContain('{ compression: "zstd" }');
    expect((await failure(Buffer.from("PK\u0003\u0004\u0014"))).message).toContain("a ZIP archive, as Excel files are");
  });
});

describe("bad lines", () => {
  const text = "a,b\n1,2\nx,3\n4,5,6\n7,y\n8,9\n";
  const dtype = { a: "int32", b: "int32" } as const;

  it("are left out with skip", async () => {
    expect((await readCsv(bytes(text), { dtype, onBadLines: "skip" })).toRows()).toEqual([{ a: 1, b: 2 }, { a: 8, b: 9 }]);
  });

  it("are given to rejects with collect, in order, with place, reason and fields", async () => {
    const lines: BadLine[] = [];
    const frame = await readCsv(bytes(text), { dtype, onBadLines: "collect", rejects: (line) => lines.push(line) });
    expect(frame.toRows()).toEqual([{ a: 1, b: 2 }, { a: 8, b: 9 }]);
    expect(lines).toEqual([
      { file: null, line: 3, byte: 8, column: "a", reason: '"x" is no int32', fields: ["x", "3"], text: "x,3" },
      { file: null, line: 4, byte: 12, column: null, reason: "3 fields where 2 are expected", fields: ["4", "5", "6"], text: "4,5,6" },
      { file: null, line: 5, byte: 18, column: "b", reason: '"y" is no int32', fields: ["7", "y"], text: "7,y" },
    ]);
  });

  it("are reported the lowest first, whatever is wrong with them", async () => {
    expect((await failure(text, { dtype })).line).toBe(3);
    expect((await failure("a,b,c\n1,2,x\ny,2,3\n1,2,3,4\n", { dtype: "int32" })).line).toBe(2);
    expect((await failure("a,b\n1,2\n1,2,3\nx,2\n", { dtype: "int32" })).line).toBe(3);
  });

  it("beyond nrows are not seen", async () => {
    expect((await readCsv(bytes(text), { dtype, nrows: 1 })).numRows).toBe(1);
  });
});

describe("options", () => {
  it.each<[string, object, RegExp]>([
    ["a misspelt one", { naValuse: ["x"] }, /no option "naValuse"; did you mean "naValues"\?/],
    ["one of pandas that is not there", { indexCol: 0 }, /indexCol is not supported; labels are ordinary columns/],
    ["one of pandas in its own spelling", { index_col: 0 } as never, /index_col is not supported; labels are ordinary columns/],
    ["one of pandas that another takes the place of", { dayfirst: true }, /dayfirst is not supported; a date is never guessed/],
    ["a long decimal mark", { decimal: ",," }, /decimal is ",,"; it must be one character/],
    ["a digit between digits", { thousands: "0" }, /thousands is "0"/],
    ["one mark for two things", { thousands: "." }, /decimal and thousands are both "\."/],
    ["a word where a list belongs", { trueValues: "yes" }, /trueValues is "yes"; it must be a list of words/],
    ["dates of an index", { parseDates: true }, /parseDates is true; it must be a list/],
    ["dates in a schema", { parseDates: ["a"], schema: { a: "string" } }, /name dates there/],
    ["a date that is declared", { parseDates: ["a"], dtype: { a: "string" } }, /"a" is in parseDates and in dtype/],
    ["dates of a position that is not there", { parseDates: [1] }, /position 1, but 1 columns are read/],
    ["an unknown directive", { dateFormat: "%d/%Q" }, /dateFormat has %Q/],
    ["an unknown directive of a column", { dateFormat: { a: "%s" } }, /dateFormat has %s/],
    ["a format without a directive", { dateFormat: "mixed" }, /"mixed", which has no directive/],
    ["an unknown quoting", { quoting: 4 }, /quoting is 4; it must be one of "minimal"/],
    ["quoting without a quote", { quoting: "all", quotechar: null }, /can only be "none"/],
    ["an empty separator", { sep: "" }, /sep is ""; it must be text/],
    ["a pattern", { sep: "[,;]" }, /sep is "\[,;\]", which looks like a pattern/],
    ["a pattern of spaces", { sep: "\\s*,\\s*" }, /"\\\\s\+" alone is read/],
    ["a separator with a quote in it", { sep: '","' }, /sep "\\",\\"" has quotechar/],
    ["spaces that are two things", { sep: "\\s+", comment: " " }, /sep "\\\\s\+" has comment " " in it/],
    ["a long line end", { lineterminator: "\r\n" }, /lineterminator is "\\r\\n"; it must be one ASCII character/],
    ["a line end that is a quote", { lineterminator: '"' }, /quotechar and lineterminator are both/],
    ["two characters that are the same", { sep: "#", comment: "#" }, /sep and comment are both "#"/],
    ["a number of rows and a footer", { nrows: 1, skipfooter: 1 }, /nrows and skipfooter were both given/],
    ["a negative number", { nrows: -1 }, /nrows is -1/],
    ["an unknown word", { onBadLines: "warn" }, /onBadLines is "warn"/],
    ["collect without rejects", { onBadLines: "collect" }, /rejects/],
    ["rejects without collect", { rejects: () => undefined }, /collect/],
    ["dtype and schema", { dtype: "string", schema: {} }, /both given/],
    ["an unknown type", { dtype: "text" }, /no column type "text"/],
    ["a type that is not read", { dtype: { a: "duration" } }, /duration/],
    ["an unknown encoding", { encoding: "klingon" }, /no encoding "klingon"/],
  ])("are refused: %s", async (_, options, message) => {
    const error: unknown = await readCsv(bytes("a\n1\n"), options).then(() => null, (reason: unknown) => reason);
    expect(error).toBeInstanceOf(ArgumentError);
    expect((error as Error).message).toMatch(message);
  });

  it("that name a column which is not there say which one is near", async () => {
    const text = bytes("Name,Age\nx,1\n");
    for (const options of [{ parseDates: ["Nmae"] }, { dtype: { Nmae: "string" } }, { usecols: ["Nmae"] }, { schema: { Nmae: "string", Age: "int32" } }] as CsvReadOptions[]) {
      const error: unknown = await readCsv(text, options).then(() => null, (reason: unknown) => reason);
      expect(error).toBeInstanceOf(FrameError);
      expect((error as Error).message).toContain('no column "Nmae"; did you mean "Name"?');
    }
    await expect(readCsv(text, { schema: { Name: "string" } })).rejects.toThrow('column "Age" that the schema does not name');
  });
});

describe("sources", () => {
  it("that are not there say so", async () => {
    await expect(readCsv("no-such-folder/x.csv")).rejects.toMatchObject({ code: "ERR_FRAMEPOOL_CSV", file: "no-such-folder/x.csv", message: expect.stringContaining("there is no such file") as string });
    await expect(readCsv(tmpdir())).rejects.toThrow("it is a folder");
  });

  it("that are no sources are refused", async () => {
    for (const source of [null, 5, ["a.csv"], {}]) await expect(readCsv(source as never)).rejects.toBeInstanceOf(ArgumentError);
    await expect(readCsv("https://example.org/a.csv")).rejects.toThrow("fetch");
  });

  it("that fail while they are read end the reading with their own error, and a stream is destroyed", async () => {
    async function* broken() {
      yield "a,b\n1,2\n";
      throw new RangeError("the other side died");
    }
    await expect(readCsv(broken())).rejects.toThrow(new RangeError("the other side died"));
  });
});
