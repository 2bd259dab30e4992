import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { FrameError } from "@framepool/errors";
import { concat, DataFrame, Series, type Cell, type DType } from "@framepool/frame";
import { Column, columnsOf } from "@framepool/frame/internal";
import { parallel, scanCsv, type Pipeline } from "@framepool/parallel";
import { differences } from "./support/frames.js";
import { anyWay } from "./support/ways.js";
import { runs } from "../../../scripts/runs.mjs";

const day = (d: number): Date => new Date(Date.UTC(2020, 0, d));
const noon = new Date(Date.UTC(2020, 0, 3, 12));

/** Values of a type, and what may come in their place: of the type, of a wider one, of another kind. */
const CASES: readonly (readonly [DType, readonly Cell[], readonly Cell[][]])[] = [
  ["int8", [1, 2, 3], [[4, 5, 6], [300, 5, 6], [2.5, 1, 0], ["a", "b", "c"], [true, false, true]]],
  ["uint16", [1, 2, 3], [[4, 5, 6], [-1, 70_000, 3]]],
  ["int64", [1, 2, 3], [[4, 5, 6], [0.5, 5, 6]]],
  ["float32", [1.5, 2.5, Number.NaN], [[2.5, 3, 4], [0.1, 1, 2], ["a", "b", "c"]]],
  ["float64", [1.5, 2, Number.NaN], [[1, 2, 3], ["a", "b", "c"]]],
  ["bool", [true, false], [[1, 0], [false, true], ["yes", "no"]]],
  ["string", ["a", "b", "c"], [["x", "y", "z"], [1, 2, 3], [0.5, 1, 2], [true, false, true]]],
  ["category", ["a", "b", "c"], [["x", "b", "z"], [1, 2, 3]]],
  ["date", [day(1), day(2)], [[day(3), day(4)], [1, 2], ["x", "y"], [noon, noon], [noon, day(4)]]],
  ["timestamp", [day(1), day(2)], [[day(3), day(4)], ["x", "y"]]],
];

const anyReplacing = fc.constantFrom(...CASES).chain(([dtype, keys, intos]) =>
  fc.record({
    dtype: fc.constant(dtype),
    cells: fc.array(fc.oneof({ weight: 2, arbitrary: fc.constantFrom(...keys) }, fc.constant(null)), { minLength: 1, maxLength: 14 }),
    pairs: fc.constantFrom(...intos).chain((into) => fc.subarray(keys.map((key, i) => [key, into[i]!] as const), { minLength: 1 })),
  }),
);

const categoriesOf = (frame: DataFrame): unknown[] => [...new Set(columnsOf(frame)[0]!.vectors.flatMap(({ storage }) => [...Column.of("", storage.dictionary!)]))];

