import { csvParseParser, SplittingParser, type RecordParser } from "@framepool/csv/internal";
import fc from "fast-check";
import { expect, it } from "vitest";
import { runs } from "../../../scripts/runs.mjs";

const standard = { sep: ",", quote: '"', escape: null, doubleQuote: true, comment: null, skipBlankLines: true, skipInitialSpace: false, lineEnd: null };
type Dialect = ConstructorParameters<typeof SplittingParser>[0];

const dialects: readonly Dialect[] = [
  standard,
  ...["||", "::", " | ", "§", "|:|", ": "].map((sep) => ({ ...standard, sep })),
  ...["|", "\n", "\r", ":"].map((lineEnd) => ({ ...standard, lineEnd })),
  { ...standard, sep: "||", lineEnd: ":" },
  { ...standard, sep: "::", quote: null, doubleQuote: false, skipBlankLines: false },
  { ...standard, sep: "||", comment: "#", skipBlankLines: false },
];

/** Text whose quotes open and close fields only: where they do not, csv-parse and pandas differ. No end of a field makes a separator one character earlier. */
const field = fc.oneof(
  fc.string({ unit: fc.constantFrom("a", "1", "é", "😀", "|", ":") }).map((text) => text.replace(/[|:]+$/, "")),
  fc.string({ unit: fc.constantFrom("a", ",", "\n", "\r", " ", '"', "é", "|", ":") }).map((text) => `"${text.replaceAll('"', '""')}"`),
);
const rows = fc.array(fc.tuple(fc.array(field, { minLength: 1, maxLength: 4 }), fc.constantFrom("\n", "\r\n", "\r", "\n\n", "\n#x\n")), { maxLength: 12 });

async function recordsOf(parser: RecordParser, records: unknown[], csv: string, size: number): Promise<unknown[]> {
  const bytes = Buffer.from(csv);
  for (let at = 0; at < bytes.length; at += size) await parser.write(bytes.subarray(at, at + size));
  expect(await parser.end()).toBe(true);
  return records;
}

async function split(dialect: Dialect, csv: string, size: number): Promise<unknown[]> {
  const records: unknown[] = [];
  return recordsOf(new SplittingParser(dialect, (...record) => records.push(record)), records, csv, size);
}

it("our splitter finds the records that csv-parse finds, and their ends, in whatever pieces the text comes", async () => {
  await fc.assert(
    fc.asyncProperty(rows, fc.constantFrom(...dialects), fc.integer({ min: 1, max: 40 }), fc.integer({ min: 1, max: 40 }), async (lines, dialect, ourSize, theirSize) => {
      const ends = dialect.lineEnd;
      const csv = lines.map(([fields, end]) => fields.join(dialect.sep) + (ends === null ? end : ends)).join("");
      const theirs: unknown[] = [];
      const parsing = await csvParseParser(dialect, (...record) => theirs.push(record));
      expect(await split(dialect, csv, ourSize)).toEqual(await recordsOf(parsing, theirs, csv, theirSize));
    }),
    { numRuns: runs(1500) },
  );
});

const spaced = fc.array(fc.string({ unit: fc.constantFrom("a", "1", "é", " ", "\t", "  ") }), { maxLength: 8 });

it("our splitter splits at runs of spaces as one does by hand", async () => {
  await fc.assert(
    fc.asyncProperty(spaced, fc.integer({ min: 1, max: 9 }), async (lines, size) => {
      const records = await split({ ...standard, sep: "\\s+" }, lines.join("\n"), size);
      expect(records.map((record) => (record as unknown[])[0])).toEqual(lines.filter((line) => line.trim() !== "").map((line) => line.trim().split(/[ \t]+/)));
    }),
    { numRuns: runs(300) },
  );
});

it("our splitter leaves out the spaces before a field as csv-parse does", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.array(fc.constantFrom("a", "", "b ", '"x, "', '" "', "é"), { minLength: 2, maxLength: 4 }), { maxLength: 8 }), fc.integer({ min: 1, max: 9 }), async (lines, size) => {
      const csv = lines.map((fields, i) => fields.map((text, k) => " ".repeat((i + k) % 3) + text).join(",")).join("\n");
      const bare: unknown[] = [];
      const parsing = await csvParseParser(standard, (fields) => bare.push(fields));
      await recordsOf(parsing, bare, lines.map((fields) => fields.join(",")).join("\n"), size);
      expect((await split({ ...standard, skipInitialSpace: true }, csv, size)).map((record) => (record as unknown[])[0])).toEqual(bare);
    }),
    { numRuns: runs(300) },
  );
});
