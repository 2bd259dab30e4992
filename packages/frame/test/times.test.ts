import { Series, toDatetime } from "@framepool/frame";
import { columnFromValues, columnOf, seriesOf, type TimeUnit } from "@framepool/frame/internal";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { inPieces } from "./support/random-columns.js";

const instant = fc.option(fc.integer({ min: -4e12, max: 8e12 }).map((ms) => new Date(ms)));
const at = (unit: TimeUnit, ...counts: (bigint | null)[]) => seriesOf<Date | null>(columnFromValues("at", counts, { kind: "timestamp", unit, timezone: null }));
const counts = (series: Series<unknown>): unknown[] => columnOf(series).vectors.flatMap(({ storage, offset, length }) => Array.from(storage.data!.subarray(offset, offset + length) as BigInt64Array));
const DAY = 86_400_000;

describe("fields of times", () => {
  it("are those of Date in UTC, in pieces, of dates and timestamps", () => {
    fc.assert(fc.property(fc.array(instant), fc.array(fc.nat()), fc.constantFrom("timestamp", "date"), (cells, cuts, dtype) => {
      const series = seriesOf<Date | null>(inPieces("at", cells, dtype as "date", cuts));
      const dates = series.toList();
      const field = (of: (date: Date) => number): (number | null)[] => dates.map((date) => (date === null ? null : of(date)));
      expect(series.dt.year().toList()).toEqual(field((date) => date.getUTCFullYear()));
      expect(series.dt.month().toList()).toEqual(field((date) => date.getUTCMonth() + 1));
      expect(series.dt.day().toList()).toEqual(field((date) => date.getUTCDate()));
      expect(series.dt.dayofweek().toList()).toEqual(field((date) => (date.getUTCDay() + 6) % 7));
      expect(series.dt.hour().toList()).toEqual(field((date) => date.getUTCHours()));
      expect(series.dt.minute().toList()).toEqual(field((date) => date.getUTCMinutes()));
      expect(series.dt.second().toList()).toEqual(field((date) => date.getUTCSeconds()));
      expect(series.dt.dayofyear().toList()).toEqual(field((date) => 1 + Math.floor((date.getTime() - Date.UTC(date.getUTCFullYear(), 0, 1)) / DAY)));
      expect(series.dt.floor("D").toList()).toEqual(dates.map((date) => (date === null ? null : new Date(Math.floor(date.getTime() / DAY) * DAY))));
      expect(series.dt.strftime("%Y-%m-%dT%H:%M:%S").toList()).toEqual(dates.map((date) => date?.toISOString().slice(0, 19) ?? null));
    }), { numRuns: 100 });
  });

  it("see digits finer than a Date has, before 1970 too", () => {
    const times = at("ns", 1_600_000_000_123_456_789n, -1n, null, -1_000_000_001n);
    expect(times.dt.microsecond().toList()).toEqual([123_456, 999_999, null, 999_999]);
    expect(times.dt.nanosecond().toList()).toEqual([789, 999, null, 999]);
    expect(times.dt.second().toList()).toEqual([40, 59, null, 58]);
    expect(at("s", -1n, 1_600_000_000n).dt.year().toList()).toEqual([1969, 2020]);
    expect(at("us", -1n).dt.strftime("%f").toList()).toEqual(["999999"]);
  });

  it("of no time are refused, and of nothing but missing cells are missing", () => {
    // @ts-expect-error text is no time
    expect(() => new Series(["2021"], { name: "x" }).dt.year()).toThrow('dt.year needs dates or timestamps; column "x" is string');
    // @ts-expect-error a number is no time
    expect(() => new Series([1]).dt.floor("D")).toThrow("dt.floor needs times");
    // @ts-expect-error a time is no duration
    expect(() => new Series([new Date(0)]).dt.days()).toThrow("dt.days needs durations");
    expect(new Series<Date | null>([null]).dt.year().toList()).toEqual([null]);
    expect(new Series<Date>([], { dtype: "timestamp" }).dt.isocalendar().columns).toEqual(["year", "week", "day"]);
  });
});

