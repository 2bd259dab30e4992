import { DataFrame, LabelEncoder, OneHotEncoder, OrdinalEncoder, Series, SimpleImputer } from "@framepool/frame";
import fc from "fast-check";
import { describe, expect, it } from "vitest";

type Value = string | number | bigint | boolean | null;

/** Columns of many kinds: of each value and type of a kind several are likely to be equal. */
const kinds: readonly { readonly dtype: "string" | "category" | "int8" | "int32" | "int64" | "float32" | "float64" | "bool"; readonly values: readonly Value[] }[] = [
  { dtype: "string", values: ["", "a", "b", "é", "😀", "\uFFFD", "10", "9", "longer than eight bytes", "longer than eight byte"] },
  { dtype: "category", values: ["b", "a", "c", "", "é"] },
  { dtype: "int8", values: [1, -3, 0, 100] },
  { dtype: "int32", values: [1, -3, 0, 2 ** 30, -(2 ** 31)] },
  { dtype: "int64", values: [1, -3, 0, 2 ** 40] },
  { dtype: "float32", values: [1, -0, 0, 0.5, Infinity] },
  { dtype: "float64", values: [1, -0, 0, 0.1, -Infinity, 1e300, 2 ** 40] },
  { dtype: "bool", values: [true, false] },
];

const anyKind = fc.constantFrom(...kinds);
const cellsOf = ({ values }: (typeof kinds)[number]) => fc.array(fc.option(fc.constantFrom(...values), { freq: 5 }), { minLength: 1, maxLength: 40 });
const frameOf = (cells: readonly Value[], dtype: (typeof kinds)[number]["dtype"]) => new DataFrame({ x: cells }, { dtype });

/** The distinct values in rising order, null last. */
function risen(cells: readonly Value[]): Value[] {
  const present = [...new Set(cells.filter((cell) => cell !== null).map((cell) => (cell === 0 ? 0 : cell)))];
  const points = (text: string) => Buffer.from(text, "utf8");
  present.sort((a, b) => (typeof a === "string" ? Buffer.compare(points(a), points(b as string)) : Number(a) - Number(b)));
  return cells.includes(null) ? [...present, null] : present;
}

const plain = (values: readonly unknown[]) => values.map((value) => (value === 0 ? 0 : value));

