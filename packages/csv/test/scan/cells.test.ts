import { cellParser, classify, MISSING_WORDS, Scanner, typeOfCells, wordTable, type Index } from "@framepool/csv/internal";
import { sameType, type DataType } from "@framepool/frame/internal";
import fc from "fast-check";
import { describe, expect, it } from "vitest";

const dialect = { sep: 44, quote: 34, skipBlankLines: false };
const scanner = new Scanner(dialect);
// The flags of types/classify.ts.
const [IS_BOOL, IS_INT32, IS_INT64, IS_UINT64, IS_NEGATIVE, IS_FLOAT, IS_TEXT] = [1, 2, 4, 8, 16, 64, 128];

const COLUMNS = 3;
const table = (words: readonly string[]) => wordTable(words.map((word) => Buffer.from(word)));

/** A cell: its text, or null if the row is too short to have it, and how it stands in the file. */
interface Cell {
  readonly text: string | null;
  readonly field: string;
}

/** Indexes rows of which the column has these cells. */
function indexed(cells: readonly Cell[], column: number): Index {
  const rows = cells.map(({ text, field }) => {
    const fields = Array.from({ length: text === null ? column : COLUMNS }, (_, k) => (k === column ? field : "x y"));
    return `${fields.join(",")}\n`;
  });
  const bytes = Buffer.from(rows.join(""));
  scanner.text(bytes.length).set(bytes);
  return scanner.index({ begin: 0, end: bytes.length, limit: bytes.length, columns: COLUMNS, final: true, longRows: "report" });
}

