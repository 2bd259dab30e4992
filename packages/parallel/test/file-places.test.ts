import { execFileSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable } from "node:stream";
import { gzipSync } from "node:zlib";
import { afterAll, describe, expect, it } from "vitest";
import { type CsvReadOptions, readCsv } from "@framepool/csv";
import { ArgumentError, FrameError, type ParallelError, TaskError } from "@framepool/errors";
import { DataFrame, type Series } from "@framepool/frame";
import { parallel, scanArrow, scanCsv, scanRows, type Pipeline, type PipelineOptions, type Progress } from "@framepool/parallel";

const folder = mkdtempSync(join(tmpdir(), "framepool-places-"));
afterAll(() => rmSync(folder, { recursive: true }));

interface Trip { class: number; fare: number | null; note: string | null }
type Trips = Pipeline<Trip>;

// Quoted line ends, blank lines and wide characters: lines and bytes are those of the file. Class 3 has a negative fare.
const records = Array.from({ length: 30 }, (_, i) => `${String(i % 4)},${i === 23 ? "-1" : String(i)},${i % 5 === 0 ? `"é\n${String(i)}"` : `n${String(i)}`}\n${i % 7 === 0 ? "\n" : ""}`);
const header = "class,fare,note\n";
const classThree = [3, 7, 11, 15, 19, 23, 27];
/** Where a row stands. */
const placeOf = (row: number, before = header, encode: (text: string) => Buffer = Buffer.from) => {
  const text = before + records.slice(0, row).join("");
  return { line: text.split("\n").length, byte: encode(text).length };
};
const rowOf = (i: number): Trip => ({ class: i % 4, fare: i === 23 ? -1 : i, note: i % 5 === 0 ? `é\n${String(i)}` : `n${String(i)}` });

const write = (name: string, content: string | Buffer): string => {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
};
const text = header + records.join("");
const path = write("trips.csv", text);
const second = write("second.csv", text.replace(",-1,", ",23,"));
const gz = write("trips.csv.gz", gzipSync(text));
const latin = write("latin.csv", Buffer.from(text, "latin1"));
const wide = write("wide.csv", Buffer.from(text, "utf16le"));
const odd = write("odd.csv", text.replaceAll(",", "::"));

const dtype = { class: "int32", fare: "int32", note: "string" } as const;
type Options = PipelineOptions & CsvReadOptions;
/** Ways in which a file is read: the file, its options, the row that is row 0 of it, and how its bytes are counted. */
const files: readonly (readonly [what: string, source: string | string[], options: Options, file: string, first: number, encode?: (text: string) => Buffer])[] = [
  ["byte ranges on threads", path, { workers: 2, partitionBytes: 60 }, path, 0],
  ["byte ranges in line", path, { backend: "inline", partitionBytes: 100 }, path, 0],
  ["types that are found", path, { workers: 2, partitionBytes: 60, dtype: { note: "string" } }, path, 0],
  ["the second of two files", [second, path], { workers: 2, partitionBytes: 100 }, path, 30],
  ["text that is cut where records end", path, { workers: 2, partitionRows: 4 }, path, 0],
  ["compressed text", gz, { workers: 2, partitionBytes: 80 }, gz, 0],
  ["another encoding, in ranges", latin, { workers: 2, partitionBytes: 80, encoding: "latin1" }, latin, 0, (own) => Buffer.from(own, "latin1")],
  ["another encoding, cut", wide, { workers: 2, partitionBytes: 80, encoding: "utf16le" }, wide, 0, (own) => Buffer.from(own, "utf16le")],
  ["a dialect that goes through csv-parse", odd, { workers: 2, partitionBytes: 80, sep: "::" }, odd, 0, (own) => Buffer.from(own.replaceAll(",", "::"))],
  ["lines left out behind the header", path, { workers: 2, partitionRows: 5, skiprows: () => false }, path, 0],
];

