import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { ParallelError, WorkerExitError, type TaskError } from "@framepool/errors";
import { DataFrame, type Cell, type Series } from "@framepool/frame";
import { parallel, scanCsv, type PipelineOptions } from "@framepool/parallel";
import { task } from "@framepool/pool";
import { anyGroups, anyWay } from "./support/ways.js";
import { runs } from "../../../scripts/runs.mjs";

const caught = async (run: Promise<unknown>): Promise<ParallelError> => {
  const error = await run.then(() => null, (thrown: unknown) => thrown);
  if (!(error instanceof ParallelError)) throw error ?? new Error("nothing was thrown");
  return error;
};

// Rows 0 … 9 in three partitions, of 4, 3 and 3 rows.
const trips = new DataFrame({ class: [1, 2, 3, 1, 3, 2, null, 1, 2, 3], fare: [70, 20, 7, 80, -1, 21, 5, 90, 22, 8] });
const spread = (fares: Series<number | null>) => {
  for (const fare of fares) if (fare !== null && fare < 0) throw new RangeError(`fare ${String(fare)}`);
  return fares.length;
};
const ways = [{ workers: 1, partitions: 3 }, { workers: 3, partitions: 3 }, { backend: "inline", partitions: 3 }] as const;

describe("rows that were put together are still those of the input", () => {
  it.each(ways)("in an error of a window: %j", async (way) => {
    const error = await caught(parallel(trips, way).col("fare").rolling(2).apply(spread).collect());
    expect(error).toMatchObject({ code: "ERR_FRAMEPOOL_TASK", op: "rolling", partition: 1, globalRow: 4, firstRow: 4, row: { fare: -1 }, cause: expect.any(RangeError) });
    expect(error.message).toContain("rolling of spread failed at row 4 (partition 1): RangeError: fare -1");
  });

  it.each(ways)("in an error of a group: %j", async (way) => {
    const error = await caught(parallel(trips, way).groupby("class").col("fare").transform(spread).collect());
    expect(error).toMatchObject({ op: "groupby.transform", partition: 0, globalRow: null, firstRow: 0, key: { class: 3 }, row: null });
    const second = new DataFrame({ class: [1, 1, 2, 2], fare: [1, 2, 3, -1] });
    expect(await caught(parallel(second, { ...way, partitions: 2 }).groupby("class").apply(task({ spread }, (group: DataFrame, captures) => captures.spread(group.col("fare")))).collect())).toMatchObject({ op: "groupby.apply", partition: 1, firstRow: 2, key: { class: 2 } });
  });

  it.each(ways)("in an error of a step behind them: %j", async (way) => {
    const error = await caught(parallel(trips, way).col("fare").rolling(1).mean().map((fare) => { if (fare === -1) throw new Error("no"); return fare; }).collect());
    expect(error).toMatchObject({ op: "map", globalRow: 4, partition: 1 });
    const summed = await caught(parallel(trips, way).groupby("class").col("fare").transform("sum").map((fare) => { if (fare === 14) throw new Error("no"); return fare; }).collect());
    expect(summed).toMatchObject({ op: "map", globalRow: 2, partition: 0 });
  });

  it("through steps that leave rows out, and stages behind one another", async () => {
    const pipe = parallel(trips, { workers: 2, partitions: 3 }).filter((row) => row.fare !== 80 && row.fare !== 20);
    expect(await caught(pipe.col("fare").rolling(1).apply(spread).collect())).toMatchObject({ partition: 1, globalRow: 4, firstRow: 4, row: { fare: -1 } });
    const twice = pipe.col("fare").rolling(1).mean().dropna().shift(0).rolling(1).apply(spread);
    expect(await caught(twice.collect())).toMatchObject({ op: "rolling", partition: 1, globalRow: 4, firstRow: 4 });
    const { rejects } = await parallel(trips, { workers: 2, partitions: 3, onError: "collect" }).filter((row) => row.fare !== 7).groupby("class").col("fare").transform(spread).run();
    expect(rejects!.select(["error_partition", "error_row"]).toRows()).toEqual([{ error_partition: 1, error_row: 4 }, { error_partition: 2, error_row: 9 }]);
  });

  it("behind partitions that were set aside", async () => {
    const part = (rows: typeof trips) => { if (rows.at(0, "fare") === 70) throw new Error("no"); return rows.assign({ more: 1 }); };
    const { rejects } = await parallel(trips, { workers: 2, partitions: 3, onError: "collect" }).mapPartitions(part).groupby("class").col("fare").transform(spread).run();
    expect(rejects!.select(["error_op", "error_partition", "error_row"]).toRows().slice(4)).toEqual([{ error_op: "groupby.transform", error_partition: 1, error_row: 4 }, { error_op: "groupby.transform", error_partition: 2, error_row: 9 }]);
  });

  it("unless a step before made others: then the partition is told, and no row", async () => {
    const pipe = parallel(trips, { workers: 2, partitions: 3 }).mapPartitions((part) => part.filter((row) => row.fare !== 5));
    const error = await caught(pipe.col("fare").rolling(2).apply(spread).collect());
    expect(error).toMatchObject({ partition: 1, globalRow: null, firstRow: 4 });
  });

  it("a key of more digits than a number holds is told as text", async () => {
    const wide = scanCsv(Buffer.from("id,fare\n1152921504606846977,1\n1152921504606846977,-1\n"), { backend: "inline" });
    expect(await caught(wide.groupby("id").col("fare").transform(spread as never).collect())).toMatchObject({ key: { id: "1152921504606846977" } });
  });
});

