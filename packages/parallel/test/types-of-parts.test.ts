import { DataFrame, Series } from "@framepool/frame";
import { parallel, scanCsv, type Pipeline } from "@framepool/parallel";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { differences } from "./support/frames.js";
import { anyWay } from "./support/ways.js";
import { runs } from "../../../scripts/runs.mjs";

// Results whose type the cells decide: parts see some of them only, or none.
const anyUnsigned = fc.tuple(
  fc.constantFrom("uint8", "uint16", "uint32", "uint64"),
  fc.array(fc.option(fc.oneof(fc.nat(3), fc.constantFrom(200, 2 ** 31 - 1)), { freq: 2 }), { maxLength: 12 }),
).map(([dtype, cells]) => new Series(cells.map((cell) => (cell === null ? null : dtype === "uint8" ? cell % 256 : dtype === "uint16" ? cell % 65_536 : cell)), { name: "n", dtype }));

describe("a type that cells decide", () => {
  it.each([
    ["neg", (n: Series<number | null>) => n.neg()], ["sub", (n: Series<number | null>) => n.sub(2)], ["mul", (n: Series<number | null>) => n.mul(-3)], ["diff", (n: Series<number | null>) => n.diff()],
    ["toNumeric with downcast", (n: Series<number | null>) => n.toNumeric({ downcast: "unsigned" })], ["toNumeric to floats", (n: Series<number | null>) => n.toNumeric({ downcast: "float" })],
    ["astype that may not fit", (n: Series<number | null>) => n.astype("int8", { errors: "ignore" })],
  ])("is that of the whole column for unsigned integers, wherever it is cut: %s", async (_, call) => {
    await fc.assert(fc.asyncProperty(anyUnsigned, anyWay, async (n, way) => {
      const made = call(parallel(new DataFrame({ n }), way).col("n") as never) as unknown as { collect(): Promise<Series> };
      expect(differences(await made.collect(), call(n))).toEqual([]);
    }), { numRuns: runs(60) });
  });

  it("stays that of a column of which a cell does not fit, in every part", async () => {
    const frame = new DataFrame({ a: ["1", "2", "x"], b: ["1", "2", "3"] });
    const types = { a: "int32", b: "int32" } as const;
    const made = await parallel(frame, { backend: "inline", partitions: 3 }).astype(types, { errors: "ignore" }).collect();
    expect(differences(made, frame.astype(types, { errors: "ignore" }))).toEqual([]);
    expect(made.dtypes).toEqual({ a: "string", b: "int32" });
  });

  it("has one category for 0 and -0, whichever a part has", async () => {
    const frame = new DataFrame({ x: [-0, 1.5, 0, -0] });
    const made = await parallel(frame, { backend: "inline", partitions: 4 }).col("x").astype("category").collect();
    expect(made.toList()).toEqual(["0.0", "1.5", "0.0", "0.0"]);
    expect(frame.col("x").astype("category").toList()).toEqual(made.toList());
  });

  it("has the categories of parts of which no row is left, as one column of all rows has them", async () => {
    const frame = new DataFrame({ c: ["a", "b", "c", "d", "e", "f"], x: [0, 1, 2, 3, 4, 5] });
    const other = new DataFrame({ x: [3, 4, 5], y: [1, 2, 3] });
    const csv = Buffer.from(`c,x\n${frame.toRows().map(({ c, x }) => `${c},${String(x)}\n`).join("")}`);
    for (const partitionRows of [1, 2, 3, 6]) {
      for (const how of [{ backend: "inline" }, { workers: 2 }] as const) {
        const options = { ...how, partitionRows };
        for (const pipe of [parallel(frame, options).astype({ c: "category" }), scanCsv(csv, { ...options, dtype: { c: "category" } }) as unknown as Pipeline<{ c: string; x: number }>]) {
          const kept = pipe.filter((row) => row.x > 2);
          expect((await kept.groupby("c").size().collect()).toColumns()).toEqual({ c: ["a", "b", "c", "d", "e", "f"], size: [0, 0, 0, 1, 1, 1] });
          expect((await kept.getDummies(["c"]).collect()).columns).toEqual(["x", "c_a", "c_b", "c_c", "c_d", "c_e", "c_f"]);
          expect((await pipe.merge(other, { on: "x" }).collect()).groupby("c").size().numRows).toBe(6);
        }
      }
    }
  });

  it("of infinities of both signs in one part is no error of another", async () => {
    const frame = new DataFrame({ k: ["a", "a", "b", "a"], x: [Infinity, -Infinity, 1, 2] });
    const made = await parallel(frame, { backend: "inline", partitions: 2 }).groupby("k").agg({ x: ["sum", "mean", "var", "max"] }).collect();
    expect(differences(made, frame.groupby("k").agg({ x: ["sum", "mean", "var", "max"] }) as DataFrame)).toEqual([]);
  });

  it("names the column that has two, whatever the aggregate of it is called", async () => {
    const mixed = parallel(new DataFrame({ i: [0, 1], v: [1, 2] }), { backend: "inline", partitionRows: 1 }).apply((row) => ({ k: (row.i === 0 ? "a" : 5) as string, v: row.v }));
    await expect(mixed.groupby("k").size().collect()).rejects.toMatchObject({ column: "k", message: 'column "k" is string in some parts and int32 in others; make them one type before they are aggregated' });
    await expect(mixed.groupby("v").agg({ most: { column: "k", aggfunc: "max" } }).collect()).rejects.toMatchObject({ column: "k" });
  });

  it("of dates that may be text is what the rows of other parts say where one has none", async () => {
    const [nothing, days, texts] = ["d,x\n", "d,x\n2020-01-31,1\n", "d,x\n31/01/2020,1\n"].map((text) => Buffer.from(text));
    const options = { parseDates: ["d"], backend: "inline" } as const;
    for (const [inputs, type] of [[[nothing!, texts!], "string"], [[nothing!, days!], "timestamp"], [[days!, nothing!], "timestamp"], [[nothing!, days!, texts!], "string"], [[nothing!, nothing!], "timestamp"]] as const) {
      const pipe = scanCsv(inputs, options);
      expect((await pipe.collect()).dtypes["d"]).toBe(type);
      expect((await pipe.groupby("d").size().collect()).dtypes["d"]).toBe(type);
      expect((await pipe.sortValues("d").collect()).dtypes["d"]).toBe(type);
    }
    expect((await scanCsv(Buffer.from("d\n\n31/01/2020\n"), { ...options, partitionBytes: 1 }).collect()).toColumns()).toEqual({ d: ["31/01/2020"] });
  });

  it("has one dummy for 0 and -0, in whichever part they are", async () => {
    const frame = new DataFrame({ f: [1.5, 0, -0, 0, -0, null], g: ["-0.0", "0.0", "-0.0", null, "x", "0.0"] });
    for (const partitionRows of [1, 2, 3, 6]) {
      const made = await parallel(frame, { backend: "inline", partitionRows }).getDummies(["f", "g"], { dummyNa: true }).collect();
      expect(differences(made, frame.getDummies(["f", "g"], { dummyNa: true }) as DataFrame)).toEqual([]);
    }
  });
});

describe("rows with the largest values", () => {
  it("are those of one thread, whichever of equal ones are kept, in however many parts", async () => {
    const anyValues = fc.array(fc.option(fc.integer({ min: 0, max: 3 }), { freq: 5 }), { maxLength: 12 });
    await fc.assert(fc.asyncProperty(anyValues, fc.integer({ min: 0, max: 14 }), fc.constantFrom("first", "last", "all"), fc.boolean(), fc.integer({ min: 1, max: 5 }), async (values, n, keep, isLeast, partitions) => {
      const frame = new DataFrame({ v: values, w: values.map((_, i) => i % 2), row: values.map((_, i) => i) }, { dtype: { v: "int32", w: "int32", row: "int32" } });
      for (const by of [["v"], ["v", "w"], ["w", "v"]] as const) {
        const pipe = parallel(frame, { backend: "inline", partitions });
        const made = await (isLeast ? pipe.nsmallest(n, by, { keep }) : pipe.nlargest(n, by, { keep })).collect();
        expect(differences(made, isLeast ? frame.nsmallest(n, by, { keep }) : frame.nlargest(n, by, { keep }))).toEqual([]);
      }
    }), { numRuns: runs(200) });
  });
});
