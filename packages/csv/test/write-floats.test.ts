import { concat, DataFrame } from "@framepool/frame";
import "@framepool/csv";
import { describe, expect, it } from "vitest";

/** Bits in a row that is the same each time (xorshift). */
function randomBits(): () => bigint {
  let state = 88172645463325252n;
  return () => {
    state = BigInt.asUintN(64, state ^ (state << 13n));
    state ^= state >> 7n;
    state = BigInt.asUintN(64, state ^ (state << 17n));
    return state;
  };
}

const DOUBLE = new Float64Array(1);
const BITS = new BigUint64Array(DOUBLE.buffer);

function doubleOf(bits: bigint): number {
  BITS[0] = bits;
  return DOUBLE[0]!;
}

/** A positive double, its neighbours, and theirs; each of both signs. */
function around(value: number): number[] {
  DOUBLE[0] = value;
  const bits = BITS[0]!;
  return [-2n, -1n, 0n, 1n, 2n].filter((step) => bits + step >= 0n).flatMap((step) => [doubleOf(bits + step), -doubleOf(bits + step)]);
}

const textOf = (value: number): string => (Number.isNaN(value) ? "" : String(value));

/** The kernel writes rows of two columns, of more than a thousand rows. */
function expectTexts(values: readonly number[]): void {
  const rows = new DataFrame({ x: values, i: values.map((_, i) => i) }, { dtype: { x: "float64", i: "int32" } }).toCsv({ header: false }).split("\n");
  expect(rows.length).toBe(values.length + 1);
  // Not by one `expect` each, of which a hundred thousand take a while.
  const wrong = values.flatMap((value, i) => (rows[i] === `${textOf(value)},${String(i)}` ? [] : [[textOf(value), rows[i]]]));
  expect(wrong).toEqual([]);
}

describe("floats in CSV", () => {
  it("are what String says of a hundred thousand patterns of bits", () => {
    const next = randomBits();
    expectTexts(Array.from({ length: 100_000 }, () => doubleOf(next())));
  });

  it("are what String says of numbers of usual sizes and of any number of digits", () => {
    const next = randomBits();
    const part = () => Number(next() >> 11n) / 2 ** 53;
    expectTexts(Array.from({ length: 60_000 }, (_, i) => Number(((part() - 0.5) * 10 ** ((i % 40) - 15)).toPrecision(1 + (i % 17)))));
    expectTexts(Array.from({ length: 20_000 }, () => part()));
  });

  it("are what String says of powers of two and ten and of those next to them", () => {
    expectTexts(Array.from({ length: 2098 }, (_, i) => 2 ** (i - 1074)).flatMap(around));
    expectTexts(Array.from({ length: 632 }, (_, i) => Number(`1e${String(i - 323)}`)).flatMap(around));
    expectTexts(Array.from({ length: 5000 }, (_, i) => doubleOf(BigInt(i)))); // the least ones, of few bits
  });

  it("are what String says at the edges", () => {
    const edges = [
      5e-324, Number.MIN_VALUE * 3, 2.2250738585072014e-308, 2.225073858507201e-308, Number.MAX_VALUE, 2 ** 53, Number("9007199254740993"), 1e15, 1e16, 1e17, 1e20, 1e21, 1e22,
      1e23, 1e-5, 1e-6, 1e-7, 1.5e300, 0.1, 0.1 + 0.2, 1 / 3, 123456.789, 1e9 + 1e-6, 999_999_999.999_999, 4.35, 0.000001, 1.2345678901234567e-6, 123456789012345.67,
      // Of as few digits there are two, of which the closer one is written; or as close, and the even one is.
      2 ** -44, 9.5367431640625e-7, 5e-324 * 2, 2 ** 54 + 4, 2 ** 89, 9007199254740994.5,
    ];
    const values = [...edges.flatMap(around), 0, -0, NaN, Infinity, -Infinity];
    expectTexts(Array.from({ length: 1200 }, (_, i) => values[i % values.length]!));
  });

  const next = randomBits();
  const mixed = [5e-324, -1.7976931348623157e308, 1.2345678901234567e-6, -1.2345678901234567e-6, 1e21, 0.5, -0, 7, NaN, Infinity, 1 / 3, -1e-7];
  const cells = Array.from({ length: 3000 }, (_, i) => (i % 7 === 3 ? null : i % 5 === 0 ? mixed[(i / 5) % mixed.length]! : doubleOf(next())));
  const frame = new DataFrame({ x: cells, i: cells.map((_, i) => i), s: cells.map((_, i) => ["a", 'b"', "c,d", null][i % 4]!), y: cells.toReversed() }, { dtype: { x: "float64", y: "float64" } });
  const text = (value: number | null): string => (value === null ? "" : textOf(value));

  it("are written with missing cells among them, whatever is quoted, and from several blocks", () => {
    const blocks = concat([frame.slice(5, 1800), frame.slice(1100, 3000), frame]);
    for (const whole of [frame, frame.slice(13, 2999), blocks]) {
      const x = [...whole.col("x")] as (number | null)[];
      const y = [...whole.col("y")] as (number | null)[];
      expect(whole.select(["x", "y"]).toCsv({ header: false })).toBe(x.map((value, i) => `${text(value)},${text(y[i]!)}\n`).join(""));
      for (const quoting of ["minimal", "all", "nonnumeric"] as const) for (const more of [{}, { naRep: "NA" }, { sep: ";" }, { sep: "1" }, { quotechar: "'" }, { lineterminator: "\r\n" }, { floatFormat: "%.3f" }]) {
        const options = { quoting, ...more, header: false };
        // So few rows are written without a kernel.
        const few = Array.from({ length: Math.ceil(whole.numRows / 1000) }, (_, i) => whole.slice(i * 1000, (i + 1) * 1000).toCsv(options));
        expect(whole.toCsv(options)).toBe(few.join(""));
      }
      const plain = whole.select(["x", "y"]);
      expect(plain.toCsv({ quoting: "none" })).toBe(plain.toCsv());
    }
  });
});