/** What a loop makes of the windows: the value of each row, or what was thrown for it. */
const windowsOf = (values: readonly (number | null)[], n: number, fn: (window: readonly (number | null)[]) => number) =>
  values.map((_, row) => {
    const window = values.slice(Math.max(0, row - n + 1), row + 1);
    if (window.filter((value) => value !== null).length < n) return { ok: true, value: null };
    try {
      return { ok: true, value: fn(window) };
    } catch {
      return { ok: false, value: null };
    }
  });

describe("onError of windows and of groups whose values go to their rows", () => {
  const verdicts = fc.constantFrom("skip" as const, "null" as const, "collect" as const);

  it("windows: a row that fails is left out, missing, or set aside, as in a loop over the rows", async () => {
    const picky = (window: Series<number | null>) => {
      const values = [...window];
      if (values[0]! % 3 === 0) throw new RangeError("three");
      return values.reduce<number>((sum, value) => sum + (value ?? 0), 0);
    };
    const cells = fc.array(fc.option(fc.integer({ min: -20, max: 20 }), { freq: 5 }), { maxLength: 40 });
    await fc.assert(
      fc.asyncProperty(cells, fc.integer({ min: 1, max: 3 }), anyWay, verdicts, async (values, n, way, onError) => {
        const df = new DataFrame({ int: values, other: values.map(() => "x") }, { dtype: { int: "int32", other: "string" } });
        const expected = windowsOf(values, n, (window) => { if (window[0]! % 3 === 0) throw new RangeError("three"); return window.reduce<number>((sum, value) => sum + (value ?? 0), 0); });
        const { frame, rejects, report } = await parallel(df, { ...way, onError }).col("int").rolling(n).apply(picky as never).run();
        expect([...frame]).toEqual(expected.flatMap(({ ok, value }) => (ok || onError === "null" ? [value] : [])));
        expect(report.errors.count).toBe(expected.filter(({ ok }) => !ok).length);
        if (onError !== "collect") return;
        const rows = expected.flatMap(({ ok }, row) => (ok ? [] : [row]));
        expect([...rejects!.col("error_row")]).toEqual(rows);
        expect([...rejects!.col("int")]).toEqual(rows.map((row) => values[row]));
      }),
      { numRuns: runs(40) },
    );
  });

  it("groups: the rows of one that fails are left out, missing, or set aside, as in a loop over the groups", async () => {
    const picky = (ints: Series<number | null>) => {
      if (ints.length % 3 === 0) throw new RangeError("three");
      return ints.length;
    };
    await fc.assert(
      fc.asyncProperty(anyGroups, anyWay, verdicts, async (df, way, onError) => {
        const keys = [...df.col("key")] as (string | null)[];
        const sizes = new Map<string | null, number>();
        for (const key of keys) sizes.set(key, (sizes.get(key) ?? 0) + 1);
        const fails = (key: string | null) => key !== null && sizes.get(key)! % 3 === 0;
        const { frame, rejects } = await parallel(df, { ...way, onError }).groupby("key").col("int").transform(picky as never).run();
        const kept = onError === "null" ? keys : keys.filter((key) => !fails(key));
        expect([...(frame as Iterable<Cell>)]).toEqual(kept.map((key) => (key === null || fails(key) ? null : sizes.get(key)!)));
        if (onError !== "collect") return;
        const rows = keys.flatMap((key, row) => (fails(key) ? [row] : []));
        expect(([...rejects!.col("error_row")] as number[]).sort((a, b) => a - b)).toEqual(rows);
      }),
      { numRuns: runs(40) },
    );
  });

  it("tell each row that was set aside what it belongs to", async () => {
    const { frame, rejects, report } = await parallel(trips, { workers: 2, partitions: 3, onError: "collect" }).groupby("class").col("fare").transform(spread).run();
    expect([...frame]).toEqual([3, 3, 3, 3, null, 3, 3]);
    expect(rejects!.select(["class", "fare", "error_op", "error_key", "error_partition", "error_row"]).toRows()).toEqual([
      { class: 3, fare: 7, error_op: "groupby.transform", error_key: "class = 3", error_partition: 0, error_row: 2 },
      { class: 3, fare: -1, error_op: "groupby.transform", error_key: "class = 3", error_partition: 1, error_row: 4 },
      { class: 3, fare: 8, error_op: "groupby.transform", error_key: "class = 3", error_partition: 2, error_row: 9 },
    ]);
    expect(report.errors).toMatchObject({ count: 1, rowsAside: 3 });
    const windows = await parallel(trips, { workers: 2, partitions: 3, onError: "collect" }).col("fare").rolling(2).apply(spread).run();
    expect(windows.rejects!.select(["fare", "error_op", "error_partition", "error_row"]).toRows()).toEqual([
      { fare: -1, error_op: "rolling", error_partition: 1, error_row: 4 },
      { fare: 21, error_op: "rolling", error_partition: 1, error_row: 5 },
    ]);
  });

  it("may be asked of a function, with the row or the key", async () => {
    const byRow = (error: TaskError) => (error.globalRow === 4 ? "null" : "skip");
    expect([...(await parallel(trips, { workers: 2, onError: byRow }).col("fare").rolling(2).apply(spread).collect())]).toEqual([null, 2, 2, 2, null, 2, 2, 2, 2]);
    const byKey = (error: TaskError) => ((error.key as { class: number }).class === 3 ? "null" : "fail");
    expect([...(await parallel(trips, { workers: 2, onError: byKey }).groupby("class").col("fare").transform(spread).collect())]).toEqual([3, 3, null, 3, null, 3, null, 3, 3, null]);
  });
});