describe("encoders of values", () => {
  it("number values by their order, whatever the type", () => {
    fc.assert(fc.property(anyKind.chain((kind) => fc.tuple(fc.constant(kind), cellsOf(kind))), ([{ dtype }, cells]) => {
      const labels = new Series<Value>(cells, { dtype });
      const expected = risen(cells);
      const places = cells.map((cell) => expected.indexOf(cell === 0 ? 0 : cell));
      const encoder = new LabelEncoder<Value>();
      expect(encoder.fitTransform(labels).toList()).toEqual(places);
      expect(plain(encoder.classes)).toEqual(expected);
      expect(plain(encoder.inverseTransform(places).toList())).toEqual(plain(cells));
      expect(encoder.inverseTransform(places).dtype).toBe(dtype);
      const read = LabelEncoder.fromJSON(JSON.stringify(encoder));
      expect(read.transform(labels).toList()).toEqual(places);
      expect(JSON.stringify(read)).toBe(JSON.stringify(encoder));
      const ordinal = new OrdinalEncoder().fitTransform(frameOf(cells, dtype)).toColumns();
      expect(ordinal.x).toEqual(cells.map((cell, row) => (cell === null ? null : places[row])));
      expect(Object.keys(new OneHotEncoder().fitTransform(frameOf(cells, dtype)).toColumns())).toHaveLength(expected.length);
    }), { numRuns: 300 });
  });

  it("know the values of other types that are equal, and say of others in which row they are", () => {
    const numeric = fc.constantFrom(...kinds.filter(({ dtype }) => dtype.startsWith("int") || dtype.startsWith("float")));
    const textual = fc.constantFrom(...kinds.slice(0, 2));
    const pair = fc.oneof(fc.tuple(numeric, numeric), fc.tuple(textual, textual), fc.tuple(anyKind, anyKind)).chain(([a, b]) => fc.tuple(fc.constant(a), cellsOf(a), fc.constant(b), cellsOf(b)));
    fc.assert(fc.property(pair, ([a, learned, b, cells]) => {
      const alike = typeof a.values[0] === typeof b.values[0];
      const expected = risen(new Series<Value>(learned, { dtype: a.dtype }).toList());
      const own = new Series<Value>(cells, { dtype: b.dtype }).toList();
      const places = own.map((cell) => (cell === null || alike ? expected.indexOf(cell === 0 ? 0 : cell) : -1));
      const encoder = new LabelEncoder<Value>().fit(new Series<Value>(learned, { dtype: a.dtype }));
      const labels = new Series<Value>(cells, { dtype: b.dtype });
      for (const fitted of [encoder, LabelEncoder.fromJSON(JSON.stringify(encoder))] as LabelEncoder<Value>[]) {
        const lacking = places.findIndex((place, row) => place < 0 && own[row] === null);
        const unknown = places.indexOf(-1);
        if (lacking >= 0) expect(() => fitted.transform(labels)).toThrow(`row ${String(lacking)} is missing`);
        else if (unknown >= 0) expect(() => fitted.transform(labels)).toThrow(`row ${String(unknown)}: `);
        else expect(fitted.transform(labels).toList()).toEqual(places);
      }
      const ordinal = new OrdinalEncoder({ handleUnknown: "useEncodedValue", unknownValue: -1, encodedMissingValue: -2 }).fit(frameOf(learned, a.dtype));
      expect(ordinal.transform(frameOf(cells, b.dtype)).col("x").toList()).toEqual(own.map((cell, row) => (cell === null ? -2 : places[row])));
    }), { numRuns: 300 });
  });

  it("learn the same of parts, which are plain data", () => {
    const parts = anyKind.chain((kind) => fc.tuple(fc.constant(kind), cellsOf(kind), cellsOf(kind), cellsOf(kind)));
    fc.assert(fc.property(parts, ([{ dtype }, ...cells]) => {
      const whole = frameOf(cells.flat(), dtype);
      for (const make of [() => new OrdinalEncoder(), () => new OneHotEncoder(), () => new SimpleImputer({ strategy: "mostFrequent" })]) {
        const learner = make();
        const [a, b, c] = cells.map((part) => structuredClone(learner.partial(frameOf(part, dtype))));
        const expected = JSON.stringify(make().fit(whole));
        expect(JSON.stringify(make().finish(learner.merge(structuredClone(learner.merge(a!, b!)), c!)))).toBe(expected);
        expect(JSON.stringify(make().finish(learner.merge(learner.partial(frameOf(cells[0], dtype)), learner.merge(b!, c!))))).toBe(expected);
      }
    }), { numRuns: 150 });
  });

  it("take very many values, which parts share or not", () => {
    const texts = Array.from({ length: 40_000 }, (_, i) => `user ${String((i * 7919) % 25_013)}`);
    const frame = new DataFrame({ x: texts });
    const expected = risen(texts);
    const places = new Map(expected.map((value, place) => [value, place]));
    const encoder = new OrdinalEncoder();
    const parts = [0, 1, 2, 3].map((k) => encoder.partial(frame.slice(k * 10_000, (k + 1) * 10_000)));
    encoder.finish(parts.reduce((before, part) => encoder.merge(before, structuredClone(part))));
    expect(encoder.categories.x).toEqual(expected);
    const encoded = encoder.transform(frame);
    expect(encoded.col("x").toList()).toEqual(texts.map((text) => places.get(text)));
    expect(encoder.inverseTransform(encoded).col("x").toList()).toEqual(texts);
  });

  it("learn of parts of different types what one column of all has", () => {
    const encoder = new LabelEncoder<Value>();
    const merged = (a: Series<Value>, b: Series<Value>) => encoder.finish(encoder.merge(encoder.partial(a), encoder.partial(b)));
    const [ints, floats] = [new Series<Value>([3, 1], { dtype: "int32" }), new Series<Value>([0.5, 1, null], { dtype: "float64" })];
    expect(merged(ints, floats).classes).toEqual([0.5, 1, 3, null]);
    expect(encoder.transform(new Series<Value>([3, 1], { dtype: "int8" })).toList()).toEqual([2, 1]);
    expect(merged(new Series<Value>([null, null]), ints).classes).toEqual([1, 3, null]);
    expect(merged(new Series<Value>(["b"], { dtype: "category" }), new Series<Value>(["a", "b"])).toJSON().fitted).toEqual([["", { type: { kind: "utf8", large: false }, values: ["a", "b"] }]]);
    expect(merged(new Series<Value>([1n]), new Series<Value>([2 ** 40], { dtype: "int64" })).classes).toEqual([1n, 2n ** 40n]);
    expect(() => merged(new Series<Value>(["b", "1"]), ints)).toThrow('row 2: 3 is no string');
  });

  it("work on no rows at all", () => {
    for (const dtype of ["string", "category", "int64", "float64", "bool"] as const) {
      const none = new Series<Value>([], { dtype });
      const encoder = new LabelEncoder<Value>().fit(none);
      for (const fitted of [encoder, LabelEncoder.fromJSON(JSON.stringify(encoder)) as LabelEncoder<Value>]) {
        expect(fitted.classes).toEqual([]);
        expect([fitted.transform(none).toList(), fitted.transform([]).toList(), fitted.transform(none).dtype]).toEqual([[], [], "int32"]);
        expect([fitted.inverseTransform([]).toList(), fitted.inverseTransform([]).dtype]).toEqual([[], dtype]);
        expect(JSON.stringify(fitted)).toBe(JSON.stringify(encoder));
        expect(() => fitted.inverseTransform([0])).toThrow("there are 0 categories");
      }
    }
    expect(new LabelEncoder().fit([]).transform([]).toList()).toEqual([]);
    expect(new LabelEncoder().fit([]).inverseTransform([]).toList()).toEqual([]);
  });
});