const caught = async (run: Promise<unknown>): Promise<TaskError> => {
  const error: unknown = await run.then(() => null, (thrown: unknown) => thrown);
  if (!(error instanceof TaskError)) throw error ?? new Error("nothing was thrown");
  expect(Object.keys(error)).not.toContain("inputRow");
  return error;
};

// These travel to workers, so each names only its arguments. In two files class 3 begins in the first one.
const ofColumn = (fares: Series<number | null>) => { for (const fare of fares) if (fare === -1) throw new RangeError("negative"); return fares.length; };
const ofGroup = (group: DataFrame<Trip>) => { if (group.toRows().some((row) => row.fare === -1)) throw new RangeError("negative"); return group.numRows; };
const runs: readonly (readonly [what: string, row: number | null, run: (pipe: Trips) => { collect(): Promise<unknown>; run(options?: PipelineOptions): Promise<{ rejects?: DataFrame }> }])[] = [
  ["a window", 23, (pipe) => pipe.col("fare").rolling(1).apply(ofColumn as never)],
  ["an expanding window", 23, (pipe) => pipe.col("fare").expanding().apply(ofColumn as never)],
  ["groupby.apply", null, (pipe) => pipe.groupby("class").apply(ofGroup as never)],
  ["groupby.filter", null, (pipe) => pipe.groupby("class").filter(((group: DataFrame<Trip>) => { if (group.toRows().some((row) => row.fare === -1)) throw new RangeError("negative"); return true; }) as never) as Pipeline],
  ["groupby.agg", null, (pipe) => pipe.groupby("class").agg({ fare: ofColumn } as never) as Pipeline],
  ["groupby.transform", null, (pipe) => pipe.groupby("class").col("fare").transform(ofColumn)],
  ["a step behind a window", 23, (pipe) => pipe.col("fare").rolling(1).mean().map((fare) => { if (fare === -1) throw new RangeError("negative"); return fare; })],
];

