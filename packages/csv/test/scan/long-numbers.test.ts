// Numbers of many digits, which kernels read to the last bit as JavaScript does, or leave to it.
import { readCsv } from "@framepool/csv";
import { cellParser, classify, MISSING_WORDS, Scanner, wordTable, type Index } from "@framepool/csv/internal";
import { describe, expect, it } from "vitest";

const scanner = new Scanner({ sep: 44, quote: 34, skipBlankLines: false });
const WORDS = wordTable(MISSING_WORDS.map((word) => Buffer.from(word)));
const IS_TEXT = 128;

/** Whole numbers below `end`, the same ones for a seed (mulberry32). */
function randomBelow(seed: number): (end: number) => number {
  let state = seed;
  return (end) => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return Math.floor((((t ^ (t >>> 14)) >>> 0) / 2 ** 32) * end);
  };
}

const float = new Float64Array(1);
const bits = new BigUint64Array(float.buffer);

function doubleOf(of: bigint): number {
  bits[0] = of;
  return float[0]!;
}

/** A double of any size, or one of a size that is usual, a subnormal one, a power of two. */
function anyDouble(below: (end: number) => number): number {
  const fraction = BigInt(below(2 ** 26)) * 67_108_864n + BigInt(below(2 ** 26));
  const sign = BigInt(below(2)) << 63n;
  switch (below(8)) {
    case 0: return doubleOf(sign | fraction);
    case 1: return doubleOf(sign | (BigInt(below(2046) + 1) << 52n));
    case 2:
    case 3: return doubleOf(sign | (BigInt(963 + below(120)) << 52n) | fraction);
    default: return doubleOf(sign | (BigInt(below(2046) + 1) << 52n) | fraction);
  }
}

/** What lies half between a double and the next, as digits and a power of ten. */
function halfBehind(value: number): { readonly digits: bigint; readonly power: number } {
  float[0] = Math.abs(value);
  const exponent = Number(bits[0]! >> 52n);
  const fraction = bits[0]! & 0xfffffffffffffn;
  const half = 2n * (exponent > 0 ? fraction | (1n << 52n) : fraction) + 1n;
  const power = Math.max(1, exponent) - 1076;
  return power < 0 ? { digits: half * 5n ** BigInt(-power), power } : { digits: half << BigInt(power), power: 0 };
}

function digitsOf(below: (end: number) => number, count: number): string {
  return Array.from({ length: count }, () => below(10)).join("");
}

type Spell = (below: (end: number) => number) => string;

/** As programs write doubles: none of these is left to JavaScript. */
const USUAL: readonly Spell[] = [
  (below) => anyDouble(below).toExponential(16),
  (below) => anyDouble(below).toPrecision(17),
  (below) => anyDouble(below).toExponential(16).replace("e", "E"),
  (below) => anyDouble(below).toExponential(16).replace(/([+-])(\d)$/, "$10$2"),
  (below) => String((below(2 ** 26) * 2 ** 27 + below(2 ** 27)) / 2 ** 53 + 1e-9),
  (below) => `${String(below(2))}.${digitsOf(below, 17)}`,
  (below) => `${["", "-"][below(2)]!}${String(2 ** 63 + below(2 ** 32) * 2 ** (12 + below(26)))}`,
];

