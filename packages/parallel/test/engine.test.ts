import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Table, tableFromArrays } from "apache-arrow";
import { afterAll, describe, expect, it } from "vitest";
import { AbortError, ArgumentError, CaptureError, FrameError, SchemaMismatchError, SinkError, TaskError, WorkerExitError } from "@framepool/errors";
import { concat, DataFrame } from "@framepool/frame";
import { columnsOf } from "@framepool/frame/internal";
import { parallel, parallelDataFrame, scanCsv, type Pipeline, type Progress } from "@framepool/parallel";
import { task } from "@framepool/pool";

const folder = mkdtempSync(join(tmpdir(), "framepool-engine-"));
afterAll(() => rmSync(folder, { recursive: true }));

const people = new DataFrame({ name: ["Ann", "Bo", null, "Dee", "Eve"], age: [30, 41, 5, null, 77] });

describe("parallelDataFrame", () => {
  it("cuts as np.array_split does, into exactly so many parts, and keeps their order", async () => {
    const sizes = await parallelDataFrame(people, (data) => data.assign({ rows: data.numRows }), 3);
    expect([...sizes.col("rows")]).toEqual([2, 2, 2, 2, 1]);
    expect([...sizes.col("name")]).toEqual([...people.col("name")]);
  });

  it("gives empty parts where there are fewer rows than cores, and loses no type", async () => {
    const out = await parallelDataFrame(people.head(1), (data) => data.assign({ rows: data.col("age").map((age) => age) }), 4);
    expect(out.toRows()).toEqual([{ name: "Ann", age: 30, rows: 30 }]);
    expect(out.dtypes).toEqual({ name: "string", age: "int32", rows: "int32" });
  });

  it("keeps the schema of a frame without rows", async () => {
    const out = await parallelDataFrame(people.head(0), (data) => data, 2);
    expect(out.shape).toEqual([0, 2]);
    expect(out.dtypes).toEqual(people.dtypes);
  });

  it("gives an untouched column back as the very memory that was sent, and leaves the input alone", async () => {
    const out = await parallelDataFrame(people, (data) => data.assign({ age: 1 }).rename({ name: "who" }), 2);
    expect(columnsOf(out)[0]!.vectors.map(({ storage }) => storage)).toEqual([columnsOf(people)[0]!.vectors[0]!.storage]);
    expect(columnsOf(out)[0]!.vectors[0]!.storage).toBe(columnsOf(people)[0]!.vectors[0]!.storage);
    expect(people.toRows()[0]).toEqual({ name: "Ann", age: 30 });
  });

  it("keeps the order of the input when later parts are ready first", async () => {
    const slowFirst = async (data: DataFrame) => {
      if (data.at(0, "n") === 0) await new Promise((done) => setTimeout(done, 150));
      return data;
    };
    const out = await parallelDataFrame(new DataFrame({ n: [0, 1, 2, 3] }), slowFirst, 4);
    expect([...out.col("n")]).toEqual([0, 1, 2, 3]);
  });

  it("refuses what is no frame, in and out, and says what to do", async () => {
    await expect(parallelDataFrame([] as never, (data: DataFrame) => data, 2)).rejects.toThrow(ArgumentError);
    await expect(parallelDataFrame(people, ((data: DataFrame) => data.col("age")) as never, 2)).rejects.toThrow("gave a Series (use `part.assign({ name: series })`)");
    await expect(parallelDataFrame(people, (() => undefined) as never, 2)).rejects.toThrow("is a `return` missing?");
  });

  it("gives an apache-arrow Table for an apache-arrow Table, whose foreign memory stays usable", async () => {
    const table = tableFromArrays({ n: Int32Array.of(1, 2, 3), name: ["a", "b", "c"] });
    const out = await parallelDataFrame(table, (data) => data.assign({ twice: data.col("n").map((n: number) => n * 2) }), 2);
    expect(out).toBeInstanceOf(Table);
    expect(out.toArray().map((row) => ({ ...row.toJSON() }))).toEqual([{ n: 1, name: "a", twice: 2 }, { n: 2, name: "b", twice: 4 }, { n: 3, name: "c", twice: 6 }]);
    expect([...table.getChild("n")!]).toEqual([1, 2, 3]);
  });

  it("names a variable that cannot travel before anything starts", async () => {
    const threshold = 40;
    await expect(parallelDataFrame(people, (data) => data.filter((row) => row.age! > threshold), 2)).rejects.toSatisfy(
      (error) => error instanceof CaptureError && error.variable === "threshold" && error.message.includes("task({ threshold }"),
    );
  });
});

