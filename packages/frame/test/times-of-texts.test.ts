import { toDatetime, type Cell, Series, type ToDatetimeOptions } from "@framepool/frame";
import { columnOf, columnFromValues, seriesOf } from "@framepool/frame/internal";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { inPieces } from "./support/random-columns.js";

const two = (most: number, least = 0) => fc.integer({ min: least, max: most }).chain((value) => fc.constantFrom(String(value).padStart(2, "0"), String(value)));
const year = fc.oneof(fc.integer({ min: 0, max: 9999 }).map((value) => String(value).padStart(4, "0")), fc.constantFrom("0000", "1900", "2000", "2024", "9999"));
/** What a directive may stand for, some of it beyond the calendar and the clock. */
const DIRECTIVES: Readonly<Record<string, fc.Arbitrary<string>>> = {
  Y: year, y: fc.integer({ min: 0, max: 99 }).map((value) => String(value).padStart(2, "0")), m: two(13), b: fc.constantFrom("Jan", "feb", "MAR", "sep", "Foo"), d: two(32),
  H: two(25), I: two(14), M: two(61), S: two(62), f: fc.stringMatching(/^\d{0,10}$/), p: fc.constantFrom("AM", "pm", "xm"), z: fc.constantFrom("Z", "+02:00", "-0530", "+2400", "+02", "-00:60"), "%": fc.constant("%"),
};
const FORMATS = [
  "%Y-%m-%d", "%d/%m/%Y %H:%M", "%Y-%m-%dT%H:%M:%S", "%Y-%m-%dT%H:%M:%S.%f", "%Y%m%d", "%m%d%Y", "%d%m%y", "%Y%m%d%H%M%S", "%d-%b-%y", "%m/%d/%Y %I:%M %p", "%d/%b/%Y:%H:%M:%S %z",
  "%Y-%m-%dT%H:%M:%S%z", "%Y年%m月%d日", "%H:%M", "%f", "%M%S%f", " %Y  %m", "%S.%f %Y", "%p %I", "%p %H", "100%% %d%m", "%Y\u00a0%m", "%d1%m", "%b%d",
];
const cellOf = (format: string): fc.Arbitrary<string> => fc.tuple(...format.split(/(%.)/).map((part) => (part.startsWith("%") ? DIRECTIVES[part[1]!]! : fc.constant(part)))).map((parts) => parts.join(""));

/** A text as it is, or with something cut, put in or changed. */
const mutated = (text: fc.Arbitrary<string>): fc.Arbitrary<string> =>
  fc.tuple(text, fc.nat(), fc.constantFrom("", "0", "1", "9", " ", "-", "/", ":", ".", "T", "Z", "é", "٣", "\n"), fc.nat({ max: 5 })).map(([cell, place, by, how]) => {
    const at = place % (cell.length + 1);
    if (how > 1) return cell;
    return cell.slice(0, at) + by + cell.slice(at + how);
  });
const odd = fc.constantFrom("", "NaT", "nan", "soon", " ", "é", "2021-13-01", "2021-02-29", "2024-02-29", "2021-02-30", "24:00");
const cellsIn = (text: fc.Arbitrary<string>): fc.Arbitrary<(string | null)[]> => fc.array(fc.option(fc.oneof({ arbitrary: mutated(text), weight: 8 }, odd), { freq: 8 }), { maxLength: 20 });

const clock = fc.tuple(two(24), two(60), fc.option(fc.tuple(two(60), fc.option(fc.tuple(fc.constantFrom(".", ","), DIRECTIVES.f!))))).map(([hour, minute, rest]) => `${hour}:${minute}${rest === null ? "" : `:${rest[0]}${(rest[1] ?? []).join("")}`}`);
const date = fc.tuple(year, two(13), two(32), fc.constantFrom("-", "/", "."), fc.nat({ max: 4 })).map(([y, m, d, sign, how]) => {
  if (how === 0) return [d, m, y].join(sign);
  if (how === 1) return [m, d, y].join(sign);
  return [y, how === 2 ? m.padStart(2, "0") : m, how === 2 ? d.padStart(2, "0") : d].join(how === 4 ? "" : sign);
});
const anyTime = fc.tuple(date, fc.option(fc.tuple(fc.constantFrom("T", " ", "t", "  ", ""), clock, fc.constantFrom("", "", " ", "Z", " Z", "+02:00", "  +02:00", "-0530", "+02", "+99")))).map(([day, rest]) => day + (rest ?? []).join(""));

const read = (cells: readonly Cell[], dtype: "string" | "category", cuts: readonly number[], options: ToDatetimeOptions): Series<unknown> => seriesOf(inPieces("at", cells, dtype, cuts)).toDatetime(options);
const contents = (series: Series<unknown>): unknown => {
  const { type, vectors } = columnOf(series);
  const counts = vectors.flatMap(({ storage, offset, length }) => Array.from(storage.data!.subarray(offset, offset + length) as BigInt64Array));
  return [type, series.isna().toList().map((isMissing, row) => (isMissing ? null : counts[row]))];
};
const dtypes = fc.constantFrom("string" as const, "category" as const);

