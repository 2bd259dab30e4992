import { readCsv, type CsvReadOptions } from "@framepool/csv";
import { cellRules, inferSchema, readBatches } from "@framepool/csv/internal";
import { concat, DataFrame } from "@framepool/frame";
import fc from "fast-check";
import { describe, expect, expectTypeOf, it, vi } from "vitest";

const read = (text: string, options: CsvReadOptions = {}) => readCsv(Buffer.from(text), options);

describe("the rules of cells", () => {
  it("are plain where no option changes how a cell is read", () => {
    for (const options of [{}, { sep: ";", parseDates: ["t"], quoting: "all", dateFormat: "ISO8601", trueValues: [] }, { dateFormat: { u: "%Y" } }] as CsvReadOptions[]) {
      expect(cellRules(options, "t").plain).toBe(true);
    }
    for (const options of [{ decimal: "," }, { thousands: "'" }, { trueValues: ["ja"] }, { falseValues: ["nein"] }, { quoting: 2 }, { dateFormat: "%Y" }, { dateFormat: { t: "%Y" } }] as CsvReadOptions[]) {
      expect(cellRules(options, "t").plain).toBe(false);
    }
  });

  it("are the same in batches as in one", async () => {
    const text = `n;b;t;d;m\n${Array.from({ length: 60 }, (_, i) => `1.00${String(i % 10)},5;${i % 3 === 0 ? "ja" : "1"};${String((i % 28) + 1)}.2.2021;${i === 57 ? "x" : "2021-03-04"};${i % 2 === 0 ? "" : "1.000"}\n`).join("")}`;
    const options: CsvReadOptions = { sep: ";", decimal: ",", thousands: ".", trueValues: ["ja", "1"], parseDates: ["t", 3], dateFormat: { t: "%d.%m.%Y" } };
    const whole = await read(text, options);
    expect(whole.dtypes).toEqual({ n: "float64", b: "bool", t: "timestamp", d: "string", m: "int32" });
    expect(whole.row(1)).toEqual({ n: 1001.5, b: true, t: new Date("2021-02-02"), d: "2021-03-04", m: 1000 });
    const parts: DataFrame[] = [];
    for await (const { batch } of readBatches(Buffer.from(text), options, await inferSchema(Buffer.from(text), options), { batchRows: 7 })) parts.push(batch);
    expect(concat(parts).toRows()).toEqual(whole.toRows());
    expect(concat(parts).dtypes).toEqual(whole.dtypes);
  });
});

describe("numbers", () => {
  it("in another spelling are those of the default one", async () => {
    const marks = fc.constantFrom({ decimal: ",", thousands: "." }, { decimal: ",", thousands: " " }, { decimal: ".", thousands: "," }, { decimal: ",", thousands: "\u202f" }, { decimal: "·", thousands: "'" }, { decimal: "," });
    const number = fc.oneof(fc.double({ noNaN: true, noDefaultInfinity: true }), fc.integer(), fc.bigInt({ min: -(2n ** 66n), max: 2n ** 66n }), fc.constantFrom("x", "1e5", "-inf", "", "true"));
    await fc.assert(
      fc.asyncProperty(fc.array(number, { minLength: 1, maxLength: 6 }), marks, async (numbers, options: CsvReadOptions) => {
        const plain = numbers.map((value) => (Object.is(value, -0) ? "0" : String(value)));
        const spelled = plain.map((text) => spell(text, options));
        const csv = (cells: readonly string[]) => `a;b\n${cells.map((cell) => `"${cell}";1\n`).join("")}`;
        const [theirs, ours] = await Promise.all([read(csv(plain), { sep: ";", int64: "bigint" }), read(csv(spelled), { ...options, sep: ";", int64: "bigint" })]);
        expect(ours.dtypes).toEqual(theirs.dtypes);
        if (theirs.dtypes.a !== "string") expect([...ours.col("a")]).toEqual([...theirs.col("a")]);
      }),
      { numRuns: 300 },
    );
  });

  it("that are declared refuse a cell in another spelling, as a bad line", async () => {
    await expect(read("a;b\n1,5;1\n1.5;2\n", { sep: ";", decimal: ",", dtype: { a: "float64" } })).rejects.toMatchObject({ line: 3, column: "a" });
    const frame = await read("a;b\n1.000;2,0\n;x\n", { sep: ";", decimal: ",", thousands: ".", dtype: { a: "int16", b: "float32" }, onBadLines: "skip" });
    expect(frame.toRows()).toEqual([{ a: 1000, b: 2 }]);
  });
});

function spell(text: string, { decimal, thousands }: CsvReadOptions): string {
  const [whole, fraction] = text.split(".");
  if (!/^-?\d+(e|$)/.test(whole!) || whole!.includes("e")) return text.replace(".", decimal!);
  const grouped = thousands === undefined ? whole! : whole!.replace(/\B(?=(\d{3})+$)/g, thousands);
  return fraction === undefined ? grouped : `${grouped}${decimal!}${fraction}`;
}