const ODD: readonly Spell[] = [
  (below) => `0.${digitsOf(below, 15)}1${digitsOf(below, 9)}`,
  (below) => String(anyDouble(below)),
  (below) => anyDouble(below).toExponential(18),
  (below) => anyDouble(below).toExponential(30),
  (below) => {
    const { digits, power } = halfBehind(anyDouble(below));
    return `${String(digits + BigInt(below(3) - 1))}e${String(power)}`;
  },
  (below) => {
    const { digits, power } = halfBehind(anyDouble(below));
    const text = String(digits);
    const kept = Math.min(text.length, 16 + below(8));
    return `${text[0]!}.${text.slice(1, kept)}e${String(power + text.length - 1)}`;
  },
  (below) => `${String((1n << BigInt(52 + below(12))) + BigInt(below(5) - 2))}.${["5", "0", "50000", "4999999999", "25", "125"][below(6)]!}`,
  (below) => {
    const digits = digitsOf(below, 1 + below(45));
    const point = below(digits.length + 1);
    return `${digits.slice(0, point)}.${digits.slice(point)}${below(2) === 0 ? "" : `${"eE"[below(2)]!}${["", "+", "-"][below(3)]!}${"0".repeat(below(4))}${String(below(345))}`}`;
  },
  (below) => `${["", "-", "+"][below(3)]!}${"0".repeat(below(25))}${digitsOf(below, 1 + below(24))}`,
  (below) => `0.${"0".repeat(below(340))}${digitsOf(below, 17)}e${String(below(40) - 20)}`,
  (below) => `${String(below(100))}e${String(below(800) - 400)}`,
];

const EDGES = [
  ...["", "-", "+"].flatMap((sign) => ["5", "0", "00", "12345678901234567", ""].flatMap((whole) => ["", ".", ".5", ".0", ".12345678901234567", "..", ".5."].flatMap((fraction) => ["", "e", "E", "e+", "e-", "e3", "E-03", "e+0000000000000005", "e400", "e-400", "e99999", "e-99999", "e5x", "e5 ", "e 5", "e5.", "ee5", "e++5", "e-+5", " ", "x"].map((end) => `${sign}${whole}${fraction}${end}`)))),
  ...["1_000", "1_5e3", "0x10", "0b1", "0o7", "Infinity", "-Infinity", "inf", "nan", "NaN", "1e1e1", "12345678901234567 8", "1234567890123456７", "1.2345678901234567é", "--1.2345678901234567", "+-5e3", "1.7976931348623157e308", "1.7976931348623158e308", "1.7976931348623159e308", "179769313486231580793e289", "4.9406564584124654e-324", "2.4703282292062327e-324", "2.4703282292062328e-324", "2.2250738585072011e-308", "2.2250738585072014e-308", "9007199254740993", "9007199254740993.0", "9007199254740992.5", "4503599627370496.5", "4503599627370497.5", "1e23", "8.5e22", "9.5e-23", "1".repeat(400), `0.${"0".repeat(400)}1`, `${"0".repeat(400)}.5`, `1${"0".repeat(308)}`, `1${"0".repeat(309)}`, `0.${"0".repeat(330)}1e331`, `0e9999999999`, "-0e5", "-0.00000000000000000000"],
];

function indexed(fields: readonly string[]): Index {
  const bytes = Buffer.from(fields.map((field) => `${field},\n`).join(""));
  scanner.text(bytes.length).set(bytes);
  return scanner.index({ begin: 0, end: bytes.length, limit: bytes.length, columns: 2, final: true, longRows: "report" });
}

/** The bits of each float, to tell zeros apart. */
function bitsOf(values: ArrayLike<number>): bigint[] {
  return [...new BigUint64Array(Float64Array.from(values).buffer)];
}

/** Reads cells by the kernel; gives how many it left to JavaScript. */
function expectFloats(texts: readonly string[], fields = texts): number {
  let left = 0;
  const { values, refused } = scanner.float64({ index: indexed(fields), column: 0, words: wordTable([]), goesOn: () => ++left > 0 });
  const isText = texts.map((text) => (classify(text) & IS_TEXT) !== 0);
  expect(refused).toEqual([...texts.keys()].filter((row) => isText[row]));
  const expected = texts.map((text, row) => (isText[row] === true ? 0 : /inf/i.test(text) ? (text.startsWith("-") ? -Infinity : Infinity) : Number(text)));
  const [theirs, ours] = [bitsOf(expected), bitsOf(values)];
  // One that differs tells more than two lists.
  for (const [row, text] of texts.entries()) if (theirs[row] !== ours[row]) expect([text, values[row]]).toEqual([text, expected[row]]);
  return left;
}

