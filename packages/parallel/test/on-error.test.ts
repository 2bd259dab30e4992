import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import fc from "fast-check";
import { afterAll, describe, expect, it } from "vitest";
import { ArgumentError, CaptureError, ParallelError, type TaskError } from "@framepool/errors";
import { arraySplit, concat, DataFrame, type Cell } from "@framepool/frame";
import { parallel, readCsv, scanArrow, scanCsv, scanRows, type PipelineOptions } from "@framepool/parallel";
import { moduleTask, task } from "@framepool/pool";
import { anyFrame, differences } from "./support/frames.js";
import { anyWorkers } from "./support/pools.js";
import { runs } from "../../../scripts/runs.mjs";

const folder = mkdtempSync(join(tmpdir(), "framepool-on-error-"));
afterAll(() => rmSync(folder, { recursive: true }));

const people = new DataFrame({ name: ["Ann", "Bo", null, "Dee", null, "Flo"], age: [30, 41, 5, null, 77, 8] });
const lengthOf = (row: { name: string | null }) => row.name!.length;
const lengths = (row: { name: string | null; age: number | null }) => ({ age: row.age, length: row.name!.length });

const caught = async (run: Promise<unknown>): Promise<ParallelError> => {
  const error = await run.then(() => null, (thrown: unknown) => thrown);
  if (!(error instanceof ParallelError)) throw error ?? new Error("nothing was thrown");
  return error;
};