describe("parts of windows and groups that are lost", () => {
  const rows = 40_000;
  const many = new DataFrame({ n: Array.from({ length: rows }, (_, i) => i), key: Array.from({ length: rows }, (_, i) => `k${String(i % 10)}`) });
  // Three parts; the worker of the middle one is gone.
  const dying = (window: Series<number>) => {
    if (window.at(0) === 20_000) process.exit(4);
    return window.length;
  };
  const hanging = (window: Series<number>) => {
    if (window.at(0) === 20_000) for (;;);
    return window.length;
  };

  it("are named by the input's rows and partitions", async () => {
    const error = await caught(parallel(many, { workers: 2, partitions: 8 }).col("n").rolling(2).apply(dying as never).collect());
    expect(error).toBeInstanceOf(WorkerExitError);
    // What the worker had in its hands began in the input's third partition.
    expect(error).toMatchObject({ partition: 2, firstRow: 13_334, rows: 13_333 });
    expect(error.message).toMatch(/partition 2 \(rows 13334 to 26666, [\d,]+ bytes\)/);
    const group = await caught(parallel(many, { workers: 2, partitions: 8 }).groupby("key").col("n").transform(dying as never).collect().then(() => parallel(many, { workers: 2 }).groupby("key").apply(((part: DataFrame) => { if (part.at(0, "key") === "k3") process.exit(4); return 1; }) as never).collect()));
    expect(group).toMatchObject({ code: "ERR_FRAMEPOOL_WORKER_EXIT", partition: null, firstRow: null });
    expect(group.message).toMatch(/part \d of groupby\.apply \([\d,]+ rows, [\d,]+ bytes\)/);
  });

  it.each([["dies", dying, {}, "WorkerExitError"], ["never answers", hanging, { timeout: 1000 }, "TimeoutError"]] as const)('are set aside with their own rows, and no others, with onError "collect": a worker that %s', async (_what, fn, options: PipelineOptions, name) => {
    const { frame, rejects } = await parallel(many, { workers: 2, partitions: 8, onError: "collect", ...options }).col("n").rolling(3).apply(fn as never).run();
    expect(frame.length).toBe(rows - 13_333);
    expect([...rejects!.col("error_row")]).toEqual(Array.from({ length: 13_333 }, (_, i) => 13_334 + i));
    expect(rejects!.at(0, "error_class")).toBe(name);
    expect([frame.at(2), frame.at(13_334)]).toEqual([3, 3]);
  });

  it("leave the values of the others in their rows, of groups too", async () => {
    const leaving = (ints: Series<number>) => {
      if (ints.at(0) === 3) process.exit(4);
      return ints;
    };
    const { frame, rejects } = await parallel(many, { workers: 2, partitions: 8, onError: "collect" }).groupby("key").col("n").transform(leaving as never).run();
    const gone = new Set([...rejects!.col("error_row")] as number[]);
    expect(gone.has(3)).toBe(true);
    expect([...(frame as Iterable<number>)]).toEqual(Array.from({ length: rows }, (_, i) => i).filter((i) => !gone.has(i)));
  });

  it.each<["dies" | "never answers", PipelineOptions, string]>([["dies", {}, "WorkerExitError"], ["never answers", { timeout: 300 }, "TimeoutError"]])("may be all there are: a worker that %s", async (what, options, name) => {
    const fatal = task({ what }, (_given: unknown, captures): number => {
      if (captures.what === "dies") process.exit(4);
      for (;;);
    });
    const run = { workers: 2, partitions: 3, onError: "collect", ...options } as const;
    const windows = await parallel(trips, run).col("fare").rolling(1).apply(fatal as never).run();
    expect([windows.frame.length, windows.rejects!.numRows, windows.rejects!.at(0, "error_class")]).toEqual([0, 10, name]);
    const transformed = await parallel(trips, run).groupby("class").col("fare").transform(fatal as never).run();
    // The row of no group has no value that could be lost.
    expect([[...(transformed.frame as Iterable<Cell>)], transformed.rejects!.numRows]).toEqual([[null], 9]);
    const applied = await parallel(trips, run).groupby("class").apply(fatal as never).run();
    expect([applied.frame.numRows, applied.frame.columns, applied.rejects!.numRows]).toEqual([0, ["class", "value"], 9]);
    expect([...applied.rejects!.col("error_row")]).toEqual([0, 3, 7, 1, 5, 8, 2, 4, 9]);
  });
});