/** What the kernel says that each cell can be is what the rule says. */
function expectFlags(texts: readonly string[]): void {
  for (const text of texts) expect([text, scanner.classify({ index: indexed([text]), column: 0, validity: null })]).toEqual([text, text === "" ? IS_TEXT : classify(text)]);
}

describe("floats of many digits", () => {
  it.each(USUAL.map((spell, i) => [i, spell] as const))("as programs write them are read by the kernel, to the last bit (%i)", (seed, spell) => {
    const below = randomBelow(seed + 1);
    const texts = Array.from({ length: 6000 }, () => spell(below));
    expect(expectFloats(texts)).toBe(0);
    expectFlags(texts.slice(0, 300));
  });

  it.each(ODD.map((spell, i) => [i, spell] as const))("of other kinds are read to the last bit (%i)", (seed, spell) => {
    const below = randomBelow(seed + 101);
    const texts = Array.from({ length: 6000 }, () => spell(below));
    expectFloats(texts);
    expectFlags(texts.slice(0, 300));
  });

  it("may be quoted", () => {
    const below = randomBelow(7);
    const texts = Array.from({ length: 6000 }, () => [...USUAL, ...ODD][below(USUAL.length + ODD.length)]!(below));
    expectFloats(texts, texts.map((text) => `"${text}"`));
  });

  it("of all lengths around a word and a vector, at the very beginning of the text", () => {
    for (let count = 1; count < 45; count++) for (let point = 0; point <= count; point++) {
      const digits = "98765432109876543210987654321098765432109876543210".slice(0, count);
      expectFloats([`${digits.slice(0, point)}.${digits.slice(point)}`]);
    }
  });

  it("and what only looks like them is what it was", () => {
    expectFloats(EDGES);
    expectFlags(EDGES);
  });

  it("beside missing cells, in columns that words make text", async () => {
    const below = randomBelow(8);
    const texts = Array.from({ length: 3000 }, () => (below(5) === 0 ? ["", "NA", "nan", "1.#QNAN"][below(4)]! : USUAL[below(USUAL.length)]!(below)));
    const { values, count, validity } = scanner.float64({ index: indexed(texts), column: 0, words: WORDS });
    const isMissing = texts.map((text) => MISSING_WORDS.includes(text));
    expect(count).toBe(isMissing.filter(Boolean).length);
    expect(isMissing.map((_, row) => ((validity[row >> 3]! >> (row & 7)) & 1) === 0)).toEqual(isMissing);
    expect(bitsOf(values)).toEqual(bitsOf(texts.map((text, row) => (isMissing[row] === true ? 0 : Number(text)))));

    const frame = await readCsv(Buffer.from(`a,b,c\n${texts.map((text) => `${text},${text},${text}\n`).join("")}1e2,word,1e400\n`));
    expect(frame.dtypes).toEqual({ a: "float64", b: "string", c: "string" });
    expect([...frame.col("a")]).toEqual([...texts.map((text, row) => (isMissing[row] === true ? null : Number(text))), 100]);
    expect(frame.at(texts.length - 1, "b")).toBe(isMissing.at(-1) === true ? null : texts.at(-1));
  });
});