describe("an error says where", () => {
  const path = join(folder, "where.csv");
  // A quoted line end, a blank line and wide characters: lines and bytes are those of the file.
  const rows = Array.from({ length: 40 }, (_, i) => (i === 20 ? "é,\n" : `"N\n${String(i)}",${String(i)}\n${i % 7 === 0 ? "\n" : ""}`));
  const text = `name,age\n${rows.join("")}`;
  writeFileSync(path, text);
  const byte = Buffer.byteLength(text.slice(0, text.indexOf("é")));
  const line = text.slice(0, text.indexOf("é")).split("\n").length;
  const failing = (row: { age: number | null }) => row.age!.toFixed(1);

  it.each<[string, PipelineOptions & { encoding?: string }]>([
    ["byte ranges on threads", { workers: 3, partitionBytes: 40 }],
    ["one range in line", { backend: "inline" }],
    ["text that is cut where records end", { workers: 2, partitionRows: 6 }],
  ])("in a file: row, line and byte (%s)", async (_what, options) => {
    const error = await caught(scanCsv(path, { ...options, dtype: { age: "int32" } }).apply(failing).collect());
    expect(error).toMatchObject({ op: "apply", globalRow: 20, file: path, line, byte, row: { name: "é", age: null }, attempt: 1, cause: expect.any(TypeError) });
    expect(error.message).toContain(`row 20 (partition ${String((error as TaskError).partition)}), line ${String(line)} of ${path}`);
    expect((error as TaskError).worker).toMatch(/PoolWorker-\d+$/);
  });

  it("in a file of another encoding: bytes are those of the file", async () => {
    const latin = join(folder, "latin1.csv");
    writeFileSync(latin, Buffer.from(text, "latin1"));
    const error = await caught(scanCsv(latin, { workers: 2, partitionBytes: 64, encoding: "latin1", dtype: { age: "int32" } }).apply(failing).collect());
    expect(error).toMatchObject({ globalRow: 20, line, byte: Buffer.from(text.slice(0, text.indexOf("é")), "latin1").length });
  });

  it("in a dialect that goes through csv-parse, where bad lines were left out", async () => {
    const odd = join(folder, "odd.csv");
    const lines = Array.from({ length: 30 }, (_, i) => (i === 4 ? "too::many::fields" : i === 20 ? "é::" : `N${String(i)}::${String(i)}`));
    const written = `name::age\n\n${lines.join("\n")}\n`;
    writeFileSync(odd, written);
    const options = { workers: 2, partitionBytes: 60, sep: "::", dtype: { age: "int32" }, onBadLines: "skip", onError: "collect" } as const;
    const { rejects } = await scanCsv(odd, options).apply(failing).run();
    expect(rejects!.select(["error_row", "error_file", "error_line", "error_byte"]).toRows()).toEqual([{ error_row: 19, error_file: odd, error_line: 23, error_byte: Buffer.byteLength(written.slice(0, written.indexOf("é"))) }]);
  });

  it("in the second of two files: the row counts all rows, line and byte are the file's own", async () => {
    const first = join(folder, "first.csv");
    writeFileSync(first, "name,age\na,1\nb,2\n");
    const error = await caught(scanCsv([first, path], { workers: 2, dtype: { age: "int32" } }).apply(failing).collect());
    expect(error).toMatchObject({ globalRow: 22, file: path, line, byte });
  });

  it("behind steps that keep the rows: columns that were added, dropped, renamed, and the first rows", async () => {
    const pipe = parallel(people, { workers: 2, partitions: 3 }).mapPartitions((part) => part.assign({ more: 1 })).rename({ age: "years" }).head(5).drop("more");
    expect(await caught(pipe.apply((row) => row.name!.length).collect())).toMatchObject({ globalRow: 2, partition: 1, row: { name: null, age: 5 } });
  });

  it("behind a step of which nobody knows what it did to the rows: the partition", async () => {
    const pipe = parallel(people, { workers: 2, partitions: 2 }).mapPartitions((part) => part.filter((row) => row.age !== 41));
    expect(await caught(pipe.apply((row) => row.name!.length).collect())).toMatchObject({ globalRow: null, partition: 0, firstRow: 0, row: null });
  });

  it("keeps what was thrown: class, own properties, cause and remote stack, or a value that is no error", async () => {
    const rich = await caught(parallel(people, { workers: 2 }).apply((row) => {
      if (row.age === 5) throw Object.assign(new RangeError("too young", { cause: new SyntaxError("inner") }), { code: "E_AGE", limit: 18 });
      return 1;
    }).collect());
    expect(rich.cause).toBeInstanceOf(RangeError);
    expect(rich.cause).toMatchObject({ code: "E_AGE", limit: 18, cause: expect.any(SyntaxError) });
    expect(rich.message).toContain("RangeError: too young");
    const plain = await caught(parallel(people, { workers: 2 }).apply((row) => { if (row.age === 5) throw { status: 404 }; return 1; }).collect());
    expect(plain.cause).toEqual({ status: 404 });
    expect(plain.message).toContain("it threw { status: 404 }");
  });

  it("shows the line of a function that lies in a file, with a caret", async () => {
    const module = join(folder, "work.mjs");
    writeFileSync(module, "export function work(row) {\n  const { name } = row;\n  return name.length;\n}\n");
    const error = await caught(parallel(people, { workers: 2 }).apply(moduleTask<typeof lengthOf>(pathToFileURL(module), "work")).collect());
    expect(error.message).toContain("  2 |   const { name } = row;\n> 3 |   return name.length;\n                    ^\n");
    expect(error.message).toContain("work.mjs:3:15, row { name: null, age: 5 }");
  });

  it("shows the line of a function whose file is not what runs, and of one that it captured", async () => {
    const deep = (name: string | null) => name!.length;
    const error = await caught(parallel(people, { workers: 2 }).apply(task({ deep }, (row: { name: string | null }, captures) => captures.deep(row.name))).collect());
    expect(error.message).toMatch(/> \d+ \| .*name.*\.length/);
    expect(error.message).toMatch(/\n +\^\n/);
  });

  it("cuts long rows and long lines", async () => {
    const wide = new DataFrame(Object.fromEntries(Array.from({ length: 50 }, (_, i) => [`c${String(i)}`, ["x".repeat(1000)]])));
    const error = await caught(parallel(wide).apply(() => { throw new Error("no"); }).collect());
    expect(error.message.length).toBeLessThan(4000);
    expect(Object.keys((error as TaskError).row!)).toHaveLength(20);
  });
});