describe("replace in parts", () => {
  it("gives the cells and the types of the whole, whichever values a part has", async () => {
    await fc.assert(
      fc.asyncProperty(anyReplacing, anyWay, async ({ dtype, cells, pairs }, way) => {
        const frame = new DataFrame({ x: new Series(cells, { dtype }), y: new Series(cells.map(() => "y"), { dtype: "string" }) }) as DataFrame;
        const by = new Map(pairs);
        const pipe = parallel(frame, way) as Pipeline;
        let whole: DataFrame;
        try {
          whole = frame.replace(by as never) as DataFrame;
        } catch (error) {
          // Cells of two kinds: where they meet in a part it is the verb that says so, else who puts parts together.
          expect(error).toBeInstanceOf(FrameError);
          await expect(pipe.replace(by).collect()).rejects.toMatchObject({ code: expect.stringMatching(/^ERR_FRAMEPOOL_(FRAME|SCHEMA)$/) });
          return;
        }
        // Where no cell is left in the whole there is none that tells the kind.
        if (whole.col("x").count() === 0) return;
        expect(differences((await pipe.replace(by).collect()) as DataFrame, whole)).toEqual([]);
        expect(differences((await pipe.col("x").replace(by as never).collect()) as Series, frame.col("x").replace(by as never) as Series)).toEqual([]);
        expect(differences((await pipe.replace({ x: by }).collect()) as DataFrame, frame.replace({ x: by } as never) as DataFrame)).toEqual([]);
      }),
      { numRuns: runs(60) },
    );
  });

  it("leaves the categories of the whole, in the order of the whole, however many parts there are", async () => {
    const cell = fc.option(fc.constantFrom("a", "b", "c", "d"));
    const pairs = fc.array(fc.tuple(cell, fc.option(fc.constantFrom("a", "b", "x", "y"))), { minLength: 1, maxLength: 3 });
    await fc.assert(
      fc.asyncProperty(fc.array(fc.array(cell, { minLength: 1, maxLength: 5 }), { minLength: 1, maxLength: 3 }), pairs, anyWay, async (parts, given, way) => {
        const frame = concat(parts.map((part) => new DataFrame({ x: new Series(part, { dtype: "category" }) }))) as DataFrame;
        const whole = frame.replace(new Map(given) as never) as DataFrame;
        const made = (await (parallel(frame, way) as Pipeline).replace(new Map(given)).collect()) as DataFrame;
        expect(differences(made, whole)).toEqual([]);
        expect(categoriesOf(made)).toEqual(categoriesOf(whole));
      }),
      { numRuns: runs(60) },
    );
    // Of two dictionaries, of which one has a value that the other gets: it was a category, and keeps its place.
    const two = concat([["b", "d", null], ["a"]].map((part) => new DataFrame({ x: new Series(part, { dtype: "category" }) }))) as DataFrame;
    expect(categoriesOf(two.replace(new Map([["b", "a"]]) as never) as DataFrame)).toEqual(["d", "a"]);
    const csv = `x\n${"a\n".repeat(5)}${"b\n".repeat(5)}c\n`;
    const sizes = (bytes: number): Promise<DataFrame> => scanCsv(Buffer.from(csv), { dtype: { x: "category" }, backend: "inline", partitionBytes: bytes }).replace({ a: "c", b: "d" } as never).groupby("x", { observed: false }).size().collect() as unknown as Promise<DataFrame>;
    for (const bytes of [5, 9, 1000]) expect((await sizes(bytes)).toRows()).toEqual([{ x: "c", size: 6 }, { x: "d", size: 5 }]);
  });

  it.each([1, 2])("has NaN as a missing cell where text may come into the column, in %i parts", async (partitions) => {
    const df = new DataFrame({ x: [Number.NaN, 1.5] });
    const by = new Map<number, Cell>([[2, "b"]]);
    expect((df.replace(by as never) as DataFrame).toRows()).toEqual([{ x: null }, { x: 1.5 }]);
    expect(((await parallel(df, { backend: "inline", partitions }).replace(by).collect()) as DataFrame).toRows()).toEqual([{ x: null }, { x: 1.5 }]);
  });

  it.each([1, 3])("passes over what comes beside an object, which says itself what is replaced by what, in %i parts", async (partitions) => {
    const df = new DataFrame({ sex: ["male", "female", null] });
    const replaced = (df as unknown as DataFrame).replace({ male: "m" } as never, 7 as never) as DataFrame;
    expect(differences((await parallel(df, { backend: "inline", partitions }).replace({ male: "m" } as never, 7 as never).collect()) as unknown as DataFrame, replaced)).toEqual([]);
  });

  it("sums what text became, though a part had none", async () => {
    const df = new DataFrame({ sex: ["male", "female", null, null, "female"] });
    const pipe = parallel(df, { backend: "inline", partitions: 5 }).replace({ male: 0, female: 1 }) as unknown as Pipeline;
    expect(await pipe.agg({ sex: "sum" } as never)).toEqual({ sex: 2 });
  });

  it("of values of several kinds names no row of the input, which they are not in", async () => {
    const df = new DataFrame({ x: [1, 2, 1, 2] });
    const by = new Map<number, Cell>([[1, "a"], [2, 7]]);
    expect(() => df.replace(by as never)).toThrow('replace: what comes into column "x" is of several kinds');
    await expect(parallel(df, { backend: "inline", partitions: 2 }).replace(by).collect()).rejects.toMatchObject({ code: "ERR_FRAMEPOOL_FRAME", row: null, column: "x" });
  });
});
