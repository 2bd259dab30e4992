import { readFileSync, existsSync } from "node:fs";
import { readCsv } from "@framepool/csv";
import { formatCsv, formatHeader } from "@framepool/csv/internal";
import { ArgumentError, FrameError } from "@framepool/errors";
import { concat, DataFrame } from "@framepool/frame";
import { Column, columnFromValues, frameOf, Storage, Vector, type DataType } from "@framepool/frame/internal";
import fc from "fast-check";
import { describe, expect, it } from "vitest";

describe("toCsv", () => {
  it("writes timestamps with the digits they have, 64-bit integers exactly, durations as pandas", () => {
    const frame = new DataFrame({ t: [new Date("2021-03-04T05:06:07.080Z"), null], n: [9007199254740993n, -1n], d: [90_061_500, -1] }, { dtype: { d: "duration" } });
    expect(frame.toCsv()).toBe("t,n,d\n2021-03-04 05:06:07.080,9007199254740993,1 days 01:01:01.500000\n,-1,-1 days +23:59:59.999000\n");
  });

  it("gives text where there is no path, with the options that are given", () => {
    const frame = new DataFrame({ a: [1], b: [2] });
    for (const none of [undefined, null]) expect(frame.toCsv(none, { sep: ";" })).toBe("a;b\n1;2\n");
    expect(frame.toCsv(undefined)).toBe(frame.toCsv());
    const given = frame as unknown as { toCsv(...args: readonly unknown[]): unknown };
    for (const args of [[{ sep: ";" }, { naRep: "x" }], [5], ["out.csv", null], [null, null], [["out.csv"]]]) expect(() => given.toCsv(...args)).toThrow(ArgumentError);
  });

  it("writes decimals with all their digits, numbers as they are, and times of day as text", () => {
    const column = (name: string, type: DataType, data: Uint32Array | Int32Array, length: number) => Column.of(name, new Vector(new Storage(type, length, { data, validity: Uint8Array.of(0b101) })));
    const money = column("money", { kind: "decimal", precision: 18, scale: 2, bits: 64 }, Uint32Array.of(150, 0, 7, 7, 0xffff_fffb, 0xffff_ffff), 3);
    const clock = column("clock", { kind: "time", unit: "ms", bits: 32 }, Int32Array.of(0, 7, 86_399_999), 3);
    const frame = frameOf([money, clock], 3);
    expect(frame.toCsv()).toBe("money,clock\n1.50,00:00:00.000\n,\n-0.05,23:59:59.999\n");
    expect(frame.toCsv({ quoting: "nonnumeric" })).toBe('"money","clock"\n1.50,"00:00:00.000"\n"",""\n-0.05,"23:59:59.999"\n');
  });

  it("says what to do with cells that have no text", () => {
    const lists = new DataFrame({ l: [[1], [2]] });
    expect(() => lists.toCsv()).toThrow('column "l": cells of type list have no text in CSV; map them to strings first');
    const unread = Column.of("i", new Vector(new Storage({ kind: "interval", unit: "year-month" }, 1, { data: Int32Array.of(1) })));
    expect(() => frameOf([unread], 1).toCsv()).toThrow('column "i": cells of type interval(year-month) have no text in CSV; leave it out, by drop, or write Arrow');
  });

  it("writes categories whose codes are of any width", () => {
    for (const bits of [8, 16, 32, 64] as const) for (const signed of [false, true]) {
      const type: DataType = { kind: "dictionary", index: { kind: "int", bits, signed }, values: { kind: "utf8", large: false }, ordered: false };
      const frame = frameOf([columnFromValues("c", ["x", null, "y", "x"], type)], 4);
      expect(frame.toCsv({ naRep: "-" })).toBe("c\nx\n-\ny\nx\n");
    }
  });

  it("writes NaN and null as naRep, and a column of nothing", () => {
    expect(new DataFrame({ f: [NaN, null, 1], g: [null, null, null] }).toCsv({ naRep: "-" })).toBe("f,g\n-,-\n-,-\n1,-\n");
  });

  it("writes slices and concatenations as the rows they have", () => {
    const frame = new DataFrame({ s: ["a", "b", "c", null], n: [1, null, 3, 4], b: [true, null, false, true] });
    const twice = concat([frame.slice(1, 3), frame.slice(2, 4)]);
    expect(twice.toCsv()).toBe("s,n,b\nb,,\nc,3,False\nc,3,False\n,4,True\n");
  });

  it("writes categories of several parts, and numbers of any size of float32", () => {
    const part = (values: (string | null)[]) => new DataFrame({ c: values }, { dtype: "category" });
    expect(concat([part(["x", null, "x"]), part(["y,", "x"])]).toCsv()).toBe('c\nx\n""\nx\n"y,"\nx\n');
  });

  it.each([",", ";", "\t"])("quotes what would be a blank line, or a byte order mark, where the separator is %j", async (sep) => {
    const cells = ["a", " ", "\t", " \t ", "b", "", null];
    for (const name of ["c", " ", "\t", "\ufeffc"]) {
      const text = new DataFrame({ [name]: cells }).toCsv({ sep });
      const back = await readCsv(Buffer.from(text), { sep, dtype: "string", keepDefaultNa: false });
      expect([text, back.columns, [...back.col(name)]]).toEqual([text, [name], cells.map((cell) => cell ?? "")]);
    }
    expect((await readCsv(Buffer.from(new DataFrame({ "\ufeffa": [1], b: [2] }).toCsv({ sep })), { sep })).columns).toEqual(["\ufeffa", "b"]);
    expect(new DataFrame({ c: ["a", null] }).toCsv({ naRep: " " })).toBe('c\na\n" "\n');
    for (const columns of [{ c: [" "] }, { "\ufeffc": ["a"] }]) expect(() => new DataFrame<Record<string, string>>(columns).toCsv({ quoting: "none" })).toThrow(ArgumentError);
  });

  it("writes many rows, which kernels do, as it writes few", () => {
    const missing = <T>(cell: fc.Arbitrary<T>) => fc.array(fc.option(cell, { freq: 4 }), { minLength: 1, maxLength: 30 });
    const text = fc.oneof(fc.string({ maxLength: 6 }), fc.stringMatching(/^[a,"';\r\n\té😀-]{0,6}$/));
    const column = fc.oneof(
      fc.tuple(fc.constant("string" as const), missing(text)),
      fc.tuple(fc.constant("category" as const), missing(text)),
      fc.tuple(fc.constantFrom("float64" as const, "float32" as const), missing(fc.oneof(fc.double(), fc.integer(), fc.constantFrom(0.1, -0, 1e21)))),
      fc.tuple(fc.constant("int64" as const), missing(fc.oneof(fc.maxSafeInteger(), fc.constantFrom(2n ** 63n - 1n, -(2n ** 63n), 5n)))),
      fc.tuple(fc.constantFrom("uint64" as const, "uint32" as const), missing(fc.nat())),
      fc.tuple(fc.constantFrom("int32" as const, "int16" as const, "int8" as const), missing(fc.integer({ min: -128, max: 127 }))),
      fc.tuple(fc.constant("bool" as const), missing(fc.boolean())),
      fc.tuple(fc.constantFrom("date" as const, "timestamp" as const), missing(fc.date({ noInvalidDate: true, min: new Date(0) }))),
    );
    const options = fc.record({
      sep: fc.constantFrom(",", ";", "\t", "1"), quoting: fc.constantFrom("minimal" as const, "all" as const, "nonnumeric" as const), quotechar: fc.constantFrom('"', "'"),
      lineterminator: fc.constantFrom("\n", "\r\n", "|"), naRep: fc.constantFrom("", "", "NA", 'n",a', "nothing, said at more length than any number"), escapeFormulas: fc.boolean(), floatFormat: fc.constant("%.2f"),
    }, { requiredKeys: [] });
    fc.assert(
      fc.property(fc.array(column, { minLength: 1, maxLength: 5 }), options, fc.integer({ min: 1024, max: 3000 }), fc.nat(40), fc.nat(2), ([...columns], given, rows, skipped, parts) => {
        const cells = columns.map(([type, values], k) => [`c${String(k)}`, type, Array.from({ length: rows }, (_, i) => values[i % values.length]!)] as const);
        const whole = new DataFrame(Object.fromEntries(cells.map(([name, , values]) => [name, values])), { dtype: Object.fromEntries(cells.map(([name, type]) => [name, type])) });
        const frame = concat(Array.from({ length: parts + 1 }, () => whole)).slice(skipped, rows * (parts + 1));
        const few = Array.from({ length: Math.ceil(frame.numRows / 1000) }, (_, i) => frame.slice(i * 1000, (i + 1) * 1000).toCsv({ ...given, header: false }));
        expect(frame.toCsv({ ...given, header: false })).toBe(few.join(""));
      }),
      { numRuns: 150 },
    );
  });

  it("refuses a column that has no text, by name", () => {
    expect(() => new DataFrame({ l: [[1, 2]] }).toCsv()).toThrow(FrameError);
    expect(() => new DataFrame({ l: [[1, 2]] }).toCsv()).toThrow('column "l"');
  });

  it.each<[object, RegExp]>([
    [{ seperator: ";" }, /no option "seperator"/],
    [{ index: false }, /index is not supported/],
    [{ floatFormat: "%g" }, /floatFormat/],
    [{ dateFormat: "%Q" }, /%Q/],
    [{ quoting: 4 }, /quoting is 4/],
    [{ sep: "" }, /sep/],
    [{ quotechar: "," }, /sep and quotechar/],
    [{ lineterminator: "" }, /lineterminator/],
    [{ header: ["x", "y"] }, /header has 2 names for 1/],
    [{ encoding: "latin1" }, /encoding is that of a file/],
  ])("refuses the options %o", (options, message) => {
    const write = () => new DataFrame({ a: [1] }).toCsv(options);
    expect(write).toThrow(ArgumentError);
    expect(write).toThrow(message);
  });

  it("makes formulas text for spreadsheets where it is asked to: text and names, no numbers, no words for missing cells", () => {
    const columns = { "=a": ["=1+1", "+1", "-1", "@x", "\tx", "\rx", "a=1", "", null, "'", '="a,b"'], n: [-1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11], f: [-0.5, null, 1, 1, 1, 1, 1, 1, 1, 1, 1] };
    const text = `'=a,n,f\n'=1+1,-1,-0.5\n'+1,2,-\n'-1,3,1\n'@x,4,1\n'\tx,5,1\n"'\rx",6,1\na=1,7,1\n,8,1\n-,9,1\n',10,1\n"'=""a,b""",11,1\n`;
    for (const type of ["string", "category"] as const) expect(new DataFrame(columns, { dtype: { "=a": type } }).toCsv({ escapeFormulas: true, naRep: "-" })).toBe(text);
    const frame = new DataFrame(columns);
    expect(frame.toCsv({ escapeFormulas: false })).toBe(frame.toCsv());
    expect(new DataFrame({ a: ["=x", "\t"] }).toCsv({ escapeFormulas: true, quoting: "all", quotechar: "'", header: ["@a"] })).toBe("'''@a'\n'''=x'\n'''\t'\n");
    expect(new DataFrame({ a: ["=x", "-"] }).toCsv({ escapeFormulas: true, quoting: "none", sep: "\t", escapechar: "=", header: false })).toBe("'==x\n'-\n");
  });

  it("is formatted in parts as in one: header, then rows", () => {
    const frame = new DataFrame({ a: [1, 2, 3], b: ["x", "y,z", null] });
    const options = { sep: ";", header: ["A", "B"] };
    const body = { ...options, header: false };
    const parts = [formatHeader(frame.columns, options), formatCsv(frame.slice(0, 1), body), formatCsv(frame.slice(1, 3), body)];
    expect(Buffer.concat(parts).toString()).toBe(frame.toCsv(options));
  });
});

const text = fc.string({ unit: fc.constantFrom("a", "1", ",", ";", '"', "'", "\\", "\n", "\r", " ", "é", "😀", "\t", "#") });
const dialects = fc.constantFrom(
  {},
  { sep: ";" },
  { quotechar: "'" },
  { escapechar: "\\" },
  { escapechar: "\\", doublequote: false },
  { sep: "\t", escapechar: "\\", quotechar: "'" },
);

describe("what is written reads back", () => {
  it("as text, in every dialect, however it is quoted", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(text, text), { minLength: 1, maxLength: 8 }), dialects, fc.constantFrom("minimal", "all", "nonnumeric", "none"), async (rows, dialect, quoting) => {
        if (quoting === "none" && !("escapechar" in dialect)) return;
        const frame = new DataFrame({ a: rows.map(([a]) => a), "b,": rows.map(([, b]) => b) });
        const csv = frame.toCsv({ ...dialect, quoting } as object);
        // A line of spaces is a blank line: only quotes can tell it from one.
        if (quoting === "none" && /^[ \t]*$/m.test(csv)) return;
        const back = await readCsv(Buffer.from(csv), { ...dialect, dtype: "string", naFilter: false });
        expect(back.toRows()).toEqual(frame.toRows());
      }),
      { numRuns: 400 },
    );
  });

  it("as one column, empty cells and spaces too", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.option(text.filter((cell) => cell.trim() !== "" && !/^\s*[-+\d.]*\s*$/.test(cell)), { nil: null }), { minLength: 1 }), async (cells) => {
        const frame = new DataFrame({ a: cells }, { dtype: "string" });
        expect([...(await readCsv(Buffer.from(frame.toCsv()), { dtype: "string" })).col("a")]).toEqual(cells);
      }),
      { numRuns: 100 },
    );
  });

  it("as the types it had", async () => {
    const cells = <T>(cell: fc.Arbitrary<T>) => fc.array(fc.option(cell, { nil: null }), { minLength: 6, maxLength: 6 });
    await fc.assert(
      fc.asyncProperty(
        fc.record({
          int32: cells(fc.integer()),
          int64: cells(fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n })),
          uint64: cells(fc.bigInt({ min: 0n, max: 2n ** 64n - 1n })),
          float64: cells(fc.double({ noNaN: true }).map((value) => value + 0)),
          float32: cells(fc.float({ noNaN: true }).map((value) => value + 0)),
          bool: cells(fc.boolean()),
          timestamp: cells(fc.date({ min: new Date("0001-01-01"), max: new Date("9999-12-31"), noInvalidDate: true })),
          date: cells(fc.integer({ min: -100_000, max: 100_000 }).map((day) => new Date(day * 86_400_000))),
          category: cells(fc.constantFrom("x", "y,", '"')),
        }),
        async (columns) => {
          const types = Object.fromEntries(Object.keys(columns).map((name) => [name, name])) as { [K in keyof typeof columns]: K };
          const frame = new DataFrame<Record<string, unknown>>(columns, { dtype: types, int64: "bigint" });
          const back = await readCsv(Buffer.from(frame.toCsv()), { schema: types, int64: "bigint" });
          expect(back.dtypes).toEqual(frame.dtypes);
          expect(back.toRows()).toEqual(frame.toRows());
        },
      ),
      { numRuns: 200 },
    );
  });
});