describe("onError", () => {
  it('"skip" leaves rows out, "null" gives them a missing result, on every backend', async () => {
    for (const options of [{ backend: "inline" }, { workers: 3 }] as const) {
      const skipped = await parallel(people, { ...options, partitions: 3, onError: "skip" }).apply(lengths).run();
      expect(skipped.frame.toRows()).toEqual([{ age: 30, length: 3 }, { age: 41, length: 2 }, { age: null, length: 3 }, { age: 8, length: 3 }]);
      expect(skipped.report.errors).toMatchObject({ count: 2, rowsAside: 0, first: [expect.stringContaining("row 2 (partition 1)"), expect.stringContaining("row 4 (partition 2)")] });
      expect(skipped.rejects).toBeUndefined();
      const cells = await parallel(people, { ...options, partitions: 3, onError: "null" }).apply(lengthOf).collect();
      expect([...cells]).toEqual([3, 2, null, 3, null, 3]);
    }
  });

  it('"collect" sets input rows aside, with the reason, in the order of the input', async () => {
    const { frame, rejects, report } = await parallel(people, { workers: 3, partitions: 3, onError: "collect" }).apply(lengths).run();
    expect(frame.numRows).toBe(4);
    expect(rejects!.toRows()).toEqual([
      { name: null, age: 5, error_class: "TypeError", error_message: "Cannot read properties of null (reading 'length')", error_op: "apply", error_partition: 1, error_row: 2 },
      { name: null, age: 77, error_class: "TypeError", error_message: "Cannot read properties of null (reading 'length')", error_op: "apply", error_partition: 2, error_row: 4 },
    ]);
    expect(report.errors).toMatchObject({ count: 2, rowsAside: 2 });
  });

  it('"collect" sets the whole partition aside for mapPartitions, and says which row failed', async () => {
    const { frame, rejects } = await parallel(people, { workers: 2, partitions: 3, onError: "collect" }).mapPartitions((part) => part.assign({ length: part.col("name").map((name) => name!.length) })).run();
    expect(frame.toRows()).toEqual([{ name: "Ann", age: 30, length: 3 }, { name: "Bo", age: 41, length: 2 }]);
    expect(rejects!.drop(["error_class", "error_op"]).toRows()).toEqual([
      { name: null, age: 5, error_message: "Cannot read properties of null (reading 'length')", error_partition: 1, error_row: 2 },
      { name: "Dee", age: null, error_message: "Cannot read properties of null (reading 'length') (at row 2)", error_partition: 1, error_row: 3 },
      { name: null, age: 77, error_message: "Cannot read properties of null (reading 'length')", error_partition: 2, error_row: 4 },
      { name: "Flo", age: 8, error_message: "Cannot read properties of null (reading 'length') (at row 4)", error_partition: 2, error_row: 5 },
    ]);
  });

  it('"collect" sets the whole partition aside for a row that cannot be traced', async () => {
    const { frame, rejects } = await parallel(people, { workers: 2, partitions: 2, onError: "collect" }).mapPartitions((part) => part.filter((row) => row.age !== 41)).apply(lengths).run();
    expect([...frame.col("age")]).toEqual([null, 8]);
    expect([...rejects!.col("error_row")]).toEqual([0, 1, 2, 4]);
  });

  it("rows go from step to step, each set aside once, by the first step that fails", async () => {
    const { frame, rejects } = await parallel(people, { workers: 2, partitions: 2, onError: "collect" }).apply(lengths).apply((row) => ({ length: row.length, text: row.age!.toFixed(1) })).run();
    expect([...frame.col("text")]).toEqual(["30.0", "41.0", "8.0"]);
    expect([...rejects!.col("error_row")]).toEqual([2, 3, 4]);
    expect([...rejects!.col("error_message")].map((text) => (text as string).includes("toFixed"))).toEqual([false, true, false]);
  });

  it("a partition that is set aside leaves the rows of a head to the others", async () => {
    const { frame } = await parallel(people, { workers: 2, partitions: 6, onError: "collect" }).mapPartitions((part) => part.assign({ length: part.col("name").map((name) => name!.length) })).head(3).run();
    expect([...frame.col("name")]).toEqual(["Ann", "Bo", "Dee"]);
  });

  it("may set everything aside", async () => {
    const { frame, rejects } = await parallel(people, { workers: 2, partitions: 3, onError: "collect" }).mapPartitions((): DataFrame => { throw new Error("no"); }).run();
    expect(frame.shape).toEqual([0, 0]);
    expect(rejects!.numRows).toBe(6);
    const target = join(folder, "nothing.csv");
    await parallel(people, { workers: 2, onError: "skip" }).apply((): number => { throw new Error("no"); }).toCsv(target);
    expect(readFileSync(target, "utf8")).toBe("");
  });

  it("a function says it of each error, in the worker, where the row is", async () => {
    const byAge = (error: TaskError) => (error.globalRow === 2 ? "collect" : (error.cause as Error).message.includes("length") ? "null" : "fail");
    const { frame, rejects } = await parallel(people, { workers: 2, partitions: 3, onError: byAge }).apply(lengthOf).run();
    expect([...frame]).toEqual([3, 2, 3, null, 3]);
    expect([...rejects!.col("error_row")]).toEqual([2]);
    const failing = parallel(people, { workers: 2, partitions: 3, onError: byAge }).apply((row) => { if (row.age === 77) throw new Error("old"); return 1; });
    expect(await caught(failing.collect())).toMatchObject({ code: "ERR_FRAMEPOOL_TASK", globalRow: 4 });
  });

  it("a function that gives something else, throws or cannot travel is told", async () => {
    await expect(parallel(people, { workers: 2, onError: (() => undefined) as never }).apply(lengthOf).collect()).rejects.toThrow('it must give "fail", "skip", "null" or "collect"');
    await expect(parallel(people, { workers: 2, onError: () => JSON.parse("{") as never }).apply(lengthOf).collect()).rejects.toThrow(SyntaxError);
    await expect(parallel(people, { workers: 2, onError: () => "skip" }).mapPartitions((): DataFrame => { throw new Error("no"); }).collect()).rejects.toThrow("that is for functions of one row");
    const seen: unknown[] = [];
    expect(() => parallel(people, { onError: (error) => (seen.push(error), "skip") })).toThrow(CaptureError);
  });

  it("is refused where it cannot be meant, before anything runs", async () => {
    for (const onError of ["skip", "null"] as const) await expect(parallel(people, { onError }).mapPartitions((part) => part).collect()).rejects.toThrow(`onError: "${onError}" is for functions of one row, element or group`);
    expect(() => parallel(people, { onError: "ignore" as never })).toThrow(ArgumentError);
    expect(() => parallel(people, { maxErrors: 3 })).toThrow("maxErrors bounds errors that do not end the run");
    expect(() => parallel(people, { onError: "skip", maxErrors: 1.5 })).toThrow("maxErrors is 1.5");
    expect(() => parallel(people, { onError: "skip", quarantine: "x.csv" })).toThrow('give onError: "collect"');
  });

  it("does not hide what is no user's error: a column that is not there, text that is no CSV", async () => {
    await expect(parallel(people, { workers: 2, onError: "collect" }).apply(lengths).select(["lenght"] as never).run()).rejects.toThrow('did you mean "length"?');
    await expect(scanCsv(Buffer.from('a\n"x\n'), { workers: 2, onError: "collect" }).apply(() => 1).run()).rejects.toMatchObject({ code: "ERR_FRAMEPOOL_CSV" });
  });
});

