// Floats of 2^63 and more are written with all their digits, as integers are: which of both a column holds, all of its cells say.
import { readCsv as readHere, type CsvReadOptions } from "@framepool/csv";
import { DataFrame } from "@framepool/frame";
import { scanCsv, type Pipeline, type PipelineOptions } from "@framepool/parallel";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { runs } from "../../../scripts/runs.mjs";

const wide = fc.tuple(fc.double({ min: 2 ** 63, max: 1e21, maxExcluded: true, noNaN: true }), fc.boolean()).map(([size, isNegative]) => (isNegative ? -size : size));
const whole = fc.oneof(wide, fc.integer({ min: -9, max: 9 }), fc.maxSafeInteger());
const anyFloat = fc.oneof({ weight: 3, arbitrary: whole }, { weight: 1, arbitrary: fc.double() });
/** Of whole numbers alone, perhaps but for one cell. */
const floats = fc.oneof(fc.array(whole, { maxLength: 40 }), fc.array(anyFloat, { maxLength: 40 }), fc.tuple(fc.array(whole, { maxLength: 40 }), fc.constantFrom(0.5, -1e-7, 1e300, Infinity), fc.nat(40)).map(([cells, odd, at]) => cells.toSpliced(at, 0, odd)));

const anyRun: fc.Arbitrary<PipelineOptions> = fc.record({ partitionBytes: fc.integer({ min: 1, max: 300 }), workers: fc.integer({ min: 1, max: 3 }), backend: fc.constantFrom("inline" as const, "inline" as const, "threads" as const) });
/** Dialects that the kernels read, and such as others do. */
const DIALECTS: readonly CsvReadOptions[] = [{}, {}, { sep: ";" }, { sep: "::" }, { comment: "#" }, { decimal: ",", sep: ";" }, { quoting: "none" }];
const anyDialect = fc.constantFrom(...DIALECTS);

function respelled(text: string, { sep = ",", decimal = "." }: CsvReadOptions): string {
  return text.replaceAll(".", decimal === "." ? "." : "\0").replaceAll(",", sep).replaceAll("\0", decimal);
}

/** What a column of such texts is. */
function typeOf(texts: readonly string[]): string {
  if (texts.length === 0) return "null";
  if (texts.some((text) => /[.eI]/.test(text))) return "float64";
  const integers = texts.map(BigInt);
  const all = (fits: (value: bigint) => boolean): boolean => integers.every(fits);
  if (all((value) => BigInt.asIntN(32, value) === value)) return "int32";
  if (all((value) => BigInt.asIntN(64, value) === value)) return "int64";
  return all((value) => BigInt.asUintN(64, value) === value) ? "uint64" : "string";
}

/** The cells of one column, an integer beyond 2^53 as a bigint. */
function cellsOf(texts: readonly string[], type: string): readonly unknown[] {
  if (type === "string") return texts;
  return texts.map((text) => (type.endsWith("64") && type !== "float64" && !Number.isSafeInteger(Number(text)) ? BigInt(text) : Number(text)));
}

const plain = (cells: readonly unknown[]): readonly unknown[] => cells.map((cell) => (typeof cell === "bigint" && Number.isSafeInteger(Number(cell)) ? Number(cell) : cell));

