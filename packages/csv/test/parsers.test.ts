import { csvParseParser, SplittingParser } from "@framepool/csv/internal";
import fc from "fast-check";
import { expect, it } from "vitest";

const dialect = { sep: ",", quote: '"', escape: null, doubleQuote: true, comment: null, skipBlankLines: true };

/** Text whose quotes open and close fields only: where they do not, csv-parse and pandas differ. */
const field = fc.oneof(
  fc.string({ unit: fc.constantFrom("a", "b", "1", "é", "😀", "x") }),
  fc.string({ unit: fc.constantFrom("a", ",", "\n", "\r", " ", '"', "é") }).map((text) => `"${text.replaceAll('"', '""')}"`),
);
const text = fc
  .array(fc.tuple(fc.array(field, { minLength: 1, maxLength: 4 }), fc.constantFrom("\n", "\r\n", "\r", "\n\n")), { maxLength: 12 })
  .map((rows) => rows.map(([fields, end]) => fields.join(",") + end).join(""));

it("our splitter finds the records that csv-parse finds, and their ends, in whatever pieces the text comes", async () => {
  await fc.assert(
    fc.asyncProperty(text, fc.integer({ min: 1, max: 40 }), async (csv, size) => {
      const bytes = Buffer.from(csv);
      const ours: unknown[] = [];
      const theirs: unknown[] = [];
      const splitting = new SplittingParser(dialect, (...record) => ours.push(record));
      const parsing = await csvParseParser(dialect, (...record) => theirs.push(record));
      for (let at = 0; at < bytes.length; at += size) await splitting.write(bytes.subarray(at, at + size));
      await parsing.write(bytes);
      expect([await splitting.end(), await parsing.end()]).toEqual([true, true]);
      expect(ours).toEqual(theirs);
    }),
    { numRuns: 400 },
  );
});