describe("dates", () => {
  it("of the usual spelling are dates without a pattern that is asked; what has their length and is none stays text", async () => {
    const days = Array.from({ length: 200 }, (_, day) => new Date(Date.UTC(1969, 10, 1 + day, 0, 0, day % 60)));
    const cells = days.map((at, i) => (i % 3 === 0 ? `${at.toISOString().slice(0, 10)}T${at.toISOString().slice(11, 19)}` : at.toISOString().slice(0, 19).replace("T", " ")));
    const asked = vi.spyOn(RegExp.prototype, "exec");
    const { t } = (await read(`t\n${cells.join("\n")}\n`, { parseDates: ["t"] })).toColumns();
    const times = asked.mock.calls.length;
    asked.mockRestore();
    expect(t).toEqual(days);
    expect(times).toBeLessThan(100);
    for (const odd of ["abcd-01-02", "2021-02-29", "2021-00-01", "2021-01-01x12:00:00", "2021-01-01 24:00:00", "2021-01-01 1a:00:00"]) {
      expect((await read(`t\n2021-03-04\n${odd}\n`, { parseDates: ["t"] })).toColumns()).toEqual({ t: ["2021-03-04", odd] });
    }
  });

  it.each([
    ["ms", ["2021-03-04 05:06:07.120", "0001-01-01"]],
    ["us", ["2021-03-04 05:06:07.000001", "0001-01-01"]],
    ["ns", ["2021-03-04 05:06:07.000000001", "1969-12-31"]],
  ])("of parseDates have the coarsest unit that keeps their digits: %s", async (unit, cells) => {
    const frame = await read(`t\n${cells.join("\n")}\n`, { parseDates: ["t"] });
    expect(frame.schema.fields[0]!.type).toMatchObject({ kind: "timestamp", unit });
  });

  it("of which one has ns and another is too far for them are text", async () => {
    expect((await read("t\n2021-03-04 05:06:07.000000001\n0001-01-01\n", { parseDates: ["t"] })).dtypes).toEqual({ t: "string" });
  });

  it("that dtype declares are read in dateFormat, and what is none is a bad line", async () => {
    const options: CsvReadOptions = { dtype: { d: "date", t: "timestamp" }, dateFormat: { d: "%d/%m/%Y", t: "%d/%m/%Y %H:%M" } };
    const frame = await read("d,t\n04/03/2021,04/03/2021 05:06\n,\n", options);
    expect(frame.dtypes).toEqual({ d: "date", t: "timestamp" });
    expect(frame.toRows()).toEqual([{ d: new Date("2021-03-04"), t: new Date("2021-03-04T05:06Z") }, { d: null, t: null }]);
    await expect(read("d,t\n04/03/2021,2021-03-04\n", options)).rejects.toMatchObject({ line: 2, column: "t" });
  });

  it("of a stream whose types nobody can find first stay text", async () => {
    for await (const { batch } of readBatches(Buffer.from("t\n2021-03-04\n"), { parseDates: ["t"] }, null, {})) expect(batch.dtypes).toEqual({ t: "string" });
  });

  it("that were written with a format are read with it", async () => {
    const formats = fc.constantFrom("%d/%m/%Y %H:%M:%S.%f", "%A, %d %B %Y %I:%M:%S.%f %p", "%Y%m%dT%H%M%S%f", "%j of %Y at %H.%M.%S,%f", "%a %d %b %Y %H h %M %S %f%%");
    await fc.assert(
      fc.asyncProperty(fc.array(fc.option(fc.date({ min: new Date("0001-01-01"), max: new Date("9999-12-31"), noInvalidDate: true }), { nil: null }), { minLength: 1 }), formats, async (cells, dateFormat) => {
        const frame = new DataFrame({ t: cells, n: cells.map(() => 1) }, { dtype: { t: "timestamp" } });
        const back = await read(frame.toCsv({ dateFormat }), { parseDates: ["t"], dateFormat });
        expect([...back.col("t")]).toEqual(cells);
      }),
      { numRuns: 200 },
    );
  });

  it("are any type for the compiler where all columns are text but for them", async () => {
    expectTypeOf((await read("t,a\n2021-03-04,x\n", { dtype: "string", parseDates: ["t"] })).col("t").at(0)).toBeAny();
    const frame = await readCsv(Buffer.from("t,a\n2021-03-04,x\n"), { dtype: "string", parseDates: ["t"] });
    expectTypeOf(frame.col("t").at(0)).toBeAny();
    expect(frame.dtypes).toEqual({ t: "timestamp", a: "string" });
  });
});
