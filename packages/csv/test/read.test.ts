import { createReadStream } from "node:fs";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { readCsv, type CsvReadOptions } from "@framepool/csv";
import type { DataFrame } from "@framepool/frame";
import fc from "fast-check";
import { describe, expect, expectTypeOf, it } from "vitest";

const read = (text: string, options = {}) => readCsv(Buffer.from(text), options);

async function* chunks<T>(list: readonly T[]): AsyncGenerator<T> {
  for (const item of list) yield item;
}

describe("a source may be", () => {
  const text = 'name,n\n"Ærø, 😀",1\nb,2\n';
  const rows = [{ name: "Ærø, 😀", n: 1 }, { name: "b", n: 2 }];

  it("a path, a file URL, or a Node stream of a file", async () => {
    const folder = await mkdtemp(join(tmpdir(), "framepool-csv-"));
    const path = join(folder, "a b.csv");
    await writeFile(path, text);
    for (const source of [path, pathToFileURL(path), pathToFileURL(path).href, createReadStream(path)]) expect((await readCsv(source)).toRows()).toEqual(rows);
    await rm(folder, { recursive: true });
  });

  it("bytes, a web stream, an iterable of bytes or of strings", async () => {
    const bytes = Buffer.from(text);
    for (const source of [bytes, new Uint8Array(bytes), new Blob([bytes]).stream(), chunks([bytes.subarray(0, 9), bytes.subarray(9)]), chunks([...text].flatMap((c) => c.split("")))]) {
      expect((await readCsv(source)).toRows()).toEqual(rows);
    }
  });
});

describe("types", () => {
  it("are decided over the whole file", async () => {
    const frame = await read(`a,b,c,d,e\n${"1,1,1,true,1\n".repeat(5000)}x,1.5,9007199254740993,false,18446744073709551615\n`);
    expect(frame.dtypes).toEqual({ a: "string", b: "float64", c: "int64", d: "bool", e: "uint64" });
  });

  it("of a column without values is null, whatever its rows", async () => {
    expect((await read("a,b\n,1\nNA,2\n")).dtypes).toEqual({ a: "null", b: "int32" });
    expect((await read("a,b\n")).dtypes).toEqual({ a: "null", b: "null" });
  });

  it("of 64 bits are exact as bigints, and throw as numbers only where one is not", async () => {
    const text = "n\n9007199254740993\n1\n";
    expect([...(await read(text, { int64: "bigint" })).col("n")]).toEqual([9007199254740993n, 1n]);
    const frame = await read(text);
    expect(frame.at(1, "n")).toBe(1);
    expect(() => frame.at(0, "n")).toThrow('{ int64: "bigint" }');
  });

  it("of dates are read where dtype says so, in UTC", async () => {
    const frame = await read("d,t\n2021-03-04,2021-03-04\n1969-12-31,2021-03-04T05:06:07+01:00\n,2021-03-04 05:06Z\n", { dtype: { d: "date", t: "timestamp" } });
    expect(frame.dtypes).toEqual({ d: "date", t: "timestamp" });
    expect([...frame.col("d")]).toEqual([new Date("2021-03-04"), new Date("1969-12-31"), null]);
    expect([...frame.col("t")]).toEqual([new Date("2021-03-04"), new Date("2021-03-04T04:06:07Z"), new Date("2021-03-04T05:06:00Z")]);
    expect(frame.toCsv()).toBe("d,t\n2021-03-04,2021-03-04 00:00:00\n1969-12-31,2021-03-04 04:06:07\n,2021-03-04 05:06:00\n");
  });

  it.each([
    ["ms", "2021-03-04 05:06:07.120"],
    ["us", "2021-03-04 05:06:07.000001"],
    ["ns", "1969-12-31 23:59:59.123456789"],
  ])("of timestamps keep their digits: %s", async (unit, text) => {
    const frame = await read(`t\n${text}\n2021-03-04\n`, { dtype: "timestamp" });
    expect(frame.schema.fields[0]!.type).toMatchObject({ kind: "timestamp", unit });
    expect(frame.toCsv({ header: false }).split("\n")[0]).toBe(text);
  });

  it.each(["2021-02-30", "2021-13-01", "04/03/2021", "2021-03-04 25:00", "2021-03-04 05:06:07.1234567891"])("refuse the timestamp %s", async (text) => {
    await expect(read(`t\n${text}\n`, { dtype: "timestamp" })).rejects.toThrow("is no timestamp");
  });

  it("are known to the compiler with schema and dtype", async () => {
    const source = Buffer.from("Name,Age\nx,1\n");
    expectTypeOf(await readCsv(source, { schema: { Name: "string", Age: "float64" } })).toEqualTypeOf<DataFrame<{ Name: string | null; Age: number | null }>>();
    expectTypeOf((await readCsv(source, { dtype: "string" })).col("Name").at(0)).toEqualTypeOf<string | null>();
    expectTypeOf((await readCsv(source, { dtype: { Age: "int32" } })).col("Age").at(0)).toEqualTypeOf<number | null>();
    expectTypeOf((await readCsv(source)).col("Age").at(0)).toBeAny();
  });
});