describe("maxErrors", () => {
  const many = new DataFrame({ n: Array.from({ length: 100 }, (_, i) => i) });
  const odd = (row: { n: number }) => { if (row.n % 10 === 7) throw new Error(`no ${String(row.n)}`); return row.n; };

  it("lets so many errors pass, and one more ends the run: the same one whatever the workers and partitions", async () => {
    expect((await parallel(many, { workers: 3, partitions: 7, onError: "skip", maxErrors: 10 }).apply(odd).collect()).length).toBe(90);
    for (const [workers, partitions] of [[1, 1], [2, 9], [5, 4]] as const) {
      for (const maxErrors of [0, 3]) {
        const error = await caught(parallel(many, { workers, partitions, onError: "null", maxErrors }).apply(odd).collect());
        expect(error).toMatchObject({ globalRow: maxErrors * 10 + 7, cause: expect.objectContaining({ message: `no ${String(maxErrors * 10 + 7)}` }) });
        expect(error.message).toContain(`more than ${String(maxErrors)} errors (maxErrors)`);
      }
    }
  });

  it("leaves the old output, and keeps what was set aside before it", async () => {
    const [target, quarantine] = [join(folder, "max.csv"), join(folder, "max-bad.csv")];
    writeFileSync(target, "old");
    await caught(parallel(many, { workers: 2, partitions: 10, onError: "collect", maxErrors: 2, quarantine }).apply((row) => ({ n: row.n % 10 === 7 ? JSON.parse("{") as number : row.n })).toCsv(target));
    expect(readFileSync(target, "utf8")).toBe("old");
    expect((await readCsv(quarantine)).col("n").toString()).toContain("17");
    expect((await readCsv(quarantine)).numRows).toBe(2);
  });
});