describe("texts of times", () => {
  const two = (value: number): string => String(value).padStart(2, "0");
  const long = (part: "weekday" | "month") => (date: Date): string => date.toLocaleString("en", { [part]: "long", timeZone: "UTC" });
  const clock = (date: Date): string => `${two(date.getUTCHours() % 12 || 12)} ${date.getUTCHours() < 12 ? "AM" : "PM"}`;
  const formats: Readonly<Record<string, (date: Date) => string>> = {
    "%Y-%m-%dT%H:%M:%S.%f": (date) => `${date.toISOString().slice(0, 23)}000`,
    "%F %T": (date) => date.toISOString().slice(0, 19).replace("T", " "),
    "%d é%%%m": (date) => `${date.toISOString().slice(8, 10)} é%${date.toISOString().slice(5, 7)}`,
    "%I %p": clock,
    "%A, %-d %B": (date) => `${long("weekday")(date)}, ${String(date.getUTCDate())} ${long("month")(date)}`,
    "%M%Y%M": (date) => two(date.getUTCMinutes()) + String(date.getUTCFullYear()) + two(date.getUTCMinutes()),
    "%c": (date) => `${long("weekday")(date).slice(0, 3)} ${long("month")(date).slice(0, 3)} ${String(date.getUTCDate()).padStart(2)} ${date.toISOString().slice(11, 19)} ${String(date.getUTCFullYear())}`,
    "never the same": () => "never the same",
    "": () => "",
  };

  // Few rows, of more days than rows; many of few days, whose texts are kept; many of many days.
  it.each([[40, 2e11], [7000, 4e8], [7000, 2e12]])("are those of Date, of %d rows within %d ms of 1970", (rows, reach) => {
    const cells = Array.from({ length: rows }, (_, row) => (row % 13 === 5 ? null : new Date(Math.floor(((((row * 7919) % 9973) / 9973) * 2 - 1) * reach))));
    const times = new Series(cells);
    const texts = (of: (date: Date) => string): (string | null)[] => cells.map((date) => (date === null ? null : of(date)));
    for (const [format, of] of Object.entries(formats)) expect(times.dt.strftime(format).toList(), format).toEqual(texts(of));
    expect(times.dt.monthName().toList()).toEqual(texts(long("month")));
    expect(times.dt.dayName().toList()).toEqual(texts(long("weekday")));
    expect(times.astype("string").toList()).toEqual(texts((date) => date.toISOString().slice(0, date.getTime() % 1000 === 0 ? 19 : 23).replace("T", " ")));
    const part = times.slice(3, 30);
    expect(part.dt.strftime("%F %T").toList()).toEqual(times.dt.strftime("%F %T").toList().slice(3, 30));
  });

  it("are there beyond what a Date can be, and of nothing but missing cells", () => {
    const far = at("s", 100_000_000_000_000n, -100_000_000_000_000n, null);
    expect(far.astype("string").toList()).toEqual(["100000000000000000 ms", "-100000000000000000 ms", null]);
    expect(far.dt.strftime("%F %T").toList()).toEqual(["3170843-11-07 09:46:40", "-3166904-02-24 14:13:20", null]);
    expect(far.dt.strftime("%Y").toList()).toEqual(far.dt.year().toList().map((year) => (year === null ? null : String(year))));
    const missing = new Series<Date | null>([null, null], { dtype: "timestamp" });
    expect(missing.dt.strftime("%c").toList()).toEqual([null, null]);
    expect(missing.astype("string").toList()).toEqual([null, null]);
    expect(new Series<Date>([], { dtype: "timestamp" }).dt.strftime("%F").toList()).toEqual([]);
    expect(new Series<Date>([], { dtype: "timestamp" }).astype("string").toList()).toEqual([]);
  });
});

describe("ticks", () => {
  it("of any fixed length are met exactly, to the nanosecond", () => {
    const times = at("ns", 1_600_000_000_123_456_789n, -1n, 500n, 1500n);
    expect(counts(times.dt.floor("us"))).toEqual([1_600_000_000_123_456_000n, -1000n, 0n, 1000n]);
    expect(counts(times.dt.ceil("us"))).toEqual([1_600_000_000_123_457_000n, 0n, 1000n, 2000n]);
    expect(counts(times.dt.round("us"))).toEqual([1_600_000_000_123_457_000n, 0n, 0n, 2000n]);
    expect(counts(times.dt.floor("ns"))).toEqual(counts(times));
    expect(new Series([new Date(1499), new Date(1500)]).dt.round(1000).toList()).toEqual([new Date(1000), new Date(2000)]);
  });

  it("have no month among them", () => {
    for (const wrong of ["M", "1.5h", "0min", "", "fortnight", 0, 0.5]) expect(() => new Series([new Date(0)]).dt.floor(wrong)).toThrow("dt.floor: ");
  });
});

describe("arithmetic of times", () => {
  const days = toDatetime(["2021-03-04", null, "2021-03-01 12:00"]);

  it("subtracts instants, and adds durations to them, whatever their units", () => {
    const wait = days.sub(toDatetime(["2021-03-01", "2021-03-01", "2021-03-01"]));
    expect(wait.dtype).toBe("duration");
    expect(wait.dt.days().toList()).toEqual([3, null, 0]);
    expect(days.sub(wait).toList()).toEqual([new Date("2021-03-01"), null, new Date("2021-03-01")]);
    expect(days.add(wait).add(-DAY).at(0)).toEqual(new Date("2021-03-06"));
    expect(counts(at("ns", 5n, -7n).sub(at("us", 1n, -1n)))).toEqual([-995n, 993n]);
    expect(counts(at("ns", 5n).add(at("ns", 3n).sub(new Date(0))))).toEqual([8n]);
    expect(wait.div(DAY).dtype).toBe("duration");
    expect(wait.div(wait).toList()).toEqual([1, null, 1]);
    expect(wait.neg().abs().toList()).toEqual(wait.toList());
    expect(new Series([new Date(DAY * 3)], { dtype: "date" }).sub(new Date(DAY)).dt.days().toList()).toEqual([2]);
  });

  it("is missing where a side is, and refused where it means nothing", () => {
    expect(days.sub(null).toList()).toEqual([null, null, null]);
    expect(days.sub(new Series([null, null, null])).isna().toList()).toEqual([true, true, true]);
    // @ts-expect-error times are not added to each other
    expect(() => days.add(days)).toThrow("cannot be computed with");
    // @ts-expect-error a time is not multiplied
    expect(() => days.mul(2)).toThrow("times are added, subtracted and scaled");
    // @ts-expect-error a time is not taken from a number
    expect(() => new Series([1]).sub(new Date(0))).toThrow("cannot be computed with");
    // @ts-expect-error a time is not rounded
    expect(() => days.round()).toThrow("cannot be computed with");
    expect(days.sub(days).div(0).isna().toList()).toEqual([true, true, true]);
  });

  it("does not wrap", () => {
    expect(() => at("ns", 2n ** 63n - 1n).add(1)).toThrow("do not fit in 64 bits of ns");
  });
});
