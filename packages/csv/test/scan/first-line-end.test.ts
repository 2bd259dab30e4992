import { Scanner } from "@framepool/csv/internal";
import fc from "fast-check";
import { expect, it } from "vitest";
import { split } from "./fields-of.js";

const dialect = { sep: 44, quote: 34, skipBlankLines: false };
const scanner = new Scanner(dialect);

function firstLineEnd(csv: string, from = 0, to = Buffer.byteLength(csv)): number {
  scanner.text(to + 100).set(Buffer.from(`${csv}"\n\n`));
  return scanner.firstLineEnd(from, to);
}

it("is where the record ends that begins there", () => {
  const unit = fc.constantFrom('"', ",", "\n", "\r", "a", "é", " ", '""');
  fc.assert(
    fc.property(fc.array(unit, { maxLength: 30 }), (units) => {
      const csv = units.join("");
      const bytes = Buffer.from(csv);
      const [record] = split(bytes, dialect, { begin: 0, limit: 1, final: false }).records;
      expect(firstLineEnd(csv)).toBe(record?.end ?? -1);
    }),
    { numRuns: 3000 },
  );
});

it("may begin inside a field", () => {
  expect(firstLineEnd('name,"a\nb"\nc\n', 2)).toBe(11);
});

it("is not known behind a carriage return that is the last byte, nor inside quotes", () => {
  expect(firstLineEnd("a\r")).toBe(-1);
  expect(firstLineEnd("a\r\n")).toBe(3);
  expect(firstLineEnd('a,"b\n')).toBe(-1);
  expect(firstLineEnd("a,b")).toBe(-1);
});
