import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { gunzipSync, gzipSync } from "node:zlib";
import { readCsv as readHere } from "@framepool/csv";
import { DataFrame, moduleTask, readCsv, scanCsv, type CsvReadOptions, type CsvWriteOptions } from "framepool";
import { afterAll, afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { main } from "../dist/cli/main.js";

// Every option of reading and writing CSV has an effect, and the same one for every way to read and write.

// Inside the repository, so that a transform can import framepool as a user's would.
const folder = mkdtempSync(join(fileURLToPath(new URL(".", import.meta.url)), ".tmp-options-"));
afterAll(() => rmSync(folder, { recursive: true }));
let said = "";
beforeEach(() => {
  said = "";
  vi.spyOn(process.stderr, "write").mockImplementation((text) => {
    said += String(text);
    return true;
  });
});
afterEach(() => vi.restoreAllMocks());

const asJson = (value: unknown) => JSON.stringify(value, (_, each: unknown) => (typeof each === "bigint" ? `${String(each)}n` : each));
const seen = (df: DataFrame) => asJson([df.dtypes, df.toRows()]);

/** What a reading gives, or the code of its error. */
async function outcome(reading: Promise<DataFrame>): Promise<string> {
  return reading.then(seen).catch((error: unknown) => (error as { code: string }).code);
}

const transform = join(folder, "seen.mjs");
writeFileSync(transform, `import { DataFrame } from "framepool";
const asJson = (value) => JSON.stringify(value, (_, each) => (typeof each === "bigint" ? String(each) + "n" : each));
export default (df) => new DataFrame({ seen: [asJson([df.dtypes, df.toRows()])] });
`);

/** What the command line makes of it: the transform sees the frame, or the error is named. */
async function byCommandLine(path: string, flags: readonly string[]): Promise<string> {
  const out = join(folder, "out.csv");
  said = "";
  const code = await main(["run", transform, path, "-o", out, ...flags]);
  if (code === 0) return (await readHere(out)).col("seen").at(0) as string;
  return { SchemaMismatchError: "ERR_FRAMEPOOL_SCHEMA", CsvParseError: "ERR_FRAMEPOOL_CSV", FrameError: "ERR_FRAMEPOOL_FRAME", TaskError: "ERR_FRAMEPOOL_FRAME" }[/framepool: (\w+):/.exec(said)![1]!] ?? said;
}

interface Case<T> {
  readonly data?: string | Buffer;
  readonly options: T;
  readonly flags: readonly string[];
  /** options without which this one has no effect */
  readonly beside?: readonly [options: T, flags: readonly string[]];
}

// A bomb has more than 64 MiB: what becomes of it is tested where it is read.
const READING: Readonly<Record<Exclude<keyof CsvReadOptions, "rejects" | "maxCompressionRatio">, Case<CsvReadOptions>>> = {
  sep: { data: "a\tb\n1\tx\n", options: { sep: "\t" }, flags: ["--sep", "\\t"] },
  header: { options: { header: null }, flags: ["--header", "none"] },
  names: { options: { names: ["p", "q"] }, flags: ["--names", "p,q"] },
  usecols: { options: { usecols: [1] }, flags: ["--usecols", "1"] },
  dtype: { options: { dtype: { a: "float64" } }, flags: ["--dtype", "a=float64"] },
  schema: { options: { schema: { a: "string", b: "category" } }, flags: ["--schema", "a=string,b=category"] },
  inferRows: { data: "a\n1\nx\n", options: { inferRows: 1 }, flags: ["--infer-rows", "1"] },
  naValues: { options: { naValues: { b: ["x"] } }, flags: ["--na-values", '{"b":["x"]}'] },
  keepDefaultNa: { data: "a\nNA\nx\n", options: { keepDefaultNa: false }, flags: ["--no-keep-default-na"] },
  naFilter: { data: "a\nNA\nx\n", options: { naFilter: false }, flags: ["--no-na-filter"] },
  skiprows: { options: { skiprows: [1] }, flags: ["--skiprows", "[1]"] },
  nrows: { options: { nrows: 1 }, flags: ["--nrows", "1"] },
  skipfooter: { options: { skipfooter: 1 }, flags: ["--skipfooter", "1"] },
  skipinitialspace: { data: 'a,b\n1, "x"\n', options: { skipinitialspace: true }, flags: ["--skipinitialspace"] },
  skipBlankLines: { data: "a,b\n1,x\n\n", options: { skipBlankLines: false }, flags: ["--no-skip-blank-lines"] },
  comment: { data: "a,b\n1,x#y\n", options: { comment: "#" }, flags: ["--comment", "#"] },
  quotechar: { data: "a,b\n1,'x,y'\n", options: { quotechar: "'" }, flags: ["--quotechar", "'"] },
  quoting: { data: 'a,b\n1,"x"\n', options: { quoting: "none" }, flags: ["--quoting", "none"] },
  doublequote: { data: 'a,b\n1,"x""y"\n', options: { doublequote: false }, flags: ["--no-doublequote"] },
  escapechar: { data: "a,b\n1,x\\,y\n", options: { escapechar: "\\" }, flags: ["--escapechar", "\\"] },
  lineterminator: { data: "a,b|1,x|2,y", options: { lineterminator: "|" }, flags: ["--lineterminator", "|"] },
  encoding: { data: Buffer.from("a,b\n1,é\n", "latin1"), options: { encoding: "latin1" }, flags: ["--encoding", "latin1"] },
  compression: { data: gzipSync("a,b\n1,x\n"), options: { compression: "gzip" }, flags: ["--compression", "gzip"] },
  decimal: { data: 'a,b\n"1,5",x\n', options: { decimal: "," }, flags: ["--decimal", ","] },
  thousands: { data: 'a,b\n"1,500",x\n', options: { thousands: "," }, flags: ["--thousands", ","] },
  trueValues: { data: "a\nyes\nFalse\n", options: { trueValues: ["yes"] }, flags: ["--true-values", "yes"] },
  falseValues: { data: "a\nno\nTrue\n", options: { falseValues: ["no"] }, flags: ["--false-values", "no"] },
  parseDates: { data: "a\n2021-03-04\n", options: { parseDates: ["a"] }, flags: ["--parse-dates", "a"] },
  dateFormat: { data: "a\n04/03/2021\n", options: { dateFormat: "%d/%m/%Y" }, flags: ["--date-format", "%d/%m/%Y"], beside: [{ parseDates: ["a"] }, ["--parse-dates", "0"]] },
  onBadLines: { data: "a,b\n1,2,3\n4,5\n", options: { onBadLines: "skip" }, flags: ["--on-bad-lines", "skip"] },
  int64: { data: "a\n9007199254740993\n", options: { int64: "bigint" }, flags: ["--int64", "bigint"] },
  maxRowBytes: { data: "a,b\n1,xxxxxxxxxx\n", options: { maxRowBytes: "8B" }, flags: ["--max-row-bytes", "8"] },
};

describe("an option of reading has an effect, and the same one in readCsv, scanCsv and on the command line:", () => {
  it.each(Object.entries(READING))("%s", async (name, { data = "a,b\n1,x\n2,y\n", options, flags, beside = [{}, []] }) => {
    const path = join(folder, `${name}.data`);
    writeFileSync(path, data);
    const all = { ...beside[0], ...options };
    const given = await outcome(readCsv(path, all));
    expect(given).not.toBe(await outcome(readCsv(path, beside[0])));
    expect(await outcome(scanCsv(path, { ...all, workers: 2, partitionBytes: 8 }).collect())).toBe(given);
    expect(await byCommandLine(path, [...beside[1], ...flags])).toBe(given);
    // Of the package of CSV alone, which reads on this thread by csv-parse.
    expect(await outcome(readHere(path, all))).toBe(given);
  });

  it("rejects", async () => {
    const path = join(folder, "rejects.data");
    writeFileSync(path, "a,b\n1,2,3\n4,5\n");
    const bad = join(folder, "bad.csv");
    const options = { onBadLines: "collect", rejects: bad } as const;
    const ways = [() => outcome(readHere(path, options)), () => outcome(readCsv(path, options)), () => outcome(scanCsv(path, options).collect()), () => byCommandLine(path, ["--rejects", bad])];
    for (const way of ways) {
      rmSync(bad, { force: true });
      expect(await way()).toBe(seen(new DataFrame({ a: [4], b: [5] })));
      expect(readFileSync(bad, "utf8")).toBe("a,b\n1,2,3\n");
    }
  });
});

const DATA = { n: [1.5, null], t: ["=x", 'q"q,é'], d: [new Date("2021-03-04T05:06:07Z"), null] };
const made = join(folder, "made.mjs");
writeFileSync(made, 'import { DataFrame } from "framepool";\nexport default () => new DataFrame({ n: [1.5, null], t: ["=x", \'q"q,é\'], d: [new Date("2021-03-04T05:06:07Z"), null] });\n');

const WRITING: Readonly<Record<keyof CsvWriteOptions, Case<CsvWriteOptions>>> = {
  sep: { options: { sep: ";" }, flags: ["--out-sep", ";"] },
  naRep: { options: { naRep: "NA" }, flags: ["--na-rep", "NA"] },
  floatFormat: { options: { floatFormat: "%.3f" }, flags: ["--float-format", "%.3f"] },
  dateFormat: { options: { dateFormat: "%d/%m/%Y" }, flags: ["--out-date-format", "%d/%m/%Y"] },
  quoting: { options: { quoting: "all" }, flags: ["--out-quoting", "all"] },
  quotechar: { options: { quotechar: "'" }, flags: ["--out-quotechar", "'"] },
  escapechar: { options: { escapechar: "\\" }, flags: ["--out-escapechar", "\\"], beside: [{ quoting: "none", sep: ";" }, ["--out-quoting", "none", "--out-sep", ";"]] },
  doublequote: { options: { doublequote: false }, flags: ["--no-out-doublequote"], beside: [{ escapechar: "\\" }, ["--out-escapechar", "\\"]] },
  lineterminator: { options: { lineterminator: "\r\n" }, flags: ["--out-lineterminator", "\\r\\n"] },
  header: { options: { header: false }, flags: ["--out-header", "none"] },
  columns: { options: { columns: ["t", "n"] }, flags: ["--columns", "t,n"] },
  escapeFormulas: { options: { escapeFormulas: true }, flags: ["--escape-formulas"] },
  encoding: { options: { encoding: "utf16le" }, flags: ["--out-encoding", "utf16le"] },
  compression: { options: { compression: "gzip" }, flags: ["--out-compression", "gzip"] },
};

describe("an option of writing has an effect, and the same one of a frame, of a pipeline and on the command line:", () => {
  const input = join(folder, "one.csv");
  writeFileSync(input, "a\n1\n");
  const out = join(folder, "written");
  const written = () => readFileSync(out);
  const text = (bytes: Buffer) => (bytes[0] === 0x1f ? gunzipSync(bytes) : bytes).toString("latin1");

  it.each(Object.entries(WRITING))("%s", async (_, { options, flags, beside = [{}, []] }) => {
    const all = { ...beside[0], ...options };
    await new DataFrame(DATA).toCsv(out, all);
    const given = written();
    const without = await new DataFrame(DATA).toCsv(out, beside[0]).then(written, () => null);
    expect(without?.equals(given)).not.toBe(true);
    await scanCsv(input).mapPartitions(moduleTask<() => DataFrame>(pathToFileURL(made), "default")).toCsv(out, all).catch(() => null);
    expect(text(written())).toBe(text(given));
    rmSync(out);
    expect([await main(["run", made, input, "-o", out, ...beside[1], ...flags]), said]).toEqual([0, expect.any(String)]);
    expect(text(written())).toBe(text(given));
  });
});

describe("framepool describe", () => {
  const path = join(folder, "people.csv");
  writeFileSync(path, `Name,Age\n${Array.from({ length: 40 }, (_, i) => `p${String(i % 3)},${i === 7 ? "" : String(i)}`).join("\n")}\n`);
  let out = "";
  beforeEach(() => {
    out = "";
    vi.spyOn(process.stdout, "write").mockImplementation((text, done) => {
      out += String(text);
      if (typeof done === "function") (done as () => void)();
      return true;
    });
  });

  it("prints what describe gives of every column, of any number of files", async () => {
    expect(await main(["describe", path, "--workers", "2"])).toBe(0);
    expect(out).toBe(`${(await readCsv(path)).describe({ include: "all" }).toString()}\n`);
    out = "";
    expect(await main(["describe", path, path, "--json"])).toBe(0);
    expect(JSON.parse(out)).toMatchObject({ rows: 80, columns: { Name: { type: "string", count: 80, unique: 3, top: "p0", freq: 28 }, Age: { type: "int32", count: 78, min: 0, max: 39, mean: 773 / 39 } } });
  });

  it("takes the options of reading, and Arrow files without them", async () => {
    expect(await main(["describe", path, "--dtype", "string", "--json"])).toBe(0);
    expect(JSON.parse(out)).toMatchObject({ columns: { Age: { type: "string", unique: 39 } } });
    await (await readCsv(path)).toCsv(path);
    expect(await main(["convert", path, join(folder, "people.arrow")])).toBe(0);
    out = "";
    expect(await main(["describe", join(folder, "people.arrow"), "--json"])).toBe(0);
    expect(JSON.parse(out)).toMatchObject({ rows: 40, columns: { Age: { count: 39 } } });
    expect(await main(["describe", join(folder, "people.arrow"), "--nrows", "3"])).toBe(2);
    expect(said).toContain("--nrows is for CSV");
  });
});