describe("a quarantine", () => {
  it.runIf(existsSync("/dev/full"))("that has no room leaves the output as it was, also where it is written at the end", async () => {
    const target = join(folder, "kept.csv");
    writeFileSync(target, "old");
    const many = new DataFrame({ k: Array.from({ length: 50 }, (_, i) => i) });
    const pipe = parallel(many, { workers: 2, partitions: 5, onError: "collect", quarantine: "/dev/full" });
    const fails = (part: { k: number }) => { if (part.k % 2 === 0) throw new Error("even"); return { k: part.k }; };
    for (const run of [pipe.apply(fails), pipe.groupby("k").apply((group) => { if (group.at(0, "k") as number > 25) throw new Error("late"); return { n: 1 }; })]) {
      await expect(run.toCsv(target)).rejects.toThrow("cannot write /dev/full: no space is left on the device");
      expect(readFileSync(target, "utf8")).toBe("old");
    }
  });

  it("is a file of the input's columns and the reasons, which the same pipeline reads again", async () => {
    const [input, bad, worse] = ["input.csv", "bad.csv", "worse.csv"].map((name) => join(folder, name)) as [string, string, string];
    writeFileSync(input, `name,age\n${Array.from({ length: 60 }, (_, i) => (i % 9 === 4 ? `,${String(i)}` : `N${String(i)},${String(i)}`)).join("\n")}\n`);
    const options = { workers: 2, partitionBytes: 100, dtype: { name: "string", age: "int32" }, onError: "collect" } as const;
    const report = await scanCsv(input, { ...options, quarantine: bad }).apply(lengths).toCsv(join(folder, "good.csv"));
    expect(report.errors.rowsAside).toBe(7);
    const first = await readCsv(bad);
    expect([...first.col("age")]).toEqual([4, 13, 22, 31, 40, 49, 58]);
    expect([...first.col("error_row")]).toEqual([4, 13, 22, 31, 40, 49, 58]);
    expect([...first.col("error_line")]).toEqual([6, 15, 24, 33, 42, 51, 60]);
    // Again, on what was set aside: the reasons are those of the second run.
    await scanCsv(bad, { ...options, quarantine: worse }).apply(lengths).toCsv(join(folder, "again.csv"));
    const second = await readCsv(worse);
    expect(second.columns).toEqual(first.columns);
    expect([...second.col("error_row")]).toEqual([0, 1, 2, 3, 4, 5, 6]);
    expect(readdirSync(folder).filter((name) => name.includes("tmp"))).toEqual([]);
  });

  it("is an Arrow file by its ending, whose types are kept; and has a header where nothing went wrong", async () => {
    const [arrow, csv] = [join(folder, "bad.arrow"), join(folder, "none.csv")];
    await parallel(people, { workers: 2, partitions: 3, onError: "collect", quarantine: arrow }).apply(lengths).toCsv(join(folder, "x.csv"));
    expect((await scanArrow(arrow).collect()).dtypes).toMatchObject({ name: "string", age: "int32", error_row: "int64", error_partition: "int32" });
    await parallel(people, { workers: 2, partitions: 3, onError: "collect", quarantine: csv }).apply((row) => row.age).collect();
    expect(readFileSync(csv, "utf8")).toBe("name,age,error_class,error_message,error_op,error_partition,error_row\n");
  });

  it("takes rows of an iterable, too", async () => {
    const { rejects } = await scanRows([{ a: 1 }, { a: null }, { a: 3 }], { workers: 2, partitionRows: 1, onError: "collect" }).apply((row) => row.a!.toFixed(1)).run();
    expect(rejects!.toRows()).toMatchObject([{ a: null, error_row: 1 }]);
  });

  it("is a file of its own: not the output, by whatever name", async () => {
    const target = join(folder, "both.csv");
    writeFileSync(target, "old");
    const pipe = parallel(people, { backend: "inline", onError: "collect" }).apply(lengths);
    const [link, other] = [join(folder, "link.csv"), join(folder, "other")];
    symlinkSync(target, link);
    symlinkSync(folder, other);
    await expect(pipe.toCsv(join(folder, "new.csv"), { quarantine: join(other, "new.csv") })).rejects.toThrow(/quarantine is .*new\.csv/);
    for (const quarantine of [target, join(folder, ".", "x", "..", "both.csv"), pathToFileURL(target), link, join(other, "both.csv")]) {
      await expect(pipe.toCsv(target, { quarantine })).rejects.toThrow(/quarantine is .*\.csv, which the output goes to/);
      await expect(pipe.toArrow(target, { quarantine })).rejects.toMatchObject({ code: "ERR_FRAMEPOOL_ARGUMENT" });
    }
    expect(readFileSync(target, "utf8")).toBe("old");
    const { errors } = await pipe.toCsv("/dev/null", { quarantine: "/dev/null" });
    expect(errors.rowsAside).toBe(2);
  });

  it("that cannot be written ends the run, and leaves the output as it was", async () => {
    const target = join(folder, "kept.csv");
    writeFileSync(target, "old");
    await expect(parallel(people, { workers: 2, onError: "collect", quarantine: join(folder, "no/such/folder.csv") }).apply(lengths).toCsv(target)).rejects.toMatchObject({ code: "ERR_FRAMEPOOL_SINK" });
    expect(readFileSync(target, "utf8")).toBe("old");
  });
});

