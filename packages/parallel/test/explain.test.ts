import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable } from "node:stream";
import { afterAll, describe, expect, it } from "vitest";
import { ArgumentError } from "@framepool/errors";
import { DataFrame } from "@framepool/frame";
import { parallel, scanCsv, scanRows } from "@framepool/parallel";
import { moduleTask } from "@framepool/pool";

const folder = mkdtempSync(join(tmpdir(), "framepool-explain-"));
afterAll(() => rmSync(folder, { recursive: true }));
const input = join(folder, "in.csv");
writeFileSync(input, "a,b,c\n1,x,2\n");

describe("explain", () => {
  it("says what would be done, as text", async () => {
    const pipe = scanCsv(input, { dtype: { a: "int32" }, workers: 2 }).drop("c").head(10).mapPartitions(function noted(part) { return part; }).rename({ a: "id" }).head(3);
    expect(String(await pipe.explain({ to: "toCsv" })).split("\n")).toEqual([
      `source      csv ${input} (12 bytes)`,
      "reading     scanner (byte ranges of regular files, read by the workers)",
      'types       declared for "a", the others found in all rows: on the way where the run ends in a value, a frame or a CSV file, calls no function of yours and leaves no row out (nrows, head, bad lines, onError), else in a pass before',
      '            drop(["c"]), by the source',
      "            10 rows at most, by the source",
      "partitions  by size alone, at most about 4 MiB each",
      "step 1      mapPartitions(noted)",
      'step 2      rename({ "a": "id" })',
      "step 3      head(3)",
      "output      toCsv: text formatted in the workers, written in input order; what no step replaced is spelled as it was read",
      "backend     threads, 2 workers (workers: 2 was asked for)",
    ]);
  });

  it("says it as JSON too, and reads nothing: the plan of a stream can be asked for before its one run", async () => {
    let read = false;
    const stream = Readable.from((function* () {
      read = true;
      yield "a\n1\n";
    })());
    const pipe = scanCsv(stream, { backend: "inline", partitionBytes: "1MiB" }).select(["a"]).mapPartitions(moduleTask<(part: DataFrame) => DataFrame>(import.meta.url, "fn"));
    const plan = JSON.parse(JSON.stringify(await pipe.explain()));
    expect(read).toBe(false);
    expect(plan).toEqual({
      source: { kind: "csv", inputs: [{ name: "a stream", bytes: null }], rows: null, bytes: null, reading: { path: "scanner", reason: "a source that can be read only once; read in order, cut where records end" }, types: "text: the source is read once" },
      pushedDown: { columns: [{ op: "select", columns: ["a"] }], limit: null },
      partitions: "about 1048576 bytes each (partitionBytes)",
      steps: [{ op: "mapPartitions", function: "fn", travels: "module" }],
      output: { to: "collect", how: "parts in memory, put behind one another with one type a column" },
      backend: { backend: "inline", workers: 1, reason: "asked for" },
    });
  });

  it.each([
    [{}, "scanner", "byte ranges"],
    [{ escapechar: "\\" }, "csv-parse", "escapechar"],
    [{ comment: "#" }, "csv-parse", "comment"],
    [{ encoding: "utf16le" }, "scanner", 'encoding: "utf16le"'],
    [{ partitionRows: 5 }, "scanner", "partitionRows"],
  ])("names the reading path of %j, and so does the report of the run", async (options, path, reason) => {
    const source = Buffer.from("a,b\n1,2\n", "encoding" in options ? "utf16le" : "utf8");
    const pipe = scanCsv(source, { ...options, backend: "inline" });
    const { reading } = (await pipe.explain()).toJSON().source;
    expect(reading).toEqual({ path, reason: expect.stringContaining(reason) });
    expect((await pipe.run()).report.reading).toEqual(reading);
  });

  it("says which rows are kept, since a function is not called again and a stream not read again", async () => {
    const pipe = parallel(new DataFrame({ n: [1, 2, 3] }), { partitions: 2 });
    const ends = async (each: { explain(): ReturnType<typeof pipe.explain> }) => (await each.explain()).toJSON().steps.map(({ ends = null }) => ends);
    const pass = "what it needs of all rows first, in a pass of its own";
    expect(await ends(pipe.shift(1))).toEqual([pass]);
    const mapped = pipe.applymap((n) => Number(n) + 1);
    expect(await ends(mapped.shift(1).diff(1))).toEqual([null, `${pass}; the rows before it in memory`, pass]);
    expect(await ends(mapped.sortValues("n").shift(1))).toEqual([null, expect.stringContaining("all rows, twice"), pass]);
    expect(await ends(mapped.assign({ before: mapped.col("n").shift(1) }))).toEqual([null, "what its columns need of all rows first, in a pass of its own; the rows before it in memory"]);
    expect(await ends(scanRows([{ n: 1 }]).shift(1))).toEqual([`${pass}; the rows before it in memory`]);
  });

  it("knows the parts of a frame, and refuses what it does not know", async () => {
    const plan = (await parallel(new DataFrame({ n: [1, 2, 3, 4] }), { partitionRows: 3 }).head(2).explain()).toJSON();
    expect(plan).toMatchObject({ source: { kind: "frame", rows: 2, reading: null }, partitions: "1 part: 3 rows each (partitionRows)", pushedDown: { limit: 2 } });
    await expect(parallel(new DataFrame({ n: [1] })).explain({ to: "toParquet" as never })).rejects.toThrow(ArgumentError);
    expect((await parallel(new DataFrame({ n: [1] })).run()).report.reading).toBeNull();
  });
});