describe("what fails behind the first stage says where in the file", () => {
  for (const [how, source, options, file, first, encode] of files) {
    const pipeOf = (more: Options = {}): Trips => scanCsv(source, { dtype, ...options, ...more }) as unknown as Trips;

    it.each(runs)(`${how}: %s`, async (_what, row, run) => {
      const error = await caught(run(pipeOf()).collect());
      // Of a group it is the first row, which lies in the first of two files.
      const own = row === null ? { file: first > 0 ? second : file, ...placeOf(3, header, encode) } : { file, ...placeOf(row, header, encode) };
      expect(error).toMatchObject({ ...own, globalRow: row === null ? null : first + row, cause: expect.any(RangeError) });
      expect(error.message).toContain(`line ${String(own.line)} of ${own.file}`);
    });

    it.each(runs)(`${how}: %s, whose rows are set aside whole, with their places`, async (_what, row, run) => {
      const { rejects } = await run(pipeOf({ onError: "collect" })).run();
      const all = row !== null && _what !== "an expanding window" ? [first + row] : _what === "an expanding window" ? Array.from({ length: 7 }, (_, i) => first + 23 + i) : [...(first > 0 ? classThree : []), ...classThree.map((each) => each + first)];
      expect(rejects!.astype({ class: "int32" } as never).toRows().map(({ class: of, fare, note, error_row, error_file, error_line, error_byte }) => ({ class: of, fare, note, error_row, error_file, error_line, error_byte }))).toEqual(
        all.map((each) => {
          const own = each < first ? { ...rowOf(each), fare: each === 23 ? 23 : rowOf(each).fare } : rowOf(each - first);
          const { line, byte } = placeOf(each < first ? each : each - first, header, encode);
          return { ...own, error_row: each, error_file: each < first ? second : file, error_line: line, error_byte: byte };
        }),
      );
    });
  }

  it("its message reads as one of the first stage", async () => {
    const pipe = scanCsv(path, { workers: 2, partitionBytes: 60, dtype });
    const { message } = await caught(pipe.groupby("class").apply(ofGroup as never).collect());
    expect(message.split("\n")[0]).toBe(`groupby.apply of ofGroup failed at group class = 3 (from partition 0, line ${String(placeOf(3).line)} of ${path}, on): RangeError: negative`);
    const window = await caught(pipe.col("fare").rolling(1).apply(ofColumn as never).collect());
    expect(window.message.split("\n")[0]).toBe(`rolling of ofColumn failed at row 23 (partition ${String(window.partition)}), line ${String(placeOf(23).line)} of ${path}: RangeError: negative`);
  });

  it("behind steps that leave rows out; behind those that make others it is where their partition begins", async () => {
    const pipe = scanCsv(path, { workers: 2, partitionRows: 10, dtype }) as unknown as Trips;
    const odd = (part: DataFrame<Trip>) => part.filter((row) => row.fare === -1 || row.fare! % 2 === 1) as typeof part;
    const kept = pipe.filter((row) => row.fare !== 3 && row.fare !== 22).groupby("class").apply(ofGroup as never);
    expect(await caught(kept.collect())).toMatchObject({ file: path, ...placeOf(7) });
    const made = pipe.mapPartitions(odd as never).col("fare").rolling(1).apply(ofColumn as never);
    expect(await caught(made.collect())).toMatchObject({ globalRow: null, partition: 2, firstRow: 20, file: path, ...placeOf(20) });
    const inPart = await caught(pipe.mapPartitions((part) => { if (part.col("fare").min() === -1) throw new Error("no"); return part; }).collect());
    expect(inPart).toMatchObject({ globalRow: null, partition: 2, firstRow: 20, file: path, ...placeOf(20) });
    expect(inPart.message).toContain(`partition 2, from row 20 (line ${String(placeOf(20).line)} of ${path}): `);
  });

  it("in the errors that a report shows, and in the one that is too many", async () => {
    const pipe = scanCsv(path, { workers: 2, partitionBytes: 60, dtype, onError: "skip" }) as unknown as Trips;
    const { report } = await pipe.groupby("class").apply(ofGroup as never).run();
    expect(report.errors.first[0]).toContain(`line ${String(placeOf(3).line)} of ${path}`);
    const error = await caught(pipe.groupby("class").apply(ofGroup as never).collect({ maxErrors: 0 }));
    expect(error).toMatchObject({ file: path, ...placeOf(3), key: { class: 3 } });
    expect(error.message).toMatch(/^more than 0 errors \(maxErrors\): groupby\.apply of ofGroup failed at group class = 3 \(from partition 0, line/);
  });

  it("where it is no user's function, too", async () => {
    const error: unknown = await (scanCsv(path, { workers: 2, partitionBytes: 60, dtype }) as unknown as Trips).pivot({ index: "class", columns: "class", values: "fare" } as never).collect().then(() => null, (thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(FrameError);
    expect(error).toMatchObject({ op: "pivot", row: 4, file: path, ...placeOf(4) });
  });

  it("unless it is in no file: rows that a stage has made, and those of a side that is merged", async () => {
    const pipe = scanCsv(path, { workers: 2, partitionBytes: 60, dtype }) as unknown as Trips;
    const nowhere = { file: null, line: null, byte: null };
    const given = await caught(pipe.groupby("class").agg({ fare: "sum" }).forEachBatch(() => { throw new RangeError("no"); }));
    expect(given).toMatchObject({ ...nowhere, op: "forEachBatch", partition: 0, firstRow: null });
    const side = parallel(new DataFrame({ class: ["1", "none"] }), { backend: "inline", partitions: 2 });
    const cast: unknown = await pipe.sortValues("fare").merge(side.astype({ class: "int32" }) as never, { on: "class" } as never).collect().then(() => null, (thrown: unknown) => thrown);
    expect(cast).toBeInstanceOf(FrameError);
    expect(cast).toMatchObject({ ...nowhere, op: "astype", row: 1 });
    const mapped = pipe.sortValues("fare").merge(side.apply((row) => { if (row.class === "none") throw new RangeError("no"); return { class: 1 }; }) as never, { on: "class" } as never);
    expect(await caught(mapped.collect())).toMatchObject({ ...nowhere, op: "apply", globalRow: 1 });
  });

  it.each(["gone", "a pipe that nobody writes to"])("is left out where the file is another one by now: %s", async (what) => {
    const gone = write("gone.csv", text);
    let isOther = false;
    const other = (): void => {
      isOther = true;
      rmSync(gone);
      if (what !== "gone") execFileSync("mkfifo", [gone]);
    };
    const removing = async (): Promise<unknown> => {
      const pipe = scanCsv(gone, { workers: 2, partitionBytes: 60, dtype, onProgress: ({ stage, rows }: Progress) => { if (stage === 0 && rows === records.length) other(); } }) as unknown as Trips;
      return pipe.groupby("class").apply((group) => { if (group.at(0, "class") === 3) throw new RangeError("late"); return 1; }).collect();
    };
    const error = await caught(removing());
    expect(isOther).toBe(true);
    expect(error).toMatchObject({ op: "groupby.apply", key: { class: 3 }, cause: expect.any(RangeError), file: null, line: null });
  });
});

describe("rows that are set aside are whole", () => {
  const columns = ["class", "fare", "note", "error_class", "error_message", "error_op", "error_partition"];

  it.each<[string, (pipe: Trips) => Promise<{ rejects?: DataFrame }>]>([
    ["a column's function", (pipe) => pipe.col("fare").map((fare) => { if (fare === -1) throw new RangeError("negative"); return fare; }).run()],
    ["a selection", (pipe) => pipe.select(["fare"]).apply((row) => { if (row.fare === -1) throw new RangeError("negative"); return row.fare; }).run()],
    ["columns that were dropped and renamed", (pipe) => pipe.drop("note").rename({ fare: "price" }).apply((row: { price: number | null }) => { if (row.price === -1) throw new RangeError("negative"); return row.price; }).run()],
    ["a window over one column", (pipe) => pipe.col("fare").rolling(1).apply(ofColumn as never).run()],
  ])("behind %s, of a file, a frame, rows and an Arrow file", async (_what, run) => {
    const frame = new DataFrame<Trip>({ class: records.map((_, i) => rowOf(i).class), fare: records.map((_, i) => rowOf(i).fare), note: records.map((_, i) => rowOf(i).note) });
    const arrow = join(folder, "trips.arrow");
    await parallel(frame).toArrow(arrow);
    const how = { workers: 2, onError: "collect" } as const;
    for (const pipe of [scanCsv(path, { ...how, partitionBytes: 60, dtype }), parallel(frame, { ...how, partitions: 4 }), scanRows(frame.toRows(), { ...how, partitionRows: 7 }), scanRows(frame.toRows()[Symbol.iterator]() as never, { ...how, partitionRows: 7 }), scanArrow(arrow, { ...how, partitionRows: 9 })]) {
      const { rejects } = await run(pipe as unknown as Trips);
      expect(rejects!.columns.slice(0, columns.length)).toEqual(columns);
      // What is not read of a file is text.
      expect(rejects!.astype({ class: "int32" } as never).select(["class", "fare", "note", "error_row"] as never).toRows()).toEqual([{ ...rowOf(23), error_row: 23 }]);
    }
  });

  it("of a stream, which is read once, too; of it line and byte are known where they fail in the first stage", async () => {
    const pipe = (): Trips => scanCsv(Readable.from([text.slice(0, 200), text.slice(200)].map((piece) => Buffer.from(piece))), { workers: 2, partitionBytes: 60, dtype, onError: "collect" }) as unknown as Trips;
    const { rejects } = await pipe().col("fare").rolling(1).apply(ofColumn as never).run();
    expect(rejects!.select(["class", "fare", "note", "error_row", "error_file", "error_line"]).toRows()).toEqual([{ ...rowOf(23), class: "3", error_row: 23, error_file: null, error_line: placeOf(23).line }]);
    const first = await pipe().col("fare").map((fare) => { if (fare === -1) throw new RangeError("negative"); return fare; }).run();
    expect(first.rejects!.select(["note", "error_line", "error_byte"] as never).toRows()).toEqual([{ note: rowOf(23).note, error_line: placeOf(23).line, error_byte: placeOf(23).byte }]);
  });

  it("behind steps that changed them: as the source gave them, so that they go through the same pipeline again", async () => {
    const bad = join(folder, "bad.csv");
    const pipe = (source: string): Trips => scanCsv(source, { workers: 2, partitionBytes: 60, dtype, onError: "collect", quarantine: bad }) as unknown as Trips;
    const steps = (rows: Trips) => rows.drop("note").rename({ class: "kind" }).assign({ fare: (part: DataFrame) => part.col("fare").mul(1) }).groupby("kind" as never).apply(ofGroup as never);
    await steps(pipe(path)).toCsv(join(folder, "good.csv"));
    const first = await readCsv(bad);
    expect(first.columns).toEqual(["class", "fare", "note", "error_class", "error_message", "error_op", "error_partition", "error_key", "error_row", "error_file", "error_line", "error_byte"]);
    expect(first.col("fare").toList()).toEqual([3, 7, 11, 15, 19, -1, 27]);
    expect(first.col("note").toList()).toEqual(first.col("error_row").toList().map((row) => rowOf(row as number).note));
    await steps(pipe(bad)).toCsv(join(folder, "again.csv"));
    expect((await readCsv(bad)).col("fare").toList()).toEqual([3, 7, 11, 15, 19, -1, 27]);
  });

  it("in a file that they are read from again: it stays as it was where the run fails, and has the new ones where it does not", async () => {
    const tried = write("tried.csv", "a\n1\n2\n3\n4\n");
    const before = readFileSync(tried, "utf8");
    const link = join(folder, "tried-link.csv");
    symlinkSync(tried, link);
    const odd = (row: { a: number }) => { if (row.a % 2 === 1) throw new Error("odd"); return row; };
    for (const quarantine of [tried, link]) {
      const pipe = scanCsv(tried, { backend: "inline", partitionBytes: 4, dtype: { a: "int32" }, onError: "collect", quarantine }).apply(odd as never);
      const error = await pipe.run({ maxErrors: 1 }).catch((reason: unknown) => reason);
      expect((error as ParallelError).partial!.rejects!.numRows).toBeGreaterThan(0);
      expect(readFileSync(tried, "utf8")).toBe(before);
    }
    await scanCsv(tried, { backend: "inline", dtype: { a: "int32" }, onError: "collect", quarantine: tried }).apply(odd as never).collect();
    expect((await readCsv(tried)).col("a").toList()).toEqual([1, 3]);
  });

  it("in a file of which all is read, where they are read from it: what is left out would be lost", async () => {
    const part = write("part.csv", "a,b\n1,2\n3,4\n");
    const before = readFileSync(part, "utf8");
    const fail = () => { throw new Error("no"); };
    const way: PipelineOptions = { backend: "inline", onError: "collect", quarantine: part };
    for (const [option, csv] of Object.entries({ nrows: { nrows: 1 }, skiprows: { skiprows: [1] }, skipfooter: { skipfooter: 1 }, usecols: { usecols: ["a"] }, onBadLines: { onBadLines: "skip" as const } })) {
      await expect(scanCsv(part, { ...way, ...csv }).apply(fail).collect()).rejects.toThrow(`which is an input, and what is left out of it by ${option} would be lost`);
    }
    await expect(scanCsv(part, way).head(1).apply(fail).collect()).rejects.toThrow("left out of it by head");
    await expect(scanCsv(join(folder, "p?rt.csv"), { ...way, nrows: 1 }).apply(fail).collect()).rejects.toThrow("left out of it by nrows");
    await expect(scanCsv(part, way).filter(() => true).head(1).apply(fail).toCsv(join(folder, "never.csv"))).rejects.toThrow(ArgumentError);
    expect([readFileSync(part, "utf8"), existsSync(join(folder, "never.csv"))]).toEqual([before, false]);
    await scanCsv(part, way).select(["a"]).apply(fail).collect();
    expect((await readCsv(part)).select(["a", "b"]).toRows()).toEqual([{ a: 1, b: 2 }, { a: 3, b: 4 }]);
  });

  it("what is not read of them is text, whatever is in it", async () => {
    const strange = write("strange.csv", "a,b\n1,x\n2,\n3,7\n");
    const run = async (onError: "fail" | "collect", fn: (a: number | null) => number | null) => scanCsv(strange, { backend: "inline", dtype: { a: "int32", b: "int32" }, onError }).col("a").map(fn as never).run();
    expect([...(await run("fail", (a) => a)).frame]).toEqual([1, 2, 3]);
    const { frame, rejects } = await run("collect", (a) => { if (a! < 3) throw new Error("no"); return a; });
    expect([...frame]).toEqual([3]);
    expect(rejects!.select(["a", "b"] as never).toRows()).toEqual([{ a: 1, b: "x" }, { a: 2, b: null }]);
  });

  it("with the columns of all, where rows have columns of their own; one whose cells do not go together is text", async () => {
    const rows = [{ a: 1, b: 1 }, { a: 2 }, { c: true, a: 3, b: "x" }];
    const refuse = () => { throw new Error("no"); };
    const expected = [{ a: 1, b: "1", c: null }, { a: 2, b: null, c: null }, { a: 3, b: "x", c: true }];
    const bad = join(folder, "mixed.csv");
    for (const run of [(pipe: Pipeline<{ a: number }>) => pipe.col("a").map(refuse), (pipe: Pipeline<{ a: number }>) => pipe.select(["a"]).groupby("a").apply(refuse)]) {
      const pipe = () => run(scanRows(rows, { backend: "inline", partitionRows: 1, onError: "collect" }) as never);
      expect((await pipe().run()).rejects!.select(["a", "b", "c"]).toRows()).toEqual(expected);
      await pipe().toCsv(join(folder, "none.csv"), { quarantine: bad });
      expect((await readCsv(bad)).select(["a", "b", "c"]).toRows()).toEqual(expected);
    }
  });

  it("as many partitions as without: what is cut does not depend on it", async () => {
    const frame = new DataFrame({ a: Array.from({ length: 1000 }, (_, i) => i), b: Array.from({ length: 1000 }, (_, i) => `text ${String(i)}`) });
    const arrow = join(folder, "wide.arrow");
    await parallel(frame).toArrow(arrow);
    for (const pipe of [parallel(frame, { partitionBytes: 1000 }), scanArrow(arrow, { partitionBytes: 1000 }) as unknown as Pipeline<{ a: number; b: string }>]) {
      const counted = async (onError: "fail" | "collect") => (await pipe.select(["a"]).apply((row) => row.a).run({ onError })).report.partitions.length;
      expect(await counted("collect")).toBe(await counted("fail"));
    }
    expect((await parallel(frame, { onError: "collect" }).select(["a"]).explain()).toJSON().pushedDown.columns).toEqual([]);
  });

  it("the quarantine of a run that failed has them, too", async () => {
    const bad = join(folder, "failed.csv");
    const pipe = scanCsv(path, { workers: 2, partitionBytes: 60, dtype, onError: "collect", quarantine: bad, maxErrors: 1 }) as unknown as Trips;
    await caught(pipe.col("fare").rolling(1).apply(ofColumn as never).map(() => { throw new Error("never"); }).collect());
    expect(readFileSync(bad, "utf8").split("\n").slice(0, 2).map((line) => line.split(",").slice(0, 4).join(","))).toEqual(["class,fare,note,error_class", "3,-1,n23,RangeError"]);
  });
});