describe("a run that fails", () => {
  it("carries its report, and what was computed before the partition that failed", async () => {
    const error = await caught(parallel(people, { workers: 2, partitions: 6 }).apply(lengths).collect());
    expect(error.report!.partitions.map(({ partition }) => partition)).toEqual(expect.arrayContaining([0, 1]));
    expect((error.partial!.frame as DataFrame).toRows()).toEqual([{ age: 30, length: 3 }, { age: 41, length: 2 }]);
    expect(Object.keys(error)).not.toContain("partial");
  });

  it("carries the rows that were set aside by then", async () => {
    const error = await caught(parallel(people, { workers: 2, partitions: 6, onError: "collect", maxErrors: 1 }).apply(lengths).run());
    expect([...error.partial!.rejects!.col("error_row")]).toEqual([2]);
    expect((error.partial!.frame as DataFrame).numRows).toBe(3);
  });
});

describe("functions of groups", () => {
  const trips = new DataFrame({ class: [1, 2, 3, 1, 3, 2, null], fare: [70, 20, null, 80, 7, 21, 5] });
  const range = (group: DataFrame) => {
    const fares = [...group.col("fare")] as (number | null)[];
    if (fares.includes(null)) throw new RangeError("a fare is missing");
    return fares.length;
  };

  it("fail with the group's key", async () => {
    for (const workers of [1, 3]) {
      const error = await caught(parallel(trips, { workers, partitions: 3 }).groupby("class").apply(range).collect());
      expect(error).toMatchObject({ op: "groupby.apply", key: { class: 3 }, globalRow: null, row: null, cause: expect.any(RangeError) });
      expect(error.message).toContain("groupby.apply of range failed at group class = 3 (from partition 0 on): RangeError: a fare is missing");
    }
  });

  it("are left out, missing or set aside with all rows of the group", async () => {
    for (const [workers, partitions] of [[1, 1], [3, 4]] as const) {
      const run = (onError: "skip" | "null" | "collect") => parallel(trips, { workers, partitions, onError }).groupby("class").apply(range).run();
      expect((await run("skip")).frame.toRows()).toEqual([{ class: 1, value: 2 }, { class: 2, value: 2 }]);
      expect((await run("null")).frame.toRows()).toEqual([{ class: 1, value: 2 }, { class: 2, value: 2 }, { class: 3, value: null }]);
      const { frame, rejects, report } = await run("collect");
      expect(frame.toRows()).toEqual([{ class: 1, value: 2 }, { class: 2, value: 2 }]);
      expect(rejects!.filter((row) => row["error_class"] !== null).select(["class", "fare", "error_message", "error_op", "error_key", "error_row"]).toRows()).toEqual([
        { class: 3, fare: null, error_message: "a fare is missing", error_op: "groupby.apply", error_key: "class = 3", error_row: 2 },
        { class: 3, fare: 7, error_message: "a fare is missing", error_op: "groupby.apply", error_key: "class = 3", error_row: 4 },
      ]);
      expect(report.errors).toMatchObject({ count: 1, rowsAside: 2 });
    }
  });

  it("that say whether a group stays: where one throws, it goes, or is set aside", async () => {
    const many = (group: DataFrame) => {
      if ([...group.col("fare")].includes(null as never)) throw new RangeError("a fare is missing");
      return group.numRows > 1;
    };
    for (const [workers, partitions] of [[1, 1], [3, 4]] as const) {
      const run = (onError: "skip" | "null" | "collect") => parallel(trips, { workers, partitions, onError }).groupby("class").filter(many as never).run();
      for (const onError of ["skip", "null", "collect"] as const) expect((await run(onError)).frame.toRows()).toEqual([0, 1, 3, 5].map((row) => trips.row(row)));
      expect((await run("collect")).rejects!.filter((row) => row["error_class"] !== null).select(["class", "fare", "error_op", "error_key", "error_row"]).toRows()).toEqual([
        { class: 3, fare: null, error_op: "groupby.filter", error_key: "class = 3", error_row: 2 },
        { class: 3, fare: 7, error_op: "groupby.filter", error_key: "class = 3", error_row: 4 },
      ]);
    }
  });

  it("may give frames, and be asked about", async () => {
    const frames = (group: DataFrame) => {
      if ([...group.col("fare")].includes(null as never)) throw new RangeError("a fare is missing");
      return group.head(1).select(["fare"]);
    };
    const asked = (error: TaskError) => ((error.key as { class: number }).class === 3 ? "skip" : "fail");
    const { frame } = await parallel(trips, { workers: 2, partitions: 2, onError: asked }).groupby("class").apply(frames as never).run();
    expect((frame as DataFrame).toRows()).toEqual([{ class: 1, fare: 70 }, { class: 2, fare: 20 }]);
  });

  it("behind steps of rows, from a file into one quarantine with the rows of both", async () => {
    const [input, bad] = [join(folder, "groups.csv"), join(folder, "groups-bad.csv")];
    writeFileSync(input, "class,fare\n1,70\n2,20\n3,\n1,80\n3,7\n2,-1\n");
    const pipe = scanCsv(input, { workers: 2, partitionBytes: 10, onError: "collect", quarantine: bad, dtype: { class: "int32", fare: "int32" } });
    const report = await pipe.apply((row) => { if (row.fare === -1) throw new Error("negative"); return { class: row.class, fare: row.fare }; }).groupby("class").apply(range).toCsv(join(folder, "groups-out.csv"));
    expect(report.errors).toMatchObject({ count: 2, rowsAside: 3 });
    expect(readFileSync(join(folder, "groups-out.csv"), "utf8")).toBe("class,value\n1,2\n2,1\n");
    expect(readFileSync(bad, "utf8").split("\n").map((line) => line.split(",").slice(0, 5).join(","))).toEqual([
      "class,fare,error_class,error_message,error_op",
      "2,-1,Error,negative,apply",
      "3,,RangeError,a fare is missing,groupby.apply",
      "3,7,RangeError,a fare is missing,groupby.apply",
      "",
    ]);
  });
});