describe("floats that are written and read", () => {
  it("come back as floats, or with all their digits, from one thread", async () => {
    await fc.assert(
      fc.asyncProperty(floats, anyDialect, async (numbers, dialect) => {
        const cells = numbers.filter((cell) => !Number.isNaN(cell));
        const text = new DataFrame({ key: cells.map((_, row) => row), x: cells }, { dtype: { key: "int32", x: "float64" } }).toCsv();
        const frame = await readHere(Buffer.from(respelled(text, dialect)), { int64: "bigint", ...dialect });
        const type = typeOf(cells.map((cell) => String(cell)));
        expect(frame.dtypes["x"]).toBe(type);
        // Nothing is lost but the sign of zero, which is not written.
        expect(plain([...frame.col("x")])).toEqual(type === "string" ? cells.map((cell) => String(cell)) : type === "float64" ? cells.map((cell) => cell + 0) : cellsOf(cells.map((cell) => String(cell)), type));
      }),
      { numRuns: runs(300) },
    );
  });

  it("are the same wherever the text is cut, whoever reads it, in whatever order the rows are", async () => {
    await fc.assert(
      fc.asyncProperty(floats, anyDialect, anyRun, fc.boolean(), async (numbers, dialect, run, isTurned) => {
        const cells = isTurned ? numbers.toReversed() : numbers;
        const text = new DataFrame({ key: cells.map((_, row) => row % 3), x: cells }, { dtype: { key: "int32", x: "float64" } }).toCsv();
        const bytes = Buffer.from(respelled(text, dialect));
        const options = { int64: "bigint", ...dialect } as const;
        const here = await readHere(bytes, options);
        const texts = cells.filter((cell) => !Number.isNaN(cell)).map((cell) => String(cell));
        expect(here.dtypes["x"]).toBe(typeOf(texts));
        const scan = scanCsv(bytes, { ...options, ...run }) as Pipeline;
        const there = await scan.collect();
        expect([there.dtypes, there.toColumns()]).toEqual([here.dtypes, here.toColumns()]);
        // Types that are found before, as a function of the user's asks for, and on the way.
        const known = await (scan.mapPartitions((part) => part) as Pipeline).collect();
        expect([known.dtypes, known.toColumns()]).toEqual([here.dtypes, here.toColumns()]);
        const groups = await scan.groupby("key").agg({ x: ["count", "max"] }).collect();
        expect(groups.toColumns()).toEqual(here.groupby("key").agg({ x: ["count", "max"] }).toColumns());
      }),
      { numRuns: runs(90) },
    );
  });
});

describe("integers beyond 64 bits", () => {
  const many = Array.from({ length: 3000 }, (_, row) => `31489869289450${String(1_000_000 + row)}`);
  const file = (cells: readonly string[]): Buffer => Buffer.from(`id,n\n${cells.map((cell, row) => `${cell},${String(row)}\n`).join("")}`);
  const run = { workers: 2, backend: "threads", partitionBytes: 8192 } as const;

  it("keep all their digits where nothing in the column is a float", async () => {
    const cells = [...many, "7", "-1", "18446744073709551616"];
    for (const frame of [await readHere(file(cells)), await scanCsv(file(cells), run).collect()]) {
      expect(frame.dtypes["id"]).toBe("string");
      expect([...frame.col("id")]).toEqual(cells);
    }
  });

  it.each([0, 1500, 3000])("are floats where one cell is: in row %i", async (row) => {
    const cells = many.toSpliced(row, 0, "0.5");
    for (const frame of [await readHere(file(cells)), await scanCsv(file(cells), run).collect()]) {
      expect(frame.dtypes["id"]).toBe("float64");
      expect([...frame.col("id")]).toEqual(cells.map(Number));
    }
    expect(await scanCsv(file(cells), run).agg({ id: "max" })).toEqual({ id: Number(many.at(-1)) });
  });

  it("are text where one is too large for a double, as such a fraction is", async () => {
    for (const large of ["9".repeat(400), `-${"9".repeat(400)}`, `${"9".repeat(400)}.5`, "1e400"]) {
      const cells = [...many, "0.5", large];
      for (const frame of [await readHere(file(cells)), await readHere(file(cells.toReversed())), await scanCsv(file(cells), run).collect()]) expect(frame.dtypes["id"]).toBe("string");
    }
  });

  it("are text where a later cell is, whatever the ones before looked like", async () => {
    const cells = [...many.slice(0, 1000), "0.5", ...many.slice(1000), "a word"];
    for (const frame of [await readHere(file(cells)), await scanCsv(file(cells), run).collect()]) expect([...frame.col("id")]).toEqual(cells);
  });

  it("fit a float that was taken from the first rows, and a float fits text that was", async () => {
    const guessed = async (cells: readonly string[]) => (await scanCsv(file(cells), { ...run, inferRows: 10 }).collect()).col("id");
    const [floats, texts] = [["0.5", ...many], [...many, "0.5"]];
    expect([...(await guessed(floats))]).toEqual(floats.map(Number));
    expect([...(await guessed(texts))]).toEqual(texts);
  });
});
