import { DataFrame, type DataFrame as Frame } from "@framepool/frame";
import { Column, frameOf, Storage, Vector, type DataType } from "@framepool/frame/internal";
import fc from "fast-check";
import { describe, expect, it } from "vitest";

/** A column of decimals: units of the last place, null where a cell is missing. */
function decimals(units: readonly (bigint | null)[], scale: number, bits: number): Column {
  const stride = bits / 32;
  const data = new Uint32Array(stride * units.length);
  const validity = new Uint8Array((units.length + 7) >> 3);
  for (const [row, value] of units.entries()) {
    for (let k = 0; k < stride; k++) data[row * stride + k] = Number(((value ?? 7n) >> BigInt(32 * k)) & 0xffff_ffffn);
    if (value !== null) validity[row >> 3]! |= 1 << (row & 7);
  }
  const type: DataType = { kind: "decimal", precision: bits === 256 ? 76 : bits === 128 ? 38 : bits === 64 ? 18 : 9, scale, bits };
  return Column.of("d", new Vector(new Storage(type, units.length, { data, validity })));
}

const frame = (column: Column): Frame => frameOf([column], column.length);

/** The digits of a decimal, made of the digits of its units. */
function textOf(units: bigint, scale: number): string {
  const digits = String(units < 0n ? -units : units).padStart(scale + 1, "0");
  const text = scale === 0 ? digits : `${digits.slice(0, digits.length - scale)}.${digits.slice(digits.length - scale)}`;
  return units < 0n ? `-${text}` : text;
}

const most = (bits: number): bigint => 10n ** BigInt({ 32: 9, 64: 18, 128: 38, 256: 76 }[bits]!) - 1n;
const cases = fc.constantFrom(32, 64, 128, 256).chain((bits) => fc.record({
  bits: fc.constant(bits),
  scale: fc.nat({ max: 9 }),
  units: fc.array(fc.oneof(fc.constant(null), fc.bigInt({ min: -1000n, max: 1000n }), fc.bigInt({ min: -(2n ** 29n), max: 2n ** 29n }), fc.bigInt({ min: -most(bits), max: most(bits) })), { maxLength: 20 }),
}));

describe("decimals", () => {
  it("are read, and made text, with all their digits", () => {
    fc.assert(fc.property(cases, fc.nat({ max: 20 }), ({ bits, scale, units }, from) => {
      const column = decimals(units, scale, bits);
      const texts = units.map((value) => (value === null ? null : textOf(value, scale))).slice(from);
      const df = frame(column.slice(Math.min(from, units.length), units.length));
      expect(df.col("d").toList()).toEqual(texts);
      expect(df.astype("string").col("d").toList()).toEqual(texts);
      expect(df.astype("category").col("d").toList()).toEqual(texts);
    }));
  });

  it("are the nearest floats, and integers without their fractions", () => {
    fc.assert(fc.property(cases, ({ bits, scale, units }) => {
      const df = frame(decimals(units, scale, bits));
      const there = units.map((value) => (value === null ? null : Number(textOf(value, scale)) + 0));
      expect(df.astype("float64").col("d").toList().map((value) => (value === null ? null : (value as number) + 0))).toEqual(there);
      expect(df.col("d").toNumeric().toList().map((value) => (value === null ? null : (value as number) + 0))).toEqual(there);
      const whole = units.map((value) => (value === null ? null : value / 10n ** BigInt(scale)));
      const fits = whole.every((value) => value === null || BigInt.asIntN(64, value) === value);
      if (fits) expect(df.astype("int64").astype("string").col("d").toList()).toEqual(whole.map((value) => (value === null ? null : String(value))));
      else expect(() => df.astype("int64")).toThrow(/^astype: column "d" \(decimal\(\d+, \d\)\), row \d+: .* does not fit in 64 bits$/);
    }));
  });

  it("of a negative scale end in zeros", () => {
    expect(frame(decimals([12n, 0n, -3n, null], -3, 128)).col("d").toList()).toEqual(["12000", "0", "-3000", null]);
    expect(frame(decimals([12n, 0n, -3n, null], -3, 128)).astype("float64").col("d").toList()).toEqual([12000, 0, -3000, null]);
  });

  it("are told what makes numbers of them, where nothing computes with them", () => {
    const df = new DataFrame({ k: ["a", "b"] }).assign({ d: frame(decimals([150n, -5n], 2, 128)).col("d") }) as Frame;
    const all = [() => df.col("d").sum(), () => df.groupby("k").agg({ d: "mean" }), () => df.sortValues("d"), () => df.groupby("d").size(), () => df.col("d").gt(1), () => df.col("d").add(1), () => df.col("d").isin(["1.50"]), () => df.col("d").valueCounts(), () => df.col("d").max()];
    for (const call of all) expect(call).toThrow(/column "d".*decimal\(38, 2\).*; astype\("float64"\) makes numbers of it, astype\("string"\) text with all its digits$/);
    expect(df.groupby("k").agg({ d: "first" }).toRows()).toEqual([{ k: "a", d: "1.50" }, { k: "b", d: "-0.05" }]);
    expect(df.describe().toColumns()).toEqual({ statistic: ["count", "unique", "top", "freq"], k: ["2", "2", "a", "1"], d: ["2", null, null, null] });
    expect(df.toString()).toBe("   k      d\n0  a   1.50\n1  b  -0.05");
  });
});