it("column names are data: __proto__, constructor and the like are ordinary columns", async () => {
  const frame = await read("__proto__,constructor,toString\n1,2,3\n", { dtype: { constructor: "string" } });
  expect(frame.columns).toEqual(["__proto__", "constructor", "toString"]);
  expect(frame.col("__proto__").at(0)).toBe(1);
  expect(frame.col("constructor").at(0)).toBe("2");
});

it("columns may be chosen by a test of their names, and rows skipped by one of their numbers", async () => {
  const frame = await read("a1,b,a2\n1,2,3\n4,5,6\n7,8,9\n", { usecols: (name: string) => name.startsWith("a"), skiprows: (line: number) => line === 2 });
  expect(frame.toRows()).toEqual([{ a1: 1, a2: 3 }, { a1: 7, a2: 9 }]);
});

describe("where the text is cut does not matter", () => {
  const text = '\ufeffa,b,c\r\n"x ""1""\r\ny",é,1\r\n\r\n#c\n😀,"q"r,2.5\r"",5" pipe,\n  \nz,"",3';

  it("at every byte", async () => {
    const bytes = Buffer.from(text);
    const whole = await readCsv(bytes, { comment: "#" });
    expect(whole.toRows()).toEqual([{ a: 'x "1"\r\ny', b: "é", c: 1 }, { a: "😀", b: "qr", c: 2.5 }, { a: null, b: '5" pipe', c: null }, { a: "z", b: null, c: 3 }]);
    for (let cut = 0; cut <= bytes.length; cut++) {
      const frame = await readCsv(chunks([bytes.subarray(0, cut), bytes.subarray(cut)]), { comment: "#" });
      expect(frame.toRows()).toEqual(whole.toRows());
    }
    expect((await readCsv(chunks([...bytes].map((byte) => Uint8Array.of(byte))), { comment: "#" })).toRows()).toEqual(whole.toRows());
  });

  it("with an escape character and in other encodings neither", async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: fc.constantFrom("a", ",", '"', "\\", "\n", "\r", "é", "😀", " ") }), fc.constantFrom("utf8", "utf16le"), fc.integer({ min: 1, max: 5 }), async (body, encoding, size) => {
        const bytes = Buffer.from(`a,b\nx,y\n${body}`, encoding as BufferEncoding);
        const options = { encoding, escapechar: "\\", dtype: "string", onBadLines: "skip" } as const;
        const pieces = Array.from({ length: Math.ceil(bytes.length / size) }, (_, i) => bytes.subarray(i * size, (i + 1) * size));
        const [whole, cut] = await Promise.all([readCsv(bytes, options), readCsv(chunks(pieces), options)].map((reading) => reading.then((frame) => frame.toRows(), (error: Error) => error.message)));
        expect(cut).toEqual(whole);
      }),
      { numRuns: 150 },
    );
  });

  it("with separators and line ends of other kinds neither, nor does the parser matter", async () => {
    const dialects: CsvReadOptions[] = [{ sep: "||" }, { sep: "\\s+" }, { skipinitialspace: true }, { lineterminator: "|" }, { sep: "|", skipinitialspace: true, quoting: "none" }, { sep: "||", lineterminator: " ", comment: "#" }];
    const body = fc.string({ unit: fc.constantFrom("a", ",", '"', "|", "||", "\n", "\r", "é", "😀", " ", "\t", "#") });
    await fc.assert(
      fc.asyncProperty(body, fc.constantFrom(...dialects), fc.integer({ min: 1, max: 5 }), async (text, dialect, size) => {
        const end = dialect.lineterminator ?? "\n";
        const sep = dialect.sep === "\\s+" ? " " : (dialect.sep ?? ",");
        const bytes = Buffer.from(`a${sep}b${end}x${sep}y${end}${text}`);
        const options = { ...dialect, dtype: "string", onBadLines: "skip" } as const;
        const pieces = Array.from({ length: Math.ceil(bytes.length / size) }, (_, i) => bytes.subarray(i * size, (i + 1) * size));
        // An escape character that is nowhere makes our splitter read what csv-parse reads without it.
        const readings = [readCsv(bytes, options), readCsv(chunks(pieces), options), readCsv(bytes, { ...options, escapechar: "\x07" })];
        const [whole, cut, split] = await Promise.all(readings.map((reading) => reading.then((frame) => frame.toRows(), (error: Error) => error.message)));
        expect(cut).toEqual(whole);
        expect(split).toEqual(whole);
      }),
      { numRuns: 400 },
    );
  });
});

it("numbers of lines and of columns may come as a typed array", async () => {
  const numbers = (...given: number[]): readonly number[] => Int32Array.from(given) as unknown as readonly number[];
  expect((await readCsv(Buffer.from("a,b\n1,2\n3,4\n"), { skiprows: numbers(1), usecols: numbers(1) })).toColumns()).toEqual({ b: [4] });
});