/** A text as it may stand in a file: as it is, with its first character in quotes (what is behind a closing quote belongs to the field), all in quotes. */
function fieldOf(text: string, how: number): string {
  if (how === 0 && !/^"|[,\r\n]/.test(text)) return text;
  const cut = how === 1 && text.length > 1 && !/^"|[,\r\n]/.test(text.slice(1)) ? 1 : text.length;
  return `"${text.slice(0, cut).replaceAll('"', '""')}"${text.slice(cut)}`;
}

function cellOf(text: string, how: number): Cell {
  return { text, field: fieldOf(text, how) };
}

const integer = fc.oneof(fc.integer(), fc.integer({ min: -200, max: 200 }), fc.bigInt({ min: -(2n ** 70n), max: 2n ** 70n }), fc.constantFrom(2147483647, 2147483648, -2147483648, -2147483649)).map(String);
const decimal = fc.oneof(
  fc.double({ noNaN: true, noDefaultInfinity: true }).map(String),
  fc.tuple(fc.integer({ min: -999999, max: 999999 }), fc.integer({ min: 0, max: 9999999 })).map(([a, b]) => `${a}.${b}`),
  fc.tuple(fc.oneof(fc.bigInt({ min: 0n, max: 10n ** 20n }), fc.bigInt({ min: 2n ** 53n - 9n, max: 2n ** 55n })), fc.nat(20)).map(([digits, point]) => {
    const text = String(digits).padStart(point + 1, "0");
    return `${text.slice(0, text.length - point)}.${text.slice(text.length - point)}`;
  }),
  fc.tuple(fc.integer(), fc.integer({ min: -330, max: 330 })).map(([a, e]) => `${a}e${e}`),
);
const odd = fc.constantFrom("", ".", "-", "+", "5.", ".5", "-.5", "+7", "-0", "0x1F", "1_000", "1e", "1e+", "e5", ".e5", "5.e3", "1e05", "1E-7", "1e400", "00012", "0000000000012", " 5", "5 ", " 5.5\t", "- 5", "1 2", "inf", "-Inf", "Infinity", " inf", "nan", "NaN", "True", "FALSE", "true ", "truth", "falsf", "Trüe", "2021-03-04", "1.2.3", "12a", "١", "é", "9007199254740993", "9007199254740992", "123456789012345678", "1234567890123456789", "99999999999999999999", `${"9".repeat(310)}.0`, `1${"0".repeat(40)}`);
const word = fc.constantFrom(...MISSING_WORDS, "a word of seventeen", "NaNs", "<N", "é");
const text = fc.string({ unit: fc.constantFrom("a", "N", "A", '"', ",", "\n", "é", "1", "."), maxLength: 40 });
const numberText = fc.oneof(integer, decimal);
const anyText = fc.oneof(integer, decimal, odd, word, text);

/** A column of cells, and the place of that column. */
const columnOf = (texts: fc.Arbitrary<string>) =>
  fc.record({
    column: fc.nat(COLUMNS - 1),
    cells: fc.array(fc.tuple(fc.oneof({ weight: 15, arbitrary: texts }, { weight: 1, arbitrary: fc.constant(null) }), fc.nat(2)), { maxLength: 40 }),
    present: fc.option(fc.array(fc.boolean(), { minLength: 40, maxLength: 40 })),
  }).map(({ column, cells, present }) => ({
    column,
    present,
    // The first field of a row is always there.
    cells: cells.map(([cell, how]): Cell => (cell === null && column > 0 ? { text: null, field: "" } : cellOf(cell ?? "", how))),
  }));

function bitmap(bits: readonly boolean[] | null): Uint8Array | null {
  if (bits === null) return null;
  const bytes = new Uint8Array((bits.length + 7) >> 3);
  for (const [i, bit] of bits.entries()) if (bit) bytes[i >> 3]! |= 1 << (i & 7);
  return bytes;
}

/** The texts of the cells that are there, null for the others. */
function present(cells: readonly Cell[], bits: readonly boolean[] | null): (string | null)[] {
  return cells.map(({ text }, row) => (bits === null || bits[row] ? text : null));
}

type NumbersRequest = Parameters<Scanner["int64"]>[0];

/** Cells of 64 bits, as bigints. */
function wide(type: DataType): ReturnType<typeof cellParser> {
  const parse = cellParser(type);
  return (cell) => {
    const value = parse(cell);
    return typeof value === "number" ? BigInt(value) : value;
  };
}

describe("kernels of cells", () => {
  it("missing: finds the cells that are lacking or one of the words", () => {
    fc.assert(
      fc.property(columnOf(fc.oneof(word, anyText)), fc.constantFrom(MISSING_WORDS, [], ["NA", 'N"A', "a word of seventeen", "1", "é"]), ({ column, cells }, words) => {
        const { validity, count } = scanner.missing({ index: indexed(cells, column), column, words: table(words) });
        const isThere = cells.map(({ text }) => text !== null && !words.includes(text));
        expect([...validity]).toEqual([...bitmap(isThere)!]);
        expect(count).toBe(isThere.filter((there) => !there).length);
      }),
      { numRuns: 2000 },
    );
  });

  it("classify: says what the plain one says of each cell, up to the first text", () => {
    fc.assert(
      fc.property(fc.oneof(columnOf(anyText), columnOf(numberText), columnOf(fc.constantFrom("True", "false", "TRUE")), columnOf(fc.oneof(word, numberText))), fc.constantFrom(null, MISSING_WORDS, ["NA", 'N"A', "1", "inf", "true", "200"], ["5.", "a word of seventeen", "-0"]), ({ column, cells, present: bits }, words) => {
        let expected = 0;
        for (const cell of present(cells, bits)) if (cell !== null && words?.includes(cell) !== true && (expected & IS_TEXT) === 0) expected |= classify(cell);
        const request = { index: indexed(cells, column), column, validity: bitmap(bits) };
        expect(scanner.classify(words === null ? request : { ...request, words: table(words) })).toBe(expected);
      }),
      { numRuns: 3000 },
    );
    fc.assert(
      fc.property(fc.oneof(odd, integer, decimal, word), fc.nat(2), (text, how) => {
        const cell = cellOf(text, how);
        expect(scanner.classify({ index: indexed([cell], 1), column: 1, validity: null })).toBe(classify(cell.text!));
      }),
      { numRuns: 3000 },
    );
  });

  it("int32, int64, uint64 and float64: read each cell as the plain parsers do, to the last bit", () => {
    const readers = [
      { read: scanner.int32.bind(scanner), parse: cellParser({ kind: "int", bits: 32, signed: true }) },
      ...[true, false].map((signed) => ({ read: (request: NumbersRequest) => scanner.int64(request, signed), parse: wide({ kind: "int", bits: 64, signed }) })),
      { read: scanner.float64.bind(scanner), parse: cellParser({ kind: "float", bits: 64 }) },
    ];
    fc.assert(
      fc.property(fc.oneof(columnOf(anyText), columnOf(numberText), columnOf(fc.oneof(word, numberText))), fc.constantFrom(MISSING_WORDS, [], ["NA", 'N"A', "1", "inf", "200"], ["5.", "a word of seventeen", "-0"], ["5.", "-0", "Infinity"]), ({ column, cells }, words) => {
        for (const { read, parse } of readers) {
          const { values, validity, count, refused } = read({ index: indexed(cells, column), column, words: table(words) });
          const isThere = cells.map(({ text }) => text !== null && !words.includes(text));
          expect([...validity]).toEqual([...bitmap(isThere)!]);
          expect(count).toBe(isThere.filter((there) => !there).length);
          const expected = cells.map(({ text }, row) => (isThere[row] ? parse(text!) : null));
          expect(refused).toEqual(expected.flatMap((value, row) => (value === undefined ? [row] : [])));
          // toBe tells 0 from -0.
          for (const [row, value] of expected.entries()) expect(values[row]).toBe(value ?? (typeof values[row] === "bigint" ? 0n : 0));
        }
      }),
      { numRuns: 3000 },
    );
  });

  it("int32, int64, uint64 and float64: say on the way what makes the column of another type, as looking at each cell does", () => {
    const readers = [
      { read: scanner.int32.bind(scanner), own: IS_INT32, others: ~(IS_INT32 | IS_NEGATIVE) },
      { read: (request: NumbersRequest) => scanner.int64(request, true), own: IS_INT64, others: ~(IS_INT32 | IS_INT64 | IS_NEGATIVE) },
      { read: (request: NumbersRequest) => scanner.int64(request, false), own: IS_UINT64, others: ~(IS_INT32 | IS_INT64 | IS_UINT64) },
      { read: scanner.float64.bind(scanner), own: IS_FLOAT, others: IS_TEXT | IS_BOOL },
    ];
    fc.assert(
      fc.property(fc.oneof(columnOf(anyText), columnOf(numberText), columnOf(fc.oneof(word, numberText))), fc.constantFrom(MISSING_WORDS, [], ["5.", "a word of seventeen", "-0"]), fc.nat(255), ({ column, cells }, words, further) => {
        for (const { read, own, others } of readers) {
          let flags = own;
          const goesOn = (seen: number): boolean => ((flags |= seen) & others) === 0;
          const { isWhole, isNegative } = read({ index: indexed(cells, column), column, words: table(words), goesOn });
          const all = cells.reduce((seen, { text }) => (text === null || words.includes(text) ? seen : seen | classify(text)), own);
          expect(isWhole).toBe(sameType(typeOfCells(all), typeOfCells(own)));
          // Whatever other parts hold.
          if (isWhole) expect(typeOfCells(flags | (isNegative ? IS_NEGATIVE : 0) | further)).toEqual(typeOfCells(all | further));
        }
      }),
      { numRuns: 3000 },
    );
  });

  it("texts: makes Arrow text of the cells, without quotes", () => {
    fc.assert(
      fc.property(columnOf(fc.oneof(text, anyText, fc.constantFrom("x".repeat(900), `${"y".repeat(33)}é`, '"'.repeat(70), `${'"'.repeat(20)}é`))), ({ column, cells, present: bits }) => {
        const { offsets, bytes, nonAscii } = scanner.texts({ index: indexed(cells, column), column, validity: bitmap(bits) });
        const expected = present(cells, bits).map((cell) => cell ?? "");
        expect(expected.map((_, row) => Buffer.from(bytes.subarray(offsets[row], offsets[row + 1])).toString())).toEqual(expected);
        expect([...nonAscii]).toEqual([...bitmap(expected.map((cell) => /[^\0-\x7f]/.test(cell)))!]);
        expect([offsets.length, offsets[0], offsets.at(-1)]).toEqual([cells.length + 1, 0, bytes.length]);
      }),
      { numRuns: 2000 },
    );
  });

  it("chars: makes one string of cells, without those that Latin-1 cannot hold", () => {
    const texts = fc.oneof(text, anyText, fc.string({ unit: fc.constantFrom("a", "é", "ÿ", "\x80", '"', "Ā", "ż") }), fc.constantFrom("x".repeat(900), `${"y".repeat(33)}é`, `${"é".repeat(40)}ż`, '"'.repeat(70), `${'"'.repeat(20)}éé"`));
    fc.assert(
      fc.property(columnOf(texts), fc.nat(39), fc.nat(39), ({ column, cells, present: bits }, a, b) => {
        fc.pre(cells.length > 0);
        const from = Math.min(a, b, cells.length - 1);
        const to = Math.max(from + 1, Math.min(b, cells.length));
        const found = scanner.chars({ index: indexed(cells, column), column, validity: bitmap(bits), from, to });
        const expected = present(cells, bits).slice(from, to).map((cell) => cell ?? "");
        expect(found.ends.length).toBe(expected.length + 1);
        for (const [i, cell] of expected.entries()) {
          const isWide = /[^\0-\xff]/.test(cell);
          expect(found.ends[i + 1]! < 0).toBe(isWide);
          expect(found.text.substring(found.ends[i]! & 0x7fffffff, found.ends[i + 1]! & 0x7fffffff)).toBe(isWide ? "" : cell);
        }
      }),
      { numRuns: 3000 },
    );
  });

  it("chars: stops where the text is long enough", () => {
    const cells = Array.from({ length: 100 }, () => cellOf("é".repeat(2000), 0));
    const { text, ends } = scanner.chars({ index: indexed(cells, 1), column: 1, validity: null, from: 10, to: 100 });
    expect(text.length).toBe((ends.length - 1) * 2000);
    expect([text.length >= 131_072, text.length < 131_072 + 2000]).toEqual([true, true]);
  });

  it.each([0, 1, 9, 100_000])("make room for numbers of %i rows in a memory that is new", (rows) => {
    for (const read of ["int32", "float64"] as const) {
      const own = new Scanner(dialect);
      const bytes = Buffer.from("7,NA,x\n".repeat(rows));
      own.text(bytes.length).set(bytes);
      const index = own.index({ begin: 0, end: bytes.length, limit: bytes.length, columns: COLUMNS, final: true, longRows: "report" });
      const words = table(MISSING_WORDS);
      const sevens = own[read]({ index, column: 0, words });
      expect([sevens.count, sevens.refused.length, sevens.values.length, sevens.values.every((value) => value === 7)]).toEqual([0, 0, rows, true]);
      const none = own[read]({ index, column: 1, words });
      expect([none.count, none.validity.length, none.validity.every((byte) => byte === 0)]).toEqual([rows, (rows + 7) >> 3, true]);
    }
  });

  it.each(["5", "0", "."])("take a quote that is %s for a quote", (quote) => {
    const own = new Scanner({ ...dialect, quote: quote.charCodeAt(0) });
    const bytes = Buffer.from(`${quote}12${quote},7,x\n`.repeat(9));
    own.text(bytes.length).set(bytes);
    const index = own.index({ begin: 0, end: bytes.length, limit: bytes.length, columns: COLUMNS, final: true, longRows: "report" });
    const words = table(MISSING_WORDS);
    for (const read of ["int32", "float64"] as const) {
      expect([...own[read]({ index, column: 0, words }).values]).toEqual(new Array(9).fill(12));
      expect([...own[read]({ index, column: 1, words }).values]).toEqual(new Array(9).fill(7));
    }
    for (const column of [0, 1]) expect(own.classify({ index, column, validity: null, words })).toBe(classify("12"));
  });

  it("take a bitmap that is the scanner's own, and one of more than a page", () => {
    const rows = 600_000;
    const bytes = Buffer.from("7,,NA\n".repeat(rows));
    scanner.text(bytes.length).set(bytes);
    const index = scanner.index({ begin: 0, end: bytes.length, limit: bytes.length, columns: COLUMNS, final: true, longRows: "report" });
    const words = table(MISSING_WORDS);
    expect(scanner.missing({ index, column: 2, words }).count).toBe(rows);
    const { validity, count } = scanner.missing({ index, column: 0, words });
    expect([count, validity.every((byte) => byte === 255)]).toEqual([0, true]);
    const { offsets, bytes: written } = scanner.texts({ index, column: 0, validity });
    expect([offsets.length, written.length, written.every((byte) => byte === 55)]).toEqual([rows + 1, rows, true]);
    const { values, refused, count: none } = scanner.int32({ index, column: 0, words });
    expect([none, refused.length, values.every((value) => value === 7)]).toEqual([0, 0, true]);
  });
});
