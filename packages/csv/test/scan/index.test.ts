import { type Index, type IndexRequest, type ScanDialect, Scanner, csvParseParser } from "@framepool/csv/internal";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { ONE_IN, runs } from "../../../../scripts/runs.mjs";
import { fieldsOf, split } from "./fields-of.js";

const COMMA = 44;
const QUOTE = 34;

const scanners = new Map<string, Scanner>();

/** One a dialect: a worker has one for its whole life, too. */
function scannerOf(dialect: ScanDialect): Scanner {
  const key = JSON.stringify(dialect);
  const made = scanners.get(key) ?? new Scanner(dialect);
  scanners.set(key, made);
  return made;
}

function load(scanner: Scanner, bytes: Uint8Array): Uint8Array {
  const text = scanner.text(bytes.length);
  text.set(bytes);
  return text;
}

/** An index as plain values, without what is allowed to differ between the kernels. */
function plain({ ends, starts, nonAscii: _, escapes: __, ...rest }: Index) {
  return { ...rest, ends: [...ends], starts: [...starts] };
}

const dialects: ScanDialect[] = [QUOTE, -1].flatMap((quote) => [true, false].map((skipBlankLines) => ({ sep: COMMA, quote, skipBlankLines })));
const dialectOf = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom(...dialects) },
  { weight: 1, arbitrary: fc.record({ sep: fc.constantFrom(9, 32, 59), quote: fc.constantFrom(39, QUOTE), skipBlankLines: fc.boolean() }) },
);

const unit = fc.constantFrom('"', ",", "\n", "\r", "\r\n", " ", "a", "é", '5"', '""', '"a"', '","', "\t", "😀", ";", "'", "\u008a", "\0");
/** Anything. */
const wild = fc.array(unit, { maxLength: 90 }).map((units) => Buffer.from(units.join("")));
/** Rows as a writer writes them, of one width nearly always. */
const tidy = (width: number) => {
  const quoted = fc.string({ unit: fc.constantFrom("a", ",", "\n", "\r", " ", '"', "é"), maxLength: 70 }).map((text) => `"${text.replaceAll('"', '""')}"`);
  const field = fc.oneof(fc.string({ unit: fc.constantFrom("a", "b", "1", "é", "x y"), maxLength: 30 }), quoted);
  const row = fc.array(field, { minLength: width, maxLength: width }).map((fields) => fields.join(","));
  const odd = fc.constantFrom("", " ", '5" tall', "a,b,c,d,e", '"a"b,c');
  const line = fc.tuple(fc.oneof({ weight: 30, arbitrary: row }, { weight: 1, arbitrary: odd }), fc.oneof({ weight: 9, arbitrary: fc.constant("\n") }, { weight: 1, arbitrary: fc.constantFrom("\r\n", "\r") }));
  return fc.array(line, { maxLength: 20 }).map((lines) => Buffer.from(lines.map((parts) => parts.join("")).join("")));
};

/** A text, and how many fields its records are said to have. */
const textOf = fc.integer({ min: 1, max: 4 }).chain((columns) =>
  fc.record({ columns: fc.constant(columns), bytes: fc.oneof(wild, tidy(columns), tidy(columns), tidy(3), fc.uint8Array({ maxLength: 80 }).map((bytes) => Buffer.from(bytes))) }),
);
const where = fc.record({ from: fc.nat(), to: fc.nat(), before: fc.nat(), final: fc.boolean(), longRows: fc.constantFrom("ignore" as const, "report" as const) });

/** Checks both kernels on a request against the slow splitter. */
function check(bytes: Buffer, dialect: ScanDialect, request: IndexRequest) {
  const scanner = scannerOf(dialect);
  const text = load(scanner, bytes);
  const expected = split(bytes.subarray(0, request.end), dialect, request);
  const { columns, longRows, begin } = request;
  const isLong = ({ fields }: { fields: string[] }) => longRows === "report" && fields.length > columns;
  const kept = expected.records.filter((record) => !isLong(record));
  const filled = kept.map(({ fields }) => Array.from({ length: columns }, (_, k) => fields[k] ?? null));

  const found = scanner.indexBytes(request);
  expect({ ...found, fields: fieldsOf(found, text, dialect), starts: [...found.starts] }).toMatchObject({
    fields: filled,
    starts: kept.map(({ start }) => start),
    next: expected.next,
    lines: expected.lines,
    openQuote: expected.openQuote,
    short: kept.some(({ fields }) => fields.length < columns),
  });
  expect(found.long.map(({ start, fields, row }) => ({ start, fields, row }))).toEqual(
    expected.records.filter(isLong).map(({ start, fields }) => ({ start, fields: fields.length, row: kept.filter((record) => record.start < start).length })),
  );
  expect(found.long.filter(({ end }) => end !== request.end && bytes[end] !== 10 && bytes[end] !== 13)).toEqual([]);
  if (!found.escapes) expect(fieldsOf(found, text, dialect)).toEqual(simply(found, text, dialect));
  checkFlags(found, bytes, begin);

  const bytewise = plain(found);
  const vectors = scanner.indexVectors(request)!;
  expect(plain(vectors)).toEqual(bytewise);
  if (!vectors.escapes) expect(fieldsOf(vectors, text, dialect)).toEqual(simply(vectors, text, dialect));
  checkFlags(vectors, bytes, begin);
}

