import { readFileSync } from "node:fs";
import { readCsv, type CsvReadOptions } from "@framepool/csv";
import { CsvParseError } from "@framepool/errors";
import { scanCsv } from "@framepool/parallel";
import fc from "fast-check";
import { describe, expect, it } from "vitest";

// The texts and options of the reader's own cases: whatever ranges they are read in, and by whom, the frame is the reader's.
interface Case { readonly name: string; readonly base64: string; readonly options: CsvReadOptions }
const cases = JSON.parse(readFileSync(new URL("../../csv/test/pandas/read.json", import.meta.url), "utf8")) as Case[];

async function* inPieces(bytes: Uint8Array, size: number) {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

interface Outcome { readonly dtypes?: object; readonly columns?: object; readonly error?: unknown }

async function outcome(reading: Promise<{ readonly dtypes: object; toColumns(): object }>): Promise<Outcome> {
  try {
    const frame = await reading;
    return { dtypes: frame.dtypes, columns: frame.toColumns() };
  } catch (error) {
    if (!(error instanceof CsvParseError)) return { error: (error as Error).name };
    return { error: { line: error.line, byte: error.byte, column: error.column } };
  }
}

describe("scanCsv gives the frame that readCsv gives, however the text is cut, for", () => {
  it.each(cases.map((each) => [each.name, each] as const))("%s", async (_, { base64, options }) => {
    const bytes = Buffer.from(base64, "base64");
    const own: CsvReadOptions = { ...options, int64: "bigint" };
    const expected = await outcome(readCsv(bytes, own));
    for (const partitionBytes of [1, 16, 1_000_000]) {
      expect(await outcome(scanCsv(bytes, { ...own, partitionBytes, backend: "inline" }).collect()), `ranges of ${partitionBytes} bytes`).toEqual(expected);
    }
    if (expected.error !== undefined) return;
    for (const size of [1, 7]) {
      const { schema: _, ...others } = own;
      const types: CsvReadOptions = { ...others, dtype: "string", parseDates: false };
      const whole = await outcome(readCsv(bytes, types));
      expect(await outcome(scanCsv(inPieces(bytes, size), { ...types, partitionBytes: 10, backend: "inline" }).collect()), `pieces of ${size} bytes`).toEqual(whole);
      expect(await outcome(scanCsv(inPieces(bytes, size), { ...types, partitionRows: 1, backend: "inline" }).collect()), "one row at a time").toEqual(whole);
    }
  });
});

describe("a file whose fields hold what ends rows", () => {
  const field = fc.oneof(
    fc.constantFrom("", "a", "é", '5" tall', "NA", "1", "2.5", "True"),
    fc.string({ unit: fc.constantFrom("a", ",", '"', "\n", "\r", "é", "😀", " "), maxLength: 8 }).map((text) => `"${text.replaceAll('"', '""')}"`),
  );
  const text = fc.array(fc.tuple(field, field, field), { maxLength: 12 }).chain((rows) =>
    fc.constantFrom("\n", "\r\n", "\r").map((end) => `a,b,c${end}${rows.map((row) => row.join(",") + end).join("")}`),
  );

  it("is read the same for any number of ranges and workers", async () => {
    await fc.assert(
      fc.asyncProperty(text, fc.integer({ min: 1, max: 40 }), async (csv, partitionBytes) => {
        const bytes = Buffer.from(csv);
        const expected = await outcome(readCsv(bytes));
        expect(await outcome(scanCsv(bytes, { partitionBytes, backend: "inline" }).collect())).toEqual(expected);
        expect(await outcome(scanCsv(bytes, { partitionBytes, backend: "inline" }).mapPartitions((part) => part).collect())).toEqual(expected);
      }),
      { numRuns: 300 },
    );
  });
});