/** What C prints: the exact value, a tie to the even digit. */
function fixed(value: number, digits: number): string {
  DOUBLE[0] = Math.abs(value);
  const exponent = Number(BITS[0]! >> 52n);
  const fraction = BITS[0]! & 0xfffffffffffffn;
  const units = (exponent > 0 ? fraction | (1n << 52n) : fraction) * 10n ** BigInt(digits);
  const shift = BigInt(1075 - Math.max(1, exponent));
  let whole = shift <= 0n ? units << -shift : units >> shift;
  if (shift > 0n) {
    const rest = units - (whole << shift);
    const half = 1n << (shift - 1n);
    if (rest > half || (rest === half && whole % 2n === 1n)) whole++;
  }
  const text = String(whole).padStart(digits + 1, "0");
  return `${value < 0 || Object.is(value, -0) ? "-" : ""}${text.slice(0, text.length - digits)}${digits === 0 ? "" : `.${text.slice(text.length - digits)}`}`;
}

it.each([0, 1, 2, 3, 6, 15])("floats with %i digits behind the point are what C prints, ties and all", (digits) => {
  const next = randomBits();
  const ties = Array.from({ length: 2000 }, () => Number(next() % 100_000n) / 2 ** Number(next() % 12n));
  const usual = Array.from({ length: 2000 }, () => (Number(next() >> 11n) / 2 ** 53 - 0.5) * 10 ** Number(next() % 24n));
  const values = [...ties, ...ties.map((value) => -value), ...usual, ...[0.125, 0.375, 9.5, 9.7890625, 99.96875, 2.5, 3.5, 1.005, 2 ** 52 + 0.5, 1e20, 1e21, 1e300, 5e-324, 0].flatMap(around)];
  const frame = new DataFrame({ x: values, i: values.map((_, i) => i) }, { dtype: { x: "float64" } });
  const rows = frame.toCsv({ header: false, floatFormat: `%.${String(digits)}f` }).split("\n");
  expect(values.flatMap((value, i) => (rows[i] === `${fixed(value, digits)},${String(i)}` ? [] : [[fixed(value, digits), rows[i]]]))).toEqual([]);
});