const titanic = new URL("../../../../shared/data/titanic.csv", import.meta.url);
// The data is not ours to copy: it lies beside the repository, where there is any.
if (!existsSync(titanic)) console.warn("SKIPPED: ../shared/data/titanic.csv is not beside this repository; what pandas writes of it was not compared");
describe.skipIf(!existsSync(titanic))("the Titanic file", () => {
  it("with length_str added is, byte for byte, what pandas writes", async () => {
    const df = await readCsv(titanic, { dtype: "string" });
    const out = df.assign({ length_str: df.col("Name").map((name) => name?.length ?? null) });
    expect(out.toCsv()).toBe(readFileSync(new URL("titanic-length.csv", titanic), "utf8"));
    expect(df.toCsv()).toBe(readFileSync(titanic, "utf8"));
  });
});

it("what is given behind its arguments is refused", () => {
  const frame = new DataFrame({ a: [1] }) as unknown as { toCsv(...args: readonly unknown[]): unknown };
  expect(() => frame.toCsv("/nowhere/x.csv", {}, { index: false })).toThrow('toCsv has no option "index": it has none');
  // As pandas' to_csv(None, sep=";").
  expect(frame.toCsv(undefined, { header: false })).toBe("1\n");
  expect(() => frame.toCsv({ sep: ";" }, { sep: ";" })).toThrow("toCsv takes options once");
});