describe("ctx.random of groups and windows", () => {
  const draws = task({}, (part: Series<number>, _captures, { random }) => part.map(() => random()));
  const one = task({}, (_group: DataFrame, _captures, { random }) => random());
  const drawOf = (options: PipelineOptions, df: DataFrame = trips) => parallel(df, { seed: 7, ...options }).groupby("class").apply(one as never).collect() as unknown as Promise<DataFrame>;

  it("is each group's own, by its key: the same for any workers, partitions, and whatever other groups there are", async () => {
    const expected = (await drawOf({ backend: "inline", partitions: 1 })).toRows();
    expect(new Set(expected.map((row) => row["value"])).size).toBe(3);
    for (const way of [{ workers: 1, partitions: 4 }, { workers: 3, partitions: 2 }, { backend: "threads", partitions: 9 }] as const) expect((await drawOf(way)).toRows()).toEqual(expected);
    const fewer = await drawOf({ workers: 2 }, trips.filter((row) => row.class !== 1) as DataFrame);
    expect(fewer.toRows()).toEqual(expected.slice(1));
    expect((await drawOf({ seed: 8 })).toRows()).not.toEqual(expected);
  });

  it("does not depend on the type in which the keys came, and tells lists of keys apart", async () => {
    const rows = [{ a: "a-b", b: "c" }, { a: "a", b: "b-c" }, { a: null, b: "c" }, { a: "null", b: "c" }];
    const pairs = await (parallel(DataFrame.fromRows(rows), { seed: 7, backend: "inline" }).groupby(["a", "b"], { dropna: false }).apply(one as never).collect() as unknown as Promise<DataFrame>);
    expect(new Set(pairs.col("value")).size).toBe(4);
    const floats = await drawOf({ workers: 2 }, trips.astype({ class: "float64" }) as DataFrame);
    expect([...floats.col("value")]).toEqual([...(await drawOf({ workers: 2 })).col("value")]);
  });

  it("of a transform, too, and of windows each row's own", async () => {
    const transformed = (options: PipelineOptions) => parallel(trips, { seed: 7, ...options }).groupby("class").col("fare").transform(draws as never).collect();
    const expected = [...(await transformed({ backend: "inline" }) as Iterable<Cell>)];
    expect(new Set(expected).size).toBe(10);
    expect([...(await transformed({ workers: 3, partitions: 4 }) as Iterable<Cell>)]).toEqual(expected);
    const window = task({}, (_window: Series<number>, _captures, { random }) => random());
    const windows = async (options: PipelineOptions, df = trips) => [...(await parallel(df, { seed: 7, ...options }).col("fare").rolling(1).apply(window as never).collect())];
    const rolled = await windows({ backend: "inline" });
    expect(new Set(rolled).size).toBe(10);
    expect(await windows({ workers: 2, partitions: 5 })).toEqual(rolled);
    expect(await windows({ workers: 2 }, trips.head(4) as typeof trips)).toEqual(rolled.slice(0, 4));
  });
});