describe("captures", () => {
  it("may be frames, Series and framepool's own functions, which keep their class", async () => {
    const more = new DataFrame({ name: ["Zoë"], age: [9] });
    const withMore = task({ more, ages: people.col("age"), concat, DataFrame }, (data: DataFrame, { more, ages, concat, DataFrame }) =>
      concat([data, more, new DataFrame({ name: ["sum"], age: [ages.length] })]),
    );
    const out = await parallel(people, { workers: 2, partitions: 1 }).mapPartitions(withMore).collect();
    expect(out.tail(2).toRows()).toEqual([{ name: "Zoë", age: 9 }, { name: "sum", age: 5 }]);
  });

  it("know the partition they run for", async () => {
    const numbered = task({}, (data: DataFrame, _captures, ctx) => data.assign({ partition: ctx.partition, firstRow: ctx.firstRow }));
    const out = await parallel(people, { workers: 2, partitionRows: 2 }).mapPartitions(numbered).collect();
    expect([...out.col("partition")]).toEqual([0, 0, 1, 1, 2]);
    expect([...out.col("firstRow")]).toEqual([0, 0, 2, 2, 4]);
  });
});

describe("errors", () => {
  it.each(["inline", "threads"] as const)("name the row of the input, with its values, class and remote stack (%s)", async (backend) => {
    const failing = parallel(people, { backend, partitions: 2 }).mapPartitions((data) => data.assign({ n: data.slice(1).col("name").map((name) => name!.length) }));
    const error = await failing.collect().catch((caught: unknown) => caught);
    if (!(error instanceof TaskError)) throw error;
    expect(error).toMatchObject({ op: "mapPartitions", partition: 0, globalRow: 2, firstRow: 0, row: { name: null, age: 5 } });
    expect(error.message).toContain("row 2 (partition 0)");
    expect(error.cause).toBeInstanceOf(TypeError);
    expect((error.cause as Error).stack).toContain("engine.test");
  });

  it("of row functions name the row too, and the lowest row wins", async () => {
    const failing = parallel(people, { workers: 4, partitions: 5 }).apply((row) => {
      if (row.age === null || row.age > 40) throw new RangeError(`${row.name} is too old`);
      return row.age;
    });
    await expect(failing.collect()).rejects.toMatchObject({ globalRow: 1, partition: 1, message: expect.stringContaining("Bo is too old") });
  });

  it("do not guess a row: a function that looks at rows it made itself has none", async () => {
    const failing = parallel(people, { backend: "inline", partitions: 1 }).mapPartitions((data) => data.assign({ x: 1 }).assign({ y: (own) => own.col("x").map(() => JSON.parse("{")) }));
    await expect(failing.collect()).rejects.toMatchObject({ code: "ERR_FRAMEPOOL_TASK", globalRow: null, firstRow: 0 });
  });

  it("of parts that do not fit together name the column", async () => {
    const mixed = parallel(people, { backend: "inline", partitions: 5 }).apply((row) => ({ value: row.age === 77 ? "old" : row.age }));
    await expect(mixed.collect()).rejects.toSatisfy((error) => error instanceof SchemaMismatchError && error.message.includes('"value"'));
  });

  it("of parts that do not fit together leave no file, nor one that was there in pieces", async () => {
    const folder = mkdtempSync(join(tmpdir(), "framepool-"));
    try {
      const target = join(folder, "out.csv");
      writeFileSync(target, "before");
      const mixed = parallel(people, { backend: "inline", partitions: 5 }).apply((row) => ({ value: row.age === 77 ? "old" : row.age }));
      const place = { column: "value", message: expect.stringMatching(/^column "value" is \w+ in partition \d, and \w+ in those before it/) as string };
      await expect(mixed.toCsv(target)).rejects.toMatchObject({ code: "ERR_FRAMEPOOL_SCHEMA", ...place });
      await expect(mixed.toCsv(join(folder, "new.csv"))).rejects.toMatchObject(place);
      expect([readFileSync(target, "utf8"), readdirSync(folder)]).toEqual(["before", ["out.csv"]]);
      // Parts without a cell, and integers beside floats, go with others.
      await parallel(people, { backend: "inline", partitions: 5 }).apply((row) => ({ value: row.age === null ? null : row.age === 77 ? 0.5 : row.age })).toCsv(target);
      expect(readFileSync(target, "utf8").split("\n")).toHaveLength(people.numRows + 2);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  it.each([
    ["exits", () => process.exit(3)],
    ["is out of control", () => new Promise(() => setTimeout(() => { throw new Error("late"); }, 10))],
  ])("end the run when a worker %s, and the next run works", async (_what, fn) => {
    const started = performance.now();
    await expect(parallel(people, { workers: 2 }).mapPartitions(fn as never).collect()).rejects.toThrow(WorkerExitError);
    expect(performance.now() - started).toBeLessThan(10_000);
    expect(await parallelDataFrame(people, (data) => data, 2)).toBeInstanceOf(DataFrame);
  });

  it("end an endless function when the signal is aborted", async () => {
    const controller = new AbortController();
    setTimeout(() => controller.abort(), 200);
    const endless = parallel(people, { workers: 2, signal: controller.signal }).mapPartitions((data) => {
      while (data.numRows >= 0);
      return data;
    });
    await expect(endless.collect()).rejects.toThrow(AbortError);
  });

  it("end a run whose source never answers when the signal is aborted", async () => {
    const silent = { [Symbol.asyncIterator]: () => ({ next: () => new Promise<IteratorResult<string>>(() => undefined) }) };
    const signal = AbortSignal.timeout(100);
    await expect(scanCsv(silent, { dtype: "string", signal }).collect()).rejects.toThrow(AbortError);
  });
});

describe("options", () => {
  it("decide the backend by size alone, and say why in the report", async () => {
    const small = await parallel(people).mapPartitions((data) => data).run();
    expect(small.report).toMatchObject({ backend: "inline", rows: 5, workers: 1 });
    expect(small.report.reason).toContain("below 50000 rows and 4 MiB");
    const large = new DataFrame({ n: Array.from({ length: 50_000 }, (_, i) => i) });
    const { report } = await parallel(large).mapPartitions((data) => data).run();
    expect(report.backend).toBe("threads");
    expect(report.partitions.map(({ rows }) => rows).reduce((sum, rows) => sum + rows)).toBe(50_000);
    expect((await parallel(people, { workers: 1 }).mapPartitions((data) => data).run()).report.backend).toBe("threads");
  });

  it("that are unknown or out of range are refused", () => {
    expect(() => parallel(people, { wrokers: 2 } as never)).toThrow('no option "wrokers"');
    expect(() => parallel(people, { onProgress: 5 } as never)).toThrow("onProgress is a function");
    expect(() => parallel(people, { signal: {} } as never)).toThrow("the signal of a run must be an AbortSignal");
    expect(() => parallel(people, { workers: 0 })).toThrow("workers is 0");
    expect(() => parallel(people, { partitions: 2, partitionRows: 1 })).toThrow(ArgumentError);
    expect(() => parallel(people, { partitionBytes: "4 lots" })).toThrow('a text such as "64MiB"');
  });

  it("of a table of very many columns are few, since each costs something in every partition", async () => {
    const names = Array.from({ length: 2000 }, (_, k) => `c${String(k)}`);
    const text = Buffer.from(`${names.join()}\n${Array.from({ length: 60 }, (_, row) => names.map((_name, k) => String(row * k)).join()).join("\n")}\n`);
    const frame = await scanCsv(text, { backend: "inline" }).collect();
    const parts = async (pipe: Pipeline): Promise<number> => (await pipe.mapPartitions((part) => part).run()).report.partitions.length;
    expect([await parts(scanCsv(text, { backend: "inline" })), await parts(parallel(frame, { backend: "inline" }))]).toEqual([1, 1]);
    expect(await parts(parallel(frame.select(names.slice(0, 200)), { backend: "inline" }))).toBe(16);
    expect(await parts(scanCsv(text, { backend: "inline", partitions: 4 }))).toBe(4);
  });

  it("never cut by workers: the partitions are the same for any number", async () => {
    const frame = new DataFrame({ n: Array.from({ length: 1000 }, (_, i) => i) });
    const cuts = await Promise.all([1, 2, 3].map(async (workers) => (await parallel(frame, { workers }).mapPartitions((data) => data).run()).report.partitions.map(({ firstRow, rows }) => [firstRow, rows])));
    expect(cuts[1]).toEqual(cuts[0]);
    expect(cuts[2]).toEqual(cuts[0]);
  });

  it("report progress that grows to the whole", async () => {
    const seen: Progress[] = [];
    await parallel(people, { partitions: 3, backend: "inline", onProgress: (progress) => seen.push(progress) }).mapPartitions((data) => data).collect();
    expect(seen.map(({ partitions }) => partitions)).toEqual([1, 2, 3]);
    expect(seen.at(-1)).toMatchObject({ rows: 5, totalRows: 5 });
  });
});

describe("row functions that give objects", () => {
  const objects = (row: { age: number | null }) => (row.age === null || row.age > 40 ? null : { age: row.age });

  it("make one frame, also of parts without a row and of parts with missing rows only", async () => {
    for (const partitions of [1, 2, 5, 9]) {
      const out = await parallel(people, { backend: "inline", partitions }).apply(objects).collect();
      expect(out.toRows()).toEqual(people.apply(objects).toRows());
    }
  });

  it("make one file, also of such parts, and of a frame without rows", async () => {
    for (const partitions of [1, 5, 9]) {
      const target = join(folder, `objects-${partitions}.csv`);
      await parallel(people, { backend: "inline", partitions }).apply(objects).toCsv(target);
      expect(readFileSync(target, "utf8")).toBe("age\n30\n\n5\n\n\n".replaceAll("\n\n", '\n""\n').replaceAll("\n\n", '\n""\n'));
    }
  });

  it("go on to mapPartitions where a part before it lost all its rows", async () => {
    const out = await parallel(people, { backend: "inline", partitions: 5 }).mapPartitions((data) => data.filter((row) => row.age !== null && row.age < 40)).apply((row) => ({ age: row.age })).mapPartitions((data) => data.assign({ more: 1 })).collect();
    expect(out.toRows()).toEqual([{ age: 30, more: 1 }, { age: 5, more: 1 }]);
  });

  it("or cells by turns are refused, naming the partitions", async () => {
    const mixed = parallel(people, { backend: "inline", partitions: 5 }).apply(((row: { age: number | null }) => (row.age === 30 ? 30 : { age: row.age })) as never);
    await expect(mixed.collect()).rejects.toThrow("cells in partition 0 and objects in partition 1");
  });
});

describe("a refused call", () => {
  it("leaves nothing beside its target", async () => {
    await expect(parallel(people, { backend: "processes" as never }).mapPartitions((data) => data).toCsv(join(folder, "refused.csv"))).rejects.toThrow(ArgumentError);
    expect(readdirSync(folder).filter((name) => name.includes("refused"))).toEqual([]);
    expect(() => parallel([{ a: 1 }] as never)).toThrow("DataFrame.fromRows");
    await expect(parallelDataFrame(people, (data) => data, 0)).rejects.toThrow("numCores is 0");
    expect(() => scanCsv("x.csv", { partitionRows: 0 })).toThrow("partitionRows is 0");
  });
});

describe("CSV in and out", () => {
  const input = join(folder, "in.csv");
  const text = `name,n\n${Array.from({ length: 5000 }, (_, i) => `"Doe, ${i}",${i % 7 === 0 ? "" : i}`).join("\n")}\n`;
  writeFileSync(input, text);

  it("keep the bytes for any number of workers and partitions", async () => {
    for (const options of [{ workers: 1 }, { workers: 3, partitionBytes: 1000 }, { backend: "inline" as const, partitionRows: 77 }]) {
      const output = join(folder, "out.csv");
      const report = await scanCsv(input, { dtype: "string", ...options }).mapPartitions((data) => data.assign({ len: data.col("name").map((name) => name?.length ?? null) })).toCsv(output);
      expect(report.rows).toBe(5000);
      const lines = readFileSync(output, "utf8").split("\n");
      expect(lines.slice(0, 3)).toEqual(["name,n,len", '"Doe, 0",,6', '"Doe, 1",1,6']);
      expect(lines).toHaveLength(5002);
    }
  });

  it("fix types over the whole file before a function sees them", async () => {
    const late = join(folder, "late.csv");
    writeFileSync(late, `x\n${"1\n".repeat(3000)}1.5\n`);
    const types = await scanCsv(late, { backend: "inline", partitionRows: 1000 }).mapPartitions((data) => data.assign({ type: data.dtypes["x"]! })).collect();
    expect(new Set(types.col("type"))).toEqual(new Set(["float64"]));
  });

  it("read several files as one, and say which does not fit", async () => {
    const other = join(folder, "other.csv");
    writeFileSync(other, "name,m\nx,1\n");
    expect((await scanCsv([input, input], { backend: "inline" }).mapPartitions((data) => data).collect()).numRows).toBe(10_000);
    await expect(scanCsv([input, other], { backend: "inline" }).mapPartitions((data) => data).collect()).rejects.toThrow("other.csv");
  });

  it("leave the old file, and nothing beside it, when a run fails", async () => {
    const output = join(folder, "old.csv");
    writeFileSync(output, "old");
    const failing = scanCsv(input, { workers: 2, partitionRows: 500 }).apply((row) => {
      if (row.n === 4000) throw new Error("no");
      return { n: row.n };
    });
    await expect(failing.toCsv(output)).rejects.toMatchObject({ globalRow: 4000 });
    expect(readFileSync(output, "utf8")).toBe("old");
    expect(readdirSync(folder).filter((name) => name.includes("tmp"))).toEqual([]);
    await expect(scanCsv(input).mapPartitions((data) => data).toCsv(join(folder, "none", "x.csv"))).rejects.toThrow(SinkError);
    expect(existsSync(join(folder, "none"))).toBe(false);
  });

  it("need the same columns of every part", async () => {
    const uneven = scanCsv(input, { backend: "inline", partitionRows: 2500 }).mapPartitions((data) => (data.at(0, "name") === "Doe, 0" ? data : data.assign({ more: 1 })));
    await expect(uneven.toCsv(join(folder, "uneven.csv"))).rejects.toThrow('partition 1 adds "more"');
  });

  it("refuse a step behind a Series, and name the fix", async () => {
    const pipe = parallel(people, { backend: "inline" }).apply((row) => row.age);
    await expect((pipe as unknown as ReturnType<typeof parallel>).mapPartitions((data) => data).collect()).rejects.toSatisfy((error) => error instanceof TaskError && error.cause instanceof FrameError);
  });
});