describe("toDatetime of texts", () => {
  // A format with %Z, which stands for nothing, too, is read as a pattern; and so is a cell with a space before it that is not of ASCII.
  it("reads of bytes what the pattern of a format finds in texts, in pieces and in categories", () => {
    const cases = fc.constantFrom(...FORMATS).chain((format) => fc.tuple(fc.constant(format), cellsIn(cellOf(format))));
    fc.assert(fc.property(cases, fc.array(fc.nat(), { maxLength: 3 }), dtypes, ([format, cells], cuts, dtype) => {
      const quick = read(cells, dtype, cuts, { format, errors: "coerce" });
      expect(contents(quick)).toEqual(contents(read(cells, "string", [], { format: `${format}%Z`, errors: "coerce" })));
    }), { numRuns: 1500 });
  });

  it("reads of bytes what the patterns of dates find in texts, whichever comes first", () => {
    fc.assert(fc.property(cellsIn(anyTime), fc.array(fc.nat(), { maxLength: 3 }), dtypes, fc.boolean(), (cells, cuts, dtype, dayfirst) => {
      const spaced = cells.map((cell) => (cell === null ? null : `\u00a0${cell}`));
      expect(contents(read(cells, dtype, cuts, { dayfirst, errors: "coerce" }))).toEqual(contents(read(spaced, "string", [], { dayfirst, errors: "coerce" })));
    }), { numRuns: 1500 });
  });

  it("reads a zone behind every kind of date that has a clock", () => {
    const texts = ["20211204T103000Z", "20211204T10:30:00+01:00", "1999-12-25T033946-0530", "2004-2-14T05:06+05", "2021/12/04 10:30:00 +01:00", "12/04/2021 10:30z"];
    expect(toDatetime(new Series(texts)).toList().map((time) => time!.toISOString().slice(0, 16))).toEqual(["2021-12-04T10:30", "2021-12-04T09:30", "1999-12-25T09:09", "2004-02-14T00:06", "2021-12-04T09:30", "2021-12-04T10:30"]);
    expect(toDatetime(new Series(["2021-12Z", "20211204Z", "2021/12/04 10+25"]), { errors: "coerce" }).toList()).toEqual([null, null, null]);
  });

  it("names the first row that is no time, in whichever piece and however often its category comes", () => {
    for (const dtype of ["string", "category"] as const) {
      const cells = ["01/02/2021", null, "NaT", "31/02/2021", "01/02/2021", "31/02/2021"];
      expect(() => read(cells, dtype, [2], { format: "%d/%m/%Y" })).toThrow('toDatetime: column "at", row 3: "31/02/2021" is no date or time: it does not match the format "%d/%m/%Y"; { errors: "coerce" }');
      expect(() => read(cells, dtype, [], { dayfirst: true })).toThrow('row 3: "31/02/2021" is no date or time: give a format');
      expect(read(cells, dtype, [4], { dayfirst: true, errors: "coerce" }).isna().toList()).toEqual([false, true, true, true, false, true]);
    }
  });

  it("takes a category that no row has for no mistake", () => {
    const column = columnFromValues("at", ["soon", "2021-03-04", "2021-03-05"], "category").slice(1, 3);
    expect(seriesOf(column).toDatetime().toList()).toEqual([new Date("2021-03-04"), new Date("2021-03-05")]);
  });

  it("takes texts of nothing for missing, whatever the format", () => {
    for (const format of ["", "nat", "%Y"]) expect(toDatetime(["", "nat"], { format }).isna().toList()).toEqual([true, true]);
  });
});

describe("astype of texts to times", () => {
  it("reads ISO, in pieces, and nothing else", () => {
    const iso = fc.tuple(fc.date({ min: new Date(-1e12), max: new Date(4e12), noInvalidDate: true }), fc.constantFrom(10, 16, 19, 23), fc.constantFrom("", "Z", "+02:00", " -0530")).map(([time, size, zone]) => time.toISOString().slice(0, size) + (size > 10 ? zone : ""));
    fc.assert(fc.property(fc.array(fc.option(iso)), fc.array(fc.nat(), { maxLength: 3 }), (cells, cuts) => {
      const series = seriesOf(inPieces("at", cells, "string", cuts));
      expect(contents(series.astype("timestamp"))).toEqual(contents(series.toDatetime()));
      expect(series.astype("date").toList()).toEqual(series.toDatetime().dt.floor("D").toList());
    }), { numRuns: 100 });
    for (const wrong of ["03/04/2021", "", "NaT", "2021-02-30"]) expect(() => seriesOf(columnFromValues("at", [null, "2021-03-04", wrong], "string")).astype("timestamp")).toThrow(`row 2: ${JSON.stringify(wrong)}`);
  });
});