describe("integers of many digits", () => {
  const AROUND = [2n ** 31n, 2n ** 53n, 10n ** 15n, 10n ** 16n, 10n ** 17n, 10n ** 18n, 2n ** 63n, 10n ** 19n, 1844n * 10n ** 16n, 1845n * 10n ** 16n, 2n ** 64n, 2n * 10n ** 19n, 10n ** 20n];
  const integers = AROUND.flatMap((value) => [-2n, -1n, 0n, 1n, 2n].map((more) => value + more)).flatMap((value) => [value, -value]).map(String);
  const texts = [...integers, ...integers.map((text) => (text.startsWith("-") ? `-000${text.slice(1)}` : `+0${text}`)), ...integers.map((text) => `${text}.0`), ...integers.map((text) => ` ${text} `), "00000000000000000000001", "-0", "+", "-", "1234567890123456７", "12345678901234567x", "x2345678901234567", "123456789012345678-", "1e18", "1.5", "9e99"];

  it.each([true, false])("are read as they are spelled, or refused (signed: %s)", (signed) => {
    const below = randomBelow(9);
    const random = Array.from({ length: 20_000 }, () => `${["", "-"][below(2)]!}${digitsOf(below, 1 + below(21))}`);
    const parse = cellParser({ kind: "int", bits: 64, signed });
    for (const cells of [texts, random]) {
      for (const fields of [cells, cells.map((cell) => `"${cell}"`)]) {
        const { values, refused } = scanner.int64({ index: indexed(fields), column: 0, words: wordTable([]) }, signed);
        const expected = cells.map((cell) => parse(cell));
        expect(refused).toEqual([...cells.keys()].filter((row) => expected[row] === undefined));
        expect([...values]).toEqual(expected.map((value) => BigInt((value ?? 0) as number | bigint)));
      }
    }
    expectFlags([...texts, ...random.slice(0, 1000)]);
  });

  it("that fit are read by the kernel", () => {
    const below = randomBelow(10);
    const unsigned = Array.from({ length: 5000 }, () => String((BigInt(below(2 ** 32)) << 32n) | BigInt(below(2 ** 32))));
    const signed = unsigned.map((text) => String(BigInt.asIntN(64, BigInt(text))));
    for (const cells of [unsigned, signed]) {
      let left = 0;
      const { isNegative, isWhole } = scanner.int64({ index: indexed(cells), column: 0, words: wordTable([]), goesOn: () => ++left > 0 }, cells === signed);
      expect([left, isNegative, isWhole]).toEqual([0, cells === signed, true]);
    }
  });

  it("keep the types of their columns", async () => {
    const columns = { a: ["9223372036854775807", "-1"], b: ["9223372036854775808", "1"], c: ["9223372036854775808", "-1"], d: ["-9223372036854775808", "7"], e: ["-9223372036854775809", "7"], f: ["18446744073709551615", "0"], g: ["18446744073709551616", "0"], h: ["9223372036854775808", "0.5"], i: ["00000000000000000000000000012", "3"], j: ["12345678901234567", "1e3"], k: ["99999999999999999999", "1e3"], l: ["99999999999999999999", "-99999999999999999999"] };
    const rows = [0, 1].map((row) => Object.values(columns).map((cells) => cells[row]!).join(","));
    const frame = await readCsv(Buffer.from(`${Object.keys(columns).join(",")}\n${rows.join("\n")}\n`), { int64: "bigint" });
    expect(frame.dtypes).toEqual({ a: "int64", b: "uint64", c: "string", d: "int64", e: "string", f: "uint64", g: "string", h: "float64", i: "int32", j: "float64", k: "float64", l: "string" });
    expect([...frame.col("a")]).toEqual([2n ** 63n - 1n, -1n]);
    expect([...frame.col("f")]).toEqual([2n ** 64n - 1n, 0n]);
    expect([...frame.col("h")]).toEqual([2 ** 63, 0.5]);
    expect([...frame.col("k")]).toEqual([1e20, 1000]);
    expect([...frame.col("l")]).toEqual(columns.l);
  });

  it("with missing cells, and one that does not fit a declared type", async () => {
    const frame = await readCsv(Buffer.from("n,m\n9007199254740993,1\nNA,\n-5,18446744073709551615\n"), { dtype: { n: "int64", m: "uint64" }, int64: "bigint" });
    expect([...frame.col("n")]).toEqual([9007199254740993n, null, -5n]);
    expect([...frame.col("m")]).toEqual([1n, null, 2n ** 64n - 1n]);
    await expect(readCsv(Buffer.from("n\n1\n9223372036854775808\n"), { dtype: { n: "int64" } }).then((whole) => whole.toRows())).rejects.toThrow("is no int64");
    await expect(readCsv(Buffer.from("n\n1\n-1\n"), { dtype: { n: "uint64" } }).then((whole) => whole.toRows())).rejects.toThrow("is no uint64");
  });
});