// The functions below travel to workers, so each names only its arguments.
const picky = (row: { int: number | null; text: string | null }): Cell => {
  if (row.int !== null && row.int % 3 === 0) throw new RangeError(`int ${String(row.int)}`);
  return row.int === null ? row.text!.toUpperCase() : String(row.int);
};
const pickyPart = (part: DataFrame) => {
  for (const value of part.col("int")) if (value !== null && (value as number) % 7 === 0) throw new RangeError("seven");
  return part.assign({ rows: part.numRows });
};

describe("serial ≡ parallel with errors", () => {
  const settled = (df: DataFrame) => [...df].map((row) => { try { return { ok: true, value: picky(row as never) }; } catch (error) { return { ok: false, error: error as Error }; } });
  const anyOptions = fc
    .tuple(anyWorkers({ inline: 5, pool: 4, start: 1 }), fc.record({ transport: fc.constantFrom("auto" as const, "transfer" as const, "share" as const), partitions: fc.integer({ min: 1, max: 9 }) }))
    .map(([workers, options]) => ({ ...workers, ...options }));

  it("row functions: skip, null and collect give what a loop gives, whatever workers, partitions, backend and transport", async () => {
    await fc.assert(
      fc.asyncProperty(anyFrame, anyOptions, fc.constantFrom("skip" as const, "null" as const, "collect" as const), async (df, options, onError) => {
        const serial = settled(df);
        const { frame, rejects, report } = await parallel(df, { ...options, onError }).apply(picky as never).run();
        expect([...(frame as Iterable<unknown>)]).toEqual(serial.flatMap(({ ok, value }) => (ok ? [value] : onError === "null" ? [null] : [])));
        expect(report.errors.count).toBe(serial.filter(({ ok }) => !ok).length);
        if (onError !== "collect") return;
        const rows = Int32Array.from(serial.flatMap(({ ok }, i) => (ok ? [] : [i])));
        expect([...rejects!.col("error_row")]).toEqual([...rows]);
        expect([...rejects!.col("error_message")]).toEqual(serial.flatMap(({ error }) => (error === undefined ? [] : [error.message])));
        const expected = rows.length === 0 ? df.head(0) : concat([...rows].map((row) => df.slice(row, row + 1)));
        expect(differences(rejects!.select(df.columns), expected)).toEqual([]);
      }),
      { numRuns: runs(30) },
    );
  });

  it("partition functions: collect gives the parts that did not fail, and the rows of those that did", async () => {
    await fc.assert(
      fc.asyncProperty(anyFrame, anyOptions, async (df, options) => {
        const parts = arraySplit(df, options.partitions).map((part) => { try { return { part, made: pickyPart(part) }; } catch { return { part, made: null }; } });
        const good = parts.flatMap(({ made }) => (made === null ? [] : [made]));
        const bad = parts.flatMap(({ part, made }) => (made === null ? [part] : []));
        const { frame, rejects } = await parallel(df, { ...options, onError: "collect" }).mapPartitions(pickyPart).run();
        if (good.length > 0) expect(differences(frame, concat(good))).toEqual([]);
        expect(differences(rejects!.select(df.columns), bad.length === 0 ? df.head(0) : concat(bad))).toEqual([]);
      }),
      { numRuns: runs(20) },
    );
  });

  it("fail: the error is that of the lowest row of the lowest partition that fails", async () => {
    await fc.assert(
      fc.asyncProperty(anyFrame, anyOptions, async (df, options) => {
        const first = settled(df).findIndex(({ ok }) => !ok);
        const result = await parallel(df, options).apply(picky as never).collect().then(() => -1, (error: TaskError) => error.globalRow);
        expect(result).toBe(first);
      }),
      { numRuns: runs(20) },
    );
  });
});