/** The fields, read as they may be where there are no escapes. */
function simply(index: Index, text: Uint8Array, { quote }: ScanDialect): (string | null)[][] {
  return fieldsOf(index, text, { sep: COMMA, quote: -1, skipBlankLines: true }).map((row) =>
    row.map((field) => (field !== null && quote >= 0 && field.charCodeAt(0) === quote ? field.slice(1, -1) : field)),
  );
}

function checkFlags({ nonAscii, next }: Index, bytes: Buffer, begin: number) {
  const unmarked: number[] = [];
  for (let at = begin; at < next; at++) if (bytes[at]! >= 0x80 && nonAscii[at >> 6] === 0) unmarked.push(at);
  expect(unmarked).toEqual([]);
}

describe("an index", () => {
  it("is the same by vectors, byte by byte and by the slow splitter, wherever it begins and ends", () => {
    fc.assert(
      fc.property(textOf, dialectOf, where, fc.nat({ max: 70 }), ({ bytes, columns }, dialect, { from, to, before, ...request }, shift) => {
        // The same text anywhere in a block of 64 bytes.
        const shifted = Buffer.concat([Buffer.alloc(shift, "\n"), bytes, Buffer.from('\n",')]);
        const begin = shift + (from % 3 === 0 ? from % (bytes.length + 1) : 0);
        const end = to % 3 === 0 ? begin + (to % (shift + bytes.length + 1 - begin)) : shift + bytes.length;
        const limit = before % 2 === 0 ? begin + (before % (end - begin + 1)) : end;
        check(shifted, dialect, { begin, end, limit, columns, ...request });
      }),
      { numRuns: runs(6000) },
    );
  });

  it("is the same at every begin, end and limit of a short text", () => {
    let turn = 0;
    for (const sample of ['a,"b\r\n"\r\n\n"c""",5"\rd', '"a"b,é\n \n"","x,\ny"\r\n', "a\rb\r\nc\n\r\n\"d", '"a",\n"b",c,"d""']) {
      const bytes = Buffer.from(sample);
      for (const dialect of dialects) {
        for (let end = 0; end <= bytes.length; end++) {
          for (let begin = 0; begin <= end; begin++) {
            for (let limit = begin; limit <= end; limit++) {
              const request = { begin, end, limit, columns: 1 + ((begin + limit) % 3), longRows: limit % 2 === 0 ? ("ignore" as const) : ("report" as const) };
              for (const final of [true, false]) if (turn++ % ONE_IN === 0) check(bytes, dialect, { ...request, final });
            }
          }
        }
      }
    }
  });

  it("has the records of csv-parse", async () => {
    const dialect = { sep: COMMA, quote: QUOTE, skipBlankLines: true };
    const scanner = scannerOf(dialect);
    await fc.assert(
      fc.asyncProperty(fc.oneof(wild, tidy(4), tidy(2)), async (bytes) => {
        const theirs: string[][] = [];
        let last = 0;
        const parser = await csvParseParser({ sep: ",", quote: '"', escape: null, doubleQuote: true, comment: null, skipBlankLines: true, skipInitialSpace: false, lineEnd: null }, (fields, end) => {
          // It gives a line of spaces as a record, and keeps the quotes of `"a"b`: as readCsv, we split such a record again.
          const isOdd = fields.some((field) => field.startsWith('"')) || (fields.length === 1 && fields[0]!.trim() === "" && fields[0] !== "");
          const again = split(bytes.subarray(last, end), dialect, { begin: 0, limit: end - last, final: true });
          theirs.push(...(isOdd ? again.records.map((record) => record.fields) : [fields]));
          last = end;
        });
        await parser.write(bytes);
        expect(await parser.end()).toBe(split(bytes, dialect, { begin: 0, limit: bytes.length, final: true }).openQuote < 0);
        const text = load(scanner, bytes);
        const index = scanner.index({ begin: 0, end: bytes.length, limit: bytes.length, columns: 4, final: true, longRows: "ignore" });
        expect(fieldsOf(index, text, dialect)).toEqual(theirs.map((fields) => Array.from({ length: 4 }, (_, k) => fields[k] ?? null)));
      }),
      { numRuns: runs(600) },
    );
  });

  it("is the same for megabytes of whole, short, long and blank rows, quoted line ends and quotes that are text", () => {
    const scanner = scannerOf(dialects[0]!);
    const rows = Array.from({ length: 40_000 }, (_, i) => {
      const row = [`${i},"a ""b"",\nc é",${"x".repeat(i % 90)},"",`, "short", "a,b,c,d,e,f,g", "", ' 5" tall,"it"s,5",,4,5', '"","","","",""'][i % 13 < 8 ? 0 : i % 6];
      return `${row}${["\n", "\r\n", "\r"][i % 3]}`;
    });
    const bytes = Buffer.from(rows.join(""));
    const text = load(scanner, bytes);
    for (const longRows of ["report", "ignore"] as const) {
      const request = { begin: 0, end: bytes.length, limit: bytes.length, columns: 5, final: false, longRows };
      const slow = scanner.indexBytes(request);
      const expected = { ...slow, ends: slow.ends.slice(), starts: slow.starts.slice(), nonAscii: slow.nonAscii.slice() };
      const index = scanner.indexVectors(request)!;
      expect(index).toEqual(expected);
      expect(fieldsOf(index, text, dialects[0]!)[7]).toEqual(["7", 'a "b",\nc é', "xxxxxxx", "", ""]);
      expect(index.long.length > 2000).toBe(longRows === "report");
    }
  });

  it("knows that plain text and plain quotes have no escapes", () => {
    const scanner = scannerOf(dialects[0]!);
    const bytes = Buffer.from('a,"b, c"\n"",5\n'.repeat(100));
    load(scanner, bytes);
    const request = { begin: 0, end: bytes.length, limit: bytes.length, columns: 2, final: true, longRows: "report" as const };
    expect(scanner.indexVectors(request)!.escapes).toBe(false);
    expect(scanner.indexBytes(request).escapes).toBe(false);
  });

  it("grows with a field a byte and a row a byte", () => {
    const dialect = { sep: COMMA, quote: QUOTE, skipBlankLines: false };
    const scanner = new Scanner(dialect);
    const wide = Buffer.from(`${",".repeat(299_999)}\n`.repeat(3));
    load(scanner, wide);
    const request = { begin: 0, end: wide.length, limit: wide.length, columns: 300_000, final: true, longRows: "report" as const };
    for (const index of [scanner.indexVectors(request)!, scanner.indexBytes(request)]) {
      expect([index.rows, index.lines, index.next]).toEqual([3, 3, wide.length]);
      expect(index.ends.every((end, i) => end === i)).toBe(true);
    }
    const high = Buffer.alloc(900_000, "\n");
    load(scanner, high);
    for (const index of [scanner.indexVectors({ ...request, columns: 1 })!, scanner.indexBytes({ ...request, columns: 1 })]) {
      expect(index.rows).toBe(900_000);
      expect(index.starts.every((start, i) => start === i && index.ends[i] === i)).toBe(true);
    }
  });

  it("is made byte by byte where rows are too wide to be filled up", () => {
    const scanner = scannerOf(dialects[0]!);
    const bytes = Buffer.from("a\nb,c\n");
    const text = load(scanner, bytes);
    const request = { begin: 0, end: bytes.length, limit: bytes.length, columns: 300_000, final: true, longRows: "report" as const };
    expect(scanner.indexVectors(request)).toBeNull();
    const index = scanner.index(request);
    expect(fieldsOf(index, text, dialects[0]!).map((row) => row.slice(0, 3))).toEqual([["a", null, null], ["b", "c", null]]);
  });

  it("carries the quote through a field of 70 MiB", () => {
    const scanner = new Scanner(dialects[0]!);
    const size = 70 * 2 ** 20;
    const text = scanner.text(size + 8);
    text.fill(97, 0, size + 8);
    text.set(Buffer.from('1,"'), 0);
    for (let at = 1000; at < size - 1000; at += 100_000) text[at] = 10;
    const open = { begin: 0, end: size, limit: size, columns: 2, final: true, longRows: "report" as const };
    expect(scanner.index(open)).toMatchObject({ rows: 0, next: 0, lines: 0, openQuote: 2 });
    text.set(Buffer.from('"\n2,b\n'), size);
    const index = scanner.indexVectors({ ...open, end: size + 6, limit: size + 6 })!;
    expect([index.rows, index.lines, index.escapes, [...index.ends]]).toEqual([2, 736, false, [1, size + 1, size + 3, size + 5]]);
  });

  it("stays valid, and the text is kept, when the text grows", () => {
    const scanner = new Scanner(dialects[0]!);
    load(scanner, Buffer.from("a,b\nc,d\n"));
    const index = scanner.index({ begin: 0, end: 8, limit: 8, columns: 2, final: true, longRows: "report" });
    const text = scanner.text(50_000_000);
    expect(text.length).toBeGreaterThanOrEqual(50_000_000);
    expect(fieldsOf(index, text, dialects[0]!)).toEqual([["a", "b"], ["c", "d"]]);
  });
});
