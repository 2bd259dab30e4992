import { DataFrame } from "@framepool/frame";
import "@framepool/csv";
import fc from "fast-check";
import { describe, expect, it } from "vitest";

const FLOAT = new Float32Array(1);
const BITS = new Uint32Array(FLOAT.buffer);

function floatOf(bits: number): number {
  BITS[0] = bits;
  return FLOAT[0]!;
}

/** A float32, its neighbours, and theirs; each of both signs. */
function around(value: number): number[] {
  FLOAT[0] = value;
  const [bits] = BITS;
  return [-2, -1, 0, 1, 2].filter((step) => bits! + step >= 0).flatMap((step) => [floatOf(bits! + step), -floatOf(bits! + step)]);
}

/** The first of 6, 7 and 8 digits that are the number, else 9, as JavaScript writes them. */
function textOf(value: number): string {
  if (Number.isNaN(value)) return "";
  const digits = [6, 7, 8].find((count) => Math.fround(Number(value.toPrecision(count))) === value) ?? 9;
  return String(Number(value.toPrecision(digits)));
}

/** Of many rows, which kernels write, and of few. */
function expectTexts(values: readonly number[]): void {
  const frame = new DataFrame({ x: values, i: values.map((_, i) => i) }, { dtype: { x: "float32", i: "int32" } });
  const few = Array.from({ length: Math.ceil(values.length / 1000) }, (_, k) => frame.slice(k * 1000, (k + 1) * 1000).toCsv({ header: false }));
  const text = frame.toCsv({ header: false });
  expect(text).toBe(few.join(""));
  const rows = text.split("\n");
  const wrong = values.flatMap((value, i) => (rows[i] === `${textOf(value)},${String(i)}` ? [] : [[textOf(value), rows[i]]]));
  expect(wrong).toEqual([]);
}

describe("float32 in CSV: the fewest digits that are the number, of six and more", () => {
  it("of any bits", () => {
    fc.assert(fc.property(fc.infiniteStream(fc.nat(2 ** 32 - 1)), (stream) => expectTexts(Array.from({ length: 20_000 }, () => floatOf(stream.next().value as number)))), { numRuns: 3 });
  });

  it("of usual sizes, and halves of the last digit", () => {
    const sizes = Array.from({ length: 40_000 }, (_, i) => Math.fround((((i * 7919) % 10_007) / 10_007 - 0.5) * 10 ** ((i % 26) - 12)));
    const halves = Array.from({ length: 20_000 }, (_, i) => Math.fround(((i * 104_729) % 16_777_216) / 2 ** (i % 24)));
    expectTexts([...sizes, ...halves]);
  });

  it("of powers of two and ten, those next to them, and the ends", () => {
    const twos = Array.from({ length: 277 }, (_, i) => 2 ** (i - 149));
    const tens = Array.from({ length: 84 }, (_, i) => Math.fround(Number(`1e${String(i - 45)}`)));
    expectTexts([...[...twos, ...tens].flatMap(around), 0, -0, NaN, Infinity, -Infinity, ...[16_777_216, 999_999.5, 9_999_999, 123_456_789].map(Math.fround)]);
  });
});
